"""Zones of a mail's text: what its sender wrote, and what he only carried along."""

from __future__ import annotations

from worktui.domain.arrival import Zone
from worktui.engine.zones.splitting import own, split

__all__ = ["Zone", "own", "split"]
