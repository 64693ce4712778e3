"""What time alone brings about: holds end, what sleeps wakes, what is past expires."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.tick import tick
from worktui.domain.actions import parse
from worktui.domain.errors import Refused

START = "2026-03-06T10:00:00+01:00"


def after(clock: FixedClock, **length: float) -> None:
    clock.set(NOW + timedelta(**length))


def waiting(desk: Desk, **fields: Any) -> None:
    """A suggestion that waits for a decision."""
    doc = {"id": "S-1", "title": "x", "state": "proposed", "actions": [], **fields}
    desk.commit(lambda draft: draft.create("suggestions", doc))


def state(desk: Desk) -> str:
    return str((desk.snapshot().get("suggestions", "S-1") or {})["state"])


def test_a_hold_keeps_its_slot_until_it_ends(desk: Desk, clock: FixedClock) -> None:
    slot = {"event_type": "intro", "start": START}
    until = (NOW + timedelta(minutes=20)).isoformat()
    desk.do([parse({"type": "hold_slot", **slot, "until": until})])
    book = parse({"type": "book_slot", **slot, "invitee": "iva@novak.example"})
    with pytest.raises(Refused):
        desk.do([book])
    after(clock, minutes=20)
    tick(desk)
    assert (desk.snapshot().get("bookings", "BK-1") or {})["status"] == "cancelled"
    assert desk.do([book]).ids == ("BK-2",)


def test_what_sleeps_wakes_at_its_moment_and_not_before(desk: Desk, clock: FixedClock) -> None:
    waiting(desk, state="snoozed", snoozed_until=(NOW + timedelta(hours=1)).isoformat())
    tick(desk)
    assert state(desk) == "snoozed"
    after(clock, hours=1)
    tick(desk)
    assert state(desk) == "proposed"


def test_what_nobody_decided_in_time_expires(desk: Desk, clock: FixedClock) -> None:
    waiting(desk, expires_at=(NOW + timedelta(days=1)).isoformat())
    after(clock, days=1)
    tick(desk)
    assert state(desk) == "expired"


def test_a_second_tick_writes_nothing(desk: Desk, clock: FixedClock) -> None:
    waiting(desk, expires_at=(NOW + timedelta(days=1)).isoformat())
    after(clock, days=1)
    assert tick(desk).entry is not None
    assert tick(desk).entry is None


def test_what_time_brought_about_is_nobodys_to_undo(desk: Desk, clock: FixedClock) -> None:
    waiting(desk, expires_at=(NOW + timedelta(days=1)).isoformat())
    after(clock, days=1)
    entry = tick(desk).entry
    assert entry is not None
    with pytest.raises(Refused, match="by itself"):
        desk.undo(entry.seq)


@pytest.mark.parametrize("asleep", [False, True])
def test_a_way_out_of_a_milestone_that_is_gone_is_closed_even_if_it_was_the_last(
    desk: Desk, *, asleep: bool
) -> None:
    until = {"state": "snoozed", "snoozed_until": (NOW + timedelta(days=9)).isoformat()}
    waiting(
        desk,
        origin="plan",
        dedupe_key="rescue|WEB-M1|off_track|2026-W11",
        **(until if asleep else {}),
    )
    assert not desk.snapshot().count("milestones")
    tick(desk)
    assert state(desk) == "superseded"
    assert tick(desk).entry is None


def test_what_is_no_way_out_is_left_open_without_milestones(desk: Desk) -> None:
    waiting(desk, origin="state", dedupe_key="rescue|WEB-M1|off_track|2026-W11")
    tick(desk)
    assert state(desk) == "proposed"


def test_what_the_work_no_longer_calls_for_is_taken_back(desk: Desk, clock: FixedClock) -> None:
    desk.do([act("create_task", title="Sketch", due="2026-03-06", assignee="bo")])
    desk.do([act("move_task", task="T-1", to="doing")])
    clock.set(clock.now() + timedelta(days=7))
    tick(desk)
    [late] = [
        d for d in desk.snapshot().all("suggestions") if d["dedupe_key"].startswith("overdue|T-1")
    ]
    assert late["state"] == "proposed"
    desk.do([act("update_task", task="T-1", due="2026-04-30")])
    tick(desk)
    assert (desk.snapshot().get("suggestions", late["id"]) or {})["state"] == "withdrawn"
