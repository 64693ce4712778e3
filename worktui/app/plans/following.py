"""Tasks that stand for a booking: made with it where its type says so, moved and closed with it.

A task names its booking in the field `booking`; whoever links one by hand has its due date
follow, too. Nothing else of it is touched, and only as long as it is open.
"""

from __future__ import annotations

from collections.abc import Iterator

from worktui.app.draft import Draft
from worktui.app.plans.lookup import column_kind
from worktui.app.plans.tasks import create_task
from worktui.domain.actions.tasks import CreateTask
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant


def begin_task(draft: Draft, booking: Doc) -> None:
    """The task of a new booking, where its type wants one (`task`)."""
    kind = draft.get("event_types", str(booking.get("event_type"))) or {}
    if not kind.get("task"):
        return
    who = booking.get("name") or booking.get("invitee")
    title = str(kind.get("title") or booking.get("event_type"))
    fields = {
        "title": f"{title} with {who}" if who else title,
        "due": booking["start"],
        "assignee": next(iter(booking.get("hosts") or ()), None),
        "contact_email": booking.get("invitee"),
        "notes": booking.get("note"),
        "booking": booking["id"],
    }
    given = {name: value for name, value in fields.items() if value}
    action = CreateTask.of(given)
    assert isinstance(action, CreateTask)
    create_task(action, draft)
    draft.update("bookings", booking["id"], {"task": draft.made[-1]})


def follow_moved(draft: Draft, booking: Doc, old_start: str) -> None:
    """The tasks of a booking that has moved: due when it is now, if they were due with it."""
    old = parse_instant(old_start)
    for task in list(_open_tasks(draft, booking)):
        due = str(task.get("due") or "")
        if len(due) > 10 and parse_instant(due) == old:
            draft.update("tasks", task["id"], {"due": booking["start"]})
            draft.say(f"{task['id']} is due with it")


def follow_cancelled(draft: Draft, booking: Doc) -> None:
    """The tasks of a booking that is off: its own one leaves the board, others lose the due
    date that they had from it; each says why."""
    for task in list(_open_tasks(draft, booking)):
        due = str(task.get("due") or "")
        comment = {
            "by": draft.actor.by,
            "at": draft.now.isoformat(),
            "text": f"{booking['id']} is cancelled.",
        }
        fields: dict[str, object] = {"comments": [*(task.get("comments") or ()), comment]}
        if task["id"] == booking.get("task"):
            fields["archived"] = True
            draft.say(f"{task['id']} leaves the board")
        elif len(due) > 10 and parse_instant(due) == parse_instant(booking["start"]):
            fields["due"] = None
            draft.say(f"{task['id']} is due no more")
        draft.update("tasks", task["id"], fields)


def _open_tasks(draft: Draft, booking: Doc) -> Iterator[Doc]:
    for task in draft.all("tasks"):
        if (
            task.get("booking") == booking["id"]
            and not task.get("archived")
            and column_kind(draft, task.get("status")) != "done"
        ):
            yield task
