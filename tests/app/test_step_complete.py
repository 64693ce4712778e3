"""The end of a line of words: names of fields, people, columns, tasks, days."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import NOW
from worktui.app.desk import Desk
from worktui.app.step_complete import endings

CREATE = {"type": "create_task", "title": "Quote"}
MOVE = {"type": "move_task", "task": "WEB-1", "to": "done"}
UPDATE = {"type": "update_task", "task": "WEB-1"}
BOOK = {"type": "book_slot", "event_type": "intro", "invitee": "iva@novak.example"}
ASK = {"type": "ask_person", "who": "ana", "question": "When?"}


@pytest.mark.parametrize(
    ("action", "typed", "lines"),
    [
        (UPDATE, "who=b", ["who=bo"]),
        (UPDATE, "who=@lin", ["who=bo"]),
        (UPDATE, "due=fri who=an", ["due=fri who=ana"]),
        (UPDATE, "status=d", ["status=doing", "status=done", "status=todo"]),
        (UPDATE, "priority=u", ["priority=urgent"]),
        (UPDATE, "project=web", []),
        (UPDATE, "project=w", ["project=WEB"]),
        (UPDATE, "mil", ["milestone="]),
        (MOVE, "to=to", ["to=todo"]),
        (MOVE, "to=To d", ["to=todo"]),
        (MOVE, "task=pho", ["task=WEB-2"]),
        (BOOK, "invitee=nov", ["invitee=iva@novak.example"]),
        (BOOK, "event_type=int", ["event_type=intro"]),
        (ASK, "who=b", ["who=bo"]),
        (CREATE, "Quote @b", ["Quote @bo"]),
        (CREATE, "Quote +w", ["Quote +WEB"]),
        (CREATE, "Quote !h", ["Quote !high"]),
        (CREATE, "Quote for m", []),
        (CREATE, "Quote est", ["Quote estimate_hours=", "Quote est=", "Quote estimate="]),
        (UPDATE, "due=tom", ["due=tomorrow"]),
        (UPDATE, "due=in two", ["due=in two weeks"]),
        (UPDATE, "who=zz", []),
        (UPDATE, "due=fri who", ["due=fri who="]),
        (UPDATE, "", []),
    ],
)
def test_the_end_of_a_line_is_completed(
    desk: Desk, action: dict[str, Any], typed: str, lines: list[str]
) -> None:
    found = endings(typed, {"n": 1, **action}, desk.snapshot(), NOW)
    assert [end.line for end in found] == lines


def test_a_day_says_which_it_is(desk: Desk) -> None:
    (end,) = endings("due=tom", {"n": 1, **UPDATE}, desk.snapshot(), NOW)
    assert end.note == "thu 5 Mar"


def test_a_task_that_is_done_is_not_offered(desk: Desk) -> None:
    desk.commit(lambda draft: draft.update("tasks", "WEB-2", {"status": "done"}))
    found = endings("after=", {"n": 1, "type": "link_tasks"}, desk.snapshot(), NOW)
    assert [end.label for end in found] == ["WEB-1"]
