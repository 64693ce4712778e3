"""The marks of a sentence that a linear model weighs: its words, its shape, which rules hit."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise
from typing import Final

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.sentences import begins_with_verb
from worktui.engine.reason.weights.alone import acts_in
from worktui.engine.reason.weights.kinds import ITSELF, KIND
from worktui.engine.reason.words import fold

RULES: Final = (
    "ask want want_own meet meet_frame meet_offer due cancel shift done approve sent_for start "
    "block chase negated idle courtesy if polite_if promise modal_promise question away remind "
    "withdraw hold greeting for_me urgent otherwise they_will"
).split()
"""Manners of speaking (`lexicon`) whose hits are marks: the product's own rules are heard."""

_WORD = re.compile(r"\$link|https?://\S+|www\.\S+|\S+@\S+|\d+|[^\W\d_]+(?:'[^\W\d_]+)?|[?!:]")
_AT_FRONT = 12
"""A rule that hits within so many characters hits at the front."""
_MOST_WORDS = 120
"""Nobody asks in a sentence longer than this; what follows is not weighed."""
_WORDS_WEIGH, _KINDS_WEIGH, _PAIR_WEIGHS, _LENGTH_WEIGHS, _FIRST_WEIGHS = 3.0, 1.0, 0.4, 0.5, 0.5
_ASKING = frozenset({"request", "meet", "chase", "question", "remind"})
_SHAPES = {
    "called": re.compile(
        r"\W*(?:and |also |so )?[A-Z][a-z]+(?: [A-Z][a-z]+)?,? [-–]?\s*(?:can|could|would|will|"
        r"please|are|do|did|have|what|when|how|pls|let)\b"
    ),
    "spoken to": re.compile(r"\W*[A-Z][a-z]+\s?[,:–-]"),
    "leads": re.compile(r".*:\s*$", re.DOTALL),
    "clock": re.compile(
        r".*?\b(?:\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m|p\.m)|\d{1,2}:\d\d\b)",
        re.IGNORECASE | re.DOTALL,
    ),
    "money": re.compile(r".*?(?:\$ ?\d|\d ?%)", re.DOTALL),
    "phone": re.compile(
        r".*?(?:\(?\d{3}\)?[- .]\d{3}[- .]\d{4}|\bx ?\d{4,5}\b|\b\d-\d{4}\b)", re.DOTALL
    ),
}


def marks_of(text: str) -> dict[str, float]:
    """The marks of one English sentence and how much each is there.

    Words (`w`), pairs (`b`), pairs with one word between (`s`) and the first three words (`t`)
    share a length of 3, kinds of words (`k`, `kb`, `kt`, `kf`) one of 1; a hit of a rule (`r`)
    counts 1, at the front (`r0`) once more, two rules together (`x`) 0.4, a shape 1; an act of a
    clause (`a`) 1, the first one (`a0`) half as much more, and whether any asks (`asks`) 1.
    """
    text = text.replace("\ufffd", "'")
    folded = fold(text)
    words = _words(folded)
    found: dict[str, float] = {}
    for marks, length in ((_phrases(words), _WORDS_WEIGH), (_kinds(words), _KINDS_WEIGH)):
        found.update(dict.fromkeys(marks, length / math.sqrt(len(marks))))
    found[f"len{min(int(math.log2(len(words) + 1)), 6)}"] = _LENGTH_WEIGHS
    capitals = sum(word[:1].isupper() for word in text.split()[1:])
    found[f"capitals{min(capitals, 4)}"] = _LENGTH_WEIGHS
    found.update({name: 1.0 for name, shape in _SHAPES.items() if shape.match(text)})
    if "<link>" in words:
        found["link"] = 1.0
    found.update(_rules(folded))
    found.update(_acts(acts_in(text)))
    return found


def _acts(acts: list[str]) -> dict[str, float]:
    found = {f"a {act}": 1.0 for act in acts}
    found[f"a0 {acts[0] if acts else 'nothing'}"] = _FIRST_WEIGHS
    found[f"asks{min(sum(act in _ASKING for act in acts), 2)}"] = 1.0
    return found


def _words(folded: str) -> list[str]:
    """Words of a folded sentence; links, addresses and numbers by kind."""
    found: list[str] = []
    for word in _WORD.findall(folded)[:_MOST_WORDS]:
        if word.startswith(("$link", "http", "www.")):
            found.append("<link>")
        elif "@" in word:
            found.append("<mail>")
        else:
            found.append("#" if word.isdigit() else word)
    return found


def _phrases(words: list[str]) -> list[str]:
    """Each phrase once, always in the same order: sums of floats depend on it."""
    line = ["^", *words, "$"]
    found = [f"w {word}" for word in line]
    found += [f"b {a} {b}" for a, b in pairwise(line)]
    found += [f"s {a} {b}" for a, b in zip(line, line[2:], strict=False)]
    found += [f"t {' '.join(line[n : n + 3])}" for n in range(min(3, len(line) - 2))]
    return list(dict.fromkeys(found))


def _kinds(words: list[str]) -> list[str]:
    """Phrases of kinds of words; a word of no kind is "_"."""
    line = ["^", *(w if w in ITSELF else KIND.get(w, "#" if w == "#" else "_") for w in words), "$"]
    found = [f"k {kind}" for kind in line if kind[0] in "<#"]
    found += [f"kb {a} {b}" for a, b in pairwise(line) if a != "_" or b != "_"]
    triples = zip(line, line[1:], line[2:], strict=False)
    found += [f"kt {' '.join(three)}" for three in triples if three.count("_") < 2]
    found.append(f"kf {' '.join(line[:4])}")
    return list(dict.fromkeys(found))


def _rules(folded: str) -> dict[str, float]:
    found: dict[str, float] = {}
    hits: list[str] = []
    for name in RULES:
        hit = said(name, "en").search(folded)
        if hit is not None:
            hits.append(name)
            if hit.start() < _AT_FRONT:
                found[f"r0 {name}"] = 1.0
    if begins_with_verb(folded, "en"):
        hits.append("verb")
    if folded.rstrip().endswith("?"):
        hits.append("?")
        if re.search(r"\byou\b", folded):
            hits.append("you?")
    found.update({f"r {name}": 1.0 for name in hits})
    found.update({f"x {a}&{b}": _PAIR_WEIGHS for a, b in combinations(hits[:8], 2)})
    return found
