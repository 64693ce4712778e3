"""An arrival as it came: what could not be read, and the raw text of what could."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worktui.app.phrases import full_day
from worktui.app.views.evidence import CHANNELS
from worktui.app.views.message import channel_words, sender_name
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
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
    """An arrival: `text` as it reads, decoded, with who, whom, what and when before it; `raw` as
    its bytes said it, "" when they are gone or say nothing else."""

    id: str
    title: str
    text: str
    raw: str = ""


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
    body = str(doc.get("text") or "")
    bytes_ = ""
    if raw is not None:
        bytes_ = clean_block(
            raw[:LONGEST].decode("utf-8", "replace").replace("\r\n", "\n"), LONGEST
        )
    title = " · ".join(
        part for part in (sender_name(work, doc), str(doc.get("subject") or "")) if part
    )
    text = "\n".join([*_head(doc, Settings.of(work)), body]).strip("\n") if body else bytes_
    other = bytes_ if bytes_.strip() != text.strip() else ""
    return OriginalView(str(doc["id"]), title or str(doc["id"]), text, other)


def _head(doc: Doc, settings: Settings) -> list[str]:
    """Who, to whom, what and when, for what has them."""
    if doc.get("kind") != "eml":
        return []
    rows = [
        ("from", _people([doc.get("sender")])),
        ("to", _people(doc.get("to") or ())),
        ("cc", _people(doc.get("cc") or ())),
        ("subject", str(doc.get("subject") or "")),
    ]
    if doc.get("sent_at"):
        local = parse_instant(str(doc["sent_at"])).astimezone(settings.zone)
        rows.append(("sent", f"{full_day(local.date())} {local:%H:%M}"))
    return [*(f"{name:<9}{value}" for name, value in rows if value), ""]


def _people(parties: Iterable[Doc | None]) -> str:
    told = []
    for party in parties:
        name, email = str((party or {}).get("name") or ""), str((party or {}).get("email") or "")
        told.append(f"{name} <{email}>" if name and email else name or email)
    return ", ".join(part for part in told if part)
