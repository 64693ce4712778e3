"""Tasks follow the bookings they stand for: made, moved and closed with them, and back."""

from __future__ import annotations

import pytest

from tests.app.conftest import act
from worktui.app.desk import Desk
from worktui.app.draft import Draft

START, LATER = "2026-03-10T10:00:00+01:00", "2026-03-11T11:00:00+01:00"


@pytest.fixture
def meeting(desk: Desk) -> Desk:
    """A type whose bookings are tasks, and one booking of it."""
    desk.commit(lambda draft: draft.update("event_types", "intro", {"task": True}))
    desk.do([act("book_slot", event_type="intro", start=START, invitee="iva@novak.example")])
    return desk


def test_a_booking_of_such_a_type_is_a_task_of_its_host(meeting: Desk) -> None:
    work = meeting.snapshot()
    booking = work.get("bookings", "BK-1") or {}
    task = work.get("tasks", str(booking["task"])) or {}
    assert task["title"] == "Intro call with Iva Novak"
    assert (task["due"], task["assignee"], task["booking"]) == (START, "ana", "BK-1")


def test_it_moves_with_the_booking_and_leaves_the_board_when_that_is_off(meeting: Desk) -> None:
    meeting.do([act("reschedule_booking", booking="BK-1", requested_start=LATER)])
    booking = meeting.snapshot().get("bookings", "BK-1") or {}
    task = meeting.snapshot().get("tasks", str(booking["task"])) or {}
    assert task["due"] == LATER
    receipt = meeting.do([act("cancel_booking", booking="BK-1")])
    task = meeting.snapshot().get("tasks", task["id"]) or {}
    assert task["archived"] is True
    assert task["comments"][-1]["text"] == "BK-1 is cancelled."
    assert receipt.entry is not None
    meeting.undo(receipt.entry.seq, yes=True)
    task = meeting.snapshot().get("tasks", task["id"]) or {}
    assert "archived" not in task
    assert "comments" not in task


def test_a_task_linked_by_hand_keeps_its_place_and_loses_only_its_day(meeting: Desk) -> None:
    meeting.do([act("update_task", task="WEB-2", booking="BK-1", due=START)])
    meeting.do([act("update_task", task="WEB-1", booking="BK-1", due="2026-03-09")])
    meeting.do([act("reschedule_booking", booking="BK-1", requested_start=LATER)])
    work = meeting.snapshot()
    assert (work.get("tasks", "WEB-2") or {})["due"] == LATER
    assert (work.get("tasks", "WEB-1") or {})["due"] == "2026-03-09"
    meeting.do([act("cancel_booking", booking="BK-1")])
    task = meeting.snapshot().get("tasks", "WEB-2") or {}
    assert "due" not in task
    assert not task.get("archived")
    assert (meeting.snapshot().get("tasks", "WEB-1") or {})["due"] == "2026-03-09"


def test_what_is_done_stays_as_it_is(meeting: Desk) -> None:
    def finish(draft: Draft) -> None:
        booking = draft.get("bookings", "BK-1") or {}
        draft.update("tasks", str(booking["task"]), {"status": "done"})

    meeting.commit(finish)
    before = {task["id"]: task for task in meeting.snapshot().all("tasks")}
    meeting.do([act("cancel_booking", booking="BK-1")])
    assert {task["id"]: task for task in meeting.snapshot().all("tasks")} == before


def test_other_types_make_no_task(desk: Desk) -> None:
    before = desk.snapshot().count("tasks")
    desk.do([act("book_slot", event_type="intro", start=START, invitee="iva@novak.example")])
    assert desk.snapshot().count("tasks") == before
