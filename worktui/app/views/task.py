"""One task as a page of frozen values: facts at the right, text at the left, what it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from worktui.app.phrases import full_day, moment_words
from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.views.came_from import CameFrom, came_from
from worktui.app.views.card import late_days
from worktui.app.views.changes import HistoryRow, history
from worktui.app.views.promises import PromiseRow, on_task
from worktui.app.views.spent import TaskTime, task_time
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.fields import is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import said


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact and the field it is changed by. `state` is late, urgent, nobody, over or "";
    an empty `value` is a field that is not set."""

    field: str
    label: str
    value: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another task this one waits for or holds up. `how` says in words what is not the usual
    link, which is: begins when the other is finished."""

    id: str
    title: str
    who: str
    due: str
    done: bool
    how: str = ""


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said, when."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task opened. `facts` in the order they matter, those that are not set too."""

    id: str
    title: str
    column: str
    kind: str
    facts: tuple[FactView, ...]
    notes: str
    checklist: tuple[tuple[str, bool], ...]
    comments: tuple[CommentView, ...]
    waits_for: tuple[LinkView, ...]
    holds_up: tuple[LinkView, ...]
    blocked: bool
    late_days: int
    time: TaskTime
    said: tuple[PromiseRow, ...] = ()
    """What was promised about it, and what became of that."""
    came: tuple[CameFrom, ...] = ()
    """The messages it came from, with the words that count."""


def task(work: Snapshot, id: str, *, now: datetime) -> TaskView | None:
    """The page of a task, None when it is gone."""
    doc = work.get("tasks", id)
    if doc is None:
        return None
    settings = Settings.of(work)
    column = work.get("columns", str(doc.get("status", ""))) or {}
    kind = column_kind(work, doc.get("status"))
    late = late_days(doc, kind, settings, now)
    time = task_time(work, doc, settings.today(now))
    return TaskView(
        id=id,
        title=str(doc.get("title", "")),
        column=str(column.get("name", doc.get("status", ""))),
        kind=kind,
        facts=_facts(work, doc, settings, late, time),
        notes=str(doc.get("notes", "")),
        checklist=tuple(_check(item) for item in doc.get("checklist") or ()),
        comments=tuple(_comment(item, settings) for item in doc.get("comments") or ()),
        waits_for=_waits_for(work, doc),
        holds_up=_holds_up(work, id),
        blocked=bool(open_blockers(work, doc)) or bool(doc.get("blocked")),
        late_days=late,
        time=time,
        said=on_task(work, id, now=now),
        came=came_from(work, doc),
    )


def task_history(
    entries: Iterable[Entry], id: str, work: Snapshot, *, now: datetime
) -> Iterator[HistoryRow]:
    """What happened to a task, time that was booked on it too, in the order of the entries."""
    settings = Settings.of(work)
    for entry in entries:
        if any(edit.table == "tasks" and edit.id == id for edit in entry.edits):
            yield from history((entry,), id, work, now=now)
            continue
        hours = sum(_booked(edit, id) for edit in entry.edits)
        if hours:
            when = moment_words(parse_instant(entry.ts), settings, now)
            words = f"{said(abs(hours))} {'booked' if hours > 0 else 'taken off again'}"
            yield HistoryRow(entry.seq, words, entry.by, when)


def _booked(edit: Edit, id: str) -> float:
    """Hours on a task that an edit adds, less than nothing where it takes them away."""
    if edit.table != "time":
        return 0.0
    docs = ((edit.after, 1), (edit.before, -1))
    mine = [(doc, sign) for doc, sign in docs if doc is not None and doc.get("task") == id]
    return sum(sign * float(doc.get("hours") or 0) for doc, sign in mine)


def _facts(
    work: Snapshot, doc: Doc, settings: Settings, late: int, time: TaskTime
) -> tuple[FactView, ...]:
    def day(name: str) -> str:
        return _moment(doc.get(name), settings)

    priority, due = str(doc.get("priority") or ""), day("due")
    who = str(doc.get("assignee") or "")
    waiting = str(doc.get("waiting_for") or doc.get("blocked") or "")
    return (
        FactView("assignee", "Who", who, "" if who else "nobody"),
        FactView("due", "Due", due, "late" if late else ""),
        FactView("priority", "Priority", priority, "urgent" if priority == "urgent" else ""),
        FactView("time", "Time", time.words, "over" if time.over else ""),
        FactView("blocked", "Blocked by", waiting),
        FactView("project", "Project", _project(work, doc)),
        FactView("milestone", "Milestone", _milestone(work, doc)),
        FactView("tags", "Tags", " ".join(f"#{tag}" for tag in doc.get("tags") or ())),
        FactView("contact_email", "Contact", _contact(work, doc)),
        FactView("estimate_hours", "Estimate", _length(doc.get("estimate_hours"))),
        FactView("remaining_hours", "Left", _length(doc.get("remaining_hours"))),
        FactView("start", "Begins", day("start")),
        FactView("snoozed_until", "Later", day("snoozed_until")),
        FactView("repeat", "Repeats", _repeat(doc)),
        FactView("actual_start", "Started", day("actual_start")),
        FactView("actual_finish", "Finished", day("actual_finish")),
    )


def _moment(value: object, settings: Settings) -> str:
    """`fri 27 Nov`, with the clock where one was named."""
    if not value:
        return ""
    text = str(value)
    try:
        words = full_day(settings.due_day(text))
        clock = "" if is_day(text) else f" {parse_instant(text).astimezone(settings.zone):%H:%M}"
    except ValueError:  # written by something else; shown as it is
        return text
    return words + clock


def _length(hours: object) -> str:
    return said(float(hours)) if isinstance(hours, int | float) else ""


def _project(work: Snapshot, doc: Doc) -> str:
    id = str(doc.get("project") or "")
    return f"{id} {(work.get('projects', id) or {}).get('name', '')}".strip()


def _milestone(work: Snapshot, doc: Doc) -> str:
    id = str(doc.get("milestone") or "")
    return str((work.get("milestones", id) or {}).get("name", id))


def _contact(work: Snapshot, doc: Doc) -> str:
    email = str(doc.get("contact_email") or doc.get("contact") or "")
    return str((work.get("contacts", email) or {}).get("name") or email)


def _repeat(doc: Doc) -> str:
    if not doc.get("repeat"):
        return ""
    from worktui.engine.quickadd_words import repeat_words  # few tasks repeat

    return repeat_words(str(doc["repeat"]))


def _check(item: object) -> tuple[str, bool]:
    if isinstance(item, dict):
        return str(item.get("text", "")), bool(item.get("done"))
    return str(item), False


def _comment(item: Doc, settings: Settings) -> CommentView:
    at = item.get("at")
    moment = parse_instant(at).astimezone(settings.zone) if at else None
    shown = f"{moment.day} {moment:%b %H:%M}" if moment else ""
    return CommentView(str(item.get("by", "")), shown, str(item.get("text", "")))


_HOW = {"SS": "from its start", "FF": "ends with it", "SF": "ends at its start"}


def _how(link: Doc) -> str:
    words = [_HOW.get(str(link.get("type") or "FS"), "")]
    lag = link.get("lag_days")
    if isinstance(lag, int | float) and lag:
        words.append(f"{lag:+g} d")
    return " ".join(filter(None, words))


def _link(work: Snapshot, doc: Doc, link: Doc) -> LinkView:
    return LinkView(
        doc["id"],
        str(doc.get("title", "")),
        str(doc.get("assignee", "")),
        str(doc.get("due", "")),
        column_kind(work, doc.get("status")) == "done",
        _how(link),
    )


def _waits_for(work: Snapshot, doc: Doc) -> tuple[LinkView, ...]:
    found = ((work.get("tasks", link["task"]), link) for link in doc.get("depends_on") or ())
    return tuple(_link(work, other, link) for other, link in found if other is not None)


def _holds_up(work: Snapshot, id: str) -> tuple[LinkView, ...]:
    return tuple(
        _link(work, other, link)
        for other in work.all("tasks")
        for link in other.get("depends_on") or ()
        if link["task"] == id
    )
