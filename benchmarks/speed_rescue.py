"""How well and how fast milestones are saved: `python -m benchmarks.speed_rescue`.

Generated projects of 50, 200 and 1,000 tasks with one overrun and one absence; for each the
milestone that is latest. With OR-Tools installed a prover says what could be reached, both for
the search alone (3 s) and for the search with the prover (6 s).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from time import monotonic

from benchmarks.rows import Row, took_ms
from benchmarks.sample_rescue import TODAY, troubled
from worktui.app.outlook import Outlook, outlook
from worktui.app.rescue import tried, ways_out
from worktui.app.rescue_model import WayOut, late_of
from worktui.engine.rescue import MOST_CHANGES, Scope
from worktui.engine.rescue.exact import Exact
from worktui.solver import CpSat

NOW = datetime.combine(TODAY, time(9), UTC)
FRAME = 1000 / 60


@dataclass(frozen=True, slots=True)
class Case:
    """One project: what was late, what each search reached, and what was proven possible."""

    size: int
    seed: int
    late: int
    alone: tuple[WayOut, ...]
    seconds: float
    helped: tuple[WayOut, ...] = ()
    helped_seconds: float = 0.0
    proven: int | None = None
    """Days late at the least with nothing begun handed over; None where nothing is proven."""


def best(ways: tuple[WayOut, ...], late: int) -> int:
    """Days late with the best plan."""
    return min((way.late_after for way in ways), default=late)


def fewest(ways: tuple[WayOut, ...]) -> int:
    """Changes of the plan of fewest changes."""
    few = next((way for way in ways if way.name == "fewest changes"), None)
    return len(few.ticked) if few else 0


def case(size: int, seed: int, *, room: int = 2, prover: bool = True) -> Case | None:
    """Measure one project; None where nothing is late in it."""
    seen = outlook(troubled(size, seed, room=room), NOW)
    plan = max(seen.planned.milestones.values(), key=late_of)
    if not late_of(plan):
        return None
    begun = monotonic()
    alone = ways_out(seen, plan.id, seconds=3.0)
    took = monotonic() - begun
    if not prover:
        return Case(size, seed, late_of(plan), alone, took)
    begun = monotonic()
    helped = ways_out(seen, plan.id, seconds=6.0, solver=CpSat())
    helped_took = monotonic() - begun
    return Case(size, seed, late_of(plan), alone, took, helped, helped_took, _proven(seen, plan.id))


def _proven(seen: Outlook, milestone: str) -> int | None:
    scope = Scope(seen.grid, milestone, handover=False)
    exact = Exact(scope, scope.start)
    plan = CpSat().solve(exact.problem, hint=exact.hint(scope.start), seconds=6.0)
    return plan.lateness[0] if plan is not None and plan.proven[0] else None


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """Trying a step against a frame; the search against its time."""
    rows = []
    for size in sizes:
        seen = outlook(troubled(size, 2), NOW)
        plan = max(seen.planned.milestones.values(), key=late_of)
        ways = ways_out(seen, plan.id, seconds=0.5) if late_of(plan) else ()
        if ways:
            one = took_ms(partial(tried, seen, ways[0], ways[0].ticked))
            rows.append(Row("rescue", "try a step", size, one, "ms", "a frame", FRAME, 1))
    return rows


def main(argv: list[str] | None = None) -> int:
    """Print a line for each project and what the demands come to."""
    parser = argparse.ArgumentParser("benchmarks.speed_rescue", description=__doc__)
    parser.add_argument("--sizes", default="50,200,1000")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--room", type=int, default=2, help="days between plan and promise")
    given = parser.parse_args(argv)
    prover = CpSat().available()
    for size in map(int, given.sizes.split(",")):
        found = []
        for seed in range(1, given.seeds + 1):
            one = case(size, seed, room=given.room, prover=prover and size < 1000)
            if one is not None:
                found.append(one)
                print(line(one), flush=True)
        print(total(size, found), flush=True)
    return 0


def line(one: Case) -> str:
    """A project in a line."""
    with_it = f"{best(one.helped, one.late):>3} {one.helped_seconds:>5.1f} s" if one.helped else ""
    known = "-" if one.proven is None else str(one.proven)
    return (
        f"{one.size:>5} {one.seed:>3}  late {one.late:>3} → {best(one.alone, one.late):>3} "
        f"{one.seconds:>5.1f} s  changes {fewest(one.alone):>2}   with prover {with_it:>11}"
        f"   proven {known}"
    )


def total(size: int, found: list[Case]) -> str:
    """The demands over all projects of a size."""
    can = [one for one in found if one.proven == 0]
    alone = sum(not best(one.alone, one.late) for one in can)
    helped = sum(not best(one.helped, one.late) for one in can)
    worse = sum(best(one.alone, one.late) > one.late for one in found)
    over = sum(fewest(one.alone) > MOST_CHANGES for one in found)
    return (
        f"{size} tasks: {len(found)} projects; {worse} later than doing nothing; {over} with more "
        f"than {MOST_CHANGES} changes; can be saved {len(can)}: alone {alone}, with prover {helped}"
    )


if __name__ == "__main__":
    sys.exit(main())
