"""The tools that propose: each puts one suggestion into the inbox, which a person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypedDict

from mcp.server.mcpserver import Context
from pydantic import Field

from worktui.app.proposing import Proposer, Status

Why = Annotated[
    str, Field(max_length=300, description="Why, in one sentence; people read it beside the step.")
]
Task = Annotated[str, Field(description="Id of a task, as in WEB-12.")]
Moment = Annotated[
    str | None, Field(description="YYYY-MM-DD, or ISO 8601 with offset: 2026-03-06T17:00:00+01:00.")
]
Handle = Annotated[str | None, Field(description="Handle of a teammate; list_people tells them.")]
Hours = Annotated[float | None, Field(ge=0, le=10_000)]
Priority = Literal["low", "normal", "high", "urgent"]
Ctx = Context[Any, Any]


class Proposed(TypedDict):
    """`id` is the suggestion made, or what says the same already; null when it is invalid."""

    id: str | None
    status: Status
    why: str


class Proposals:
    """What an agent can propose. `who` names the agent that asks."""

    def __init__(self, proposer: Proposer, who: Callable[[Ctx], str]) -> None:
        self._proposer, self._who = proposer, who

    def _put(self, ctx: Ctx, type: str, why: str, **fields: Any) -> Proposed:
        agent = self._who(ctx).partition(":")[2]
        answer = self._proposer.propose(agent, {"type": type, **fields}, why)
        return Proposed(id=answer.id, status=answer.status, why=answer.why)

    def propose_task(
        self,
        ctx: Ctx,
        title: Annotated[str, Field(min_length=1, max_length=200, description="What to do.")],
        why: Why,
        project: Annotated[str | None, Field(description="Key of a project.")] = None,
        milestone: Annotated[str | None, Field(description="Id of a milestone.")] = None,
        assignee: Handle = None,
        due: Moment = None,
        priority: Priority | None = None,
        estimate_hours: Hours = None,
        notes: Annotated[str | None, Field(max_length=4000)] = None,
    ) -> Proposed:
        """Propose a new task."""
        return self._put(ctx, "create_task", why, title=title, project=project, notes=notes,
                         milestone=milestone, assignee=assignee, due=due, priority=priority,
                         estimate_hours=estimate_hours)  # fmt: skip

    def propose_update(
        self,
        ctx: Ctx,
        task: Task,
        why: Why,
        title: Annotated[str | None, Field(max_length=200)] = None,
        assignee: Handle = None,
        start: Moment = None,
        due: Moment = None,
        priority: Priority | None = None,
        estimate_hours: Hours = None,
        remaining_hours: Hours = None,
    ) -> Proposed:
        """Propose other values for fields of a task; what is left out stays as it is."""
        return self._put(ctx, "update_task", why, task=task, title=title, assignee=assignee,
                         start=start, due=due, priority=priority, estimate_hours=estimate_hours,
                         remaining_hours=remaining_hours)  # fmt: skip

    def propose_comment(
        self,
        ctx: Ctx,
        task: Task,
        text: Annotated[str, Field(min_length=1, max_length=4000)],
        why: Why,
    ) -> Proposed:
        """Propose a comment on a task."""
        return self._put(ctx, "comment_task", why, task=task, text=text)

    def propose_move(
        self,
        ctx: Ctx,
        task: Task,
        to: Annotated[str, Field(description="Id of a column, as get_board tells it.")],
        why: Why,
    ) -> Proposed:
        """Propose to move a task into another column."""
        return self._put(ctx, "move_task", why, task=task, to=to)

    def propose_booking(
        self,
        ctx: Ctx,
        event_type: Annotated[str, Field(description="A booking type; list_booking_types.")],
        invitee: Annotated[str, Field(description="Address of a contact; list_people.")],
        start: Annotated[str, Field(description="A free start, as find_slots tells it.")],
        why: Why,
    ) -> Proposed:
        """Propose to book a free slot with a contact. The invitation leaves only when a person
        has seen and confirmed it."""
        return self._put(ctx, "book_slot", why, event_type=event_type, invitee=invitee, start=start)

    def propose_message(
        self,
        ctx: Ctx,
        to: Annotated[str, Field(description="Address of a contact or teammate; list_people.")],
        subject: Annotated[str, Field(min_length=1, max_length=200)],
        body: Annotated[str, Field(min_length=1, max_length=8000)],
        why: Why,
    ) -> Proposed:
        """Propose a mail as a draft. It leaves only when a person has read and confirmed it."""
        return self._put(ctx, "send_message", why, channel="mail", to=to, subject=subject,
                         body=body)  # fmt: skip
