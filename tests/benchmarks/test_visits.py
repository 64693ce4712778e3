"""Cases that visit the pages, race for a time, and die right after a commit."""

from __future__ import annotations

from typing import Any

from benchmarks.oracle_scenarios import answer

WORK = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "me": "mara",
    "working_hours": {"mon-fri": ["09:00-17:00"]},
    "people": [{"id": "mara", "name": "Mara", "email": "mara@studio.example"}],
    "event_types": [{"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["mara"]}],
    "bookings": [
        {"id": "BK-1", "event_type": "intro", "start": "2026-03-10T10:00:00+01:00",
         "end": "2026-03-10T10:30:00+01:00", "invitee": "zoe@x.example", "uid": "bk-1@worktui",
         "sequence": 0, "status": "confirmed"},
    ],
}  # fmt: skip
START = "2026-03-10T11:00:00+01:00"


def play(*steps: dict[str, Any]) -> dict[str, Any]:
    """What a case of these steps is answered."""
    data = {
        "base_contexts": {"studio": {"now": "2026-03-04T10:00:00+01:00", "workspace": WORK}},
        "scenarios": [
            {"id": "X", "context": "studio", "input": {"kind": "steps", "steps": list(steps)}}
        ],
    }
    found: dict[str, Any] = answer(data)["X"]
    assert "error" not in found, found
    return found


def http(method: str, path: str, **form: str) -> dict[str, Any]:
    return {"do": "http", "method": method, "path": path, **({"form": form} if form else {})}


def book(who: str, start: str = START) -> dict[str, Any]:
    return http("POST", "/book/intro", start=start, name=who, email=f"{who}@x.example")


def test_pages_answer_as_they_would_over_the_wire() -> None:
    found = play(
        http("GET", "/b/{token:BK-1}"),
        http("HEAD", "/b/{token:BK-1}"),
        http("GET", "/b/{bad_token:BK-1}"),
        http("POST", "/b/{token:BK-1}", action="reschedule", start=START),
        http("POST", "/b/{token:BK-1}", action="cancel"),
        http("POST", "/b/{token:BK-1}", action="cancel"),
        http("POST", "/f/contact", name="Zoe", email="z@x.example", message="Hello there"),
        http("PUT", "/book/intro"),
    )
    assert found["http"] == [200, 200, 404, 303, 200, 410, 200, 405]
    assert found["bookings"][0]["status"] == "cancelled"


def test_of_twenty_who_come_at_once_one_is_served() -> None:
    found = play({"do": "together", "steps": [book(f"guest{n}") for n in range(20)]})
    assert sorted(found["http"]) == [303, *[409] * 19]
    assert len(found["bookings"]) == 2


def test_what_was_committed_before_a_death_is_sent_after_it() -> None:
    found = play(
        {"do": "crash", "at": "after_commit"},
        book("zoe"),
        http("GET", "/book/intro"),
        {"do": "deliver"},
        {"do": "crash", "at": "after_commit"},
        {"do": "run", "args": ["cancel", "BK-2"]},
        {"do": "deliver"},
    )
    assert found["http"] == [0, 200]
    assert found["receipts"][0]["state"] == "applied"
    sent = [(mail["state"], mail["ics_method"]) for mail in found["outbox"]]
    assert sent == [("sent", "REQUEST"), ("sent", "CANCEL")]
