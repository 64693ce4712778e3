"""Which language each sentence of a text is in, by the words that are in it."""

from __future__ import annotations

from collections import Counter

from worktui.engine.when.nodes import Node
from worktui.engine.when.shapes import Word

_ENDS = frozenset({"DOT", "PUN", "BREAK"})


def _text(piece: Word | Node) -> str:
    """The word, or the mark."""
    return piece.low if isinstance(piece, Word) else str(piece.value)


def spoken_in(pieces: list[Word | Node], languages: tuple[str, ...]) -> list[str]:
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
        if place + 1 < len(pieces) and piece.size > 1 and _text(pieces[place + 1]) == ".":
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
