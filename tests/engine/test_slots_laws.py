"""Laws of slots over made-up workspaces: equal to a walk over every minute, and to the check
inside the commit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.slots_walk import Walk
from worktui.engine.slots import SlotWork, hosts_for, hosts_free, refuse_reason, slots

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
         "Pacific/Apia", "Africa/Cairo", "UTC", "America/Santiago", "Asia/Beirut", "America/Havana")  # fmt: skip
# Days around changes of the clock somewhere, and one quiet week.
DAYS = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5),
        date(2026, 4, 24), date(2026, 10, 30), date(2026, 11, 1), date(2026, 6, 10))  # fmt: skip
QUARTERS = st.integers(0, 95).map(lambda n: n * 15)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def hours(draw: st.DrawFn) -> dict[str, list[str]]:
    cuts = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=4)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    spans = [f"{clock(a * 15)}-{clock(b * 15)}" for a, b in pairs]
    return {draw(st.sampled_from(["mon-sun", "thu-sun", "sun"])): spans}


@st.composite
def works(draw: st.DrawFn) -> tuple[dict[str, Any], date, datetime, str]:
    first = draw(st.sampled_from(DAYS))
    now = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(
        minutes=draw(st.integers(-600, 3000))
    )
    zero = datetime(first.year, first.month, first.day, tzinfo=UTC)

    def times(most: int = 180) -> dict[str, str]:
        start = zero + timedelta(minutes=draw(st.integers(-600, 3600)))
        end = start + timedelta(minutes=draw(st.integers(0, most)))
        return {"start": start.isoformat(), "end": end.isoformat()}

    people = [
        {"id": name, "tz": draw(st.sampled_from(ZONES)), "working_hours": draw(hours())}
        for name in ("ana", "joe")
    ]
    if draw(st.booleans()):
        people[0]["away"] = [[first.isoformat(), first.isoformat()]]
    small = st.sampled_from([0, 0, 10, 25])
    kinds = [
        {
            "slug": slug,
            "minutes": draw(st.sampled_from([20, 30, 45])),
            "step": draw(st.sampled_from([None, 15, 25, 40])),
            "hosts": ["ana", "joe"] if slug == "call" else ["ana"],
            "hosts_mode": draw(st.sampled_from(["all", "any"])),
            "buffer_before": draw(small),
            "buffer_after": draw(small),
            "min_notice_hours": draw(st.sampled_from([0, 3])),
            **draw(st.sampled_from([{}, {"horizon_days": 1}, {"max_per_day": 1}])),
        }
        for slug in ("call", "talk")
    ]
    states = ("confirmed", "pending", "hold", "cancelled", "declined")
    bookings = [
        {
            "id": f"BK-{n}",
            "event_type": draw(st.sampled_from(["call", "talk"])),
            **draw(st.sampled_from([{}, {"hosts": ["joe"]}])),
            **times(60),
            "status": draw(st.sampled_from(states)),
            "until": (now + timedelta(minutes=draw(st.sampled_from([-5, 0, 5])))).isoformat(),
        }
        for n in range(draw(st.integers(0, 3)))
    ]
    repeats = st.sampled_from(
        [{}, {"rrule": "FREQ=DAILY;COUNT=4"}, {"busy": False},
         {"rrule": "FREQ=WEEKLY;BYDAY=SU,MO;COUNT=3", "exdates": [first.isoformat()]}]
    )  # fmt: skip
    calendar = [
        {"uid": f"e{n}", "person": draw(st.sampled_from(["ana", "joe"])), **times(),
         **draw(repeats)}
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    data = {
        "timezone": "Europe/Berlin",
        "working_hours": {"mon-fri": ["09:00-17:00"]},
        "holidays": draw(st.sampled_from([[], [(first + timedelta(days=1)).isoformat()]])),
        "people": people,
        "event_types": kinds,
        "bookings": bookings,
        "calendar": calendar,
    }
    return data, first, now, draw(st.sampled_from(ZONES))


def read(data: dict[str, Any]) -> SlotWork:
    return SlotWork.of(
        data, data["people"], data["event_types"], data["bookings"], data["calendar"]
    )


@settings(max_examples=60)
@given(works())
def test_interval_arithmetic_and_a_walk_over_every_minute_agree(
    case: tuple[dict[str, Any], date, datetime, str],
) -> None:
    data, first, now, tz = case
    work, last = read(data), first + timedelta(days=1)
    found = slots(work, work.event_types["call"], first, last, now=now, tz=tz)
    assert [slot.start for slot in found] == Walk(data, "call", now).starts(first, last, tz)


@settings(max_examples=60)
@given(
    works(),
    st.lists(st.integers(-300, 3300), min_size=5, max_size=25),
    st.sampled_from([None, None, 10, 35, 90, 300]),
)
def test_what_is_offered_can_be_booked_and_what_is_not_is_refused_with_a_reason(
    case: tuple[dict[str, Any], date, datetime, str], offsets: list[int], minutes: int | None
) -> None:
    data, first, now, _ = case
    work, last = read(data), first + timedelta(days=1)
    kind = work.event_types["call"]
    found = slots(work, kind, first, last, now=now, tz="UTC", minutes=minutes)
    offered = {slot.start: slot for slot in found}
    length = timedelta(minutes=minutes or kind.minutes)
    assert all(slot.end - slot.start == length for slot in found)
    zero = datetime(first.year, first.month, first.day, tzinfo=UTC)
    for start in [*offered, *(zero + timedelta(minutes=m) for m in offsets)]:
        inside = first <= start.date() <= last
        reason = refuse_reason(work, kind, start, now=now, minutes=minutes)
        assert (reason is None) == (start in offered) or not inside
        assert reason is None or ("\n" not in reason and reason.strip())
        takers = hosts_for(work, kind, start, now=now, minutes=minutes)
        if start in offered and kind.anyone:
            free = hosts_free(work, kind, start, now=now, minutes=minutes)
            assert free == offered[start].hosts
            assert len(takers) == 1
            assert takers[0] in offered[start].hosts
            by = {"hosts": takers, "minutes": minutes}
            assert refuse_reason(work, kind, start, now=now, **by) is None  # type: ignore[arg-type]
