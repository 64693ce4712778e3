"""Work that repeats: when a task that comes again is finished, the next one is made.

The rule (RRULE text, RFC 5545) goes on to the next task, so that finishing one of them makes
one, however often it is moved about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from worktui.app.draft import Draft
from worktui.app.phrases import full_day
from worktui.app.plans.lookup import columns_of
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import is_day, parse_day, parse_instant, within
from worktui.engine.recur import starts
from worktui.engine.recur_rule import Rule

AHEAD = timedelta(days=10 * 366)
"""So far ahead the next time is looked for."""
_OF_ITS_OWN = frozenset(
    {
        *("id", "status", "rank", "due", "start", "deadline", "remaining_hours", "actual_start"),
        *("actual_finish", "comments", "checklist", "blocked", "waiting_for", "depends_on"),
        *("snoozed_until", "archived", "repeat"),
    }
)
"""What belongs to one time of a task and does not come again."""


def make_next(draft: Draft, task: Doc, rank: int) -> None:
    """The next time of a task that was finished, if there is one, as a task of its own."""
    try:
        found = _next(draft, task, str(task["repeat"]))
    except (BadInput, ValueError) as error:
        draft.warn(f"{task['id']} does not come again: its repeat cannot be read ({error}).")
        return
    draft.update("tasks", task["id"], {"repeat": None})
    if found is None:
        draft.say(f"{task['id']} was the last of its kind")
        return
    due, rest = found
    id = draft.next_id(str(task.get("project") or "T"), "tasks")
    fields = {name: value for name, value in task.items() if name not in _OF_ITS_OWN}
    columns = columns_of(draft, task.get("project"))
    status = columns[0]["id"] if columns else "todo"
    own = {"id": id, "status": status, "rank": rank, "due": due, "repeat": rest}
    steps = [_anew(item) for item in task.get("checklist") or ()]
    draft.create("tasks", {**fields, **own, **_begun(draft, task, due), "checklist": steps or None})
    draft.made.append(id)
    draft.say(f"{id} is the next, due {full_day(draft.settings.due_day(due))}")


def _next(draft: Draft, task: Doc, repeat: str) -> tuple[str, str] | None:
    """When it is due next, and the rule from there on; None when that was the last time."""
    rule, zone = Rule.of(repeat), draft.settings.zone
    due = str(task.get("due") or draft.settings.today(draft.now).isoformat())
    whole = is_day(due)
    first = _noon(parse_day(due), draft) if whole else parse_instant(due)
    now = _noon(draft.settings.today(draft.now), draft) if whole else draft.now
    after = max(first, now)
    times = starts(rule, first, zone, first, after + AHEAD)
    passed = sum(1 for moment in times if moment <= after)
    if passed >= len(times):
        return None
    local = times[passed].astimezone(zone)
    within(local)
    value = local.date().isoformat() if whole else local.isoformat()
    return value, _shortened(repeat, passed)


def _noon(day: date, draft: Draft) -> datetime:
    """A day as an instant that no change of the clock moves to another day."""
    return datetime.combine(day, time(12), draft.settings.zone).astimezone(UTC)


def _shortened(repeat: str, passed: int) -> str:
    """The rule with as many times less in its COUNT as have passed."""
    parts = [part.partition("=") for part in repeat.split(";")]
    return ";".join(
        f"COUNT={int(value) - passed}"
        if name.strip().upper() == "COUNT"
        else f"{name}{sign}{value}"
        for name, sign, value in parts
    )


def _begun(draft: Draft, task: Doc, due: str) -> dict[str, Any]:
    """Its start, as long before it is due as the last time."""
    start, old = task.get("start"), task.get("due")
    if not start or not old:
        return {}
    ahead = draft.settings.due_day(str(old)) - draft.settings.due_day(str(start))
    return {"start": (draft.settings.due_day(due) - ahead).isoformat()}


def _anew(item: Any) -> Any:
    """A step of the checklist that is still to do."""
    return {**item, "done": False} if isinstance(item, Mapping) else item
