"""Load: what is planned for whom by week, against the time they have."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.engine.budget_work import DOING, PEOPLE, TODAY, TODO, Docs, work
from worktui.engine.load import Load, Row, everybody, load
from worktui.engine.plan import plan_of
from worktui.engine.plan.model import Spread

HOUR = 60
MONDAY = date(2026, 3, 2).toordinal()


def row(found: Load, id: str) -> Row:
    return next(one for one in found.rows if one.id == id)


def planned(weeks: int = 3, today: date = TODAY, **tables: Docs) -> Load:
    docs = work(**tables)
    plan = plan_of(docs, today)
    return load(docs, today, weeks, everybody(plan), model=plan.model)


def given(spread: Spread, **tables: Docs) -> Load:
    return load(work(**tables), TODAY, 2, spread)


def test_minutes_fall_into_the_weeks_of_their_days() -> None:
    days = ((MONDAY + 2, 300), (MONDAY + 4, 60), (MONDAY + 7, 120), (MONDAY + 14, 30))
    ana = row(given({"X": ("ana", days)}), "ana")
    assert [week.planned for week in ana.weeks] == [360, 120]
    assert (ana.later, ana.planned, ana.tasks) == (30, 480, 1)


def test_what_should_have_been_done_before_today_falls_on_today() -> None:
    ana = row(given({"X": ("ana", ((MONDAY - 30, 60),))}), "ana")
    assert ana.weeks[0].planned == 60


def test_the_first_week_counts_from_today_on() -> None:
    ana = row(planned(), "ana")
    assert [week.capacity for week in ana.weeks] == [21 * HOUR, 35 * HOUR, 35 * HOUR]
    assert [week.start for week in ana.weeks] == [MONDAY, MONDAY + 7, MONDAY + 14]


def test_weeks_start_where_the_workspace_says() -> None:
    found = planned(settings=[{"id": "workspace", "week_starts": "sunday"}])
    assert found.weeks[0] == MONDAY - 1


def test_part_time_holidays_and_absences_take_time_away() -> None:
    people: list[dict[str, Any]] = [
        {"id": "ana", "hours_per_week": 20},
        {"id": "bo", "away": [["2026-03-09", "2026-03-11"]]},
    ]
    settings = [{"id": "workspace", "holidays": ["2026-03-16"]}]
    found = planned(people=people, settings=settings)
    assert [week.capacity for week in row(found, "ana").weeks] == [12 * HOUR, 20 * HOUR, 16 * HOUR]
    assert [week.capacity for week in row(found, "bo").weeks] == [21 * HOUR, 14 * HOUR, 28 * HOUR]
    assert row(found, "bo").away == (MONDAY + 7, MONDAY + 8, MONDAY + 9, MONDAY + 14)


def test_more_than_there_is_time_for_is_over() -> None:
    ana = row(given({"X": ("ana", ((MONDAY + 2, 22 * HOUR), (MONDAY + 7, 35 * HOUR)))}), "ana")
    assert [week.over for week in ana.weeks] == [True, False]


def test_what_is_due_before_there_is_time_for_it_is_short() -> None:
    tasks = [
        {**TODO, "id": "WEB-5", "estimate_hours": 30, "due": "2026-03-06"},
        {**TODO, "id": "WEB-6", "estimate_hours": 20, "due": "2026-03-11"},
    ]
    ana = row(planned(tasks=tasks), "ana")
    assert [week.short for week in ana.weeks] == [9 * HOUR, 0, 0]
    assert [week.over for week in ana.weeks] == [True, False, False]


def test_work_of_nobody_is_a_row_of_its_own() -> None:
    nobody = {key: value for key, value in TODO.items() if key != "assignee"}
    found = planned(tasks=[DOING, nobody])
    last = found.rows[-1]
    assert (last.id, last.planned + last.later, last.capacity) == ("", 20 * HOUR, 0)
    assert all(week.over for week in last.weeks if week.planned)


def test_work_of_somebody_who_left_is_nobodys() -> None:
    found = given({"X": ("gone", ((MONDAY + 2, 60),))})
    assert found.rows[-1].id == ""
    assert found.rows[-1].planned == 60


def test_somebody_who_never_works_has_a_row_without_time() -> None:
    people = [*PEOPLE, {"id": "di", "working_hours": {}}]
    assert row(planned(people=people), "di").capacity == 0


def test_all_open_work_lies_somewhere() -> None:
    nobody = {key: value for key, value in TODO.items() if key != "assignee"}
    found = planned(weeks=1, tasks=[DOING, {**TODO, "id": "WEB-9"}, nobody])
    assert sum(one.planned + one.later for one in found.rows) == (20 + 20 + 20) * HOUR


def test_nobody_there_is_no_error() -> None:
    assert planned(people=[], tasks=[]).rows == ()
