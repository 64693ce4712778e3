"""What next: a person's tasks in the order to do them, each with why it stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from worktui.app.names import short_name
from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.views.waiting import who_waits
from worktui.domain.change import Doc
from worktui.domain.fields import PRIORITIES, is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SOON = timedelta(days=7)
Order = tuple[int, float, int, float]


@dataclass(frozen=True, slots=True)
class NextItem:
    """One task and, in a few words, why it stands where it stands ("" when nothing presses).

    `order` is what it is sorted by: kind of reason, how pressing, priority, rank.
    """

    task: Doc
    why: str
    order: Order


def next_tasks(work: Snapshot, who: str, now: datetime) -> list[NextItem]:
    """Open tasks of a person, most pressing first; what is blocked or not begun yet is left out.

    Order: late (longest first), due today, somebody waits, in hand, due within a week,
    the rest; then by priority, then by rank.
    """
    settings = Settings.of(work)
    mine = [task for task in work.all("tasks") if _is_mine(task, work, who)]
    ready = [task for task in mine if _ready(task, work, settings, now)]
    waits = _waiting(work, {task["id"] for task in ready}, who)
    items = [_item(task, work, settings, now, waits) for task in ready]
    return sorted(items, key=lambda item: item.order)


def _is_mine(task: Doc, work: Snapshot, who: str) -> bool:
    if task.get("archived") or column_kind(work, task.get("status")) == "done":
        return False
    return is_of(task, work, who)


def is_of(task: Doc, work: Snapshot, who: str) -> bool:
    """Whether a task is a person's: given to them, or to nobody where nobody else is."""
    if given := task.get("assignee"):
        return bool(given == who)
    return work.count("people") == 1 and work.get("people", who) is not None


def _ready(task: Doc, work: Snapshot, settings: Settings, now: datetime) -> bool:
    """Whether it can be worked on now."""
    if task.get("blocked") or task.get("waiting_for") or open_blockers(work, task):
        return False
    until = task.get("snoozed_until")
    if until and _begins(until, settings) > now:
        return False
    start = task.get("start")
    begun = task.get("actual_start") or column_kind(work, task.get("status")) == "doing"
    return not start or bool(begun) or settings.due_day(start) <= settings.today(now)


def _begins(value: str, settings: Settings) -> datetime:
    if is_day(value):
        return datetime.fromisoformat(value).replace(tzinfo=settings.zone)
    return parse_instant(value)


def _waiting(work: Snapshot, ids: Iterable[str], who: str) -> dict[str, list[str]]:
    """For each task who waits for it: people with open tasks after it, the contact who asked."""
    wanted = set(ids)
    found: dict[str, list[str]] = defaultdict(list)
    for task in work.all("tasks"):
        for link in task.get("depends_on") or ():
            person = task.get("assignee")
            if (
                link.get("task") in wanted
                and person
                and person != who
                and not task.get("archived")
                and column_kind(work, task.get("status")) != "done"
            ):
                found[link["task"]].append(str(person))
    return found


def _item(
    task: Doc, work: Snapshot, settings: Settings, now: datetime, waits: dict[str, list[str]]
) -> NextItem:
    priority = str(task.get("priority", "normal"))
    important = -PRIORITIES.index(priority) if priority in PRIORITIES else -1
    rank = float(task.get("rank", 0))
    due = task.get("due")
    moment = settings.due_instant(due) if due else None
    group, press, why = 5, 0.0, "" if priority == "normal" else priority
    if moment is not None and settings.past(str(due), now):
        late = (settings.today(now) - settings.due_day(str(due))).days
        group, press, why = 0, moment.timestamp(), f"{late} d late" if late else "late"
    elif moment is not None and settings.due_day(str(due)) == settings.today(now):
        group, press, why = 1, moment.timestamp(), "today"
    elif waiter := _waiter(task, work, waits):
        press = moment.timestamp() if moment else float("inf")
        group, why = 2, f"{waiter} waits"
    elif column_kind(work, task.get("status")) == "doing":
        press = moment.timestamp() if moment else float("inf")
        group, why = 3, "in hand"
    elif moment is not None and moment - now < _SOON:
        group, press = 4, moment.timestamp()
        why = _DAYS[settings.due_day(str(due)).weekday()]
    return NextItem(task, why, (group, press, important, rank))


def _waiter(task: Doc, work: Snapshot, waits: dict[str, list[str]]) -> str:
    """Who waits for a task, by first name; "" when nobody does."""
    people = waits.get(task["id"])
    if people:
        name = str((work.get("people", people[0]) or {}).get("name", people[0]))
        return name.split(" ", 1)[0]
    email = who_waits(work, task)
    return short_name(work, email) if email else ""
