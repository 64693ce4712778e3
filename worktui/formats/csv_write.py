"""A table of tasks out, by RFC 4180: CRLF, a heading row, quotes where a cell needs them.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which those
programs read as “this is text” and which comes off again on import. Numbers are ours and stay.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.formats.csv_columns import FIELDS, RECKONED
from worktui.formats.link_words import link_text
from worktui.formats.scope import Days, find_project, links_of, ordered

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a cell must not begin with, in full width too. (OWASP, CSV injection.)"""


def export_csv(
    work: Snapshot,
    project: str = "",
    planned: Days | None = None,
    slack: Mapping[str, int | None] | None = None,
) -> str:
    """Tasks of a project, or of everything, as CSV; raises NotFound for an unknown project."""
    id = str(find_project(work, project)["id"]) if project else ""
    tasks = ordered(task for task in work.all("tasks") if not id or task.get("project") == id)
    stones = _stones(work)
    held = io.StringIO()
    table = csv.writer(held, lineterminator="\r\n")
    table.writerow([*FIELDS, *RECKONED])
    for task in tasks:
        days = (planned or {}).get(str(task["id"]))
        spare = (slack or {}).get(str(task["id"]))
        named = {**task, "milestone": stones.get(str(task.get("milestone")))}
        row = [_cell(named, field) for field in FIELDS]
        row += [str(days[0]), str(days[1])] if days else ["", ""]
        table.writerow([*row, "" if spare is None else str(spare)])
    return held.getvalue()


def _stones(work: Snapshot) -> dict[str, str]:
    """What each milestone is called; its id where two of a project have one name."""
    names = {
        str(doc["id"]): (str(doc.get("project")), str(doc.get("name") or doc["id"]))
        for doc in work.all("milestones")
    }
    counts = Counter(names.values())
    return {id: name[1] if counts[name] == 1 else id for id, name in names.items()}


def _cell(task: Doc, field: str) -> str:
    value = task.get(field)
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if abs(value) < 1e6 else str(value)
    return guarded(_text(task, field, value))


def _text(task: Doc, field: str, value: Any) -> str:
    if field == "depends_on":
        return ", ".join(link_text(*link) for link in links_of(task))
    if field == "tags":
        return " ".join(str(tag).replace(" ", "-") for tag in value)
    if field == "constraint":
        return f"{value.get('type', '')} {value.get('date', '')}".strip()
    return str(value)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) or text.startswith("'") else text
