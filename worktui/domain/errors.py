"""Failures: each a class with one sentence and a way out.

Faces render `message` and `hint`; nobody rewords them. `kind` is the stable name in
JSON errors and `status` the exit status of the command line (1 not done, 2 wrong
usage, 3 conflict).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


class WorktuiError(Exception):
    """Something could not be done: `message` says what and where, `hint` the way out."""

    kind: ClassVar[str] = "error"
    status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadInput(WorktuiError):
    """What was given cannot be used."""

    kind = "bad_input"


class WrongUsage(WorktuiError):
    """The command itself was put wrongly."""

    kind = "usage"
    status = 2


class NotFound(WorktuiError):
    """An id or name that is not here."""

    kind = "not_found"


class Refused(WorktuiError):
    """A rule of the work says no: slot taken, cycle, stale suggestion, missing right."""

    kind = "refused"


class StoreProblem(WorktuiError):
    """The workspace itself cannot be read or written.

    `cause` is one of full, readonly, corrupt, unreachable, busy, newer, missing.
    """

    kind = "store"

    def __init__(self, message: str, *, hint: str = "", cause: str = "unreachable") -> None:
        super().__init__(message, hint=hint)
        self.cause = cause


class SenseProblem(WorktuiError):
    """Something outside cannot be looked at now: a mailbox, a folder, a calendar server.

    `lasting` is True where trying again will not help before somebody changes the settings.
    """

    kind = "sense"

    def __init__(self, message: str, *, hint: str = "", lasting: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.lasting = lasting


class ModelProblem(WorktuiError):
    """A language model gave no answer that can be used."""

    kind = "model"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed differently.

    `seen` is the value the refused change was based on, `theirs` the value there now,
    `mine` the one wanted; `entry` is the number of the entry that wrote theirs, 0 if unknown.
    """

    table: str
    id: str
    field: str
    seen: Any
    theirs: Any
    mine: Any
    entry: int = 0


class Conflict(WorktuiError):
    """A change met a later one on the same field; nothing was written."""

    kind = "conflict"
    status = 3

    def __init__(self, message: str, *, clashes: Sequence[Clash] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.clashes = tuple(clashes)
