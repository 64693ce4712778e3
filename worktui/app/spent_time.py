"""The working time of a day shared among the tasks that somebody's acts speak for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from worktui.app.phrases import due_words
from worktui.app.plans.meetings import slot_work
from worktui.app.spent_acts import Act, Known, idle, in_hand
from worktui.domain.booking import Booking
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, busy_between, windows_on
from worktui.engine.working import Span

HOUR = timedelta(hours=1)
UNKNOWN = 1.0
"""Hours that a task which was finished without being started takes at most, without estimate."""
_NAMED = 3
"""Acts that are named as the reason."""
_MANY = 3
"""More tasks than these in hand all day tell nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A person's day: working windows up to now, the same less meetings, the meetings."""

    windows: tuple[Span, ...]
    clear: tuple[Span, ...]
    engine: SlotWork

    @classmethod
    def of(cls, work: Snapshot, who: str, day: date, now: datetime) -> Ground:
        """The day of a person as far as it has gone."""
        engine = slot_work(work)
        spans = [(a, min(b, now)) for a, b in windows_on(engine, who, day) if a < now]
        clear: list[Span] = []
        for start, end in merged(spans):
            at = start
            for busy in busy_between(engine, who, start, end, now=now):
                if busy.start > at:
                    clear.append((at, busy.start))
                at = max(at, busy.end)
            if at < end:
                clear.append((at, end))
        return cls(merged(spans), tuple(clear), engine)

    @property
    def hours(self) -> float:
        """Working hours so far, meetings included."""
        return sum(((b - a) / HOUR for a, b in self.windows), 0.0)

    def within(self, low: datetime, high: datetime, *, meetings: bool = False) -> float:
        """Working hours between two instants, without meetings unless they are asked for."""
        spans = self.windows if meetings else self.clear
        lengths = ((min(b, high) - max(a, low)) / HOUR for a, b in spans)
        return sum((hours for hours in lengths if hours > 0), 0.0)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        elif start < end:
            made.append((start, end))
    return tuple(made)


@dataclass(slots=True)
class Share:
    """Hours of one task, and what speaks for them."""

    task: str
    hours: float = 0.0
    sure: bool = True
    acts: list[tuple[str, datetime | None]] = field(default_factory=list)
    begun: str = ""

    @property
    def first(self) -> float:
        """When the first act was, for the order."""
        times = [at.timestamp() for _, at in self.acts if at is not None]
        return min(times, default=0.0)

    def why(self, settings: Settings) -> str:
        """`started 10:40, comment 13:05`."""
        if not self.sure:
            return f"in hand since {self.begun}" if self.begun else "in hand all day"
        said = [
            f"{words} {at.astimezone(settings.zone):%H:%M}" if at else words
            for words, at in self.acts
        ]
        if len(said) > _NAMED:
            said = [*said[: _NAMED - 1], said[-1]]
        return ", ".join(said)


def shares(
    work: Snapshot, acts: Sequence[Act], known: Known, ground: Ground, who: str
) -> list[Share]:
    """The clear time of the day by task; meetings by the task they stand for."""
    found: dict[str, Share] = defaultdict(lambda: Share(""))
    free = _between(work, acts, known, ground, found)
    for act in acts:
        found[act.task].acts.append((act.words, act.at))
    _meetings(work, ground, who, found)
    for id, share in found.items():
        share.task = id
    mine = {str(doc["id"]): doc.get("assignee") == who for doc in work.all("tasks")}
    held = idle(known, acts, mine) if free > 0 else []
    made = [share for share in found.values() if share.hours > 0]
    return made + [_idle(work, id, free / len(held)) for id in held if len(held) <= _MANY]


def _idle(work: Snapshot, id: str, hours: float) -> Share:
    begun = str((work.get("tasks", id) or {}).get("actual_start") or "")
    settings = Settings.of(work)
    words = ""
    if begun:
        words = due_words(begun, settings, settings.due_instant(begun) + timedelta(days=2))
    return Share(id, hours, sure=False, begun=words)


def _between(
    work: Snapshot,
    acts: Sequence[Act],
    known: Known,
    ground: Ground,
    found: dict[str, Share],
) -> float:
    """Share what lies before, between and after the acts; returns what nothing speaks for."""
    if not ground.windows:
        return 0.0
    low, high = ground.windows[0][0], ground.windows[-1][1]
    free = 0.0
    edges: list[Act | None] = [None, *acts, None]
    for before, after in pairwise(edges):
        start = max(before.at, low) if before else low
        end = min(after.at, high) if after else high
        hours = ground.within(start, end)
        if hours <= 0:
            continue
        names = _spoken_for(before, after, acts, known)
        for name in names:
            found[name].hours += hours / len(names)
        if not names and after is not None and after.words == "finished" and not after.before:
            most = float((work.get("tasks", after.task) or {}).get("estimate_hours") or UNKNOWN)
            found[after.task].hours += min(hours, most)
            hours -= min(hours, most)
        if not names:
            free += hours
    return free


def _spoken_for(
    before: Act | None, after: Act | None, acts: Sequence[Act], known: Known
) -> list[str]:
    """The task, or the two, that the time between two acts went to."""
    names = []
    if before is not None and before.after:
        names.append(before.task)
    if after is not None and after.before and after.task not in names:
        names.append(after.task)
    if names or before is None:
        return names
    again = [act.task for act in acts if act.at <= before.at and act.task != before.task]
    held = [task for task in reversed(again) if in_hand(known, task, before.at)]
    return held[:1]


def _meetings(work: Snapshot, ground: Ground, who: str, found: dict[str, Share]) -> None:
    """Bookings that took place, for the tasks that stand for them."""
    of = {str(doc["booking"]): str(doc["id"]) for doc in work.all("tasks") if doc.get("booking")}
    for doc in work.all("bookings"):
        task = of.get(str(doc.get("id")))
        held = Booking.of(doc) if task is not None else None
        if task is None or held is None or held.status != "confirmed":
            continue
        if who not in ground.engine.hosts_of(held):
            continue
        hours = ground.within(held.start, held.end, meetings=True)
        if hours > 0 and ground.windows and held.end <= ground.windows[-1][1]:
            found[task].hours += hours
            found[task].acts.append(("meeting", held.start))
