"""Answers of the network calculation to published cases, for `benchmarks.oracle network`."""

from __future__ import annotations

from datetime import date
from typing import Any

from worktui.domain.errors import WorktuiError
from worktui.engine.network import (
    Computed,
    Cycle,
    DuplicateTask,
    Link,
    NegativeDuration,
    Network,
    Task,
    Times,
    UnknownTask,
    compute,
)
from worktui.engine.workdays import Workdays

Json = dict[str, Any]


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text).toordinal()


def _date(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _days(dates: list[str]) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in dates]


def _calendar(given: Json) -> Workdays:
    off = [*given.get("holidays", ()), *given.get("off", ())]
    extra = [*given.get("extra", ()), *given.get("extra_days", ()), *given.get("exceptions", ())]
    return Workdays(given.get("workdays", range(5)), _days(off), _days(extra))


def _task(given: Json, calendars: dict[str, Workdays]) -> Task:
    constraint = given.get("constraint")
    return Task(
        given["id"],
        given.get("duration", 0),
        calendars[given["calendar"]] if given.get("calendar") else None,
        (constraint["type"], _day(constraint.get("date")) or 0) if constraint else None,
        _day(given.get("deadline")),
        _day(given.get("actual_start")),
        _day(given.get("actual_finish")),
        given.get("remaining"),
    )


def network_of(given: Json) -> Network:
    """The input of a case as a network."""
    calendars = {name: _calendar(one) for name, one in given.get("calendars", {}).items()}
    name = given.get("project_calendar")
    return Network(
        date.fromisoformat(given["start"]).toordinal(),
        [_task(task, calendars) for task in given.get("tasks", ())],
        [
            Link(
                link["from"],
                link["to"],
                link.get("type", "FS"),
                link.get("lag", 0),
                link.get("lag_unit") == "elapsed_days",
            )
            for link in given.get("links", ())
        ],
        calendars[name] if name else Workdays(),
        _day(given.get("status_date")),
        given.get("near_critical_days", 2),
    )


def _times(at: Times) -> Json:
    dates = {"early_start": _date(at.early_start), "early_finish": _date(at.early_finish)}
    if at.done:
        return {**dates, "done": True}
    return {
        **dates,
        "late_start": _date(at.late_start),
        "late_finish": _date(at.late_finish),
        "total_float": at.total,
        "free_float": at.free,
        "critical": at.critical,
    }


def _told(found: Computed) -> Json:
    return {
        "project_finish": _date(found.finish),
        "tasks": {id: _times(at) for id, at in found.times.items()},
        "conflicts": [
            {"task": one.task, "type": one.type, "working_days": one.working_days}
            for one in found.conflicts
        ],
        "deadlines": {
            one.task: {
                "met": one.met,
                "working_days_late": one.late,
                "working_days_spare": one.spare,
            }
            for one in found.deadlines
        },
        "critical_tasks": list(found.critical),
        "near_critical_tasks": list(found.near_critical),
    }


def answer(data: Json) -> Json:
    """`{"cases": [{"id", "input"}]}` → `{case id: dates of all tasks, or what is wrong}`."""
    result: Json = {}
    for case in data["cases"]:
        try:
            result[case["id"]] = _told(compute(network_of(case["input"])))
        except Cycle as error:
            result[case["id"]] = {"error": error.kind, "cycle": list(error.ids)}
        except (UnknownTask, DuplicateTask, NegativeDuration) as error:
            result[case["id"]] = {"error": error.kind, "id": error.id}
        except WorktuiError as error:
            result[case["id"]] = {"error": {"kind": error.kind, "message": str(error)}}
    return result
