"""Answers of the slot engine to described workspaces, for `benchmarks.oracle slots`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from worktui.domain.errors import NotFound, WorktuiError
from worktui.engine.slots import SlotWork, slots

Json = dict[str, Any]


def _work(workspace: Json) -> SlotWork:
    tables = ("people", "event_types", "bookings", "calendar")
    return SlotWork.of(workspace, *(workspace.get(table) or () for table in tables))


def _starts(workspace: Json, query: Json) -> list[str]:
    work = _work(workspace)
    kind = work.event_types.get(query["type"])
    if kind is None:
        raise NotFound(f"There is no booking type “{query['type']}” here.")
    found = slots(
        work,
        kind,
        date.fromisoformat(query["from"]),
        date.fromisoformat(query["to"]),
        now=datetime.fromisoformat(query["now"]),
        tz=query["tz"],
        part=query.get("part"),
    )
    return [slot.start.isoformat().replace("+00:00", "Z") for slot in found]


def answer(data: Json) -> Json:
    """`{"cases": [{"id", "workspace"}], "queries": […]}` → `{query id: [start, …]}`.

    A query that raises is answered with its error; the run goes on.
    """
    workspaces = {case["id"]: case["workspace"] for case in data["cases"]}
    result: Json = {}
    for query in data["queries"]:
        try:
            result[query["id"]] = _starts(workspaces[query["case"]], query)
        except WorktuiError as error:
            result[query["id"]] = {"error": {"kind": error.kind, "message": str(error)}}
        except Exception as error:  # the run goes on, the answer says what broke
            result[query["id"]] = {"error": {"kind": type(error).__name__, "message": str(error)}}
    return result
