"""Work that comes again, reminders whose moment comes, questions that reach somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.tick import tick
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput


def do(desk: Desk, type: str, **fields: Any) -> str:
    ids = desk.do([parse({"type": type, **fields})]).ids
    return ids[-1] if ids else ""


def task(desk: Desk, id: str) -> dict[str, Any]:
    return dict(desk.snapshot().get("tasks", id) or {})


@pytest.mark.parametrize(
    ("due", "rule", "expected", "rest"),
    [
        ("2026-03-02", "FREQ=WEEKLY", "2026-03-09", "FREQ=WEEKLY"),
        ("2026-02-02", "FREQ=WEEKLY", "2026-03-09", "FREQ=WEEKLY"),
        ("2026-03-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-04-30", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2026-03-04", "FREQ=DAILY;COUNT=3", "2026-03-05", "FREQ=DAILY;COUNT=2"),
        ("2026-03-27T09:00:00+01:00", "FREQ=WEEKLY", "2026-04-03T09:00:00+02:00", "FREQ=WEEKLY"),
    ],
)
def test_the_next_time_is_made_when_a_task_that_repeats_is_finished(
    desk: Desk, due: str, rule: str, expected: str, rest: str
) -> None:
    first = do(desk, "create_task", title="Backup", due=due, repeat=rule, tags=["ops"])
    second = do(desk, "move_task", task=first, to="done")
    made = task(desk, second)
    assert (made["due"], made["repeat"], made["status"]) == (expected, rest, "todo")
    assert (made["title"], made["tags"]) == ("Backup", ["ops"])
    assert "actual_finish" not in made
    assert "repeat" not in task(desk, first)


def test_finishing_a_task_twice_makes_one_next_time(desk: Desk) -> None:
    first = do(desk, "create_task", title="Backup", due="2026-03-02", repeat="FREQ=WEEKLY")
    do(desk, "move_task", task=first, to="done")
    do(desk, "move_task", task=first, to="todo")
    do(desk, "move_task", task=first, to="done")
    assert sum(doc["title"] == "Backup" for doc in desk.snapshot().all("tasks")) == 2


def test_undoing_the_finish_takes_the_next_time_away(desk: Desk) -> None:
    first = do(desk, "create_task", title="Backup", due="2026-03-02", repeat="FREQ=WEEKLY")
    second = do(desk, "move_task", task=first, to="done")
    desk.undo()
    assert task(desk, second) == {}
    assert task(desk, first)["repeat"] == "FREQ=WEEKLY"


def test_after_the_last_time_nothing_comes(desk: Desk) -> None:
    first = do(desk, "create_task", title="x", due="2026-03-04", repeat="FREQ=DAILY;COUNT=1")
    receipt = desk.do([parse({"type": "move_task", "task": first, "to": "done"})])
    assert receipt.ids == ()
    assert "the last" in receipt.text


def test_a_repeat_nobody_can_read_does_not_keep_a_task_from_being_done(desk: Desk) -> None:
    first = do(desk, "create_task", title="x")
    desk.commit(lambda draft: draft.update("tasks", first, {"repeat": "now and then"}))
    receipt = desk.do([parse({"type": "move_task", "task": first, "to": "done"})])
    assert task(desk, first)["status"] == "done"
    assert "does not come again" in receipt.warnings[0]


def test_a_repeat_that_nobody_could_keep_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="repeat"):
        do(desk, "create_task", title="x", repeat="FREQ=NOW")


def test_a_checklist_comes_again_unticked_and_a_start_as_long_before(desk: Desk) -> None:
    first = do(
        desk, "create_task", title="x", start="2026-03-02", due="2026-03-04", repeat="FREQ=WEEKLY",
        checklist=[{"text": "disk", "done": True}],
    )  # fmt: skip
    made = task(desk, do(desk, "move_task", task=first, to="done"))
    assert made["checklist"] == [{"text": "disk", "done": False}]
    assert made["start"] == "2026-03-09"


def test_a_reminder_comes_to_the_inbox_once_its_moment_has_come(
    desk: Desk, clock: FixedClock
) -> None:
    do(desk, "set_reminder", at="2026-03-05T15:00:00+01:00", about="call Iva")
    tick(desk)
    assert not list(desk.snapshot().all("suggestions"))
    clock.set(datetime.fromisoformat("2026-03-05T15:00:00+01:00"))
    tick(desk)
    tick(desk)
    (found,) = desk.snapshot().all("suggestions")
    assert found["title"] == "Reminder: call Iva"
    assert found["actions"][0] | {"type": "create_task", "assignee": "ana"} == found["actions"][0]


def test_a_question_reaches_the_inbox_as_something_to_answer(desk: Desk) -> None:
    do(desk, "ask_person", who="bo", question="Is the photo licence paid?")
    tick(desk)
    tick(desk)
    (found,) = desk.snapshot().all("suggestions")
    assert found["title"] == "@ana asks @bo: Is the photo licence paid?"
    assert found["actions"][0]["assignee"] == "bo"
