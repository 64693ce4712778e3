"""Undo of what was told outside: the letter it sends is shown, and only S goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.faces.tui.inbox_stage import Stage, shown, stage
from worktui.app.clock import FixedClock
from worktui.app.outbox import deliver
from worktui.app.ports import Outcome
from worktui.domain.actions import parse
from worktui.domain.change import Doc


class Post:
    """Everything arrives."""

    leaves = True

    def deliver(self, due: Sequence[Doc], now: datetime) -> list[Outcome]:
        return [
            Outcome(doc["id"], {"state": "sent", "sent_at": now.isoformat()}, "") for doc in due
        ]


def told() -> Stage:
    """A booking whose invitation has left."""
    here = stage()
    desk = here[0]
    desk.do([parse({"type": "book_slot", "event_type": "intro", "invitee": "iva@novak.example",
                    "start": "2026-11-26T14:00:00+01:00"})])  # fmt: skip
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(clock.now() + timedelta(seconds=20))
    deliver(desk, Post())
    return here


async def test_u_shows_what_undoing_would_send_and_only_capital_s_goes_on() -> None:
    here = told()
    desk = here[0]
    async with shown(here, "board") as hands:
        await hands.press("u")
        assert "iva@novak.example" in hands.seen()
        assert "Cancelled: Intro call" in hands.seen()
        await hands.press("u", "enter", "escape")
        assert (desk.snapshot().get("bookings", "BK-1") or {})["status"] == "confirmed"
        await hands.press("u", "S")
        assert (desk.snapshot().get("bookings", "BK-1") or {})["status"] == "cancelled"
        methods = [doc["ics"]["method"] for doc in desk.snapshot().all("outbox") if doc.get("ics")]
        assert methods == ["REQUEST", "CANCEL"]


async def test_what_stays_here_is_undone_and_redone_at_once() -> None:
    here = stage()
    desk = here[0]
    desk.do([parse({"type": "move_task", "task": "WEB-7", "to": "doing"})])
    async with shown(here, "board") as hands:
        await hands.press("u")
        assert (desk.snapshot().get("tasks", "WEB-7") or {})["status"] == "todo"
        await hands.press("U")
        assert (desk.snapshot().get("tasks", "WEB-7") or {})["status"] == "doing"
        await hands.press("u", "U", "U")
        assert "nothing to redo" in hands.seen()


async def test_a_message_that_has_left_cannot_be_unsaid() -> None:
    here = stage()
    desk = here[0]
    desk.do([parse({"type": "send_message", "to": "iva@novak.example", "body": "Hello"})])
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(clock.now() + timedelta(seconds=20))
    deliver(desk, Post())
    async with shown(here, "board") as hands:
        await hands.press("u")
        assert "cannot be unsaid" in hands.seen()
