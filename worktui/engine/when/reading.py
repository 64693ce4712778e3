"""The reading of a text, from its words to what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from worktui.engine.when.calendar_days import BY_MONTH, BY_NUMBER
from worktui.engine.when.clock import CLOCK
from worktui.engine.when.clock_ranges import CLOCK_RANGES
from worktui.engine.when.finish import finish
from worktui.engine.when.joins import JOINS
from worktui.engine.when.nodes import Context
from worktui.engine.when.nth_days import NTH
from worktui.engine.when.numbers import LENGTHS, NUMBERS, plain_numbers
from worktui.engine.when.numeric_days import NUMERIC
from worktui.engine.when.periods import PERIODS
from worktui.engine.when.relative import RELATIVE
from worktui.engine.when.repeats import REPEATS, TIMED
from worktui.engine.when.tokens import tokens
from worktui.engine.when.values import Habits, When
from worktui.engine.when.weekdays import WEEKDAYS

#: from the smallest phrases to the largest
_PASSES = (
    LENGTHS,
    CLOCK,
    CLOCK_RANGES,
    REPEATS,
    TIMED,
    NUMERIC,
    BY_MONTH,
    NTH,
    BY_NUMBER,
    PERIODS,
    RELATIVE,
    WEEKDAYS,
    RELATIVE,
    JOINS,
)


def read(text: str, now: datetime, habits: Habits, languages: Sequence[str]) -> tuple[When, ...]:
    """See `worktui.engine.when.find`."""
    at = Context(text, now.astimezone(ZoneInfo(habits.tz)).replace(tzinfo=None), habits)
    nodes = NUMBERS.reduce(tokens(text, languages), at)
    nodes = plain_numbers(nodes)
    for grammar in _PASSES:
        nodes = grammar.reduce(nodes, at)
    return finish(nodes, at)
