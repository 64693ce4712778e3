"""Working days: every answer is the one that stepping from day to day gives."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.errors import BadInput
from worktui.engine.workdays import FIRST, LAST, Workdays

MONDAY = date(2026, 3, 2).toordinal()
near = st.integers(MONDAY - 60, MONDAY + 60)
calendars = st.builds(
    Workdays,
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(near, max_size=30),
    st.sets(near, max_size=5),
)


def _step(calendar: Workdays, day: int, n: int, way: int) -> int:
    while True:
        n -= calendar.works(day)
        if not n:
            return day
        day += way


@given(calendars, near, st.integers(1, 400))
def test_days_are_counted_as_by_stepping(calendar: Workdays, day: int, n: int) -> None:
    assert calendar.plus(day, n) == _step(calendar, day, n, 1)
    assert calendar.minus(day, n) == _step(calendar, day, n, -1)
    assert calendar.next(day) == _step(calendar, day, 1, 1)
    assert calendar.previous(day) == _step(calendar, day, 1, -1)


@given(calendars, near, near)
def test_days_between_have_the_sign_of_the_way(calendar: Workdays, first: int, last: int) -> None:
    low, high = min(first, last), max(first, last)
    count = sum(calendar.works(day) for day in range(low, high))
    assert calendar.between(first, last) == (count if first <= last else -count)


@given(calendars, st.lists(st.tuples(near, st.integers(-300, 300)), max_size=8))
def test_the_order_of_questions_changes_no_answer(
    calendar: Workdays, asked: list[tuple[int, int]]
) -> None:
    def ask(one: Workdays, day: int, n: int) -> int:
        return one.plus(day, n) if n > 0 else one.minus(day, 1 - n)

    fresh = [ask(Workdays(calendar.weekdays, calendar.off, calendar.extra), *one) for one in asked]
    assert [ask(calendar, *one) for one in asked] == fresh


def test_an_extra_day_is_worked_even_on_a_holiday() -> None:
    calendar = Workdays(range(5), [MONDAY], [MONDAY, MONDAY + 5])
    assert calendar.works(MONDAY)
    assert calendar.works(MONDAY + 5)
    assert not calendar.works(MONDAY + 6)


def test_calendars_are_one_by_what_they_say() -> None:
    one, other = Workdays([0, 1], [MONDAY], []), Workdays((1, 0), {MONDAY})
    one.plus(MONDAY, 900)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Workdays([0, 1])
    assert one != "a calendar"
    assert pickle.loads(pickle.dumps(one)) == one
    assert "739" in repr(one)


def test_a_calendar_needs_a_working_day() -> None:
    with pytest.raises(BadInput, match="without any working day"):
        Workdays([])
    with pytest.raises(BadInput, match="0 to 6"):
        Workdays([7])


def test_a_calendar_of_extra_days_alone_ends() -> None:
    calendar = Workdays((), (), [MONDAY, MONDAY + 9])
    assert calendar.plus(MONDAY - 50, 2) == MONDAY + 9
    assert calendar.minus(MONDAY + 50, 2) == MONDAY
    for ask in (lambda: calendar.next(MONDAY + 10), lambda: calendar.previous(MONDAY - 1)):
        with pytest.raises(BadInput, match="no such working day"):
            ask()


def test_days_outside_the_years_are_refused_at_once() -> None:
    calendar = Workdays()
    for ask in (
        lambda: calendar.plus(MONDAY, 10**9),
        lambda: calendar.minus(MONDAY, 10**9),
        lambda: calendar.plus(LAST + 1, 1),
        lambda: calendar.between(FIRST - 1, MONDAY),
    ):
        with pytest.raises(BadInput):
            ask()
    assert calendar.next(FIRST) == FIRST
    assert calendar.previous(LAST) == LAST
