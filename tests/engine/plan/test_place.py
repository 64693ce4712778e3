"""Where work lies under people's capacity: links, days off, several tasks on one day, queues."""

from __future__ import annotations

import pytest

from tests.engine.plan.work import after, dates, planned, task


def test_one_person_does_one_thing_after_another() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=14), task("B", assignee="ana", estimate_hours=7)
    )
    assert dates(plan, "A") == ("03-02", "03-03")
    assert dates(plan, "B") == ("03-04", "03-04")
    assert plan.tasks["B"].cause.kind == "person"
    assert plan.tasks["B"].cause.by == "A"


def test_two_people_work_side_by_side() -> None:
    plan = planned(task("A", assignee="ana"), task("B", assignee="bo"))
    assert dates(plan, "A") == dates(plan, "B") == ("03-02", "03-02")


def test_small_tasks_share_a_day() -> None:
    plan = planned(*(task(id, assignee="ana", estimate_hours=2) for id in "ABCD"))
    assert [dates(plan, id)[1] for id in "ABCD"] == ["03-02", "03-02", "03-02", "03-03"]


def test_a_link_waits_for_the_next_working_day() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=35),
        task("B", assignee="bo", depends_on=after("A")),
    )
    assert dates(plan, "A") == ("03-02", "03-06")
    assert dates(plan, "B") == ("03-09", "03-09")
    assert plan.tasks["B"].cause.kind == "link"


@pytest.mark.parametrize(
    ("link", "first"),
    [
        ({"lag_days": 2}, "03-05"),
        ({"lag_days": -1}, "03-02"),
        ({"type": "SS", "lag_days": 3}, "03-05"),
        ({"type": "FF"}, "03-02"),
        ({"lag_days": 7, "elapsed": True}, "03-10"),
    ],
)
def test_lags_are_counted_on_the_days_of_the_one_that_waits(
    link: dict[str, object], first: str
) -> None:
    plan = planned(
        task("A", assignee="ana"), task("B", assignee="bo", depends_on=after("A", **link))
    )
    assert dates(plan, "B")[0] == first


def test_a_finish_link_holds_the_end_back() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=21),
        task("B", assignee="bo", depends_on=after("A", type="FF", lag_days=1)),
    )
    assert dates(plan, "B") == ("03-05", "03-05")


def test_work_runs_across_an_absence() -> None:
    people = [{"id": "ana", "away": [["2026-03-03", "2026-03-05"]]}]
    plan = planned(task("A", assignee="ana", estimate_hours=14), people=people)
    assert dates(plan, "A") == ("03-02", "03-06")


def test_part_time_takes_longer() -> None:
    people = [{"id": "ana", "hours_per_week": 17.5}]
    plan = planned(task("A", assignee="ana", estimate_hours=14), people=people)
    assert dates(plan, "A") == ("03-02", "03-05")


def test_a_holiday_is_skipped_and_an_extra_day_is_worked() -> None:
    settings = {"holidays": ["2026-03-03"], "extra_days": ["2026-03-07"]}
    plan = planned(task("A", assignee="ana", estimate_hours=35), settings=settings)
    assert dates(plan, "A") == ("03-02", "03-07")


def test_a_task_may_have_a_calendar_of_its_own() -> None:
    plan = planned(task("A", assignee="ana", estimate_hours=14, calendar="tue,thu"))
    assert dates(plan, "A") == ("03-03", "03-05")


def test_what_is_nobodys_takes_nobodys_time() -> None:
    plan = planned(task("A"), task("B"))
    assert dates(plan, "A") == dates(plan, "B") == ("03-02", "03-02")
    assert plan.assumptions == ("2 tasks with nobody: as if someone began in time",)


def test_the_promised_one_goes_first() -> None:
    plan = planned(
        task("A", assignee="ana"),
        task("B", assignee="ana", milestone="M"),
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-02"}],
    )
    assert dates(plan, "B") == ("03-02", "03-02")
    assert plan.milestones["M"].slack == 0
    assert plan.milestones["M"].chain == ("B",)


def test_a_start_somebody_set_is_kept() -> None:
    plan = planned(task("A", assignee="ana", start="2026-03-10"), task("B", assignee="ana"))
    assert dates(plan, "A") == ("03-10", "03-10")
    assert dates(plan, "B") == ("03-02", "03-02")
    assert plan.tasks["A"].cause.kind == "date"


def test_begun_work_keeps_its_start_and_goes_on_today() -> None:
    plan = planned(
        task("A", assignee="ana", status="doing", actual_start="2026-02-26", remaining_hours=9)
    )
    assert dates(plan, "A") == ("02-26", "03-03")


def test_time_spent_is_taken_off_the_estimate_of_begun_work() -> None:
    plan = planned(
        task("A", assignee="ana", status="doing", actual_start="2026-02-26", estimate_hours=14),
        time=[{"task": "A", "person": "ana", "day": "2026-02-26", "hours": 7}],
    )
    assert dates(plan, "A")[1] == "03-02"


def test_a_milestone_ends_with_its_last_task_and_names_its_chain() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=14, milestone="M"),
        task("B", assignee="bo", milestone="M", depends_on=after("A")),
        task("C", assignee="bo", milestone="M"),
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-03"}],
    )
    beta = plan.milestones["M"]
    assert beta.forecast is not None
    assert beta.chain == ("A", "B")
    assert beta.slack == -1
    assert plan.tasks["A"].slack == -1
    assert plan.tasks["A"].on_chain
    assert plan.tasks["C"].slack == 0  # a day of room before B, which is a day late
    assert not plan.tasks["C"].on_chain


def test_slack_passes_back_over_the_queue_of_a_person() -> None:
    plan = planned(
        task("A", assignee="ana"),
        task("B", assignee="ana", milestone="M", priority="low"),
        task("X", assignee="ana", priority="urgent"),
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-03"}],
    )
    assert dates(plan, "X") == ("03-02", "03-02")
    assert dates(plan, "B") == ("03-03", "03-03")
    assert plan.tasks["X"].slack == 0


@pytest.mark.parametrize(
    ("kind", "first", "slack"),
    [("SNLT", "03-02", 4), ("FNLT", "03-02", 3), ("MSO", "03-06", 0), ("MFO", "03-05", 0)],
)
def test_what_must_begin_or_end_by_a_day_has_slack_until_then(
    kind: str, first: str, slack: int
) -> None:
    plan = planned(
        task(
            "A",
            assignee="ana",
            estimate_hours=14,
            constraint={"type": kind, "date": "2026-03-06"},
        ),
        task("Z", assignee="bo", estimate_hours=140),  # the project itself ends far later
    )
    assert dates(plan, "A")[0] == first
    assert plan.tasks["A"].slack == slack


@pytest.mark.parametrize(("kind", "slack"), [("SNLT", -2), ("FNLT", -3)])
def test_what_misses_its_day_has_so_little_slack_and_so_has_what_it_waits_for(
    kind: str, slack: int
) -> None:
    plan = planned(
        task("X", assignee="bo", estimate_hours=21),
        task(
            "A",
            assignee="ana",
            estimate_hours=14,
            depends_on=after("X"),
            constraint={"type": kind, "date": "2026-03-03"},
        ),
    )
    assert dates(plan, "A") == ("03-05", "03-06")
    assert plan.tasks["A"].slack == plan.tasks["X"].slack == slack


@pytest.mark.parametrize("kind", ["SNLT", "FNLT", "MSO", "MFO"])
def test_what_must_begin_or_end_by_a_day_goes_first_for_it(kind: str) -> None:
    plan = planned(
        task("A", assignee="ana", due="2026-03-04"),
        task("B", assignee="ana", constraint={"type": kind, "date": "2026-03-02"}),
    )
    assert dates(plan, "B") == ("03-02", "03-02")
    assert dates(plan, "A") == ("03-03", "03-03")


def test_a_task_may_wait_for_a_whole_milestone() -> None:
    plan = planned(
        task("A", assignee="ana", milestone="M", estimate_hours=14),
        task("B", assignee="bo", depends_on=after("M")),
        milestones=[{"id": "M", "project": "P", "name": "Beta"}],
    )
    assert dates(plan, "B")[0] == "03-04"


def test_an_event_without_work_lies_on_the_day_its_last_task_ends() -> None:
    plan = planned(
        task("A", assignee="ana", estimate_hours=35),
        task("E", duration_days=0, estimate_hours=None, depends_on=after("A")),
        task("B", assignee="bo", depends_on=after("E")),
    )
    assert dates(plan, "E") == ("03-06", "03-06")
    assert dates(plan, "B")[0] == "03-09"


def test_other_projects_of_a_person_count() -> None:
    plan = planned(
        task("A", assignee="ana", project="Q", due="2026-03-02"),
        task("B", assignee="ana", milestone="M"),
        projects=[{"id": "P"}, {"id": "Q"}],
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-20"}],
    )
    assert dates(plan, "B") == ("03-03", "03-03")


def test_the_spread_adds_up_to_the_work() -> None:
    plan = planned(task("A", assignee="ana", estimate_hours=16), task("B", assignee="ana"))
    assert sum(minutes for _day, minutes in plan.spread["A"][1]) == 16 * 60
    by_day: dict[int, int] = {}
    for _person, taken in plan.spread.values():
        for day, minutes in taken:
            by_day[day] = by_day.get(day, 0) + minutes
    assert max(by_day.values()) <= 7 * 60
