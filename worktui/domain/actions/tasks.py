"""Actions on tasks, time and money: all local and turned back by their inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from worktui.domain.actions.base import Action, opt, req
from worktui.domain.fields import TASK_FIELDS


@dataclass(frozen=True, kw_only=True)
class CreateTask(Action):
    """A new task. `kind` is request or commitment; `owner` who promised or asked."""

    type: ClassVar[str] = "create_task"
    known: ClassVar[Mapping[str, str] | None] = TASK_FIELDS
    title: str = req("line")


@dataclass(frozen=True, kw_only=True)
class UpdateTask(Action):
    """Any fields of a task set anew. `seen` holds the values the change was based on."""

    type: ClassVar[str] = "update_task"
    known: ClassVar[Mapping[str, str] | None] = TASK_FIELDS
    task: str = req("line")
    seen: Mapping[str, Any] | None = opt("object")


@dataclass(frozen=True, kw_only=True)
class MoveTask(Action):
    """A task into another column; `condition` says in words what it waits for, `over` that it
    goes there even where a hard limit is reached."""

    type: ClassVar[str] = "move_task"
    task: str = req("line")
    to: str = req("line")
    condition: str | None = opt("line")
    over: bool | None = opt("flag")


@dataclass(frozen=True, kw_only=True)
class CommentTask(Action):
    """A comment on a task."""

    type: ClassVar[str] = "comment_task"
    task: str = req("line")
    text: str = req("block")


@dataclass(frozen=True, kw_only=True)
class LinkTasks(Action):
    """`task` comes after `after` (FS, SS, FF or SF, lag in days)."""

    type: ClassVar[str] = "link_tasks"
    task: str = req("line")
    after: str = req("line")
    link_type: str | None = opt("link_type")
    lag_days: int | None = opt("number")


@dataclass(frozen=True, kw_only=True)
class UnlinkTasks(Action):
    """The link taken away."""

    type: ClassVar[str] = "unlink_tasks"
    task: str = req("line")
    after: str = req("line")


@dataclass(frozen=True, kw_only=True)
class DeleteTask(Action):
    """A task taken away; links to it go with it. Undo brings all back."""

    type: ClassVar[str] = "delete_task"
    task: str = req("line")


@dataclass(frozen=True, kw_only=True)
class ArchiveTask(Action):
    """A task off the board but kept."""

    type: ClassVar[str] = "archive_task"
    task: str = req("line")


@dataclass(frozen=True, kw_only=True)
class ReorderTask(Action):
    """A task before or after another one of its column."""

    type: ClassVar[str] = "reorder_task"
    task: str = req("line")
    before: str | None = opt("line")
    after: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class LogTime(Action):
    """Hours a person worked on a task on a day."""

    type: ClassVar[str] = "log_time"
    task: str = req("line")
    hours: float = req("hours")
    person: str | None = opt("line")
    day: str | None = opt("day")


@dataclass(frozen=True, kw_only=True)
class LogCost(Action):
    """Money spent for a project or task."""

    type: ClassVar[str] = "log_cost"
    amount: str = req("money")
    project: str | None = opt("line")
    task: str | None = opt("line")
    day: str | None = opt("day")
    what: str | None = opt("line")
    currency: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class SetReminder(Action):
    """A word at a moment."""

    type: ClassVar[str] = "set_reminder"
    at: str = req("when")
    about: str | None = opt("line")
    task: str | None = opt("line")


TASK_ACTIONS = (
    CreateTask,
    UpdateTask,
    MoveTask,
    CommentTask,
    LinkTasks,
    UnlinkTasks,
    DeleteTask,
    ArchiveTask,
    ReorderTask,
    LogTime,
    LogCost,
    SetReminder,
)
