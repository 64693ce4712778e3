"""Slots: what is offered, why a start is refused, who takes it, how a day looks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from worktui.domain.errors import BadInput
from worktui.engine.slots import (
    SlotWork,
    busy_between,
    hosts_for,
    hosts_free,
    refuse_reason,
    slots,
    windows_on,
)

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")
DAY = date(2026, 3, 5)
INTRO = {
    "slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["mara"], "step": 30,
    "buffer_after": 15, "min_notice_hours": 2, "horizon_days": 60, "max_per_day": 2,
}  # fmt: skip
TEAM = {"slug": "team", "title": "Team call", "minutes": 30, "hosts": ["mara", "joe"]}
BOARD = {
    "uid": "board@x", "summary": "Board meeting", "person": "mara",
    "start": "2026-03-05T14:00:00+01:00", "end": "2026-03-05T15:00:00+01:00",
}  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}:00+01:00")


def booking(id: str, start: str, kind: str = "intro", **more: Any) -> dict[str, Any]:
    begin = at(start)
    end = begin + timedelta(minutes=30)
    return {"id": id, "event_type": kind, "start": begin.isoformat(), "end": end.isoformat(),
            "status": "confirmed", "invitee": "zoe@client.example", **more}  # fmt: skip


def work(
    bookings: list[dict[str, Any]] | None = None,
    calendar: list[dict[str, Any]] | None = None,
    types: list[dict[str, Any]] | None = None,
    **mara: Any,
) -> SlotWork:
    return SlotWork.of(
        {"timezone": "Europe/Berlin", "holidays": ["2026-03-09"],
         "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]}},
        [{"id": "mara", "name": "Mara", **mara},
         {"id": "joe", "name": "Joe", "tz": "America/New_York"}],
        types or [INTRO, TEAM],
        bookings or [],
        calendar or [],
    )  # fmt: skip


def refused(given: SlotWork, start: str, kind: str = "intro", **more: Any) -> str | None:
    return refuse_reason(given, given.event_types[kind], at(start), now=NOW, **more)


def starts(given: SlotWork, kind: str = "intro", **more: Any) -> list[str]:
    found = slots(given, given.event_types[kind], DAY, DAY, now=NOW, tz="Europe/Berlin", **more)
    return [f"{slot.start.astimezone(at('05T12:00').tzinfo):%H:%M}" for slot in found]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("morning", ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]),
        ("afternoon", ["13:00", "13:30", "15:00", "15:30", "16:00", "16:30"]),
        ("evening", []),
    ],
)
def test_a_part_of_the_day_is_one_of_the_reader(part: str, expected: list[str]) -> None:
    given = work(calendar=[{**BOARD, "start": "2026-03-05T14:15:00+01:00"}])
    assert starts(given, part=part) == expected


def test_a_part_nobody_knows_is_refused() -> None:
    with pytest.raises(BadInput, match="teatime"):
        starts(work(), part="teatime")


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("05T14:00", "mara is busy 14:00–15:00: Board meeting"),
        ("05T13:30", "mara needs time free around 14:00–15:00: Board meeting"),
        ("05T10:10", "Intro call can start at 10:00 or 10:30, not at 10:10"),
        ("05T12:30", "mara works 09:00–12:00 and 13:00–17:00 on Thu 5 Mar"),
        ("05T16:45", "mara works 09:00–12:00 and 13:00–17:00 on Thu 5 Mar"),
        ("07T10:00", "mara does not work on Sat 7 Mar"),
        ("09T10:00", "Mon 9 Mar is a holiday"),
        ("10T10:00", "mara is away on Tue 10 Mar"),
        ("04T09:00", "Wed 4 Mar 09:00 is past"),
        ("04T11:30", "Intro call needs 2 h notice, so Wed 4 Mar 12:00 is the earliest"),
        ("12T10:00", "mara takes 2 of Intro call a day, and Thu 12 Mar is full"),
    ],
)
def test_a_refusal_says_what_is_in_the_way(start: str, says: str) -> None:
    full = [booking("BK-1", "12T14:00"), booking("BK-2", "12T16:00")]
    given = work(full, [BOARD], away=[["2026-03-10", "2026-03-11"]])
    assert refused(given, start) == says


def test_a_start_beyond_the_horizon_names_the_last_day() -> None:
    kind = {**INTRO, "horizon_days": 2}
    assert refused(work(types=[kind]), "10T10:00") == (
        "Intro call can be booked until Fri 6 Mar, not later"
    )


def test_the_booking_being_moved_is_not_in_its_own_way() -> None:
    given = work([booking("BK-1", "05T10:00"), booking("BK-2", "05T14:00")])
    assert refused(given, "05T10:30", ignore_booking="BK-1") is None
    assert "full" in (refused(given, "05T10:30") or "")


def test_another_length_is_checked_as_that_length() -> None:
    given = work(calendar=[BOARD])
    assert refused(given, "05T13:00", minutes=45) is None
    assert refused(given, "05T13:00", minutes=60) is not None
    assert refused(given, "05T11:30", minutes=45) is not None
    assert refused(given, "05T11:30", minutes=0) is not None


def test_a_type_whose_hosts_nobody_knows_offers_nothing_and_says_so() -> None:
    given = work(types=[{**INTRO, "hosts": ["mara", "nobody"]}, {**TEAM, "hosts": []}])
    assert starts(given) == []
    assert refused(given, "05T10:00") == "nobody here is called nobody"
    assert refused(given, "05T10:00", "team") == "Team call has no host yet"


def test_all_hosts_have_to_be_there() -> None:
    assert starts(work(), "team") == ["15:00", "15:30", "16:00", "16:30"]
    given = work([booking("BK-1", "05T15:00", hosts=["joe"])])
    assert (
        refused(given, "05T15:00", "team")
        == "joe is busy 15:00–15:30: Intro call, zoe@client.example"
    )


def test_any_host_is_enough_and_a_refusal_speaks_of_each() -> None:
    kind = {**TEAM, "hosts_mode": "any"}
    given = work([booking("BK-1", "05T15:00", hosts=["joe"])], [BOARD], types=[INTRO, kind])
    assert refused(given, "05T15:00", "team") is None
    assert refused(given, "05T14:00", "team") == (
        "nobody is free then: mara is busy 14:00–15:00: Board meeting; "
        "joe works 15:00–18:00 and 19:00–23:00 on Thu 5 Mar"
    )


def test_the_host_with_the_fewest_bookings_to_come_takes_it_then_the_longest_idle() -> None:
    kind = {**TEAM, "hosts_mode": "any"}
    team = [INTRO, kind]
    start = at("05T16:00")

    def taker(*bookings: dict[str, Any]) -> tuple[str, ...]:
        given = work(list(bookings), types=team)
        return hosts_for(given, given.event_types["team"], start, now=NOW)

    assert taker() == ("joe",)
    assert taker(booking("BK-1", "06T10:00", hosts=["joe"])) == ("mara",)
    assert taker(booking("BK-1", "03T16:00", hosts=["joe"])) == ("mara",)
    assert taker(
        booking("BK-1", "03T16:00", hosts=["joe"]), booking("BK-2", "03T17:00", hosts=["mara"])
    ) == ("joe",)
    assert taker(booking("BK-1", "05T16:00", hosts=["joe"])) == ("mara",)
    assert taker(booking("BK-1", "06T10:00", hosts=["joe"], status="cancelled")) == ("joe",)


def test_nobody_takes_what_nobody_can() -> None:
    given = work(types=[INTRO, {**TEAM, "hosts_mode": "any"}])
    kind = given.event_types["team"]
    assert hosts_free(given, kind, at("07T10:00"), now=NOW) == ()
    assert hosts_for(given, kind, at("07T10:00"), now=NOW) == ()
    assert hosts_for(given, given.event_types["intro"], at("05T10:00"), now=NOW) == ("mara",)


def test_a_hold_is_in_the_way_until_its_end() -> None:
    held = booking(
        "BK-1", "05T10:00", status="hold", until=(NOW + timedelta(minutes=5)).isoformat()
    )
    given = work([held])
    kind = given.event_types["intro"]
    start = at("05T10:00")
    assert refuse_reason(given, kind, start, now=NOW) is not None
    assert refuse_reason(given, kind, start, now=NOW + timedelta(minutes=5)) is None


@pytest.mark.parametrize(
    "free",
    [
        {"busy": False},
        {"cancelled": True},
        {"start": "2026-03-05", "end": "2026-03-06"},
        {"end": "2026-03-05T14:00:00+01:00"},
        {"start": "some day"},
        {"person": "joe"},
    ],
)
def test_what_takes_no_time_does_not_block(free: dict[str, Any]) -> None:
    assert refused(work(calendar=[{**BOARD, **free}]), "05T14:00") is None


def test_a_repeat_nobody_can_read_still_takes_its_first_time() -> None:
    given = work(calendar=[{**BOARD, "rrule": "FREQ=SOMETIMES"}])
    assert refused(given, "05T14:00") == "mara is busy 14:00–15:00: Board meeting"
    assert refused(given, "06T14:00") is None


def test_the_picture_of_a_day_has_titles_and_no_buffers() -> None:
    held = booking("BK-2", "05T16:00", status="hold", until="2026-03-04T09:00:00+01:00")
    given = work([booking("BK-1", "05T10:00", name="Zoe"), held], [BOARD])
    low, high = at("05T00:00"), at("06T00:00")
    found = busy_between(given, "mara", low, high, now=NOW)
    assert [(busy.start, busy.end, busy.title) for busy in found] == [
        (at("05T10:00"), at("05T10:30"), "Intro call, Zoe"),
        (at("05T14:00"), at("05T15:00"), "Board meeting"),
    ]
    assert [busy.id for busy in busy_between(given, "mara", low, high)][-1] == "BK-2"
    assert busy_between(given, "mara", at("05T10:30"), at("05T10:40")) == ()


def test_the_windows_of_a_day_are_empty_when_off() -> None:
    given = work(away=[["2026-03-10", "2026-03-11"]])
    assert windows_on(given, "mara", DAY) == (
        (at("05T09:00"), at("05T12:00")), (at("05T13:00"), at("05T17:00")),
    )  # fmt: skip
    for day in (date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 7)):
        assert windows_on(given, "mara", day) == ()
    assert windows_on(given, "nobody", DAY) == ()


def test_years_far_away_and_questions_without_end_are_bounded() -> None:
    given = work()
    kind = given.event_types["team"]
    with pytest.raises(BadInput, match="9999"):
        slots(given, kind, date(9999, 12, 1), date.max, now=NOW, tz="UTC")
    found = slots(given, kind, DAY, date(8999, 1, 1), now=NOW, tz="UTC")
    assert found[-1].start < datetime(2028, 4, 1, tzinfo=UTC)
    assert slots(given, kind, DAY, DAY - timedelta(days=1), now=NOW, tz="UTC") == ()


def test_a_time_without_offset_names_no_instant() -> None:
    given = work()
    with pytest.raises(BadInput, match="offset"):
        refuse_reason(given, given.event_types["intro"], datetime(2026, 3, 5, 10), now=NOW)


def test_years_of_bookings_written_in_other_forms_are_read_too() -> None:
    odd = {"event_type": "intro", "status": "confirmed", "start": "2026-W10-4T10:00:00+01:00",
           "end": "20260305T103000+0100"}  # fmt: skip
    assert "busy" in (refused(work([{"id": "BK-1", **odd}]), "05T10:00") or "")
