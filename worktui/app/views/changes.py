"""What an entry changed, said in a few words: `to Doing`, `due 21 Nov, was 19 Nov`, `to bo`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from worktui.app.phrases import moment_words, near_day
from worktui.app.views.activity import FieldChange, row_of
from worktui.domain.change import Entry
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

_DATES = frozenset({"due", "start", "deadline", "snoozed_until", "actual_start", "actual_finish"})
_SILENT = frozenset({"actual_start", "actual_finish"})
"""Fields that say what another one of the same change says already."""
_WORD = 24


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry about a document: what changed in words, who did it, when in words."""

    seq: int
    words: str
    by: str
    at: str


def history(
    entries: Iterable[Entry], id: str, work: Snapshot, *, now: datetime
) -> tuple[HistoryRow, ...]:
    """What happened to a document, in the order of the entries given."""
    settings = Settings.of(work)
    rows = []
    for entry in entries:
        changes = [change for change in row_of(entry).changes if change.id == id]
        words = ", ".join(filter(None, (said(c, work, settings, now) for c in changes)))
        created = any(edit.id == id and edit.creates for edit in entry.edits)
        if created or words:
            when = moment_words(parse_instant(entry.ts), settings, now)
            rows.append(HistoryRow(entry.seq, "made" if created else words, entry.by, when))
    return tuple(rows)


def said(change: FieldChange, work: Snapshot, settings: Settings, now: datetime) -> str:
    """One field of a task in words, "" when nothing need be said of it."""
    name, old, new = change.field, change.before, change.after
    if name in _SILENT:
        return ""
    match name:
        case "status":
            column = work.get("columns", str(new)) or {}
            return f"to {column.get('name', new)}"
        case "assignee":
            return f"to {new}" if new else "to nobody"
        case "checklist":
            return f"checklist {_ticked(new)}"
        case "comments":
            return "a comment"
        case "depends_on":
            return "waits for " + (", ".join(_links(new)) or "nothing")
        case "tags":
            return "tags " + (" ".join(f"#{tag}" for tag in _list(new)) or "none")
        case "archived":
            return "taken away" if new else "back on the board"
        case "notes":
            return "notes"
    label = name.replace("_", " ")
    shown, was = (_value(name, value, settings, now) for value in (new, old))
    if new is None:
        return f"no {label}, was {was}"
    return f"{label} {shown}" + (f", was {was}" if old is not None else "")


def _value(name: str, value: object, settings: Settings, now: datetime) -> str:
    if name in _DATES and isinstance(value, str):
        return near_day(settings.due_day(value), settings.today(now))
    text = str(value)
    return text if len(text) <= _WORD else f"{text[: _WORD - 1]}…"


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _links(value: object) -> list[str]:
    return [str(link.get("task", "")) for link in _list(value) if isinstance(link, dict)]


def _ticked(value: object) -> str:
    items = _list(value)
    done = sum(1 for item in items if isinstance(item, dict) and item.get("done"))
    return f"{done}/{len(items)}"
