"""Events of a calendar: what happens to one occurrence of a series, and to all of it."""

from __future__ import annotations

from typing import Any

import pytest

from worktui.app.desk import Desk
from worktui.app.plans.meetings import slot_work
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_instant
from worktui.engine.slots import busy_between

WEDNESDAY = "2026-03-11T09:00:00+01:00"
SERIES = {
    "uid": "standup@x",
    "summary": "Stand-up",
    "start": "2026-03-04T09:00:00+01:00",
    "end": "2026-03-04T09:15:00+01:00",
    "rrule": "FREQ=WEEKLY;BYDAY=WE",
    "person": "ana",
}


@pytest.fixture
def standup(desk: Desk) -> Desk:
    do(desk, "create_event", **SERIES)
    return desk


def do(desk: Desk, type: str, **fields: Any) -> None:
    desk.do([parse({"type": type, **fields})])


def busy(desk: Desk, first: str = "2026-03-05", last: str = "2026-03-20") -> list[str]:
    low, high = (parse_instant(f"{day}T00:00:00+01:00") for day in (first, last))
    found = busy_between(slot_work(desk.snapshot()), "ana", low, high)
    return [f"{item.start:%d %H:%M} {item.title}" for item in found]


def test_one_occurrence_that_gets_another_name_stays_at_its_own_time(standup: Desk) -> None:
    do(
        standup,
        "update_event",
        uid="standup@x",
        scope="one",
        recurrence_id=WEDNESDAY,
        summary="Demo",
    )
    assert busy(standup) == ["11 08:00 Demo", "18 08:00 Stand-up"]


def test_one_occurrence_moves_to_another_day_at_the_same_time(standup: Desk) -> None:
    fields = {"uid": "standup@x", "scope": "one", "recurrence_id": WEDNESDAY}
    do(standup, "update_event", **fields, date="2026-03-12")
    assert busy(standup) == ["12 08:00 Stand-up", "18 08:00 Stand-up"]


def test_an_occurrence_that_was_moved_can_be_moved_again_and_taken_off(standup: Desk) -> None:
    fields = {"uid": "standup@x", "scope": "one", "recurrence_id": WEDNESDAY}
    do(standup, "update_event", **fields, start="2026-03-12T10:00:00+01:00")
    do(
        standup,
        "update_event",
        **{**fields, "recurrence_id": "2026-03-11T08:00:00+00:00"},
        summary="Demo",
    )
    assert busy(standup) == ["12 09:00 Demo", "18 08:00 Stand-up"]
    do(standup, "cancel_event", **fields)
    assert busy(standup) == ["18 08:00 Stand-up"]


def test_a_series_that_is_cancelled_takes_its_moved_occurrences_along(standup: Desk) -> None:
    fields = {"uid": "standup@x", "scope": "one", "recurrence_id": WEDNESDAY}
    do(standup, "update_event", **fields, start="2026-03-12T10:00:00+01:00")
    do(standup, "cancel_event", uid="standup@x")
    assert busy(standup) == []
    standup.undo()
    assert busy(standup) == ["12 09:00 Stand-up", "18 08:00 Stand-up"]


def test_one_occurrence_without_its_moment_never_means_the_whole_series(standup: Desk) -> None:
    for type in ("update_event", "cancel_event"):
        with pytest.raises(BadInput, match="Which time"):
            do(standup, type, uid="standup@x", scope="one")
    assert len(busy(standup)) == 2


def test_an_event_that_gets_another_day_only_keeps_its_time(desk: Desk) -> None:
    day = {"start": "2026-03-05T14:00:00+01:00", "end": "2026-03-05T15:00:00+01:00"}
    do(desk, "create_event", uid="u1", summary="Review", person="ana", **day)
    do(desk, "update_event", uid="u1", date="2026-03-06")
    assert busy(desk) == ["06 13:00 Review"]


def test_me_is_whoever_acts_and_not_whose_workspace_it_is(desk: Desk) -> None:
    from worktui.app.desk import Desk as Other

    bo = Other(desk.store, desk.clock, "bo", "cli")
    id = bo.do([parse({"type": "create_task", "title": "Mine", "assignee": "me"})]).ids[0]
    assert (bo.snapshot().get("tasks", id) or {})["assignee"] == "bo"
