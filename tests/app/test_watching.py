"""Senses at work: nothing lost, nothing doubled, wherever it breaks off."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.looking import Looker, Taken
from worktui.app.ports import Found
from worktui.app.watching import Event, Trouble, Watching, retry_after
from worktui.domain.arrival import Arrival
from worktui.domain.errors import SenseProblem, StoreProblem

MAILS = [f"Message {n}" for n in range(1, 5)]


class Letters:
    """A sense over a list of texts; fails where it is told to."""

    name = "letters"
    place = "a list"

    def __init__(self, texts: Iterable[str] = MAILS) -> None:
        self.texts = list(texts)
        self.acknowledged: list[str] = []
        self.problem: Exception | None = None
        self.looks = 0
        self.closed = threading.Event()

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        self.looks += 1
        if self.problem is not None:
            raise self.problem
        since = 0 if "since" in cursor else int(cursor.get("at", 0))
        for number, text in enumerate(self.texts[since:], since + 1):
            yield Found(text, "text", text, {"at": number})

    def kept(self, found: Found) -> None:
        self.acknowledged.append(found.name)

    def wait(self, seconds: float) -> None:
        self.closed.wait(0.001)

    def close(self) -> None:
        self.closed.set()


def reads(raw: Any, kind: str | None, **_: Any) -> list[tuple[Arrival, bytes]]:
    return [(Arrival(kind="text", external_id=str(raw), text=str(raw)), str(raw).encode())]


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    return Inbox(desk, reads)


def texts(desk: Desk) -> list[str]:
    return [str(doc.get("text")) for doc in desk.snapshot().all("arrivals")]


def cursor(desk: Desk) -> Any:
    return (desk.snapshot().get("senses", "letters") or {}).get("cursor")


def test_each_find_is_stored_then_acknowledged_and_the_place_is_kept(
    inbox: Inbox, desk: Desk
) -> None:
    sense = Letters()
    taken = list(Looker(inbox).look(sense))
    assert [one.name for one in taken] == MAILS == texts(desk) == sense.acknowledged
    assert cursor(desk) == {"at": 4}
    assert (desk.snapshot().get("senses", "letters") or {})["taken"] == 4
    assert list(Looker(inbox).look(sense)) == []


class Killed(BaseException):
    """The process is gone at this step."""


def _dies_in(
    desk: Desk, method: str, at: int, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    """The store dies at the nth call of a method, before or after it has done its work."""
    store, calls = desk.store, 0
    real = getattr(store, method)

    def dying(*args: Any, **fields: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at and not after:
            raise Killed
        result = real(*args, **fields)
        if calls == at:
            raise Killed
        return result

    monkeypatch.setattr(store, method, dying)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("method", ["put_blob", "commit"])
@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_killed_at_any_step_it_loses_and_doubles_nothing(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch, method: str, at: int, after: bool
) -> None:
    with monkeypatch.context() as patch:
        _dies_in(desk, method, at, patch, after=after)
        with suppress(Killed):
            list(Looker(inbox).look(Letters()))
    sense = Letters()
    list(Looker(inbox).look(sense))
    assert texts(desk) == MAILS
    assert cursor(desk) == {"at": 4}
    assert not [doc for doc in desk.snapshot().all("arrivals") if doc.get("duplicate_of")]


def test_what_is_known_is_found_again_and_leaves_no_trace(inbox: Inbox, desk: Desk) -> None:
    list(Looker(inbox).look(Letters()))
    seq = desk.store.seq
    again = list(
        Looker(inbox).look(Letters(), since=datetime.fromisoformat("2020-01-01T00:00:00+00:00"))
    )
    assert [one.again for one in again] == ["A-1", "A-2", "A-3", "A-4"]
    assert texts(desk) == MAILS
    assert desk.store.seq == seq


def breaks_on(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    real = Inbox.take

    def broken(self: Inbox, arrival: Arrival, data: bytes) -> tuple[str, list[str]]:
        if arrival.text == text:
            raise ZeroDivisionError
        return real(self, arrival, data)

    monkeypatch.setattr(Inbox, "take", broken)


def test_one_of_a_file_that_breaks_the_judgement_doubles_and_loses_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def several(raw: Any, *_: Any, **__: Any) -> list[tuple[Arrival, bytes]]:
        return [one for text in str(raw).split("/") for one in reads(text, None)]

    breaks_on(monkeypatch, "two")
    looker = Looker(Inbox(desk, several))
    [taken] = list(looker.look(Letters(["one/two/three"])))
    assert taken.arrivals == ("A-1", "A-2", "A-3")
    assert texts(desk) == ["one", "two", "three"]
    states = [(doc["state"], doc.get("duplicate_of")) for doc in desk.snapshot().all("arrivals")]
    assert [state == "failed" for state, _ in states] == [False, True, False]
    assert not any(again for _, again in states)
    [more] = list(
        looker.look(Letters(["one/two/four"]), since=desk.now())
    )  # what is known is left out
    assert more.arrivals == ("A-4",)


def test_what_is_there_and_cannot_be_read_is_told_once_and_stops_no_other(
    inbox: Inbox, desk: Desk
) -> None:
    class Torn(Letters):
        def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
            yield Found("a|1", "text", "a.txt", {"at": 1}, why="It could not be read: no.")
            yield Found("Message 2", "text", "b.txt", {"at": 2})

    looker = Looker(inbox)
    list(looker.look(Torn()))
    [again, _] = list(looker.look(Torn()))
    assert again.again == "A-1"
    one, two = desk.snapshot().all("arrivals")
    assert (one["state"], one["why"]) == ("failed", "It could not be read: no.")
    assert (two["text"], two.get("duplicate_of")) == ("Message 2", None)


def test_reading_holds_up_nobody_and_is_done_once(desk: Desk) -> None:
    door, held = threading.Lock(), []

    def slowly(raw: Any, *_: Any, **__: Any) -> list[tuple[Arrival, bytes]]:
        held.append(door.locked())
        return reads(raw, None)

    list(Looker(Inbox(desk, slowly), door).look(Letters(["one"])))
    assert held == [False]


def test_looking_once_goes_on_to_the_next_sense_whatever_fails_in_one(
    inbox: Inbox, desk: Desk
) -> None:
    class Odd(Letters):
        name = "odd"

    odd = Odd()
    odd.problem = AssertionError("nobody thought of it")
    told: list[Event] = []
    assert Watching(inbox, (odd, Letters()), told.append).once() == 0
    assert texts(desk) == MAILS
    assert any(isinstance(one, Trouble) and "AssertionError" in one.text for one in told)


def test_an_arrival_that_breaks_the_judgement_is_kept_and_does_not_stop_the_others(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks_on(monkeypatch, "Message 2")
    list(Looker(inbox).look(Letters()))
    assert sorted(texts(desk)) == MAILS
    [failed] = [doc for doc in desk.snapshot().all("arrivals") if doc["state"] == "failed"]
    assert failed["text"] == "Message 2"
    assert failed["why"]


def test_nothing_is_acknowledged_that_the_workspace_refused(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **fields: Any) -> Any:
        raise StoreProblem("The disk is full.", cause="full")

    sense = Letters()
    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "commit", full)
        with pytest.raises(StoreProblem):
            list(Looker(inbox).look(sense))
    assert sense.acknowledged == []
    list(Looker(inbox).look(sense))
    assert sense.acknowledged == MAILS


def test_trouble_is_noted_once_and_so_is_its_end(inbox: Inbox, desk: Desk) -> None:
    looker, sense = Looker(inbox), Letters()
    assert looker.trouble(sense, "The folder is gone.")
    seq = desk.store.seq
    assert not looker.trouble(sense, "The folder is gone.")
    assert desk.store.seq == seq
    assert (desk.snapshot().get("senses", "letters") or {})["problem"] == "The folder is gone."
    assert looker.trouble(sense, "")
    assert "problem" not in (desk.snapshot().get("senses", "letters") or {})


def test_waits_grow_from_five_seconds_to_ten_minutes() -> None:
    waits = [retry_after(n) for n in range(1, 12)]
    assert waits[0] == 5
    assert waits == sorted(waits)
    assert waits[-1] == 600
    assert retry_after(1, lasting=True) == 600


class Heard:
    """Events of a watching, waited for by condition."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._more = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._more:
            self.events.append(event)
            self._more.notify_all()

    def until(self, fits: Any) -> None:
        with self._more:
            assert self._more.wait_for(lambda: any(map(fits, self.events)), 10), self.events


def test_senses_run_side_by_side_until_they_are_stopped(inbox: Inbox, desk: Desk) -> None:
    heard, one, other = Heard(), Letters(["a", "b"]), Letters(["c"])
    other.name = "others"  # type: ignore[misc]
    watching = Watching(inbox, [one, other], heard, pause=0.001)
    watching.start()
    heard.until(lambda e: isinstance(e, Taken) and e.name == "b")
    heard.until(lambda e: isinstance(e, Taken) and e.name == "c")
    one.texts.append("d")
    heard.until(lambda e: isinstance(e, Taken) and e.name == "d")
    watching.stop()
    assert one.closed.is_set()
    assert sorted(texts(desk)) == ["a", "b", "c", "d"]


def test_a_sense_that_fails_is_told_once_and_tried_again(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worktui.app.watching.FIRST_RETRY", 0.001)
    monkeypatch.setattr("worktui.app.watching.LONGEST_RETRY", 0.002)
    heard, sense = Heard(), Letters(["a"])
    sense.problem = SenseProblem("The mailbox does not answer.")
    watching = Watching(inbox, [sense], heard, pause=0.001)
    watching.start()
    heard.until(lambda e: isinstance(e, Trouble) and e.text.startswith("The mailbox"))
    looks = sense.looks
    while sense.looks < looks + 3:
        sense.closed.wait(0.001)
    sense.problem = None
    heard.until(lambda e: isinstance(e, Taken) and e.name == "a")
    heard.until(lambda e: isinstance(e, Trouble) and not e.text)
    watching.stop()
    assert len([e for e in heard.events if isinstance(e, Trouble)]) == 2


def test_what_nobody_foresaw_in_one_sense_stops_no_other(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, bad, good = Heard(), Letters(), Letters(["a"])
    bad.name, bad.problem = "bad", ZeroDivisionError()  # type: ignore[misc]
    watching = Watching(inbox, [bad, good], heard, pause=0.001)
    watching.start()
    heard.until(lambda e: isinstance(e, Trouble) and "ZeroDivisionError" in e.text)
    heard.until(lambda e: isinstance(e, Taken) and e.name == "a")
    watching.stop()


def test_only_the_holder_of_the_role_looks(inbox: Inbox, desk: Desk) -> None:
    sense = Letters()
    with desk.store.lease("letters"):
        assert Watching(inbox, [sense], Heard()).once() == 1
    assert sense.looks == 0
    assert Watching(inbox, [sense], Heard()).once() == 0
    assert texts(desk) == MAILS


def test_that_it_looked_is_noted_at_first_and_once_a_day_though_nothing_came(
    inbox: Inbox, desk: Desk, clock: FixedClock
) -> None:
    sense, looker = Letters([]), Looker(inbox)
    list(looker.look(sense))
    first = (desk.snapshot().get("senses", "letters") or {})["looked_at"]
    seq = desk.store.seq
    clock.set(clock.now() + timedelta(hours=23))
    list(looker.look(sense))
    assert desk.store.seq == seq
    clock.set(clock.now() + timedelta(hours=2))
    list(looker.look(sense))
    assert (desk.snapshot().get("senses", "letters") or {})["looked_at"] > first
