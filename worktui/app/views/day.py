"""The Today screen as frozen values: what next and why, what later, whom one waits for,
today's meetings with the free time between them, and the load of the week in hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from worktui.app.phrases import due_words, late_words
from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.plans.meetings import slot_work
from worktui.app.views.card import late_days
from worktui.app.views.reasons import Reasons
from worktui.app.views.today import is_of, next_tasks
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, busy_between, windows_on
from worktui.engine.working import first_instant

HOURS_UNKNOWN = 1.0
"""Hours a task without an estimate counts for in the load of a day."""


EVENING = timedelta(hours=1)
"""So long before the end of the day its time is offered."""
FIRST = 4
"""So many tasks stand under what is next, even when nothing presses."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A task in a list. `state` is late, blocked, urgent, today, date or ""; `mark` says it in
    words (`2 d late`, `fri`); `why` why it stands where it stands; `holds` whether a teammate
    waits for it; `who` whom it waits for itself; `due` a stored date."""

    id: str
    title: str
    why: str
    state: str
    late: int
    due: str
    who: str = ""
    mark: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One thing of the day: an event or booking, or free time (`free`), by the day's clock.

    `begun` is true for what has started, `past` for what is over; `minutes` its length."""

    start: str
    end: str
    title: str
    free: bool
    past: bool
    begun: bool = False
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class LoadRow:
    """Hours planned for a day against the hours there are, meetings taken off."""

    day: date
    planned: float
    room: float
    today: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """All of the Today screen for one person."""

    who: str
    day: date
    clock: str
    next: tuple[TodayRow, ...]
    later: tuple[TodayRow, ...]
    waiting: tuple[TodayRow, ...]
    agenda: tuple[AgendaRow, ...]
    week: tuple[LoadRow, ...]
    planned: float
    room: float
    after: tuple[TodayRow, ...] = ()
    """What is due after this week or has no date, in order."""
    whose: str = ""
    """The name of whose day it is, "" for one's own."""


def today(work: Snapshot, who: str, *, now: datetime, most: int = 40, me: str = "") -> TodayView:
    """The day of a person as it stands. `most` bounds the lists of what next and after; `me` is
    who looks, where that may be somebody else."""
    settings = Settings.of(work)
    local = now.astimezone(settings.zone)
    day = local.date()
    end_of_week = day + timedelta(days=6 - day.weekday())
    first: list[TodayRow] = []
    later: list[TodayRow] = []
    after: list[TodayRow] = []
    reasons = Reasons(work, who, settings, now)
    for item in next_tasks(work, who, now):
        row = _row(item.task, settings, now, why=reasons.of(item.task))
        due = item.task.get("due")
        pressing = item.order[0] < 4 or row.state in ("late", "urgent", "today")
        if pressing or (len(first) < FIRST and not later):
            first.append(row)
        elif due and settings.due_day(due) <= end_of_week:
            later.append(row)
        else:
            after.append(row)
    week = _week(work, who, settings, now)
    return TodayView(
        who=who,
        day=day,
        clock=f"{local:%H:%M}",
        next=tuple(first[:most]),
        later=tuple(later),
        waiting=tuple(_waiting(work, who, settings, now)),
        agenda=_agenda(work, who, settings, now),
        week=week,
        planned=sum(row.planned for row in week),
        room=sum(row.room for row in week),
        after=tuple(after[:most]),
        whose=_name(work, who) if me and me != who else "",
    )


def _name(work: Snapshot, who: str) -> str:
    return str((work.get("people", who) or {}).get("name") or who)


def _row(
    task: Doc, settings: Settings, now: datetime, *, why: tuple[str, bool], who: str = ""
) -> TodayRow:
    late = late_days(task, "doing", settings, now)
    due = str(task.get("due", ""))
    state, mark = "", due_words(due, settings, now) if due else ""
    if late:
        state, mark = "late", f"{late_words(late)} late"
    elif task.get("priority") == "urgent":
        state, mark = "urgent", mark or "urgent"
    elif mark:
        state = "today" if mark == "today" else "date"
    text, holds = why
    title = str(task.get("title", ""))
    return TodayRow(task["id"], title, text, state, late, due, who, mark, holds)


def _waiting(work: Snapshot, who: str, settings: Settings, now: datetime) -> list[TodayRow]:
    """Mine that cannot go on: the row names whom or what they wait for."""
    rows = []
    for task in work.all("tasks"):
        if not is_of(task, work, who) or task.get("archived"):
            continue
        if column_kind(work, task.get("status")) == "done":
            continue
        blockers = open_blockers(work, task)
        if blockers:
            other = work.get("tasks", blockers[0]) or {}
            who_else = str(other.get("assignee", ""))
            rows.append(_row(task, settings, now, why=(blockers[0], False), who=who_else))
        elif task.get("waiting_for") or task.get("blocked"):
            text = str(task.get("waiting_for") or task.get("blocked"))
            rows.append(_row(task, settings, now, why=(text, False)))
    return rows


def _agenda(work: Snapshot, who: str, settings: Settings, now: datetime) -> tuple[AgendaRow, ...]:
    zone = settings.zone
    day = now.astimezone(zone).date()
    midnight = datetime.combine(day, time())
    low, high = first_instant(midnight, zone), first_instant(midnight + timedelta(days=1), zone)
    engine = slot_work(work)
    rows: list[AgendaRow] = []
    hours = windows_on(engine, who, day) if work.get("people", who) else ()
    end_of_work = max((end for _, end in hours), default=None)
    clear = now
    for busy in busy_between(engine, who, low, high, now=now):
        if busy.start > clear and end_of_work and clear < end_of_work:
            rows.append(_free(clear, min(busy.start, end_of_work), zone))
        rows.append(
            AgendaRow(
                f"{busy.start.astimezone(zone):%H:%M}",
                f"{busy.end.astimezone(zone):%H:%M}",
                busy.title,
                free=False,
                past=busy.end <= now,
                begun=busy.start <= now,
                minutes=int((busy.end - busy.start) / timedelta(minutes=1)),
            )
        )
        clear = max(clear, busy.end)
    if end_of_work and clear < end_of_work:
        rows.append(_free(clear, end_of_work, zone))
    return tuple(rows)


def _free(start: datetime, end: datetime, zone: ZoneInfo) -> AgendaRow:
    a, b = start.astimezone(zone), end.astimezone(zone)
    minutes = int((end - start) / timedelta(minutes=1))
    return AgendaRow(f"{a:%H:%M}", f"{b:%H:%M}", "free", free=True, past=False, minutes=minutes)


def _week(work: Snapshot, who: str, settings: Settings, now: datetime) -> tuple[LoadRow, ...]:
    """Monday to Friday of this week: hours of what is due each day against hours there are."""
    today_ = settings.today(now)
    monday = today_ - timedelta(days=today_.weekday())
    if today_.weekday() > 4:
        monday += timedelta(days=7)
    days = [monday + timedelta(days=n) for n in range(5)]
    planned = dict.fromkeys(days, 0.0)
    for task in work.all("tasks"):
        if not is_of(task, work, who) or not task.get("due") or task.get("archived"):
            continue
        if column_kind(work, task.get("status")) == "done":
            continue
        due = max(settings.due_day(str(task["due"])), min(today_, days[-1]))
        if due in planned:
            hours = task.get("remaining_hours", task.get("estimate_hours", HOURS_UNKNOWN))
            planned[due] += float(hours)
    engine = slot_work(work)
    return tuple(LoadRow(d, planned[d], _room(engine, who, d), d == today_) for d in days)


def _room(engine: SlotWork, who: str, day: date) -> float:
    """Working hours of a day less its meetings."""
    hours = 0.0
    for start, end in windows_on(engine, who, day):
        hours += (end - start) / timedelta(hours=1)
        for busy in busy_between(engine, who, start, end):
            hours -= (min(end, busy.end) - max(start, busy.start)) / timedelta(hours=1)
    return max(0.0, hours)


def is_evening(settings: Settings, now: datetime) -> bool:
    """Whether the day is so far gone that its time is offered."""
    local = now.astimezone(settings.zone)
    end = datetime.combine(local.date(), settings.end_of_day, settings.zone)
    begin = end - EVENING if settings.end_of_day > time(1) else end
    return local >= begin
