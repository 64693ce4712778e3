"""What could not be delivered waits in the inbox: sent again with a yes, or dismissed for good."""

from __future__ import annotations

import pytest

from tests.app.conftest import act
from tests.app.test_outbox import BOOK, Post, make_known
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.outbox import deliver
from worktui.app.tick import tick
from worktui.app.views.letters import sending
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.wiring import intake


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    """A booking whose invitation was refused, seen by the tick."""
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, Post(O1="dead"), at_once=True)
    tick(desk)
    return Inbox(desk, intake)


def only(inbox: Inbox) -> Doc:
    (doc,) = inbox.list()
    return doc


def letters(desk: Desk) -> list[tuple[str, str]]:
    return [(doc["id"], doc["state"]) for doc in desk.snapshot().all("outbox")]


def test_it_says_whom_it_was_for_and_why(inbox: Inbox) -> None:
    doc = only(inbox)
    title = "Mail to Iva Novak could not be delivered: The mail server answered 550 no such user."
    assert doc["title"] == title
    assert doc["contact"] == "iva@novak.example"
    assert doc["reason"].startswith("It was tried once.")


def test_it_leaves_again_only_with_a_yes(inbox: Inbox, desk: Desk) -> None:
    doc = only(inbox)
    with pytest.raises(Refused, match="seen outside"):
        inbox.apply(doc["id"])
    view = sending(desk.snapshot(), doc["id"], inbox.preview(doc["id"]), me="ana", leaves=True)
    assert view is not None
    assert [letter.to for letter in view.letters] == ["Iva Novak"]
    inbox.apply(doc["id"], yes=True)
    assert letters(desk) == [("O-1", "failed"), ("O-2", "pending")]
    tick(desk)
    assert inbox.list() == []


def test_its_address_can_be_corrected_to_one_that_is_known(inbox: Inbox, desk: Desk) -> None:
    doc = only(inbox)
    inbox.edit(doc["id"], 1, {"to": "stranger@evil.example"})
    with pytest.raises(Refused, match="in no message and no contact"):
        inbox.apply(doc["id"], yes=True)
    desk.do([act("create_contact", email="iva@home.example", name="Iva Novak")])
    inbox.edit(doc["id"], 1, {"to": "iva@home.example"})
    inbox.apply(doc["id"], yes=True)
    assert (desk.snapshot().get("outbox", "O-2") or {})["to"] == "iva@home.example"


def test_dismissed_it_is_given_up(inbox: Inbox, desk: Desk) -> None:
    inbox.dismiss(only(inbox)["id"])
    tick(desk)
    assert letters(desk) == [("O-1", "failed")]
    assert inbox.list() == []


def test_decided_elsewhere_it_is_no_longer_asked(inbox: Inbox, desk: Desk) -> None:
    desk.do([act("drop_message", message="O-1")])
    assert inbox.list() == []
    desk.undo()
    assert len(inbox.list()) == 1


def test_refused_once_more_it_comes_up_once_more(inbox: Inbox, desk: Desk) -> None:
    inbox.apply(only(inbox)["id"], yes=True)
    deliver(desk, Post(O2="dead"), at_once=True)
    tick(desk)
    tick(desk)
    assert [step["message"] for step in only(inbox)["actions"]] == ["O-2"]


def test_an_event_is_named_by_whose_calendar_it_is(desk: Desk) -> None:
    make_known(desk, calendar=True, posts=["team"])
    desk.do([act("book_slot", **BOOK), act("send_message", channel="webhook", to="team", body="x")])
    deliver(desk, Post(O2="dead", O3="dead"), at_once=True)
    tick(desk)
    titles = [doc["title"].partition(" could")[0] for doc in Inbox(desk, intake).list()]
    assert sorted(titles) == ["Calendar event of Ana Ruiz", "Message to team"]
