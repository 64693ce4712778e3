"""The custom fields by which a plan written here is known again when it comes back.

Microsoft Project keeps text fields of a task through everything it does. They carry what its
own fields cannot: our ids, promised days, tags, columns. Each has a name a person can read.
"""

from __future__ import annotations

from collections.abc import Mapping

from worktui.formats.mspdi_xml import Node

PREFIX = "worktui "
AS_CONSTRAINT = " (constraint)"
"""After a start that stands in the constraint of its task too."""
AS_DEADLINE = " (deadline)"
"""After a due day that stands as the deadline of its task."""
_FIRST = 188743997
"""Identifier of the field Text11 of tasks; those up to Text30 follow it."""


def _text(number: int) -> str:
    return str(_FIRST + number - 11)


FIELDS: Mapping[str, tuple[str, str]] = {
    "id": (_text(30), "Text30"),
    "due": (_text(29), "Text29"),
    "start": (_text(28), "Text28"),
    "tags": (_text(27), "Text27"),
    "status": (_text(26), "Text26"),
    "baseline": (_text(25), "Text25"),
    "length": (_text(24), "Text24"),
    "estimate": (_text(23), "Text23"),
    "milestone": (_text(22), "Text22"),
    "project": (_text(21), "Text21"),
    "unsaid": (_text(20), "Text20"),
    "after": (_text(19), "Text19"),
}
"""What is carried: the identifier of its field, and the field's own name."""


def guessed(ours: Mapping[str, str]) -> set[str]:
    """What the file says though nobody had: `name:value` each, kept only if it is another now."""
    return set(ours.get("unsaid", "").split())


def our_fields(root: Node) -> dict[str, str]:
    """FieldID → what it carries, for a file that was written here; {} for others."""
    found: dict[str, str] = {}
    for node in root.inside("ExtendedAttributes", "ExtendedAttribute"):
        alias = node.get("Alias")
        if alias.startswith(PREFIX) and alias[len(PREFIX) :] in FIELDS:
            found[node.get("FieldID")] = alias[len(PREFIX) :]
    return found


def carried(task: Node, fields: Mapping[str, str]) -> dict[str, str]:
    """What one task carries for us."""
    return {
        fields[id]: node.get("Value")
        for node in task.all("ExtendedAttribute")
        if (id := node.get("FieldID")) in fields and node.get("Value")
    }
