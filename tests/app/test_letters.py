"""What is shown of a letter is what delivery sends, and a step's words are read as they say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.app.conftest import act
from worktui.app.desk import Desk
from worktui.app.outbox import make_known
from worktui.app.step_words import line_of, read_words
from worktui.app.views.letters import FILLED, drafted, shown_body
from worktui.app.views.times import free_times
from worktui.effects.links import filled, no_links

BODIES = [
    "Hello,\n\nit is booked.\n\nTo move or cancel it: {manage_link}\n\nAna\n",
    "Free are:\n\n  1. Thursday\n\nAnswer, or choose here: {booking_link}\n\nAna\n",
    "It is on. To move it: {manage_link}. See you.\n",
    "{booking_link}\n\nAna\n",
    "No link at all.\n",
]
THU = "2026-03-05T14:00:00+01:00"
NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")


@pytest.mark.parametrize("body", BODIES)
def test_a_letter_without_links_is_shown_as_delivery_sends_it(body: str) -> None:
    assert shown_body(body, linked=False).strip() == filled(body, {}, no_links).strip()


@pytest.mark.parametrize("body", BODIES)
def test_links_made_at_delivery_stand_as_such(body: str) -> None:
    sent = filled(body, {}, lambda _name, _doc: FILLED)
    assert shown_body(body, linked=True).strip() == sent.strip()


def read(text: str, desk: Desk, **action: Any) -> Any:
    return read_words(text, action, desk.snapshot(), NOW, "ana")


def test_fields_are_read_by_their_names_and_short_names(desk: Desk) -> None:
    found = read("who=bo due=fri est=2h", desk, type="create_task", title="Call")
    assert found.fields == {"assignee": "bo", "due": "2026-03-06", "estimate_hours": 2}
    assert not found.problem


def test_a_wrong_field_is_told_with_a_near_one(desk: Desk) -> None:
    found = read("prioriti=high", desk, type="create_task", title="Call")
    assert "priority" in found.problem
    assert not found.fields


def test_a_required_field_cannot_be_taken_away(desk: Desk) -> None:
    assert "title" in read("title=", desk, type="create_task", title="Call").problem


def test_a_day_alone_is_when_a_step_happens(desk: Desk) -> None:
    found = read("next monday", desk, type="update_task", task="WEB-1", due="2026-03-06")
    assert found.fields == {"due": "2026-03-09"}


def test_an_event_that_begins_later_ends_later(desk: Desk) -> None:
    found = read(
        "fri 11:00", desk, type="create_event", summary="Walk",
        start="2026-03-05T09:00:00+01:00", end="2026-03-05T09:45:00+01:00",
    )  # fmt: skip
    assert found.fields["start"] == "2026-03-06T11:00:00+01:00"
    assert found.fields["end"] == "2026-03-06T11:45:00+01:00"


def test_a_message_keeps_its_lines_while_it_is_edited_in_one(desk: Desk) -> None:
    action = {"type": "send_message", "to": "iva@novak.example", "body": "Hello,\n\nyes.\n\nAna"}
    line = line_of(action, desk.snapshot(), NOW, "ana")
    assert "\n" not in line
    assert read(line, desk, **action).fields["body"] == action["body"]


@pytest.mark.parametrize(
    "title", ["Call Iva", "Meet the week after", "Ask @bo by friday", "Read 12 pages on monday"]
)
def test_the_line_of_a_step_is_read_as_that_step(desk: Desk, title: str) -> None:
    action = {"type": "create_task", "title": title, "due": "2026-03-27", "project": "WEB"}
    line = line_of(action, desk.snapshot(), NOW, "ana")
    fields = read(line, desk, **action).fields
    assert (fields["title"], fields["due"], fields["project"]) == (title, "2026-03-27", "WEB")


def test_free_times_begin_at_the_day_a_step_speaks_of(desk: Desk) -> None:
    action = {"type": "offer_slots", "event_type": "intro", "window_start": "2026-03-12"}
    found = free_times(desk.snapshot(), action, now=NOW)
    assert found[0].day == "thu 12 Mar"
    assert found[0].clock == "09:00"


def test_what_goes_into_ones_own_calendar_is_no_letter_but_is_said(desk: Desk) -> None:
    make_known(desk, calendar=True)
    book = act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)
    view = drafted(desk.snapshot(), desk.preview([book]), me="ana", leaves=True)
    assert [letter.to for letter in view.letters] == ["Iva Novak"]
    (line,) = view.stays
    assert line == (
        "Calendar of Ana Ruiz: put there: Intro call, Iva Novak, thu 5 Mar 14:00 to 14:30"
    )


def test_a_message_to_a_program_says_so(desk: Desk) -> None:
    post = act("send_message", channel="webhook", to="team", body="Done.")
    (letter,) = drafted(desk.snapshot(), desk.preview([post]), me="ana", leaves=True).letters
    assert (letter.to, letter.how) == ("team", "to a program")
