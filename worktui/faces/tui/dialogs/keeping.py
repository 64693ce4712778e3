"""Under which name a filter is kept; how old finished work is that leaves the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from worktui.app.phrases import counted
from worktui.app.tidying import AGES, finished_before
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.faces.tui.dialogs.chooser import Choice, Chooser
from worktui.faces.tui.ink import Ink

LONGEST = 24
"""Signs a name may have: it is a tab."""


def filter_name(ink: Ink, query: str, there: Mapping[str, str]) -> Chooser:
    """Asks for a name; one that is there already is written over, and that is said."""

    def offer(text: str) -> Sequence[Choice]:
        name = clean_or(text.strip())[:LONGEST].strip()
        if not name:
            return [
                Choice(old, value=old, note=f"instead of {said}") for old, said in there.items()
            ]
        old = there.get(name)
        return [Choice(name, value=name, note=f"instead of {old}" if old else query)]

    return Chooser(
        ink, offer, title="Keep this filter under which name?", hint="late things", does="keep"
    )


def how_old(ink: Ink, work: Snapshot, now: datetime, project: str = "") -> Chooser:
    """Asks for a number of days; each says how many tasks it would be."""

    def one(days: int) -> Choice:
        found = len(finished_before(work, days, now, project))
        note = counted(found, "task")
        return Choice(f"{days} days", value=days, note=note, possible=found > 0)

    usual = [one(days) for days in AGES]

    def offer(text: str) -> Sequence[Choice]:
        number = text.strip().removesuffix("days").removesuffix("d").strip()
        if not number:
            return usual
        if not number.isdecimal() or len(number) > 5:
            return [Choice(text.strip(), note="not a number of days", possible=False)]
        return [one(int(number))]

    where = f" of {project}" if project else ""
    return Chooser(
        ink, offer, title=f"Put done work{where} away that is older than", hint="days",
        does="put away",
    )  # fmt: skip
