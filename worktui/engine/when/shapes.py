"""The shapes in a text: numbers, dates and times in figures, words, marks.

Whatever only looks like a date (phone numbers, versions, prices, ids, "#12")
is taken here already, as a piece that means nothing.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from worktui.engine.when.forms import valid
from worktui.engine.when.lexicon import Reading, fold
from worktui.engine.when.nodes import Node

#: phone numbers, addresses, prices, "#12", "§ 4": never dates
_JUNK = r"""(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}
    | \+\d[\d ()/.-]{6,24}\d | [$€£]\s?\d[\d.,]* | [\#№]\s?\w{1,40} | §\s?\d[\d.]*
    | (?<![\d.,])\d{1,9}(?:[.,]\d{1,9}){0,3}\s?(?:[€£$%]|EUR\b|USD\b|GBP\b|CHF\b)"""
#: more figures than a date has: versions, addresses of hosts, numbers with thousands
_DOTTED = r"\d+(?:\.\d+){2,} | \d+(?:/\d+){2,} | \d{1,3}(?:,\d{3})+ | \d+(?::\d+){3,}"
#: long rows of figures with hyphens, unless a word belongs to the row
_DIGITS = r"""(?<![^\W\d_]-)(?:\d+(?:-\d+)*-\d{3,}(?:-\d+)* | \d{3,}-\d+(?:-\d+)*
    | \d+-\d+-\d+(?:-\d+)*)(?!\d|-[^\W\d_])"""
_DMY = r"""(?<![\d./])\d{1,2}(?:(?P<d>[./-])\s?\d{1,2}(?P=d)|[/-]\d{1,2},)\s?(?:\d{4}|\d\d)
    (?![\d/]|[.:-]\d)"""
_DM = r"""(?<![\d.,/])\d{1,2}/\d{1,2}(?![\d/]|-\d)
    | (?<![\d.,/])\d{1,2}\.\d{1,2}(?:\.(?!\d))?(?![\d/]|-\d)
    | (?<![\d.,/])\d{1,2}\.[ ]\d{1,2}\.(?!\d)"""
_ISO = r"""(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?!\d)
    (?:Z\b|[+-]\d\d:?\d\d)?"""
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th|er|ème|eme|ère|º|ª|°|o(?=\s+de\b))(?![^\W\d_])"
_WORD = r"""o['’]clock | aujourd['’]hui | [dlDL]['’](?=\w) | (?:[^\W\d_]\.)+[^\W\d_]\b\.?
    | [^\W\d_]+(?:['’][^\W\d_]+)?"""
#: tried in this order at every place
_KINDS = {
    "iso": _ISO,
    "junk": _JUNK,
    "ymd": r"(?<!\d)\d{4}(?P<y>[-/.])\d{1,2}(?P=y)\d{1,2}(?!\d)",
    "dmy": _DMY,
    "dotted": _DOTTED,
    "hms": r"(?<![\d:.])\d{1,2}:\d\d(?::\d\d)?(?![\d:])",
    "hm": r"(?<![\d:.])\d{1,2}\s?[hH]\s?\d\d(?!\d)",
    "eight": r"(?<!\d)(?:19|20)\d{6}(?!\d)",
    "dm": _DM,
    "digits": _DIGITS,
    "dec": r"\d+[.,]\d+",
    "ord": _ORDINAL,
    "prime": r"""(?<=\d)\s?['"′″](?!\w)""",
    "num": r"\d+",
    "frac": r"[½¼¾]",
    "word": _WORD,
    "nl": r"\n",
    "mark": r"\S",
}
#: words and marks that are read; no letter is longer, and time stays bounded
MOST_PIECES = 30_000
_NOTHING = frozenset({"junk", "dotted", "digits"})


@cache
def _shape() -> re.Pattern[str]:
    kinds = (f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    return re.compile("|".join(kinds), re.VERBOSE)


_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "/": "SLASH",
    "(": "LP", ")": "RP", ".": "DOT", "@": "AT", "&": "AND", "|": "BREAK",
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
#: "Freitagnachmittag" is two words written as one
_GERMAN = re.compile(
    r"(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
    r"(morgen|früh|vormittag|mittag|nachmittag|abend|nacht)s?"
)


class Word:
    """A piece of text before its meaning is chosen."""

    __slots__ = ("end", "folded", "low", "readings", "size", "start")

    def __init__(self, low: str, start: int, end: int) -> None:
        self.low = low
        self.folded = fold(low)
        self.start = start
        self.end = end
        self.readings: tuple[Reading, ...] = ()
        self.size = 1


def pieces(text: str) -> list[Word | Node]:
    """Words still without meaning, and finished nodes for every other shape."""
    out: list[Word | Node] = []
    for match in islice(_shape().finditer(text), MOST_PIECES):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        said = match[0]
        if kind == "word":
            low = said.lower().replace("’", "'")
            if low == "'s":
                continue
            low = low.rstrip(".") if "." in low else low
            compound = _GERMAN.fullmatch(low)
            if compound is not None:
                middle = start + len(compound[1])
                out.append(Word(compound[1], start, middle))
                out.append(Word(compound[2], middle, end))
            else:
                out.append(Word(low, start, end))
        elif kind == "mark":
            sym = _MARKS.get(said)
            if sym is None:
                sym = "PUN" if said in "?!;:…•*" else "X"
            out.append(Node(sym, said, start, end))
        elif kind == "nl":
            if _breaks(text, start):
                out.append(Node("BREAK", None, start, end))
        else:
            out.append(_number(kind, said, start, end))
    return out


def _breaks(text: str, place: int) -> bool:
    """Does this line end end a sentence?  A line that was only wrapped does not."""
    after = text[place + 1 : place + 2]
    before = text[max(0, place - 2) : place].strip()
    if not after or not (after.isalnum()) or before in ("", ".", "!", "?", ":", ";"):
        return True
    begin = text.rfind("\n", max(0, place - 100), place)
    return place - begin < 40 and not after.islower()


def _number(kind: str, said: str, start: int, end: int) -> Node:
    """The node of a shape with figures; `X` if they are no date, time or number."""
    if kind == "frac":
        return Node("DEC", _FRACTIONS[said], start, end)
    if kind == "prime":
        return Node("PRIME", "minute" if said.strip() in "'′" else "second", start, end)
    sym, value = "X", None
    if kind not in _NOTHING and len(said) <= 40:
        sym, value = _figures(kind, said, [int(part) for part in re.findall(r"\d+", said)])
    return Node(sym, value, start, end)


def _figures(kind: str, said: str, digits: list[int]) -> tuple[str, Any]:
    if kind == "iso":
        return _instant(said)
    if kind in ("hms", "hm"):
        return _time(kind, said, digits)
    if kind in ("ymd", "eight"):
        number = digits[0]
        ymd = digits if kind == "ymd" else (number // 10000, number // 100 % 100, number % 100)
        return ("NDATE", (*ymd, kind)) if valid(*ymd) else ("X", None)
    if kind == "dmy":
        return "NDATE", (*digits, re.sub(r"[\d\s]", "", said)[0])
    if kind == "dm":
        return "NDM", (*digits, said)
    if kind == "ord":
        return "ORD", digits[0]
    if kind == "dec" and len(said) < 12:
        return "DEC", float(said.replace(",", "."))
    return ("NUM", digits[0]) if kind == "num" and len(said) <= 4 else ("X", None)


def _instant(said: str) -> tuple[str, Any]:
    """ISO 8601, kept as text until the zone is known."""
    text = said.replace(" ", "T")
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return "X", None
    return "MOMENT", text


def _time(kind: str, said: str, digits: list[int]) -> tuple[str, Any]:
    """Hour, minute, second, and whether it can only be meant on a clock of 24 hours."""
    hour, minute, second = (*digits, 0)[:3]
    if hour > 24 or minute > 59 or second > 59:
        return "X", None
    sure = kind == "hm" or len(digits) > 2 or said[0] == "0" or hour > 12 or hour == 0
    return "HM", (hour, minute, second, sure)
