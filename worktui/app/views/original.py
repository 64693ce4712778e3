"""An arrival as it came: what could not be read, and the raw text of what could."""

from __future__ import annotations

from dataclasses import dataclass

from worktui.app.views.evidence import CHANNELS
from worktui.app.views.message import channel_words, sender_name
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_block

LONGEST = 200_000
"""Bytes of a raw message that are shown."""


@dataclass(frozen=True, slots=True)
class StuckView:
    """An arrival that could not be understood, and why."""

    id: str
    who: str
    facts: str
    channel: str
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class OriginalView:
    """An arrival as its bytes said it; `kept` is false when only the read text is left."""

    id: str
    title: str
    text: str
    kept: bool


def stuck(work: Snapshot, id: str) -> StuckView | None:
    """An arrival in state quarantined or failed; None when it is neither."""
    doc = work.get("arrivals", id)
    if doc is None or doc.get("state") not in ("quarantined", "failed"):
        return None
    kind = str(doc.get("kind", ""))
    facts = " · ".join(str(part) for part in (doc.get("subject"), doc["id"], doc["state"]) if part)
    return StuckView(
        id=str(doc["id"]),
        who=sender_name(work, doc) or CHANNELS.get(kind, kind),
        facts=facts,
        channel=channel_words(doc, Settings.of(work)),
        why=str(doc.get("why") or "nothing in it was understood"),
        text=str(doc.get("text") or ""),
    )


def newest_arrival(work: Snapshot, suggestion: str) -> Doc | None:
    """The arrival a suggestion was last fed by."""
    doc = work.get("suggestions", suggestion) or {}
    ids = doc.get("arrivals") or ()
    return work.get("arrivals", ids[-1]) if ids else None


def original(work: Snapshot, arrival: str, raw: bytes | None) -> OriginalView | None:
    """What came, as text without controls; `raw` are the bytes kept of it, None when gone."""
    doc = work.get("arrivals", arrival)
    if doc is None:
        return None
    text = str(doc.get("text") or "")
    if raw is not None:
        text = clean_block(raw[:LONGEST].decode("utf-8", "replace").replace("\r\n", "\n"), LONGEST)
    title = " · ".join(
        part for part in (sender_name(work, doc), str(doc.get("subject") or "")) if part
    )
    return OriginalView(str(doc["id"]), title or str(doc["id"]), text, raw is not None)
