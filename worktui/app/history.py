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


def find_entries(store: Store, query: str = "", since: datetime | None = None) -> Iterator[Entry]:
    """Entries that fit, newest first.

    Words must all be found in what the entry says or the ids it touched; `@ana` is who did
    it, `by:rule` through what; a word that is an id (`WEB-12`) means what touched it.
    """
    wanted = [word.casefold() for word in query.split()]
    for entry in newest(store):
        if since is not None and _moment(entry) < since:
            continue  # clocks of several machines disagree: go on, do not stop
        if all(_fits(entry, word) for word in wanted):
            yield entry


def _moment(entry: Entry) -> datetime:
    try:
        return parse_instant(entry.ts)
    except ValueError as error:
        raise BadInput(f"Entry {entry.seq} has no readable time: {entry.ts[:40]}.") from error


def _fits(entry: Entry, word: str) -> bool:
    if word.startswith("@") and len(word) > 1:
        return entry.by.casefold() == word[1:]
    if word.startswith("by:") and len(word) > 3:
        return entry.through == word[3:]
    if any(edit.id.casefold() == word for edit in entry.edits):
        return True
    return word in entry.why.casefold() and not _is_id(word)


def _is_id(word: str) -> bool:
    head, dash, tail = word.rpartition("-")
    return bool(dash) and head.isalnum() and tail.isdigit()
