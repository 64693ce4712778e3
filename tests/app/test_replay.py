"""The work as it stood: back and forth through the log, and nothing written there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.replay import Past
from worktui.domain.actions import parse
from worktui.domain.errors import NotFound, Refused
from worktui.domain.snapshot import TABLES, Snapshot
from worktui.store.memory import MemoryStore

START = datetime.fromisoformat("2026-03-04T10:00:00+01:00")


def everything(work: Snapshot) -> dict[str, dict[str, object]]:
    return {
        table: {str(doc["id"]): dict(doc) for doc in work.all(table)}
        for table in TABLES
        if work.count(table)
    }


def desk() -> Desk:
    store = MemoryStore()
    store.open()
    return Desk(store, FixedClock(START), "ana")


def do(where: Desk, **fields: object) -> None:
    where.clock.set(where.now() + timedelta(minutes=1))  # type: ignore[attr-defined]  # it is fixed
    where.do([parse(fields)])


def told() -> Desk:
    where = desk()
    do(where, type="create_task", title="Quote", due="2026-03-06")
    do(where, type="update_task", task="T-1", due=None, priority="high")
    do(where, type="create_task", title="Photos")
    do(where, type="delete_task", task="T-1")
    do(where, type="comment_task", task="T-2", text="On Friday")
    return where


def test_every_moment_is_as_it_was_on_the_way_back_and_forth() -> None:
    where = desk()
    seen = {}
    for title in ("Quote", "Photos", "Texts"):
        do(where, type="create_task", title=title)
        seen[where.store.seq] = everything(where.snapshot())
        do(where, type="update_task", task="T-1", title=f"{title} first", due="2026-03-09")
        seen[where.store.seq] = everything(where.snapshot())
        do(where, type="delete_task", task="T-1") if title == "Photos" else do(
            where, type="update_task", task="T-1", due=None
        )
        seen[where.store.seq] = everything(where.snapshot())
        if title == "Photos":
            where.undo()
            seen[where.store.seq] = everything(where.snapshot())
    past = Past(where.store)
    for seq in [*reversed(list(seen)), *seen]:
        past.to(seq)
        assert everything(past.snapshot()) == seen[seq], seq


@given(st.lists(st.integers(min_value=1, max_value=5), max_size=8))
def test_any_walk_ends_where_it_would_have_gone_at_once(walk: list[int]) -> None:
    where = told()
    wandering = Past(where.store)
    for seq in walk:
        wandering.to(seq)
        straight = Past(where.store)
        straight.to(seq)
        assert everything(wandering.snapshot()) == everything(straight.snapshot())


def test_a_snapshot_taken_is_not_changed_by_later_steps() -> None:
    past = Past(told().store)
    past.to(3)
    kept = past.snapshot()
    before = everything(kept)
    past.to(5)
    assert everything(kept) == before
    assert kept.get("tasks", "T-1") is not None


def test_the_desk_of_the_past_has_its_clock_and_refuses_to_write() -> None:
    where = told()
    past = Past(where.store)
    past.to(2)
    then = past.desk("ana")
    assert then.now() == START + timedelta(minutes=2)
    assert then.store.readonly
    assert then.snapshot().get("tasks", "T-2") is None
    with pytest.raises(Refused, match="past"):
        then.do([parse({"type": "create_task", "title": "Too late"})])
    with pytest.raises(Refused, match="past"):
        then.store.put_blob(b"x")
    assert [entry.seq for entry in then.store.latest(9)] == [2, 1]
    assert then.store.entry(3) is None
    assert where.store.seq == 5


def test_steps_end_at_both_ends_of_the_log() -> None:
    past = Past(told().store)
    assert not past.step(1)
    assert all(past.step(-1) for _ in range(4))
    assert not past.step(-1)
    assert past.entry().seq == 1
    with pytest.raises(NotFound, match="no entry 6"):
        past.to(6)
    with pytest.raises(NotFound):
        past.to(0)
