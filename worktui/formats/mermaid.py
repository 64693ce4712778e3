"""Mermaid: a project as a gantt chart, or its links as a flowchart, in the text Mermaid draws.

A milestone is a section and a diamond at its end. Bars are dated as planned; a task that is
late against its promise is `crit`. Titles lose what the grammar reads as its own.
(Mermaid documentation, syntax of gantt and flowchart.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.snapshot import Snapshot
from worktui.formats.scope import Days, Scope, links_of

_MARK = {"done": "done", "doing": "active"}
_ENDS = frozenset(':;#<>&"`\\%')
"""What would end a title or be read as markup; it is written by its number, as in `#58;`."""
_WORDS = re.compile(
    r"(?i)^(?=(?:title|section|dateformat|axisformat|tickinterval|excludes|includes|todaymarker|"
    r"weekday|weekend|click|call|href|acctitle|accdescr|gantt|inclusiveenddates|topaxis|date)\b)"
)
"""Where a title begins with a word of the grammar."""
NOTHING_WIDE = "\u2060"


def export_gantt(work: Snapshot, project: str, planned: Days) -> str:
    """The plan of a project as a Mermaid gantt chart; raises NotFound, BadInput without dates."""
    scope = Scope.of(work, project, planned)
    known = [days for task in scope.tasks if (days := scope.days(task))]
    if not known:
        raise BadInput(
            f"{scope.key} has no dates to draw.", hint="Give a task a due day or a start."
        )
    first = min(start for start, _ in known)
    lines = [
        "gantt",
        f"    title {_title(scope.name)}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %d %b",
        *_excludes(scope),
    ]
    for stone, tasks in scope.groups:
        lines.append(f"    section {_title(str(stone.get('name'))) if stone else 'Tasks'}")
        lines += [_bar(scope, task, first) for task in tasks]
        if stone:
            lines += _diamond(scope, stone, tasks)
    return "\n".join(lines) + "\n"


def _excludes(scope: Scope) -> list[str]:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    free = [name for name, spans in zip(names, scope.week(), strict=True) if not spans]
    off = [*(free if len(free) < 7 else ()), *sorted(scope.settings.holidays)]
    return [f"    excludes {', '.join(off)}"] if off else []


def _bar(scope: Scope, task: Doc, first: date) -> str:
    days = scope.days(task) or (first, first)
    marks = [_MARK[kind]] if (kind := scope.kind(task)) in _MARK else []
    promise = min((day for day in map(scope.day, (task.get("due"), task.get("deadline"))) if day),
                  default=None)  # fmt: skip
    if kind != "done" and promise and days[1] > promise:
        marks.insert(0, "crit")
    name = _node(str(task["id"]))
    if task.get("duration_days") == 0:
        told = [*marks, "milestone", name, str(days[1]), "0d"]
    else:
        # The end is a day that no longer belongs to the bar, and no day off may stretch it.
        told = [*marks, name, str(days[0]), str(days[1] + timedelta(days=1))]
    return f"    {_title(str(task['title']))} :{', '.join(told)}"


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
