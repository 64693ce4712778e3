"""A step in words: what it does, to what, and the detail beneath; for screens and pages.

Words are made from the typed action only, never from what a message said about itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.phrases import counted, full_day
from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

TIMES: Mapping[str, str] = {
    "create_task": "due",
    "update_task": "due",
    "create_event": "start",
    "update_event": "start",
    "set_reminder": "at",
    "book_slot": "start",
    "hold_slot": "start",
    "reschedule_booking": "requested_start",
    "offer_slots": "slots",
    "log_time": "day",
    "log_cost": "day",
}
"""The field of an action that says when."""
REACH_WORDS = {"local": "here", "calendar": "calendar", "outward": "mail"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class StepView:
    """One step. `verb` is one word, `words` the line, `detail` what stands under it."""

    n: int
    verb: str
    words: str
    detail: str
    reach: str
    ticked: bool = True
    done: bool = False
    doubt: str = ""
    time: str = ""
    """The field that says when, "" when the step has no time."""

    @property
    def where(self) -> str:
        """How far it reaches, in a word: here, calendar, mail."""
        return REACH_WORDS.get(self.reach, self.reach)

    @property
    def leaves(self) -> bool:
        """Whether somebody outside sees it."""
        return self.reach == "outward"


def moment_words(value: str, zone: str) -> str:
    """`fri 6 Mar` for a day, `fri 6 Mar 14:00` for an instant as the zone's clock shows it."""
    if is_day(value):
        day = parse_day(value)
        return f"{_DAYS[day.weekday()]} {day.day} {day:%b}"
    local = parse_instant(value).astimezone(ZoneInfo(zone))
    return f"{_DAYS[local.weekday()]} {local.day} {local:%b} {local:%H:%M}"


def describe(
    action: Action, n: int, work: Snapshot, zone: str, *, ticked: bool = True, done: bool = False
) -> StepView:
    """The step in words. `zone` is where the reader is."""
    verb, write = _WRITERS.get(action.type, (action.type.replace("_", " ").capitalize(), _plain))
    words, detail = write(action, work, zone)
    doubt = ""
    if action.notes.get("needs_clarification"):
        doubt = str(action.notes.get("issue", "unclear")).replace("_", " ")
        if candidates := action.notes.get("candidates"):
            doubt += ": " + " or ".join(map(str, candidates))
    time = TIMES.get(action.type, "")
    return StepView(n, verb, words, detail, action.reach_now(), ticked, done, doubt, time)


def with_offered(
    view: StepView, action: Action, effects: Sequence[Doc], settings: Settings
) -> StepView:
    """An offer with the very times that its message would name."""
    to = getattr(action, "to", None)
    found = [
        doc for doc in effects if doc.get("action") == action.type == "offer_slots"
        and doc.get("to") == to
    ]  # fmt: skip
    if not found or not found[0].get("starts"):
        return view
    moments = [parse_instant(start).astimezone(settings.zone) for start in found[0]["starts"]]
    count = counted(len(moments), "time")
    days = {moment.date() for moment in moments}
    if len(days) == 1:
        words = f"{count} on {full_day(moments[0].date())}"
        detail = "  ".join(f"{moment:%H:%M}" for moment in moments)
    else:
        words = f"{count} over {counted(len(days), 'day')}"
        detail = "  ".join(f"{full_day(m.date())} {m:%H:%M}" for m in moments)
    return replace(view, words=f"{words} to {view.words.rpartition(' to ')[2]}", detail=detail)


Words = tuple[str, str]


def _title(work: Snapshot, id: str) -> str:
    doc = work.get("tasks", id)
    return f"{id} {doc['title']}" if doc else id


def _facts(fields: Mapping[str, Any], zone: str) -> str:
    parts = []
    for name, value in fields.items():
        if name == "due":
            parts.append(moment_words(str(value), zone))
        elif name == "assignee":
            parts.append(f"@{value}")
        elif name == "priority":
            parts.append(f"!{value}")
        elif name == "project":
            parts.append(f"+{value}")
        elif name in ("status", "start", "milestone", "waiting_for", "estimate_hours"):
            parts.append(f"{name.replace('_', ' ')} {value}")
    return " · ".join(parts)


def _create(action: Any, _work: Snapshot, zone: str) -> Words:
    return action.title, _facts(action.fields, zone)


def _update(action: Any, work: Snapshot, zone: str) -> Words:
    return _title(work, action.task), _facts(action.fields, zone)


def _move(action: Any, work: Snapshot, _zone: str) -> Words:
    column = work.get("columns", action.to) or {}
    where = column.get("name", action.to)
    return (
        f"{_title(work, action.task)} → {where}",
        f"if {action.condition}" if action.condition else "",
    )


def _comment(action: Any, work: Snapshot, _zone: str) -> Words:
    return _title(work, action.task), f"“{action.text.strip().splitlines()[0][:120]}”"


def _link(action: Any, work: Snapshot, _zone: str) -> Words:
    return _title(work, action.task), f"after {_title(work, action.after)}"


def _offer(action: Any, work: Snapshot, zone: str) -> Words:
    kind = work.get("event_types", action.event_type) or {}
    who = _who(work, action.to)
    if action.slots:
        times = "  ".join(moment_words(str(start), zone) for start in action.slots)
        return (
            f"{len(action.slots)} times for {kind.get('title', action.event_type)} to {who}",
            times,
        )
    first, last = action.window_start, action.window_end
    span = moment_words(first, zone) if first else "the coming days"
    if last and last != first:
        span += f" to {moment_words(last, zone)}"
    part = f", {action.part_of_day}" if action.part_of_day else ""
    return f"{kind.get('title', action.event_type)} to {who}", span + part


def _book(action: Any, work: Snapshot, zone: str) -> Words:
    kind = work.get("event_types", action.event_type) or {}
    minutes = action.minutes or kind.get("minutes", 30)
    when = moment_words(action.start, zone)
    return f"{when}, {minutes} min, with {_who(work, action.invitee or '')}", str(
        kind.get("title", action.event_type)
    )


def _booking(action: Any, work: Snapshot, zone: str) -> Words:
    doc = work.get("bookings", action.booking) or {}
    start = moment_words(doc["start"], zone) if "start" in doc else ""
    who = _who(work, doc.get("invitee", ""))
    wanted = getattr(action, "requested_start", None)
    words = f"{action.booking} {start} with {who}"
    detail = f"to {moment_words(wanted, zone)}" if wanted else getattr(action, "reason", None) or ""
    if getattr(action, "conflict_with", None):
        detail += f" · meets {action.conflict_with}"
    return words, detail


def _event(action: Any, work: Snapshot, zone: str) -> Words:
    old = work.get("calendar", action.uid or "") or {}
    summary = action.fields.get("summary") or old.get("summary") or action.uid or ""
    start = action.fields.get("start") or action.fields.get("date") or action.fields.get(
        "recurrence_id"
    )  # fmt: skip
    return str(summary), moment_words(str(start), zone) if start else ""


def _send(action: Any, work: Snapshot, _zone: str) -> Words:
    first = (action.body or "").strip().splitlines()
    return f"to {_who(work, action.to)}", f"“{first[0][:120]}”" if first else "no text yet"


def _message(action: Any, work: Snapshot, _zone: str) -> Words:
    doc = work.get("outbox", action.message) or {}
    to = getattr(action, "to", None) or str(doc.get("to") or "")
    return f"{action.message} to {_who(work, to)}", f"“{doc.get('subject', '')}”"


def _ask(action: Any, _work: Snapshot, _zone: str) -> Words:
    return f"@{action.who}", f"“{action.question}”"


def _time(action: Any, work: Snapshot, zone: str) -> Words:
    day = moment_words(action.day, zone) if action.day else "today"
    person = f" · @{action.person}" if action.person else ""
    return f"{action.hours:g} h on {_title(work, action.task)}", day + person


def _cost(action: Any, _work: Snapshot, _zone: str) -> Words:
    unit = f" {action.currency}" if action.currency else ""
    return (
        f"{action.amount}{unit} for {action.what or 'a cost'}",
        action.project or action.task or "",
    )


def _remind(action: Any, _work: Snapshot, zone: str) -> Words:
    return action.about or action.task or "", moment_words(action.at, zone)


def _away(action: Any, work: Snapshot, zone: str) -> Words:
    who = f"@{action.person}" if action.person else _who(work, action.contact or "")
    return who, f"{moment_words(action.start, zone)} to {moment_words(action.until, zone)}"


def _plain(action: Action, _work: Snapshot, _zone: str) -> Words:
    names = [getattr(action, name) for name in action.own_kinds()]
    return " ".join(str(value) for value in names if isinstance(value, str)), ""


def _who(work: Snapshot, email: str) -> str:
    doc = work.get("contacts", email)
    return str(doc["name"]) if doc and doc.get("name") else email


_WRITERS: Mapping[str, tuple[str, Callable[[Any, Snapshot, str], Words]]] = {
    "create_task": ("Create", _create),
    "update_task": ("Set", _update),
    "move_task": ("Move", _move),
    "comment_task": ("Note", _comment),
    "link_tasks": ("Link", _link),
    "unlink_tasks": ("Unlink", _link),
    "offer_slots": ("Offer", _offer),
    "book_slot": ("Book", _book),
    "hold_slot": ("Hold", _book),
    "reschedule_booking": ("Reschedule", _booking),
    "cancel_booking": ("Cancel", _booking),
    "create_event": ("Calendar", _event),
    "update_event": ("Change", _event),
    "cancel_event": ("Take off", _event),
    "send_message": ("Say", _send),
    "retry_message": ("Send again", _message),
    "drop_message": ("Give up", _message),
    "ask_person": ("Ask", _ask),
    "log_time": ("Time", _time),
    "log_cost": ("Cost", _cost),
    "set_reminder": ("Remind", _remind),
    "set_availability": ("Away", _away),
}
