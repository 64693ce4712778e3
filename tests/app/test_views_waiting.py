"""Who waits outside and since when: not for a meeting that is agreed, nor for what is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.app.conftest import NOW, act
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.views.day import today
from worktui.app.views.reasons import Reasons
from worktui.app.views.task import task
from worktui.domain.settings import Settings
from worktui.wiring import intake

IVA = "iva@novak.example"


def why(desk: Desk, id: str) -> str:
    work: Any = desk.snapshot()
    doc = work.get("tasks", id)
    return Reasons(work, "ana", Settings.of(work), NOW + timedelta(days=1)).of(doc)[0]


def mail(text: str, n: int, answers: str = "") -> bytes:
    return (
        f"From: Iva Novak <{IVA}>\nTo: ana@acme.example\nSubject: The shop\n"
        f"Message-ID: <m{n}@novak.example>\n{answers}Date: Wed, 4 Mar 2026 09:0{n}:00 +0100\n\n"
        f"Hello Ana,\n\n{text}\n\nIva\n"
    ).encode()


def test_the_task_of_a_booking_keeps_nobody_waiting_when_it_was_moved(desk: Desk) -> None:
    desk.commit(lambda draft: draft.update("event_types", "intro", {"task": True}))
    made = desk.do([act("book_slot", event_type="intro", invitee=IVA,
                        start="2026-03-05T10:00:00+01:00")])  # fmt: skip
    own = next(id for id in made.ids if id.startswith("T-"))
    assert "waits" not in why(desk, own)
    box = Inbox(desk, intake)
    text = "could we move our call to Friday at 11:00?"
    for doc in box.sense(mail(text, 1), "eml").suggestions:
        box.apply(doc["id"], yes=True)
    moved = desk.snapshot().get("bookings", "BK-1") or {}
    assert moved["start"].startswith("2026-03-06T11:00")
    assert (desk.snapshot().get("tasks", own) or {})["due"] == moved["start"]
    assert "waits" not in why(desk, own)
    view = today(desk.snapshot(), "ana", now=NOW)
    assert not [row for row in view.waiting if row.id == own]


def test_who_waits_does_so_since_they_asked_for_that_very_thing(desk: Desk) -> None:
    box = Inbox(desk, intake)
    [first] = box.sense(mail("please send me the price list by Friday.", 1), "eml").suggestions
    box.apply(first["id"])
    [made] = (box.show(first["id"]))["tasks"]
    assert why(desk, made).startswith("Iva waits since")
    desk.do([act("create_task", title="Another thing", contact_email=IVA)])
    other = next(t["id"] for t in desk.snapshot().all("tasks") if t["title"] == "Another thing")
    assert why(desk, other) == "Iva waits"


def test_a_task_knows_the_words_it_came_from(desk: Desk) -> None:
    box = Inbox(desk, intake)
    [first] = box.sense(mail("please send me the price list by Friday.", 1), "eml").suggestions
    box.apply(first["id"])
    [id] = box.show(first["id"])["tasks"]
    view = task(desk.snapshot(), id, now=NOW)
    assert view is not None
    [came] = view.came
    assert (came.arrival, came.channel, came.who) == ("A-1", "mail", "Iva Novak")
    assert came.when == "wed 4 Mar 09:01"
    assert came.quotes == ("please send me the price list by Friday.",)
    plain = task(desk.snapshot(), "WEB-1", now=NOW)
    assert plain is not None
    assert plain.came == ()


def test_a_task_of_an_older_suggestion_is_known_by_its_step(desk: Desk) -> None:
    box = Inbox(desk, intake)
    [first] = box.sense(mail("please send me the price list by Friday.", 1), "eml").suggestions
    box.apply(first["id"])
    [id] = box.show(first["id"])["tasks"]
    desk.commit(lambda draft: draft.update("suggestions", first["id"], {"tasks": None}))
    view = task(desk.snapshot(), id, now=NOW)
    assert view is not None
    assert [came.arrival for came in view.came] == ["A-1"]
