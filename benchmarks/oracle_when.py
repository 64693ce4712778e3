"""Answers of `when` for published cases: what the program reads in each phrase."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from worktui.engine.when import Habits, When, find

#: a case has no workspace, so its day ends as calendar days do
_END_OF_DAY = time(23, 59, 59)


def answer(items: list[dict[str, Any]]) -> dict[str, Any]:
    """{case id: answers}; a case that raises is answered with its error."""
    out: dict[str, Any] = {}
    for place, item in enumerate(items):
        name = str(item.get("id", place))
        try:
            out[name] = _answers(item)
        except (ValueError, KeyError, OverflowError) as error:
            out[name] = {"error": {"kind": type(error).__name__, "message": str(error)}}
    return out


def _answers(item: dict[str, Any]) -> list[dict[str, Any]]:
    zone = item.get("tz") or ("Etc/GMT+2" if item.get("src") == "duckling" else "UTC")
    now = datetime.fromisoformat(item["now"])
    if now.tzinfo is None:
        now = now.replace(tzinfo=ZoneInfo(zone))
    habits = Habits(zone, item.get("date_order") or "MDY", end_of_day=_END_OF_DAY)
    return [_as_json(found) for found in find(item["text"], now, habits)]


def _as_json(found: When) -> dict[str, Any]:
    out: dict[str, Any] = {"span": list(found.span), "text": found.text, "kind": found.kind}
    if found.kind in ("date", "datetime"):
        out["value"] = _iso(found.value)
    elif found.kind == "range":
        out["start"], out["end"] = _iso(found.start), _iso(found.end)
    elif found.kind == "duration":
        minutes = found.minutes or 0
        out["minutes"] = minutes + found.seconds / 60 if found.seconds else minutes
    else:
        out["rrule"] = found.rrule
    out["assumptions"] = list(found.assumptions)
    out["alternatives"] = [_iso(other) for other in found.alternatives]
    for name in ("part", "zone", "issue"):
        if getattr(found, name) is not None:
            out[name] = getattr(found, name)
    if found.deadline:
        out["deadline"] = True
    return out


def _iso(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
