"""Commands on money and load: costs, baselines, budgets, and who is planned for how much."""

from __future__ import annotations

from typing import Any

import click

from worktui.app.plans.lookup import find_project, find_task
from worktui.domain.actions.tasks import LogCost
from worktui.domain.actions.workspace import TakeBaseline
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.faces.cli.room import Room, receipt_json, receipt_text

WEEKS = 4
MOST_WEEKS = 104


@click.command("cost", context_settings={"ignore_unknown_options": True})
@click.argument("project")
@click.argument("amount")
@click.argument("what", nargs=-1, required=True)
@click.option("--task", default="", help="For a task of the project.")
@click.option("--day", default="", help="On another day than today.")
@click.option("--currency", default="", help="In another currency than the project's.")
@click.pass_obj
def cost_command(
    room: Room,
    *,
    project: str,
    amount: str,
    what: tuple[str, ...],
    task: str,
    day: str,
    currency: str,
) -> None:
    """Book money spent: cost WEB 120 stock photos --task WEB-12 --day yesterday."""
    desk = room.desk()
    work = desk.snapshot()
    sum_, named = _amount(amount)
    fields: dict[str, Any] = {
        "project": find_project(work, project)["id"],
        "amount": sum_,
        "what": " ".join(what),
        "currency": currency or named or None,
    }
    if task:
        fields["task"] = find_task(work, task)["id"]
    if day:
        fields["day"] = room.spoken(desk).past_day(day).isoformat()
    receipt = desk.do([LogCost.of(fields)])
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


def _amount(text: str) -> tuple[str, str]:
    """(amount as a decimal string, currency or "") of `120`, `1,200.50`, `€120` or `120EUR`."""
    try:
        return check("money", "amount", text), ""
    except BadInput:
        from worktui.engine.reason.costs import amount_in

        if found := amount_in(text):
            return found[0], found[1]
        raise


@click.command("baseline")
@click.argument("project")
@click.pass_obj
def baseline_command(room: Room, project: str) -> None:
    """Keep the plan of a project as it stands, to measure it by later."""
    desk = room.desk()
    id = find_project(desk.snapshot(), project)["id"]
    receipt = desk.do([TakeBaseline(project=id)])
    work = desk.snapshot()
    kept = [doc for made in receipt.ids if (doc := work.get("baselines", made))]
    room.answer(receipt_json(receipt, work, baselines=kept), receipt_text(room, receipt))


@click.command("budget")
@click.argument("project")
@click.option("--by", default="", help="The rule for what a task has earned: 50/50, 0/100, …")
@click.pass_obj
def budget_command(room: Room, project: str, by: str) -> None:
    """Say whether the money of a project is in order, and why."""
    from worktui.app.outlook import outlook
    from worktui.app.views.money import money_view
    from worktui.app.views.money_json import budget_json
    from worktui.engine.budget import budget
    from worktui.faces.cli.money_lines import money_lines

    desk = room.desk()
    work = desk.snapshot()
    seen = outlook(work, desk.now())
    id = find_project(work, project)["id"]
    model = seen.planned.model
    found = budget(work, id, seen.today, model=model, rule=by) if by else seen.budget(id)
    if room.json:
        room.answer(budget_json(found), "")
    else:
        room.answer(None, money_lines(room.paper, money_view(found)))


@click.command("people")
@click.option("--weeks", default=WEEKS, type=click.IntRange(1, MOST_WEEKS), help="So many weeks.")
@click.pass_obj
def people_command(room: Room, weeks: int) -> None:
    """Show who is planned for how much, by week, against the time they have."""
    from worktui.app.outlook import outlook
    from worktui.app.views.people import people_json, people_view
    from worktui.faces.cli.money_lines import people_lines

    desk = room.desk()
    work = desk.snapshot()
    found = outlook(work, desk.now()).load(weeks)
    if room.json:
        room.answer(people_json(found), "")
    else:
        room.answer(None, people_lines(room.paper, people_view(found)))
