"""The log as people ask for it: newest first, found by words, by person, by document, by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from worktui.app.ports import Store
from worktui.app.undo import newest
from worktui.domain.change import Edit, Entry
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_instant


def entry_doc(entry: Entry) -> dict[str, Any]:
    """An entry as JSON."""
    return {
        "seq": entry.seq,
        "ts": entry.ts,
        "by": entry.by,
        "through": entry.through,
        "why": entry.why,
        "undoes": entry.undoes,
        "edits": [_edit_doc(edit) for edit in entry.edits],
    }


def _edit_doc(edit: Edit) -> dict[str, Any]:
    return {
        "table": edit.table,
        "id": edit.id,
        "before": dict(edit.before) if edit.before is not None else None,
        "after": dict(edit.after) if edit.after is not None else None,
    }


def find_entries(
    store: Store,
    query: str = "",
    since: datetime | None = None,
    *,
    now: datetime | None = None,
    me: str = "",
    tz: str = "",
) -> Iterator[Entry]:
    """Entries that fit, newest first. `query` is in the language of `engine/query_entries.py`;
    `now` (else the newest entry's moment), `me` and `tz` are what its words are read against.
    Raises QueryError."""
    if not query.strip():
        yield from _from(store, since)
        return
    from worktui.engine.query_entries import entry_row, parse

    if now is None:
        latest = store.latest(1)
        if not latest:
            return
        now = _moment(latest[0])
    wanted = parse(query, store.snapshot(), now, me, tz)
    for entry in _from(store, since):
        if wanted.fits(entry_row(entry), ""):
            yield entry


def _from(store: Store, since: datetime | None) -> Iterator[Entry]:
    for entry in newest(store):
        if since is None or _moment(entry) >= since:  # clocks disagree: go on, do not stop
            yield entry


def _moment(entry: Entry) -> datetime:
    try:
        return parse_instant(entry.ts)
    except ValueError as error:
        raise BadInput(f"Entry {entry.seq} has no readable time: {entry.ts[:40]}.") from error
