"""How a suggestion from the state of the work is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.engine.reason.bands import weigh
from worktui.engine.reason.values import Proposal, Signal

KEPT = timedelta(days=7)
"""How long such a suggestion stands."""


def title(task: Doc) -> str:
    """`WEB-1 “Price table”`."""
    return f"{task['id']} “{task.get('title', '')}”"


def one(
    given: Mapping[str, Any],
    *,
    title: str,
    reason: str,
    key: str,
    signals: Sequence[Signal],
    now: datetime,
    kept: timedelta = KEPT,
) -> Proposal:
    """A suggestion of one step, from the rules; `key` is what makes it come up once."""
    confidence, band = weigh(signals)
    return Proposal(
        title=title,
        actions=(parse(given),),
        reason=reason,
        signals=tuple(signals),
        assumptions=(),
        evidence=(),
        confidence=confidence,
        band=band,
        dedupe_key=key,
        expires_at=now + kept,
        origin="rules",
    )
