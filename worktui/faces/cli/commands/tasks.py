"""Commands on tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from worktui.app.plans.lookup import find_task, first_column
from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import (
    CommentTask,
    DeleteTask,
    LinkTasks,
    MoveTask,
    UnlinkTasks,
    UpdateTask,
)
from worktui.domain.errors import BadInput, WrongUsage
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import people_called
from worktui.faces.cli.documents import task_json
from worktui.faces.cli.fields import task_fields
from worktui.faces.cli.room import Room, receipt_json, receipt_text

_YES = click.option("--yes", is_flag=True, help="Also where a hard limit is reached.")
_TASK_ID = re.compile(r"[A-Za-z][A-Za-z0-9]{0,9}-\d{1,9}")


def do(room: Room, actions: Sequence[Action], *, why: str = "") -> None:
    """Carry actions out, and answer with the receipt and the tasks as they are now."""
    desk = room.desk()
    receipt = desk.do(actions, why=why)
    work, spoken = desk.snapshot(), room.spoken(desk)
    ids = [*dict.fromkeys(str(a.task) for a in actions if hasattr(a, "task")), *receipt.ids]
    tasks = [task_json(doc, work, spoken) for id in ids if (doc := work.get("tasks", id))]
    data = receipt_json(receipt, work, tasks=tasks)
    room.answer(data, receipt_text(room, receipt))


@click.command("add")
@click.option("--dry-run", is_flag=True, help="Only say what would be understood.")
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def add_command(room: Room, words: tuple[str, ...], dry_run: bool) -> None:
    """Add a task. @who !priority #tag +project ~estimate, days in words, after WEB-12;
    a backslash keeps a word as it is."""
    from worktui.faces.cli.add import add

    add(room, " ".join(words), dry_run=dry_run)


@click.command("list", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1)
@click.pass_obj
def list_command(room: Room, query: tuple[str, ...]) -> None:
    """List tasks. A filter: due:<=fri @me -status:done #api +WEB !high is:late words."""
    from worktui.faces.cli.listing import listing

    strange = [word for word in query if word.startswith("--")]
    if strange:
        raise WrongUsage(f"list has no option {strange[0][:40]}.", hint="`worktui list --help`.")
    listing(room, " ".join(query))


@click.command("next")
@click.option("--line", is_flag=True, help="One line for a prompt.")
@click.option("--who", default="", help="For someone else.")
@click.option("--limit", default=0, type=click.IntRange(0), help="At most so many.")
@click.pass_obj
def next_command(room: Room, line: bool, who: str, limit: int) -> None:
    """Say what to do next, in order, and why."""
    from worktui.app.plans.lookup import find_person
    from worktui.faces.cli.listing import upcoming

    desk = room.desk() if who else None
    handle = find_person(desk.snapshot(), who, desk.me)["id"] if desk else ""
    upcoming(room, line=line, who=handle, limit=limit)


@click.command("show")
@click.argument("id")
@click.pass_obj
def show_command(room: Room, id: str) -> None:
    """Show a task with all that is known about it."""
    from worktui.faces.cli.listing import show

    show(room, id)


@click.command("edit")
@click.argument("id")
@click.argument("pairs", nargs=-1, metavar="FIELD=VALUE...", required=True)
@click.pass_obj
def edit_command(room: Room, id: str, pairs: tuple[str, ...]) -> None:
    """Set fields of a task; FIELD= takes one away, tags+=x and tags-=x change a list."""
    desk = room.desk()
    task = find_task(desk.snapshot(), id)
    fields = task_fields(pairs, task, room.spoken(desk))
    do(room, [UpdateTask.of({"task": task["id"], **fields})])


@click.command("move")
@click.argument("id")
@click.argument("column")
@_YES
@click.pass_obj
def move_command(room: Room, id: str, column: str, yes: bool) -> None:
    """Move a task to a column, by its id or name."""
    do(room, [MoveTask(task=_id(room, id), to=column, over=yes or None)])


@click.command("start")
@click.argument("ids", nargs=-1, required=True)
@_YES
@click.pass_obj
def start_command(room: Room, ids: tuple[str, ...], yes: bool) -> None:
    """Start tasks: they go to the first column of the kind doing."""
    moves = ((_id(room, id), _first(room, id, "doing")) for id in ids)
    do(room, [MoveTask(task=task, to=to, over=yes or None) for task, to in moves])


@click.command("done")
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def done_command(room: Room, ids: tuple[str, ...]) -> None:
    """Finish tasks."""
    do(room, [MoveTask(task=_id(room, id), to=_first(room, id, "done")) for id in ids])


def _id(room: Room, id: str) -> str:
    return str(find_task(room.desk().snapshot(), id)["id"])


def _first(room: Room, id: str, kind: str) -> str:
    work = room.desk().snapshot()
    return first_column(work, find_task(work, id).get("project"), kind)


@click.command("block")
@click.argument("id")
@click.option("--by", default="", help="The task, person or thing it waits for.")
@click.option("--why", default="", help="Why.")
@click.option("--off", is_flag=True, help="It is not blocked any more.")
@click.pass_obj
def block_command(room: Room, id: str, by: str, why: str, off: bool) -> None:
    """Say what a task waits for: another task, a person, or something else."""
    task = _id(room, id)
    if off:
        do(room, [UpdateTask.of({"task": task, "blocked": None, "waiting_for": None})])
        return
    if not by and not why:
        raise WrongUsage("By what is it blocked?", hint="Use --by WEB-12, --by @bo or --why TEXT.")
    do(room, _blocking(room.desk().snapshot(), room.desk().me, task, by, why))


def _blocking(work: Snapshot, me: str, task: str, by: str, why: str) -> list[Action]:
    actions: list[Action] = []
    fields: dict[str, Any] = {}
    if _TASK_ID.fullmatch(by) and (other := work.get("tasks", by.upper())):
        actions.append(LinkTasks(task=task, after=other["id"]))
    elif _TASK_ID.fullmatch(by):
        find_task(work, by)
    elif by:
        people = people_called(work, by, me)
        fields["waiting_for"] = f"@{people[0]}" if len(people) == 1 else by
        fields["blocked"] = why or f"waits for {fields['waiting_for']}"
    if why:
        fields["blocked"] = why
    if fields:
        actions.append(UpdateTask.of({"task": task, **fields}))
    return actions


@click.command("comment")
@click.argument("id")
@click.argument("text", nargs=-1, required=True)
@click.pass_obj
def comment_command(room: Room, id: str, text: tuple[str, ...]) -> None:
    """Comment on a task."""
    do(room, [CommentTask.of({"task": _id(room, id), "text": " ".join(text)})])


@click.command("link")
@click.argument("id")
@click.argument("after", type=click.Choice(["after"]), expose_value=False)
@click.argument("other")
@click.option("--type", "kind", default="FS", help="FS, SS, FF or SF.")
@click.option("--lag", default="0", help="Working days between: 2d, -1d.")
@click.pass_obj
def link_command(room: Room, id: str, *, other: str, kind: str, lag: str) -> None:
    """Let a task come after another one: link WEB-13 after WEB-12 --lag 2d."""
    fields = {"task": _id(room, id), "after": _id(room, other)}
    do(room, [LinkTasks.of({**fields, "link_type": kind, "lag_days": _days(lag)})])


def _days(lag: str) -> int | float:
    number = lag.strip().lower().removesuffix("days").removesuffix("d").strip()
    try:
        days = float(number)
    except ValueError as error:
        raise BadInput(f"“{lag[:20]}” is not a number of days.", hint="Write 2d.") from error
    return int(days) if days.is_integer() else days


@click.command("unlink")
@click.argument("id")
@click.argument("words", nargs=-1, required=True, metavar="[after] OTHER")
@click.pass_obj
def unlink_command(room: Room, id: str, words: tuple[str, ...]) -> None:
    """Take a link away: unlink WEB-13 after WEB-12."""
    others = [word for word in words if word.lower() != "after"]
    if len(others) != 1:
        raise WrongUsage("Say one task that it waits for.", hint="unlink WEB-13 after WEB-12.")
    do(room, [UnlinkTasks(task=_id(room, id), after=_id(room, others[0]))])


@click.command("rm")
@click.argument("ids", nargs=-1, required=True)
@click.pass_obj
def rm_command(room: Room, ids: tuple[str, ...]) -> None:
    """Take tasks away; undo brings them back."""
    do(room, [DeleteTask(task=_id(room, id)) for id in ids])
