"""Mermaid: a project as a gantt chart, or its links as a flowchart, in the text Mermaid draws.

A milestone is a section and a diamond at its end. Bars are dated as planned; a task that is
late against its promise is `crit`. Titles lose what the grammar reads as its own.
(Mermaid documentation, syntax of gantt and flowchart.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_write_tasks import is_gate
from worktui.formats.scope import Days, Scope, links_of

_MARK = {"done": "done", "doing": "active"}
_ENDS = frozenset(':;#<>&"`\\%')
"""What would end a title or be read as markup; it is written by its number, as in `#58;`."""
_WORDS = re.compile(
    r"(?i)^(?=(?:title|section|dateformat|axisformat|tickinterval|excludes|includes|todaymarker|"
    r"weekday|weekend|click|call|href|acctitle|accdescr|gantt|inclusiveenddates|topaxis|date|end)|"
    r"[\W\d_])"
)
"""Where a title begins with a word of the grammar, or with a digit or sign: it could be a day."""
NOTHING_WIDE = "\u2060"
"""A sign without width, before titles that the grammar would take for something else."""


def export_gantt(
    work: Snapshot, project: str, planned: Days, slack: Mapping[str, int | None] | None = None
) -> str:
    """The plan of a project as a Mermaid gantt chart; raises NotFound, BadInput without dates.

    Critical are tasks without `slack`, where it is given, and those later than promised.
    """
    scope = Scope.of(work, project, planned)
    known = [days for task in scope.tasks if (days := scope.days(task))]
    if not known:
        raise BadInput(
            f"{scope.key} has no dates to draw.", hint="Give a task a due day or a start."
        )
    first = min(start for start, _ in known)
    here = {str(task["id"]) for task in scope.tasks}
    lines = [
        "gantt",
        f"    title {_title(scope.name)}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %d %b",
        *_excludes(scope),
    ]
    for stone, tasks in scope.groups:
        lines.append(f"    section {_title(str(stone.get('name'))) if stone else 'Tasks'}")
        lines += [_bar(scope, task, _after(task, here) or str(first), slack) for task in tasks]
        if stone and not is_gate(stone, tasks):
            lines += _diamond(scope, stone, tasks)
    return "\n".join(lines) + "\n"


def _excludes(scope: Scope) -> list[str]:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    free = [name for name, spans in zip(names, scope.week(), strict=True) if not spans]
    off = [*(free if len(free) < 7 else ()), *sorted(scope.settings.holidays)]
    return [f"    excludes {', '.join(off)}"] if off else []


def _bar(scope: Scope, task: Doc, after: str, slack: Mapping[str, int | None] | None) -> str:
    """One task: its title, marks, name, first day, and the day after its last; one without
    dates begins at `after`."""
    days = scope.days(task)
    kind = scope.kind(task)
    marks = [_MARK[kind]] if kind in _MARK else []
    if kind != "done" and _critical(scope, task, days, slack):
        marks.insert(0, "crit")
    name = _node(str(task["id"]))
    if task.get("duration_days") == 0:
        marks.append("milestone")
    if days is None:
        told = [*marks, name, after, f"{_length(scope, task):g}d"]
    elif "milestone" in marks:
        told = [*marks, name, str(days[1]), "0d"]
    else:
        # The end is a day that no longer belongs to the bar, and no day off may stretch it.
        told = [*marks, name, str(days[0]), str(days[1] + timedelta(days=1))]
    return f"    {_title(str(task['title']))} :{', '.join(told)}"


def _critical(
    scope: Scope,
    task: Doc,
    days: tuple[date, date] | None,
    slack: Mapping[str, int | None] | None,
) -> bool:
    spare = (slack or {}).get(str(task["id"]))
    if spare is not None and spare <= 0:
        return True
    promises = [day for name in ("due", "deadline") if (day := scope.day(task.get(name)))]
    return bool(days and promises and days[1] > min(promises))


def _after(task: Doc, here: Set[str]) -> str:
    """The bars of the tasks that one waits for, "" without any."""
    before = [_node(id) for id, kind, _, _ in links_of(task) if kind == "FS" and id in here]
    return f"after {' '.join(before)}" if before else ""


def _length(scope: Scope, task: Doc) -> float:
    length = scope.length(task)
    return 1 if length is None else length


def _diamond(scope: Scope, stone: Doc, tasks: Sequence[Doc]) -> list[str]:
    forecast = max((days[1] for task in tasks if (days := scope.days(task))), default=None)
    due = scope.day(stone.get("due"))
    day = forecast or due
    if day is None:
        return []
    mark = "crit, " if due and forecast and forecast > due else ""
    name = _title(str(stone.get("name") or stone["id"]))
    promised = f" (promised {due})" if due and due != day else ""
    return [f"    {name}{promised} :{mark}milestone, {_node(str(stone['id']))}, {day}, 0d"]


def export_links(work: Snapshot, project: str, planned: Days) -> str:
    """The links of a project as a Mermaid flowchart; raises NotFound."""
    scope = Scope.of(work, project, planned)
    lines = ["flowchart LR"]
    for stone, tasks in scope.groups:
        if stone:
            name = _label(str(stone.get("name") or stone["id"]))
            lines.append(f'    subgraph {_node(str(stone["id"]))}["{name}"]')
        lines += [
            f'    {_node(str(task["id"]))}["{_label(str(task["title"]))}"]:::{scope.kind(task)}'
            for task in tasks
        ]
        if stone:
            lines.append("    end")
    here = {task["id"] for task in scope.tasks}
    for task in scope.tasks:
        for before, kind, lag, elapsed in links_of(task):
            if before in here:
                said = _link(kind, lag, elapsed)
                arrow = f"-->|{said}|" if said else "-->"
                lines.append(f"    {_node(before)} {arrow} {_node(str(task['id']))}")
    lines += ["    classDef todo fill:none", "    classDef doing stroke-width:3px",
              "    classDef done stroke-dasharray:4"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _link(kind: str, lag: float, elapsed: bool) -> str:
    days = f"{lag:+g}{'ed' if elapsed else 'd'}" if lag else ""
    return f"{'' if kind == 'FS' else kind} {days}".strip()


def _node(id: str) -> str:
    """An id as the grammar takes it: letters, digits and underscores, never a word of its own."""
    return "t_" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" if c != "-" else "_"
                          for c in id)  # fmt: skip


def _title(text: str) -> str:
    """A title that ends nothing and begins no statement."""
    return _WORDS.sub(NOTHING_WIDE, _label(text)) or "?"


def _label(text: str) -> str:
    """One line in which nothing is left that the grammar or HTML would read as its own."""
    return "".join(f"#{ord(c)};" if c in _ENDS else c for c in " ".join(text.split()))
