"""Whether somebody outside waits for a task, and since when they do.

A meeting that is booked keeps nobody waiting, and neither does a question that was answered.
"""

from __future__ import annotations

from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot


class Waiting:
    """What was asked, looked through once for all tasks of a picture of the work."""

    def __init__(self, work: Snapshot) -> None:
        self.work = work
        self._made: dict[str, str] = {}
        self._titled: dict[tuple[str, str], str] = {}
        for doc in work.all("suggestions"):
            if doc.get("receipt") and doc.get("arrivals"):
                self._note(doc)

    def _note(self, doc: Doc) -> None:
        """The tasks that a suggestion made or changed; of an older one, those titled as its
        steps."""
        at = self._asked_at(doc)
        for id in doc.get("tasks") or ():
            self._made[str(id)] = at
        done = set(doc.get("done") or ())
        for step in doc.get("actions") or ():
            if step.get("n") not in done:
                continue
            if step.get("task"):
                self._made.setdefault(str(step["task"]), at)
            elif step.get("type") == "create_task":
                key = str(step.get("title")), str(step.get("contact_email") or "")
                self._titled.setdefault(key, at)

    def _asked_at(self, doc: Doc) -> str:
        """When its first message came, which is how long they have been waiting."""
        came = (self.work.get("arrivals", str(id)) or {} for id in doc["arrivals"])
        moments = [str(at) for each in came if (at := each.get("received_at"))]
        return min(moments, key=parse_instant) if moments else str(doc.get("made_at") or "")

    def who(self, task: Doc) -> str:
        """The address of the one outside who waits for a task, "" where nobody does."""
        return who_waits(self.work, task)

    def since(self, task: Doc) -> str:
        """The instant at which they asked for it, "" where that is not known."""
        key = str(task.get("title")), str(task.get("contact_email") or "")
        return self._made.get(str(task["id"])) or self._titled.get(key, "")


def who_waits(work: Snapshot, task: Doc) -> str:
    """The address of the one outside who waits for a task, "" where nobody does."""
    email = str(task.get("contact_email") or "")
    return "" if not email or _is_meeting(work, task) else email


def _is_meeting(work: Snapshot, task: Doc) -> bool:
    """Whether it stands for a booking: agreed, in the calendar, with nothing left to say."""
    booking = work.get("bookings", str(task.get("booking") or ""))
    return booking is not None and booking.get("status") in ("confirmed", "pending", "hold")
