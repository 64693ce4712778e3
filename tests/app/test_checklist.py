"""The steps of a checklist: added, reworded, moved, taken away."""

from __future__ import annotations

from typing import Any

import pytest

from worktui.app import checklist
from worktui.domain.errors import BadInput

TASK = {"id": "T-1", "checklist": [{"text": "a", "done": True}, "b", {"text": "c"}]}


def after(actions: list[Any]) -> list[str]:
    [action] = actions
    return [step["text"] for step in action.fields["checklist"] or ()]


def test_steps_stand_where_they_were_put_a_line_each() -> None:
    assert after(checklist.added(TASK, "x\n\n y ", 1)) == ["a", "x", "y", "b", "c"]
    assert after(checklist.added(TASK, "x")) == ["a", "b", "c", "x"]
    assert checklist.added(TASK, "  \n") == []


def test_a_step_keeps_its_tick_when_it_is_reworded_or_moved() -> None:
    [action] = checklist.reworded(TASK, 0, "A")
    assert action.fields["checklist"][0] == {"text": "A", "done": True}
    [action] = checklist.moved(TASK, 0, 1)
    assert action.fields["checklist"][1] == {"text": "a", "done": True}
    assert checklist.moved(TASK, 2, 1) == checklist.moved(TASK, 0, -1) == []


def test_the_last_step_taken_away_leaves_no_checklist() -> None:
    one = {"id": "T-1", "checklist": [{"text": "a"}]}
    [action] = checklist.removed(one, 0)
    assert action.fields["checklist"] is None


@pytest.mark.parametrize("number", [-1, 3])
def test_a_step_that_is_not_there_is_named(number: int) -> None:
    with pytest.raises(BadInput, match=f"no step {number + 1}"):
        checklist.removed(TASK, number)
