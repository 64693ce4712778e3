"""What drives a milestone, in order, with the reason of each link; and the neighbourhood of a
task: what it waits for and what waits for it, a few ranks each way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, full_day
from worktui.app.views.plan import sign_of, why_then
from worktui.engine.plan import Planned

MARKS = {
    "no_slack": "hardly any slack",
    "one_person": "one person does most",
    "nobodys": "nobody's",
    "criticality": "mostly decides the end",
}
"""What makes a task fragile, in a few words."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A driving task: who, its days in words, why it starts then, and where it is fragile."""

    id: str
    title: str
    who: str
    days: str
    why: str
    sign: str
    slack: str
    fragile: str


@dataclass(frozen=True, slots=True)
class ChainView:
    """One milestone's chain, and which of the project's milestones it is."""

    milestone: str
    name: str
    said: str
    late: bool
    rows: tuple[ChainRow, ...]
    fragile: tuple[str, ...]
    number: int
    of: int


def stones_of(outlook: Outlook, project: str) -> list[str]:
    """The open milestones of a project that have tasks, the least slack first."""
    found = [m for m in outlook.planned.milestones.values() if m.project == project and m.chain]
    found.sort(key=lambda m: (m.slack is None, m.slack or 0, m.due or 0, m.id))
    return [m.id for m in found]


def chain_view(outlook: Outlook, project: str, milestone: str = "") -> ChainView | None:
    """The chain of a milestone, the most pressing one by default; None where there is none."""
    stones = stones_of(outlook, project)
    if not stones:
        return None
    id = milestone if milestone in stones else stones[0]
    planned = outlook.planned
    stone = planned.milestones[id]
    health = outlook.judged.projects.get(project)
    weak = health.fragile if health else ()
    mine = set(stone.chain)
    rows = []
    for name in stone.chain:
        task, placed = planned.model.tasks[name], planned.tasks[name]
        days = f"{_day(placed.start)} – {_day(placed.finish)}"
        marks = [MARKS.get(each.rule, "fragile") for each in weak if name in each.tasks]
        rows.append(
            ChainRow(
                name,
                task.title,
                task.person or "nobody",
                days,
                why_then(planned, name),
                sign_of(outlook, task),
                "" if placed.slack is None else f"{placed.slack} d",
                ", ".join(dict.fromkeys(marks)),
            )
        )
    return ChainView(
        id,
        stone.name,
        _said(planned, id),
        stone.slack is not None and stone.slack < 0,
        tuple(rows),
        tuple(each.text for each in weak if not each.tasks or mine & set(each.tasks)),
        stones.index(id) + 1,
        len(stones),
    )  # fmt: skip


def _day(day: int) -> str:
    return full_day(date.fromordinal(day))


def _said(planned: Planned, id: str) -> str:
    stone = planned.milestones[id]
    ends = "" if stone.forecast is None else f"ends {_day(stone.forecast)}"
    if stone.due is None or stone.slack is None:
        return f"{ends}, no promised day"
    days = counted(abs(stone.slack), "working day")
    word = "on the day" if not stone.slack else f"{days} {'late' if stone.slack < 0 else 'in hand'}"
    return f"{ends}, promised {_day(stone.due)}: {word}"


@dataclass(frozen=True, slots=True)
class Node:
    """A task in the drawing: its column (0 is the task in focus), its row, its words."""

    id: str
    title: str
    sign: str
    column: int
    line: int
    chain: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A task and its links, `ranks` steps each way; `edges` join neighbouring columns only, the
    others are in `waits` and `holds`, which name all direct ones."""

    id: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    waits: tuple[str, ...]
    holds: tuple[str, ...]
    hidden: int


MOST_LINES = 9
"""Tasks that stand in one column."""


def neighbourhood(outlook: Outlook, id: str, ranks: int) -> Neighbourhood | None:
    """What a task waits for and holds up, by links; None for one that is not there."""
    tasks = outlook.planned.model.tasks
    if id not in tasks:
        return None
    heads = {name: tuple(link.before for link in task.links) for name, task in tasks.items()}
    after: dict[str, list[str]] = {}
    for name, before in heads.items():
        for head in before:
            after.setdefault(head, []).append(name)
    columns: dict[str, int] = {id: 0}
    for way, step in ((-1, lambda n: heads[n]), (1, lambda n: after.get(n, ()))):
        front = [id]
        for rank in range(1, ranks + 1):
            front = [m for n in front for m in step(n) if m not in columns]
            for name in front:
                columns.setdefault(name, way * rank)
    nodes, hidden = _nodes(outlook, columns)
    shown = {node.id: node.column for node in nodes}
    edges = tuple(
        (head, name)
        for name in shown
        for head in heads[name]
        if head in shown and shown[name] - shown[head] == 1
    )
    return Neighbourhood(
        id,
        tuple(nodes),
        edges,
        tuple(f"{n} {tasks[n].title}" for n in heads[id]),
        tuple(f"{n} {tasks[n].title}" for n in after.get(id, ())),
        hidden,
    )


def _nodes(outlook: Outlook, columns: dict[str, int]) -> tuple[list[Node], int]:
    """The tasks of each column by their days, in lines one under the other."""
    planned = outlook.planned
    by_column: dict[int, list[str]] = {}
    for name, column in columns.items():
        by_column.setdefault(column, []).append(name)
    nodes, hidden = [], 0
    for column, names in sorted(by_column.items()):
        names.sort(key=lambda n: (not planned.tasks[n].on_chain, planned.tasks[n].start, n))
        hidden += len(names[MOST_LINES:])
        for line, name in enumerate(names[:MOST_LINES]):
            task = planned.model.tasks[name]
            nodes.append(
                Node(name, task.title, sign_of(outlook, task), column, line,
                     planned.tasks[name].on_chain)
            )  # fmt: skip
    return nodes, hidden
