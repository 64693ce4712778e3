"""One VEVENT or VTODO of `icalendar` as our value, whatever is broken in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from worktui.domain.arrival import CalendarItem, Party
from worktui.domain.fields import within
from worktui.domain.text import clean_block, clean_or
from worktui.senses.icszone import zone_like, zone_named
from worktui.senses.people import party
from worktui.senses.raw import BROKEN

if TYPE_CHECKING:
    from icalendar.cal import Component

Moment = date | datetime

_MOST: Final = 500
_MOST_DATES: Final = 2000
"""Times that one event may leave out or add."""
_OLD_MAIL: Final = re.compile(r"(?:mailto:)+", re.IGNORECASE)


def item_of(component: Component, method: str) -> CalendarItem | None:
    """The item, None if it has no start, no due and no identity at all, or lies where nobody can
    reckon: at the ends of the calendar, where zones and lengths lead out of it."""
    try:
        start, end, zone = _span(component)
    except _Beyond:
        return None
    uid, summary = _text(component, "UID"), _text(component, "SUMMARY")
    if start is None and not uid and not summary:
        return None
    recurrence, params = _moment(component, "RECURRENCE-ID")
    if recurrence is not None and not _is_within(recurrence):
        return None
    return CalendarItem(
        uid=uid,
        method=method,
        sequence=_number(component, "SEQUENCE"),
        recurrence_id=recurrence,
        status=_text(component, "STATUS").upper(),
        summary=summary,
        location=_text(component, "LOCATION"),
        description=_block(component, "DESCRIPTION"),
        start=start,
        end=end,
        tz=zone,
        all_day=start is not None and not isinstance(start, datetime),
        rrule=_rule(component),
        exdates=tuple(islice(_moments(component, "EXDATE"), _MOST_DATES)),
        rdates=tuple(islice(_moments(component, "RDATE"), _MOST_DATES)),
        organizer=_organizer(component),
        attendees=_attendees(component),
        comment=_block(component, "COMMENT"),
        transparent=_text(component, "TRANSP").upper() == "TRANSPARENT",
        component=str(component.name),
        this_and_future=str(params.get("RANGE", "")).upper() == "THISANDFUTURE",
        private=_text(component, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"),
        stamp=_moment(component, "DTSTAMP")[0],
    )


class _Beyond(ValueError):
    """A moment at the ends of the calendar."""


def _span(component: Component) -> tuple[Moment | None, Moment | None, str]:
    """Start, end and the zone's name; DURATION and the defaults of RFC 5545 3.6.1 applied.

    Raises _Beyond."""
    start, params = _bounded(component, "DTSTART")
    end, _ = _bounded(component, "DTEND")
    if component.name == "VTODO":
        due, due_params = _bounded(component, "DUE")
        end = end or due
        params = params or due_params
    zone = _zone_name(params, start or end)
    if end is None and start is not None:
        end = _after(start, _length(component))
    if start is not None and end is not None and _before(end, start):
        end = None
    return start, end, zone


def _after(start: Moment, length: timedelta | None) -> Moment | None:
    if length is None:
        return start if isinstance(start, datetime) else start + timedelta(days=1)
    try:
        return within(later(start, length))
    except (OverflowError, ValueError):
        return None


def later(start: Moment, length: timedelta) -> Moment:
    """What lies so long after a moment: whole days on its wall clock, hours in exact time
    (RFC 5545 3.3.6). Raises OverflowError."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return start + length
    rest = timedelta(seconds=length.seconds, microseconds=length.microseconds)
    day = start + (length - rest)
    return (day.astimezone(UTC) + rest).astimezone(start.tzinfo) if rest else day


def _before(one: Moment, other: Moment) -> bool:
    try:
        return one < other
    except TypeError:  # a day and a time, or a time with and one without zone
        return False


def _length(component: Component) -> timedelta | None:
    try:
        found = getattr(_raw(component, "DURATION"), "dt", None)
    except BROKEN:  # icalendar keeps a broken value and raises when asked for it
        return None
    return found if isinstance(found, timedelta) else None


def _raw(component: Component, name: str) -> Any:
    """The property's value, the first one if it stands there often."""
    value = component.get(name)
    return value[0] if isinstance(value, list) and value else value


def _bounded(component: Component, name: str) -> tuple[Moment | None, dict[str, str]]:
    """As `_moment`; raises _Beyond for what nobody can reckon with."""
    found, params = _moment(component, name)
    if found is not None and not _is_within(found):
        raise _Beyond(name)
    return found, params


def _is_within(moment: Moment) -> bool:
    try:
        return bool(within(moment))
    except ValueError:
        return False


def _moment(component: Component, name: str) -> tuple[Moment | None, dict[str, str]]:
    value = _raw(component, name)
    try:
        found = getattr(value, "dt", None)
        params = {str(k).upper(): str(v) for k, v in dict(getattr(value, "params", {})).items()}
    except BROKEN:  # as above
        return None, {}
    return _settled(found, params.get("TZID", "")), params


def _moments(component: Component, name: str) -> Iterator[Moment]:
    """All moments of EXDATE or RDATE, which may be lists of lists; periods by their start."""
    value = component.get(name)
    for entry in value if isinstance(value, list) else [value]:
        try:
            inner = list(getattr(entry, "dts", []))[:_MOST]
            params = dict(getattr(entry, "params", {}))
            found = [getattr(one, "dt", None) for one in inner]
        except BROKEN:  # as above
            continue
        for one in found:
            start = one[0] if isinstance(one, tuple) else one
            moment = _settled(start, str(params.get("TZID", "")))
            if moment is not None and _is_within(moment):
                yield moment


def _settled(found: Any, told: str) -> Moment | None:
    """A day as it is; a time with a zone of the zone database, or UTC, or floating."""
    if not isinstance(found, datetime):
        return found if isinstance(found, date) else None
    if not _is_within(found):
        return found  # no zone is asked about it; who takes it sees that it cannot be kept
    if found.tzinfo is None:
        zone = zone_named(told) if told else None
        return found.replace(tzinfo=zone) if zone else found
    if found.utcoffset() == timedelta(0) and not told:
        return found.astimezone(UTC)
    if isinstance(found.tzinfo, ZoneInfo):
        return found
    known = zone_named(told) or zone_named(str(getattr(found.tzinfo, "key", "")))
    known = known or zone_like(found, told)
    try:
        return found.replace(tzinfo=known) if known else found.astimezone(UTC)
    except OverflowError:
        return None


def _zone_name(params: dict[str, str], moment: Moment | None) -> str:
    zone = moment.tzinfo if isinstance(moment, datetime) else None
    if isinstance(zone, ZoneInfo):
        return str(zone.key)
    return "UTC" if zone is not None else clean_or(params.get("TZID", ""), limit=80)


def _rule(component: Component) -> str | None:
    value = _raw(component, "RRULE")
    if value is None:
        return None
    try:
        text = value.to_ical().decode("ascii", "replace")
    except BROKEN:
        text = str(value)
    text = text.strip().rstrip(";").upper()
    return text if re.fullmatch(r"[A-Z0-9=;,:+\-]{5,500}", text) and "FREQ=" in text else None


def _text(component: Component, name: str) -> str:
    value = _raw(component, name)
    return clean_or(str(value)) if value is not None else ""


def _block(component: Component, name: str) -> str:
    value = component.get(name)
    parts = value if isinstance(value, list) else [value]
    return clean_block("\n".join(str(p) for p in parts if p is not None))


def _number(component: Component, name: str) -> int:
    text = _text(component, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _organizer(component: Component) -> Party | None:
    found = _party(_raw(component, "ORGANIZER"))
    return found[0] if found else None


def _attendees(component: Component) -> tuple[tuple[Party, str], ...]:
    value = component.get("ATTENDEE")
    listed = value if isinstance(value, list) else [value]
    found = (_party(one) for one in listed[:_MOST])
    return tuple(one for one in found if one is not None)


def _party(value: Any) -> tuple[Party, str] | None:
    if value is None:
        return None
    params = {str(k).upper(): str(v) for k, v in dict(getattr(value, "params", {})).items()}
    told = _OLD_MAIL.sub("", str(value))
    one = party(params.get("CN", ""), told if "@" in told else params.get("EMAIL", ""))
    if not one.email and not one.name:
        return None
    return one, clean_or(params.get("PARTSTAT", ""), limit=40).upper()
