"""How a workspace begins: its columns, its zone, the one person who starts it, and a call that
can be booked with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.domain.errors import BadInput
from worktui.domain.settings import WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line, clean_or

COLUMNS: tuple[Mapping[str, Any], ...] = (
    {"id": "todo", "name": "To do", "kind": "todo", "rank": 1024},
    {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2048},
    {"id": "review", "name": "Review", "kind": "doing", "rank": 3072},
    {"id": "done", "name": "Done", "kind": "done", "rank": 4096},
)
"""The columns of a workspace that names none."""
CALL: Mapping[str, Any] = {
    "id": "intro",
    "slug": "intro",
    "title": "Intro call",
    "minutes": 30,
    "buffer_after": 15,
    "step": 30,
    "min_notice_hours": 4,
    "horizon_days": 60,
}
"""What can be booked from the first day on; the one who begins is its host."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")


def is_new(work: Snapshot) -> bool:
    """Whether nobody has begun here yet."""
    return work.get("settings", WORKSPACE) is None and not work.count("columns")


def handle_of(name: str) -> str:
    """A handle made from a name: its first word in small plain letters, `me` without any."""
    words = clean_or(name, "me").lower().split()
    plain = "".join(char for char in words[0] if char in _PLAIN) if words else ""
    return plain.strip("._-")[:32] if plain[:1].isalpha() else "me"


def standard_columns(draft: Draft) -> None:
    """Give a workspace without columns the usual ones."""
    if not draft.count("columns"):
        for column in COLUMNS:
            draft.create("columns", column)


def begin(desk: Desk, *, name: str, handle: str = "", zone: str = "UTC") -> Receipt:
    """Start an empty workspace for one person; on one that has begun it changes nothing."""
    import secrets  # only a beginning needs it

    shown = clean_line(name)
    me = handle or handle_of(shown)
    uid = secrets.token_hex(4)
    if not me:
        raise BadInput("A person needs a handle.", hint="As in ana.")

    def fill(draft: Draft) -> None:
        if not is_new(draft):
            return
        draft.create("settings", {"id": WORKSPACE, "uid": uid, "timezone": zone, "me": me})
        draft.create("people", {"id": me, "name": shown, "tz": zone})
        draft.create("event_types", {**CALL, "hosts": [me]})
        standard_columns(draft)
        draft.say(f"A workspace begins for @{me}")

    return desk.through("tick").commit(fill)  # nobody's change: undo does not reach it


def join(desk: Desk, *, name: str, zone: str) -> str:
    """For whoever meant to begin a workspace that somebody else began at the same moment: they
    are in its team too. Returns what they should know."""
    shown, me = clean_line(name), desk.me
    first = str((desk.snapshot().get("settings", WORKSPACE) or {}).get("me") or "somebody")

    def fill(draft: Draft) -> None:
        if draft.get("people", me) is None:
            draft.create("people", {"id": me, "name": shown, "tz": zone})
            draft.say(f"@{me} is in the team")

    added = desk.through("tick").commit(fill).entry is not None
    begun = f"Another worktui began this workspace a moment ago, for @{first}."
    if added:
        return f"{begun} You are in its team as @{me}; its time zone is that of @{first}."
    return f"{begun} You are @{me} there; what you answered just now changed nothing."
