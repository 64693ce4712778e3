"""Time spent: how it is said, and what the acts of a day let one guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.spent import Offer, booked, booking, day_offers, heard
from worktui.app.undo import last_to_undo
from worktui.app.views.day import is_evening
from worktui.domain.actions import parse
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.errors import BadInput, WorktuiError
from worktui.domain.settings import Settings
from worktui.engine.spoken import Spoken
from worktui.store.memory import MemoryStore

DAY = date(2026, 3, 4)
TEAM: dict[str, list[dict[str, Any]]] = {
    "settings": [{"id": "workspace", "timezone": "Europe/Berlin", "me": "ana", "uid": "w1",
                  "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]}}],
    "people": [{"id": "ana", "name": "Ana", "tz": "Europe/Berlin"},
               {"id": "bo", "name": "Bo", "tz": "Europe/Berlin"}],
    "columns": [{"id": "todo", "name": "To do", "kind": "todo", "rank": 1},
                {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2},
                {"id": "review", "name": "Review", "kind": "doing", "rank": 3},
                {"id": "done", "name": "Done", "kind": "done", "rank": 4}],
    "tasks": [{"id": f"T-{n}", "title": f"Task {n}", "status": "todo", "assignee": "ana",
               "rank": n} for n in range(1, 5)]
             + [{"id": "T-9", "title": "Old", "status": "doing", "assignee": "ana", "rank": 9,
                 "actual_start": "2026-03-02"}],
    "event_types": [{"id": "intro", "slug": "intro", "title": "Intro", "minutes": 60,
                     "hosts": ["ana"]}],
}  # fmt: skip


class Days:
    """A desk whose clock is put to the hour of each act."""

    def __init__(self, **more: list[dict[str, Any]]) -> None:
        self.store = MemoryStore()
        self.store.open()
        tables = {name: [*TEAM.get(name, []), *more.get(name, [])] for name in {*TEAM, *more}}
        edits = tuple(Edit(t, d["id"], None, d) for t, docs in tables.items() for d in docs)
        begun = datetime.fromisoformat("2026-03-01T10:00:00+01:00")
        self.store.commit(lambda _: Change(edits, "team"), Actor("worktui", "tick"), ts=begun)
        self.clock = FixedClock(begun)
        self.desk = Desk(self.store, self.clock, "ana")

    def at(self, clock: str) -> datetime:
        moment = datetime.fromisoformat(f"{DAY}T{clock}:00+01:00")
        self.clock.set(moment)
        return moment

    def do(self, clock: str, **fields: Any) -> None:
        self.at(clock)
        self.desk.do([parse(fields)])

    def move(self, clock: str, task: str, to: str) -> None:
        self.do(clock, type="move_task", task=task, to=to)

    def offers(self, clock: str = "17:00", who: str = "ana") -> tuple[Offer, ...]:
        now = self.at(clock)
        return day_offers(self.store.snapshot(), self.store, who, DAY, now)

    def sure(self, clock: str = "17:00") -> dict[str, float]:
        return {line.task: line.hours for line in self.offers(clock) if line.sure}


def spoken() -> Spoken:
    return Spoken.of(Settings(), datetime.fromisoformat("2026-03-04T10:00:00+00:00"))


@pytest.mark.parametrize(
    ("text", "hours", "day"),
    [
        ("2h", 2, 4), ("30m yesterday", 0.5, 3), ("1h30 mon", 1.5, 2), ("1.5", 1.5, 4),
        ("yesterday 45m", 0.75, 3), ("2 h on tuesday", 2, 3), ("1h 30m 2 mar", 1.5, 2),
        ("2 mar 1h", 1, 2), ("0:45", 0.75, 4), ("3h today", 3, 4),
    ],
)  # fmt: skip
def test_a_length_and_a_day_are_heard_in_either_order(text: str, hours: float, day: int) -> None:
    found = heard(text, spoken())
    assert (found.hours, found.day) == (hours, date(2026, 3, day))


@pytest.mark.parametrize("text", ["", "long", "yesterday", "0h", "2h someday maybe", "-1"])
def test_what_is_no_length_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput):
        heard(text, spoken())


def test_time_from_a_start_to_a_finish_is_offered_without_the_break() -> None:
    days = Days()
    days.move("10:00", "T-1", "doing")
    days.move("15:00", "T-1", "done")
    [line] = [line for line in days.offers() if line.sure]
    assert (line.task, line.hours) == ("T-1", 4.0)
    assert line.why == "started 10:00, finished 15:00"


def test_meetings_are_taken_off() -> None:
    meeting = {"id": "m", "uid": "m", "summary": "Review", "person": "ana",
               "start": "2026-03-04T10:30:00+01:00", "end": "2026-03-04T11:30:00+01:00"}  # fmt: skip
    days = Days(calendar=[meeting])
    days.move("10:00", "T-1", "doing")
    days.move("12:00", "T-1", "done")
    assert days.sure() == {"T-1": 1.0}


def test_a_task_that_stays_in_hand_takes_the_time_up_to_now() -> None:
    days = Days()
    days.move("13:00", "T-1", "doing")
    assert days.sure("15:30") == {"T-1": 2.5}
    assert days.sure("19:00") == {"T-1": 4.0}


def test_two_in_hand_share_what_lies_between_their_acts() -> None:
    days = Days()
    days.move("09:00", "T-1", "doing")
    days.move("10:00", "T-2", "doing")
    days.move("12:00", "T-1", "done")
    days.move("14:00", "T-2", "done")
    assert days.sure() == {"T-1": 2.0, "T-2": 2.0}


def test_what_is_done_at_one_moment_keeps_its_order() -> None:
    days = Days()
    for task in ("T-1", "T-2", "T-3"):
        days.move("09:00", task, "doing")
    for task in ("T-1", "T-2"):
        days.move("09:00", task, "done")
    days.move("12:00", "T-3", "done")
    assert days.sure() == {"T-3": 3.0}


def test_one_that_was_finished_at_once_takes_no_more_than_its_estimate() -> None:
    days = Days()
    days.do("09:00", type="update_task", task="T-3", estimate_hours=0.5)
    days.move("11:00", "T-3", "done")
    assert days.sure() == {"T-3": 0.5}


def test_comments_and_steps_speak_for_what_is_in_hand() -> None:
    days = Days()
    days.do("11:00", type="comment_task", task="T-9", text="half of it stands")
    [line] = days.offers("17:00")
    assert (line.task, line.hours, line.sure) == ("T-9", 7.0, True)
    assert line.why == "comment 11:00"


def test_what_was_only_in_hand_is_offered_but_not_ticked() -> None:
    [line] = Days().offers("17:00")
    assert (line.task, line.hours, line.sure) == ("T-9", 7.0, False)
    assert line.why == "in hand since mon"


def test_what_is_booked_is_not_offered_again() -> None:
    days = Days()
    days.move("10:00", "T-1", "doing")
    days.move("15:00", "T-1", "done")
    days.do("15:01", type="log_time", task="T-1", hours=1.5)
    assert days.sure() == {"T-1": 2.5}
    days.desk.do(booking([line for line in days.offers() if line.sure], DAY))
    assert days.sure() == {}
    assert booked(days.store.snapshot(), "ana", DAY) == {"T-1": 4.0}


def test_time_booked_on_something_else_leaves_less_of_the_day() -> None:
    days = Days()
    days.move("09:00", "T-1", "doing")
    days.do("16:00", type="log_time", task="T-4", hours=5)
    assert days.sure() == {"T-1": 2.0}


def test_all_lines_are_one_change_and_one_undo() -> None:
    days = Days()
    days.move("09:00", "T-1", "doing")
    days.move("11:00", "T-1", "done")
    days.move("11:00", "T-2", "doing")
    days.at("17:00")
    days.desk.do(booking([line for line in days.offers() if line.sure], DAY))
    assert len(booked(days.store.snapshot(), "ana", DAY)) == 2
    days.desk.undo(last_to_undo(days.store, "ana"))
    assert booked(days.store.snapshot(), "ana", DAY) == {}


def test_what_was_undone_did_not_happen() -> None:
    days = Days()
    days.move("09:00", "T-1", "doing")
    days.at("09:05")
    days.desk.undo(last_to_undo(days.store, "ana"))
    assert days.sure() == {}


def test_what_a_teammate_or_a_rule_did_is_not_my_time() -> None:
    days = Days()
    days.at("10:00")
    Desk(days.store, days.clock, "bo").do(
        [parse({"type": "move_task", "task": "T-1", "to": "doing"})]
    )
    days.desk.through("rule").do([parse({"type": "move_task", "task": "T-2", "to": "doing"})])
    assert days.sure() == {}


def test_a_meeting_is_time_for_the_task_that_stands_for_it() -> None:
    held = {"id": "BK-1", "event_type": "intro", "start": "2026-03-04T10:00:00+01:00",
            "end": "2026-03-04T11:00:00+01:00", "status": "confirmed", "hosts": ["ana"]}  # fmt: skip
    task = {"id": "T-7", "title": "Call Iva", "status": "todo", "assignee": "ana",
            "booking": "BK-1", "rank": 20}  # fmt: skip
    days = Days(bookings=[held], tasks=[task])
    assert days.sure("12:00") == {"T-7": 1.0}
    assert days.sure("10:30") == {}
    assert [line.why for line in days.offers("12:00") if line.sure] == ["meeting 10:00"]


def test_on_a_day_off_nothing_is_guessed() -> None:
    days = Days(people=[])
    saturday = datetime.fromisoformat("2026-03-07T15:00:00+01:00")
    days.clock.set(saturday)
    days.desk.do([parse({"type": "move_task", "task": "T-1", "to": "doing"})])
    assert day_offers(days.store.snapshot(), days.store, "ana", saturday.date(), saturday) == ()


def test_evening_begins_an_hour_before_the_end_of_the_day() -> None:
    settings = Settings(timezone="Europe/Berlin")
    noon = datetime.fromisoformat("2026-03-04T15:59:00+01:00")
    assert not is_evening(settings, noon)
    assert is_evening(settings, noon + timedelta(minutes=1))


def some_days() -> Iterator[Days]:
    """Days of random acts, meetings and bookings of time."""
    for seed in range(40):
        rng = Random(seed)
        meetings = [
            {"id": f"m{n}", "uid": f"m{n}", "summary": "M", "person": "ana",
             "start": f"{DAY}T{hour:02}:00:00+01:00", "end": f"{DAY}T{hour:02}:45:00+01:00"}
            for n, hour in enumerate(rng.sample(range(8, 18), rng.randrange(3)))
        ]  # fmt: skip
        days = Days(calendar=meetings)
        for minute in sorted(rng.sample(range(7 * 60, 19 * 60), rng.randrange(1, 14))):
            clock, task = f"{minute // 60:02}:{minute % 60:02}", f"T-{rng.randrange(1, 5)}"
            kind = rng.choice(("move", "move", "move", "comment", "time", "undo"))
            if kind == "move":
                days.move(clock, task, rng.choice(("todo", "doing", "review", "done")))
            elif kind == "comment":
                days.do(clock, type="comment_task", task=task, text="so far")
            elif kind == "time":
                days.do(clock, type="log_time", task=task, hours=rng.choice((0.25, 1, 3)))
            else:
                days.at(clock)
                try:
                    days.desk.undo()
                except WorktuiError:  # nothing left, or somebody changed it since
                    continue
        yield days


def test_never_more_is_offered_than_the_day_has_and_booking_it_leaves_nothing() -> None:
    for days in some_days():
        before = sum(booked(days.store.snapshot(), "ana", DAY).values())
        found = days.offers()
        offered = sum(line.hours for line in found)
        assert all(line.hours >= 0.25 for line in found)
        assert offered <= max(0.0, 7 - before) + 1e-9
        assert len({line.task for line in found}) == len(found)
        if found:
            days.desk.do(booking(found, DAY))
            assert sum(line.hours for line in days.offers()) < 0.5 * len(TEAM["tasks"])
            assert sum(booked(days.store.snapshot(), "ana", DAY).values()) <= max(7, before) + 1e-9
