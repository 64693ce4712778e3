"""The sender's own words cut into clauses, each with its place in the text.

A clause carries at most one intention: "Please update the copy and send me the invoice"
is two.  List items and lines of notes stand alone.  Quoted lines, signatures and the like
have been zoned away before and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from worktui.domain.arrival import Arrival
from worktui.engine.reason.frames import set_between
from worktui.engine.reason.lexicon import de, en, es, fr, pt, said
from worktui.engine.reason.listing import listed_in
from worktui.engine.reason.words import fold

_ITEM = re.compile(r"^\s*(?:(?:[-*]\s+)?\[[ xX]?\]|[-*•·–—+]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+")
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?(?:(\d)[.)]|([a-h])\))\s+(?=\S)")
_STOP = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"'”»)]*+|[;])(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|nr|vs|etc|e\.g|i\.e|z\.b|bzw|ca|approx|inc|ltd|co|jan|feb|"
    r"mar|apr|jun|jul"
    r"|aug|sep|sept|oct|nov|dec|sr|sra|srta|mme|art|a\.m|p\.m|a\.?c|u\.a|d\.h|p\.ej|ex|resp|tel|"
    r"str|mo|di|mi|do|fr)"
    r")\.$"
)
_ORDINAL = re.compile(r"(?<!\S)\d{1,2}\.(?:\d{1,2}\.)?$")
_DAY_MONTH = re.compile(r"(?<!\S)\d{1,2}\.\d{1,2}\.$")
_CLOCK_NEXT = re.compile(r"\s*\d{1,2}[:.]\d{2}\b")
_LETTER = re.compile(r"(?<![^\W_])[zduivopsmn]\.$", re.IGNORECASE)
_ONE_MORE = re.compile(r"\s?[^\W\d_]\.")
_LETTERS = re.compile(r"(?<![^\W_])[zduvop]\.\s?[a-z]\.$", re.IGNORECASE)
"""Abbreviations of letters: "z. B.", "d. h.", "p. ej."."""
_MONTHS = re.compile(
    r"\s*(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|oct|nov|dez|dec|jan|ene|abr|ago|out|set|avr|"
    r"kalenderwoche|kw|um|bis|und|oder|\d)"
)
_JOIN = re.compile(
    r"\s*(?:,\s*)?\b(?:and then|and also|and|und|et|y|e|sowie|plus|then|but|aber|mais|pero|mas|"
    r"sondern)\s+"
    r"|\s*,\s+|\s+-\s+|\s+/\s+"
)
_ORDERS = {"en": en.VERBS, "de": de.VERBS, "fr": fr.VERBS, "es": es.VERBS, "pt": pt.VERBS}
_STARTERS = re.compile(
    r"(?:(?:hoje|hoy|heute|aujourd'hui|also|auch|aussi|tambien|please|bitte|kindly|could|can|"
    r"would|let's|let us|i'll|"
    r"i will|we'll|we will|i'm|i am"
    r"|we need|i need|we'd|i'd|we also|i also|konnten|konnen|hatten gerne?|hatte gerne?|"
    r"mochten gerne?|mochte gerne?|wurden gerne?|wurde gerne?|wir brauchen|ich brauche|"
    r"ich schicke|pourriez|pouvez|merci de|podrias?|puedes|puede|necesito"
    r"|necesitamos|pode|poderia|preciso|precisamos|we meet|we talk|you send|you prepare|"
    r"moving on|picking up|starting|working on|"
    r"taking (?:on|over)|now on|next up|passe a|paso a|passo para|weiter mit|spent|remind me|"
    r"move|cancel|when can|is the|the)\b)"
)

#: A sentence longer than this is judged in pieces, so that work grows with length only.
LONGEST = 1_000
#: So far around a stop is looked whether it ends a sentence.
_NEAR = 40
#: Nobody asks for so many things at once; what follows is not judged.
MOST_CLAUSES = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of own text with one intention at most.

    `text` is as written, `folded` of the same length; `start` counts into the arrival's text.
    `head` is the clause before it in the same sentence, `line` the number of its line group.
    """

    text: str
    folded: str
    start: int
    sentence: int
    item: bool = False
    question: bool = False
    tail: bool = False
    zone: str = "own"
    label: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def clauses(arrival: Arrival, lang: str, names: frozenset[str] = frozenset()) -> list[Clause]:
    """All clauses of the arrival's own text, in order.

    `names` are those of the team, folded: in notes a name begins a new clause.
    """
    found: list[Clause] = []
    number = 0
    for start, text, item in _sentences(arrival):
        listed = listed_in(text, lang)
        for at, piece, tail in listed or _pieces(text, lang, names, arrival.kind == "text"):
            lead = len(piece) - len(piece.lstrip())
            body = piece.strip()
            if not body:
                continue
            found.append(
                Clause(
                    body,
                    fold(body),
                    start + at + lead,
                    number,
                    item,
                    text.rstrip().endswith("?"),
                    tail,
                    label="listed" if listed and tail else "",
                )
            )
        number += 1
        if len(found) >= MOST_CLAUSES:
            break
    return found


def _sentences(arrival: Arrival) -> Iterator[tuple[int, str, bool]]:
    """(start, text, is a list item) of each sentence; line breaks inside are spaces."""
    for zone in arrival.zones:
        if zone.kind != "own":
            continue
        for start, block, item in _blocks(zone.text, chat=arrival.kind == "text"):
            text = block.replace("\n", " ")
            for at, part in _by_inline_numbers(text):
                marks = _ITEM.match(part)
                if marks and "x" in marks.group().lower():
                    continue  # ticked off: nothing is left to do
                cut = marks.end() if marks else 0
                for inner, sentence in _by_stops(part[cut:]):
                    begin = zone.start + start + at + cut + inner
                    for far, short in _by_length(sentence):
                        yield begin + far, short, item or bool(marks)


def _blocks(text: str, chat: bool) -> Iterator[tuple[int, str, bool]]:
    """Lines that belong together: wrapped lines joined, list items and notes apart."""
    pending: tuple[int, str, bool] | None = None
    at = 0
    for line in text.split("\n"):
        item = bool(_ITEM.match(line))
        bare = line.strip()
        if pending is not None and (not bare or item or chat or _ends_line(pending[1], bare)):
            yield pending
            pending = None
        if bare:
            if pending is None:
                pending = (at, line, item)
            else:
                pending = (pending[0], pending[1] + "\n" + line, pending[2])
        at += len(line) + 1
    if pending is not None:
        yield pending


def _ends_line(before: str, after: str) -> bool:
    """Whether a line break parts two sentences: a short line, then a new beginning."""
    last = before.rsplit("\n", 1)[-1].rstrip()
    if last.endswith((".", "!", "?")) and len(last) < 60:
        return True
    fresh = after[:1].isupper() or after[:1].isdigit()
    return fresh and len(last) < 45 and (last.endswith((",", ":", ";")) or not before.count("\n"))


def _by_inline_numbers(text: str) -> list[tuple[int, str]]:
    """A line "1) … 2) … 3) …" in its parts, when the numbers count up."""
    marks = list(_INLINE.finditer(text))
    counted = [int(m.group(1)) if m.group(1) else ord(m.group(2)) for m in marks]
    if len(marks) < 2 or counted != list(range(counted[0], counted[0] + len(counted))):
        return [(0, text)]
    places = [0, *(m.start() for m in marks), len(text)]
    return [(a, text[a:b]) for a, b in pairwise(places) if text[a:b].strip()]


def _by_stops(text: str) -> Iterator[tuple[int, str]]:
    begin, last = 0, len(text.rstrip())
    for stop in _STOP.finditer(text):
        before = text[max(begin, stop.end() - _NEAR) : stop.end()]
        after = text[stop.end() : stop.end() + _NEAR]
        if (
            _ORDINAL.search(before)
            and (not _CLOCK_NEXT.match(after) or _DAY_MONTH.search(before))
            and (_MONTHS.match(fold(after)) or _goes_on(after))
        ):
            continue
        if (
            stop.group()[0] in ".…"
            and len(stop.group()) > 1 - (stop.group()[0] == "…")
            and _goes_on(after)
        ):
            continue
        if stop.group() == "." and (
            (_LETTER.search(before) and _ONE_MORE.match(after)) or _LETTERS.search(before)
        ):
            continue
        if stop.group()[0] == "." and stop.end() < last and _ABBREVIATED.search(fold(before)):
            continue
        yield begin, text[begin : stop.end()]
        begin = stop.end()
    if text[begin:].strip():
        yield begin, text[begin:]


def _by_length(sentence: str) -> Iterator[tuple[int, str]]:
    """A sentence in pieces of `LONGEST` at most, parted at spaces: nobody speaks for so long."""
    begin = 0
    while len(sentence) - begin > LONGEST:
        space = sentence.rfind(" ", begin + 1, begin + LONGEST)
        end = space if space > 0 else begin + LONGEST
        yield begin, sentence[begin:end]
        begin = end
    yield begin, sentence[begin:]


def _goes_on(after: str) -> bool:
    """Dots before a small letter are a pause, not an end."""
    return after.lstrip()[:1].islower()


def _pieces(text: str, lang: str, names: frozenset[str], chat: bool) -> list[tuple[int, str, bool]]:
    """A sentence in its clauses: cut where a new order, wish or promise begins."""
    cuts = [0]
    folded = fold(text)
    for join in _JOIN.finditer(folded):
        if join.start() - cuts[-1] < 4:
            continue
        called = _AND.sub("", folded[cuts[-1] : join.start()].strip())
        if "," in join.group() and called in names:
            continue  # "Dana, could you …" speaks to Dana
        if "," in join.group() and set_between(folded[cuts[-1] : join.start()], lang):
            continue  # "could you, when you find time, …"
        if (
            _names_doer(folded, join, names, chat)
            or (chat and _tells_more(folded, join, cuts[-1]))
            or _parts(folded, join, cuts, lang)
        ):
            cuts.append(join.end())
    ends = [*cuts[1:], len(text)]
    out: list[tuple[int, str, bool]] = []
    for number, (a, b) in enumerate(zip(cuts, ends, strict=True)):
        piece = text[a:b]
        if number < len(cuts) - 1:
            trimmed = _JOIN_END.sub("", piece)
            piece = trimmed
        out.append((a, piece, number > 0))
    return out


def _names_doer(folded: str, join: re.Match[str], names: frozenset[str], chat: bool) -> bool:
    """Whether a teammate is named who does what follows; in notes the name is enough."""
    word = _FIRST.match(folded[join.end() :])
    if word is None or word.group() not in names or join.start() <= 8:
        return False
    return chat or bool(_ACTS.match(folded[join.end() :], word.end()))


def _tells_more(folded: str, join: re.Match[str], begin: int) -> bool:
    """Whether a line of notes goes on to tell of something else, or of an absence."""
    rest = folded[join.end() :]
    told = "," in join.group() and _TELLS.match(rest) and _TELLS.match(folded[begin:])
    news = "," in join.group() and _NEWS.match(rest) and _NEWS.match(folded[begin:])
    dated = "," in join.group() and (
        (_NEWS.match(folded[begin:]) and _BY_DAY.match(rest))
        or (_BY_DAY.match(folded[begin:]) and _NEWS.match(rest))
    )
    return bool(told or news or dated or _ABSENT.match(rest))


def _parts(folded: str, join: re.Match[str], cuts: list[int], lang: str) -> bool:
    """Whether a new order, wish, promise or meeting begins after a join."""
    rest = folded[join.end() :]
    if MEETING.match(rest) and _orders_already(folded[cuts[-1] : join.start()], lang):
        return True
    if not starts_order(rest, lang) or _is_shared(folded, join):
        return False
    head = folded[cuts[0] : join.start()]
    led = head.rpartition(":")[2].strip()
    return (
        bool(_STARTERS.match(rest))
        or _orders_already(head, lang)
        or (":" in head and begins_with_verb(led, lang))
    )


def _orders_already(head: str, lang: str) -> bool:
    """A bare verb goes on only with what began as an order, a wish or a promise."""
    return begins_with_verb(head, lang) or any(
        said(name, lang).search(head) for name in ("ask", "want", "promise", "meet")
    )


_INFINITIVE = {
    "fr": re.compile(r"\w{3,}(?:er|ir|re|oir)"),
    "es": re.compile(r"\w{3,}[aei]r(?:me|nos|lo|la|los|las)?"),
    "pt": re.compile(r"\w{3,}(?:ar|er|ir|or)(?:-\w+)?"),
}
_OBJECT = frozenset(
    "le la les l un une des du de nos notre votre mon ma mes el los las una unos unas o a os as um "
    "uma nosso nossa".split()
)
"""What a verb in the infinitive is about begins with one of these."""
_AND = re.compile(r"^(?:and|und|et|y|e|also)\s+")
_CLITICS = frozenset("me nos nous m te lhe lhes le les".split())
_FIRST = re.compile(r"[^\W\d_]+(?=\s+\w)")
_TELLS = re.compile(
    r"\W*(?!if\b|when\b|once\b|unless\b|until\b|we\b|i\b|he\b|she\b|it\b|they\b|you\b|that\b|"
    r"which\b|who\b|but\b|so\b)(?:the )?[\w-]+(?: [\w-]+){0,3}? "
    r"(?:is|are|slips?|goes|moves?|waits?|needs?|will|has|takes?|picks?|starts?|due|pushed|moved)\b"
)
"""A line that tells of something: its subject, then its verb."""
_NEWS = re.compile(
    r"\W*(?:\w+: )?(?!(?:all|not|now|already|just|and|will|to|can|we|i)\b)"
    r"[\w-]+(?: [\w-]+){0,4} "
    r"(?:done|finished|started|sent|ready|merged|blocked|stuck|approved|shipped|fixed|deployed|"
    r"in (?:review|progress|qa)|fertig|erledigt|begonnen|finie?s?|terminee?s?|hech[oa]|list[oa]|"
    r"feit[oa]|pront[oa]|begun)\b"
)
"""Work and how it stands, without a verb: "invoices done", "launch checklist started"."""
_BY_DAY = re.compile(
    r"\W*(?:\w+: )?(?!(?:will|should|shall|to|is|are|it|but|so|and|we|i|i'll|done|ready|finish\w*|"
    r"deliver\w*|needed|due|wird|werden|sera|estara|ficara|fertig|pret|listo|pronto)\b)"
    r"(?:the |die |der |das |le |la |les |el |los |o |a )?[\w-]+(?: [\w-]+){0,3}? "
    r"(?:by|due|until|till|for|bis|am|pour|d'ici|para|hasta|ate)(?: \w+){0,2} "
    r"(?=\w+day\b|\w+tag\b|mittwoch|tomorrow|morgen|today|next|eod|noon|end|\d|mon\b|tue\b|wed\b|"
    r"thu\b|fri\b|\w+di\b|demain|lunes|martes|miercoles|jueves|viernes|manana|segunda|terca|"
    r"quarta|quinta|sexta|amanha)"
)
"""Work and the day it will be there: "texts by friday"."""
_ABSENT = re.compile(
    r"next(?: up)?:? (?=[a-z]+-\d)|(?:i'm |i am |is )?(?:off|ooo|out|away|"
    r"on (?:leave|holiday|vacation)|im urlaub|frei|en conge|de ferias|de vacaciones)\b"
    r"(?= (?:all day|on|from|until|till|mon|tue|wed|thu|fri|today|tomorrow|next|this|am|vom|le|el|"
    r"\d))"
)
"""An absence told after something else: "at the dentist tomorrow and off on the 19th"."""
_ACTS = re.compile(
    r"\s+(?:to|should|could|can|will|takes?|is taking|does|goes|picks|starts|has|is|soll|sollte|"
    r"kann|"
    r"ubernimmt|macht|doit|pourrait|prend|debe|toma|deve|pega|assume)\s+\w"
)
"""What a teammate named in a letter does: "and Joe to send me the settings"."""
MEETING = re.compile(
    r"(?:(?:a|an|another|one|some|ein(?:en)?|eine|un|une|una|um|uma|also)\s+)*"
    r"(?:(?:quick|short|brief|little|kurz\w*|rapide|breve|rapida|\d+[- ]?min\w*)\s+)*"
    r"(?:phone |video )?(?:call|meeting|chat|talk|appointment|termin|telefonat|gesprach|appel|"
    r"rendez-vous|"
    r"reunion|llamada|reuniao|ligacao|conversa)\b(?! (?:notes?|report|room|link|list))"
)
"""A meeting wished for beside something else: "the pack by Friday, and a call next week"."""
_DE_AFTER = frozenset("sie uns mir bitte die das den der ihr noch auch euch".split())
_JOIN_END = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:and then|and also|and|und|et|y|e|sowie|plus|then|but|aber|mais|pero|"
    r"mas|sondern))?"
    r"\s*[,/-]?\s*$",
    re.IGNORECASE,
)


def _is_shared(folded: str, join: re.Match[str]) -> bool:
    """ "wait and see", "track and trace": two verbs on one object are one order."""
    return bool(re.search(r"\b(?:try|go|come|wait|check)\s*$", folded[: join.start()]))


def starts_order(folded: str, lang: str) -> bool:
    """Whether a clause begins as an order, wish, question or promise does."""
    if _STARTERS.match(folded):
        return True
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", folded[:60])
    if lang == "fr" and words[:1] in (["de"], ["d"]):
        words = words[1:]  # "merci d'envoyer le devis et de confirmer la date"
    if lang in ("fr", "es", "pt") and words[:1] and words[0] in _CLITICS:
        words = words[1:]  # "e me mandar as fotos", "et nous envoyer le plan"
    if not words:
        return False
    follows = words[1] if len(words) > 1 else ""
    if lang == "de":  # the verb stands last there, unless it begins an order
        return words[0] in _ORDERS["de"] and follows in _DE_AFTER
    form = _INFINITIVE.get(lang)
    if form and form.fullmatch(words[0]) and follows in _OBJECT:
        return True
    known = _ORDERS[lang] | _ORDERS["en"]
    return words[0] in known and follows not in ("is", "was", "are", "of", "will", "has")


def begins_with_verb(folded: str, lang: str) -> bool:
    """Whether a clause begins with a verb in the form of an order."""
    bare = said("lead", lang).sub("", folded.lstrip(" \"'“(")).lstrip()
    word = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)?", bare)
    if word is None:
        return False
    form, after = _INFINITIVE.get(lang), re.match(r"\W+([^\W\d_]+)", bare[word.end() :])
    if form and form.fullmatch(word.group()) and after and after.group(1) in _OBJECT:
        return True
    return word.group() in _ORDERS["en"] or (lang != "en" and word.group() in _ORDERS[lang])
