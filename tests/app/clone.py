"""A watched repository as a test stages it: commits that its sense brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worktui.app.inbox import Inbox
from worktui.app.looking import Looker, Taken
from worktui.app.ports import Found

NAME = "git:web:77ab01cd"


class Clone:
    """The sense of a repository that tells one push."""

    place = "a folder"

    def __init__(self, raw: Any, name: str = NAME) -> None:
        self.raw, self.name = raw, name

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        yield Found(self.raw, "git", "web", {"tips": {}})

    def kept(self, found: Found) -> None: ...

    def wait(self, seconds: float) -> None: ...

    def close(self) -> None: ...


def brought(box: Inbox, raw: Any, name: str = NAME) -> Taken:
    """What is taken in of a push to a watched repository."""
    (taken,) = Looker(box).look(Clone(raw, name))
    return taken
