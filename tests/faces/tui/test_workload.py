"""The team's week by day: the same sums as `worktui people`, and what makes them up."""

from __future__ import annotations

import pytest

from tests.faces.tui.inbox_stage import NOW, Stage, shown, stage
from worktui.app.outlook import outlook
from worktui.app.views.people import people_view
from worktui.app.views.workload import WorkloadView, workload
from worktui.domain.actions import parse
from worktui.faces.tui.screens.task import TaskPage


def view(here: Stage, week: int = 0) -> WorkloadView:
    return workload(outlook(here[0].snapshot(), NOW), week)


def test_the_sums_are_those_of_people_and_the_days_add_up_to_them() -> None:
    here = stage()
    people = people_view(outlook(here[0].snapshot(), NOW).load(3))
    for week in range(3):
        for mine, theirs in zip(view(here, week).people, people.rows, strict=True):
            assert mine.week == theirs.cells[week]
            assert sum(day.planned for day in mine.days) == pytest.approx(
                mine.week.planned, abs=0.3
            )
            assert sum(row.hours for row in mine.work) == pytest.approx(mine.week.planned, abs=0.3)


def test_days_that_have_gone_show_what_was_booked() -> None:
    here = stage()
    here[0].clock.set(NOW.replace(day=25))  # type: ignore[attr-defined]
    here[0].do([parse({"type": "log_time", "task": "WEB-1", "hours": 5, "day": "2026-11-24"})])
    seen = workload(outlook(here[0].snapshot(), NOW.replace(day=25)))
    ana = seen.people[0]
    assert [(day.planned, day.state) for day in ana.days[:2]] == [(0, "past"), (5, "past")]
    assert seen.today == 2


def test_more_than_a_day_has_is_said_and_nobodys_work_stands_last() -> None:
    here = stage()
    here[0].do(
        [parse({"type": "create_task", "title": "Nobody's", "estimate_hours": 3, "project": "WEB"})]
    )
    seen = view(here)
    assert seen.people[-1].id == ""
    assert any("nobody's" in line for line in seen.lines)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_the_team_is_shown_opened_and_left(size: tuple[int, int]) -> None:
    async with shown(stage(), "today", size) as hands:
        await hands.press("W")
        seen = hands.seen()
        assert "week of 23 Nov" in seen
        assert "35 of 35" in seen
        assert "@bo" in seen
        await hands.press("enter", "j", "enter")
        assert isinstance(hands.app.screen, TaskPage)
        await hands.press("escape", "escape", "escape")
        assert hands.app.screen.place == "today"  # type: ignore[attr-defined]


async def test_weeks_are_turned_and_their_day_is_opened() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("colon")
        await hands.type("workload")
        await hands.press("enter", "n")
        assert "week of 30 Nov" in hands.seen()
        await hands.press("p", "p")
        assert "This is this week" in hands.seen()
        await hands.press("j", "at")
        await hands.settle()
        assert "Next for Bo Lind" in hands.seen()
        await hands.press("escape")
        assert "Next for" not in hands.seen()


async def test_without_a_team_it_says_how_to_begin_one() -> None:
    here = stage()
    from worktui.domain.change import Actor, Change, Edit

    work = here[0].snapshot()
    gone = tuple(Edit("people", doc["id"], dict(doc), None) for doc in work.all("people"))
    here[0].store.commit(lambda _: Change(gone, "gone"), Actor("ana"), ts=NOW)
    async with shown(here, "board", (80, 24), ascii=True, theme="ansi") as hands:
        await hands.press("W")
        assert "Nobody is in the team yet" in hands.seen()
