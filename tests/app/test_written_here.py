"""A workspace without mail writes its letters into a folder: nobody got them, and nobody says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import act
from tests.app.test_outbox import BOOK, Post
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.outbox import deliver, has_left, written_here
from worktui.app.promise_proofs import Mails
from worktui.app.tick import tick
from worktui.app.views.done import LeftView, done_view
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.domain.settings import Settings
from worktui.effects.courier import Courier
from worktui.effects.maildir import MaildirCarrier
from worktui.effects.scripted import ScriptedCarrier

IVA = "iva@novak.example"
ASK: dict[str, Any] = {"to": IVA, "channel": "mail", "subject": "Logo", "body": "Which logo?"}


@pytest.fixture
def home(tmp_path: Path, desk: Desk) -> Courier:
    carrier = MaildirCarrier(tmp_path / "home-of-ana" / "mail")
    return Courier(carrier, sender="ana@acme.example", work=desk.snapshot)


def only(desk: Desk) -> Doc:
    (doc,) = desk.snapshot().all("outbox")
    return doc


def left(desk: Desk, id: str = "O-1") -> LeftView:
    work = desk.snapshot()
    made = {"receipt": {"text": "x", "by": "ana", "entry": 1, "letters": [id]}}
    view = done_view(work, made, Settings.of(work))
    assert view is not None
    return view.left[0]


def test_the_receipt_says_so(desk: Desk, home: Courier) -> None:
    desk.do([act("send_message", **ASK)])
    deliver(desk, home, at_once=True)
    assert (written_here(only(desk)), has_left(only(desk))) == (True, False)
    assert (left(desk).state, left(desk).failed) == ("is written here, not sent", False)


@pytest.mark.parametrize(
    ("fields", "state", "failed"),
    [({}, "waits to leave", False),
     ({"attempts": 2}, "did not leave yet, is tried again", False),
     ({"state": "sent", "via": "smtp"}, "has left", False),
     ({"state": "failed"}, "was given up", True),
     ({"state": "dead"}, "could not be delivered", True)],
)  # fmt: skip
def test_the_receipt_tells_what_became_of_each_letter(
    desk: Desk, fields: dict[str, Any], state: str, failed: bool
) -> None:
    desk.do([act("send_message", **ASK)])
    desk.commit(lambda draft: draft.update("outbox", "O-1", fields))
    assert (left(desk).state, left(desk).failed) == (state, failed)


def test_nobody_is_chased_for_a_letter_they_never_got(
    desk: Desk, clock: FixedClock, home: Courier
) -> None:
    desk.do([act("send_message", **ASK)])
    deliver(desk, home, at_once=True)
    clock.set(clock.now() + timedelta(days=8))
    tick(desk)
    assert desk.snapshot().count("suggestions") == 0


def test_no_promise_is_kept_by_it(desk: Desk, clock: FixedClock, home: Courier) -> None:
    since = clock.now() - timedelta(days=1)
    desk.do([act("send_message", **ASK)])
    deliver(desk, home, at_once=True)
    assert Mails(desk.snapshot(), since).left == {}
    desk.do([act("send_message", **ASK)])
    deliver(desk, Courier(ScriptedCarrier(), sender="a@b.example"), at_once=True)
    assert list(Mails(desk.snapshot(), since).left) == [IVA]


def test_the_log_does_not_learn_where_the_folder_is(desk: Desk, home: Courier) -> None:
    desk.do([act("send_message", **ASK)])
    deliver(desk, home, at_once=True)
    told = " ".join(entry.why for entry in desk.store.entries())
    assert "written here, not sent" in told
    assert "home-of-ana" not in f"{told}{only(desk)}"
    assert home.place("mail").endswith("home-of-ana/mail")


def test_it_is_taken_back_and_what_stays_is_said(desk: Desk, home: Courier) -> None:
    steps = [act("send_message", **ASK), act("create_task", title="Logo", project="WEB")]
    desk.do(steps)
    deliver(desk, home, at_once=True)
    receipt = desk.undo()
    assert f"what was written to {IVA} was never sent" in receipt.text
    assert "stays in the mail folder" in receipt.text
    assert (only(desk)["state"], desk.snapshot().get("tasks", "WEB-3")) == ("failed", None)
    desk.redo()
    assert (only(desk)["state"], only(desk)["via"]) == ("sent", "maildir")
    assert desk.snapshot().get("tasks", "WEB-3")


def test_a_booking_whose_letter_was_only_written_was_not_told_outside(
    desk: Desk, home: Courier
) -> None:
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, home, at_once=True)
    with pytest.raises(Refused, match="was written here, not sent; undoing it writes another"):
        desk.undo()


def test_once_mail_is_set_up_it_can_be_sent(desk: Desk, home: Courier) -> None:
    desk.do([act("send_message", **ASK)])
    deliver(desk, home, at_once=True)
    with pytest.raises(Refused, match="written here, not sent"):
        desk.do([act("drop_message", message="O-1")])
    desk.do([act("retry_message", message="O-1")])
    mail = ScriptedCarrier()
    deliver(desk, Courier(mail, sender="ana@acme.example"), at_once=True)
    first, again = desk.snapshot().all("outbox")
    assert (first["state"], has_left(again), len(mail.sent)) == ("failed", True, 1)
    assert again["message_id"] == first["message_id"]
    with pytest.raises(Refused, match="sent already"):
        desk.do([act("retry_message", message="O-2")])


def test_what_nobody_took_can_be_taken_back_and_is_asked_about_no_more(desk: Desk) -> None:
    steps = [act("send_message", **ASK), act("create_task", title="Logo", project="WEB")]
    desk.do(steps)
    deliver(desk, Post(O1="dead"), at_once=True)
    desk.undo()
    assert (only(desk)["state"], desk.snapshot().get("tasks", "WEB-3")) == ("failed", None)
    tick(desk)
    assert desk.snapshot().count("suggestions") == 0


def test_what_was_tried_or_sent_again_is_not_taken_back_unsaid(desk: Desk) -> None:
    sent = desk.do([act("send_message", **ASK)])
    deliver(desk, Post(O1="pending"), at_once=True)
    assert sent.entry is not None
    with pytest.raises(Refused, match="may have left"):
        desk.undo(sent.entry.seq)
    desk.do([act("drop_message", message="O-1")])
    desk.do([act("retry_message", message="O-1")])
    deliver(desk, Post(), at_once=True)
    with pytest.raises(Refused, match="sent again as O-2"):
        desk.undo(sent.entry.seq)
