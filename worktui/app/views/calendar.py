"""The calendar as frozen values: bookings, busy time, free time and due days of chosen people,
for days side by side, or for people side by side on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from worktui.app.phrases import DAYS, MONTHS
from worktui.app.plans.lookup import column_kind
from worktui.app.plans.meetings import slot_work
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, busy_between, windows_on
from worktui.engine.working import first_instant

EARLIEST, LATEST = 8, 18
"""Hours that are shown where nobody works and nothing happens outside them."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something at a time. `kind` is booking, busy or due; `key` the id of the booking, event
    or task; `start` and `end` minutes from the day's midnight on the clock, within 0 and 1440;
    `who` whose it is; `with_` whom a booking is with; `state` a booking's, `late` for a task."""

    key: str
    kind: str
    title: str
    start: int
    end: int
    who: tuple[str, ...]
    with_: str = ""
    state: str = ""

    @property
    def clock(self) -> str:
        """`10:00 to 10:30`; "" for what has no time of day."""
        return f"{told(self.start)} to {told(self.end)}" if self.kind != "due" else ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column: a day, of one person (`who`) where people stand side by side.

    `open` are spans of minutes in which anybody of those shown works; `due` tasks of that day.
    """

    day: date
    who: str
    today: bool
    open: tuple[tuple[int, int], ...]
    timed: tuple[Happening, ...]
    due: tuple[Happening, ...]

    def at(self, minute: int) -> tuple[Happening, ...]:
        """What happens at a minute, what began last first."""
        found = [each for each in self.timed if each.start <= minute < each.end]
        return tuple(sorted(found, key=lambda each: (-each.start, each.end, each.key)))

    def works(self, minute: int) -> bool:
        """Whether anybody shown works then."""
        return any(low <= minute < high for low, high in self.open)


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All of the calendar. `first` and `last` are hours; `now` minutes of today, -1 when today
    is not shown; `people` those shown, () for everybody."""

    title: str
    people: tuple[str, ...]
    lanes: tuple[Lane, ...]
    first: int
    last: int
    now: int


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def calendar_view(
    work: Snapshot,
    people: Sequence[str],
    day: date,
    *,
    now: datetime,
    whole: bool = False,
    by_person: bool = False,
) -> CalendarView:
    """The week from `day` on, or with `by_person` that one day with a lane a person.

    An empty `people` means everybody. The week's last two days are there where something is
    on them, or when it is to be `whole`. Times are those of the workspace's clock.
    """
    settings = Settings.of(work)
    known = [str(doc["id"]) for doc in work.all("people")]
    shown = tuple(who for who in people if who in known) or tuple(known)
    engine = slot_work(work)
    today = settings.today(now)
    if by_person:
        lanes = tuple(_lane(work, engine, settings, day, (who,), now, who) for who in shown)
        title = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    else:
        each = [day + timedelta(days=n) for n in range(7)]
        lanes = tuple(_lane(work, engine, settings, one, shown, now, "") for one in each)
        if not whole and not any(lane.open or lane.timed or lane.due for lane in lanes[5:]):
            lanes = lanes[:5]
        title = _span(day, lanes[-1].day)
    first, last = _hours(lanes)
    local = now.astimezone(settings.zone)
    seen = any(lane.day == today for lane in lanes)
    return CalendarView(
        title,
        shown if len(shown) < len(known) else (),
        lanes,
        first,
        last,
        local.hour * 60 + local.minute if seen else -1,
    )


def _span(first: date, last: date) -> str:
    """`23 to 27 Nov 2026`, `30 Nov to 4 Dec 2026`."""
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    left = f"{first.day}"
    if first.month != last.month:
        left += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        left += f" {first.year}"
    return f"{left} to {last.day} {MONTHS[last.month - 1]} {last.year}"


def _hours(lanes: Sequence[Lane]) -> tuple[int, int]:
    """From the first to the last hour in which somebody works or something happens."""
    spans = [span for lane in lanes for span in lane.open]
    spans += [(each.start, each.end) for lane in lanes for each in lane.timed]
    if not spans:
        return EARLIEST, LATEST
    first = min(low for low, _ in spans) // 60
    last = -(-max(high for _, high in spans) // 60)
    return min(first, EARLIEST + 1), max(last, LATEST - 1)


def _lane(
    work: Snapshot,
    engine: SlotWork,
    settings: Settings,
    day: date,
    people: Sequence[str],
    now: datetime,
    who: str,
) -> Lane:
    midnight = datetime.combine(day, time())
    low = first_instant(midnight, settings.zone)
    high = first_instant(midnight + timedelta(days=1), settings.zone)

    def minute(moment: datetime, *, ending: bool = False) -> int:
        """On the clock of the day, so that a line is an hour also when clocks are changed."""
        if moment <= low:
            return 0
        if moment >= high:
            return 24 * 60
        local = moment.astimezone(settings.zone)
        found = local.hour * 60 + local.minute
        return found or (24 * 60 if ending else 0)

    spans = sorted(
        (minute(begin), minute(end, ending=True))
        for person in people
        for begin, end in windows_on(engine, person, day)
        if begin < high and low < end
    )
    timed: dict[tuple[str, int], Happening] = {}
    for person in people:
        for busy in busy_between(engine, person, low, high, now=now):
            start, end = minute(busy.start), minute(busy.end, ending=True)
            before = timed.get((busy.id, start))
            whose = (*(before.who if before else ()), person)
            timed[busy.id, start] = _happening(work, busy.id, busy.kind, busy.title,
                                               (start, max(end, start + 1)), whose)  # fmt: skip
    return Lane(
        day,
        who,
        day == settings.today(now),
        _joined(spans),
        tuple(sorted(timed.values(), key=lambda each: (each.start, each.end, each.key))),
        _due(work, settings, day, people, now),
    )


def _happening(
    work: Snapshot, id: str, kind: str, title: str, span: tuple[int, int], who: tuple[str, ...]
) -> Happening:
    if kind != "booking":
        return Happening(id, "busy", title or "busy", *span, who)
    booking = work.get("bookings", id) or {}
    type_ = work.get("event_types", str(booking.get("event_type", ""))) or {}
    contact = work.get("contacts", str(booking.get("invitee", ""))) or {}
    guest = str(booking.get("name") or contact.get("name") or booking.get("invitee") or "")
    name = str(type_.get("title") or booking.get("event_type") or title)
    return Happening(id, "booking", name, *span, who, guest, str(booking.get("status", "")))


def _due(
    work: Snapshot, settings: Settings, day: date, people: Sequence[str], now: datetime
) -> tuple[Happening, ...]:
    """Open tasks of those shown that are due on a day."""
    shown = set(people)
    found = [
        Happening(
            str(task["id"]),
            "due",
            str(task.get("title", "")),
            0,
            0,
            (str(task["assignee"]),) if task.get("assignee") else (),
            state="late" if day < settings.today(now) else "",
        )
        for task in work.all("tasks")
        if _is_due(work, task, settings, day) and task.get("assignee") in shown
    ]
    return tuple(sorted(found, key=lambda each: each.key))


def _is_due(work: Snapshot, task: Doc, settings: Settings, day: date) -> bool:
    due = task.get("due")
    return (
        bool(due)
        and not task.get("archived")
        and settings.due_day(str(due)) == day
        and column_kind(work, task.get("status")) != "done"
    )


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted spans, those that touch as one."""
    made: list[tuple[int, int]] = []
    for low, high in spans:
        if high <= low:
            continue
        if made and low <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return tuple(made)


def told(minute: int) -> str:
    """Minutes from midnight on the clock."""
    return f"{minute // 60:02}:{minute % 60:02}"
