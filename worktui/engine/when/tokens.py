"""A text as nodes: numbers by their shape, words by the lexicon.

Whatever means nothing to the grammar becomes one `X` per run, so that a long
text is a short list.
"""

from __future__ import annotations

from collections.abc import Sequence

from worktui.engine.when.language import spoken_in
from worktui.engine.when.lexicon import Lexicon, Reading, lexicon
from worktui.engine.when.nodes import Node
from worktui.engine.when.shapes import Word
from worktui.engine.when.shapes import pieces as pieces_of
from worktui.engine.when.zones import (
    ABBREVIATIONS,
    PLACES,
    SAFE_IN_ENGLISH,
    SAFE_IN_LOWER_CASE,
)

_NUMERIC = frozenset({"NUM", "NDM", "DEC", "ORD", "DAY"})


def tokens(text: str, languages: Sequence[str]) -> list[Node]:
    """The nodes of a text in order, each word read in the language around it."""
    pieces = pieces_of(text)
    _look_up(pieces, lexicon(tuple(languages)))
    return _nodes(pieces, text, tuple(languages))


def _look_up(pieces: list[Word | Node], known: Lexicon) -> None:
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
        if choices is None and isinstance(piece, Word):
            choices = phrases.get(piece.folded)
            if choices is None and key.endswith("'s"):
                choices = phrases.get(key[:-2])
        following = _following(pieces, place) if choices else ()
        for rest, readings in choices or ():
            if rest and rest[0] not in following:
                continue
            size = _matches(pieces, place, rest)
            if size:
                readings = _fitting(readings, pieces, place)
                if isinstance(piece, Node):
                    word = Word(key, piece.start, piece.end)
                    pieces[place] = piece = word
                piece.readings, piece.size = readings, size
                break


_BEFORE_HALF = frozenset({"NUMW", "OCLOCK", "ISH", "HALF", "WEEKDAY", "TODAY"})


def _fitting(
    readings: tuple[Reading, ...], pieces: list[Word | Node], place: int
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


def _following(pieces: list[Word | Node], place: int) -> tuple[str, ...]:
    """What the next piece may be called in a phrase; a hyphen counts for nothing."""
    names: tuple[str, ...] = ()
    for piece in pieces[place + 1 : place + 3]:
        if isinstance(piece, Word):
            return (*names, piece.low, piece.folded)
        names += (str(piece.value),)
        if piece.sym != "DASH":
            break
    return names


def _matches(pieces: list[Word | Node], place: int, rest: tuple[str, ...]) -> int:
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
        if isinstance(piece, Word):
            if want not in (piece.low, piece.folded):
                return 0
        elif want != str(piece.value):
            return 0
        here += 1
    return here - place


def _nodes(pieces: list[Word | Node], text: str, languages: tuple[str, ...]) -> list[Node]:
    spoken = spoken_in(pieces, languages)
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
    word: Word, pieces: list[Word | Node], place: int, text: str, lang: str
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


def _glued(said: str, word: Word, pieces: list[Word | Node], place: int) -> Node | None:
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
    said: str, word: Word, pieces: list[Word | Node], place: int, lang: str
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
        if isinstance(after, Word) and (both := f"{word.folded} {after.folded}") in PLACES:
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
