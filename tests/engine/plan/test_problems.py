"""What is wrong in the facts is named with the way out, and the rest is still planned."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.plan.work import after, dates, planned, task

BUSY = task("X", assignee="ana", estimate_hours=21, priority="urgent")
"""Three days of ana's that go before all else."""


def must(kind: str, day: str, **fields: Any) -> dict[str, Any]:
    """Two days of ana's work that must begin or end on or by a day."""
    return task(
        "A", assignee="ana", estimate_hours=14, constraint={"type": kind, "date": day}, **fields
    )


def test_a_ring_names_exactly_its_tasks() -> None:
    plan = planned(
        task("A", depends_on=after("C")),
        task("B", depends_on=after("A")),
        task("C", depends_on=after("B")),
        task("D", depends_on=after("C")),
        task("E"),
    )
    (ring,) = plan.problems
    assert ring.kind == "cycle"
    assert set(ring.ids) == {"A", "B", "C"}
    assert "worktui unlink" in ring.hint
    assert dates(plan, "D")[0] > dates(plan, "C")[0]
    assert dates(plan, "E") == ("03-02", "03-02")


def test_two_rings_are_two_problems() -> None:
    plan = planned(
        task("A", depends_on=after("B")),
        task("B", depends_on=after("A")),
        task("C", depends_on=after("C")),
    )
    assert [set(each.ids) for each in plan.problems] in (
        [{"A", "B"}, {"C"}],
        [{"C"}, {"A", "B"}],
    )


def test_the_way_out_of_a_ring_takes_a_link_that_is_there() -> None:
    plan = planned(
        task("A", depends_on=after("B")),
        task("B", depends_on=after("C")),
        task("C", depends_on=after("A")),
    )
    _, _, words = plan.problems[0].hint.partition("worktui unlink ")
    waits, head = words.rstrip("`.").split()
    assert {"A": "B", "B": "C", "C": "A"}[waits] == head


def test_a_link_to_nothing_is_named_and_left_out() -> None:
    plan = planned(task("A", depends_on=after("P-99")))
    (problem,) = plan.problems
    assert (problem.kind, problem.ids) == ("unknown_task", ("A",))
    assert "P-99" in problem.text
    assert dates(plan, "A") == ("03-02", "03-02")


def test_a_person_who_left_is_named() -> None:
    plan = planned(task("A", assignee="zed"))
    (problem,) = plan.problems
    assert problem.kind == "person_left"
    assert "@zed" in problem.text


def test_somebody_without_hours_is_told_like_somebody_who_left() -> None:
    plan = planned(task("A", assignee="ana"), people=[{"id": "ana", "hours_per_week": 0}])
    assert [each.kind for each in plan.problems] == ["person_left"]


def test_dates_out_of_order_are_named() -> None:
    plan = planned(task("A", start="2026-03-10", due="2026-03-05"))
    (problem,) = plan.problems
    assert problem.kind == "dates_out_of_order"
    assert "2026-03-05" in problem.text


def test_a_constraint_that_cannot_be_read_is_named() -> None:
    plan = planned(task("A", constraint={"type": "SNET"}), task("B", constraint={"type": "WHEN"}))
    assert [each.kind for each in plan.problems] == ["bad_constraint", "bad_constraint"]


def test_a_calendar_that_is_not_there_is_named() -> None:
    plan = planned(task("A", calendar="moon"))
    assert [each.kind for each in plan.problems] == ["unknown_calendar"]


def test_work_without_an_estimate_counts_for_a_day_and_says_so() -> None:
    plan = planned(task("A", estimate_hours=None, assignee="ana"))
    assert dates(plan, "A") == ("03-02", "03-02")
    assert plan.assumptions == ("1 task without an estimate: a day each",)


def test_a_workspace_without_anything_has_an_empty_plan() -> None:
    plan = planned(projects=[])
    assert not plan.tasks
    assert plan.finish("P") is None


def test_a_century_of_work_still_ends_somewhere() -> None:
    plan = planned(task("A", assignee="ana", estimate_hours=100_000), task("B", assignee="ana"))
    assert plan.tasks["A"].finish > plan.tasks["A"].start
    assert plan.tasks["B"].finish >= plan.tasks["B"].start


def test_what_would_end_beyond_all_planning_is_no_forecast() -> None:
    plan = planned(task("A", duration_days=4_000_000, estimate_hours=None))
    (problem,) = [each for each in plan.problems if each.kind == "beyond"]
    assert problem.ids == ("A",)
    assert "no forecast" in problem.text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("SNLT", "must begin by 2026-03-04 and is planned to begin on 2026-03-05"),
        ("MSO", "must begin on 2026-03-04 and is planned to begin on 2026-03-05"),
        ("FNLT", "must end by 2026-03-04 and is planned to end on 2026-03-06"),
        ("MFO", "must end on 2026-03-04 and is planned to end on 2026-03-06"),
    ],
)
def test_a_constraint_that_cannot_be_kept_is_told_with_both_days(kind: str, said: str) -> None:
    plan = planned(BUSY, must(kind, "2026-03-04"))
    (problem,) = plan.problems
    assert (problem.kind, problem.ids, problem.project) == ("constraint_missed", ("A",), "P")
    assert said in problem.text
    assert problem.hint


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("SNLT", "2026-03-05"),
        ("MSO", "2026-03-05"),
        ("FNLT", "2026-03-06"),
        ("MFO", "2026-03-06"),
        ("SNET", "2026-03-02"),
        ("FNET", "2026-03-02"),
        ("ALAP", "2026-03-02"),
    ],
)
def test_a_constraint_that_is_kept_to_the_day_is_no_problem(kind: str, day: str) -> None:
    plan = planned(BUSY, must(kind, day))
    assert dates(plan, "A") == ("03-05", "03-06")
    assert plan.problems == ()


def test_a_deadline_that_cannot_be_kept_is_told_and_one_kept_to_the_day_is_not() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=14, deadline="2026-03-02"),
        task("B", assignee="bo", estimate_hours=14, deadline="2026-03-03"),
    )
    (problem,) = plan.problems
    assert (problem.kind, problem.ids) == ("deadline_missed", ("A",))
    assert "deadline 2026-03-02 and is planned to end on 2026-03-03" in problem.text


def test_a_missed_constraint_and_a_missed_deadline_are_told_apart() -> None:
    plan = planned(BUSY, must("SNLT", "2026-03-04", deadline="2026-03-05"))
    assert [each.kind for each in plan.problems] == ["constraint_missed", "deadline_missed"]


def test_what_is_done_misses_nothing_any_more() -> None:
    plan = planned(
        must("FNLT", "2026-02-20", deadline="2026-02-20", status="done", actual_finish="2026-02-26")
    )
    assert plan.problems == ()


def test_a_count_that_leaves_all_calendars_does_not_keep_the_rest_from_being_planned() -> None:
    far = {"type": "SNLT", "date": "2026-03-05"}
    plan = planned(task("A", duration_days=4_000_000, constraint=far), task("B"))
    assert "beyond" in {problem.kind for problem in plan.problems}
    assert dates(plan, "B") == ("03-02", "03-02")


def test_a_begun_task_has_kept_the_day_it_must_begin_by() -> None:
    must = {"type": "SNLT", "date": "2026-02-25"}
    begun = task(
        "A", status="doing", actual_start="2026-02-23", remaining_hours=35, constraint=must
    )
    plan = planned(begun)
    assert plan.tasks["A"].slack is None or plan.tasks["A"].slack >= 0
    assert not [problem for problem in plan.problems if problem.kind == "constraint_missed"]


def test_a_task_that_began_too_late_is_not_told_to_begin_earlier() -> None:
    must = {"type": "SNLT", "date": "2026-02-20"}
    plan = planned(task("A", status="doing", actual_start="2026-02-23", constraint=must))
    assert not [problem for problem in plan.problems if problem.kind == "constraint_missed"]


def test_a_day_off_to_begin_by_means_the_working_day_before() -> None:
    must = {"type": "SNLT", "date": "2026-03-07"}  # a saturday
    head = task("A", estimate_hours=35, assignee="ana")
    plan = planned(head, task("B", depends_on=after("A"), constraint=must))
    assert dates(plan, "B") == ("03-09", "03-09")
    assert plan.tasks["B"].slack == -1
    assert [p.kind for p in plan.problems] == ["constraint_missed"]
