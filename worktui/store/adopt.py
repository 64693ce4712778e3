"""A file that others wrote or edited, made into documents of ours and into edits.

Pure. Stock TinyDB numbers its documents and knows no `id`; each document of a table we know
gets one. What changed outside is set against the state the file was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from worktui.domain.change import Doc, Edit
from worktui.domain.documents import fitted
from worktui.domain.errors import Conflict
from worktui.domain.snapshot import TABLES
from worktui.store.merge import same, settle
from worktui.store.snapshotfile import nameless
from worktui.store.tables import Docs, Tables

STOCK = "_default"
"""The table stock TinyDB uses when none is named; its documents become tasks."""

_PREFIXES: Mapping[str, str] = {
    "bookings": "BK",
    "arrivals": "A",
    "suggestions": "S",
    "outbox": "O",
}


@dataclass(slots=True)
class Found:
    """Documents of a foreign file by id, their keys there, and how many ids were given."""

    docs: dict[str, Docs] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    named: int = 0


def identify(raw: Mapping[str, Mapping[str, Any]], known: Mapping[str, Docs]) -> Found:
    """Give every document its id. `known` is the present work, whose ids are taken."""
    found = Found()
    late: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for source, rows in raw.items():
        name = "tasks" if source == STOCK else source
        late.setdefault(name, []).extend(_take_named(found, name, rows))
    for name, rows_left in late.items():
        if rows_left:
            _name(found, name, rows_left, known)
    for name, docs in found.docs.items():
        here = known.get(name, {})
        for id, doc in docs.items():
            if not same(here.get(id), doc):
                docs[id] = fitted(name, doc)
    return found


def _take_named(
    found: Found, name: str, rows: Mapping[str, Any]
) -> list[tuple[str, dict[str, Any]]]:
    """Take the documents that have an id of their own; returns the others with their keys."""
    docs = found.docs.setdefault(name, {})
    keys = found.keys.setdefault(name, {})
    late = []
    for key, row in rows.items():
        doc = {field: value for field, value in row.items() if value is not None}
        id = _own_id(name, key, doc)
        if id is None or id in docs:
            late.append((key, doc))
            continue
        if "id" in doc or name in TABLES:
            doc["id"] = id
        docs[id] = doc
        keys[id] = key
    return late


def _name(
    found: Found, name: str, late: list[tuple[str, dict[str, Any]]], known: Mapping[str, Docs]
) -> None:
    """Give new ids, counting on from where the work has come; an id met twice is kept beside."""
    docs, keys, prefix = found.docs[name], found.keys[name], _prefix(name)
    number = max(
        _highest(prefix, docs, known.get(name, {})),
        _counted(prefix, found.docs, known),
    )
    for key, doc in late:
        number += 1
        id = f"{prefix}-{number}"
        if "id" in doc:
            doc["former_id"] = doc.pop("id")
        docs[id] = {"id": id, **doc}
        keys[id] = key
        found.named += 1
    counters = found.docs.setdefault("counters", {})
    found.keys.setdefault("counters", {})
    counters[prefix] = {**counters.get(prefix, {}), "id": prefix, "n": number}


def _own_id(name: str, key: str, doc: Doc) -> str | None:
    id = doc.get("id")
    if isinstance(id, str) and id:
        return id
    if isinstance(id, int) and not isinstance(id, bool):
        return str(id)
    if name not in TABLES:
        return nameless(key, {})
    return None if key.isdigit() else key


def _prefix(name: str) -> str:
    return _PREFIXES.get(name, "T")


def _highest(prefix: str, *places: Iterable[str]) -> int:
    pattern = re.compile(rf"{prefix}-(\d{{1,15}})")
    matches = (pattern.fullmatch(id) for ids in places for id in ids)
    return max((int(match[1]) for match in matches if match), default=0)


def _counted(prefix: str, *places: Mapping[str, Docs]) -> int:
    """How far an id counter has come."""
    numbers = [place.get("counters", {}).get(prefix, {}).get("n") for place in places]
    return max((n for n in numbers if isinstance(n, int)), default=0)


def difference(base: Mapping[str, Docs], theirs: Mapping[str, Docs]) -> list[Edit]:
    """The edits that lead from one state to another."""
    edits: list[Edit] = []
    for name in {**base, **theirs}:
        old, new = base.get(name, {}), theirs.get(name, {})
        for id, doc in new.items():
            was = old.get(id)
            if was is None:
                edits.append(Edit(name, id, None, doc))
            elif not same(was, doc):
                fields = [f for f in {**was, **doc} if not same(was.get(f), doc.get(f))]
                edits.append(
                    Edit(name, id, {f: was.get(f) for f in fields}, {f: doc.get(f) for f in fields})
                )
        edits += [Edit(name, id, doc, None) for id, doc in old.items() if id not in new]
    return edits


def onto(now: Tables, edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], list[str]]:
    """Edits made outside laid on the present state; what was changed here since stays.

    Returns the edits that hold and the names of what was left as it is here.
    """
    held: list[Edit] = []
    left: list[str] = []
    for edit in edits:
        try:
            held += settle(now.docs, [edit])
        except Conflict as conflict:
            clashing = {clash.field for clash in conflict.clashes}
            left += [f"{edit.id} {name}" for name in sorted(clashing)]
            if edit.before and edit.after:
                rest = [f for f in edit.after if f not in clashing]
                part = Edit(
                    edit.table,
                    edit.id,
                    {f: edit.before.get(f) for f in rest},
                    {f: edit.after[f] for f in rest},
                )
                if rest and now.docs.get(edit.table, {}).get(edit.id) is not None:
                    held += settle(now.docs, [part])
    return tuple(held), left
