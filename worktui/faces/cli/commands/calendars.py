"""`calendar`: who works when. Weekdays, holidays, absences, part time, extra days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from worktui.app.plans.lookup import find_person
from worktui.domain.actions.base import Action
from worktui.domain.actions.workspace import SetAvailability, UpdatePerson, UpdateWorkspace
from worktui.domain.errors import BadInput, WrongUsage
from worktui.domain.settings import DEFAULT_HOURS, WORKSPACE, Settings
from worktui.domain.shapes import hours as checked_hours
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.commands.files import read_input
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text

_YEARS = 3
"""Holidays of a country are laid in for this year and the two after it."""


@click.command("calendar")
@click.argument("whose", required=False)
@click.option("--days", default="", help="Weekdays, as in mon-thu.")
@click.option("--hours", default="", help="Hours of those days: 09:00-12:00,13:00-17:00.")
@click.option("--per-week", type=float, default=None, help="Hours a week of a person.")
@click.option("--away", default="", help="An absence of a person: DAY or FIRST..LAST.")
@click.option("--extra", multiple=True, metavar="DAY", help="A day worked all the same.")
@click.option("--holiday", multiple=True, metavar="DAY", help="A day that nobody works.")
@click.option("--holidays", default="", metavar="DE-BE|FILE.ics", help="A country's, or a file's.")
@click.pass_obj
def calendar_command(
    room: Room,
    whose: str | None,
    *,
    days: str,
    hours: str,
    per_week: float | None,
    away: str,
    extra: tuple[str, ...],
    holiday: tuple[str, ...],
    holidays: str,
) -> None:
    """Show or set working time: of the workspace, of @SOMEBODY, or of a named calendar that
    projects and tasks then name (`edit WEB-12 calendar=night`)."""
    changes = (days, hours, per_week, away, extra, holiday, holidays)
    desk = room.desk(create=any(told not in (None, "", ()) for told in changes))
    work, spoken = desk.snapshot(), room.spoken(desk)
    week = _week(work, whose, days, hours)
    more = [spoken.day(spoken.need(day)).isoformat() for day in extra]
    off = [spoken.day(spoken.need(day)).isoformat() for day in holiday]
    if holidays:
        off += _holidays(room, holidays, Settings.of(work).today(desk.now()))
    actions: list[Action]
    if whose and whose.startswith("@"):
        if off:
            raise WrongUsage("Holidays are everybody's.", hint="A person's own are --away.")
        actions = _person(work, whose, desk.me, week, per_week, more)
        if away:
            actions.append(_absence(whose, away, spoken))
    elif per_week is not None or away:
        raise WrongUsage("Say whose: --per-week and --away belong to @SOMEBODY.")
    elif whose:
        actions = _named(work, whose, week, off, more)
    else:
        actions = _workspace(work, week, off, more)
    if not actions:
        _show(room, work)
        return
    receipt = desk.do(actions)
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


def _week(work: Snapshot, whose: str | None, days: str, hours: str) -> dict[str, Any] | None:
    """Working hours from --days and --hours; the one that is not given stays as it is."""
    if not days and not hours:
        return None
    doc: Mapping[str, Any] = work.get("settings", WORKSPACE) or {}
    if whose and whose.startswith("@"):
        doc = work.get("people", whose[1:].lower()) or doc
    old = doc.get("working_hours") or Settings.of(work).working_hours or DEFAULT_HOURS
    spans = [part.strip() for part in hours.split(",")] if hours else next(iter(old.values()))
    names = [part.strip() for part in days.split(",")] if days else list(old)
    return checked_hours("hours", {name: list(spans) for name in names})


def _person(
    work: Snapshot,
    whose: str,
    me: str,
    week: dict[str, Any] | None,
    per_week: float | None,
    extra: list[str],
) -> list[Action]:
    person = find_person(work, whose[1:], me)
    given = {
        "working_hours": week,
        "hours_per_week": per_week,
        "extra_days": sorted({*(person.get("extra_days") or ()), *extra}) if extra else None,
    }
    fields = {name: value for name, value in given.items() if value is not None}
    return [UpdatePerson.of({"person": person["id"], **fields})] if fields else []


def _absence(whose: str, away: str, spoken: Spoken) -> Action:
    first, _, last = away.partition("..")
    begin = spoken.day(spoken.need(first)).isoformat()
    end = spoken.day(spoken.need(last)).isoformat() if last else begin
    return SetAvailability(person=whose[1:], start=begin, until=end)


def _named(
    work: Snapshot, name: str, week: dict[str, Any] | None, off: list[str], extra: list[str]
) -> list[Action]:
    if not (week or off or extra):
        raise WrongUsage(f"Say what {name[:40]} is.", hint="As in calendar night --days mon-sat.")
    every = dict((work.get("settings", WORKSPACE) or {}).get("calendars") or {})
    mine = dict(every.get(name) or {})
    if week:
        mine["working_hours"] = week
    if off:
        mine["holidays"] = sorted({*(mine.get("holidays") or ()), *off})
    if extra:
        mine["extra_days"] = sorted({*(mine.get("extra_days") or ()), *extra})
    return [UpdateWorkspace.of({"calendars": {**every, name: mine}})]


def _workspace(
    work: Snapshot, week: dict[str, Any] | None, off: list[str], extra: list[str]
) -> list[Action]:
    doc: Mapping[str, Any] = work.get("settings", WORKSPACE) or {}
    fields: dict[str, Any] = {}
    if week:
        fields["working_hours"] = week
    if off:
        fields["holidays"] = sorted({*(doc.get("holidays") or ()), *off})
    if extra:
        fields["extra_days"] = sorted({*(doc.get("extra_days") or ()), *extra})
    return [UpdateWorkspace.of(fields)] if fields else []


def _holidays(room: Room, given: str, today: date) -> list[str]:
    years = range(today.year, today.year + _YEARS)
    if given.lower().endswith(".ics"):
        found = room.house.days_off(read_input(given), years)
    else:
        found = room.house.holidays(given, years)
    if not found:
        raise BadInput(f"“{given[:60]}” names no holiday of {years[0]} to {years[-1]}.")
    return [day.isoformat() for day, _name in found]


def _show(room: Room, work: Snapshot) -> None:
    settings = Settings.of(work)
    doc: Mapping[str, Any] = work.get("settings", WORKSPACE) or {}
    rows = [[Cell("everybody", "bold"), Cell(_hours(settings.working_hours))]]
    for person in work.all("people"):
        said = _hours(person["working_hours"]) if person.get("working_hours") else ""
        weekly = person.get("hours_per_week")
        parts = [said, f"{weekly:g} h a week" if weekly is not None else ""]
        parts += [f"away {first} to {last}" for first, last in person.get("away") or ()]
        rows.append(
            [
                Cell(f"@{person['id']}"),
                Cell(", ".join(part for part in parts if part) or "as everybody"),
            ]
        )
    for name, parts_of in (doc.get("calendars") or {}).items():
        rows.append([Cell(name), Cell(_hours(parts_of.get("working_hours") or {}))])
    lines = [room.paper.table(rows, grow=1)]
    if settings.holidays:
        lines.append(f"{len(settings.holidays)} holidays, {settings.holidays[0]} the first")
    data = {
        "working_hours": settings.working_hours,
        "holidays": list(settings.holidays),
        "extra_days": list(doc.get("extra_days") or ()),
        "calendars": doc.get("calendars") or {},
        "people": [
            {
                name: person.get(name)
                for name in ("id", "working_hours", "hours_per_week", "away", "extra_days")
            }
            for person in work.all("people")
        ],
    }
    room.answer(data, "\n".join(lines))


def _hours(week: Mapping[str, Any]) -> str:
    return ", ".join(f"{days} {' '.join(spans)}" for days, spans in week.items())
