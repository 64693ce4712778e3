"""The resources of a Microsoft Project file as people: handles, mail, rates, hours, absences.

Someone who is here already (by mail, else by name) is that person; others get a handle from
their name. Material and costs are no people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from worktui.app.beginning import handle_of
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.formats.mspdi_calendars import Calendar, Spans, days_text
from worktui.formats.mspdi_values import number, switch, tidy, whole
from worktui.formats.mspdi_xml import Node

WORK, MATERIAL, COST = "work", "material", "cost"


@dataclass(slots=True)
class Resources:
    """Resources by UID: `handles` and `calendars` of people, `names` and `kinds` of all."""

    handles: dict[int, str] = field(default_factory=dict)
    calendars: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_resources(
    nodes: Iterable[Node],
    calendars: Mapping[int, Calendar],
    base: Calendar,
    ground: Calendar,
    work: Snapshot,
) -> Resources:
    """All resources; raises BadInput for values that are none.

    Who has no calendar works as in `base`, the project's; `ground` is the workspace's.
    """
    found = Resources()
    here = list(work.all("people"))
    taken = {str(doc["id"]) for doc in here}
    for node in nodes:
        uid = whole(node.kid("UID"))
        name = clean_or(node.get("Name"))
        if uid is None or uid <= 0 or not name or switch(node.kid("IsNull")):
            continue
        found.names[uid] = name
        found.kinds[uid] = _kind(node)
        if found.kinds[uid] != WORK:
            continue
        email = _email(node, found)
        known = _known(here, name, email)
        handle = str(known["id"]) if known else new_handle(name, taken)
        taken.add(handle)
        found.handles[uid] = handle
        found.calendars[uid] = whole(node.kid("CalendarUID")) or 0
        calendar = calendars.get(found.calendars[uid], base)
        if known:
            found.people.append(_again(node, known, email, calendar, ground, found))
        else:
            found.people.append(_person(node, handle, name, email, calendar, ground))
        found.warnings += [f"{name}: {what}: not kept." for what in calendar.untold]
        _crowd(node, name, found)
    return found


def _crowd(node: Node, name: str, found: Resources) -> None:
    """Tell of a resource that is several people."""
    units = number(node.kid("MaxUnits"))
    if units is not None and units > 1:
        found.warnings.append(
            f"{name} stands for {tidy(float(units))} people at once; here that is one person."
        )


def _kind(node: Node) -> str:
    if switch(node.kid("IsCostResource")) or node.get("Type") == "2":
        return COST
    return MATERIAL if node.get("Type") == "0" else WORK


def _email(node: Node, found: Resources) -> str:
    given = node.get("EmailAddress")
    if not given:
        return ""
    try:
        return str(check("email", "email", given))
    except BadInput:
        found.warnings.append(
            f"line {node.line}: {clean_or(node.get('Name'), '?')} has the address "
            f"“{clean_or(given, '?')[:60]}”, which is none; it was left out."
        )
        return ""


def _known(here: Sequence[Doc], name: str, email: str) -> Doc | None:
    for doc in here:
        if email and doc.get("email") == email:
            return doc
    folded = name.casefold()
    for doc in here:
        if folded in (str(doc.get("name", "")).casefold(), str(doc["id"]).casefold()):
            return doc
    return None


def new_handle(name: str, taken: set[str]) -> str:
    """A handle from a name that nobody has: `ana`, else `ana-r`, else `ana2`, `ana3`, …"""
    first = handle_of(name)
    first = "person" if first == "me" and not name.lower().startswith("me") else first
    words = [word for word in name.split() if word[:1].isalpha()]
    last = words[-1][:1].lower() if len(words) > 1 else ""
    tries = [first, f"{first}-{last}" if last.isascii() and last else first]
    for handle in tries:
        if handle not in taken:
            return handle
    number = 2
    while f"{first}{number}" in taken:
        number += 1
    return f"{first}{number}"


def _person(
    node: Node, handle: str, name: str, email: str, calendar: Calendar, ground: Calendar
) -> dict[str, Any]:
    """The document of somebody who is new here; hours and absences where the ground differs."""
    doc: dict[str, Any] = {"id": handle, "name": name, "email": email or None, "rate": _rate(node)}
    if calendar.week != ground.week:
        doc["working_hours"] = calendar.hours
    if off := {day for day in calendar.off - ground.off if calendar.week[day.weekday()]}:
        doc["away"] = spans_of(off, calendar.week)
    if extra := calendar.extra - ground.extra:
        doc["extra_days"] = days_text(extra)
    units = number(node.kid("MaxUnits"))
    if units is not None and 0 < units < 1:
        days = sum(1 for spans in calendar.week.values() if spans)
        doc["hours_per_week"] = tidy(round(float(units) * days * calendar.minutes_a_day) / 60)
    return doc


def _rate(node: Node) -> str | None:
    """The money an hour costs."""
    rate = number(node.kid("StandardRate"))
    return format(rate.normalize(), "f") if rate else None


def _again(
    node: Node, known: Doc, email: str, calendar: Calendar, ground: Calendar, found: Resources
) -> dict[str, Any]:
    """What the file adds to somebody who is here: mail and rate, where there are none yet."""
    doc: dict[str, Any] = {"id": str(known["id"])}
    if email and not known.get("email"):
        doc["email"] = email
    if not known.get("rate"):
        doc["rate"] = _rate(node)
    here = known.get("working_hours") or known.get("away") or known.get("extra_days")
    if not here and (calendar.week, calendar.off) != (ground.week, ground.off):
        found.warnings.append(
            f"{known.get('name') or known['id']} is here already: the working hours and days off "
            "in the file were not taken."
        )
    return doc


def spans_of(days: Iterable[date], week: Mapping[int, Spans]) -> list[list[str]]:
    """Days as absences; a run of them is one, over days on which nobody works anyway."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and _idle_between(spans[-1][1], day, week):
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return [[first.isoformat(), last.isoformat()] for first, last in spans]


def _idle_between(first: date, last: date, week: Mapping[int, Spans]) -> bool:
    size = (last - first).days
    return size <= 8 and not any(
        week.get((first + timedelta(days=n)).weekday()) for n in range(1, size)
    )
