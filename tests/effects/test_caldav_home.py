"""Where the one calendar is: itself, below a principal, or only to be named by the settings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from worktui.effects.caldav import name_of
from worktui.effects.caldav_home import Ask, calendar_of
from worktui.effects.carrier import Permanent
from worktui.effects.web import Answer

HEAD = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
FOLDER = "<d:resourcetype><d:collection/></d:resourcetype>"
_SET = "c:supported-calendar-component-set"
EVENTS = f'<{_SET}><c:comp name="VEVENT"/></{_SET}>'
TASKS = EVENTS.replace("VEVENT", "VTODO")
BASE = "https://dav.example"


def row(href: str, props: str) -> str:
    """One response, with the properties it has and one it has not."""
    found = f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
    missing = (
        "<d:propstat><d:prop><d:getetag/></d:prop>"
        "<d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>"
    )
    return f"<d:response><d:href>{href}</d:href>{found}{missing}</d:response>"


def principal(href: str) -> str:
    return f"<d:current-user-principal><d:href>{href}</d:href></d:current-user-principal>"


def home(href: str) -> str:
    return f"<c:calendar-home-set><d:href>{href}</d:href></c:calendar-home-set>"


def server(pages: Mapping[str, str], status: int = 207) -> Ask:
    """A server that knows these pages: `DEPTH PATH` → rows."""

    def ask(method: str, url: str, headers: Mapping[str, str], _body: bytes) -> Answer:
        assert method == "PROPFIND"
        page = pages.get(f"{headers['Depth']} {url.removeprefix(BASE)}")
        if page is None:
            return Answer(404, {}, b"")
        return Answer(status, {}, f"{HEAD}{page}</d:multistatus>".encode())

    return ask


def test_the_address_may_be_the_calendar_itself() -> None:
    ask = server({"0 /ana/work": row("/ana/work/", CALENDAR)})
    assert calendar_of(f"{BASE}/ana/work", ask) == f"{BASE}/ana/work/"


def test_from_the_server_on_the_only_calendar_for_events_is_found() -> None:
    ask = server(
        {
            "0 /": row("/", FOLDER + principal("/people/ana/")),
            "0 /people/ana/": row("/people/ana/", FOLDER + home("/cal/ana/")),
            "1 /cal/ana/": row("/cal/ana/", FOLDER)
            + row("/cal/ana/todo/", CALENDAR + TASKS)
            + row("/cal/ana/w%20k/", CALENDAR + EVENTS),
        }
    )
    assert calendar_of(f"{BASE}/", ask) == f"{BASE}/cal/ana/w%20k/"


def test_the_address_may_be_the_folder_of_somebodys_calendars() -> None:
    ask = server(
        {
            "0 /cal/": row("/cal/", FOLDER),
            "1 /cal/": row("/cal/", FOLDER) + row("/cal/one/", CALENDAR),
        }
    )
    assert calendar_of(f"{BASE}/cal/", ask) == f"{BASE}/cal/one/"


def test_of_several_calendars_the_settings_have_to_name_one() -> None:
    named = "<d:displayname>Private life</d:displayname>"
    ask = server(
        {
            "0 /cal/": row("/cal/", FOLDER),
            "1 /cal/": row("/cal/one/", CALENDAR + named) + row("/cal/two/", CALENDAR),
        }
    )
    with pytest.raises(Permanent, match=r"There are 2 calendars there"):
        calendar_of(f"{BASE}/cal/", ask)


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        ({}, "no calendar at the address"),
        ({"0 /": row("/", FOLDER), "1 /": row("/", FOLDER)}, "no calendar for events"),
        ({"0 /": row("/", FOLDER + principal("/"))}, "no calendar for events"),
        ({"0 /": row("/", FOLDER + principal("https://evil.example/"))}, "another server"),
        ({"0 /": row("/", FOLDER + home("//evil.example/cal/"))}, "another server"),
        ({"0 /": row("/", FOLDER + home("http://dav.example/cal/"))}, "another server"),
        ({"0 /": "<d:response>"}, "cannot be understood"),
    ],
)
def test_what_leads_nowhere_or_elsewhere_is_refused(pages: dict[str, str], says: str) -> None:
    with pytest.raises(Permanent, match=says):
        calendar_of(f"{BASE}/", server(pages))


def test_an_answer_that_declares_entities_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><d:multistatus xmlns:d="DAV:">&a;</d:multistatus>'
    with pytest.raises(Permanent, match="cannot be understood"):
        calendar_of(f"{BASE}/", lambda *_: Answer(207, {}, bomb))


def test_an_answer_that_is_none_is_told() -> None:
    with pytest.raises(Permanent, match="answered 200"):
        calendar_of(f"{BASE}/", server({"0 /": ""}, status=200))


@pytest.mark.parametrize(
    "uid", ["bk-1-w1@worktui", "../../etc/passwd", "a/b", "x" * 300, "ä", "", "a..b", "x y", "%2e"]
)
def test_the_name_of_an_event_stays_inside_its_calendar(uid: str) -> None:
    name = name_of(uid)
    assert name == name_of(uid)
    assert name.endswith(".ics")
    assert "/" not in name
    assert ".." not in name
    assert name.isascii()
    assert len(name) < 140
