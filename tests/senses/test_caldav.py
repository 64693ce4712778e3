"""A calendar on a real server: what changed since, and what that makes of busy time and bookings."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.servers import Calendars, radicale
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.looking import Looker
from worktui.app.ports import Found
from worktui.domain.actions import parse
from worktui.domain.errors import SenseProblem
from worktui.effects.caldav_reader import CalendarReader
from worktui.senses.caldav import CalDavCalendar
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox

pytestmark = [pytest.mark.needs("radicale"), pytest.mark.needs("caldav")]

WORK: dict[str, Any] = {
    "worktui": 1, "timezone": "Europe/Berlin", "me": "ana",
    "people": [{"id": "ana", "name": "Ana", "email": "ana@acme.example", "tz": "Europe/Berlin"}],
    "event_types": [{"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["ana"], "step": 30}],
}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calendars]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(running: Calendars) -> Calendars:
    """The running server with its calendar empty."""
    for event in running.events():
        event.delete()
    return running


def sense(server: Calendars, url: str = "", *, password: str = "") -> CalDavCalendar:
    url = url or server.calendar
    reader = CalendarReader(url, user=server.user, password=lambda: password or server.password)
    return CalDavCalendar(reader, url, user=server.user)


def event(uid: str, *, hour: int = 9, more: str = "", summary: str = "Dentist") -> str:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
        f"DTSTAMP:20260301T000000Z\r\nSUMMARY:{summary}\r\nDTSTART:20260305T{hour:02}0000Z\r\n"
        f"DTEND:20260305T{hour:02}3000Z\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def put(server: Calendars, ical: str) -> None:
    server.calendar_object().save_event(ical)


def looked(one: CalDavCalendar, cursor: Mapping[str, Any]) -> tuple[list[Found], Mapping[str, Any]]:
    finds = list(one.look(cursor))
    return finds, finds[-1].cursor if finds else cursor


def names(finds: list[Found]) -> list[str]:
    return sorted(name for found in finds for name in found.raw.changed)


def test_all_there_is_at_first_then_only_what_changed_and_what_is_gone(server: Calendars) -> None:
    put(server, event("a@x"))
    put(server, event("b@x"))
    with closing(sense(server)) as one:
        finds, cursor = looked(one, {})
        assert names(finds) == ["a@x.ics", "b@x.ics"]
        assert finds[-1].raw.present == {"a@x.ics", "b@x.ics"}
        assert looked(one, cursor)[0] == []
        put(server, event("c@x"))
        finds, cursor = looked(one, cursor)
        assert names(finds) == ["c@x.ics"]
        assert finds[-1].raw.present is None
        server.calendar_object().event_by_uid("a@x").delete()
        finds, cursor = looked(one, cursor)
        assert (names(finds), finds[-1].raw.gone) == ([], ("a@x.ics",))


def test_after_a_restart_it_goes_on_from_its_token(server: Calendars) -> None:
    put(server, event("a@x"))
    with closing(sense(server)) as one:
        _, cursor = looked(one, {})
    put(server, event("b@x"))
    with closing(sense(server)) as other:
        assert names(looked(other, cursor)[0]) == ["b@x.ics"]


def test_a_token_that_has_expired_means_a_full_look(server: Calendars) -> None:
    put(server, event("a@x"))
    with closing(sense(server)) as one:
        finds, cursor = looked(one, {"token": "http://radicale.org/ns/sync/0000"})
        assert finds[-1].raw.present == {"a@x.ics"}
        assert looked(one, cursor)[0] == []


@pytest.mark.parametrize("path", ["", "ana/"])
def test_the_only_calendar_is_found_from_the_server_or_the_person(
    server: Calendars, path: str
) -> None:
    put(server, event("a@x"))
    with closing(sense(server, server.url + path)) as one:
        assert names(looked(one, {})[0]) == ["a@x.ics"]


def test_of_several_calendars_one_has_to_be_named(server: Calendars) -> None:
    import caldav

    client = caldav.DAVClient(server.url, username=server.user, password=server.password)
    other = client.principal().make_calendar(name="Private", cal_id="private")
    try:
        with pytest.raises(SenseProblem, match="2 calendars there") as told:
            list(sense(server, server.url).look({}))
        assert told.value.lasting
    finally:
        other.delete()


def test_a_wrong_password_is_said_and_lasts(server: Calendars) -> None:
    with pytest.raises(SenseProblem, match="does not accept") as told:
        list(sense(server, password="wrong").look({}))
    assert told.value.lasting
    assert "wrong" not in str(told.value)


def test_a_server_that_is_away_is_a_sentence_and_not_for_ever() -> None:
    url = "http://127.0.0.1:1/x/"
    one = CalDavCalendar(CalendarReader(url, user="ana"), url)
    with pytest.raises(SenseProblem, match="could not be reached") as told:
        list(one.look({}))
    assert not told.value.lasting
    assert "127.0.0.1" not in str(told.value)


def test_an_address_where_nothing_is_is_said(server: Calendars) -> None:
    with pytest.raises(SenseProblem, match="no calendar at"):
        list(sense(server, server.url + "ana/none/").look({}))


def test_busy_time_and_bookings_follow_the_calendar(server: Calendars) -> None:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(datetime.fromisoformat("2026-03-04T10:00:00+01:00")), "ana")
    import_workspace(desk, WORK)
    looker = Looker(make_inbox(desk))
    start = "2026-03-05T14:00:00+01:00"
    desk.do(
        [
            parse(
                {
                    "type": "book_slot",
                    "event_type": "intro",
                    "invitee": "iva@x.example",
                    "start": start,
                }
            )
        ]
    )
    booking = desk.snapshot().get("bookings", "BK-1") or {}
    put(server, event("dentist@x"))
    put(server, event(booking["uid"], hour=13, summary="Intro"))
    with closing(sense(server)) as one:
        list(looker.look(one))
        assert [doc["id"] for doc in desk.snapshot().all("calendar")] == ["dentist@x"]
        assert not desk.snapshot().count("suggestions")
        moved = server.calendar_object().event_by_uid(booking["uid"])
        moved.data = moved.data.replace("T130000Z", "T150000Z").replace("T133000Z", "T153000Z")
        moved.save()
        list(looker.look(one))
        [suggestion] = desk.snapshot().all("suggestions")
        assert suggestion["actions"][0]["requested_start"] == "2026-03-05T16:00:00+01:00"
        server.calendar_object().event_by_uid("dentist@x").delete()
        server.calendar_object().event_by_uid(booking["uid"]).delete()
        list(looker.look(one))
        assert not desk.snapshot().count("calendar")
        open_ones = [d for d in desk.snapshot().all("suggestions") if d["state"] == "proposed"]
        assert [d["actions"][0]["type"] for d in open_ones] == ["cancel_booking"]


def test_its_parts_are_loaded_only_when_it_looks(tmp_path: Path) -> None:
    code = (
        "import sys; from worktui.senses.shelf import senses_of; from worktui.app.config import parse_config;"
        "from worktui.wiring import calendar_server;"
        "senses_of(parse_config({'caldav': {'url': 'https://x'}, 'imap': {'host': 'x'}}), calendar_server);"
        "print({'caldav', 'niquests', 'lxml', 'imap_tools', 'icalendar'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
