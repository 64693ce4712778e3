"""The outline of a Microsoft Project file: which rows are tasks, and under which phase.

A summary task is no work of its own. One that holds the whole plan is the project; those at
the top are phases, which become milestones; deeper ones become tags of what lies under them.
Blank, inactive and foreign rows are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_or
from worktui.formats.mspdi_fields import carried
from worktui.formats.mspdi_values import switch, whole
from worktui.formats.mspdi_xml import Node

STONE = "milestone "
"""Before the id of a milestone in the field that carries ids."""
_NOT_TAG = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class Row:
    """One task of the file. `above` is the summary it lies under, `ours` what it carries."""

    uid: int
    name: str
    node: Node
    level: int
    above: Row | None = None
    below: list[Row] = field(default_factory=list)
    ours: Mapping[str, str] = field(default_factory=dict)
    emptied: bool = False

    @property
    def summary(self) -> bool:
        """Whether it only holds others (or did, before they were left out)."""
        return bool(self.below) or self.emptied

    @property
    def where(self) -> str:
        """The place for a sentence."""
        return f"line {self.node.line}: “{self.name[:60]}”"

    def chain(self) -> Iterator[Row]:
        """The summaries it lies under, innermost first."""
        row = self.above
        while row is not None:
            yield row
            row = row.above

    def leaves(self) -> Iterator[Row]:
        """The tasks under it, itself if it is one."""
        stack = [self]
        while stack:
            row = stack.pop()
            if not row.summary:
                yield row
            stack += reversed(row.below)


@dataclass(slots=True)
class Outline:
    """All rows by UID; `top` are those at the top, `root` the row with the UID 0, `whole` the
    one that stands for the project, `left_out` UIDs of rows not taken, each with the reason."""

    rows: dict[int, Row] = field(default_factory=dict)
    top: list[Row] = field(default_factory=list)
    root: Row | None = None
    whole: Row | None = None
    left_out: dict[int, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def phases(self) -> list[Row]:
        """Summaries at the top, and rows that were milestones here before."""
        return [row for row in self.top if row.summary or is_stone(row)]

    @property
    def tasks(self) -> list[Row]:
        """The rows that are work, in the order of the file."""
        return [row for row in self.rows.values() if not row.summary and not is_stone(row)]

    def phase(self, row: Row) -> Row | None:
        """The outermost summary a row lies under."""
        return next((up for up in [*row.chain()][::-1]), None)


def is_stone(row: Row) -> bool:
    """Whether it was written for a milestone, not for a task."""
    return row.ours.get("id", "").startswith(STONE)


def tag_of(name: str) -> str:
    """A name as one word: `Back end` is `back-end`."""
    return _NOT_TAG.sub("-", name.lower()).strip("-.")[:40]


def read_outline(nodes: Iterable[Node], fields: Mapping[str, str]) -> Outline:
    """The rows in their order; raises BadInput for a row without UID, or one there twice."""
    found = Outline()
    stack: list[Row] = []
    for node in nodes:
        row = _row(node, fields, found)
        if row is None:
            continue
        if row.uid == 0:
            found.root = found.whole = row
            continue
        while stack and stack[-1].level >= row.level:
            stack.pop()
        row.above = stack[-1] if stack else None
        reason = _reason(node, row.above, found)
        if reason:
            found.left_out[row.uid] = reason
            if row.above is not None:
                row.above.emptied = True
            if reason != "blank":
                found.warnings.append(f"{row.where} is {reason}: left out.")
            stack.append(row)
            continue
        found.rows[row.uid] = row
        (row.above.below if row.above else found.top).append(row)
        stack.append(row)
    _unwrap(found)
    return found


def _row(node: Node, fields: Mapping[str, str], found: Outline) -> Row | None:
    uid = whole(node.kid("UID"), -1)
    if uid is None:
        raise BadInput(
            f"line {node.line}: a <Task> has no <UID>.", hint="Give it a number of its own."
        )
    if uid in found.rows or uid in found.left_out:
        raise BadInput(f"line {node.line}: there are two tasks with the UID {uid}.")
    if switch(node.kid("IsNull")):
        found.left_out[uid] = "blank"
        return None
    level = whole(node.kid("OutlineLevel"), 0, 1000)
    if level is None:
        level = node.get("OutlineNumber").count(".") + 1
    ours = carried(node, fields)
    return Row(uid, clean_or(node.get("Name"), f"Task {uid}"), node, max(1, level), ours=ours)


def _reason(node: Node, above: Row | None, found: Outline) -> str:
    """Why a row is not taken, "" when it is."""
    if above is not None and above.uid in found.left_out:
        return found.left_out[above.uid]
    if not switch(node.kid("Active"), otherwise=True):
        return "inactive"
    if switch(node.kid("ExternalTask")):
        return "a task of another project"
    if switch(node.kid("IsSubproject")):
        return "a project of its own, which is not in this file"
    return ""


def _unwrap(found: Outline) -> None:
    """One summary that holds everything, phases included, is the project and no phase of it."""
    if len(found.top) != 1 or not found.top[0].below or found.top[0].ours:
        return
    row = found.top[0]
    if found.whole is not None and not any(kid.summary for kid in row.below):
        return  # the only phase, under a row that is the project already
    found.left_out[row.uid] = "the project itself"
    found.whole, found.top = row, row.below
    del found.rows[row.uid]
    for kid in row.below:
        kid.above = None
