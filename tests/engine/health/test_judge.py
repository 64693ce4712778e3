"""Health by stored facts: each word, the rule that proves it, what blocks, what is fragile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.plan.work import COLUMNS, MONDAY, after, task, work
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.forecast import simulate
from worktui.engine.health import Health, judge
from worktui.engine.plan import Grid, planned, read_plan


def beta(*tasks: dict[str, Any], today: date = MONDAY, sure: bool = True, **stone: Any) -> Health:
    """The health of milestone M over these tasks."""
    milestone = {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-20", **stone}
    people = [{"id": "ana", "rate": "80"}, {"id": "bo"}]
    snapshot = work(*tasks, milestones=[milestone], people=people)
    grid = Grid(read_plan(snapshot, today))
    found = simulate(grid, samples=200, seed=1) if sure else None
    return judge(planned(grid), found, snapshot, today, grid=grid).milestones["M"]


def mine(id: str = "A", **fields: Any) -> dict[str, Any]:
    """A task of the milestone in ana's hands."""
    return task(id, **{"assignee": "ana", "milestone": "M", **fields})


def rules(health: Health) -> list[str]:
    return [reason.rule for reason in health.why]


@pytest.mark.parametrize(
    ("tasks", "stone", "state", "rule"),
    [
        ([mine(status="done")], {}, "done", "all_done"),
        ([mine()], {"due": "2026-02-27"}, "late", "past_due"),
        ([mine(estimate_hours=70)], {"due": "2026-03-09"}, "off_track", "forecast_after_due"),
        ([mine(estimate_hours=35)], {"due": "2026-03-06"}, "at_risk", "p80_after_due"),
        ([mine()], {}, "on_track", None),
        ([mine()], {"due": None}, "unknown", "no_due"),
        ([], {}, "unknown", "no_tasks"),
        ([mine(blocked="waits for the printer")], {}, "at_risk", "driving_task_blocked"),
        ([mine(assignee=None)], {}, "at_risk", "driving_task_unowned"),
        ([mine(estimate_hours=None)], {}, "unknown", "unestimated"),
    ],
)
def test_each_word_has_its_rule(
    tasks: list[dict[str, Any]], stone: dict[str, Any], state: str, rule: str | None
) -> None:
    health = beta(*tasks, **stone)
    assert health.derived == state
    assert rule is None or rule in rules(health)
    assert all(reason.text for reason in health.why)


def test_off_track_says_by_how_much_and_what_drives_it() -> None:
    health = beta(
        mine(estimate_hours=35), mine("B", assignee="bo", estimate_hours=35, depends_on=after("A")),
        due="2026-03-11",
    )  # fmt: skip
    text = health.why[0].text
    assert "2 working days" in text or "3 working days" in text
    assert text.index("A") < text.rindex("B")
    assert health.why[0].tasks == ("A", "B")


def test_a_day_that_is_just_kept_belongs_to_the_better_word() -> None:
    assert beta(mine(estimate_hours=35), due="2026-03-06", sure=False).derived != "off_track"
    assert beta(mine(estimate_hours=36), due="2026-03-06", sure=False).derived == "off_track"


def test_without_a_simulation_nothing_is_said_of_p80() -> None:
    health = beta(mine(estimate_hours=35), due="2026-03-06", sure=False)
    assert health.p80 is None
    assert "p80_after_due" not in rules(health)


def test_a_persons_word_stands_beside_the_derived_one_until_its_day() -> None:
    word = {"health": "on_track", "reason": "bo has the part", "until": "2026-03-04", "by": "ana"}
    long = mine(estimate_hours=70)
    health = beta(long, due="2026-03-09", override=word)
    assert (health.state, health.derived) == ("on_track", "off_track")
    assert health.override is not None
    assert (health.override.by, health.override.reason) == ("ana", "bo has the part")
    later = beta(long, due="2026-03-09", override=word, today=date(2026, 3, 5))
    assert later.state == later.derived
    assert later.override is None


def test_blockers_stand_in_the_order_of_the_days_they_would_give() -> None:
    snapshot = work(
        mine("A", estimate_hours=35, blocked="waits for parts"),
        mine("B", assignee="bo", estimate_hours=14, depends_on=after("A"), due="2026-02-27"),
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-06"}],
    )
    grid = Grid(read_plan(snapshot, MONDAY))
    found = judge(planned(grid), None, snapshot, MONDAY, grid=grid).projects["P"].blockers
    assert found[0].task == "A"
    assert [each.gains for each in found] == sorted((each.gains for each in found), reverse=True)
    assert found[0].gains == 4
    assert "B" in found[0].holds


def test_one_person_on_most_of_the_chain_is_fragile() -> None:
    snapshot = work(
        *(mine(f"A{n}", depends_on=after(f"A{n - 1}") if n else None) for n in range(4)),
        milestones=[{"id": "M", "project": "P", "name": "Beta", "due": "2026-03-06"}],
    )
    grid = Grid(read_plan(snapshot, MONDAY))
    found = judge(planned(grid), None, snapshot, MONDAY, grid=grid).projects["P"].fragile
    assert any(reason.rule == "one_person" and "ana" in reason.text for reason in found)


def test_days_in_hand_that_shrink_are_a_risk() -> None:
    def read(day: str, slack: int) -> dict[str, Any]:
        return {"id": f"M@{day}", "milestone": "M", "day": day, "slack": slack,
                "health": "on_track", "forecast": "2026-03-10"}  # fmt: skip

    readings = [read("2026-02-26", 9), read("2026-02-27", 6), read("2026-03-01", 4)]
    tables: dict[str, Any] = {
        "columns": COLUMNS,
        "people": {"ana": {"id": "ana"}},
        "projects": {"P": {"id": "P"}},
        "milestones": {"M": {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-10"}},
        "tasks": {"A": mine(estimate_hours=35)},
        "readings": {each["id"]: each for each in readings},
    }
    snapshot = MappingSnapshot(tables)
    grid = Grid(read_plan(snapshot, MONDAY))
    health = judge(planned(grid), None, snapshot, MONDAY, grid=grid).milestones["M"]
    assert "buffer_gone" in rules(health)


@given(
    hours=st.lists(st.integers(1, 60), min_size=1, max_size=6),
    due=st.integers(1, 28),
    kinds=st.lists(st.sampled_from(["todo", "doing", "done"]), min_size=6, max_size=6),
)
def test_health_is_a_pure_function_of_facts_and_agrees_with_the_plan(
    hours: list[int], due: int, kinds: list[str]
) -> None:
    tasks = [mine(f"T{n}", estimate_hours=size, status=kinds[n]) for n, size in enumerate(hours)]
    one = beta(*tasks, due=f"2026-03-{due:02}", sure=False)
    assert one == beta(*tasks, due=f"2026-03-{due:02}", sure=False)
    if one.derived == "off_track":
        assert one.forecast is not None
        assert one.due is not None
        assert one.forecast > one.due
    if one.derived in ("on_track", "at_risk"):
        assert one.slack is not None
        assert one.slack >= 0
