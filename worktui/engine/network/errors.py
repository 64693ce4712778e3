"""What can be wrong with a network: each names exactly the tasks it is about."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.domain.errors import BadInput


class Cycle(BadInput):
    """Tasks that wait for one another; `ids` in the order of the links, the last before the
    first."""

    kind = "cycle"

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        if len(self.ids) == 1:
            message = f"{self.ids[0]} waits for itself."
        else:
            message = f"These wait for one another: {' → '.join((*self.ids, self.ids[0]))}."
        super().__init__(message, hint="Take one of the links away.")


class UnknownTask(BadInput):
    """A link names a task that is not in the network."""

    kind = "unknown_task"

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(
            f"A link names {id}, which is not a task here.",
            hint="Take the link away, or bring the task in.",
        )


class DuplicateTask(BadInput):
    """Two tasks have one id."""

    kind = "duplicate_id"

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(f"Two tasks have the id {id}.", hint="Give one of them another id.")


class NegativeDuration(BadInput):
    """A task takes less than no time."""

    kind = "negative_duration"

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(
            f"{id} has a duration or a rest below zero.", hint="Say 0 days for a milestone."
        )


class BadConstraint(BadInput):
    """A constraint, a link type or dates of progress that cannot be read."""

    kind = "bad_constraint"

    def __init__(self, id: str, what: str, hint: str = "") -> None:
        self.id = id
        super().__init__(f"{id}: {what}", hint=hint)


class TooFar(BadInput):
    """A date that leaves the calendar."""

    kind = "too_far"

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(
            f"{id} would lie where the calendar has no days any more.",
            hint="Look for a duration, a lag or a date that is far too long.",
        )
