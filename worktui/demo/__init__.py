"""Sample work for a first look: a team of five, three projects, an inbox.

The files hold days as marks (`@@+3@@`: three working days from today), so that the sample
is always of this week. The inbox is not written down: it is what the real senses and the
real judgement make of the real-looking files in `arrivals/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.ports import Intake, Store

ZONE = "Europe/Berlin"
ME = "ana"
_MARK = re.compile(r"@@([+-]\d+)(?: ([^@]*?))?@@")
_CLOCK = re.compile(r"(\d\d:\d\d)\s*(\w*)")


def write(
    store: Store, now: datetime, *, intake: Intake, lay_in: Callable[[Desk, Any], object]
) -> None:
    """Fill an empty, open store with the sample as it stands at `now` (aware).

    `intake` are the senses and `lay_in` takes workspace JSON in.
    """
    clock = FixedClock(now)
    desk = Desk(store, clock, ME, "tick")  # nobody's change: undo does not reach it
    today = first_day(now)
    lay_in(desk, workspace(today))
    inbox = Inbox(Desk(store, clock, ME), intake)
    for moment, name, raw in arrivals(today, now):
        clock.set(moment)
        inbox.sense(raw, name=name)


def first_day(now: datetime) -> date:
    """The working day the sample calls today: now's, or the Monday after a weekend."""
    day = now.astimezone(ZoneInfo(ZONE)).date()
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def workspace(today: date) -> dict[str, Any]:
    """The sample team as workspace JSON."""
    text = resources.files(__name__).joinpath("workspace.json").read_text("utf-8")
    result: dict[str, Any] = json.loads(fill(text, today))
    return result


def arrivals(today: date, now: datetime | None = None) -> Iterator[tuple[datetime, str, bytes]]:
    """(when it came, file name, bytes) of every sample message, in order of arrival.

    What would come later than `now` today came a day earlier.
    """
    found = []
    for path in _files():
        text = path.read_bytes().decode("utf-8")
        came = _came(text, today, now)
        found.append((came, path.name, fill(text, today, now).encode("utf-8")))
    return iter(sorted(found))


def _files() -> Iterator[Traversable]:
    folder = resources.files(__name__).joinpath("arrivals")
    return (path for path in folder.iterdir() if not path.name.startswith("."))


def _came(text: str, today: date, now: datetime | None) -> datetime:
    """The moment of the first mark with a clock on day 0; eight o'clock without one."""
    for mark in _MARK.finditer(text):
        found = _CLOCK.match(mark[2] or "")
        if mark[1] == "+0" and found:
            return _moment(today, 0, found[1], now)
    return _moment(today, 0, "08:00", now)


def fill(text: str, today: date, now: datetime | None = None) -> str:
    """Put days and moments in the place of marks."""
    return _MARK.sub(lambda mark: _shown(int(mark[1]), mark[2] or "", today, now), text)


def _shown(offset: int, form: str, today: date, now: datetime | None) -> str:
    clock = _CLOCK.match(form)
    if not clock:
        day = shifted(today, offset)
        return day.strftime(form).lstrip("0") if form else day.isoformat()
    moment = _moment(today, offset, clock[1], now)
    match clock[2]:
        case "rfc":
            return format_datetime(moment)
        case "utc":
            return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        case "local":
            return moment.strftime("%Y%m%dT%H%M%S")
        case _:
            return moment.isoformat()


def _moment(today: date, offset: int, clock: str, now: datetime | None) -> datetime:
    zone = ZoneInfo(ZONE)
    moment = datetime.combine(shifted(today, offset), time.fromisoformat(clock), zone)
    return moment - timedelta(days=1) if now and not offset and moment > now else moment


def shifted(today: date, offset: int) -> date:
    """`offset` counts days of a week that begins today, Monday; weekends are stepped over."""
    weeks, days = divmod(offset, 7)
    working = weeks * 5 + min(days, 4)
    day, step = today, 1 if working >= 0 else -1
    for _ in range(abs(working)):
        day += timedelta(days=step)
        while day.weekday() > 4:
            day += timedelta(days=step)
    return day
