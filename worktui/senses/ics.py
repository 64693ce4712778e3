"""iCalendar files and parts: RFC 5545 objects with the methods of RFC 5546, as items.

Tolerant by layers: the whole file; if that is refused, each component by itself.  What
stays unreadable is told in a warning, or refused with a sentence if nothing is left.
`icalendar` is imported only when there is something to read.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from worktui.domain.arrival import Arrival, CalendarItem
from worktui.senses.icsitem import item_of
from worktui.senses.raw import BROKEN, decoded, digest, failed

if TYPE_CHECKING:
    from icalendar.cal import Component

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_CALENDAR: Final = re.compile(
    r"^BEGIN:VCALENDAR\s*$(.*?)(?:^END:VCALENDAR\s*$|\Z)", re.MULTILINE | re.DOTALL | re.I
)
#: To its end, or as far as it goes in a file that was cut off.
_COMPONENT: Final = re.compile(
    r"^BEGIN:(VEVENT|VTODO)\s*$.*?(?:^END:\1\s*$|(?=^BEGIN:(?:VEVENT|VTODO)\s*$)"
    r"|(?=^END:VCALENDAR\s*$)|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_ZONE_EDGE: Final = re.compile(r"^(BEGIN|END):VTIMEZONE[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_METHOD: Final = re.compile(r"^METHOD[^:\n]*:([\w-]+)\s*$", re.MULTILINE | re.IGNORECASE)
_KNOWN: Final = ("VEVENT", "VTODO")
_MOST_ITEMS: Final = 2000


def read_ics(raw: bytes) -> Arrival:
    """One arrival with every event and to-do of the file."""
    items, notes, why = items_in(decoded(raw))
    if not items:
        return failed("ics", raw, why or "There is no event and no to-do in this calendar file.")
    first = items[0]
    sender = first.attendees[0][0] if first.method in ("REPLY", "COUNTER") and (
        first.attendees) else first.organizer  # fmt: skip
    ident = "|".join((first.uid, first.method, str(first.sequence)))
    return Arrival(
        kind="ics",
        external_id="" if first.method in ("REPLY", "COUNTER") or len(items) > 1 else ident,
        digest=digest(raw),
        source=sender.email if sender else "",
        sender=sender,
        subject=first.summary,
        text=first.comment or first.description,
        calendar=items,
        warnings=notes,
    )


def items_in(text: str) -> tuple[tuple[CalendarItem, ...], tuple[str, ...], str]:
    """(items, warnings, why there is none) of one or more calendars in one text."""
    if "BEGIN:" not in text.upper():
        return (), (), "This is not a calendar file: it has no component."
    if text.lstrip()[:6].upper() != "BEGIN:":  # broken beginning: read from the first component
        text = text[text.upper().find("BEGIN:") :]
    items: list[CalendarItem] = []
    broken = 0
    for calendar in _calendars(text):
        method = _METHOD.search(calendar)
        known = method[1].upper() if method else ""
        for component in _components(calendar):
            item = item_of(component, known) if component is not None else None
            if item is None:
                broken += 1
            elif len(items) < _MOST_ITEMS:
                items.append(item)
    told = f"{broken} broken part(s) of the calendar left out"
    why = "No event in this calendar could be read: it is broken." if broken else ""
    return tuple(items), (told,) if broken and items else (), why


def _calendars(text: str) -> Iterator[str]:
    """The text of each VCALENDAR; what stands outside any is a calendar of its own."""
    found = [m[0] for m in _CALENDAR.finditer(text)]
    yield from found
    rest = _CALENDAR.sub("", text) if found else text
    if _COMPONENT.search(rest):
        yield rest


def _components(calendar: str) -> Iterator[Component | None]:
    """The events and to-dos of one calendar; None for each that cannot be parsed."""
    whole = _parsed(calendar)
    if whole and len(whole) >= len(_COMPONENT.findall(calendar)):
        yield from whole
        return
    plain = _FOLD.sub("", calendar)
    zones = "".join(_zones(plain))
    for found in _COMPONENT.finditer(plain):
        one = found[0].rstrip() + "\r\n"
        if not re.search(r"^END:V(?:EVENT|TODO)\s*\Z", one, re.MULTILINE | re.IGNORECASE):
            one += f"END:{found[1]}\r\n"
        alone = _parsed(zones + one) or _parsed(one) or _parsed(_readable(one))
        if alone:
            yield from alone
        else:
            yield None


def _zones(calendar: str) -> Iterator[str]:
    """Each zone that is described to its end; in one pass, however many never end."""
    start = -1
    for edge in _ZONE_EDGE.finditer(calendar):
        if edge[1].upper() == "BEGIN":
            start = edge.start()
        elif start >= 0:
            yield calendar[start : edge.end()] + "\n"
            start = -1


def _parsed(text: str) -> list[Component] | None:
    from icalendar import Calendar

    body = text.strip()
    if body[:15].upper() != "BEGIN:VCALENDAR":
        body = f"BEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR"
    elif not re.search(r"^END:VCALENDAR\s*\Z", body, re.MULTILINE | re.IGNORECASE):
        body += "\r\nEND:VCALENDAR"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # guesses at odd zones: we make our own
            found = Calendar.from_ical(body, multiple=True)
        return [c for one in found for c in _walked(one)]
    except BROKEN:  # icalendar raises many kinds on broken files: read part by part then
        return None


def _walked(calendar: Component) -> Iterable[Component]:
    return [c for c in calendar.walk() if c.name in _KNOWN]


def _readable(component: str) -> str:
    """Only the lines of a component that look like properties, one VALARM level flattened."""
    lines = re.split(r"\r?\n", component)
    return "\r\n".join(s for s in lines if re.match(r"[A-Za-z][\w-]*(?:;[\w-]+=[^:;]*)*:", s))
