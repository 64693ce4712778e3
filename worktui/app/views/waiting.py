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
        from worktui.app.views.came_from import changed_by  # who only asks `who_waits` needs none

        self.work = work
        self._made: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        for doc in work.all("suggestions"):
            if not doc.get("receipt") or not doc.get("arrivals"):
                continue
            at = self._asked_at(doc)
            for id in doc.get("tasks") or ():
                self._made[str(id)] = at
            for title, id in () if doc.get("tasks") else changed_by(doc):
                if id:
                    self._made.setdefault(id, at)
                else:
                    self._titled.setdefault(title, at)

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
        title = str(task.get("title"))
        return self._made.get(str(task["id"])) or self._titled.get(title, "")


def who_waits(work: Snapshot, task: Doc) -> str:
    """The address of the one outside who waits for a task, "" where nobody does."""
    email = str(task.get("contact_email") or "")
    return "" if not email or _is_meeting(work, task) else email


def _is_meeting(work: Snapshot, task: Doc) -> bool:
    """Whether it stands for a booking: agreed, in the calendar, with nothing left to say."""
    booking = work.get("bookings", str(task.get("booking") or ""))
    return booking is not None and booking.get("status") in ("confirmed", "pending", "hold")
