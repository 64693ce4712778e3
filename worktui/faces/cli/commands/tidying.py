"""Old done work put away."""

from __future__ import annotations

import click

from worktui.app.phrases import counted
from worktui.app.plans.lookup import find_project
from worktui.app.tidying import finished_before, tidy
from worktui.faces.cli.room import Room


@click.command("tidy")
@click.option("--days", default=30, type=click.IntRange(0, 10**5), help="Finished so long ago.")
@click.option("--project", default="", help="Of one project only.")
@click.option("--dry-run", is_flag=True, help="Only say how many it would be.")
@click.pass_obj
def tidy_command(room: Room, days: int, project: str, dry_run: bool) -> None:
    """Put done work away, as one change; `worktui list is:archived` shows it."""
    desk = room.desk()
    work = desk.snapshot()
    key = find_project(work, project)["id"] if project else ""
    tasks = finished_before(work, days, desk.now(), key)
    ids = [task["id"] for task in tasks]
    if dry_run:
        words = f"{counted(len(ids), 'finished task')} would be put away."
        room.answer({"tasks": ids, "done": False}, words)
        return
    told = tidy(desk, days, key)
    room.answer({"tasks": ids, "done": True}, f"{told}. `worktui undo` brings them back.")
