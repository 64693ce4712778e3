"""The sample: its real-looking files through the real senses, on every day of a week."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from worktui import demo
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, intake

MONDAY = datetime.fromisoformat("2026-11-23T14:02:00+01:00")

COLLEAGUE = {
    "01-iva-novak.eml": {
        ("create_task", "iva@novak.example"),
        ("offer_slots", "iva@novak.example"),
    },
    "02-form-workshop.json": {
        ("create_task", "lena@voss-bakery.example"),
        ("offer_slots", "lena@voss-bakery.example"),
    },
    "03-commit.json": {("move_task", "WEB-35")},
    "04-invitation.ics": {("create_event", "walk-through-81@feira.example")},
    "05-newsletter.eml": set(),
    "06-thanks.eml": set(),
    "07-bank-details.eml": set(),
    "08-tom-declines.ics": {("cancel_booking", "BK-1")},
    "10-keiko.eml": {("create_task", "kitamura@hosting.example")},
    "11-promise.eml": {("update_task", "FAIR-13")},
    "13-hours.txt": {("log_time", "OPS-16"), ("log_time", "FAIR-13")},
    "14-away.eml": {("set_availability", "tom@northwind.example")},
}
"""What a careful colleague would suggest for each file: (action, what or whom it is about)."""

ABOUT = ("task", "booking", "uid", "to", "contact", "contact_email", "project")


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return _sample(MONDAY)


def _sample(now: datetime) -> Snapshot:
    store = MemoryStore()
    store.open()
    demo.write(store, now, intake=intake, lay_in=import_workspace)
    return store.snapshot()


def _by_file(work: Snapshot, today: date) -> dict[str, set[tuple[str, str]]]:
    names = [name for _, name, _ in demo.arrivals(today)]
    ids = [doc["id"] for doc in work.all("arrivals")]
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in names}
    for doc in work.all("suggestions"):
        for arrival in doc["arrivals"]:
            found[names[ids.index(arrival)]] |= {_about(action) for action in doc["actions"]}
    return found


def _about(action: Doc) -> tuple[str, str]:
    return action["type"], next((str(action[name]) for name in ABOUT if action.get(name)), "")


@pytest.mark.parametrize("name", sorted(COLLEAGUE))
def test_each_file_suggests_what_a_careful_colleague_would(sample: Snapshot, name: str) -> None:
    assert _by_file(sample, demo.first_day(MONDAY))[name] == COLLEAGUE[name]


def test_the_german_printer_gets_his_date_on_the_leaflet_or_a_task(sample: Snapshot) -> None:
    found = _by_file(sample, demo.first_day(MONDAY))["09-weber-druck.eml"]
    assert found in ({("update_task", "FAIR-9")}, {("create_task", "jonas@weber-druck.example")})


def test_the_standup_note_moves_what_is_done_and_names_what_is_stuck(sample: Snapshot) -> None:
    found = _by_file(sample, demo.first_day(MONDAY))["12-standup.txt"]
    assert ("move_task", "OPS-2") in found
    assert ("move_task", "WEB-12") not in found
    assert {about for _, about in found} <= {"OPS-2", "OPS-9", "FAIR-9", "WEB-33", "WEB-12"}


def test_the_team_is_believable_and_whole(sample: Snapshot) -> None:
    counts = {table: sample.count(table) for table in ("people", "projects", "tasks")}
    assert counts == {"people": 5, "projects": 3, "tasks": 60}
    for task in sample.all("tasks"):
        for link in task.get("depends_on", ()):
            assert sample.get("tasks", link["task"]) is not None
        assert sample.get("columns", task["status"]) is not None


@pytest.mark.parametrize("days", range(7))
def test_on_any_day_of_the_week_nothing_lies_on_a_weekend_and_the_inbox_is_full(days: int) -> None:
    now = MONDAY + timedelta(days=days)
    work = _sample(now)
    assert work.count("suggestions") >= 9
    for task in work.all("tasks"):
        if "due" in task:
            assert date.fromisoformat(task["due"]).weekday() < 5
    for booking in work.all("bookings"):
        start = datetime.fromisoformat(booking["start"])
        assert start.weekday() < 5
        assert start > now
