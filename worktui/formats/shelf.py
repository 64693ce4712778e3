"""Which formats there are: what each is, whether it comes in, goes out, and of what.

A format is loaded when it is asked for. This is the only list of them: help, errors and the
command line read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from worktui.domain.errors import BadInput, WrongUsage
from worktui.domain.snapshot import Snapshot

Plan = tuple[Mapping[str, tuple[date, date]], Mapping[str, int | None]]
"""First and last day of each task, and the working days each has to spare."""


@dataclass(frozen=True, slots=True)
class Format:
    """`reads` and `writes` are `module:function` in this package, "" where there is none.

    `of_project` is whether a project has to be named, `slack` whether it shows how much time
    tasks have; `charts` are what it can draw, the first one by default, each with its function.
    """

    name: str
    says: str
    reads: str = ""
    writes: str = ""
    of_project: bool = False
    slack: bool = False
    charts: Mapping[str, str] | None = None


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format("worktui", "all work as JSON", "worktui_json:import_into", "worktui_json:export"),
        Format("csv", "tasks as a table", "csv_read:read_csv", "csv_write:export_csv", slack=True),
        Format(
            "mspdi",
            "a plan as Microsoft Project XML",
            "mspdi_read:read_mspdi",
            "mspdi_write:export_mspdi",
            of_project=True,
        ),
        Format(
            "mermaid",
            "a plan as a Mermaid gantt chart, or its links with --chart links",
            writes="mermaid:export_gantt",
            of_project=True,
            slack=True,
            charts={"gantt": "mermaid:export_gantt", "links": "mermaid:export_links"},
        ),
        Format(
            "taskjuggler",
            "a plan for TaskJuggler to schedule (.tjp)",
            writes="taskjuggler:export_tjp",
            of_project=True,
        ),
    )
}
ALIASES: Mapping[str, str] = {
    "tjp": "taskjuggler",
    "tj3": "taskjuggler",
    "msproject": "mspdi",
    "json": "worktui",
}


def coming_in() -> list[Format]:
    """The formats that can be read."""
    return [format for format in FORMATS.values() if format.reads]


def going_out() -> list[Format]:
    """The formats that can be written."""
    return [format for format in FORMATS.values() if format.writes]


def find_format(name: str, *, writes: bool) -> Format:
    """A format by its name for reading or writing; raises BadInput naming those there are."""
    wanted = name.strip().lower()
    found = FORMATS.get(ALIASES.get(wanted, wanted))
    able = [format.name for format in (going_out() if writes else coming_in())]
    if found is not None and found.name in able:
        return found
    if found is not None:
        way = "come in" if not writes else "be written"
        raise BadInput(f"{found.name} cannot {way} here.", hint=f"What can: {', '.join(able)}.")
    near = get_close_matches(wanted, able, n=1)
    raise BadInput(
        f"“{name[:40]}” is not a format that this worktui knows.",
        hint=f"Did you mean {near[0]}?" if near else f"It knows {', '.join(able)}.",
    )


def reader(name: str) -> Callable[[bytes, str], Any] | None:
    """How the bytes of a file (and its name) are read; None for `worktui`, which is JSON."""
    format = find_format(name, writes=False)
    return None if format.name == "worktui" else _load(format.reads)


def write(name: str, work: Snapshot, project: str, chart: str, plan: Callable[[], Plan]) -> str:
    """A project, or all work where no project is named, in a format that is not `worktui`.

    `plan` is asked when the format is known to want it. Raises WrongUsage where a project or
    chart is wanted or is too much.
    """
    format = find_format(name, writes=True)
    if format.of_project and not project:
        raise WrongUsage(f"{format.name} holds one project.", hint="Name it with --project KEY.")
    charts = format.charts or {}
    if chart and chart not in charts:
        some = f"It draws {', '.join(charts)}." if charts else "Leave --chart out."
        raise WrongUsage(f"{format.name} has no chart “{chart[:40]}”.", hint=some)
    export = _load(charts.get(chart, format.writes))
    days, slack = plan()
    more = {"slack": slack} if format.slack and not (chart and chart != next(iter(charts))) else {}
    text: str = export(work, project, days, **more)
    return text


def _load(place: str) -> Callable[..., Any]:
    module, _, function = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"worktui.formats.{module}"), function)
    return found


def told(formats: list[Format]) -> str:
    """Formats for a help text, one a line."""
    widest = max(len(format.name) for format in formats)
    return "\n".join(f"  {format.name.ljust(widest)}  {format.says}" for format in formats)
