"""Commands on the plan of a project: where it stands, when it ends, in what better order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from worktui.app.phrases import listed
from worktui.app.plans.lookup import find_project
from worktui.domain.actions.workspace import OverrideHealth
from worktui.domain.errors import NotFound, WrongUsage
from worktui.faces.cli.room import Room, receipt_json, receipt_text

if TYPE_CHECKING:
    from worktui.app.outlook import Outlook

MOST_SAMPLES = 100_000
SCHEDULES = 500
MOST_SCHEDULES = 100_000


def _looked(room: Room, name: str | None) -> tuple[Outlook, str]:
    """(the outlook of now, the key of the project meant)."""
    from worktui.app.outlook import outlook

    desk = room.desk()
    work = desk.snapshot()
    if name is None:
        open_ones = [str(doc["id"]) for doc in work.all("projects") if not doc.get("archived")]
        if not open_ones:
            raise NotFound(
                "There is no project yet.",
                hint="`worktui project WEB Website relaunch` makes one.",
            )
        if len(open_ones) > 1:
            raise WrongUsage("Say which project.", hint=f"There are {listed(open_ones, 12)}.")
        name = open_ones[0]
    key = str(find_project(work, name)["id"])
    return outlook(work, desk.now()), key


@click.command("plan")
@click.argument("project", required=False)
@click.pass_obj
def plan_command(room: Room, project: str | None) -> None:
    """Show the plan of a project: on track or not and why, then who does what when."""
    from worktui.app.views.answers import answers
    from worktui.app.views.planning_json import plan_json
    from worktui.faces.cli.plan_lines import plan_lines

    found, key = _looked(room, project)
    found.simulated()
    if room.json:
        room.answer(plan_json(found, key), "")
    else:
        room.answer(None, plan_lines(room.paper, found, key, answers(found, key)))


@click.command("forecast")
@click.argument("project", required=False)
@click.option(
    "--samples", default=None, type=click.IntRange(1, MOST_SAMPLES), help="So many simulations."
)
@click.pass_obj
def forecast_command(room: Room, project: str | None, samples: int | None) -> None:
    """Say when a project and its milestones end, and how sure their promised days are."""
    from worktui.app.views.planning_json import forecast_json
    from worktui.faces.cli.plan_lines import forecast_lines

    found, key = _looked(room, project)
    simulated = found.simulated(samples)
    if room.json:
        room.answer(forecast_json(found, key, simulated), "")
    else:
        room.answer(None, forecast_lines(room.paper, found, key, simulated))


@click.command("health")
@click.argument("milestone")
@click.argument("words", nargs=-1, required=True, metavar="HEALTH")
@click.option("--why", default="", help="The reason; it stands beside what is derived.")
@click.option("--until", default="", help="The last day it stands; a week from now by default.")
@click.pass_obj
def health_command(
    room: Room, *, milestone: str, words: tuple[str, ...], why: str, until: str
) -> None:
    """Give your word on a milestone beside the derived health: health WEB-M1 on track
    --why "Bo has the missing part" --until fri. With `derived` it is taken back."""
    desk = room.desk()
    work = desk.snapshot()
    doc = work.get("milestones", milestone) or work.get("milestones", milestone.upper())
    if doc is None:
        raise NotFound(
            f"There is no milestone {milestone[:40]}.", hint="`worktui milestone` lists them."
        )
    spoken = room.spoken(desk)
    action = OverrideHealth(
        milestone=str(doc["id"]),
        health=" ".join(words),
        reason=why or None,
        until=spoken.day(spoken.need(until)).isoformat() if until else None,
    )
    receipt = desk.do([action])
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


@click.command("level")
@click.argument("project", required=False)
@click.option(
    "--schedules",
    default=SCHEDULES,
    type=click.IntRange(1, MOST_SCHEDULES),
    help="So many orders are tried.",
)
@click.option("--apply", "apply_", is_flag=True, help="Set the first days that bring it about.")
@click.pass_obj
def level_command(room: Room, project: str | None, *, schedules: int, apply_: bool) -> None:
    """Look for a better order of the same work by the same people, and say which work should
    wait till when. Without --apply nothing is written."""
    from worktui.domain.actions.tasks import UpdateTask
    from worktui.engine.plan.better import better

    found, key = _looked(room, project)
    result = better(found.grid, key, schedules=schedules, seed=found.seed)
    tasks = found.planned.model.tasks
    days = {id: date.fromordinal(day) for id, day in result.floors.items()}
    data = {
        "project": key,
        "late_days_before": result.late_before,
        "late_days_after": result.late_after,
        "finish_before": _on(found, result.before[1]),
        "finish_after": _on(found, result.after[1]),
        "schedules": result.schedules,
        "starts": [{"task": id, "start": day.isoformat()} for id, day in days.items()],
        "entry": None,
    }
    if not days:
        room.answer(data, f"No better order of {key} was found in {result.schedules} tries.")
        return
    lines = [
        f"{key} ends {data['finish_before']} → {data['finish_after']}.",
    ]
    if result.late_before != result.late_after:
        late = f"{result.late_before} → {result.late_after} working days"
        lines.append(f"All promises together are late by {late}.")
    lines += [
        room.paper.lines(f"  {id} {tasks[id].title} ({tasks[id].person}) not before {day}")
        for id, day in days.items()
    ]
    if apply_:
        actions = [
            UpdateTask.of(
                {
                    "task": id,
                    "start": day.isoformat(),
                    "seen": {"start": tasks[id].doc.get("start")},
                }
            )
            for id, day in days.items()
        ]
        receipt = room.desk().do(actions, why=f"a better order of {key}")
        data["entry"] = receipt.entry.seq if receipt.entry else None
        lines.append(receipt_text(room, receipt))
    else:
        lines.append(f"`worktui level {key} --apply` sets these days; undo takes them back.")
    room.answer(data, "\n".join(lines))


def _on(found: Outlook, day: int) -> str:
    return date.fromordinal(found.grid.base + day).isoformat()
