"""What machines add: warnings about outside mail, disclaimers, list footers, scanners."""

from __future__ import annotations

import re
from typing import Final

from worktui.engine.zones.lines import Line, label

_BANNER: Final = re.compile(
    r"[\W_]*(?:caution|warning|attention|alert|notice|external|\[?ext\]?|achtung|vorsicht|warnung"
    r"|hinweis|avertissement|prudence|atención|precaución|aviso|atenção|cuidado|attenzione"
    r"|avviso|let op|waarschuwing|obs|advarsel|varning|uwaga|ostrzeżenie|внимание|увага|huomio"
    r"|varoitus|extern|externe|externa|externo|esterna|esterno|exterior|think before you click"
    r"|this (?:e-?mail|message) (?:originated|came|is|was)|diese (?:e-?mail|nachricht)"
    r"|ce (?:courriel|message|mail)|este (?:correo|mensaje|e-?mail)|questa (?:e-?mail|mail))\b",
    re.IGNORECASE,
)
_OUTSIDE: Final = re.compile(
    r"(?:extern|estern|внешн|зовнішн)\w*[\s-]+(?:e-?mail|e-?post|mail|sender|source|message|absender"
    r"|quelle|nachricht|organi|avsändare|afsender|avsender|kilde|afzender|bron|отправ|письм)"
    r"|(?:sender|absender|e-?mail|mail|mittente|expéditeur|remitente|remetente|courriel|message"
    r"|mensaje|correo|messaggio|nadawc\w|bericht|afzender)\s(?:\w+\s){0,2}(?:extern|estern)"
    r"|outside|außerhalb|extérieur|exterior|fuera de|fora da|dall'esterno|buiten (?:de|onze|uw)"
    r"|utanför|utenfor|udefra|spoza|извне|ulkopuolelta|\W*\[?external(?:\W.{0,20})?$",
    re.IGNORECASE,
)
_CARE: Final = re.compile(
    r"click|link|attachment|open|sender|anhäng|absender|klick|cliqu|pièces jointes|expéditeur"
    r"|enlace|adjunto|remitente|anexos|allegat|mittente|bijlage|afzender|bilag|bilag|avsändare"
    r"|bifog|załącznik|nadawc|вложен|ссыл|вкладен|organi[sz]ation|company|liitte|unternehmen",
    re.IGNORECASE,
)
_STRANGER: Final = re.compile(
    r"(?:you don['’]t often (?:get|receive) e?-?mail from|some people who received this message"
    r"|sie erhalten nicht (?:oft|häufig) e-?mails? von|vous ne recevez pas souvent|"
    r"no suele recibir correo|non si ricevono spesso messaggi|u ontvangt niet vaak)",
    re.IGNORECASE,
)
#: The words of law and of caution; two kinds of them beside "this message" make a disclaimer.
_SUBJECT: Final = re.compile(
    r"\b(?:this|the|these|any)\s(?:\w+\s){0,3}(?:e-?mails?|messages?|communications?|transmission"
    r"|information)\b|\b(?:diese|dieser|die in dieser)\s(?:\w+\s)?"
    r"(?:e-?mail|nachricht|mail|mitteilung)"
    r"|\bce(?:t|tte)?\s(?:\w+\s)?(?:courriel|message|mail|e-?mail|transmission)|\best[ea]\s(?:\w+\s)?"
    r"(?:correo|mensaje|mensagem|e-?mail)|\bquest[oa]\s(?:\w+\s)?(?:e-?mail|messaggio|comunicazione)"
    r"|\b(?:deze|dit)\s(?:e-?mail|bericht)|\bdenne\s(?:e-?mail|e-?post|mail|meddelelse|besked)"
    r"|\bdetta\s(?:e-?post|meddelande|mejl|mail)|\bdet här\s|\btämä\s(?:\w+)?viesti"
    r"|\b(?:ta|niniejsza|ten)\s(?:wiadomość|e-?mail|korespondencja)|\b(?:это|данное|настоящее)\s"
    r"(?:электронное\s)?(?:сообщение|письмо)|\bце\s(?:повідомлення|лист)|\bконфиденциальность",
    re.IGNORECASE,
)
_LAW: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"confiden|vertraulich|riservat|vertrouwelijk|konfidenti|fortrolig|poufn|конфиденц|конфіденц"
        r"|luottamuksel|privileged|proprietary|geschützt",
        r"intended (?:only |solely |exclusively )?(?:for|to|recipient)|addressee"
        r"|named recipient|empfänger|destinatair|destinat[aá]ri|geadresseerde|bestemd voor"
        r"|adressat|modtager|mottaker|mottagare"
        r"|adresat|получател|адресат|одержувач|vastaanottaj|ausschließlich",
        r"\bdelete|destroy|notify|löschen|vernichten|benachrichtig|informieren sie|supprim"
        r"|détrui|avertir"
        r"|elimin|borr[ae]|destru|apag(?:ue|ar)|avis(?:e|ar)|cancell|distrugg|verwijder|vernietig|slet"
        r"|radera|usuń|usunąć|удалит|видал|poista|in error|irrtümlich|par erreur|por error"
        r"|per errore|ten onrechte|ved en fejl",
        r"unauthori[sz]ed|prohibited|disclos|dissemin|liabilit|unlawful|unbefugt|haftung|interdit"
        r"|responsabil|prohibid|vietat|aansprakelijk|ansvar|virus|zabron|запрещ|заборон"
        r"|copy(?:ing)? of",
    )
)  # fmt: skip
_FOOTER: Final = re.compile(
    r"(?:to (?:unsubscribe|stop receiving|view this discussion|post to this group|respond, reply to"
    r"|report (?:this|an issue)|opt.?out|manage your)|unsubscribe(?: from| here| at|:|<|$)"
    r"|you(?:'re| are)? receiv(?:ed|ing) this (?:e-?mail|message|because|notification)"
    r"|you are receiving this|reply to this e-?mail directly|visit (?:topic|message) (?:or|to)"
    r"|please (?:consider|think about) the environment|(?:think|denk) (?:before you|bitte) ?print"
    r"|(?:bitte )?(?:denken|prüfen) sie .{0,40}(?:umwelt|drucken)|pensez à (?:l['’]environnement"
    r"|l['’]impression)|(?:por favor,? )?(?:considere|antes de imprimir)|virus-?free\b|virenfrei\b"
    r"|this e-?mail has been (?:checked|scanned)|diese e-?mail wurde (?:von|auf) .{0,40}(?:geprüft"
    r"|viren)|(?:garanti )?sans virus\b|libre de virus\b|um dich abzumelden|um sich abzumelden"
    r"|abmelden[:\s<]|(?:pour )?(?:se|vous) (?:désabonner|désinscrire)|para (?:cancelar la"
    r" suscripción|darse de baja|cancelar a inscrição)|per (?:cancellarsi|annullare l)"
    r"|(?:je )?(?:afmelden|uitschrijven)[:\s]|afmeld|avregistrera|чтобы отписаться|отписаться)",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"<!--")
_HOLD: Final = 600
_TITLE: Final = re.compile(
    r"[\W_]*(?:legal |confidentiality |privacy )?(?:disclaimer|(?:confidentiality|legal|privacy) "
    r"notice|haftungsausschluss|vertraulichkeitshinweis|avis de confidentialité|aviso legal"
    r"|aviso de confidencialidad|aviso de confidencialidade)\b",
    re.IGNORECASE,
)
_WARNS: Final = re.compile(
    r"\b(?:unless|recogni[sz]e|content is safe|do not|don['’]t|caution|suspicious|phishing"
    r"|learn why|be careful|nicht|es sei denn|vertrauenswürdig|ne cliquez|n['’]ouvrez|sauf si"
    r"|no haga|salvo|não clique|a menos|exercise care|report)\b",
    re.IGNORECASE,
)
_DECORATION: Final = "*_-—>|[]( "
#: A line shorter than this was not wrapped by a program: what it says ends with it.
_SHORT: Final = 50
#: So many lines of a paragraph are looked at for a footer that begins among them.
_MOST_ABOVE: Final = 400


def mark_footers(lines: list[Line]) -> None:
    """Label disclaimers, banners and footers, paragraph by paragraph."""
    said = False
    for seen, (first, end) in enumerate(paragraphs(lines, 0, len(lines))):
        if lines[first].kind != "own":
            continue
        text = _text(lines, first, end)
        if _is_comment(text):
            label(lines, first, _comment_end(lines, first), "disclaimer")
            continue
        if seen < 3 and _is_banner(text):
            after = _banner_end(lines, first, end)
            label(lines, first, after, "disclaimer")
            if after == end:
                continue
            first, text = after, _text(lines, after, end)
        begin = _begin(lines, first, end, text)
        if begin is None:
            said = True
        elif said or begin > first:
            # What machines append goes on to the end, unless nothing was said before it.
            said = True
            label(lines, begin, _run_end(lines, begin), "disclaimer")
        else:
            after = _law_end(lines, first, end)
            label(lines, first, after, "disclaimer")
            said = after < end


def _text(lines: list[Line], first: int, end: int) -> str:
    return " ".join(line.text for line in lines[first:end])[:4000]


def _begin(lines: list[Line], first: int, end: int, text: str) -> int | None:
    """The line at which machines begin to speak in a paragraph; None when they do not.

    Mail written as HTML often has no blank lines: what stands above the first line of law,
    in sentences of its own, was said by the sender.
    """
    if _FOOTER.match(text.lstrip(_DECORATION)):
        return first
    for place in range(first + 1, min(end, first + _MOST_ABOVE)):
        if _ends(lines[place - 1].text) and _FOOTER.match(lines[place].text.lstrip(_DECORATION)):
            return place
    if not is_disclaimer(text):
        return None
    place = first
    while place < end and not _of_law(lines[place].text):
        place += 1
    while place > first and place < end and not _ends(lines[place - 1].text):
        place -= 1
    if place >= end or not is_disclaimer(_text(lines, place, end)):
        return first
    return place


def _of_law(text: str) -> bool:
    """Whether a line speaks as disclaimers do: about this message, or in two ways of law."""
    ways = sum(bool(law.search(text)) for law in _LAW)
    return ways >= 2 or bool(ways and _SUBJECT.search(text)) or bool(_TITLE.match(text))


def _ends(text: str) -> bool:
    """Whether a line ends what it says: by a mark, or because it is too short to be wrapped."""
    return len(text) < _SHORT or text.endswith((".", "!", "?", "]", "*", ":"))


def _law_end(lines: list[Line], first: int, end: int) -> int:
    """Where a disclaimer that opens a paragraph stops: after its last line of law."""
    last = max(
        (n for n in range(first, end) if _of_law(lines[n].text) or _FOOTER.match(lines[n].text)),
        default=end - 1,
    )
    while last < end - 1 and not _ends(lines[last].text):
        last += 1
    return last + 1


def _banner_end(lines: list[Line], first: int, end: int) -> int:
    """Where a warning stops inside its paragraph: at the first whole sentence that warns not."""
    place = first + 1
    while place < end and not (
        _ends(lines[place - 1].text)
        and _is_banner(_text(lines, first, place))
        and not _WARNS.search(lines[place].text)
    ):
        place += 1
    return place


def paragraphs(lines: list[Line], start: int, stop: int) -> list[tuple[int, int]]:
    """[first, end) of the runs of own lines in [start, stop) without a blank one between."""
    found: list[tuple[int, int]] = []
    first = -1
    for place in range(start, stop):
        line = lines[place]
        inside = line.kind == "own" and not line.blank
        if inside and first < 0:
            first = place
        elif not inside and first >= 0:
            found.append((first, place))
            first = -1
    if first >= 0:
        found.append((first, stop))
    return found


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph speaks law: about this message, in at least two ways."""
    ways = sum(bool(law.search(text)) for law in _LAW)
    if len(text) < 60 or ways < 2:
        return False
    return ways >= 2 if _SUBJECT.search(text) else ways >= 4


def _is_banner(text: str) -> bool:
    if _STRANGER.match(text):
        return True
    head = text[:_HOLD]
    if not _BANNER.match(head) or not _OUTSIDE.search(head):
        return False
    bare = re.sub(r"[\W_]+", " ", head).strip()
    return bool(_CARE.search(head)) or len(bare.split()) <= 4


def _is_comment(text: str) -> bool:
    """HTML comments in plain text: written for machines, not for the reader."""
    return bool(_COMMENT.match(text))


def _comment_end(lines: list[Line], first: int) -> int:
    for place in range(first, min(first + 200, len(lines))):
        if "-->" in lines[place].raw:
            return place + 1
    return _run_end(lines, first)


def _run_end(lines: list[Line], first: int) -> int:
    """Where the own lines from `first` on stop."""
    place = first
    while place < len(lines) and (lines[place].kind == "own" or lines[place].blank):
        place += 1
    return place
