"""What `--full` adds to workspace JSON: log, inbox and outbox, kept as they are.

Coming in, history begins anew with the import itself; messages that waited where they came
from are not sent a second time from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from worktui.app.draft import Draft
from worktui.app.history import entry_doc
from worktui.domain.change import Entry
from worktui.domain.errors import BadInput
from worktui.domain.shapes import unknown
from worktui.domain.snapshot import Snapshot
from worktui.formats.worktui_arrived import read_arrived

FULL_KEYS = ("log", "inbox", "outbox")
_INBOX = ("arrivals", "suggestions")
_ELSEWHERE = "It waited in another workspace when it was exported; it is not sent from here."


def export_full(work: Snapshot, entries: Iterable[Entry]) -> dict[str, Any]:
    """Log, inbox and outbox as JSON."""
    return {
        "log": [entry_doc(entry) for entry in entries],
        "inbox": {name: [dict(doc) for doc in work.all(name)] for name in _INBOX},
        "outbox": [dict(doc) for doc in work.all("outbox")],
    }


def take_full(draft: Draft, work: Mapping[str, Any]) -> dict[str, int]:
    """Write inbox and outbox of a full export into a draft; returns how many of each."""
    told: dict[str, int] = {}
    if not isinstance(work.get("log", []), list):
        raise BadInput("log must be a list.")
    inbox = work.get("inbox") or {}
    if not isinstance(inbox, Mapping):
        raise BadInput("inbox must be an object with arrivals and suggestions.")
    unknown("inbox", inbox, _INBOX)
    for name in _INBOX:
        told[name] = _take(draft, name, f"inbox.{name}", inbox.get(name) or [])
    told["outbox"] = _take(draft, "outbox", "outbox", work.get("outbox") or [])
    return told


def _take(draft: Draft, table: str, where: str, docs: Any) -> int:
    if not isinstance(docs, list):
        raise BadInput(f"{where} must be a list.")
    count = 0
    for number, given in enumerate(docs):
        doc = read_arrived(table, f"{where}[{number}]", given)
        if draft.get(table, doc["id"]) is not None:
            continue  # what has been decided here stands
        if table == "outbox" and doc["state"] == "pending":
            doc |= {"state": "dead", "last_error": _ELSEWHERE}
        draft.create(table, doc)
        prefix, _, digits = doc["id"].partition("-")
        counter = draft.get("counters", prefix)
        if int(digits) > (counter["n"] if counter else 0):
            draft.create("counters", {"id": prefix, "n": int(digits)})
        count += 1
    return count
