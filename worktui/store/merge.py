"""The three-way rule of every store: what was seen, what is there, what is wanted.

Pure. An edit holds when each of its fields still has the value seen; a field that already
has the value wanted is left alone; anything else is a clash, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from worktui.domain.change import Actor, Change, Doc, Edit, Entry
from worktui.domain.errors import BadInput, Clash, Conflict

Tables = Mapping[str, Mapping[str, Doc]]
Key = tuple[str, str]

NAMELESS = "#"
"""Before the file key of a document that has no id: in a table that is not ours."""

_NOTHING: Mapping[str, Any] = {}


def same(one: Any, other: Any) -> bool:
    """Equality of JSON values: true is not 1, though Python says so."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def settle(tables: Tables, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that really change something, checked against `tables` one after another.

    Raises Conflict with every clash when one no longer holds. Documents made carry their id.
    """
    laid: dict[Key, Doc | None] = {}
    clashes: list[Clash] = []
    settled: list[Edit] = []
    for edit in edits:
        key = (edit.table, edit.id)
        now = laid[key] if key in laid else tables.get(edit.table, _NOTHING).get(edit.id)
        found = _clashes(edit, now)
        if found:
            clashes += found
            continue
        real = _effective(edit, now)
        if real is not None:
            settled.append(real)
            laid[key] = applied(real, now)
    if clashes:
        raise conflict(clashes)
    return tuple(settled)


def applied(edit: Edit, now: Doc | None) -> Doc | None:
    """The document after an edit that holds: a new one, the old is never touched."""
    if edit.after is None or edit.before is None:
        return edit.after
    doc = {**(now or {}), **edit.after}
    if None in edit.after.values():
        for name, value in edit.after.items():
            if value is None:
                del doc[name]
    return doc


def _clashes(edit: Edit, now: Doc | None) -> list[Clash]:
    before, after = edit.before, edit.after
    if before is None:
        return [] if now is None or after is None else _differing(edit, {}, now, after)
    if after is None:
        if now is None:
            return []
        mine: Doc = {}
        names = [n for n in {**before, **now} if not same(before.get(n), now.get(n))]
    else:
        mine = after
        there = now or {}
        names = [
            name
            for name in {**before, **after}
            if not same(there.get(name), before.get(name))
            and not same(there.get(name), after.get(name))
        ]
        if now is None and not names:
            names = list(after)[:1]  # it was deleted: even a field set to what was seen clashes
    return [_clash(edit, name, before, now or {}, mine) for name in names]


def _differing(edit: Edit, before: Doc, now: Doc, after: Doc) -> list[Clash]:
    names = [n for n in {**after, **now} if not same(after.get(n), now.get(n))] or ["id"]
    return [_clash(edit, name, before, now, after) for name in names]


def _clash(edit: Edit, name: str, before: Doc, now: Doc, after: Doc) -> Clash:
    return Clash(edit.table, edit.id, name, before.get(name), now.get(name), after.get(name))


def _effective(edit: Edit, now: Doc | None) -> Edit | None:
    """The edit without what already holds, as it will be logged."""
    before, after = edit.before, edit.after
    if before is None:
        if after is None:
            return None
        made = {name: value for name, value in after.items() if value is not None}
        if not edit.id.startswith(NAMELESS):
            made["id"] = edit.id
        return Edit(edit.table, edit.id, None, made)
    if after is None:
        return None if now is None else Edit(edit.table, edit.id, now, None)
    there = now or {}
    names = [n for n in {**before, **after} if not same(there.get(n), after.get(n))]
    if "id" in names:
        raise BadInput(f"The id of {edit.id} cannot be changed.")
    if not names:
        return None
    return Edit(
        edit.table,
        edit.id,
        {name: there.get(name) for name in names},
        {name: after.get(name) for name in names},
    )


def conflict(clashes: Sequence[Clash]) -> Conflict:
    """The refusal that names what clashed."""
    by_doc: dict[str, list[str]] = {}
    for clash in clashes:
        by_doc.setdefault(clash.id, []).append(clash.field)
    parts = [f"{id} ({', '.join(_few(names))})" for id, names in by_doc.items()]
    return Conflict(
        f"Somebody else changed {' and '.join(_few(parts))} meanwhile; nothing was changed.",
        clashes=clashes,
        hint="Look at it as it is now, then repeat the change if it still makes sense.",
    )


def _few(names: list[str]) -> list[str]:
    return names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]


def named(error: Conflict, newest_first: Iterable[Entry]) -> Conflict:
    """The same refusal with each clash naming the entry that wrote the other value."""
    wanted = {(clash.table, clash.id, clash.field) for clash in error.clashes}
    writers: dict[tuple[str, str, str], int] = {}
    for entry in newest_first:
        for edit in entry.edits:
            for name in edit.after if edit.after is not None else (edit.before or {}):
                place = (edit.table, edit.id, name)
                if place in wanted:
                    writers.setdefault(place, entry.seq)
        if len(writers) == len(wanted):
            break
    clashes = [
        Clash(
            c.table,
            c.id,
            c.field,
            c.seen,
            c.theirs,
            c.mine,
            writers.get((c.table, c.id, c.field), 0),
        )
        for c in error.clashes
    ]
    return Conflict(error.message, clashes=clashes, hint=error.hint)


def made(
    seq: int, change: Change, edits: tuple[Edit, ...], actor: Actor, ts: datetime, key: str | None
) -> Entry:
    """The entry of a change, with the edits that really change something."""
    return Entry(
        seq=seq,
        ts=ts.isoformat(),
        by=actor.by,
        through=actor.through,
        why=change.why,
        edits=edits,
        undoes=change.undoes,
        key=key,
    )
