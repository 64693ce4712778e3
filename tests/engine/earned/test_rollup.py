"""Tasks added up: linear plans over working days, and what each rule earns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from worktui.domain.errors import BadInput
from worktui.engine.earned import (
    METHODS,
    UNKNOWN,
    Package,
    Progress,
    earned_share,
    planned_share,
    total,
)
from worktui.engine.workdays import Workdays

WEEK = Workdays()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def share(on: str, first: str = "2026-03-05", last: str = "2026-03-11") -> Fraction:
    return planned_share(day(first), day(last), day(on), WEEK)


def test_a_plan_is_linear_over_its_working_days_at_the_end_of_each() -> None:
    assert [share(f"2026-03-{d:02}") for d in range(4, 13)] == [
        Fraction(n, 5) for n in (0, 1, 2, 2, 2, 3, 4, 5, 5)
    ]


def test_a_holiday_plans_nothing() -> None:
    calendar = Workdays(off=[day("2026-12-25"), day("2026-12-28")])
    first, last = day("2026-12-23"), day("2026-12-30")
    assert planned_share(first, last, day("2026-12-28"), calendar) == Fraction(1, 2)


def test_a_baseline_without_a_working_day_is_done_with_its_last_day() -> None:
    assert share("2026-03-07", "2026-03-07", "2026-03-08") == 0
    assert share("2026-03-08", "2026-03-07", "2026-03-08") == 1


def test_a_baseline_that_ends_before_it_starts_lies_on_its_start() -> None:
    assert share("2026-03-04", "2026-03-05", "2026-03-02") == 0
    assert share("2026-03-05", "2026-03-05", "2026-03-02") == 1


@pytest.mark.parametrize(
    ("method", "idle", "started", "finished"),
    [
        ("0/100", 0, 0, 1),
        ("50/50", 0, Fraction(1, 2), 1),
        ("25/75", 0, Fraction(1, 4), 1),
        ("100/0", 0, 1, 1),
    ],
)
def test_split_rules_earn_at_the_start_and_at_the_end(
    method: str, idle: Fraction, started: Fraction, finished: Fraction
) -> None:
    assert earned_share(method, Progress()) == idle
    assert earned_share(method, Progress(started=True)) == started
    assert earned_share(method, Progress(started=True, finished=True)) == finished
    assert earned_share(method, Progress(finished=True)) == finished


def test_steps_earn_their_weights() -> None:
    steps = ((Fraction(3), True), (Fraction(1), False), (Fraction(1), True))
    assert earned_share("milestones", Progress(steps=steps)) == Fraction(4, 5)
    assert earned_share("milestones", Progress(finished=True)) == 1


@pytest.mark.parametrize("method", ["milestones", "percent", "50/50", "0/100", "units"])
def test_a_finished_task_has_earned_all_whatever_is_not_ticked(method: str) -> None:
    steps = ((Fraction(3), True), (Fraction(2), False))
    at = Progress(started=True, finished=True, percent=Fraction(60), steps=steps)
    assert earned_share(method, at) == 1


@pytest.mark.parametrize("method", METHODS)
def test_every_method_that_is_offered_earns_nothing_before_the_task_begins(method: str) -> None:
    assert earned_share(method, UNKNOWN) == 0


def test_pieces_are_not_offered_since_nothing_counts_them() -> None:
    assert not [method for method in METHODS if "unit" in method]


def test_pieces_earn_their_share_and_never_more_than_all() -> None:
    assert earned_share("units", Progress(units=(Fraction(3), Fraction(12)))) == Fraction(1, 4)
    assert earned_share("units", Progress(units=(Fraction(15), Fraction(12)))) == 1


def test_percent_stays_between_nothing_and_all() -> None:
    assert earned_share("percent", Progress(percent=Fraction(130))) == 1
    assert earned_share("percent", Progress(percent=Fraction(-5))) == 0
    assert earned_share("percent", Progress(percent=Fraction(40), finished=True)) == 1


def test_work_beside_other_work_earns_what_was_planned() -> None:
    package = Package("A", Fraction(900), day("2026-03-05"), day("2026-03-11"), "level of effort")
    at = total([package], day("2026-03-09"), WEEK).standing
    assert at.ev == at.pv == 540


@pytest.mark.parametrize("method", ["by feel", "50/60", ""])
def test_an_unknown_rule_is_refused_with_those_there_are(method: str) -> None:
    with pytest.raises(BadInput) as refused:
        earned_share(method, Progress())
    assert "50/50" in refused.value.hint


def test_what_has_no_baseline_counts_for_all_but_what_is_planned() -> None:
    found = total([Package("A", Fraction(100), actual=Fraction(30))], day("2026-03-09"), WEEK)
    assert found.unplanned == ("A",)
    assert (found.standing.bac, found.standing.pv, found.standing.ac) == (100, 0, 30)


def test_no_tasks_come_to_nothing() -> None:
    at = total([], day("2026-03-09"), WEEK).standing
    assert (at.bac, at.pv, at.ev, at.ac) == (0, 0, 0, 0)
