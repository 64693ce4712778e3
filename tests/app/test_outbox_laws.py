"""Whatever is done, undone, sent and refused in whatever order: what was told last is what is."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import act
from tests.app.test_outbox import Post, make_known
from tests.app.test_undo import new_desk, tried
from worktui.app.desk import Desk
from worktui.app.outbox import deliver
from worktui.domain.actions import Action
from worktui.domain.change import Doc

STARTS = tuple(f"2026-03-{day}T{hour}:00:00+01:00" for day in ("05", "06") for hour in (9, 10, 14))
STARTS = tuple(start.replace("T9:", "T09:") for start in STARTS)


def desk_with_calendar() -> Desk:
    """Bookings of this desk are written to a calendar and reminded of."""
    desk = new_desk()
    make_known(desk, calendar=True, posts=[])
    desk.through("external").commit(
        lambda draft: draft.update("event_types", "intro", {"remind_minutes": [60]})
    )
    return desk


def some_action(desk: Desk, random: Random, *, gives_up: bool) -> Action:
    work = desk.snapshot()
    bookings = [*work.ids("bookings")] or ["BK-1"]
    letters = [*work.ids("outbox")] or ["O-1"]
    start = random.choice(STARTS)
    kinds: dict[str, dict[str, Any]] = {
        "book_slot": {"event_type": "intro", "invitee": "iva@novak.example", "start": start},
        "reschedule_booking": {"booking": random.choice(bookings), "requested_start": start},
        "cancel_booking": {"booking": random.choice(bookings)},
        "retry_message": {"message": random.choice(letters)},
        "drop_message": {"message": random.choice(letters)},
    }
    kind = random.choice(list(kinds)[: None if gives_up else 3])
    return act(kind, **kinds[kind])


def some_post(desk: Desk, random: Random, *, refuses: bool) -> Post:
    """A courier that refuses or puts off some of what there is."""
    answers = ["sent", "sent", "pending", "dead"] if refuses else ["sent", "pending"]
    docs = desk.snapshot().ids("outbox")
    return Post(**{id.replace("-", ""): random.choice(answers) for id in docs})


def played(seed: int, *, refuses: bool) -> Desk:
    """A desk after forty steps by chance, with all that can be delivered delivered."""
    random, desk = Random(seed), desk_with_calendar()
    for _ in range(40):
        what = random.choice(["do", "do", "do", "undo", "redo", "mail"])
        if what == "do":
            tried(desk.do, [some_action(desk, random, gives_up=refuses)])
        elif what == "mail":
            deliver(desk, some_post(desk, random, refuses=refuses), at_once=True)
        else:
            tried(getattr(desk, what), yes=True)
    for _ in range(3):
        desk.clock.set(datetime.fromisoformat("2026-03-04T16:00:00+01:00"))  # type: ignore[attr-defined]
        deliver(desk, Post())
    return desk


def told(desk: Desk, kind: str, booking: str) -> list[Doc]:
    """What was sent about a booking by one way, in order; reminders apart."""
    return [
        doc
        for doc in desk.snapshot().all("outbox")
        if doc["kind"] == kind and doc.get("entity") == booking
        and doc["state"] == "sent" and doc.get("action") != "remind_meeting"
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_guest_and_calendar_know_at_last_what_the_booking_is(seed: int) -> None:
    desk = played(seed, refuses=False)
    ids = {doc["entity"] for doc in desk.snapshot().all("outbox")}
    for id in ids | set(desk.snapshot().ids("bookings")):
        booking = desk.snapshot().get("bookings", id)
        stands = booking is not None and booking["status"] == "confirmed"
        for kind in ("mail", "calendar"):
            words = told(desk, kind, id)
            if not words:
                assert not stands, f"nobody was told of {id} by {kind}"
                continue
            last = words[-1]["ics"]
            assert last["method"] == ("REQUEST" if stands else "CANCEL"), (kind, id)
            if booking is not None and stands:
                assert last["start"] == booking["start"], (kind, id)
                assert kind == "calendar" or last["sequence"] == booking["sequence"], id
        rising = [doc["ics"]["sequence"] for doc in told(desk, "mail", id)]
        assert rising == sorted(rising)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_what_is_refused_and_sent_again_never_contradicts_what_came_later(seed: int) -> None:
    desk = played(seed, refuses=True)
    for id in desk.snapshot().ids("bookings"):
        for kind in ("mail", "calendar"):
            words = sorted(told(desk, kind, id), key=lambda doc: (doc["sent_at"], _number(doc)))
            rising = [doc["ics"]["sequence"] for doc in words]
            assert rising == sorted(rising), (kind, id)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_only_a_booking_that_stands_is_reminded_of_and_only_at_its_time(seed: int) -> None:
    desk = played(seed, refuses=True)
    for doc in desk.snapshot().all("outbox"):
        if doc.get("action") == "remind_meeting" and doc["state"] == "pending":
            booking = desk.snapshot().get("bookings", doc["entity"])
            assert booking is not None
            assert (booking["status"], booking["start"]) == ("confirmed", doc["not_after"])


def _number(doc: Doc) -> int:
    return int(doc["id"].rpartition("-")[2])
