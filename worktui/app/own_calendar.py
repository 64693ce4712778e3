"""What changed in a calendar of one's own (a folder, a server)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from worktui.app.inbox import Inbox


@dataclass(frozen=True, slots=True)
class CalendarNews:
    """Changed objects by name with their bytes (RFC 5545), names that are gone, and, after a
    full look, all names there are. `source` marks whose events they are: the sense's name."""

    source: str
    changed: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    present: frozenset[str] | None = None


def take_news(inbox: Inbox, news: CalendarNews) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What was done in a sentence, arrivals made, suggestions made."""
    raise NotImplementedError
