"""Nodes, and rules that reduce runs of them: the machine under the grammar.

A text becomes a list of nodes, each with a symbol.  A rule is a regular
expression over symbol names ("NEXT WEEKDAY") and a function that makes one
node of the matched ones, or declines.  Every symbol is one character to the
regular expression, so a pass over a text is one scan in C.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from worktui.engine.when.values import Habits

SYMBOLS = """
X F DOT COMMA DASH SLASH LP RP PUN BREAK GLUE
NUM NUMW ORD ORDW SECOND DEC HUNDRED THOUSAND FEW NDATE NDM HM HH PRIME MONEY LABEL
WEEKDAY WEEKDAYS MONTH UNIT TODAY PART PARTS TONIGHT AMPM OCLOCK NOON HALF HALB QUARTER MOINS
PAST ISH A THE OF AT ON IN FROM TO AND OR BY BETWEEN AFTER BEFORE VOR NACH SINCE AGO AGOPRE WITHIN
DANS HENCE NEXT LAST THIS COMING OTHER EVERY FREQ TIMES END START MID EARLY LATE EOD EOP CLOSEST
HOLIDAY ZONE CITY TIMEWORD NOW AFTERNEXT BUSINESS WEEKNO QUARTERNO IDES POSS INENG DAYWORD FOR UPTO
DAY DAYS CLOCK CLOCKS LENGTH MOMENT MOMENTS REPEAT YEAR ALL EN8
""".split()

CODE = {name: chr(0xE000 + place) for place, name in enumerate(SYMBOLS)}
_NEAR = 6  # how many neighbours a rule may look at
_NAME = re.compile(r"[A-Z][A-Z0-9]*")


@dataclass(slots=True)
class Node:
    """A symbol with its value and the characters [start, end) it stands for."""

    sym: str
    value: Any
    start: int
    end: int
    weak: bool = False  # a word that is more often not a date ("sat", "may")
    lang: str = "en"


def number_of(node: Node) -> int:
    """The number of a counting node; "second" is 2."""
    return 2 if node.sym == "SECOND" else int(node.value)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading knows besides the text: `now` as wall time, and the habits."""

    text: str
    now: datetime
    habits: Habits

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Hit:
    """The nodes a rule matched, with what stands before and after them.

    `done` are the nodes before that this rule has already passed, `rest` those after.
    """

    at: Context
    nodes: Sequence[Node]
    done: Sequence[Node]
    rest: Sequence[Node]

    @property
    def before(self) -> Node | None:
        return self.done[-1] if self.done else None

    @property
    def after(self) -> Node | None:
        return self.rest[0] if self.rest else None

    def one(self, sym: str) -> Node | None:
        return next((node for node in self.nodes if node.sym == sym), None)

    def all(self, sym: str) -> list[Node]:
        return [node for node in self.nodes if node.sym == sym]

    def value(self, sym: str, default: Any = None) -> Any:
        node = self.one(sym)
        return default if node is None else node.value

    def has(self, *syms: str) -> bool:
        return any(node.sym in syms for node in self.nodes)

    @property
    def text(self) -> str:
        return self.at.text[self.nodes[0].start : self.nodes[-1].end]

    @property
    def lang(self) -> str:
        return self.nodes[0].lang

    def make(self, sym: str, value: Any, weak: bool = False) -> Node:
        """One node in place of all the matched ones."""
        first, last = self.nodes[0], self.nodes[-1]
        return Node(sym, value, first.start, last.end, weak, first.lang)

    def followed_by(self, *syms: str) -> bool:
        return self.after is not None and self.after.sym in syms

    def preceded_by(self, *syms: str) -> bool:
        return self.before is not None and self.before.sym in syms


Action = Callable[[Hit], Node | None]


@dataclass
class Rule:
    """A pattern over symbols; tried only where the symbol `need` occurs."""

    need: str
    pattern: str
    action: Action
    code: str = field(init=False)

    def __post_init__(self) -> None:
        self.code = CODE[self.need]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(_NAME.sub(lambda name: CODE[name[0]], self.pattern).replace(" ", ""))


class Grammar:
    """An ordered list of rules, filled by decorators."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def rule(self, need: str, *patterns: str) -> Callable[[Action], Action]:
        """Decorator: the function reduces what any of the patterns matches."""

        def add(action: Action) -> Action:
            self.rules.extend(Rule(need, pattern, action) for pattern in patterns)
            return action

        return add

    def reduce(self, nodes: list[Node], at: Context) -> list[Node]:
        """Apply every rule once, in order, from left to right."""
        codes = encode(nodes)
        for rule in self.rules:
            if rule.code in codes:
                nodes, codes = _apply(rule, nodes, codes, at)
        return nodes


def encode(nodes: Iterable[Node]) -> str:
    return "".join([CODE[node.sym] for node in nodes])


def _apply(rule: Rule, nodes: list[Node], codes: str, at: Context) -> tuple[list[Node], str]:
    """The nodes after one rule; a declined match is tried again one node further."""
    search = rule.regex.search
    out: list[Node] = []
    kept = place = 0
    changed = False
    while match := search(codes, place):
        low, high = match.span()
        if low == high:
            place = high + 1
            continue
        out += nodes[kept:low]
        kept = low
        hit = Hit(at, nodes[low:high], out[-_NEAR:], nodes[high : high + _NEAR])
        try:
            made = rule.action(hit)
        except (ValueError, OverflowError):  # beyond the ends of the calendar
            made = None
        if made is None:
            place = low + 1
            continue
        out.append(made)
        kept = place = high
        changed = True
    if not changed:
        return nodes, codes
    out += nodes[kept:]
    return out, encode(out)
