"""What changed, by whom, through what: entries as rows for the log, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worktui.domain.change import Edit, Entry

_QUIET = frozenset({"counters", "outbox", "senses"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one document, before and after (JSON values)."""

    table: str
    id: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One entry."""

    seq: int
    ts: str
    by: str
    through: str
    why: str
    ids: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    undoes: int | None


def activity(entries: Iterable[Entry], *, about: str = "") -> tuple[ActivityRow, ...]:
    """Entries as rows; `about` keeps those that touch a document or name the word."""
    wanted = about.casefold()
    rows = (row_of(entry) for entry in entries)
    return tuple(row for row in rows if not wanted or _names(row, wanted))


def row_of(entry: Entry) -> ActivityRow:
    """One entry as a row; what is bookkeeping only is left out."""
    edits = [edit for edit in entry.edits if edit.table not in _QUIET]
    return ActivityRow(
        entry.seq,
        entry.ts,
        entry.by,
        entry.through,
        entry.why,
        tuple(dict.fromkeys(edit.id for edit in edits)),
        tuple(change for edit in edits for change in _changes(edit)),
        entry.undoes,
    )


def _changes(edit: Edit) -> Iterable[FieldChange]:
    before, after = edit.before or {}, edit.after or {}
    for name in {**before, **after}:
        if name not in ("id", "rank"):
            yield FieldChange(edit.table, edit.id, name, before.get(name), after.get(name))


def _names(row: ActivityRow, wanted: str) -> bool:
    if any(id.casefold() == wanted for id in row.ids):
        return True
    return wanted in row.why.casefold() or wanted in (row.by.casefold(), row.through.casefold())
