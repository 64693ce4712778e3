"""Two stores over one file and a plain dict: whatever is done in whatever order, they agree."""

from __future__ import annotations

import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.store.conftest import MEMORY
from tests.store.hands import (
    CALM,
    MARA,
    NOW,
    State,
    commit,
    create,
    delete,
    edit_with_stock,
    leave,
    opened,
    put,
    state,
    update,
)
from worktui.domain.change import Change, Entry
from worktui.domain.errors import Conflict

pytestmark = pytest.mark.timeout(900 if os.environ.get("WORKTUI_LONG") else 60)

LONG = bool(os.environ.get("WORKTUI_LONG"))

ids = st.sampled_from(["T-1", "T-2", "T-3", "#1"])
fields = st.sampled_from(["shade", "weight", "n"])  # no field with a shape of its own
set_values = st.one_of(
    st.booleans(),
    st.integers(-2, 2),
    st.text("ab\n漢\0", max_size=3),
    st.lists(st.integers(0, 1), max_size=2),
)
values = st.one_of(st.none(), set_values)
who = st.sampled_from([0, 1])


def alike(one: Any, other: Any) -> bool:
    """The same value: true is not 1."""
    return (one, type(one)) == (other, type(other))


class TwoStores(RuleBasedStateMachine):
    """`model` is what both must show once they have looked."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(dir=MEMORY if os.path.isdir(MEMORY) else None))
        self.path = self.home / "work.json"
        self.stores = [opened(self.path, CALM), opened(self.path, CALM)]
        self.model: dict[str, dict[str, Any]] = {}
        self.seq = 0
        self.pictures: list[tuple[Any, State]] = []
        self.heard: list[list[int]] = [[], []]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.home)

    def wrote(self, entry: Entry | None) -> None:
        if entry is not None:
            self.seq += 1
            assert entry.seq == self.seq

    @rule(at=who, id=ids, name=fields, value=values)
    def set_field(self, at: int, id: str, name: str, value: Any) -> None:
        if id.startswith("#"):
            id = "T-9"
        self.wrote(put(self.stores[at], id, **{name: value}))
        doc = self.model.setdefault(id, {"id": id})
        doc.pop(name, None)
        if value is not None:
            doc[name] = value

    @rule(at=who, id=ids, name=fields, seen=values, value=values)
    def set_what_was_seen(self, at: int, id: str, name: str, seen: Any, value: Any) -> None:
        """With a value seen that may be wrong: a conflict exactly when it is and matters."""
        doc = self.model.get(id)
        there = (doc or {}).get(name)
        allowed = doc is not None and (alike(there, seen) or alike(there, value))
        if not allowed:
            with pytest.raises(Conflict):
                commit(self.stores[at], update(id, **{name: (seen, value)}))
            return
        assert doc is not None
        entry = commit(self.stores[at], update(id, **{name: (seen, value)}))
        assert (entry is None) == alike(there, value)
        self.wrote(entry)
        doc.pop(name, None)
        if value is not None:
            doc[name] = value

    @rule(at=who, id=ids)
    def make(self, at: int, id: str) -> None:
        if id in self.model:
            with pytest.raises(Conflict):
                commit(self.stores[at], create(id, title="x"))
            return
        if id.startswith("#"):
            return
        self.wrote(commit(self.stores[at], create(id, title="x")))
        self.model[id] = {"id": id, "title": "x"}

    @rule(at=who, id=ids)
    def remove(self, at: int, id: str) -> None:
        self.wrote(commit(self.stores[at], delete(id, self.model.pop(id, {"id": id}))))

    @rule(at=who)
    def undo(self, at: int) -> None:
        """Take back the newest entry and then that again: nothing has changed."""
        newest = self.stores[at].latest(1)
        if not newest or newest[0].seq != self.seq:
            return
        for _ in range(2):
            entry = self.stores[at].latest(1)[0]
            edits = tuple(edit.inverse() for edit in reversed(entry.edits))
            self.wrote(self.stores[at].commit(lambda _, e=edits: Change(e), MARA, ts=NOW))

    @rule(at=who)
    def poll(self, at: int) -> None:
        self.heard[at] += [entry.seq for entry in self.stores[at].poll()]
        assert self.heard[at] == sorted(set(self.heard[at]))
        assert state(self.stores[at]).get("tasks", {}) == self.model

    @rule(at=who)
    def fold(self, at: int) -> None:
        self.stores[at].fold()

    @rule(at=who, properly=st.booleans())
    def reopen(self, at: int, properly: bool) -> None:
        store = self.stores[at]
        if properly:
            store.close()
        else:
            leave(store)
        self.stores[at] = opened(self.path, CALM)
        self.heard[at] = []
        assert state(self.stores[at]).get("tasks", {}) == self.model
        assert self.stores[at].seq == self.seq

    @rule(size=st.integers(1, 60))
    def die_while_writing(self, size: int) -> None:
        """Another process leaves an unfinished line."""
        line = b'{"c":"01234567","e":{"seq":%d,"ts":"2026-03-04T10:00:00+00:00"' % (self.seq + 1)
        log = self.path.with_suffix(".log")
        if log.read_bytes().endswith(b"\n"):
            with log.open("ab") as file:
                file.write(line[:size])

    @rule(name=fields, value=set_values)
    def edit_outside(self, name: str, value: Any) -> None:
        """With stock TinyDB, on a snapshot that is up to date; taken in at once."""
        for store in self.stores:
            store.close()
        self.stores = [opened(self.path, CALM) for _ in range(2)]
        self.heard = [[], []]
        self.stores[0].fold()
        before = deepcopy(self.model)
        edit_with_stock(self.path, lambda db: db.table("tasks").update({name: value}))
        for doc in self.model.values():
            doc[name] = value
        self.stores[0].fold()
        changed = repr(before) != repr(self.model)
        self.seq += changed
        assert self.stores[0].seq == self.seq

    @rule(at=who)
    def look(self, at: int) -> None:
        picture = self.stores[at].snapshot()
        self.pictures = [*self.pictures[-2:], (picture, state(picture))]

    @invariant()
    def pictures_stay(self) -> None:
        for picture, then in self.pictures:
            assert state(picture) == then

    @invariant()
    def history_has_no_holes(self) -> None:
        for store in self.stores:
            if store.seq:
                assert [e.seq for e in store.latest(3)] == list(
                    range(store.seq, max(0, store.seq - 3), -1)
                )


TestTwoStores = TwoStores.TestCase
TestTwoStores.settings = settings(
    max_examples=400 if LONG else 40,
    stateful_step_count=50 if LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
