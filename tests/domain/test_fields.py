"""Kinds of values: what a hostile or careless value comes to."""

from __future__ import annotations

from typing import Any

import pytest

from worktui.domain.errors import BadInput
from worktui.domain.fields import CHECKS, check, parse_day, parse_instant

DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]

STRANGE = [
    10**400, -(10**400), 10**5000, float("nan"), float("inf"), float("-inf"), 1e308, 10**16,
    True, DEEP, {}, b"x", "\x00", "\ud800", "\x1b[31m", "x" * 100_000, "1e999999999", "\u0662", "",
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00",
    "2026-02-30", "NaN", "sNaN", "Infinity", "1_000", 1e-300, [1], {"a": 1},
]  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in CHECKS if kind != "any"])
@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_value_is_taken_or_refused_with_a_short_sentence(kind: str, value: Any) -> None:
    said = ""
    try:
        kept = check(kind, "field", value)
    except BadInput as refused:
        said, kept = str(refused), None
    assert len(said) < 300
    assert said.isprintable()
    assert not isinstance(kept, str) or len(kept) <= 20_000


def test_money_with_an_endless_exponent_does_not_fill_the_memory() -> None:
    for amount in ("1e999999999", "1e-999999999", "0e999999999", 10**5000):
        with pytest.raises(BadInput, match="amount of money"):
            check("money", "amount", amount)
    assert check("money", "amount", "1200.50") == "1200.50"


@pytest.mark.parametrize("day", ["0001-12-31", "9999-01-01"])
def test_the_ends_of_the_calendar_are_refused_since_no_zone_can_be_reckoned_there(day: str) -> None:
    with pytest.raises(ValueError, match=day):
        parse_day(day)
    with pytest.raises(ValueError, match=day):
        parse_instant(f"{day}T00:00:00+00:00")
