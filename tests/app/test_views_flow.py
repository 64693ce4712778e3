"""The course of the work and of money by day, and what moves between two plans."""

from __future__ import annotations

from datetime import date

from tests.engine.plan.work import MONDAY, after, planned, task, work
from worktui.app.views.flow import flow, money_flow
from worktui.app.views.ghosts import ghosts
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.budget import budget
from worktui.engine.plan import Planned

TODAY = MONDAY.toordinal()


def test_work_counts_as_done_on_its_last_day_and_as_begun_on_its_first() -> None:
    plan = planned(
        task("A", status="done", actual_start="2026-02-23", actual_finish="2026-02-25"),
        task("B", status="doing", assignee="ana", actual_start="2026-02-26", estimate_hours=14),
        task("C", assignee="bo"),
    )
    seen = flow(plan, "P")
    assert seen.from_day == date(2026, 2, 23).toordinal()
    assert seen.scope == 28
    assert dict(seen.begun)[date(2026, 2, 26).toordinal()] == 21
    assert seen.done[-1] == (TODAY, 7)
    assert seen.begun[-1] == (TODAY, 21)


def test_what_lies_ahead_goes_on_from_what_is_done_up_to_the_whole_scope() -> None:
    plan = planned(
        task("A", status="done", actual_finish="2026-02-25"),
        task("B", assignee="ana"),
        task("C", assignee="ana"),
    )
    seen = flow(plan, "P")
    assert seen.ahead[0] == (TODAY, 7)
    assert [value for _, value in seen.ahead] == [7, 14, 21]
    assert seen.ahead[-1] == (plan.tasks["C"].finish, seen.scope)


def test_a_milestone_has_a_course_of_its_own() -> None:
    stone = {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-06"}
    plan = planned(task("A", milestone="M"), task("B"), milestones=[stone])
    assert flow(plan, "P", "M").scope == 7
    assert flow(plan, "P").scope == 14


def test_nothing_at_all_is_an_empty_course_and_no_error() -> None:
    seen = flow(planned(), "P")
    assert (seen.scope, seen.done, seen.begun) == (0, ((TODAY, 0.0),), ((TODAY, 0.0),))


def test_money_stops_at_today_for_what_has_been_and_goes_on_as_planned() -> None:
    rows = [{"task": "A", "start": "2026-03-02", "finish": "2026-03-20", "budget": "1000"}]
    base = work(task("A", assignee="ana", status="doing", actual_start="2026-03-02"))
    tables = {name: {d["id"]: d for d in base.all(name)} for name in
              ("settings", "columns", "people", "projects", "milestones", "tasks")}  # fmt: skip
    tables["baselines"] = {"BL-1": {"id": "BL-1", "project": "P", "taken": "2026-03-02",
                                    "tasks": rows}}  # fmt: skip
    tables["costs"] = {"CO-1": {"id": "CO-1", "project": "P", "amount": "120",
                                "day": "2026-03-03", "what": "photos"}}  # fmt: skip
    today = date(2026, 3, 11)
    seen = money_flow(budget(MappingSnapshot(tables), "P", today))
    assert seen.today == today.toordinal()
    assert seen.spent[-1][1] == 120
    assert max(day for day, _ in seen.spent) <= today.toordinal()
    assert max(day for day, _ in seen.planned) > today.toordinal()
    assert [value for _, value in seen.planned] == sorted(value for _, value in seen.planned)


def test_ghosts_name_what_a_step_moves_first_and_what_follows_after_it() -> None:
    stone = {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-03"}

    def plan(who: str) -> Planned:
        return planned(
            task("A", assignee="ana", estimate_hours=21, priority="urgent", milestone="M"),
            task("B", assignee=who, milestone="M"),
            task("C", assignee="cy", depends_on=after("B"), milestone="M"),
            task("D", assignee="bo", status="done", milestone="M"),
            milestones=[stone],
            people=[{"id": "ana"}, {"id": "bo"}, {"id": "cy"}],
        )

    seen = ghosts(plan("ana"), plan("bo"), "M", {"B"})
    assert [row.id for row in seen.rows] == ["B", "C"]
    moved = seen.rows[0]
    assert (moved.was_who, moved.who, moved.stepped) == ("ana", "bo", True)
    assert moved.now < moved.was
    assert seen.was is not None
    assert seen.now is not None
    assert seen.now < seen.was
    assert seen.due == date(2026, 3, 3).toordinal()
    assert seen.span[0] == TODAY
    assert seen.span[1] >= seen.was


def test_the_same_plan_twice_has_no_ghosts() -> None:
    plan = planned(task("A", assignee="ana"))
    assert ghosts(plan, plan, "M", set()).rows == ()
