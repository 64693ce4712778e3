"""The plan of one project as rows: milestones with their tasks, what is on no way to one, what
is done; each with who, slack and days. Frozen values, made from an outlook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, full_day, listed, near_day
from worktui.engine.plan import Planned, PlanTask

RowKind = Literal["stone", "task", "group"]
REST, DONE = "rest:", "done:"
"""Keys of the two groups that hold what belongs to no open milestone."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line. `sign` is late, blocked, nobody, done or ""; days are ordinals, both included.

    For a milestone `start` is its promised day and `finish` its forecast, None where there is
    none. `after` is the row whose end this one waits for, `count` how many rows it holds.
    """

    kind: RowKind
    key: str
    title: str
    who: str = ""
    sign: str = ""
    slack: int | None = None
    start: int | None = None
    finish: int | None = None
    chain: bool = False
    begun: bool = False
    after: str = ""
    under: str = ""
    count: int = 0
    tail: int = 0
    """Days of the calendar that it could still move by, for the dots behind its bar."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """All rows, those of a closed group included; `first` and `last` are the days they span."""

    project: str
    today: int
    rows: tuple[PlanRow, ...]
    first: int
    last: int
    closed: frozenset[str]
    off: frozenset[int]
    """Days in the span that the project's calendar does not work."""


def plan_view(outlook: Outlook, project: str) -> PlanView:
    """The rows of a project: milestones by promised day, in each the driving chain first."""
    planned = outlook.planned
    model, today = planned.model, planned.model.today
    mine = model.of(project)
    rows: list[PlanRow] = []
    closed: set[str] = set()
    stones = [s for s in model.milestones.values() if s.project == project]
    stones.sort(key=lambda s: (s.due is None, s.due or 0, s.id))
    by_stone: dict[str, list[PlanTask]] = {}
    done: list[PlanTask] = []
    for task in mine:
        if task.kind == "done":
            done.append(task)
        else:
            by_stone.setdefault(task.milestone, []).append(task)
    for stone in stones:
        plan = planned.milestones[stone.id]
        tasks = by_stone.pop(stone.id, [])
        late = plan.slack is not None and plan.slack < 0 and not plan.done
        sign = "done" if plan.done else "late" if late else ""
        rows.append(
            PlanRow("stone", stone.id, stone.name, _stone_day(planned, stone.id, today), sign,
                    plan.slack, stone.due, plan.forecast, chain=late, count=len(tasks))
        )  # fmt: skip
        rows += _tasks(outlook, tasks, plan.chain, stone.id)
    rest = [task for tasks in by_stone.values() for task in tasks]
    if rest:
        title = "Not on the way" if stones else "Tasks"
        rows.append(PlanRow("group", REST, title, count=len(rest)))
        rows += _tasks(outlook, rest, (), REST)
        if stones:
            closed.add(REST)
    if done:
        rows.append(PlanRow("group", DONE, "Done", count=len(done)))
        rows += _tasks(outlook, done, (), DONE)
        closed.add(DONE)
    days = [d for row in rows if row.under != DONE for d in (row.start, row.finish) if d]
    last = max([today + 28, *days])
    calendar = model.calendar_of(project)
    first = min([today, *days])
    off = frozenset(d for d in range(first - 7, last + 400) if not calendar.works(d))
    return PlanView(project, today, tuple(rows), first, last, frozenset(closed), off)


def _stone_day(planned: Planned, id: str, today: int) -> str:
    day = planned.milestones[id].forecast or planned.milestones[id].due
    return "" if day is None else near_day(date.fromordinal(day), date.fromordinal(today))


def _tasks(
    outlook: Outlook, tasks: Sequence[PlanTask], chain: Sequence[str], under: str
) -> list[PlanRow]:
    """The tasks of one heading, those that drive first in their order, then by their days."""
    placed = outlook.planned.tasks
    place = {id: n for n, id in enumerate(chain)}
    order = sorted(
        tasks,
        key=lambda t: (t.id not in place, place.get(t.id, 0), placed[t.id].start, t.id),
    )
    return [_task(outlook, task, under, on_chain=task.id in place) for task in order]


def _task(outlook: Outlook, task: PlanTask, under: str, *, on_chain: bool) -> PlanRow:
    placed = outlook.planned.tasks[task.id]
    cause = placed.cause
    tail = 0
    if placed.slack and placed.slack > 0 and task.kind != "done":
        tail = task.calendar.plus(placed.finish + 1, placed.slack) - placed.finish
    return PlanRow(
        "task",
        task.id,
        task.title,
        task.person or (f"{task.missing}?" if task.missing else "nobody"),
        sign_of(outlook, task),
        placed.slack,
        placed.start,
        placed.finish,
        chain=on_chain,
        begun=task.kind == "doing",
        after=cause.by if cause.kind in ("link", "person") else "",
        under=under,
        tail=tail,
    )


def sign_of(outlook: Outlook, task: PlanTask) -> str:
    """The most pressing state of a task in a plan: late, blocked, nobody, done, or ""."""
    today = outlook.planned.model.today
    if task.kind == "done":
        return "done"
    if task.due is not None and task.due < today:
        return "late"
    if task.blocked or any(_late(outlook, link.before) for link in task.links):
        return "blocked"
    return "" if task.person else "nobody"


def _late(outlook: Outlook, id: str) -> bool:
    task = outlook.planned.model.tasks[id]
    return task.kind != "done" and task.due is not None and task.due < outlook.planned.model.today


@dataclass(frozen=True, slots=True)
class Detail:
    """The focused row in words: a heading with facts behind it, and (label, sentence) lines."""

    title: str
    facts: str
    lines: tuple[tuple[str, str], ...]
    short: str


def detail(outlook: Outlook, key: str) -> Detail | None:
    """What the focused row waits for and holds up, why it lies where it lies, what would help."""
    planned = outlook.planned
    stone = planned.milestones.get(key)
    if stone is not None:
        return _stone_detail(outlook, key)
    task = planned.model.tasks.get(key)
    if task is None:
        return None
    today = date.fromordinal(outlook.planned.model.today)
    placed = planned.tasks[key]
    waits = [link.before for link in task.links if planned.model.tasks[link.before].kind != "done"]
    holds = held_up(planned, key)
    span = f"{_day(placed.start, today)} to {_day(placed.finish, today)}"
    facts = " · ".join((task.person or "nobody", _worked(task), span))
    lines = [
        ("Waits for", _named(planned, waits) or "nothing"),
        ("Holds up", _named(planned, holds) or "nothing"),
        ("Why then", why_then(planned, key)),
    ]
    short = f"{key} " + (f"holds up {listed(holds, 3)}" if holds else "holds up nothing")
    lines += [("Wrong", each.text) for each in planned.problems if key in each.ids]
    late = planned.milestones.get(task.milestone)
    if late is not None and late.slack is not None and late.slack < 0 and not late.done:
        lines.append(("Would help", "R looks for ways out"))
        short += "."
    return Detail(f"{key} {task.title}", facts, tuple(lines), short)


def _worked(task: PlanTask) -> str:
    if task.kind == "done":
        return "done"
    hours = f"{task.minutes / 60:g} h left"
    return hours if task.estimated else f"no estimate, counted as {hours}"


def held_up(planned: Planned, id: str) -> list[str]:
    """The open tasks that wait for one directly, and its milestone where it drives it."""
    found = [
        task.id
        for task in planned.model.tasks.values()
        if task.kind != "done" and any(link.before == id for link in task.links)
    ]
    stone = planned.milestones.get(planned.model.tasks[id].milestone)
    if stone is not None and id in stone.chain:
        found.append(stone.name)
    return found


def _named(planned: Planned, ids: Sequence[str]) -> str:
    tasks = planned.model.tasks
    named = [
        f"{id} {tasks[id].title} ({tasks[id].person or 'nobody'})" if id in tasks else id
        for id in ids
    ]
    return listed(named, 3)


def why_then(planned: Planned, id: str) -> str:
    """Why a task starts when it starts, in a sentence."""
    cause, tasks = planned.tasks[id].cause, planned.model.tasks
    if cause.kind == "link" and cause.link is not None:
        lag = cause.link.lag
        unit = "days on" if cause.link.elapsed else "working days"
        more = "" if not lag else f", {abs(lag)} {unit} {'later' if lag > 0 else 'earlier'}"
        word = {"FS": "ends", "SS": "starts", "FF": "ends", "SF": "starts"}[cause.link.type]
        return f"{cause.by} {tasks[cause.by].title} {word} before it{more}"
    if cause.kind == "person":
        return f"{tasks[id].person} does {cause.by} {tasks[cause.by].title} first"
    if cause.kind == "date":
        return "a day was set on which it may start"
    if cause.kind == "actual":
        return "it has begun" if tasks[id].kind == "doing" else "it is done"
    return "it can begin today"


def _stone_detail(outlook: Outlook, key: str) -> Detail:
    planned = outlook.planned
    stone, today = planned.milestones[key], date.fromordinal(planned.model.today)
    health = outlook.judged.milestones.get(key)
    due = "no promised day" if stone.due is None else f"promised {_day(stone.due, today)}"
    ends = "no tasks" if stone.forecast is None else f"ends {_day(stone.forecast, today)}"
    reasons = health.why[:3] if health else ()
    lines = [("" if n else "Because", reason.text) for n, reason in enumerate(reasons)]
    left = sum(1 for t in planned.model.of(stone.project)
               if t.milestone == key and t.kind != "done")  # fmt: skip
    lines.append(("Driven by", _named(planned, stone.chain) or "nothing"))
    facts = [ends, due, f"{counted(left, 'task')} to go"]
    if health is not None:
        since = f" for {counted(health.age_days, 'day')}" if health.age_days else ""
        facts.insert(0, _spaced(health.state) + since)
        if health.override is not None:
            word = health.override
            facts.append(f"says {word.by}: {word.reason} (derived: {_spaced(health.derived)})")
    return Detail(stone.name, " · ".join(facts), tuple(lines), f"{stone.name}: {', '.join(facts)}")


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _day(day: int, today: date) -> str:
    when = date.fromordinal(day)
    return full_day(when) if abs((when - today).days) < 300 else when.isoformat()


@dataclass(frozen=True, slots=True)
class Shift:
    """What a moved date comes to, in a sentence; `moved` are the tasks that lie elsewhere."""

    text: str
    moved: tuple[str, ...]


def shift(before: Outlook, after: Outlook, key: str) -> Shift:
    """The cascade of a changed date: who moves, and what becomes of the milestones."""
    moved = tuple(
        id
        for id, placed in after.planned.tasks.items()
        if id in before.planned.tasks
        and id != key
        and (placed.start, placed.finish)
        != (before.planned.tasks[id].start, before.planned.tasks[id].finish)
    )
    said = [f"{counted(len(moved), 'other task')} {'moves' if len(moved) == 1 else 'move'}"]
    for id, stone in after.planned.milestones.items():
        old = before.planned.milestones.get(id)
        if old is None or (old.forecast, old.due) == (stone.forecast, stone.due):
            continue
        said.append(_slipped(old.forecast, stone.forecast, old.due, stone.due, stone.name, after))
    return Shift(", ".join(said), moved)


def _slipped(
    old: int | None, new: int | None, due: int | None, promised: int | None, name: str, o: Outlook
) -> str:
    today = date.fromordinal(o.planned.model.today)
    if due != promised and promised is not None:
        late = new is not None and new > promised
        return f"{name} promised {_day(promised, today)}" + (", which is late" if late else "")
    if old is None or new is None:
        return f"{name} changes"
    days = new - old
    return f"{name} {'slips' if days > 0 else 'gains'} {counted(abs(days), 'day')}"
