"""The command line: shows answers as lines or JSON, collects intentions, writes by the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worktui.app.desk import Desk
    from worktui.app.inbox import Inbox
    from worktui.app.ports import Courier
    from worktui.faces.cli.room import House


def run(words: Sequence[str], house: House) -> int:
    """Carry out one command; raises WorktuiError. The frame around it turns that into words."""
    from worktui.faces.cli.quick import quick

    rest, as_json = without_json(words)
    if quick(rest, house, as_json=as_json):
        return 0
    from worktui.faces.cli.app import run_click

    return run_click(rest, house, as_json=as_json)


def run_words(
    words: Sequence[str], desk: Desk, inbox: Inbox, courier: Courier | None = None
) -> int:
    """Carry out one command over a desk that stands already; returns the exit status."""
    from worktui.faces.cli.frame import framed
    from worktui.faces.cli.given import GivenHouse

    return framed(
        lambda: run(words, GivenHouse(desk, inbox, its_courier=courier)), as_json="--json" in words
    )


def without_json(words: Sequence[str]) -> tuple[list[str], bool]:
    """The words without `--json` wherever it stands before a `--`, and whether it was there."""
    end = words.index("--") if "--" in words else len(words)
    head = [word for word in words[:end] if word != "--json"]
    return [*head, *words[end:]], len(head) < end
