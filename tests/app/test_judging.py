"""An arrival is judged beside the lock, over what is true when it is written down."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import act
from worktui.app import inbox as inboxes
from worktui.app import sensing
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.judging import TRIES, Judged, judged
from worktui.wiring import intake

NOTE = "WEB-2 is done"


@pytest.fixture
def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, box: Inbox) -> list[str]:
    """Where each judgement was made: beside the lock or under it."""
    found: list[str] = []
    held = {"now": False}
    commit = box.desk.store.commit

    def locked(*given: Any, **more: Any) -> Any:
        held["now"] = True
        try:
            return commit(*given, **more)
        finally:
            held["now"] = False

    def watched(*given: Any, **more: Any) -> Judged:
        found.append("under" if held["now"] else "beside")
        return judged(*given, **more)

    monkeypatch.setattr(box.desk.store, "commit", locked)
    monkeypatch.setattr(inboxes, "judged", watched)
    monkeypatch.setattr(sensing, "judged", watched)
    return found


def meddling(monkeypatch: pytest.MonkeyPatch, box: Inbox, *steps: dict[str, Any]) -> list[str]:
    """Somebody does the next step while each judgement is being made."""
    waiting, made = list(steps), list[str]()

    def slow(*given: Any, **more: Any) -> Judged:
        found = judged(*given, **more)
        made.append("once")
        if waiting:
            step = waiting.pop(0)
            box.desk.do([act(step.pop("type"), **step)])
        return found

    monkeypatch.setattr(inboxes, "judged", slow)
    return made


def test_nobody_waits_while_an_arrival_is_judged(box: Inbox, seen: list[str]) -> None:
    assert box.sense(NOTE, "text").suggestions
    assert seen == ["beside"]


def test_what_came_before_or_was_not_understood_is_not_judged(box: Inbox, seen: list[str]) -> None:
    box.sense(NOTE, "text")
    box.sense(NOTE, "text")
    box.sense(b"nothing", "ics")
    assert seen == ["beside"]


def test_what_changed_meanwhile_is_seen(box: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    made = meddling(monkeypatch, box, {"type": "delete_task", "task": "WEB-2"})
    [arrival] = box.sense(NOTE, "text").arrivals
    assert len(made) == 2
    assert arrival["state"] == "closed"
    assert not box.list()


def test_what_has_nothing_to_do_with_it_costs_no_second_look(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Judged] = []

    def slow(*given: Any, **more: Any) -> Judged:
        made.append(judged(*given, **more))
        box.desk.commit(lambda draft: draft.create("reminders", {"id": "R-9", "text": "x"}))
        return made[-1]

    monkeypatch.setattr(inboxes, "judged", slow)
    assert box.sense(NOTE, "text").suggestions
    assert "reminders" not in made[0].seen.tables
    assert len(made) == 1


def test_where_others_write_all_the_time_it_is_judged_under_the_lock_in_the_end(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [{"type": "update_task", "task": "WEB-2", "title": f"Photos {n}"} for n in range(9)]
    made = meddling(monkeypatch, box, *steps)
    assert box.sense(NOTE, "text").suggestions
    assert len(made) == TRIES - 1
