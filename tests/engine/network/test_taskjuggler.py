"""TaskJuggler, a scheduler of others, gives the same dates for FS and SS links with gaps."""

from __future__ import annotations

import csv
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.engine.network.made import START
from worktui.engine.network import Link, Network, Task, compute
from worktui.engine.workdays import Workdays

COUNT = 40
HOLIDAYS = [START + day for day in (4, 17, 18, 32, 35, 60)]
CALENDAR = Workdays(range(5), HOLIDAYS)


def _network(rng: Random) -> Network:
    size = rng.randrange(4, 16)
    tasks = [Task(f"T{n}", rng.randrange(1, 9)) for n in range(size)]
    links = [
        Link(f"T{before}", f"T{n}", rng.choice(("FS", "FS", "SS")), rng.choice((0, 0, 1, 2, 4)))
        for n in range(1, size)
        for before in rng.sample(range(n), min(n, rng.randrange(3)))
    ]
    return Network(START + rng.randrange(7), tasks, links, CALENDAR)


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _written(networks: list[Network]) -> str:
    """All networks as one project, each a task of its own with its tasks in it."""
    lines = [f'project p "p" {_day(START - 7)} +3y {{ timezone "UTC" }}']
    lines += [f'leaves holiday "free" {_day(day)}' for day in HOLIDAYS]
    for place, network in enumerate(networks):
        lines.append(f'task n{place} "n" {{ start {_day(network.start)}')
        for task in network.tasks:
            waits = [
                f"!{link.before} {{ {'onstart' if link.type == 'SS' else 'onend'}"
                + (f" gaplength {link.lag}d }}" if link.lag else " }")
                for link in network.links
                if link.after == task.id
            ]
            depends = f"depends {', '.join(waits)}" if waits else ""
            lines.append(f'task {task.id} "t" {{ {depends}\nlength {task.duration}d }}')
        lines.append("}")
    lines.append(
        'taskreport "dates" { formats csv timeformat "%Y-%m-%dT%H:%M" columns id, start, end }'
    )
    return "\n".join(lines)


def _dates(row: dict[str, str]) -> tuple[int, int]:
    """First and last day of work; an evening is over, and a morning has not begun."""
    start, end = datetime.fromisoformat(row["Start"]), datetime.fromisoformat(row["End"])
    first = (start + timedelta(hours=7)).toordinal()  # from 17:00 on it is the next day
    return CALENDAR.next(first), CALENDAR.previous(
        (end - timedelta(hours=9, minutes=1)).toordinal()
    )


@pytest.mark.needs("tj3")
def test_taskjuggler_gives_the_same_dates_for_forty_networks(tmp_path: Path) -> None:
    networks = [_network(Random(seed)) for seed in range(COUNT)]
    plan = tmp_path / "plan.tjp"
    plan.write_text(_written(networks))
    subprocess.run(
        ["tj3", "--no-color", "--silent", "--output-dir", str(tmp_path), str(plan)],
        check=True,
        timeout=50,
    )
    with (tmp_path / "dates.csv").open(newline="") as file:
        theirs = {row["Id"]: _dates(row) for row in csv.DictReader(file, delimiter=";")}
    for place, network in enumerate(networks):
        ours = compute(network).times
        for task in network.tasks:
            times = ours[task.id]
            assert theirs[f"n{place}.{task.id}"] == (times.early_start, times.early_finish), (
                f"network {place}, {task.id}"
            )
