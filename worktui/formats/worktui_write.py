"""Writing read lists into a draft: ids kept or made, ranks by the order of the list."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from worktui.app.draft import Draft
from worktui.domain.documents import RANK_STEP
from worktui.domain.errors import BadInput
from worktui.formats.worktui_read import Read
from worktui.formats.worktui_schema import PARTS, Part

_NUMBERED = re.compile(r"([A-Za-z][A-Za-z0-9_]*)-(\d{1,12})")


def write_part(draft: Draft, part: Part, found: Sequence[Read], *, replace: bool) -> Sequence[Read]:
    """Create or change the documents of one list; returns the entries, each with its id."""
    _know_again(draft, part, found)
    if replace:
        _take_away(draft, part, {read.id for read in found})
    top = _top_rank(draft, part)
    for number, read in enumerate(found, 1):
        if read.id:
            _put(draft, part, read, top + number * RANK_STEP, replace=replace)
    for number, read in enumerate(found, 1):
        if not read.id:
            read.id = draft.next_id(_prefix(part, read), part.table)
            _put(draft, part, read, top + number * RANK_STEP, replace=replace)
    return found


def _prefix(part: Part, read: Read) -> str:
    project = read.values.get("project") if part.table == "tasks" else None
    return str(project or part.prefix)


def _put(draft: Draft, part: Part, read: Read, rank: int, *, replace: bool) -> None:
    own = {} if part.key == "id" else {part.key: read.id}
    values: dict[str, Any] = {**own, **read.values}
    if draft.get(part.table, read.id) is not None:
        if replace:
            gone = {n: None for n in part.fields if n not in values and n != "rank"}
            values = {**gone, **values}
        draft.update(part.table, read.id, values)
        return
    missing = [name for name in part.needs if values.get(name) is None]
    if missing:
        raise BadInput(f"{read.where} needs {' and '.join(missing)}.")
    if "rank" in part.fields and values.get("rank") is None:
        values["rank"] = rank
    draft.create(part.table, {"id": read.id, **values})


def _top_rank(draft: Draft, part: Part) -> int:
    """The highest rank there is: what comes in stands below it."""
    if "rank" not in part.fields:
        return 0
    top = max((doc.get("rank", 0) for doc in draft.all(part.table)), default=0)
    return int(top // RANK_STEP) * RANK_STEP


def _know_again(draft: Draft, part: Part, found: Sequence[Read]) -> None:
    """Entries without ids that are here already, word for word, are those."""
    if not part.unnumbered:
        return
    known: dict[str, list[str]] = defaultdict(list)
    for doc in draft.all(part.table):
        known[_content(part, doc)].append(doc["id"])
    for read in found:
        same = known.get(_content(part, read.values))
        if not read.id and same:
            read.id = same.pop(0)


def _content(part: Part, doc: Any) -> str:
    return json.dumps({n: doc.get(n) for n in part.fields}, sort_keys=True, default=str)


def _take_away(draft: Draft, part: Part, kept: set[str]) -> None:
    for id in [doc["id"] for doc in draft.all(part.table) if doc["id"] not in kept]:
        draft.delete(part.table, id)


def count_up(draft: Draft) -> None:
    """Raise the counters above every id and rank there is, so that none is given twice."""
    tops: dict[str, int] = {}
    for part in PARTS.values():
        for doc in draft.all(part.table):
            numbered = _NUMBERED.fullmatch(doc["id"])
            if numbered:
                prefix, number = numbered[1].upper(), int(numbered[2])
                tops[prefix] = max(tops.get(prefix, 0), number)
    ranks = [int(doc.get("rank", 0)) for doc in draft.all("tasks")]
    tops["rank"] = (max(ranks, default=0) // RANK_STEP) * RANK_STEP
    for prefix, number in tops.items():
        counter = draft.get("counters", prefix)
        if number > (counter["n"] if counter else 0):
            draft.create("counters", {"id": prefix, "n": number})
