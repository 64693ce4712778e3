"""From words to symbols: the tables of five languages, made ready to look up.

A word may mean different things in different languages ("am", "do", "mar",
"once").  Each reading keeps its language; the reader picks the reading of the
language that the sentence is in, and an entry marked `!` counts nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

_ENTRY = re.compile(r"\s*,\s+")
LANGUAGES = ("en", "de", "fr", "es", "pt")


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a word or phrase in one language."""

    lang: str
    sym: str
    value: Any
    weak: bool
    own: bool  # holds only in a text of this language


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All readings: first word -> [(further words, readings)], longest first."""

    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Reading, ...]]]]


def fold(word: str) -> str:
    """Lower case without accents; ß is ss."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ß", "ss")


def parts(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokens see them: no hyphens, no spaces."""
    if phrase.isalpha():
        return (phrase,)
    return tuple(piece for piece in split_words(phrase) if piece != "-")


def split_words(phrase: str) -> list[str]:
    return _PIECES.findall(phrase.replace("’", "'"))


_PIECES = re.compile(
    r"o'clock|aujourd'hui|[dlDL]'|'s\b|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]"
)


def _value(text: str) -> Any:
    if not text[-1:].isdigit():
        return text
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"\d+\.\d+", text):
        return float(text)
    return text


def _entries(lang: str, table: dict[str, str]) -> list[tuple[tuple[str, ...], Reading]]:
    out = []
    for sym, line in table.items():
        for entry in _ENTRY.split(line.strip()):
            phrase, _, value = entry.partition(":")
            bare = phrase.rstrip("!~=")
            marks = phrase[len(bare) :]
            reading = Reading(
                lang, sym, _value(value) if value else None, "~" in marks, "!" in marks
            )
            words = parts(bare)
            out.append((words, reading))
            folded = tuple(fold(word) for word in words)
            if folded != words and "=" not in marks:
                out.append((folded, reading))
    return out


@lru_cache(maxsize=8)
def lexicon(languages: Sequence[str]) -> Lexicon:
    """The lexicon of these languages, the first one preferred where they differ."""
    found: dict[tuple[str, ...], list[Reading]] = {}
    for lang in languages:
        if lang not in LANGUAGES:
            continue
        module = import_module(f"worktui.engine.when.words_{lang}")
        for words, reading in _entries(lang, getattr(module, lang.upper())):
            found.setdefault(words, []).append(reading)
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Reading, ...]]]] = {}
    for words, readings in found.items():
        phrases.setdefault(words[0], []).append((words[1:], tuple(readings)))
    for choices in phrases.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return Lexicon(phrases)
