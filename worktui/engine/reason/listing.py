"""Several things wished for in one sentence, each taken apart: "we need A, B and C"."""

from __future__ import annotations

import re

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.words import fold

_LIST = re.compile(
    r"\s*,\s+(?:(?:and|und|et|y|e|sowie|plus)\s+)?|\s+(?:and|und|et|y|e)\s+(?=[^,]*$)"
)
_THING = re.compile(
    r"\W*(?:the|an?|our|your|some(?:body|one|thing)?|another|access|\d+|two|three|four|five|six|ten|"
    r"ein(?:e|en|em|er)?|der|die|das|den|zwei|drei|vier|funf|une?|des|l'|les?|la|deux|trois|quatre|"
    r"el|l[ao]s|un[ao]s?|dos|tres|cuatro|os?|as?|um[a]?|dois|duas|quatro)\b"
)
"""How a thing begins: with an article or a number."""
_MOST_WORDS = 12

Piece = tuple[int, str, bool]
"""Where a piece of a sentence begins, its text, and whether it is a thing of the list."""


def listed_in(text: str, lang: str) -> list[Piece]:
    """ "We need: the NDA, access to X, and a bio": the wish and each thing; [] if no list.

    Without a colon three things are a list when each begins as a thing does.
    """
    folded = fold(text)
    colon = folded.find(":")
    if colon >= 4 and folded[colon + 1 : colon + 2].isspace():
        ahead = folded[:colon]
        if said("want", lang).search(ahead) or said("ask", lang).search(ahead):
            return _things(text, folded, colon, colon + 1)
        return []
    wish = said("want", lang).search(folded)
    if wish is None or "?" in folded:
        return []
    found = _things(text, folded, wish.end(), wish.end())
    if len(found) < 4 or not all(_THING.match(fold(words)) for _, words, _ in found[1:]):
        return []
    return found


def _things(text: str, folded: str, end: int, begin: int) -> list[Piece]:
    """The head up to `end`, then what stands between commas from `begin` on."""
    rest = folded[begin:]
    cuts = [m for m in _LIST.finditer(rest) if m.start() > 2]
    if len(cuts) < 2 or any(len(words) < 2 for words in _LIST.split(rest)):
        return []
    starts = [begin, *(begin + m.end() for m in cuts)]
    ends = [*(begin + m.start() for m in cuts), len(text)]
    things = [(a, text[a:b], True) for a, b in zip(starts, ends, strict=True)]
    if any(len(words.split()) > _MOST_WORDS for _, words, _ in things):
        return []
    return [(0, text[:end], False), *things]
