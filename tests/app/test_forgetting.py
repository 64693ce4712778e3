"""Raw bytes of arrivals that are long closed are forgotten; what was understood stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from worktui.app.chores import Chores
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.forgetting import forget, forgettable
from worktui.app.inbox import Inbox
from worktui.app.tick import tick
from worktui.domain.change import Doc
from worktui.wiring import make_inbox

THANKS = b"From: Iva <iva@novak.example>\nMessage-ID: <%d@x>\nSubject: Thanks\n\nThanks a lot!\n"
ASKS = b"From: Iva <iva@novak.example>\nMessage-ID: <9@x>\nSubject: Quote\n\nCan you send the quote by Friday?\n"


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    return make_inbox(desk)


def arrival(desk: Desk, id: str = "A-1") -> Doc:
    return desk.snapshot().get("arrivals", id) or {}


def test_what_is_closed_and_old_loses_its_bytes_and_keeps_its_words(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    inbox.sense(THANKS % 1, "eml")
    blob = str(arrival(desk)["blob"])
    clock.set(clock.now() + timedelta(days=89))
    assert forget(desk, 90) == 0
    clock.set(clock.now() + timedelta(days=2))
    assert forget(desk, 90) == 1
    assert desk.store.get_blob(blob) is None
    assert "blob" not in arrival(desk)
    assert "Thanks a lot" in arrival(desk)["text"]
    assert forget(desk, 90) == 0


def test_what_still_waits_is_kept(inbox: Inbox, desk: Desk, clock: FixedClock) -> None:
    inbox.sense(ASKS, "eml")
    assert arrival(desk)["state"] == "reasoned"
    clock.set(clock.now() + timedelta(days=200))
    assert forget(desk, 90) == 0
    assert desk.store.get_blob(str(arrival(desk)["blob"])) == ASKS


def test_what_expired_or_was_overtaken_waits_no_longer(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    inbox.sense(ASKS, "eml")
    clock.set(clock.now() + timedelta(days=60))
    tick(desk)
    (made, *_) = desk.snapshot().all("suggestions")
    assert made["state"] == "expired"
    assert arrival(desk)["state"] == "closed"
    clock.set(clock.now() + timedelta(days=60))
    assert forget(desk, 90) == 1


def test_an_arrival_that_an_older_version_left_open_is_forgotten_too(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    inbox.sense(ASKS, "eml")

    def end(draft: Draft) -> None:
        for doc in list(draft.all("suggestions")):
            draft.update("suggestions", doc["id"], {"state": "superseded"})

    desk.commit(end)
    assert arrival(desk)["state"] == "reasoned"
    clock.set(clock.now() + timedelta(days=100))
    assert forget(desk, 90) == 1


def test_bytes_that_are_named_anew_while_others_are_forgotten_stay(
    inbox: Inbox, desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.sense(THANKS % 1, "eml")
    clock.set(clock.now() + timedelta(days=100))
    real = type(desk.store).commit
    once = iter((True,))

    def overtaken(store: Any, *args: Any, **named: Any) -> Any:
        if next(once, False):  # the bytes are put down, and their name still waits for the lock
            assert forget(desk, 90) == 1
        return real(store, *args, **named)

    monkeypatch.setattr(type(desk.store), "commit", overtaken)
    (again,) = inbox.sense(THANKS % 1, "eml").arrivals
    assert desk.store.get_blob(str(again["blob"])) == THANKS % 1


def test_bytes_that_another_arrival_needs_are_kept(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    inbox.sense(THANKS % 1, "eml")
    blob = str(arrival(desk)["blob"])
    clock.set(clock.now() + timedelta(days=80))
    inbox.sense(THANKS % 1, "eml")
    clock.set(clock.now() + timedelta(days=20))
    assert forget(desk, 90) == 1
    assert desk.store.get_blob(blob) is not None


def test_a_crash_between_leaves_no_bytes_without_a_name(
    inbox: Inbox, desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.sense(THANKS % 1, "eml")
    blob = str(arrival(desk)["blob"])
    clock.set(clock.now() + timedelta(days=100))

    def crashes(decide: Any, *_: Any, **__: Any) -> None:
        decide(desk.store.snapshot())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "commit", crashes)
        with pytest.raises(KeyboardInterrupt):
            forget(desk, 90)
    assert desk.store.get_blob(blob) is None
    assert forget(desk, 90) == 1
    assert "blob" not in arrival(desk)


def test_for_ever_means_for_ever(inbox: Inbox, desk: Desk, clock: FixedClock) -> None:
    inbox.sense(THANKS % 1, "eml")
    clock.set(clock.now() + timedelta(days=4000))
    assert forgettable(desk.snapshot(), clock.now(), 0) == ()
    Chores(desk)()
    assert "blob" in arrival(desk)


def test_it_happens_by_itself_while_the_app_runs(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    inbox.sense(THANKS % 1, "eml")
    chores = Chores(desk, keep_days=90)
    chores()
    assert "blob" in arrival(desk)
    clock.set(clock.now() + timedelta(days=100))
    chores()
    assert "blob" not in arrival(desk)
