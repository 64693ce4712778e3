"""A task as the quick-add line that says it, for editing in place."""

from __future__ import annotations

from datetime import datetime

from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.quickadd import parse
from worktui.engine.quickadd_words import signs_of
from worktui.engine.spoken import Spoken

_TRIES = 12


def as_line(task: Doc, work: Snapshot, now: datetime, me: str = "", tz: str = "") -> str:
    """The line that `parse_edit` reads as this very task; words of the title that would be
    read as something else have a backslash before them."""
    spoken = Spoken.of(Settings.of(work), now, tz)
    title = kept(str(task.get("title", "")), work, now, me, tz)
    return " ".join([title, *signs_of(task, spoken)])


def kept(title: str, work: Snapshot, now: datetime, me: str = "", tz: str = "") -> str:
    """A title with every word that quick add would read as something escaped."""
    words = [f"\\{word}" if word.startswith("\\") else word for word in title.split()]
    for _ in range(_TRIES):
        line = " ".join(words)
        spans = parse(line, work, now, me, tz).spans
        if not spans:
            return line
        at = 0
        for number, word in enumerate(words):
            inside = any(start < at + len(word) and at < end for start, end, _ in spans)
            if inside and not word.startswith("\\"):
                words[number] = f"\\{word}"
            at += len(word) + 1
    return " ".join(f"\\{word.lstrip(chr(92))}" for word in words)
