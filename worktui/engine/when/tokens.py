"""A text as nodes: numbers by their shape, words by the lexicon.

Whatever means nothing to the grammar becomes one `X` per run, so that a long
text is a short list.  Shapes that only look like dates (phone numbers,
versions, prices, ids, "#12") become `X` here already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from worktui.engine.when.lexicon import Lexicon, Reading, fold, lexicon
from worktui.engine.when.nodes import Node
from worktui.engine.when.zones import ABBREVIATIONS, PLACES, SAFE_IN_ENGLISH, SAFE_IN_LOWER_CASE

_SHAPE = re.compile(
    r"""
    (?P<iso>(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?!\d)(?:Z\b|[+-]\d\d:?\d\d)?)
  | (?P<junk>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}
      | \+\d[\d ()/.-]{6,24}\d | [$€£]\s?\d[\d.,]* | [\#№]\s?\w{1,40} | (?<![\d.,])\d{1,9}(?:[.,]\d{1,9}){0,3}\s?(?:[€£$%]|EUR\b|USD\b|GBP\b|CHF\b)
      | §\s?\d[\d.]*)
  | (?P<ymd>(?<!\d)\d{4}(?P<y>[-/.])\d{1,2}(?P=y)\d{1,2}(?!\d))
  | (?P<dmy>(?<![\d./])\d{1,2}(?:(?P<d>[./-])\s?\d{1,2}(?P=d)|[/-]\d{1,2},)\s?(?:\d{4}|\d\d)(?![\d/]|[.:-]\d))
  | (?P<dotted>\d+(?:\.\d+){2,} | \d+(?:/\d+){2,} | \d{1,3}(?:,\d{3})+ | \d+(?::\d+){3,})
  | (?P<hms>(?<![\d:.])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
  | (?P<hm>(?<![\d:.])\d{1,2}\s?[hH]\s?\d\d(?![\d]))
  | (?P<eight>(?<!\d)(?:19|20)\d{6}(?!\d))
  | (?P<dm>(?<![\d.,/])\d{1,2}/\d{1,2}(?![\d/]|-\d)
      | (?<![\d.,/])\d{1,2}\.\d{1,2}(?:\.(?!\d))?(?![\d/]|-\d) | (?<![\d.,/])\d{1,2}\.[ ]\d{1,2}\.(?!\d))
  | (?P<digits>(?<![^\W\d_]-)(?:\d+(?:-\d+)*-\d{3,}(?:-\d+)*(?![\d]|-[^\W\d_]) | \d{3,}-\d+(?:-\d+)*(?!\d|-[^\W\d_]) | \d+-\d+-\d+(?:-\d+)*(?!\d|-[^\W\d_])))
  | (?P<dec>\d+[.,]\d+)
  | (?P<ord>\d{1,2}(?:st|nd|rd|th|er|ème|eme|ère|º|ª|°|o(?=\s+de\b))(?![^\W\d_]))
  | (?P<prime>(?<=\d)\s?['"′″](?!\w))
  | (?P<num>\d+)
  | (?P<frac>[½¼¾])
  | (?P<word>o['’]clock | aujourd['’]hui | [dlDL]['’](?=\w) | (?:[^\W\d_]\.)+[^\W\d_]\b\.? | [^\W\d_]+(?:['’][^\W\d_]+)?)
  | (?P<nl>\n)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "/": "SLASH", "(": "LP", ")": "RP",
    ".": "DOT", "@": "AT", "&": "AND", "|": "BREAK",
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
#: "Freitagnachmittag" is two words written as one
_GERMAN = re.compile(
    r"(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
    r"(morgen|früh|vormittag|mittag|nachmittag|abend|nacht)s?"
)
_ENDS = frozenset({"DOT", "PUN", "BREAK"})
_NUMERIC = frozenset({"NUM", "NDM", "DEC", "ORD", "DAY"})


class _Word:
    """A piece of text before its meaning is chosen."""

    __slots__ = ("end", "folded", "low", "readings", "size", "start")

    def __init__(self, low: str, start: int, end: int) -> None:
        self.low = low
        self.folded = fold(low)
        self.start = start
        self.end = end
        self.readings: tuple[Reading, ...] = ()
        self.size = 1


def tokens(text: str, languages: Sequence[str]) -> list[Node]:
    """The nodes of a text in order, each word read in the language around it."""
    pieces = _pieces(text)
    _look_up(pieces, lexicon(tuple(languages)), text)
    return _nodes(pieces, text, tuple(languages))


def _pieces(text: str) -> list[_Word | Node]:
    """Words still without meaning, and finished nodes for every other shape."""
    out: list[_Word | Node] = []
    for match in _SHAPE.finditer(text):
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
                out.append(_Word(compound[1], start, middle))
                out.append(_Word(compound[2], middle, end))
            else:
                out.append(_Word(low, start, end))
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
    digits = (
        []
        if kind in ("junk", "dotted", "digits") or len(said) > 40
        else [int(part) for part in re.findall(r"\d+", said)]
    )
    if not digits and kind not in ("iso", "frac", "prime", "dec"):
        return Node("X", None, start, end)
    made: tuple[str, Any] = ("X", None)
    if kind == "iso":
        made = ("MOMENT", said.replace(" ", "T").replace(",", "."))
    elif kind in ("ymd", "eight"):
        year, month, day = (
            digits
            if kind == "ymd"
            else (digits[0] // 10000, digits[0] // 100 % 100, digits[0] % 100)
        )
        made = (
            ("NDATE", (year, month, day, "ymd" if kind == "ymd" else "eight"))
            if valid(year, month, day)
            else made
        )
    elif kind == "dmy":
        made = ("NDATE", (digits[0], digits[1], digits[2], re.sub(r"[\d\s]", "", said)[0]))
    elif kind in ("hms", "hm"):
        hour, minute = digits[0], digits[1]
        second = digits[2] if len(digits) > 2 else 0
        if hour <= 24 and minute < 60 and second < 60:
            sure = kind == "hm" or len(digits) > 2 or said[0] == "0" or hour > 12 or hour == 0
            made = ("HM", (hour, minute, second, sure))
    elif kind == "dm":
        made = ("NDM", (digits[0], digits[1], said))
    elif kind == "dec":
        made = ("DEC", float(said.replace(",", "."))) if len(said) < 12 else made
    elif kind == "ord":
        made = ("ORD", digits[0])
    elif kind == "num":
        made = ("NUM", digits[0]) if len(said) <= 4 else made
    elif kind == "frac":
        made = ("DEC", _FRACTIONS[said])
    elif kind == "prime":
        made = ("PRIME", "minute" if said.strip() in "'′" else "second")
    return Node(made[0], made[1], start, end)


def valid(year: int, month: int, day: int) -> bool:
    """Is this a day of the calendar?"""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _look_up(pieces: list[_Word | Node], known: Lexicon, text: str) -> None:
    """Give every word the longest phrase that begins with it and is in the lexicon."""
    phrases = known.phrases
    count = len(pieces)
    for place, piece in enumerate(pieces):
        if isinstance(piece, Node):
            if piece.sym not in ("NUM", "ORD") or place + 1 == count:
                continue
            key = str(piece.value)
        else:
            key = piece.low
        choices = phrases.get(key)
        if choices is None and isinstance(piece, _Word):
            choices = phrases.get(piece.folded)
            if choices is None and key.endswith("'s"):
                choices = phrases.get(key[:-2])
        for rest, readings in choices or ():
            size = _matches(pieces, place, rest)
            if size:
                readings = _fitting(readings, pieces, place)
                if isinstance(piece, Node):
                    word = _Word(key, piece.start, piece.end)
                    pieces[place] = piece = word
                piece.readings, piece.size = readings, size
                break


_BEFORE_HALF = frozenset({"NUMW", "OCLOCK", "ISH", "HALF", "WEEKDAY", "TODAY"})


def _fitting(
    readings: tuple[Reading, ...], pieces: list[_Word | Node], place: int
) -> tuple[Reading, ...]:
    """The readings that can stand here: "am" is half of a day only after a number."""
    if all(reading.sym != "AMPM" for reading in readings):
        return readings
    before = pieces[place - 1] if place else None
    if isinstance(before, Node):
        fits = before.sym in ("NUM", "HM", "NDM")
    else:
        fits = before is not None and any(
            reading.sym in _BEFORE_HALF for reading in before.readings
        )
    return readings if fits else tuple(reading for reading in readings if reading.sym != "AMPM")


def _matches(pieces: list[_Word | Node], place: int, rest: tuple[str, ...]) -> int:
    """How many pieces the phrase takes that goes on with `rest`; 0 if it is not there."""
    here = place + 1
    for want in rest:
        while here < len(pieces):
            piece = pieces[here]
            if isinstance(piece, Node) and piece.sym == "DASH" and want != "-":
                here += 1
                continue
            break
        if here >= len(pieces):
            return 0
        piece = pieces[here]
        if isinstance(piece, _Word):
            if want not in (piece.low, piece.folded):
                return 0
        elif want != str(piece.value):
            return 0
        here += 1
    return here - place


def text_of(piece: _Word | Node) -> str:
    """The word, or the mark."""
    return piece.low if isinstance(piece, _Word) else str(piece.value)


def _languages(pieces: list[_Word | Node], languages: tuple[str, ...]) -> list[str]:
    """The language of each piece: that of its sentence, else of the whole text."""
    whole: Counter[str] = Counter()
    sentences: list[tuple[int, Counter[str]]] = []
    votes: Counter[str] = Counter()
    for place, piece in enumerate(pieces):
        if isinstance(piece, Node):
            if piece.sym == "NDM" and str(piece.value[2]).endswith("."):
                votes["de"] += 1
            if piece.sym in _ENDS:
                sentences.append((place, votes))
                whole.update(votes)
                votes = Counter()
            continue
        if place + 1 < len(pieces) and piece.size > 1 and text_of(pieces[place + 1]) == ".":
            continue  # an abbreviation tells nothing
        for lang in {
            reading.lang for reading in piece.readings if not (reading.weak and reading.own)
        }:
            votes[lang] += 1
    sentences.append((len(pieces), votes))
    whole.update(votes)
    common = _winner(whole, whole, languages)
    out: list[str] = []
    for end, counted in sentences:
        lang = _winner(counted, whole, languages) if sum(counted.values()) > 0 else common
        out += [lang] * (end - len(out))
    return [*out, common]


def _winner(votes: Counter[str], whole: Counter[str], languages: tuple[str, ...]) -> str:
    """Most votes; then most in the whole text; then first in the list."""
    return max(languages, key=lambda lang: (votes[lang], whole[lang], -languages.index(lang)))


def _nodes(pieces: list[_Word | Node], text: str, languages: tuple[str, ...]) -> list[Node]:
    spoken = _languages(pieces, languages)
    out: list[Node] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        lang = spoken[place]
        if isinstance(piece, Node):
            piece.lang = lang
            node, size = piece, 1
        else:
            node, size = _meaning(piece, pieces, place, text, lang)
        _append(out, node)
        place += size
    return out


def _meaning(
    word: _Word, pieces: list[_Word | Node], place: int, text: str, lang: str
) -> tuple[Node, int]:
    """The node of a word or phrase in this language, and how many pieces it takes."""
    said = text[word.start : word.end]
    glued = _glued(said, word, pieces, place)
    if glued is not None:
        return glued, 1
    zone = _zone(said, word, pieces, place, lang)
    if zone is not None:
        return zone
    here = [r for r in word.readings if r.lang == lang]
    chosen = next((r for r in here if r.sym != "F"), here[0] if here else None)
    if chosen is None:
        chosen = next((r for r in word.readings if not r.own and r.sym != "F"), None)
    if chosen is None:
        if word.size > 1:  # the phrase is of another language: its first word may mean more
            return Node("X", None, word.start, word.end, lang=lang), 1
        sym = "F" if word.readings else "X"
        return Node(sym, None, word.start, word.end, lang=lang), 1
    last = pieces[place + word.size - 1]
    node = Node(chosen.sym, chosen.value, word.start, last.end, chosen.weak, lang)
    return node, word.size


def _glued(said: str, word: _Word, pieces: list[_Word | Node], place: int) -> Node | None:
    """A letter behind a number without a space: "9a", "3:15p", "2w", "3d"."""
    before = pieces[place - 1] if place and len(said) == 1 else None
    if not isinstance(before, Node) or before.end != word.start:
        return None
    if before.sym in ("NUM", "HM") and said in "apAP":
        hour = before.value if before.sym == "NUM" else before.value[0]
        return (
            Node("AMPM", 0 if said in "aA" else 12, word.start, word.end)
            if 1 <= hour <= 12
            else None
        )
    if before.sym == "NUM" and said in "wWd" and before.value <= 52:
        return Node("UNIT", "day" if said == "d" else "week", word.start, word.end)
    return None


def _zone(
    said: str, word: _Word, pieces: list[_Word | Node], place: int, lang: str
) -> tuple[Node, int] | None:
    """A time zone, if the word is one: "CET" always, "cet" never, "ist" in English."""
    upper = said.upper()
    if upper in ABBREVIATIONS and (
        said == upper
        or word.low in SAFE_IN_LOWER_CASE
        or (lang == "en" and word.low in SAFE_IN_ENGLISH)
    ):
        return Node("ZONE", ABBREVIATIONS[upper], word.start, word.end, lang=lang), 1
    if word.folded in PLACES and not word.readings:
        return Node("CITY", PLACES[word.folded], word.start, word.end, lang=lang), 1
    if place + 1 < len(pieces):
        after = pieces[place + 1]
        if isinstance(after, _Word) and (both := f"{word.folded} {after.folded}") in PLACES:
            return Node("CITY", PLACES[both], word.start, after.end, lang=lang), 2
    return None


def _append(out: list[Node], node: Node) -> None:
    """Add a node; numbers that belong to a name or an id lose their meaning."""
    before = out[-1] if out else None
    if before is not None and before.sym == node.sym == "BREAK":
        return
    if before is not None and node.sym in _NUMERIC:
        glued = before.end == node.start
        if before.sym == "LABEL" or (before.sym == "X" and glued and before.value is None):
            node = Node("X", None, node.start, node.end, lang=node.lang)
        elif before.sym == "DASH" and glued and len(out) > 1:
            first = out[-2]
            if first.sym in ("X", "LABEL", "F") and first.end == before.start:
                node = Node("X", None, node.start, node.end, lang=node.lang)
    if node.sym == "X" and before is not None:
        if before.sym in ("NUM", "ORD", "DEC") and before.end == node.start and node.value is None:
            out.pop()
            _append(out, Node("X", None, before.start, node.end, lang=node.lang))
            return
        if before.sym == "X":
            before.end = node.end
            before.value = node.value
            return
    out.append(node)


def parse_iso(said: str) -> datetime | None:
    """An ISO 8601 instant or wall time; None if it is none."""
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None
