"""Which of offered times an answer means: by its number, day, hour or place, in five languages.

Pure words against starts; nothing here knows bookings. An answer of one line is too short to
tell its language, so the words of all are heard together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

from worktui.engine.reason.booking_week import is_bare_weekday
from worktui.engine.reason.moments import BARE_TIME, Moment
from worktui.engine.reason.words import fold

NONE = re.compile(
    r"\b(?:none of|neither|not any of|(?:can't|cannot|can not) (?:do|make|manage) (?:any|either)|"
    r"nothing (?:works|fits|suits)|none (?:works?|suits?|fits?|are|is)|"
    r"(?:those|these|they|the (?:times|slots|dates)|all of (?:them|these|those))(?: \w+){0,2}? "
    r"(?:don't|do not|won't|aren't|are not)(?: \w+){0,2}? (?:work|suit|fit|good|possible))\b|"
    r"\bkein\w* (?:davon|dieser|der (?:\w+ )?(?:termine|zeiten|vorschlage)|von (?:den|diesen|"
    r"beiden))|\bnichts davon\b|\bnichts dabei\b|"
    r"\b(?:passt|passen|klappt|geht|gehen)\b[^.?!;,]{0,24}\bkein\w*\b|"
    r"\b(?:alle|die|diese|beide) (?:termine|zeiten|tage)\b[^.?!;]{0,30}\bnicht\b|"
    r"\baucune? (?:des|de ces|ne|n'|d')|\bni l'une? ni l'autre\b|\brien ne (?:me |nous )?convient|"
    r"\bces (?:creneaux|horaires|dates|jours) ne\b|\bconviennent pas\b|"
    r"\bninguna?\b(?! problema| duda)|\bni (?:uno ni otro|una ni otra)\b|"
    r"\b(?:esos|estos|esas|estas) (?:horarios|dias|fechas|horas) no\b|"
    r"\bnenhuma?\b(?! problema| duvida)|\bnem (?:um nem outro|uma nem outra)\b|"
    r"\b(?:esses|estes|essas|estas) (?:horarios|dias|datas) nao\b"
)
"""None of the times."""
ANY = re.compile(
    r"\b(?:any of|any (?:time|slot|one) (?:works|is|will|would|suits)|either (?:one|works|is|of|"
    r"time|day)|whichever|all (?:of (?:them|these|those) |three |four |the times )?"
    r"(?:work|are fine|are good|suit|fit)|both (?:work|are|suit|fit)|"
    r"(?:you|please) (?:choose|pick|decide)|"
    r"(?:i )?don't mind)\b|^\W*(?:either|any|all|both)\W*$|"
    r"\b(?:egal|alle (?:passen|gehen|drei|vier|termine (?:passen|gehen))|beide (?:passen|gehen|"
    r"waren)|jeder (?:davon|der)|suchen sie (?:sich )?\w* ?aus|such dir|jederzeit davon)\b|"
    r"\b(?:n'importe (?:le|la)?quel\w*|tous (?:me|nous|les (?:creneaux|horaires)|conviennent)|"
    r"l'une? ou l'autre|les (?:deux|trois) (?:me |nous )?(?:conviennent|vont)|peu importe)\b|"
    r"\b(?:cualquiera|todos (?:me|nos)|l[oa]s dos (?:me|nos)|me da igual|nos da igual)\b|"
    r"\b(?:qualquer uma?|tanto faz|todos (?:me |nos )?(?:servem|dao|sao)|ambos|os dois)\b"
)
"""Any of the times."""
EXCEPT = re.compile(
    r"\b(?:except|but not|apart from|(?:all|any|any of them) but|ausser|außer|bis auf|nur nicht|"
    r"sauf|excepte|menos|excepto|salvo|exceto)\b"
)
AGREES = re.compile(
    r"\b(?:yes|yep|yeah|works?|suits?|fits?|confirm\w*|agreed|book (?:it|that|me)|i'll take|"
    r"we'll take|i can (?:do|make)|that's (?:fine|good|great|perfect)|(?:is|are|would be) (?:\w+ )?"
    r"(?:fine|good|great|perfect|ok|okay|best|ideal|better)|fine (?:with|for|by) (?:me|us)|"
    r"happy with|sounds good|see you|count me in)\b|"
    r"\b(?:ja|passt|passen|klappt|geht klar|nehm\w*|einverstanden|in ordnung|gerne?|ginge|lieber|"
    r"ware (?:gut|perfekt|ideal|super|prima|schon))\b|"
    r"\b(?:oui|d'accord|convien\w+|me va|nous va|ca va|ca me|entendu|volontiers|je prends|"
    r"je choisis|on prend|plutot|je prefere|sera(?:it)? (?:parfait|bien|ideal))\b|"
    r"^\W*(?:si|sí)\b(?! \w+ (?:puede|fuera))|\b(?:de acuerdo|me (?:viene|va|queda|parece|quedo|"
    r"sirve)|nos (?:viene|va|queda|parece|quedamos)|vale|prefiero|perfecto|estupendo|genial)\b|"
    r"\b(?:sim|combinado|pode ser|fica|ficamos|serve|esta (?:bem|otim[oa]|perfeit[oa]|bom|boa)|"
    r"prefiro|fechado|por mim|da certo|me da|perfeit[oa])\b|^\W*(?:perfect|great|parfait|super)\b"
)
"""Words that take a time."""
ASIDE = re.compile(
    r"\b(?:let me (?:check|see|think|look)|(?:get|come) back to you|i'll (?:check|see|let you)|"
    r"will (?:check|let you know)|melde mich|schaue|prufe|kl[aä]re|reviens vers|je regarde|"
    r"je verifie|te (?:digo|confirmo) (?:luego|pronto|manana)|lo miro|vou ver|vou verificar|"
    r"aviso depois)\b"
)
"""They will say later."""
_ORDINALS = (
    "first|1st|erste\\w*|premier|premiere|primer|primer[oa]|primeir[oa]",
    "second|2nd|zweite\\w*|deuxieme|seconde?|segund[oa]",
    "third|3rd|dritte\\w*|troisieme|tercer|tercer[oa]|terceir[oa]",
    "fourth|4th|vierte\\w*|quatrieme|cuart[oa]|quart[oa]",
    "fifth|5th|funfte\\w*|cinquieme|quint[oa]",
)
_PLACE = tuple(
    re.compile(rf"\b(?:{names})\b(?! (?:week|woche|semaine|semana|of|half|floor|thing|of all)\b)")
    for names in _ORDINALS
)
_LAST = re.compile(
    r"\b(?:last (?:one|slot|time|option|of)|the last\b(?! (?:week|time|minute|mail|call))|"
    r"latest|later one|letzte\w*|spateste\w*|spatere\w*|derniere?|plus tardi\w+|ultim[oa]|"
    r"mas tardi[oa]|mais tardi[oa])\b|\ble plus tard\b|\b(?:la|el) mas tarde\b|\bo mais tarde\b"
)
_EARLIEST = re.compile(
    r"\b(?:earliest|soonest|earlier one|as soon as possible|asap|fruheste\w*|fruhere\w*|"
    r"nachstmogliche\w*)\b|\ble plus (?:tot|rapidement|proche)\b|\b(?:el|la) mas (?:pronto|"
    r"temprano|cercan[oa])\b|\bcuanto antes\b|\b[oa] mais (?:cedo|proxim[oa])\b|\bquanto antes\b"
)
_NUMBER = re.compile(
    r"^\W*(?:(?:i'd|i'll|i would|we'll|we'd|let's|ich|wir|je|on|yo|eu) (?:\w+ ){1,2})?"
    r"(?:the |der |die |das |den |le |la |el |o |a )?"
    r"(?:options?|slots?|times?|number|no|nr|nummer|numero|n°|#|termin|vorschlag|choix|creneau|"
    r"opcion|opcao|horario)?\.?\s*#?(?P<n>[1-9])(?![\d:.,/h%€$°-]\w)\W*"
    r"(?!(?:h|uhr|am|pm|a|p|min\w*|hours?|stunden|heures?|horas?|days?|tage|jours?|dias?|weeks?|"
    r"people|personen|personnes|personas|pessoas|of us|things?)\b)"
)
_LETTERED = re.compile(r"^\W*(?:option|slot|variante)\s+(?P<n>[a-e])\b")
_PARTS = {
    "morning": re.compile(
        r"\b(?:mornings?|am|vormittags?|morgens|fruh|matin(?:ee)?s?|mananas?|manhas?)\b"
    ),
    "afternoon": re.compile(
        r"\b(?:afternoons?|pm|nachmittags?|apres-midis?|apres midi|tardes?)\b(?!-)"
    ),
    "evening": re.compile(r"\b(?:evenings?|abends?|soirs?|soirees?|noches?|noites?)\b"),
}


def part_said(folded: str) -> str | None:
    """morning, afternoon or evening, when one is said."""
    told = [part for part, words in _PARTS.items() if words.search(folded)]
    return told[0] if len(told) == 1 else None


def by_moment(
    moment: Moment, starts: Sequence[datetime], zones: Sequence[tzinfo]
) -> list[datetime]:
    """The offered starts that a time said means: that instant, that hour, or those of a day.

    `zones` are the clocks the offer may have been read by.
    """
    at = moment.instant
    if at is not None:
        exact = [s for s in starts if s == at]
        if exact:
            return exact
        bare = bool(BARE_TIME.match(fold(moment.when.text)))
        named = is_bare_weekday(moment)
        return _unique(
            s
            for zone in zones
            for s in starts
            if (local := s.astimezone(zone)).time() == at.time()
            and (
                bare
                or local.date() == at.date()
                or (named and local.weekday() == at.date().weekday())
            )
        )
    if not moment.days:
        return []
    first, last = moment.days
    week = is_bare_weekday(moment)
    found = _unique(
        s
        for zone in zones[:1]
        for s in starts
        if first <= s.astimezone(zone).date() <= last
        or (week and first == last and s.astimezone(zone).weekday() == first.weekday())
    )
    part = moment.when.part
    return [s for s in found if in_part(s.astimezone(zones[0]), part)] if part else found


def in_part(local: datetime, part: str | None) -> bool:
    """Whether a start on somebody's clock lies in a part of the day."""
    hours = {"morning": range(12), "afternoon": range(12, 18), "evening": range(17, 24)}
    return part is None or local.hour in hours.get(part, range(24))


def by_place(folded: str, starts: Sequence[datetime]) -> datetime | None:
    """ "The second one", "2", "option b", "the last": a start by its place in the offer."""
    if not starts:
        return None
    number = _NUMBER.match(folded)
    if number is not None and len(folded[number.end() :].split()) <= 7:
        return _at(starts, int(number["n"]) - 1)
    if lettered := _LETTERED.match(folded):
        return _at(starts, ord(lettered["n"]) - ord("a"))
    if len(folded.split()) > 14:
        return None
    if _EARLIEST.search(folded):
        return min(starts)
    for place, words in enumerate(_PLACE):
        if words.search(folded):
            return _at(starts, place)
    return max(starts) if _LAST.search(folded) else None


def _at(starts: Sequence[datetime], place: int) -> datetime | None:
    return starts[place] if place < len(starts) else None


def _unique(found: object) -> list[datetime]:
    return list(dict.fromkeys(found))  # type: ignore[call-overload]
