"""Calendar messages: what RFC 5545 and RFC 5546 ask of each method, and nothing let in."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effects.letters import GUEST, HOST, NOW, event, facts, lines
from worktui.domain.errors import BadInput
from worktui.effects.invitation import from_facts, invitation

PLAIN = {
    "BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "DTSTART",
    "DTEND", "SUMMARY", "STATUS", "TRANSP",
}  # fmt: skip


def test_a_request_has_its_times_in_utc_and_asks_for_an_answer() -> None:
    found = event(from_facts(facts(), NOW))
    assert found["METHOD"] == "REQUEST"
    assert found["UID"] == "bk-1@worktui"
    assert found["SEQUENCE"] == "0"
    assert found["DTSTAMP"] == "20260304T090007Z"
    assert (found["DTSTART"], found["DTEND"]) == ("20260310T140000Z", "20260310T143000Z")
    assert found["STATUS"] == "CONFIRMED"
    assert found['ORGANIZER;CN="Mara Lindt"'] == "mailto:mara@studio.example"
    [attendee] = [name for name in found if name.startswith("ATTENDEE")]
    assert "RSVP=TRUE" in attendee
    assert "PARTSTAT=NEEDS-ACTION" in attendee
    assert found[attendee] == "mailto:zoe@client.example"


def test_a_cancellation_keeps_the_uid_and_carries_the_higher_sequence() -> None:
    found = event(from_facts(facts(method="CANCEL", sequence=2), NOW))
    assert (found["METHOD"], found["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (found["UID"], found["SEQUENCE"]) == ("bk-1@worktui", "2")
    assert any(name.startswith("ATTENDEE") and "RSVP" not in name for name in found)


def test_a_reply_is_of_the_one_who_answers() -> None:
    guest = {**GUEST, "partstat": "DECLINED"}
    found = event(from_facts(facts(method="REPLY", attendees=[guest]), NOW))
    assert found['ATTENDEE;CN="Zoe Ray";PARTSTAT=DECLINED'] == "mailto:zoe@client.example"
    with pytest.raises(BadInput, match="one attendee"):
        from_facts(facts(method="REPLY", attendees=[GUEST, HOST]), NOW)


def test_a_published_event_names_nobody_who_was_invited() -> None:
    found = event(from_facts(facts(method="PUBLISH", organizer={}), NOW))
    assert not [name for name in found if name.startswith(("ATTENDEE", "ORGANIZER"))]


def test_a_booking_that_waits_for_an_answer_is_tentative() -> None:
    assert event(from_facts(facts(status="pending"), NOW))["STATUS"] == "TENTATIVE"


def test_a_whole_day_is_written_as_a_day() -> None:
    found = event(from_facts(facts(start="2026-03-10", end="2026-03-11"), NOW))
    assert found["DTSTART;VALUE=DATE"] == "20260310"


def test_long_names_are_folded_by_octets_and_come_back_whole() -> None:
    name = "Žofie " + "日本語テスト" * 20
    text = invitation(
        facts(), method="REQUEST", organizer=HOST, attendees=[{**GUEST, "name": name}],
        summary=name, now=NOW, description="One\n\nTwo; with, signs\\", location="Room 1; left",
    )  # fmt: skip
    assert lines(text)
    [back] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert back["SUMMARY"] == name
    assert back["ATTENDEE"].params["CN"] == name
    assert back["DESCRIPTION"] == "One\n\nTwo; with, signs\\"
    assert back["LOCATION"] == "Room 1; left"
    assert back.decoded("dtstart").isoformat() == "2026-03-10T14:00:00+00:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "DELETE"},
        {"organizer": {}},
        {"attendees": []},
        {"start": "2026-03-10T15:00:00"},
        {"start": "soon, maybe tomorrow"},
        {"attendees": [{"email": "no address"}]},
        {"attendees": [{"email": "a@b.example\r\nATTENDEE:mailto:x@y.example"}]},
    ],
)
def test_what_cannot_be_written_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        from_facts(facts(**wrong), NOW)


HOSTILE = st.one_of(
    st.text(max_size=120),
    st.sampled_from(
        ["x\r\nATTENDEE:mailto:evil@x.example", 'a";CN="b', "END:VEVENT\nBEGIN:VEVENT",
         "\x1b]52;c;eA==\x07", "a\u202eb", "^n^'", "mailto:a@b", ":;,\\", "\ud800"]
    ),
)  # fmt: skip


@given(HOSTILE, HOSTILE)
def test_text_from_outside_never_becomes_a_property_or_a_parameter(one: str, two: str) -> None:
    guest = {"email": "zoe@client.example", "name": two}
    text = from_facts(facts(summary=one, attendees=[guest], uid=f"bk {one}"), NOW)
    names = {name.partition(";")[0] for name in event(text)}
    assert names == PLAIN | {"ORGANIZER", "ATTENDEE"}
    assert "\x1b" not in text
    [back] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert set(back["ATTENDEE"].params) <= {"CN", "ROLE", "PARTSTAT", "RSVP"}
    assert back["ATTENDEE"] == "mailto:zoe@client.example"
