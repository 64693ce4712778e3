"""Messages that cross screens. Facts are in the past tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.message import Message

from worktui.domain.change import Entry
from worktui.domain.errors import WorktuiError


class WorkChanged(Message):
    """Entries were committed, here or by another process."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries


class JobDone(Message):
    """A queued job has ended: `result` is for `then`, or it failed with `error`."""

    def __init__(
        self,
        then: Callable[[Any], None] | None,
        result: Any = None,
        error: WorktuiError | None = None,
    ) -> None:
        super().__init__()
        self.then, self.result, self.error = then, result, error


class SenseTrouble(Message):
    """A place cannot be looked at, or ("") can be again."""

    def __init__(self, place: str, text: str) -> None:
        super().__init__()
        self.place, self.text = place, text


class JobBroke(Message):
    """A queued job failed in a way nobody foresaw."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error
