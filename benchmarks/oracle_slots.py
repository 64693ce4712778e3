"""The oracle for `slots`: start instants by query, from the same engine that offers them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from worktui.domain.errors import WorktuiError
from worktui.engine.slots import SlotWork, slots


def answer(data: dict[str, Any]) -> dict[str, Any]:
    """Starts in UTC by query id."""
    works = {case["id"]: _work(case["workspace"]) for case in data["cases"]}
    return {query["id"]: _starts(works[query["case"]], query) for query in data["queries"]}


def _work(workspace: dict[str, Any]) -> SlotWork:
    tables = ("people", "event_types", "bookings", "calendar")
    lists = [workspace.get(table, []) for table in tables]
    kinds = [{"id": doc["slug"], **doc} for doc in lists[1]]
    return SlotWork.of(workspace, lists[0], kinds, lists[2], lists[3])


def _starts(work: SlotWork, query: dict[str, Any]) -> Any:
    try:
        found = slots(
            work,
            work.event_types[query["type"]],
            date.fromisoformat(query["from"]),
            date.fromisoformat(query["to"]),
            now=datetime.fromisoformat(query["now"]),
            tz=query["tz"],
        )
    except WorktuiError as error:
        return {"error": {"kind": error.kind, "message": str(error)}}
    return [slot.start.isoformat().replace("+00:00", "Z") for slot in found]
