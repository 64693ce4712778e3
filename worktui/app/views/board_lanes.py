"""Lanes of the board: whose work, of which project, how urgent. Pure.

A lane has a key that orders it; tasks of a column are ordered by lane first, so that a lane is
one run of ids and found by bisection, however many tasks there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from worktui.domain.change import Doc
from worktui.domain.fields import PRIORITIES
from worktui.domain.snapshot import Snapshot

LaneKey = tuple[int, str]
LaneOf = Callable[[Doc], LaneKey]

KINDS = ("", "person", "project", "priority")
"""What lanes can be by, in the order one walks through them; "" is none."""
FIELDS: Mapping[str, str] = {"person": "assignee", "project": "project", "priority": "priority"}
"""The field of a task that says its lane."""
_TABLES: Mapping[str, str] = {"person": "people", "project": "projects"}
_NOBODY: Mapping[str, str] = {"person": "Nobody", "project": "No project"}
_URGENT = tuple(reversed(PRIORITIES))


class LaneView(NamedTuple):
    """One lane. `value` is what the field of its tasks holds, None where it holds nothing;
    `lead` and `name` are its heading."""

    key: LaneKey
    value: str | None
    lead: str
    name: str


def lane_of(by: str, work: Snapshot) -> LaneOf | None:
    """For a kind of lanes the key of a task's lane; None for no lanes."""
    if by == "priority":
        places = {name: (n, name) for n, name in enumerate(_URGENT)}
        usual = places["normal"]
        return lambda task: places.get(task.get("priority") or "normal", usual)
    if by not in _TABLES:
        return None
    field = FIELDS[by]
    known = {id: (n, str(id)) for n, id in enumerate(work.ids(_TABLES[by]))}
    strange, nothing = len(known), (len(known) + 1, "")

    def key(task: Doc) -> LaneKey:
        value = task.get(field)
        if not value:
            return nothing
        return known.get(value) or (strange, str(value))

    return key


def lane_views(by: str, keys: Sequence[LaneKey], work: Snapshot) -> tuple[LaneView, ...]:
    """The lanes of these keys, with their headings."""
    return tuple(_view(by, key, work) for key in keys)


def _view(by: str, key: LaneKey, work: Snapshot) -> LaneView:
    id = key[1]
    if by == "priority":
        return LaneView(key, id, id.capitalize(), "")
    if not id:
        return LaneView(key, None, _NOBODY[by], "")
    doc = work.get(_TABLES[by], id) or {}
    name = str(doc.get("name") or "")
    return LaneView(key, id, id, name if name != id else "")


def keys_of(ids: Sequence[str], key: Callable[[str], LaneKey]) -> list[LaneKey]:
    """The lanes a column has cards in, in order: one bisection each, not a look at each card."""
    found: list[LaneKey] = []
    at = 0
    while at < len(ids):
        found.append(key(ids[at]))
        at = bisect_right(ids, found[-1], at, key=key)
    return found


def starts_of(
    ids: Sequence[str], keys: Sequence[LaneKey], key: Callable[[str], LaneKey]
) -> tuple[int, ...]:
    """Where in a column each lane begins."""
    return tuple(bisect_left(ids, each, key=key) for each in keys)
