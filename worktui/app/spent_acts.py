"""What a person did about tasks on a day, read from the log: started, moved, said, finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from worktui.app.plans.lookup import column_kind
from worktui.domain.change import Edit, Entry
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

HANDS = frozenset({"key", "cli", "web", "suggestion"})
"""Ways a person acts by; what a rule, an import or another program did tells nothing."""
_SAID = {"comments": "comment", "checklist": "step", "notes": "notes"}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done about a task: `words` are started, finished, moved, comment, step, notes.

    `before` and `after` say whether the task was in hand then.
    """

    at: datetime
    task: str
    words: str
    before: bool
    after: bool


@dataclass(slots=True)
class Known:
    """What the log tells of a day: the acts of one person and, for each task, the turns (instant,
    in hand after it) by anybody, both newest first; and whether it was in hand as it began."""

    acts: list[Act] = field(default_factory=list)
    turns: dict[str, list[tuple[datetime, bool]]] = field(default_factory=lambda: defaultdict(list))
    began: dict[str, bool] = field(default_factory=dict)


def kinds_of(
    work: Snapshot, entries: Iterable[Entry], who: str, since: datetime, settings: Settings
) -> Known:
    """Read the entries, newest first, back to the beginning of a day; what was undone is none."""
    known = Known()
    status = {str(doc["id"]): doc.get("status") for doc in work.all("tasks")}
    undone: set[int] = set()
    for entry in entries:
        at = parse_instant(entry.ts).astimezone(settings.zone)
        if at < since:
            continue
        gone = entry.seq in undone or entry.undoes is not None
        if entry.undoes is not None and entry.seq not in undone:
            undone.add(entry.undoes)
        hand = not gone and entry.by == who and entry.through in HANDS
        for edit in reversed(entry.edits):
            if edit.table == "tasks" and edit.id in status:
                _read(edit, at, hand, work, status, known)
    known.began = {id: column_kind(work, value) == "doing" for id, value in status.items()}
    return known


def _read(
    edit: Edit,
    at: datetime,
    hand: bool,
    work: Snapshot,
    status: dict[str, str | None],
    known: Known,
) -> None:
    """One edit: what it did, and how the task stood before it."""
    new, old = edit.after or {}, edit.before or {}
    here = column_kind(work, status[edit.id])
    before, words = here, ""
    if "status" in new:
        before = column_kind(work, old.get("status")) if edit.before is not None else "todo"
        status[edit.id] = old.get("status")
        if (before == "doing") != (here == "doing"):
            known.turns[edit.id].append((at, here == "doing"))
        words = _moved(before, here)
    elif edit.before is not None:
        words = next((said for name, said in _SAID.items() if name in new), "")
    if hand and words:
        known.acts.append(Act(at, edit.id, words, before == "doing", here == "doing"))


def _moved(before: str, after: str) -> str:
    """What a move from a kind of column to another is called; "" where nothing was worked on."""
    if after == "doing":
        return "moved" if before == "doing" else "started"
    if after == "done" and before != "done":
        return "finished"
    return "put back" if before == "doing" else ""


def acts_of(known: Known, today: Callable[[datetime], date], day: date) -> list[Act]:
    """The acts of the day itself, in the order they were done."""
    done = [act for act in reversed(known.acts) if today(act.at) == day]
    return sorted(done, key=lambda act: act.at)  # those of one moment stay in their order


def in_hand(known: Known, task: str, at: datetime) -> bool:
    """Whether a task was in hand just after an instant."""
    held = known.began.get(task, False)
    for turn, after in reversed(known.turns.get(task, [])):
        if turn <= at:
            held = after
    return held


def idle(known: Known, acts: Iterable[Act], mine: Mapping[str, bool]) -> list[str]:
    """Tasks of one's own that were in hand all day and that nothing was done about."""
    touched = {act.task for act in acts}
    return [
        id
        for id, held in known.began.items()
        if held and mine.get(id) and id not in touched and not known.turns.get(id)
    ]
