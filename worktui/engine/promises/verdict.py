"""What became of a promise: kept in time, late, broken, or still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from worktui.domain.fields import is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.engine.promises.values import Proof, Verdict


def verdict(
    due: str, proofs: Sequence[Proof], settings: Settings, now: datetime, state: str = "open"
) -> Verdict:
    """The state of a promise with this due date ("" without) and what shows that it was kept.

    The earliest proof counts. A day is kept until it ends in the workspace; an instant to the
    minute, unless the proof only says a day. A promise once broken can still become late.
    """
    if proofs:
        first = min(proofs, key=lambda proof: (settings.due_day(proof.at), proof.at))
        intime = not due or _by(first.at, due, settings)
        return Verdict("kept" if intime else "late", first.at, first.by)
    if due and settings.past(due, now):
        return Verdict("broken", settings.due_instant(due).isoformat())
    return Verdict("broken" if state == "broken" else "open")


def _by(at: str, due: str, settings: Settings) -> bool:
    if is_day(at) or is_day(due):
        return settings.due_day(at) <= settings.due_day(due)
    return parse_instant(at) <= parse_instant(due)
