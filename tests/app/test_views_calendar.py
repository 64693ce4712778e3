"""The calendar as values: who is busy when, where there is room, also where clocks are changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.views.calendar import calendar_view, week_of
from worktui.domain.snapshot import Snapshot
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace

NOW = datetime.fromisoformat("2026-03-25T10:20:00+01:00")
MONDAY = date(2026, 3, 23)
WORK: dict[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "me": "ana",
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example"},
        {"id": "bo", "name": "Bo Lind", "email": "bo@acme.example", "tz": "Europe/London",
         "away": [["2026-03-27", "2026-03-27"]]},
    ],
    "contacts": [{"name": "Iva Novak", "email": "iva@novak.example"}],
    "columns": [{"id": "todo", "name": "To do", "kind": "todo"},
                {"id": "done", "name": "Done", "kind": "done"}],
    "tasks": [
        {"id": "T-1", "title": "Quote", "status": "todo", "assignee": "ana", "due": "2026-03-24"},
        {"id": "T-2", "title": "Photos", "status": "done", "assignee": "ana", "due": "2026-03-24"},
        {"id": "T-3", "title": "Texts", "status": "todo", "assignee": "bo", "due": "2026-03-24"},
    ],
    "event_types": [{"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["ana", "bo"]}],
    "bookings": [
        {"id": "BK-1", "event_type": "intro", "start": "2026-03-26T10:00:00+01:00",
         "end": "2026-03-26T10:30:00+01:00", "invitee": "iva@novak.example", "uid": "b1",
         "hosts": ["ana", "bo"], "status": "confirmed"},
        {"id": "BK-2", "event_type": "intro", "start": "2026-03-26T11:00:00+01:00",
         "end": "2026-03-26T11:30:00+01:00", "invitee": "iva@novak.example", "uid": "b2",
         "hosts": ["ana"], "status": "cancelled"},
    ],
    "calendar": [
        {"uid": "late", "summary": "Deploy", "person": "ana",
         "start": "2026-03-28T23:00:00+01:00", "end": "2026-03-29T04:00:00+02:00"},
    ],
}  # fmt: skip


def work(**more: Any) -> Snapshot:
    store = MemoryStore()
    store.open()
    import_workspace(Desk(store, FixedClock(NOW), "ana", "import"), {**WORK, **more})
    return store.snapshot()


def test_a_booking_of_several_hosts_stands_once_in_the_week_and_names_the_guest() -> None:
    lane = calendar_view(work(), (), MONDAY, now=NOW).lanes[3]
    [booking] = lane.timed
    assert (booking.key, booking.title, booking.with_) == ("BK-1", "Intro call", "Iva Novak")
    assert booking.who == ("ana", "bo")
    assert booking.clock == "10:00 to 10:30"


def test_people_side_by_side_each_have_their_own_hours() -> None:
    view = calendar_view(work(), (), date(2026, 3, 27), now=NOW, by_person=True)
    ana, bo = view.lanes
    assert ana.open == ((540, 720), (780, 1020))
    assert bo.open == (), "bo is away"
    bo = calendar_view(work(), ("bo",), date(2026, 3, 26), now=NOW, by_person=True).lanes[0]
    assert bo.open == ((600, 780), (840, 1080)), "hours of London on the clock of Berlin"


def test_due_tasks_are_those_of_the_people_shown_that_are_open() -> None:
    everybody = calendar_view(work(), (), MONDAY, now=NOW).lanes[1]
    assert [(each.key, each.state) for each in everybody.due] == [("T-1", "late"), ("T-3", "late")]
    mine = calendar_view(work(), ("ana",), MONDAY, now=NOW).lanes[1]
    assert [each.key for each in mine.due] == ["T-1"]


def test_the_end_of_the_week_is_there_where_something_is_on_it() -> None:
    assert len(calendar_view(work(), (), MONDAY, now=NOW).lanes) == 7
    assert len(calendar_view(work(calendar=[]), (), MONDAY, now=NOW).lanes) == 5
    assert len(calendar_view(work(calendar=[]), (), MONDAY, now=NOW, whole=True).lanes) == 7


def test_what_crosses_midnight_and_a_change_of_clocks_keeps_its_clock_on_both_days() -> None:
    lanes = calendar_view(work(), (), MONDAY, now=NOW).lanes
    [evening], [night] = lanes[5].timed, lanes[6].timed
    assert (evening.start, evening.end) == (23 * 60, 24 * 60)
    assert (night.start, night.end) == (0, 4 * 60)


def test_hours_shown_hold_everything_that_happens() -> None:
    view = calendar_view(work(), (), MONDAY, now=NOW)
    assert (view.first, view.last) == (0, 24)
    assert calendar_view(work(calendar=[]), (), MONDAY, now=NOW).first == 9


def test_now_is_told_only_where_today_is_shown() -> None:
    assert calendar_view(work(), (), MONDAY, now=NOW).now == 10 * 60 + 20
    assert calendar_view(work(), (), date(2026, 3, 30), now=NOW).now == -1


def test_the_title_names_months_and_years_where_they_differ() -> None:
    def title(day: date) -> str:
        return calendar_view(work(calendar=[]), (), day, now=NOW).title

    assert title(MONDAY) == "23 to 27 Mar 2026"
    assert title(week_of(date(2026, 4, 1))) == "30 Mar to 3 Apr 2026"
    assert title(week_of(date(2026, 12, 31))) == "28 Dec 2026 to 1 Jan 2027"


def test_nobody_here_is_an_empty_calendar() -> None:
    store = MemoryStore()
    store.open()
    view = calendar_view(store.snapshot(), (), MONDAY, now=NOW)
    assert len(view.lanes) == 5
    assert all(not lane.open and not lane.timed for lane in view.lanes)
