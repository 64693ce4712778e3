"""What the tests of the stores share: a clock, changes in one line, looking at files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from worktui.app.ports import Store
from worktui.domain.change import Actor, Change, Edit, Entry
from worktui.domain.snapshot import Snapshot
from worktui.store.file import FileStore
from worktui.store.io import DISK, Io

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
MARA = Actor("mara")


class Calm(Io):
    """A disk that does not wait for the platter: what is tested is not sudden loss of power."""

    fsync = fdatasync = staticmethod(lambda fd: None)


CALM = Calm()

_OPENED: set[FileStore] = set()

State = dict[str, dict[str, dict[str, Any]]]


class FixedClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


def file_store(path: Path, io: Io = DISK, **more: Any) -> FileStore:
    """A file store on a path, not opened."""
    store = FileStore(path, clock=FixedClock(), io=io, **more)
    _OPENED.add(store)
    return store


def opened(path: Path, io: Io = DISK, **more: Any) -> FileStore:
    """A file store on a path, opened; let go of at the end of the test if not before."""
    store = file_store(path, io, **more)
    store.open()
    return store


def leave(store: FileStore) -> None:
    """Go away as a killed process does: nothing is folded."""
    if store._live.log is not None:
        store._live.log.close()
        store._live.log = None
    store._lock.forget()
    _OPENED.discard(store)


def leave_all() -> None:
    """Let go of every store that is still open."""
    for store in list(_OPENED):
        leave(store)
    _OPENED.clear()


def create(id: str, table: str = "tasks", **fields: Any) -> Edit:
    return Edit(table, id, None, {"id": id, **fields})


def update(id: str, table: str = "tasks", **fields: tuple[Any, Any]) -> Edit:
    """Fields as (seen, wanted)."""
    return Edit(
        table, id, {f: v[0] for f, v in fields.items()}, {f: v[1] for f, v in fields.items()}
    )


def delete(id: str, seen: dict[str, Any], table: str = "tasks") -> Edit:
    return Edit(table, id, seen, None)


def commit(
    store: Store, *edits: Edit, key: str | None = None, why: str = "because"
) -> Entry | None:
    """Commit edits as they are."""
    return store.commit(lambda _: Change(edits, why), MARA, ts=NOW, key=key)


def put(store: Store, id: str, key: str | None = None, **fields: Any) -> Entry | None:
    """Set fields of a task, whatever they are now; makes the task if need be."""

    def decide(snapshot: Snapshot) -> Change:
        now = snapshot.get("tasks", id)
        if now is None:
            return Change((create(id, **fields),), "made")
        seen = {name: now.get(name) for name in fields}
        return Change((Edit("tasks", id, seen, fields),), "set")

    return store.commit(decide, MARA, ts=NOW, key=key)


def state(store: Store | Snapshot) -> State:
    """All documents, tables without any left out."""
    snapshot: Any = store.snapshot() if hasattr(store, "commit") else store
    tables = {
        name: {id: dict(snapshot.get(name, id)) for id in snapshot.ids(name)}
        for name in snapshot._tables
    }
    return {name: docs for name, docs in tables.items() if docs}


def stock(path: Path) -> State:
    """What plain TinyDB reads from a file: table → id → document."""
    with TinyDB(path, access_mode="r") as db:
        return {
            name: {doc.get("id", f"#{doc.doc_id}"): dict(doc) for doc in db.table(name).all()}
            for name in db.tables()
            if name != "_meta" and len(db.table(name))
        }


def edit_with_stock(path: Path, change: Callable[[TinyDB], object]) -> None:
    """Open a file with plain TinyDB and do something to it."""
    with TinyDB(path) as db:
        change(db)
