"""What a Microsoft Project file says was done, spent and promised: time, costs, the baseline.

Work done is booked on its days where the file has them, else in one entry on the last day of
work. What a workspace has already is not booked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from worktui.app.phrases import counted
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_outline import Outline, Row
from worktui.formats.mspdi_people import WORK
from worktui.formats.mspdi_tasks import Facts, finish_day, start_day
from worktui.formats.mspdi_values import minutes, moment, money, tidy, whole
from worktui.formats.mspdi_xml import Node

DONE = "2"
"""The kind of timephased data that is an assignment's actual work."""


def read_time(
    outline: Outline, facts: Facts, work: Snapshot, status: datetime | None
) -> list[dict[str, Any]]:
    """Time entries for the work done, without what is booked here already."""
    booked: dict[tuple[str, str], float] = defaultdict(float)
    for entry in work.all("time"):
        key = str(entry.get("task")), str(entry.get("person"))
        booked[key] += float(entry.get("hours") or 0)
    found: list[dict[str, Any]] = []
    lumps = 0
    for row in outline.tasks:
        for node in facts.assignments.get(row.uid, ()):
            handle = facts.people.handles.get(whole(node.kid("ResourceUID")) or 0)
            spent = (minutes(node.kid("ActualWork")) or 0) / 60
            key = facts.ids[row.uid], handle or ""
            if not spent:
                continue
            by_day = _by_day(node)
            if row.ours and not by_day:
                continue  # nobody entered any time
            if booked[key] or abs(sum(by_day.values()) - spent) > 0.01:
                rest = spent - booked[key]
                booked[key] = max(0.0, -rest)
                day = _last_day(node, row, facts, status)
                by_day = {day: rest} if day and rest > 0.01 else {}
                lumps += bool(by_day)
            found += [
                {"task": key[0], "person": handle, "day": day, "hours": tidy(hours)}
                for day, hours in sorted(by_day.items())
            ]
    if lumps:
        facts.warnings.append(
            f"Work done without its days is booked in one entry each ({counted(lumps, 'task')})."
        )
    return found


def _by_day(node: Node) -> dict[str, float]:
    """Hours by day, where the file counts them so."""
    found: dict[str, float] = defaultdict(float)
    for part in node.all("TimephasedData"):
        begin, end = moment(part.kid("Start")), moment(part.kid("Finish"))
        spent = minutes(part.kid("Value")) or 0
        if part.get("Type") != DONE or begin is None or not spent:
            continue
        if end is not None and (end - begin).days > 1:
            return {}
        found[begin.date().isoformat()] += spent / 60
    return dict(found)


def _last_day(node: Node, row: Row, facts: Facts, status: datetime | None) -> str | None:
    for name in ("ActualFinish", "Stop"):
        when = moment(node.kid(name)) or moment(row.node.kid(name))
        if when:
            return finish_day(when, facts)
    begun = moment(node.kid("ActualStart")) or moment(row.node.kid("ActualStart"))
    if status is not None and (begun is None or status >= begun):
        return finish_day(status, facts)
    begun = begun or moment(row.node.kid("Start"))
    return start_day(begun, facts) if begun else None


def read_costs(
    outline: Outline, facts: Facts, work: Snapshot, status: datetime | None
) -> list[dict[str, Any]]:
    """What was spent beside people's time, without what is entered here already."""
    entered: dict[str, Decimal] = defaultdict(Decimal)
    for entry in work.all("costs"):
        entered[str(entry.get("task"))] += Decimal(str(entry.get("amount") or 0))
    found: list[dict[str, Any]] = []
    for row in outline.tasks:
        id = facts.ids[row.uid]
        for what, amount, node in _spent(row, facts):
            known = min(entered[id], amount)
            entered[id] -= known
            day = _last_day(node, row, facts, status)
            if amount > known and day:
                found.append(
                    {
                        "project": facts.key,
                        "task": id,
                        "day": day,
                        "amount": format((amount - known).normalize(), "f"),
                        "what": what,
                    }
                )
    return found


def _spent(row: Row, facts: Facts) -> list[tuple[str, Decimal, Node]]:
    """(what for, how much, where it stands) of a task's actual costs that are no one's time."""
    found = []
    told = Decimal(0)
    for node in facts.assignments.get(row.uid, ()):
        uid = whole(node.kid("ResourceUID")) or 0
        amount = money(node.kid("ActualCost"))
        told += amount
        if amount > 0 and facts.people.kinds.get(uid, WORK) != WORK:
            found.append((facts.people.names[uid], amount, node))
    rest = money(row.node.kid("ActualCost")) - told
    if rest > 0 and (told or not facts.assignments.get(row.uid)):
        found.append(("fixed cost", rest, row.node))
    return found


def read_baseline(outline: Outline, facts: Facts, taken: str | None) -> dict[str, Any] | None:
    """Baseline 0 of the tasks; None when the file has none."""
    tasks = []
    for row in outline.tasks:
        node = next((n for n in row.node.all("Baseline") if n.get("Number") in ("", "0")), None)
        start = moment(node.kid("Start")) if node else None
        finish = moment(node.kid("Finish")) if node else None
        if node is None or start is None or finish is None:
            continue
        last = finish_day(finish, facts)
        one = {
            "task": facts.ids[row.uid],
            "start": min(start_day(start, facts), last),
            "finish": last,
        }
        if node.kid("Cost"):
            one["budget"] = format(money(node.kid("Cost")).normalize(), "f")
        tasks.append(one)
    if not tasks:
        return None
    taken = taken or min(one["start"] for one in tasks)
    return {"project": facts.key, "taken": taken, "tasks": tasks}


def baseline_finish(rows: Iterable[Row], facts: Facts) -> str | None:
    """The last day of the baseline of some rows."""
    ends = [
        finish_day(finish, facts)
        for row in rows
        for node in row.node.all("Baseline")
        if node.get("Number") in ("", "0") and (finish := moment(node.kid("Finish")))
    ]
    return max(ends, default=None)


def same_baseline(doc: Mapping[str, Any], work: Snapshot) -> bool:
    """Whether the newest baseline of the project says the same already."""
    last: Mapping[str, Any] | None = None
    for known in work.all("baselines"):
        if known.get("project") == doc["project"]:
            last = known
    return last is not None and list(last.get("tasks") or ()) == doc["tasks"]
