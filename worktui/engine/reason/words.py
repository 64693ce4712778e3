"""Words made comparable: folded, cut into tokens, stemmed.

`fold` keeps the length of a text, so that offsets found in the folded text hold in the
original.  Stems are crude on purpose: they only have to bring "renewed", "renewal" and
"renew" together, not to be words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*", re.UNICODE)
_QUOTES = {"’": "'", "‘": "'", "`": "'", "´": "'", "‑": "-", "–": "-", "—": "-", "\u00a0": " "}
_ENDINGS = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ational",
    "ements",
    "ement",
    "ments",
    "ations",
    "ation",
    "ungen",
    "ingly",
    "ments",
    "ment",
    "ness",
    "ities",
    "ings",
    "ions",
    "ung",
    "ing",
    "ion",
    "ies",
    "ied",
    "als",
    "ers",
    "al",
    "ed",
    "er",
    "es",
    "en",
    "ly",
    "e",
    "s",
    "n",
)


@lru_cache(maxsize=4096)
def _folded_char(char: str) -> str:
    if char in _QUOTES:
        return _QUOTES[char]
    low = char.lower()
    base = unicodedata.normalize("NFD", low if len(low) == 1 else char)[0]
    return base if len(base) == 1 else char


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Lower case without accents and with plain quotes and dashes; as long as `text`."""
    return "".join(map(_folded_char, text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The common beginning of a folded word's forms."""
    if len(word) <= 3 or any(c.isdigit() for c in word):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word.endswith("at") and len(word) >= 5:
        word = word[:-2]  # "rotate", "rotation"
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def tokens(text: str) -> list[str]:
    """Folded words of a text, hyphenated ones also in their parts."""
    out: list[str] = []
    for match in _TOKEN.finditer(fold(text)):
        word = match.group().removesuffix("'s")
        out.append(word)
        if "-" in word:
            out.extend(part for part in word.split("-") if part)
    return out
