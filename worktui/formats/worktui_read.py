"""Reading the lists of workspace JSON: every field checked, the place named when one is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.fields import LONGEST_EVENT, check, parse_day, parse_instant
from worktui.domain.shapes import unknown
from worktui.domain.text import clean_or
from worktui.formats.worktui_schema import Part

ID_LIMIT = 255


@dataclass(slots=True)
class Read:
    """One entry as read: where it stands, its id ("" until one is made), its values.

    A value None takes the field away.
    """

    where: str
    id: str
    values: dict[str, Any]


def read_part(name: str, part: Part, given: Any) -> list[Read]:
    """The entries of one list; raises BadInput naming entry and field."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise BadInput(f"{name} must be a list, not {type(given).__name__}.")
    found: list[Read] = []
    seen: set[str] = set()
    for number, item in enumerate(given):
        read = _entry(f"{name}[{number}]", part, item)
        if read.id and read.id in seen:
            raise BadInput(f"{read.where}: this {part.key} is there twice.")
        seen.add(read.id)
        found.append(read)
    return found


def _entry(where: str, part: Part, item: Any) -> Read:
    if not isinstance(item, Mapping):
        raise BadInput(f"{where} must be an object, not {type(item).__name__}.")
    key = item.get(part.key, item.get("id"))
    if key is not None:
        where = f"{where} ({clean_or(key, '?')[:60]})"
    unknown(where, item, (part.key, "id", *part.fields))
    id = _id(where, part, key)
    values = {
        name: check(kind, f"{where}: {name}", item[name])
        for name, kind in part.fields.items()
        if name in item
    }
    _in_order(where, values)
    return Read(where, id, values)


def _id(where: str, part: Part, key: Any) -> str:
    if key is None:
        if part.prefix:
            return ""
        raise BadInput(f"{where} has no {part.key}.")
    id = str(check("email" if part.key == "email" else "line", f"{where}: {part.key}", key))
    if len(id) > ID_LIMIT or (part.solid and any(char.isspace() for char in id)):
        raise BadInput(f"{where}: {part.key} must be one short word.")
    return id


def _in_order(where: str, values: Mapping[str, Any]) -> None:
    """A meeting does not end before it begins."""
    start, end = values.get("start"), values.get("end")
    if not start or not end:
        return
    both = len(start) > 10 and len(end) > 10
    wrong = parse_instant(start) > parse_instant(end) if both else start[:10] > end[:10]
    if wrong:
        raise BadInput(f"{where} ends on {end}, before it starts on {start}.")
    if (parse_day(end[:10]) - parse_day(start[:10])).days > LONGEST_EVENT:
        raise BadInput(f"{where} would last from {start} to {end}: that is no appointment.")
