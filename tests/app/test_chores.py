"""What the running app does by itself: holds end, letters leave when their ten seconds are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.app.conftest import act
from worktui.app.chores import ROLE, Chores
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.ports import Outcome
from worktui.domain.change import Doc

START = "2026-03-05T14:00:00+01:00"


class Post:
    """A courier that takes everything."""

    leaves = True
    made = 0

    def __init__(self) -> None:
        Post.made += 1

    def deliver(self, due: list[Doc], now: datetime) -> list[Outcome]:
        return [Outcome(doc["id"], {"state": "sent", "attempts": 1}, "sent") for doc in due]


def test_a_letter_leaves_by_itself_once_its_seconds_are_over(desk: Desk, clock: FixedClock) -> None:
    Post.made = 0
    chores = Chores(desk, Post)
    booking = act("book_slot", event_type="intro", invitee="iva@novak.example", start=START)
    desk.do([booking])
    chores()
    assert (desk.snapshot().get("outbox", "O-1") or {})["state"] == "pending"
    assert Post.made == 0
    clock.set(clock.now() + timedelta(seconds=11))
    chores()
    assert (desk.snapshot().get("outbox", "O-1") or {})["state"] == "sent"
    chores()
    assert Post.made == 1


def test_a_hold_ends_by_itself(desk: Desk, clock: FixedClock) -> None:
    until = (clock.now() + timedelta(minutes=10)).isoformat()
    desk.do([act("hold_slot", event_type="intro", start=START, until=until)])
    chores = Chores(desk)
    chores()
    assert (desk.snapshot().get("bookings", "BK-1") or {})["status"] == "hold"
    clock.set(clock.now() + timedelta(minutes=11))
    chores()
    assert (desk.snapshot().get("bookings", "BK-1") or {})["status"] == "cancelled"


def test_with_nothing_to_do_nothing_is_written(desk: Desk, clock: FixedClock) -> None:
    chores = Chores(desk, Post)
    chores()
    seq = desk.store.seq
    clock.set(clock.now() + timedelta(minutes=5))
    chores()
    assert desk.store.seq == seq


def test_one_of_those_who_deliver_is_known_as_the_one_who_does(
    desk: Desk, clock: FixedClock
) -> None:
    first, second = Chores(desk, Post), Chores(desk, Post)

    def free() -> bool:
        with desk.store.lease(ROLE) as mine:
            return mine

    Chores(desk)()
    assert free()
    first()
    second()
    assert not free()
    first.close()
    clock.set(clock.now() + timedelta(minutes=1))
    second()
    assert not free()
    second.close()
    assert free()
