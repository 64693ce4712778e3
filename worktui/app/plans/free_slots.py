"""Booking types and the slot engine's work, read from a snapshot."""

from __future__ import annotations

from worktui.domain.booking import EventType
from worktui.domain.errors import NotFound
from worktui.domain.settings import DEFAULT_HOURS, WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork


def slot_work(work: Snapshot) -> SlotWork:
    """What the slot engine reads, from a snapshot; a workspace without hours has the usual."""
    return SlotWork.of(
        {"working_hours": DEFAULT_HOURS, **(work.get("settings", WORKSPACE) or {})},
        work.all("people"),
        work.all("event_types"),
        work.all("bookings"),
        work.all("calendar"),
    )


def need_type(work: SlotWork, slug: str) -> EventType:
    """A booking type, or NotFound naming those there are."""
    kind = work.event_types.get(slug)
    if kind is None:
        known = ", ".join(work.event_types) or "none yet"
        raise NotFound(f"There is no booking type “{slug[:60]}” here.", hint=f"There are: {known}.")
    return kind
