"""The clerk: looks often, tells what is wrong once."""

from __future__ import annotations

from typing import Any

import pytest
from textual.message import Message

from worktui.domain.errors import StoreProblem
from worktui.faces.tui.clerk import Clerk
from worktui.faces.tui.messages import JobBroke, JobDone


class Ailing:
    """A desk whose disk fails as told."""

    def __init__(self, *failures: Exception | None) -> None:
        self.failures = list(failures)

    def poll(self) -> None:
        failure = self.failures.pop(0)
        if failure is not None:
            raise failure


@pytest.mark.parametrize(
    ("failures", "told"),
    [
        ([StoreProblem("unreadable")] * 3, [JobDone]),
        ([ValueError("odd")] * 3, [JobBroke]),
        ([StoreProblem("unreadable"), None, StoreProblem("unreadable")], [JobDone, JobDone]),
        ([StoreProblem("one"), StoreProblem("two")], [JobDone, JobDone]),
    ],
)
def test_what_goes_wrong_at_every_look_is_told_once(
    failures: list[Any], told: list[type[Message]]
) -> None:
    heard: list[Message] = []
    clerk = Clerk(Ailing(*failures), heard.append)  # type: ignore[arg-type]
    for _ in failures:
        clerk._look()
    assert [type(message) for message in heard] == told
