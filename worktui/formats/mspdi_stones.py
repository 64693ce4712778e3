"""The milestones of a Microsoft Project file: its phases, and the gates a day is promised for.

A gate stays a task of no length, so that its links hold; it is a milestone of its own where it
has a day to keep, or belongs to no phase.
"""

from __future__ import annotations

from typing import Any

from worktui.app.phrases import counted
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_identity import stone_id
from worktui.formats.mspdi_money import baseline_finish
from worktui.formats.mspdi_outline import Outline, Row, is_stone
from worktui.formats.mspdi_tasks import Facts, finish_day
from worktui.formats.mspdi_values import minutes, moment, switch

DATED = ("2", "3", "5", "7")
"""Constraints that hold a gate on its day or before: MSO, MFO, SNLT, FNLT."""


def read_stones(
    outline: Outline, facts: Facts, work: Snapshot
) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """The milestones, and by UID of a task which one it is of."""
    docs: list[dict[str, Any]] = []
    member: dict[int, str] = {}
    guessed = 0
    for row in outline.phases:
        id = stone_id(row, facts.key, work)
        due, from_baseline = _promised(row, facts)
        guessed += from_baseline
        docs.append({"id": id, "project": facts.key, "name": row.name, "due": due})
        member |= {leaf.uid: id for leaf in row.leaves() if not is_stone(leaf)}
    for row in outline.tasks:
        if not _is_gate(row):
            continue
        due, from_baseline = _promised(row, facts)
        if due or row.uid not in member:
            guessed += from_baseline
            id = stone_id(row, facts.key, work)
            docs.append({"id": id, "project": facts.key, "name": row.name, "due": due})
            member[row.uid] = id
    if guessed:
        facts.warnings.append(
            f"{counted(guessed, 'milestone')} without a deadline: promised for its baseline's end."
        )
    return docs, member


def _is_gate(row: Row) -> bool:
    """Whether a task is a milestone of the file; in one of ours only what says so."""
    if row.ours:
        return "milestone" in row.ours
    return switch(row.node.kid("Milestone")) and not minutes(row.node.kid("Duration"))


def _promised(row: Row, facts: Facts) -> tuple[str | None, bool]:
    """(the day a milestone is promised for, whether only its baseline says so)."""
    node = row.node
    when = moment(node.kid("Deadline"))
    if when is None and not row.summary and node.get("ConstraintType") in DATED:
        when = moment(node.kid("ConstraintDate"))
    if when:
        return finish_day(when, facts), False
    if row.ours:
        return None, False
    last = baseline_finish([row], facts)
    return last, last is not None
