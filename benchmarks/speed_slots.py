"""What finding free times costs: five thousand and more of a year, beside bookings and events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from benchmarks.rows import Row, took_ms
from worktui.engine.slots import SlotWork, slots

GOAL = 10.0
"""Milliseconds that 5,000 slots may take."""
DAY = date(2026, 1, 1)
NOW = datetime(2025, 12, 31, tzinfo=UTC)
WEEKS = 52


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """A year of half hours, empty, with two hundred bookings, and with two hosts who both have
    to be free (that is two to look at): per 5,000 slots found."""
    return [_row("free year", 0), _row("booked year", 200), _row("two hosts", 200, hosts=2)]


def _row(what: str, booked: int, hosts: int = 1) -> Row:
    work = _work(booked, hosts)
    kind = work.event_types["call"]
    last = DAY + timedelta(days=364)

    def find() -> int:
        return len(slots(work, kind, DAY, last, now=NOW, tz="Europe/Berlin"))

    count = find()
    took = took_ms(find) * 5000 / count
    return Row("slots", f"{what} ({count})", booked, took, "ms", "allowed", GOAL, hosts)


def _work(booked: int, hosts: int) -> SlotWork:
    handles = [f"h{n}" for n in range(hosts)]
    people = [{"id": h, "tz": "Europe/Berlin"} for h in handles]
    kind = {"slug": "call", "title": "Call", "minutes": 30, "step": 15, "hosts": handles}
    bookings = []
    for n in range(booked):
        start = datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=n * 365 // max(booked, 1))
        bookings.append(
            {
                "id": f"BK-{n}",
                "event_type": "call",
                "status": "confirmed",
                "hosts": handles,
                "start": start.isoformat(),
                "end": (start + timedelta(minutes=30)).isoformat(),
            }
        )
    hours = {"mon-fri": ["09:00-12:00", "13:00-17:00"]}
    settings = {"timezone": "Europe/Berlin", "working_hours": hours}
    return SlotWork.of(settings, people, [kind], bookings, [])
