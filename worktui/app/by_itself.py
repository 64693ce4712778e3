"""A suggestion that no arrival made: the work or time itself calls for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from worktui.domain.actions import parse
from worktui.engine.reason import Proposal, Signal


def proposal(
    *given: Mapping[str, Any],
    title: str,
    reason: str,
    key: str,
    says: str = "asked for",
    contact: str | None = None,
    expires_at: datetime | None = None,
) -> Proposal:
    """A sure suggestion with the given actions; `key` is what makes it come up once only."""
    return Proposal(
        title=title,
        actions=tuple(parse(each) for each in given),
        reason=reason,
        signals=(Signal(says, 3.0, reason),),
        assumptions=(),
        evidence=(),
        confidence=0.95,
        band="high",
        dedupe_key=key,
        expires_at=expires_at,
        contact=contact,
    )
