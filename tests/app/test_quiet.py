"""Ticks with nothing to do cost nothing, and none is left out that would have found something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.conftest import NOW, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.inbox import Inbox
from worktui.app.promise_proofs import made_tasks
from worktui.app.promises import Overheard, overhear
from worktui.app.quiet import SOON, is_quiet
from worktui.app.tick import tick
from worktui.domain.change import Entry
from worktui.wiring import intake


def settled(desk: Desk) -> None:
    while tick(desk).entry is not None:
        pass


def test_while_nothing_happens_nothing_is_looked_through(
    desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(desk)
    looks: list[Desk] = []

    def heard(one: Desk) -> Overheard:
        looks.append(one)
        return overhear(one)

    monkeypatch.setattr("worktui.app.tick.overhear", heard)
    for _ in range(4):
        clock.set(clock.now() + timedelta(minutes=1))
        tick(desk)
    assert not looks
    clock.set(clock.now() + SOON)
    tick(desk)
    assert len(looks) == 1


def test_whatever_is_written_ends_the_quiet(desk: Desk) -> None:
    settled(desk)
    assert is_quiet(desk)
    assert not is_quiet(Desk(desk.store, desk.clock, "bo"))
    desk.do([act("create_task", title="Links", project="WEB")])
    assert not is_quiet(desk)


@pytest.mark.parametrize("minutes", [1, 3])
def test_a_moment_that_somebody_set_is_kept_to_the_minute(
    desk: Desk, clock: FixedClock, minutes: int
) -> None:
    at = NOW + timedelta(minutes=minutes)
    desk.do([act("set_reminder", at=at.isoformat(), about="call Iva")])
    settled(desk)
    clock.set(at - timedelta(seconds=1))
    assert tick(desk).entry is None
    clock.set(at)
    assert "call Iva" in tick(desk).text


def test_a_snooze_and_a_hold_end_in_time(desk: Desk, clock: FixedClock) -> None:
    ends = (NOW + timedelta(minutes=2)).isoformat()

    def fill(draft: Draft) -> None:
        snoozed = {"state": "snoozed", "snoozed_until": ends, "title": "x", "actions": []}
        draft.create("suggestions", {"id": "S-1", "dedupe_key": "a", **snoozed})
        draft.create("bookings", {"id": "BK-9", "status": "hold", "until": ends})

    desk.commit(fill)
    settled(desk)
    clock.set(NOW + timedelta(minutes=1))
    assert is_quiet(desk)
    clock.set(NOW + timedelta(minutes=2))
    tick(desk)
    assert (desk.snapshot().get("suggestions", "S-1") or {})["state"] == "proposed"
    assert (desk.snapshot().get("bookings", "BK-9") or {})["status"] == "cancelled"


def test_the_log_is_read_once_for_a_promise_that_no_task_was_made_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Inbox(desk, intake)
    text = "Hello Ana,\n\nI'll send you the texts by Friday. Please pay the invoice.\n\nIva"
    head = "From: Iva <iva@novak.example>\nTo: ana@acme.example\nMessage-ID: <1@x>\n"
    (made, *_) = box.sense(f"{head}Subject: News\n\n{text}\n".encode(), "eml").suggestions
    box.apply(made["id"])
    settled(desk)
    reads: list[int] = []
    real = desk.store.entry

    def entry(seq: int) -> Entry | None:
        reads.append(seq)
        return real(seq)

    monkeypatch.setattr(desk.store, "entry", entry)
    assert desk.snapshot().count("promises") == 1
    made_tasks(desk.snapshot(), desk.store)
    assert reads == []
