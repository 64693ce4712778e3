"""What a workspace decides for everybody in it, in words: its name, zone, week, dates, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from worktui.app.desk import Desk, Receipt
from worktui.app.following_up import DAYS
from worktui.app.phrases import counted, full_day
from worktui.app.sharing import checked_address
from worktui.domain.actions.workspace import UpdateWorkspace
from worktui.domain.documents import FIELDS
from worktui.domain.errors import BadInput
from worktui.domain.settings import WEEKDAYS, WORKSPACE, Settings
from worktui.domain.snapshot import Snapshot

WORDS: Mapping[str, str] = {
    "name": "what it is called, above all screens and on the pages",
    "timezone": "the zone in which days begin and dates are meant",
    "week_starts": "the day with which weeks begin",
    "end_of_day": "when a day that is named without a time is over",
    "date_order": "how 3/4 is read: DMY, MDY or YMD",
    "public_address": "where the pages are reached; links in letters begin with it",
    "follow_up_days": "working days without an answer until asking again is suggested",
    "me": "whose workspace it is, where nobody says who they are",
}
"""The settings that are set by name, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """One of them: its value as it is typed, "" where there is none, and what it is for; `own`
    where it is set, else it is as it comes."""

    name: str
    value: str
    words: str
    own: bool


def workspace_rows(work: Snapshot) -> tuple[WorkspaceRow, ...]:
    """Every setting by name."""
    doc = work.get("settings", WORKSPACE) or {}
    settings = Settings.of(work)
    values: Mapping[str, str] = {
        "name": settings.name,
        "timezone": settings.timezone,
        "week_starts": WEEKDAYS[settings.week_starts],
        "end_of_day": f"{settings.end_of_day:%H:%M}",
        "date_order": settings.date_order,
        "public_address": settings.public_address,
        "follow_up_days": str(DAYS if doc.get("follow_up_days") is None else doc["follow_up_days"]),
        "me": settings.me,
    }
    return tuple(
        WorkspaceRow(name, values[name], words, doc.get(name) is not None)
        for name, words in WORDS.items()
    )


def values(work: Snapshot) -> dict[str, Any]:
    """The same as JSON: a number for `follow_up_days`, None where nothing is set."""
    found: dict[str, Any] = {row.name: row.value or None for row in workspace_rows(work)}
    return {**found, "follow_up_days": int(found["follow_up_days"])}


def meant(kind: str, text: str) -> str:
    """A value as it is kept, for those that people shorten: `mon`, `dmy`."""
    if kind == "weekday":
        days = [day for day in WEEKDAYS if len(text) > 1 and day.startswith(text.lower())]
        return days[0] if len(days) == 1 else text
    return text.upper() if kind == "date_order" else text


def holidays_words(settings: Settings, today: date) -> str:
    """`9 holidays, fri 25 Dec the next`."""
    ahead = [day for day in sorted(settings.holidays) if day >= today.isoformat()]
    if not settings.holidays:
        return "no holidays"
    following = (
        f", {full_day(date.fromisoformat(ahead[0]))} the next" if ahead else ", none to come"
    )
    return f"{counted(len(settings.holidays), 'holiday')}{following}"


def set_workspace(desk: Desk, fields: Mapping[str, Any]) -> Receipt:
    """Set some of them as one change; None takes one back. Raises BadInput."""
    for name in fields:
        if name not in WORDS:
            raise BadInput(f"A workspace has no setting {name[:40]}.", hint=_listed())
    given = dict(fields)
    if given.get("public_address") is not None:
        given["public_address"] = checked_address(str(given["public_address"])) or None
    if given.get("timezone") is not None:
        given["timezone"] = zone_called(str(given["timezone"])) or given["timezone"]
    return desk.do([UpdateWorkspace.of(given)])


def kind_of(name: str) -> str:
    """The kind of value it takes; raises BadInput with the nearest name."""
    from difflib import get_close_matches

    if name in WORDS:
        return FIELDS["settings"][name]
    near = get_close_matches(name, WORDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else _listed()
    raise BadInput(f"A workspace has no setting {name[:40]}.", hint=hint)


def _listed() -> str:
    return "`worktui workspace` lists them; working hours and holidays are in `worktui calendar`."


def zone_called(name: str) -> str:
    """The zone of that name, or the only one that ends in it: a city will do. "" for none."""
    from zoneinfo import ZoneInfo, available_timezones

    city = "_".join(name.split()).casefold()
    found = [zone for zone in available_timezones() if zone.rpartition("/")[2].casefold() == city]
    try:
        return ZoneInfo(found[0] if len(found) == 1 else name).key
    except (ValueError, OSError, KeyError):
        return ""
