"""Time spent: how it is said, what of it is booked, and what a day's acts let one guess.

A guess comes only from what a person did: tasks started, moved, finished, ticked and commented
on, meetings that took place. It is offered, never booked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from worktui.app.ports import Store
from worktui.app.spent_acts import acts_of, kinds_of
from worktui.app.spent_time import Ground, shares
from worktui.app.undo import newest
from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import LogTime
from worktui.domain.change import Entry
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import need_hours, tidy
from worktui.engine.spoken import Spoken
from worktui.engine.working import midnight

QUARTER = 0.25
"""Hours that a guess is rounded down to."""
READ = 20_000
"""Entries looked at for one day, at most."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A length in hours on a day, as somebody said it."""

    hours: float
    day: date


@dataclass(frozen=True, slots=True)
class Offer:
    """Hours that were likely spent on a task on a day and are not booked yet.

    `why` names what they are guessed from; `sure` is False where the task was only in hand
    and nothing was done about it that day.
    """

    task: str
    title: str
    hours: float
    why: str
    sure: bool = True


def heard(text: str, spoken: Spoken) -> Heard:
    """`2h`, `30m yesterday`, `mon 1h30`, `1.5`: a length, and the day where one is named.

    Raises BadInput with what can be written instead.
    """
    words = text.split()
    problem = BadInput(
        f"“{text.strip()[:40]}” is not a length of work.", hint="Write 2h, or 30m yesterday."
    )
    for size in range(len(words), 0, -1):
        splits = ((words[:size], words[size:]), (words[-size:], words[:-size]))
        for length, rest in splits:
            try:
                hours = need_hours(" ".join(length))
            except BadInput:
                continue
            try:
                day = _day(rest, spoken)
            except BadInput as error:
                problem = error
                continue
            if hours <= 0:
                raise BadInput("Time spent must be more than nothing.", hint="Write 2h or 30m.")
            return Heard(hours, day)
    raise problem


def _day(words: Sequence[str], spoken: Spoken) -> date:
    rest = [word for word in words if word.casefold() != "on"]
    return spoken.past_day(" ".join(rest)) if rest else spoken.today


def booked(work: Snapshot, who: str, day: date) -> dict[str, float]:
    """Hours a person has booked on a day, by task."""
    found: dict[str, float] = {}
    for row in work.all("time"):
        if row.get("person") == who and row.get("day") == day.isoformat():
            task = str(row.get("task", ""))
            found[task] = found.get(task, 0.0) + float(row.get("hours") or 0)
    return found


def entries_since(store: Store, since: datetime) -> Iterator[Entry]:
    """Entries from an instant on, newest first. Clocks of several machines disagree, so it
    reads on for a while past what is older."""
    older = 0
    for entry in islice(newest(store), READ):
        if parse_instant(entry.ts) >= since:
            older = 0
            yield entry
            continue
        older += 1
        if older > 50:
            return


def day_begins(settings: Settings, day: date) -> datetime:
    """The instant at which a day begins in the workspace."""
    return midnight(day, settings.zone)


def offers(
    work: Snapshot, entries: Iterable[Entry], who: str, day: date, now: datetime
) -> tuple[Offer, ...]:
    """What a person likely worked on that day and has not booked, the surest first.

    `entries` are those from the day's beginning on, newest first. Meetings are taken off; all
    of it together with what is booked is never more than the working hours of that day up to
    `now`; what is booked on a task is not offered again. Pure.
    """
    settings = Settings.of(work)
    known = kinds_of(work, entries, who, day_begins(settings, day), settings)
    acts = acts_of(known, settings.today, day)
    ground = Ground.of(work, who, day, now)
    found = shares(work, acts, known, ground, who)
    already = booked(work, who, day)
    left = max(0.0, ground.hours - sum(already.values()))
    made = []
    for offer in sorted(found, key=lambda one: (not one.sure, one.first, one.task)):
        hours = min(offer.hours - already.get(offer.task, 0.0), left)
        hours = int(hours / QUARTER + 1e-6) * QUARTER
        doc = work.get("tasks", offer.task)
        if hours >= QUARTER and doc is not None:
            left -= hours
            title = str(doc.get("title", ""))
            made.append(Offer(offer.task, title, hours, offer.why(settings), offer.sure))
    return tuple(made)


def day_offers(
    work: Snapshot, store: Store, who: str, day: date, now: datetime
) -> tuple[Offer, ...]:
    """The same, the log read from a store."""
    since = day_begins(Settings.of(work), day)
    return offers(work, entries_since(store, since), who, day, now)


def booking(lines: Sequence[Offer], day: date, who: str = "") -> list[Action]:
    """Offered lines as actions; done together they are one change."""
    return [log(line.task, Heard(line.hours, day), who) for line in lines]


def log(task: str, said: Heard, who: str = "") -> Action:
    """Time on a task as an action."""
    fields: dict[str, object] = {
        "task": task,
        "hours": tidy(said.hours),
        "day": said.day.isoformat(),
    }
    if who:
        fields["person"] = who
    return LogTime.of(fields)


def chosen(found: Sequence[Offer], state: Mapping[str, tuple[bool, float]]) -> list[Offer]:
    """The lines that are ticked, with the hours they were given; `state` has both by task, for
    those that somebody touched."""
    made = []
    for line in found:
        yes, hours = state.get(line.task, (line.sure, line.hours))
        if yes:
            made.append(replace(line, hours=hours, sure=True))
    return made
