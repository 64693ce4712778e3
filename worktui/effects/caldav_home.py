"""Where a calendar server keeps the one calendar to write to (RFC 4791, RFC 5397).

The address in the settings may be the calendar itself, the folder of somebody's calendars, or
just the server. With several to choose from, the settings have to name one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from worktui.effects.carrier import Permanent
from worktui.effects.web import Answer

Ask = Callable[[str, str, Mapping[str, str], bytes], Answer]
"""One request as the settings' user: method, address, headers, body."""
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_WANTED = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><resourcetype/>'
    b"<displayname/><current-user-principal/><C:calendar-home-set/>"
    b"<C:supported-calendar-component-set/></prop></propfind>"
)
HOPS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One thing on the server: its address, what it is, and where it leads."""

    href: str
    calendar: bool
    events: bool
    name: str
    principal: str
    home: str


def calendar_of(url: str, ask: Ask) -> str:
    """The address of the calendar that `url` means, with a slash at its end.

    Raises Permanent where there is none or there are several, Temporary when nobody answers.
    """
    place, seen = url, set[str]()
    for _ in range(HOPS):
        seen.add(place)
        here = next(iter(_look(place, "0", ask)), None)
        if here is None:
            raise Permanent("There is no calendar at the address in the settings.")
        if here.calendar:
            return _slashed(place)
        home = urljoin(place, here.home) if here.home else ""
        if home:
            same_server(url, home)
            return _only(list(_look(home, "1", ask)), home)
        onward = urljoin(place, here.principal) if here.principal else ""
        if not onward or onward in seen:
            break
        same_server(url, onward)
        place = onward
    return _only(list(_look(url, "1", ask)), url)


def _only(places: list[Place], base: str) -> str:
    """The address of the one calendar for events among places."""
    found = [place for place in places if place.calendar and place.events]
    if len(found) == 1:
        address = urljoin(base, found[0].href)
        same_server(base, address)
        return _slashed(address)
    if not found:
        raise Permanent("There is no calendar for events at the address in the settings.")
    raise Permanent(f"There are {len(found)} calendars there; the settings have to name one.")


def _look(url: str, depth: str, ask: Ask) -> Iterator[Place]:
    headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    answer = ask("PROPFIND", url, headers, _WANTED)
    if answer.status in (404, 405, 410):
        return
    if answer.status != 207:
        raise Permanent(f"The calendar server answered {answer.status}.", answer.status)
    for response in _tree(answer.body).iter(f"{_DAV}response"):
        yield _place(response)


def _tree(body: bytes) -> ElementTree.Element:
    """The XML of an answer; one that declares entities, or could in another encoding, is not
    read."""
    not_understood = Permanent("The calendar server's answer cannot be understood.")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"\0" in body:
        raise not_understood
    try:
        return ElementTree.fromstring(body)  # noqa: S314 - bounded, and without entities
    except (ElementTree.ParseError, ValueError) as error:
        raise not_understood from error


def _place(response: ElementTree.Element) -> Place:
    kinds = response.find(f".//{_DAV}resourcetype")
    held = response.find(f".//{_CAL}supported-calendar-component-set")
    names = {comp.get("name", "").upper() for comp in held} if held is not None else set()
    return Place(
        href=response.findtext(f"{_DAV}href", "").strip(),
        calendar=kinds is not None and kinds.find(f"{_CAL}calendar") is not None,
        events=not names or "VEVENT" in names,
        name=response.findtext(f".//{_DAV}displayname", "").strip(),
        principal=_href(response, f"{_DAV}current-user-principal"),
        home=_href(response, f"{_CAL}calendar-home-set"),
    )


def _href(response: ElementTree.Element, name: str) -> str:
    return response.findtext(f".//{name}/{_DAV}href", "").strip()


def _slashed(url: str) -> str:
    return url if url.endswith("/") else url + "/"


def same_server(url: str, other: str) -> None:
    """The password goes to no other server than the one in the settings."""
    one, two = urlsplit(url), urlsplit(other)
    if (one.scheme, one.hostname, one.port) != (two.scheme, two.hostname, two.port):
        raise Permanent("The calendar server points to another server; set that one's address.")
