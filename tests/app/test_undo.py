"""Undo and redo without end: every way back leads to the same work, and leaves it whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import NOW, TEAM, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.outbox import deliver
from worktui.app.ports import Outcome
from worktui.domain.actions import Action, parse
from worktui.domain.change import Doc
from worktui.domain.errors import Refused, WorktuiError
from worktui.formats.worktui_json import export, import_into
from worktui.store.memory import MemoryStore

THU, FRI = "2026-03-05T14:00:00+01:00", "2026-03-06T09:00:00+01:00"
Pick = Callable[[Sequence[str]], str]


class Post:
    """A carrier that always succeeds."""

    leaves = True

    def deliver(self, due: Sequence[Doc], now: datetime) -> Iterable[Outcome]:
        for doc in due:
            yield Outcome(doc["id"], {"state": "sent", "attempts": 1}, f"{doc['id']} is sent")


def new_desk() -> Desk:
    store = MemoryStore()
    store.open()

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, FixedClock(NOW), "ana", "sense").commit(fill)
    return Desk(store, FixedClock(NOW), "ana")


def work(desk: Desk) -> dict[str, Any]:
    """What an export holds, whatever the order of its lists."""
    found = json.loads(json.dumps(export(desk.snapshot())))
    for value in found.values():
        if isinstance(value, list):
            value.sort(key=lambda doc: json.dumps(doc, sort_keys=True))
    return dict(found)


def some_action(desk: Desk, pick: Pick) -> Action:
    snapshot = desk.snapshot()
    tasks = list(snapshot.ids("tasks")) or ["WEB-1"]
    bookings = list(snapshot.ids("bookings")) or ["BK-1"]
    one, two = pick(tasks), pick(tasks)
    start = f"2026-03-{pick(['05', '06'])}T{pick(['09', '10', '14'])}:{pick(['00', '30'])}:00+01:00"
    kinds: dict[str, dict[str, Any]] = {
        "create_task": {"title": "new", "project": "WEB", "depends_on": [one]},
        "update_task": {"task": one, "title": pick("abc"), "due": pick(["2026-03-09", ""]) or None},
        "move_task": {"task": one, "to": pick(["todo", "doing", "done"])},
        "comment_task": {"task": one, "text": "x"},
        "link_tasks": {"task": one, "after": two},
        "unlink_tasks": {"task": one, "after": two},
        "delete_task": {"task": one},
        "reorder_task": {"task": one, pick(["before", "after"]): two},
        "log_time": {"task": one, "hours": 2},
        "log_cost": {"task": one, "project": "WEB", "amount": "5"},
        "create_project": {"key": pick(["AA", "BB"])},
        "create_milestone": {"project": "WEB", "name": "Beta"},
        "create_person": {"id": pick(["yan", "zed"])},
        "create_contact": {"email": pick(["yan@x.example", "iva@novak.example"])},
        "update_contact": {"contact": "yan@x.example", "name": pick("abc")},
        "delete_contact": {"contact": pick(["yan@x.example", "iva@novak.example"])},
        "create_event": {"summary": "Fair", "start": start, "end": start},
        "book_slot": {"event_type": "intro", "invitee": "iva@novak.example", "start": start},
        "reschedule_booking": {"booking": pick(bookings), "requested_start": start},
        "cancel_booking": {"booking": pick(bookings)},
        "set_reminder": {"at": start, "about": "x", "task": one},
    }
    kind = pick(list(kinds))
    return act(kind, **kinds[kind])


def tried(step: Callable[..., object], *args: Any, **named: Any) -> None:
    with suppress(WorktuiError):
        step(*args, **named)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_undoing_everything_and_redoing_it_walks_the_same_way_back_and_forth(seed: int) -> None:
    desk, pick = new_desk(), Random(seed).choice
    states = [work(desk)]
    for _ in range(30):
        before = desk.store.seq
        tried(desk.do, [some_action(desk, pick)])
        if desk.store.seq > before:
            states.append(work(desk))
    for state in reversed(states[:-1]):
        desk.undo()
        assert work(desk) == state
    for state in states[1:]:
        desk.redo()
        assert work(desk) == state
    with pytest.raises(Refused, match="nothing to redo"):
        desk.redo()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_undoing_any_entry_in_any_order_leaves_whole_work_that_comes_in_again(seed: int) -> None:
    random = Random(seed)
    desk, pick = new_desk(), random.choice
    for _ in range(40):
        what = pick(["do", "do", "undo", "redo", "any", "mail"])
        if what == "do":
            tried(desk.do, [some_action(desk, pick)])
        elif what == "any":
            seq = random.randint(2, desk.store.seq + 1)
            tried(desk.undo, seq, yes=True)
        elif what == "mail":
            deliver(desk, Post(), at_once=True)
        else:
            tried(getattr(desk, what), yes=True)
        assert not doubly_booked(desk)
    store = MemoryStore()
    store.open()
    copy = Desk(store, desk.clock, "ana", "import")
    import_into(copy, export(desk.snapshot()))
    assert work(copy) == work(desk)


def doubly_booked(desk: Desk) -> bool:
    spans = sorted(
        (doc["start"], doc["end"])
        for doc in desk.snapshot().all("bookings")
        if doc["status"] == "confirmed"
    )
    return any(a[1] > b[0] for a, b in pairwise(spans))


def entry_of(desk: Desk, type: str, **fields: Any) -> int:
    entry = desk.do([act(type, **fields)]).entry
    assert entry is not None
    return entry.seq


def test_a_task_that_another_one_waits_for_is_not_undone_from_under_it(desk: Desk) -> None:
    made = entry_of(desk, "create_task", title="First", project="WEB")
    desk.do([act("link_tasks", task="WEB-2", after="WEB-3")])
    with pytest.raises(Refused, match=r"WEB-2 .* still names WEB-3"):
        desk.undo(made)


def test_hours_booked_on_a_task_go_with_it_and_come_back_with_it(desk: Desk) -> None:
    desk.do([act("log_time", task="WEB-2", hours=3)])
    receipt = desk.do([act("delete_task", task="WEB-2")])
    assert "3 h booked" in receipt.warnings[0]
    assert not desk.snapshot().count("time")
    desk.undo()
    assert [doc["task"] for doc in desk.snapshot().all("time")] == ["WEB-2"]


def test_undo_does_not_bring_back_a_link_to_what_is_gone(desk: Desk) -> None:
    linked = entry_of(desk, "link_tasks", task="WEB-2", after="WEB-1")
    desk.undo(linked)
    gone = entry_of(desk, "delete_task", task="WEB-1")
    with pytest.raises(Refused, match=rf"WEB-1.*taken away since \(entry {gone}\)"):
        desk.redo() if desk.store.seq == linked + 1 else desk.undo(linked + 1)


def test_undo_does_not_close_a_ring_with_later_links(desk: Desk) -> None:
    desk.do([act("link_tasks", task="WEB-2", after="WEB-1")])
    away = entry_of(desk, "unlink_tasks", task="WEB-2", after="WEB-1")
    desk.do([act("link_tasks", task="WEB-1", after="WEB-2")])
    with pytest.raises(Refused, match="makes a ring"):
        desk.undo(away)


def test_a_cancelled_booking_does_not_come_back_into_a_time_that_is_taken(desk: Desk) -> None:
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)])
    deliver(desk, Post(), at_once=True)
    gone = entry_of(desk, "cancel_booking", booking="BK-1")
    desk.do([act("book_slot", event_type="intro", invitee="bo@acme.example", start=THU)])
    with pytest.raises(Refused, match="BK-2 has taken the time of BK-1"):
        desk.undo(gone, yes=True)


def test_a_told_booking_can_be_undone_and_redone_again_and_again(desk: Desk) -> None:
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)])
    seen = []
    for step in (desk.undo, desk.redo, desk.undo, desk.redo):
        deliver(desk, Post(), at_once=True)
        step(yes=True)
        doc = desk.snapshot().get("bookings", "BK-1") or {}
        seen.append((doc["status"], doc["sequence"]))
    assert seen == [("cancelled", 1), ("confirmed", 2), ("cancelled", 3), ("confirmed", 4)]


def test_a_revoked_link_stays_revoked_when_the_move_is_undone(desk: Desk) -> None:
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)])
    desk.do([act("reschedule_booking", booking="BK-1", requested_start=FRI)])
    deliver(desk, Post(), at_once=True)
    desk.undo(yes=True)
    doc = desk.snapshot().get("bookings", "BK-1") or {}
    assert (doc["start"], doc["generation"]) == (THU, 2)


def test_an_earlier_telling_is_not_undone_past_a_later_one(desk: Desk) -> None:
    book = act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)
    made = desk.do([book]).entry
    deliver(desk, Post(), at_once=True)
    desk.do([act("cancel_booking", booking="BK-1")])
    assert made is not None
    with pytest.raises(WorktuiError, match="was changed afterwards"):
        desk.undo(made.seq, yes=True)


def test_what_came_about_by_itself_is_nobodys_to_undo(desk: Desk) -> None:
    desk.do([act("send_message", to="iva@novak.example", body="Hello")])
    deliver(desk, Post(), at_once=True)
    with pytest.raises(Refused, match="came about by itself"):
        desk.undo(desk.store.seq)


def test_a_message_brought_back_has_its_seconds_of_grace_again(desk: Desk) -> None:
    desk.do([act("send_message", to="iva@novak.example", body="Hello")])
    desk.undo()
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(NOW + timedelta(seconds=60))
    desk.redo()
    assert deliver(desk, Post()).outcomes == ()


def test_a_task_can_be_put_between_two_others_any_number_of_times(desk: Desk) -> None:
    for title in "abc":
        desk.do([act("create_task", title=title, project="WEB")])
    for n in range(200):
        mover, mark = ("WEB-4", "WEB-5") if n % 2 else ("WEB-5", "WEB-4")
        desk.do([act("reorder_task", task=mover, before=mark)])
        ranks = {d["id"]: d["rank"] for d in desk.snapshot().all("tasks")}
        assert ranks["WEB-2"] < ranks["WEB-3"] < ranks[mover] < ranks[mark]


def test_a_task_is_not_put_before_itself_or_into_another_column(desk: Desk) -> None:
    with pytest.raises(Refused, match="before itself"):
        desk.do([act("reorder_task", task="WEB-2", before="WEB-2")])
    with pytest.raises(Refused, match="another column"):
        desk.do([act("reorder_task", task="WEB-2", before="WEB-1")])


def test_a_booking_made_on_a_page_is_nobodys_last_change(desk: Desk) -> None:
    mine = desk.do([parse({"type": "create_task", "title": "Mine"})])
    desk.through("web").do([parse({"type": "create_task", "title": "A visitor's"})])
    assert mine.entry is not None
    undone = desk.undo().entry
    assert undone is not None
    assert undone.undoes == mine.entry.seq
