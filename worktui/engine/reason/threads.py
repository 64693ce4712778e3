"""What came before: the mail this one answers, and the suggestions still open from it."""

from __future__ import annotations

from worktui.domain.change import Doc
from worktui.engine.reason.matching import content
from worktui.engine.reason.scene import Scene

OPEN = ("proposed", "snoozed")


def earlier(scene: Scene) -> list[Doc]:
    """Arrivals of this thread, by Message-ID, newest first; a form by its sender."""
    wanted = [ref.strip("<>") for ref in scene.arrival.in_reply_to]
    known = {(doc.get("external_id") or "").strip("<>"): doc for doc in scene.work.all("arrivals")}
    return [known[ref] for ref in wanted if ref and ref in known]


def open_of(scene: Scene, arrivals: list[Doc]) -> list[Doc]:
    """Open suggestions that rest on these arrivals."""
    ids = {doc["id"] for doc in arrivals}
    return [
        s
        for s in scene.work.all("suggestions")
        if s.get("state") in OPEN and ids & set(s.get("arrivals") or ())
    ]


def open_from_contact(scene: Scene) -> list[Doc]:
    """Open suggestions from the same address, by any way it came."""
    if scene.address is None:
        return []
    ids = {
        a["id"]
        for a in scene.work.all("arrivals")
        if ((a.get("sender") or {}).get("email") or "").lower() == scene.address
    }
    return [
        s
        for s in scene.work.all("suggestions")
        if s.get("state") in OPEN
        and (ids & set(s.get("arrivals") or ()) or s.get("contact") == scene.address)
    ]


def any_from_contact(scene: Scene) -> list[Doc]:
    """Suggestions from the same address in whatever state but taken back."""
    if scene.address is None:
        return []
    ids = {
        a["id"]
        for a in scene.work.all("arrivals")
        if ((a.get("sender") or {}).get("email") or "").lower() == scene.address
    }
    return [s for s in scene.work.all("suggestions") if ids & set(s.get("arrivals") or ())]


def likeness(one: str, other: str) -> float:
    """Share of words two titles have in common."""
    a, b = content(one), content(other)
    return len(a & b) / max(1, min(len(a), len(b))) if a and b else 0.0
