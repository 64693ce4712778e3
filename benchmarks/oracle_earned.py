"""Answers of earned value to published cases, for `benchmarks.oracle earned`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from worktui.domain.errors import WorktuiError
from worktui.engine.earned import (
    Package,
    Progress,
    Standing,
    indices,
    on_time,
    total,
)
from worktui.engine.workdays import Workdays

Json = dict[str, Any]
DONE = ("done", "finished", "reached", "achieved", "complete", "completed")
"""What a case may call a step that is done."""


def _exact(value: Any) -> Fraction:
    return Fraction(str(value or 0))


def _maybe(value: Any) -> Fraction | None:
    return None if value is None else _exact(value)


def _shown(value: Any) -> Any:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return list(value) if isinstance(value, tuple) else value


def _figures(at: Standing) -> Json:
    found = indices(at)
    return {one.name: _shown(getattr(found, one.name)) for one in fields(found)}


def _index(given: Json) -> Json:
    plan = [_exact(value) for value in given.get("cumulative_pv_by_period") or ()]
    actual = _exact(given.get("actual_time"))
    at = Standing(
        _exact(given.get("bac", plan[-1] if plan else 0)),
        _exact(given["pv"]) if "pv" in given else _planned_at(plan, actual),
        _exact(given["ev"]),
        _exact(given["ac"]),
        _maybe(given.get("etc_bottom_up")),
    )
    told = _figures(at)
    if "cumulative_pv_by_period" in given:
        time = on_time(plan, at.ev, actual, complete=at.complete)
        told |= {
            "earned_schedule": _shown(time.earned),
            "sv_t": _shown(time.sv_t),
            "spi_t": _shown(time.spi_t),
            "eac_t": _shown(time.eac_t),
            "planned_duration": time.planned,
        }
    return told


def _planned_at(plan: list[Fraction], actual: Fraction) -> Fraction:
    whole = min(int(actual), len(plan))
    return plan[whole - 1] if whole else Fraction(0)


def _day(text: str | None) -> int | None:
    return None if text is None else date.fromisoformat(text[:10]).toordinal()


def _step(given: Any) -> tuple[Fraction, bool]:
    if isinstance(given, Mapping):
        weight = given.get("weight", given.get("percent", 1))
        return _exact(weight), any(given.get(name) for name in DONE)
    return _exact(given[0]), bool(given[1])


def _package(given: Json) -> Package:
    steps = given.get("milestones") or given.get("steps") or ()
    units = (given.get("units_done"), given.get("units_total", given.get("units")))
    progress = Progress(
        bool(given.get("started")),
        bool(given.get("finished")),
        _maybe(given.get("percent")),
        tuple(map(_step, steps)),
        None if None in units else (_exact(units[0]), _exact(units[1])),
    )
    return Package(
        given["id"],
        _exact(given.get("budget")),
        _day(given.get("baseline_start")),
        _day(given.get("baseline_finish")),
        given.get("method", "percent"),
        progress,
        _exact(given.get("actual_cost")),
    )


def _rollup(given: Json) -> Json:
    off = [date.fromisoformat(text).toordinal() for text in given.get("holidays", ())]
    calendar = Workdays(given.get("workdays", range(5)), off)
    day = _day(given.get("status_date_end_of_day", given.get("status_date")))
    found = total(map(_package, given.get("tasks", ())), day or 0, calendar)
    at = found.standing
    sums = {"pv": at.pv, "ev": at.ev, "ac": at.ac, "bac": at.bac}
    told = _figures(at) | {name: _shown(value) for name, value in sums.items()}
    return told | {"unplanned": list(found.unplanned)}


def answer(data: Json) -> Json:
    """`{"index_cases": […], "rollup_cases": […]}` → `{case id: figures, or what is wrong}`."""
    result: Json = {}
    for group, work_out in (("index_cases", _index), ("rollup_cases", _rollup)):
        for case in data.get(group) or ():
            try:
                result[case["id"]] = work_out(case["input"])
            except WorktuiError as error:
                result[case["id"]] = {"error": {"kind": error.kind, "message": str(error)}}
    return result
