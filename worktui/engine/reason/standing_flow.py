"""What stands still and what stands too full: tasks under way without news, columns over their
limit, dates that working time no longer reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.draft import signal
from worktui.engine.reason.standing_words import one, title
from worktui.engine.reason.values import Proposal
from worktui.engine.working import days_off, week_of, windows

SILENT_DAYS = 8
"""Working days without news after which a task under way is asked about."""
RISK_DAYS = 14
"""Days ahead that are looked at for what can no longer be reached."""
FARTHEST = 90
"""Days ahead that a new date is looked for."""
_SOON = timedelta(days=3)
_PRIORITIES = ("low", "", "normal", "medium", "high", "urgent")

Kinds = Mapping[str, str]


class Hours:
    """When people work, as sums of hours between instants."""

    def __init__(self, work: Snapshot, settings: Settings) -> None:
        self.settings = settings
        self._people = {str(doc["id"]): doc for doc in work.all("people")}

    def of(self, person: str, low: datetime, high: datetime) -> float:
        """Working hours of a person from `low` to `high`."""
        return sum((b - a).total_seconds() for a, b in self._spans(person, low, high)) / 3600

    def day_after(self, person: str, low: datetime, hours: float) -> date | None:
        """The day on which so many working hours from `low` on are through."""
        zone = self._zone(person)
        left = hours
        for begin, end in self._spans(person, low, low + timedelta(days=FARTHEST)):
            left -= (end - begin).total_seconds() / 3600
            if left <= 0:
                return begin.astimezone(zone).date()
        return None

    def days(self, person: str, first: date, last: date) -> int:
        """Working days of a person after `first` up to `last`."""
        zone = self._zone(person)
        low = datetime.combine(first + timedelta(days=1), datetime.min.time(), zone)
        high = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
        return len({a.astimezone(zone).date() for a, _ in self._spans(person, low, high)})

    def _zone(self, person: str) -> ZoneInfo:
        told = (self._people.get(person) or {}).get("tz")
        return ZoneInfo(str(told)) if told else self.settings.zone

    def _spans(
        self, person: str, low: datetime, high: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        doc = self._people.get(person) or {}
        zone = self._zone(person)
        hours: Mapping[str, Any] = doc.get("working_hours") or self.settings.working_hours
        off = days_off(self.settings.holidays, doc.get("away") or ())
        try:
            week = week_of(hours)
        except BadInput:  # hours that nobody can read say nothing
            return
        first, last = low.astimezone(zone).date(), high.astimezone(zone).date()
        for begin, end in windows(week, zone, first, last, off):
            span = max(begin, low.astimezone(UTC)), min(end, high.astimezone(UTC))
            if span[0] < span[1]:
                yield span


def stale(
    work: Snapshot, tasks: Mapping[str, Doc], kinds: Kinds, hours: Hours, me: str, now: datetime
) -> Iterator[Proposal]:
    """Under way, not overdue, and nothing was said or done about it for working days."""
    today = hours.settings.today(now)
    news = _news(work, tasks, kinds, hours.settings)
    for id, last in news.items():
        task = tasks[id]
        holder, due = task.get("assignee"), task.get("due")
        if not holder or task.get("blocked") or (due and hours.settings.due_day(due) < today):
            continue
        days = hours.days(str(holder), last, today)
        if days <= SILENT_DAYS:
            continue
        yield one(
            _nudge(work, task, kinds, me, f"has had no news for {days} working days"),
            title=f"Nothing new about {id} for {days} working days",
            reason=f"The last news of {title(task)} is of {last.isoformat()}; it is under way.",
            key=f"stale|{id}|{last.isoformat()}",
            signals=[signal("stale", 1.2, f"{days} working days without news")],
            now=now,
        )


def _news(
    work: Snapshot, tasks: Mapping[str, Doc], kinds: Kinds, settings: Settings
) -> dict[str, date]:
    """The last day with news of each task under way: begun, commented, time logged."""
    under_way = {id for id, t in tasks.items() if kinds.get(str(t.get("status"))) == "doing"}
    found: dict[str, list[date]] = defaultdict(list)
    for id in under_way:
        task = tasks[id]
        told = [task.get("actual_start")]
        told += [c.get("at") for c in task.get("comments") or () if isinstance(c, Mapping)]
        found[id] += [day for text in told if (day := _day(text, settings)) is not None]
    for entry in work.all("time"):
        if entry.get("task") in under_way and (day := _day(entry.get("day"), settings)):
            found[str(entry["task"])].append(day)
    return {id: max(days) for id, days in sorted(found.items()) if days}


def _day(text: Any, settings: Settings) -> date | None:
    try:
        if not isinstance(text, str):
            return None
        return parse_day(text) if is_day(text) else settings.today(parse_instant(text))
    except ValueError:
        return None


def _nudge(work: Snapshot, task: Doc, kinds: Kinds, me: str, what: str) -> dict[str, Any]:
    """Ask the holder; to oneself: back to what is to do, where there is such a column."""
    holder = str(task["assignee"])
    if holder != me:
        question = f"{title(task)} {what}. Is it still under way?"
        return {"type": "ask_person", "who": holder, "task": task["id"], "question": question}
    back = _column_before(work, task, kinds)
    if back is not None:
        return {"type": "move_task", "task": task["id"], "to": back}
    return {"type": "comment_task", "task": task["id"], "text": f"{task['id']} {what}."}


def _column_before(work: Snapshot, task: Doc, kinds: Kinds) -> str | None:
    """The last column of things to do before the one a task is in."""
    project = work.get("projects", str(task.get("project") or "")) or {}
    order = [str(c) for c in project.get("columns") or [c["id"] for c in work.all("columns")]]
    status = str(task.get("status"))
    before = order[: order.index(status)] if status in order else []
    return next((c for c in reversed(before) if kinds.get(c) == "todo"), None)


def over_limit(
    work: Snapshot, tasks: Mapping[str, Doc], kinds: Kinds, me: str, now: datetime
) -> Iterator[Proposal]:
    """A column under way that holds more than its limit: the task that can best go back."""
    held: dict[str, list[Doc]] = defaultdict(list)
    for task in tasks.values():
        held[str(task.get("status"))].append(task)
    for column in work.all("columns"):
        limit, there = int(column.get("limit") or 0), held.get(column["id"], [])
        if column.get("kind") != "doing" or not limit or len(there) <= limit:
            continue
        movable = [task for task in there if _column_before(work, task, kinds) is not None]
        if not movable:
            continue
        task = min(movable, key=lambda held: _worth(held, me))
        name = column.get("name") or column["id"]
        week = "{}-W{:02}".format(*now.isocalendar())
        yield one(
            {"type": "move_task", "task": task["id"], "to": _column_before(work, task, kinds)},
            title=f"{name} holds {len(there)} of {limit}",
            reason=f"{name} is to hold {limit} at most; {title(task)} is the least pressing there.",
            key=f"over|{column['id']}|{len(there)}|{week}",
            signals=[signal("over the limit", 1.2, f"{len(there)} tasks where {limit} should be")],
            now=now,
            kept=_SOON,
        )


def _worth(task: Doc, me: str) -> tuple[Any, ...]:
    """The smaller, the rather it goes back: of low priority, due late, mine, begun last."""
    priority = str(task.get("priority") or "")
    rank = _PRIORITIES.index(priority) if priority in _PRIORITIES else 1
    due = str(task.get("due") or "9999")
    late = tuple(-ord(char) for char in due[:10])
    begun = tuple(-ord(char) for char in str(task.get("actual_start") or "9999")[:10])
    return rank, late, task.get("assignee") != me, begun, str(task["id"])


def at_risk(
    work: Snapshot, tasks: Mapping[str, Doc], kinds: Kinds, hours: Hours, me: str, now: datetime
) -> Iterator[Proposal]:
    """Due within days, with more work left than its holder has working hours until then.

    Tasks of a milestone are looked after by the plan, which knows more.
    """
    today, settings = hours.settings.today(now), hours.settings
    logged = _logged(work)
    for id, task in tasks.items():
        due, holder = task.get("due"), task.get("assignee")
        if not (due and holder) or task.get("milestone") or task.get("snoozed_until"):
            continue
        if kinds.get(str(task.get("status"))) not in ("todo", "doing"):
            continue
        day = settings.due_day(str(due))
        left = _left(task, logged.get(id, 0.0))
        if not left or not today <= day <= today + timedelta(days=RISK_DAYS):
            continue
        there = hours.of(str(holder), now, settings.due_instant(str(due)))
        if there >= left:
            continue
        yield _risk(task, hours, me, now, left, there, day)


def _risk(
    task: Doc, hours: Hours, me: str, now: datetime, left: float, there: float, due: date
) -> Proposal:
    holder, id = str(task["assignee"]), str(task["id"])
    told = f"{left:g} h of work are left and {there:.1f} h of working time until {due.isoformat()}"
    fits = hours.day_after(holder, now, left)
    given: dict[str, Any]
    if holder == me and fits is not None:
        given = {"type": "update_task", "task": id, "due": fits.isoformat()}
    else:
        question = f"{title(task)}: {told}. Does the date hold?"
        given = {"type": "ask_person", "who": holder, "task": id, "question": question}
    return one(
        given,
        title=f"{id} cannot be done by {due.isoformat()}",
        reason=f"Of {title(task)} {told}.",
        key=f"risk|{id}|{due.isoformat()}",
        signals=[signal("at risk", 1.4, told)],
        now=now,
    )


def _logged(work: Snapshot) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for entry in work.all("time"):
        found[str(entry.get("task"))] += float(entry.get("hours") or 0)
    return found


def _left(task: Doc, logged: float) -> float:
    """Hours of work left, 0 where nobody has said."""
    if task.get("remaining_hours") is not None:
        return float(task["remaining_hours"])
    return max(0.0, float(task.get("estimate_hours") or 0) - logged)
