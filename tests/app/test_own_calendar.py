"""One's own calendar: busy time without suggestions, and what happened to bookings in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.own_calendar import CalendarNews, Told, take_news
from worktui.app.own_events import Mirror
from worktui.app.plans.meetings import slot_work
from worktui.domain.errors import Refused
from worktui.engine.slots_work import occupied
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox

SOURCE = "caldav:1a2b3c4d"
START = "2026-03-05T14:00:00+01:00"


@pytest.fixture
def inbox(desk: Desk) -> Inbox:
    return make_inbox(desk)


def event(
    uid: str = "dentist@home",
    *,
    start: str = "20260306T090000",
    minutes: int = 60,
    summary: str = "Dentist",
    more: str = "",
    zone: str = ";TZID=Europe/Berlin",
) -> str:
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{summary}\r\nDTSTART{zone}:{start}\r\n"
        f"DURATION:PT{minutes}M\r\n{more}END:VEVENT\r\n"
    )


def calendar(*events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def put(inbox: Inbox, *events: str, name: str = "a.ics", source: str = SOURCE) -> Told | None:
    return take_news(inbox, CalendarNews(source, {name: calendar(*events)}))


def gone(inbox: Inbox, *names: str) -> Told | None:
    return take_news(inbox, CalendarNews(SOURCE, {}, names))


def kept(desk: Desk) -> list[dict[str, Any]]:
    return [dict(doc) for doc in desk.snapshot().all("calendar")]


def busy(desk: Desk, day: str = "2026-03-06") -> list[str]:
    work = slot_work(desk.snapshot())
    host = work.host("ana")
    assert host is not None
    low = datetime.fromisoformat(f"{day}T00:00:00+01:00")
    taken = occupied(work, "ana", host.zone, low, low + timedelta(days=1), now=None)
    return sorted(
        f"{t.start.astimezone(host.zone):%H:%M}-{t.end.astimezone(host.zone):%H:%M}" for t in taken
    )


def open_ones(desk: Desk) -> list[dict[str, Any]]:
    return [dict(d) for d in desk.snapshot().all("suggestions") if d["state"] == "proposed"]


def steps(desk: Desk) -> list[str]:
    return [str(doc["actions"][0]["type"]) for doc in open_ones(desk)]


@pytest.fixture
def booking(desk: Desk) -> dict[str, Any]:
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=START)])
    return dict(desk.snapshot().get("bookings", "BK-1") or {})


def of_booking(
    booking: dict[str, Any], start: str = "20260305T140000", *, seq: int = 0, more: str = ""
) -> str:
    more += f"SEQUENCE:{seq}\r\n"
    return event(booking["uid"], start=start, minutes=30, summary="Intro", more=more)


def test_a_private_appointment_is_busy_time_and_no_suggestion(inbox: Inbox, desk: Desk) -> None:
    told = put(inbox, event())
    assert told is not None
    assert told.text == "calendar: 1 new"
    assert busy(desk) == ["09:00-10:00"]
    assert not desk.snapshot().count("suggestions")
    assert not desk.snapshot().count("arrivals")


def test_it_is_written_by_nobodys_hand_and_can_be_taken_back(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event())
    entry = desk.store.entry(desk.store.seq)
    assert entry is not None
    assert (entry.by, entry.through) == ("worktui", "external")
    with pytest.raises(Refused):
        desk.undo()
    desk.undo(entry.seq)
    assert kept(desk) == []


def test_the_same_again_writes_nothing(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event())
    seq = desk.store.seq
    assert put(inbox, event()) is None
    assert desk.store.seq == seq


def test_it_follows_what_is_moved_and_goes_with_what_is_deleted(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event())
    put(inbox, event(start="20260306T110000"))
    assert busy(desk) == ["11:00-12:00"]
    assert gone(inbox, "a.ics") == Told("calendar: 1 gone")
    assert kept(desk) == []


def test_after_a_full_look_what_is_not_there_is_gone(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event(), name="a.ics")
    put(inbox, event("b@home", start="20260306T130000"), name="b.ics")
    take_news(inbox, CalendarNews(SOURCE, {}, (), frozenset({"b.ics"})))
    assert busy(desk) == ["13:00-14:00"]


def test_a_series_with_one_moved_and_one_left_out(inbox: Inbox, desk: Desk) -> None:
    series = event("s@home", start="20260304T150000", more="RRULE:FREQ=DAILY;COUNT=5\r\n"
                   "EXDATE;TZID=Europe/Berlin:20260305T150000\r\n")  # fmt: skip
    moved = event(
        "s@home",
        start="20260306T170000",
        more="RECURRENCE-ID;TZID=Europe/Berlin:20260306T150000\r\n",
    )
    put(inbox, series, moved)
    assert busy(desk, "2026-03-05") == []
    assert busy(desk, "2026-03-06") == ["17:00-18:00"]
    assert busy(desk, "2026-03-07") == ["15:00-16:00"]
    put(inbox, series)
    assert busy(desk, "2026-03-06") == ["15:00-16:00"]


def test_free_declined_cancelled_and_secret_events(inbox: Inbox, desk: Desk) -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@acme.example\r\n"
    put(
        inbox,
        event("1@x", start="20260306T080000", more="TRANSP:TRANSPARENT\r\n"),
        event("2@x", start="20260306T100000", more=declined),
        event("3@x", start="20260306T120000", more="STATUS:CANCELLED\r\n"),
        event(
            "4@x",
            start="20260306T140000",
            summary="Doctor",
            more="CLASS:PRIVATE\r\nLOCATION:Clinic\r\n",
        ),
    )
    assert busy(desk) == ["14:00-15:00"]
    secret = desk.snapshot().get("calendar", "4@x") or {}
    assert secret["summary"] == "Busy"
    assert "location" not in secret


def test_a_time_without_zone_is_one_of_the_persons_clock(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event(zone=""))
    assert busy(desk) == ["09:00-10:00"]


def test_what_was_over_long_ago_is_left_out(inbox: Inbox, desk: Desk) -> None:
    assert put(inbox, event(start="20200306T090000")) is None
    assert kept(desk) == []


def test_a_broken_object_leaves_what_was_known(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event())
    told = take_news(inbox, CalendarNews(SOURCE, {"a.ics": b"BEGIN:VCALENDAR\r\nrubbish"}))
    assert told == Told("calendar: 1 could not be read")
    assert busy(desk) == ["09:00-10:00"]


@pytest.mark.parametrize(
    "when",
    [
        "DTSTART:99991231T235959Z\r\nDTEND:99991231T235959Z\r\n",
        "DTSTART;VALUE=DATE:99991231\r\n",
        "DTSTART:00010101T000000Z\r\nDTEND:00010101T000000Z\r\n",
        "DTSTART;TZID=Asia/Tokyo:00010101T000000\r\nDTEND;TZID=Asia/Tokyo:00010101T010000\r\n",
        "DTSTART;TZID=America/Lima:99991231T235959\r\n",
        "DTSTART:20260306T090000Z\r\nDTEND:99991231T235959Z\r\n",
        "DTSTART:20260306T090000Z\r\nRECURRENCE-ID:99991231T235959Z\r\n",
    ],
)
@pytest.mark.parametrize("mine", [True, False])
def test_an_event_at_the_ends_of_the_calendar_stops_no_other(
    inbox: Inbox, desk: Desk, booking: dict[str, Any], when: str, mine: bool
) -> None:
    uid = booking["uid"] if mine else "far@x"
    far = f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Far\r\n{when}END:VEVENT\r\n"
    news = {
        "a.ics": calendar(event("a@x")),
        "b.ics": calendar(far),
        "c.ics": calendar(event("c@x")),
    }
    told = take_news(inbox, CalendarNews(SOURCE, news))
    assert told is not None
    assert told.text == "calendar: 2 new, 1 could not be read"
    assert [doc["id"] for doc in kept(desk)] == ["a@x", "c@x"]
    assert steps(desk) == []


def test_an_object_that_breaks_whoever_reckons_with_it_is_counted(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Mirror.put

    def breaks(mirror: Mirror, name: str, items: Any) -> None:
        if name == "a.ics":
            raise OverflowError
        whole(mirror, name, items)

    monkeypatch.setattr(Mirror, "put", breaks)
    news = {"a.ics": calendar(event("a@x")), "b.ics": calendar(event("b@x"))}
    told = take_news(inbox, CalendarNews(SOURCE, news))
    assert told is not None
    assert told.text == "calendar: 1 new, 1 could not be read"


def test_the_same_meeting_in_two_calendars_is_two_peoples_time(inbox: Inbox, desk: Desk) -> None:
    put(inbox, event())
    other = make_inbox(Desk(desk.store, desk.clock, "bo"))
    put(other, event(), source="caldav:99999999")
    assert sorted((d["id"], d["person"]) for d in kept(desk)) == [
        ("dentist@home", "ana"), ("dentist@home@99999999", "bo")]  # fmt: skip
    take_news(other, CalendarNews("caldav:99999999", {}, ("a.ics",)))
    assert [d["person"] for d in kept(desk)] == ["ana"]


def test_an_event_that_was_here_before_follows_and_is_asked_about_when_it_goes(
    inbox: Inbox, desk: Desk
) -> None:
    desk.do([act("create_event", uid="dentist@home", summary="Dentist",
                 start="2026-03-06T09:00:00+01:00", end="2026-03-06T10:00:00+01:00")])  # fmt: skip
    put(inbox, event(start="20260306T110000"))
    assert busy(desk) == ["11:00-12:00"]
    gone(inbox, "a.ics")
    assert busy(desk) == ["11:00-12:00"]
    assert steps(desk) == ["cancel_event"]
    inbox.apply(open_ones(desk)[0]["id"])
    assert kept(desk) == []


def test_marks_of_where_it_came_from_stay_out_of_exports(inbox: Inbox, desk: Desk) -> None:
    from worktui.formats.worktui_json import export

    put(inbox, event())
    [doc] = export(desk.snapshot())["calendar"]
    assert not {"from", "item", "shared"} & set(doc)


def test_our_own_booking_as_it_was_written_changes_nothing(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    told = put(inbox, of_booking(booking), name="bk.ics")
    assert told is None
    assert kept(desk) == []
    assert open_ones(desk) == []


def test_a_booking_moved_in_the_calendar_is_proposed_and_applied(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    put(inbox, of_booking(booking), name="bk.ics")
    told = put(inbox, of_booking(booking, "20260305T150000", seq=1), name="bk.ics")
    assert told is not None
    [one] = open_ones(desk)
    assert "in your own calendar" in one["reason"]
    assert one["actions"][0]["requested_start"] == "2026-03-05T15:00:00+01:00"
    inbox.apply(one["id"], yes=True)
    moved = desk.snapshot().get("bookings", "BK-1") or {}
    assert moved["start"] == "2026-03-05T15:00:00+01:00"
    put(inbox, of_booking(booking, "20260305T150000", seq=1), name="bk.ics")
    assert open_ones(desk) == []


def test_of_two_moves_the_last_one_is_proposed_and_none_when_it_is_moved_back(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    put(inbox, of_booking(booking, "20260305T150000", seq=1), name="bk.ics")
    put(inbox, of_booking(booking, "20260305T160000", seq=2), name="bk.ics")
    assert [d["actions"][0]["requested_start"][11:16] for d in open_ones(desk)] == ["16:00"]
    put(inbox, of_booking(booking, seq=3), name="bk.ics")
    assert open_ones(desk) == []


def test_moved_away_back_and_away_again_it_is_asked_again(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    away = of_booking(booking, "20260305T150000", seq=1)
    for _ in range(2):
        put(inbox, away, name="bk.ics")
        assert [d["actions"][0]["requested_start"][11:16] for d in open_ones(desk)] == ["15:00"]
        put(inbox, of_booking(booking, seq=1), name="bk.ics")
        assert open_ones(desk) == []
    assert {d["state"] for d in desk.snapshot().all("arrivals")} == {"closed"}


def test_what_was_dismissed_is_not_asked_again(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    away = of_booking(booking, "20260305T150000", seq=1)
    put(inbox, away, name="bk.ics")
    inbox.dismiss(open_ones(desk)[0]["id"])
    put(inbox, away + "\r\n", name="bk.ics")
    assert open_ones(desk) == []


def test_somebody_elses_booking_is_not_theirs_to_move(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    bo = make_inbox(Desk(desk.store, desk.clock, "bo"))
    put(bo, of_booking(booking, "20260305T150000", seq=1), name="bk.ics", source="caldav:99999999")
    assert open_ones(desk) == []


def test_a_booking_deleted_there_is_proposed_to_be_cancelled(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    put(inbox, of_booking(booking), name="odd name.ics")
    gone(inbox, "odd name.ics")
    assert steps(desk) == ["cancel_booking"]
    assert gone(inbox, "odd name.ics") is None


def test_a_booking_in_one_big_file_is_missed_when_it_goes(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    put(inbox, of_booking(booking), event(), name="all.ics")
    assert [d["id"] for d in kept(desk)] == ["dentist@home"]
    put(inbox, event(), name="all.ics")
    assert steps(desk) == ["cancel_booking"]


def test_a_guest_who_declines_is_heard_through_the_calendar(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:iva@novak.example\r\n"
    put(inbox, of_booking(booking, more=declined), name="bk.ics")
    assert steps(desk) == ["cancel_booking"]
    assert open_ones(desk)[0]["actions"][0]["told"] is True
    put(inbox, of_booking(booking, more=declined + "X-A:1\r\n"), name="bk.ics")
    assert len(open_ones(desk)) == 1


def test_a_guest_who_changes_their_mind_is_heard_each_time(
    inbox: Inbox, desk: Desk, booking: dict[str, Any], clock: FixedClock
) -> None:
    for answer, asked in (("DECLINED", 1), ("ACCEPTED", 0), ("DECLINED", 1), ("DECLINED", 1)):
        line = f"ATTENDEE;PARTSTAT={answer}:mailto:iva@novak.example\r\n"
        put(inbox, of_booking(booking, more=line), name="bk.ics")
        assert len(open_ones(desk)) == asked
        clock.set(clock.now() + timedelta(minutes=5))
    assert desk.snapshot().count("arrivals") == 3


REPLY = (
    "From: Iva Novak <iva@novak.example>\r\nTo: ana@acme.example\r\nSubject: {answer}\r\n"
    "Message-ID: <{number}@novak.example>\r\nDate: Wed, 04 Mar 2026 09:{number}:00 +0100\r\n"
    "Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n"
    "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
    "DTSTAMP:20260304T08{number}00Z\r\nDTSTART:20260305T090000Z\r\nSEQUENCE:0\r\n"
    "ORGANIZER:mailto:ana@acme.example\r\n"
    "ATTENDEE;PARTSTAT={answer}:mailto:iva@novak.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def answers(inbox: Inbox, booking: dict[str, Any], answer: str, number: int) -> None:
    mail = REPLY.format(answer=answer, number=number, uid=booking["uid"])
    inbox.sense(mail.encode(), "eml")


def test_so_is_one_who_answers_by_mail(inbox: Inbox, desk: Desk, booking: dict[str, Any]) -> None:
    for number, (answer, asked) in enumerate(
        (("DECLINED", 1), ("ACCEPTED", 0), ("DECLINED", 1)), start=11
    ):
        answers(inbox, booking, answer, number)
        assert len(open_ones(desk)) == asked


def test_a_yes_that_was_sent_before_the_no_and_comes_after_it_takes_nothing_back(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    answers(inbox, booking, "DECLINED", 12)
    answers(inbox, booking, "ACCEPTED", 11)
    assert len(open_ones(desk)) == 1


def test_a_guest_who_accepts_is_heard_too_and_nothing_is_asked(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    waiting = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:iva@novak.example\r\n"
    put(inbox, of_booking(booking, more=waiting), name="bk.ics")
    assert not desk.snapshot().count("arrivals")
    put(inbox, of_booking(booking, more=waiting.replace("NEEDS-ACTION", "ACCEPTED")), name="bk.ics")
    [arrival] = desk.snapshot().all("arrivals")
    assert (arrival["source"], arrival["state"]) == ("iva@novak.example", "closed")
    assert "accepted" in arrival["notes"][0]
    assert open_ones(desk) == []


def test_an_older_state_of_a_booking_is_no_wish_to_move_it_back(
    inbox: Inbox, desk: Desk, clock: FixedClock, booking: dict[str, Any]
) -> None:
    desk.do(
        [act("reschedule_booking", booking="BK-1", requested_start="2026-03-05T15:00:00+01:00")]
    )
    put(inbox, of_booking(booking, seq=0), name="bk.ics")
    assert open_ones(desk) == []


def test_a_booking_cancelled_here_is_not_missed_there(
    inbox: Inbox, desk: Desk, booking: dict[str, Any]
) -> None:
    put(inbox, of_booking(booking), name="bk.ics")
    desk.do([act("cancel_booking", booking="BK-1")])
    gone(inbox, "bk.ics")
    assert open_ones(desk) == []


FILES = sorted((Path(__file__).parents[1] / "data" / "calendars").glob("*.ics"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_whatever_calendars_hold_can_be_kept_exported_and_taken_away_again(path: Path) -> None:
    from worktui.formats.worktui_json import export

    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(datetime(1997, 1, 1, tzinfo=UTC)), "ana")
    import_workspace(desk, {"worktui": 1, "timezone": "Europe/Berlin", "me": "ana",
                            "people": [{"id": "ana", "name": "Ana", "tz": "Europe/Berlin"}]})  # fmt: skip
    inbox = make_inbox(desk)
    take_news(inbox, CalendarNews(SOURCE, {"a.ics": path.read_bytes()}))
    low = datetime(2024, 1, 1, tzinfo=UTC)
    work = slot_work(desk.snapshot())
    list(occupied(work, "ana", work.zone, low, low + timedelta(days=400), now=None))
    other = MemoryStore()
    other.open()
    import_workspace(Desk(other, desk.clock, "ana"), export(desk.snapshot()))
    assert other.snapshot().count("calendar") == desk.snapshot().count("calendar")
    gone(inbox, "a.ics")
    assert kept(desk) == []


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_make_the_mirror_fail(noise: bytes, at: int) -> None:
    store = MemoryStore()
    store.open()
    inbox = make_inbox(Desk(store, FixedClock(datetime(2026, 3, 4, tzinfo=UTC)), "ana"))
    raw = calendar(event(more="RRULE:FREQ=DAILY\r\n"))
    take_news(inbox, CalendarNews(SOURCE, {"a.ics": raw[:at] + noise + raw[at:]}))
