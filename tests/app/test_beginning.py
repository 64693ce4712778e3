"""A workspace on its first day: one person, who can be booked and whose work is theirs."""

from __future__ import annotations

from datetime import datetime

import pytest

from worktui.app import beginning
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.views.day import today
from worktui.app.views.today import next_tasks
from worktui.domain.actions import parse
from worktui.store.memory import MemoryStore
from worktui.wiring import make_inbox

NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")


def begun() -> Desk:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "iva")
    beginning.begin(desk, name="Iva Novák", handle="iva", zone="Europe/Prague")
    return desk


def test_a_call_can_be_booked_from_the_first_day_on() -> None:
    desk = begun()
    book = {
        "type": "book_slot",
        "event_type": "intro",
        "start": "2026-03-06T14:00:00+01:00",
        "invitee": "tom@client.example",
    }
    desk.do([parse(book)])
    (booking,) = desk.snapshot().all("bookings")
    assert booking["hosts"] == ["iva"]


@pytest.mark.parametrize("greeted", ["", " Iva", " Jo"])
def test_a_time_named_in_a_mail_of_the_first_day_is_booked(greeted: str) -> None:
    desk = begun()
    mail = (
        "From: Tom Hale <tom@client.example>\nTo: iva@novak.example\nSubject: Call\n"
        f"Date: Wed, 4 Mar 2026 14:00:00 +0100\n\nHello{greeted},\n\n"
        "can we talk on Friday at 14:00? I also need the quote by Friday.\n\nTom\n"
    )
    make_inbox(desk).sense(mail)
    (suggestion,) = desk.snapshot().all("suggestions")
    assert [action["type"] for action in suggestion["actions"]] == ["create_task", "book_slot"]


def test_where_nobody_else_is_what_nobody_has_is_mine() -> None:
    desk = begun()
    desk.do([parse({"type": "create_task", "title": "Call Tom", "due": "2026-03-05"})])
    assert [item.task["title"] for item in next_tasks(desk.snapshot(), "iva", NOW)] == ["Call Tom"]
    assert [row.title for row in today(desk.snapshot(), "iva", now=NOW).next] == ["Call Tom"]


def test_where_somebody_else_is_it_is_nobodys() -> None:
    desk = begun()
    desk.do([parse({"type": "create_task", "title": "Call Tom", "due": "2026-03-05"})])
    desk.do([parse({"type": "create_person", "id": "bo", "name": "Bo"})])
    assert not next_tasks(desk.snapshot(), "iva", NOW)
