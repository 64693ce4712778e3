"""The command that shows ways out of a milestone in trouble, and takes one."""

from __future__ import annotations

import sys
from typing import Any

import click

from worktui.app.outlook import Outlook, outlook
from worktui.app.rescue import apply, chosen, helps, known, ways_out
from worktui.app.rescue_model import WayOut, late_of
from worktui.app.rescue_steps import day_words
from worktui.app.views.forecast import troubled
from worktui.app.views.rescue import foot, head, iso, step_words, way_json
from worktui.domain.errors import NotFound, Refused, WrongUsage
from worktui.engine.plan import MilestonePlan
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text

PLANS = {
    "fewest": "fewest changes",
    "no-reassign": "no reassignment",
    "full": "full recovery",
}


@click.command("rescue")
@click.argument("milestone")
@click.option("--plan", type=click.Choice(list(PLANS)), help="Only this plan.")
@click.option("--only", default="", help="Only these steps: 1,3.")
@click.option("--apply", "apply_", is_flag=True, help="Carry the steps out (with --yes).")
@click.option("--yes", is_flag=True, help="With --apply: really.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), help="How long to look.")
@click.option("--solver", is_flag=True, help="Have the prover look too (an extra).")
@click.pass_obj
def rescue_command(
    room: Room,
    milestone: str,
    plan: str | None,
    only: str,
    apply_: bool,
    yes: bool,
    seconds: float | None,
    solver: bool,
) -> None:
    """Show ways out of a milestone that will be late: who could take what, and what could wait.
    MILESTONE is an id, a name, or a project (its worst one)."""
    desk = room.desk()
    seen = outlook(desk.snapshot(), desk.now())
    seen.simulated()
    found = _milestone(seen, milestone)
    prover = _prover(room) if solver else None
    limit = seconds or (6.0 if prover else 3.0)
    every = ways_out(seen, found.id, seconds=limit, solver=prover, progress=_told(room))
    ways = [way for way in every if plan is None or PLANS[plan] in (way.name, *way.also)]
    if only:
        numbers = _numbers(only)
        for way in ways[:1]:
            known(way, numbers)
        ways = [chosen(seen, way, numbers) for way in ways[:1]]
    if apply_ and not every:
        raise Refused(_without(seen, found, helps(seen, found.id)), hint="Nothing was written.")
    if apply_:
        _apply(room, ways, yes=yes)
        return
    missed = not any(not way.late_after for way in ways)
    needed = helps(seen, found.id) if missed else ()
    data = _data(seen, found, ways, needed)
    if every and not ways and not room.json:
        others = " and ".join(f"“{way.name}”" for way in every)
        said = f"There is no plan of the kind “{PLANS[plan or 'full']}”; there is {others}."
        room.answer(data, room.paper.lines(said))
        return
    room.answer(data, "" if room.json else _text(room, seen, found, ways, needed))


def _told(room: Room) -> Any:
    if not sys.stderr.isatty() or room.json:
        return None

    def tell(share: float, words: str) -> None:
        line = f"looking for {words} {share:.0%}" if words else ""
        sys.stderr.write(f"\r\x1b[2K{line}")
        sys.stderr.flush()

    return tell


def _prover(room: Room) -> Any:
    """The prover of the house; raises Refused where it is not installed."""
    make = getattr(room.house, "solver", None)
    prover = make() if make is not None else None
    if prover is None or not prover.available():
        raise Refused(
            "The prover is not installed.", hint="`pip install worktui[solver]`, or leave it out."
        )
    return prover


def _milestone(seen: Outlook, words: str) -> MilestonePlan:
    """The milestone meant by an id, a name or a project. Raises NotFound."""
    plans, wanted = seen.planned.milestones, words.strip()
    if wanted.upper() in plans:
        return plans[wanted.upper()]
    named = [plan for plan in plans.values() if plan.name.casefold() == wanted.casefold()]
    if len(named) > 1:
        ids = ", ".join(plan.id for plan in named)
        raise WrongUsage(f"There are several “{wanted[:40]}”.", hint=f"Say one of {ids}.")
    of = [plan for plan in plans.values() if plan.project == wanted.upper()]
    some = named or of or [plan for plan in plans.values() if plan.id == wanted]
    if not some:
        raise NotFound(
            f"There is no milestone and no project “{wanted[:40]}” with milestones.",
            hint="`worktui milestone` lists them.",
        )
    in_trouble = troubled(seen, some[0].project) if some is of else ()
    if in_trouble:  # the one that the screen begins with too
        return plans[in_trouble[0]]
    return min(some, key=lambda plan: (plan.slack if plan.slack is not None else 1 << 30, plan.id))


def _data(
    seen: Outlook, found: MilestonePlan, ways: list[WayOut], needed: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "milestone": found.id,
        "name": found.name,
        "due": iso(found.due),
        "forecast": iso(found.forecast),
        "late_days": late_of(found),
        "health": seen.judged.milestones[found.id].derived,
        "plans": [way_json(way) for way in ways],
        "helps": list(needed),
    }


def _text(
    room: Room, seen: Outlook, found: MilestonePlan, ways: list[WayOut], needed: tuple[str, ...]
) -> str:
    if not ways:
        return room.paper.lines(_without(seen, found, needed))
    parts = [_one(room, way, place, len(ways)) for place, way in enumerate(ways, 1)]
    if all(way.late_after for way in ways):
        parts.append(room.paper.lines("It would be in time with " + ", or ".join(needed) + "."))
    if room.paper.styled:
        parts.append(f"`worktui rescue {found.id} --plan fewest --apply --yes` takes a plan.")
    return "\n\n".join(parts)


def _without(seen: Outlook, found: MilestonePlan, needed: tuple[str, ...]) -> str:
    """Why there is nothing to show."""
    if found.due is None:
        return f"{found.name} has no promised day, so that it cannot be late."
    if found.forecast is None:
        return f"{found.name} has no tasks."
    days = f"{found.name} {day_words(found.forecast)}, promised {day_words(found.due)}"
    if found.done:
        return f"{found.name} is done."
    health = seen.judged.milestones[found.id]
    if not late_of(found) and health.derived == "at_risk":
        said = f"{days}: at risk. {health.why[0].text} No change of hands or order helps"
        return f"{said}; a later promise or less to do before it would."
    if not late_of(found):
        return f"{days}: on track, nothing to rescue."
    return f"{days}. No change of hands or order helps; {', or '.join(needed)} would."


def _one(room: Room, way: WayOut, place: int, of: int) -> str:
    styles = ("", "", "bold", "", "", "")
    rows = [
        [
            Cell(text, style)
            for text, style in zip(step_words(step, ticked=step.ticked), styles, strict=True)
        ]
        for step in way.steps
    ]
    lines = [room.paper.lines(head(way, place, of)), room.paper.table(rows, grow=2, lead=" ")]
    lines += [room.paper.lines(line, 3) for line in foot(way)]
    return "\n".join(lines)


def _apply(room: Room, ways: list[WayOut], *, yes: bool) -> None:
    if not ways:
        raise Refused("There is no such plan here.", hint="Without --apply it says why.")
    way = ways[0]
    if not yes:
        if not room.json:
            sys.stderr.write(_one(room, way, 1, len(ways)) + "\n")
        raise Refused("Nothing was written.", hint="With --yes the ticked steps are carried out.")
    desk = room.desk()
    receipt = apply(desk, way, way.ticked)
    data = receipt_json(receipt, desk.snapshot(), plan=way_json(way), steps=sorted(way.ticked))
    room.answer(data, receipt_text(room, receipt))


def _numbers(only: str) -> frozenset[int]:
    """The numbers of steps; raises WrongUsage for anything else, and for none."""
    words = only.replace(",", " ").split()
    if not words or not all(word.isdecimal() for word in words):
        raise WrongUsage(f"“{only[:40]}” is not a list of steps.", hint="As in 1,3.")
    return frozenset(int(word) for word in words)
