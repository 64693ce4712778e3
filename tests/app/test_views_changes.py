"""What happened to a task, said in a few words."""

from __future__ import annotations

from worktui.app.desk import Desk
from worktui.app.history import find_entries
from worktui.app.views.changes import history
from worktui.domain.actions import parse


def told(desk: Desk) -> list[str]:
    rows = history(find_entries(desk.store, "WEB-2"), "WEB-2", desk.snapshot(), now=desk.now())
    return [row.words for row in rows][::-1]


def do(desk: Desk, type: str, **fields: object) -> None:
    desk.do([parse({"type": type, "task": "WEB-2", **fields})])


def test_each_change_is_a_few_words_and_the_first_is_that_it_was_made(desk: Desk) -> None:
    do(desk, "update_task", due="2026-03-06")
    do(desk, "update_task", due="2026-04-10", assignee="bo")
    do(desk, "update_task", due=None)
    do(desk, "move_task", to="doing")
    do(desk, "comment_task", text="asked again")
    do(desk, "link_tasks", after="WEB-1")
    do(desk, "update_task", tags=["copy"], priority="high")
    do(desk, "update_task", checklist=[{"text": "a", "done": True}, {"text": "b"}])
    do(desk, "archive_task")
    assert told(desk) == [
        "made",
        "due fri",
        "due 10 Apr, was fri, to bo",
        "no due, was 10 Apr",
        "to Doing",
        "a comment",
        "waits for WEB-1",
        "tags #copy, priority high",
        "checklist 1/2",
        "taken away",
    ]


def test_moves_among_its_own_are_not_told(desk: Desk) -> None:
    desk.do([parse({"type": "create_task", "title": "Another", "project": "WEB"})])
    do(desk, "reorder_task", after="WEB-3")
    assert told(desk) == ["made"]


def test_who_and_when_stand_beside(desk: Desk) -> None:
    do(desk, "move_task", to="done")
    newest = history(find_entries(desk.store, "WEB-2"), "WEB-2", desk.snapshot(), now=desk.now())[0]
    assert (newest.by, newest.at) == ("ana", "10:00")
