"""Commits that take others back, and those that do again what was taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from worktui.domain.arrival import Arrival, Commit, Party
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason import read

NOW = datetime.fromisoformat("2026-03-18T10:00:00+01:00")
BO = Party("Bo Lind", "bo@acme.example")


def work(status: str) -> MappingSnapshot:
    tables: dict[str, list[dict[str, Any]]] = {
        "settings": [{"id": "workspace", "timezone": "Europe/Berlin", "me": "ana"}],
        "people": [{"id": "bo", "name": "Bo Lind", "email": "bo@acme.example"}],
        "columns": [{"id": kind, "kind": kind} for kind in ("todo", "doing", "done")],
        "tasks": [{"id": "WEB-3", "title": "Logo", "status": status, "assignee": "bo"}],
    }
    return MappingSnapshot({name: {d["id"]: d for d in docs} for name, docs in tables.items()})


def sha(number: int) -> str:
    return f"{number:x}" * 40


def moves(status: str, *messages: str) -> list[str]:
    """Where the task is proposed to go after commits 1, 2, 3 …"""
    commits = tuple(Commit(sha(n), BO, None, text) for n, text in enumerate(messages, 1))
    arrival = Arrival(kind="git", commits=commits, default_branch=True)
    found = read(arrival, work(status), now=NOW, me="ana")
    steps = [action.to_doc() for one in found.proposals for action in one.actions]
    return [str(step["to"]) for step in steps if step["type"] == "move_task"]


CLOSE = "Logo\n\nCloses WEB-3"
BACK = f'Revert "Logo"\n\nThis reverts commit {sha(1)}.'


@pytest.mark.parametrize(
    ("status", "messages", "to"),
    [
        ("done", (CLOSE, BACK), ["doing"]),
        ("todo", (CLOSE, BACK), []),
        ("todo", (CLOSE, BACK, f'Reapply "Logo"\n\nThis reverts commit {sha(2)}.'), ["done"]),
        ("todo", (CLOSE, BACK, f'Revert "Revert "Logo""\n\nThis reverts commit {sha(2)}.'), ["done"]),
        ("done", ('Revert "Logo (closes WEB-3)"\n\nThis reverts commit abcdef1234.',), ["doing"]),
        ("todo", ('Reapply "Logo, WEB-3"\n\nThis reverts commit abcdef1234.',), ["done"]),
        ("done", ('Revert "Reapply "Logo, WEB-3""\n\nThis reverts commit abcdef1234.',), ["doing"]),
        ("done", ("Part of WEB-3", 'Revert "Part of WEB-3"\n\nThis reverts commit ' + sha(1)), []),
        ("done", ("Take the logo out\n\nThis reverts commit abcdef1234 of WEB-3.",), ["doing"]),
        ("todo", ("Reapply the varnish, WEB-3",), []),
    ],
    ids=[
        "taken back", "taken back while open", "done again", "a revert of a revert",
        "by its title", "done again by its title", "thrice", "nothing was closed",
        "without the word in front", "no revert at all",
    ],
)  # fmt: skip
def test_the_last_word_on_a_task_counts(
    status: str, messages: tuple[str, ...], to: list[str]
) -> None:
    assert moves(status, *messages) == to
