"""Links that are given out: a project's status page, a person's calendar feed.

A link is a document with a generation; its token is made from both and stored nowhere. It
dies when it is revoked, when its time is over, and with what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.pages import Gone
from worktui.app.plans.lookup import find_person, find_project
from worktui.domain import token
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.settings import WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or

PATHS = {token.STATUS: "/status/{}", token.FEED: "/calendar/{}.ics"}
"""Where the link of a purpose leads, below the public address."""
TABLES = {token.STATUS: "projects", token.FEED: "people"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is listed. `state` is open, revoked, expired or gone (with its subject);
    `path` is "" unless it is open."""

    id: str
    purpose: str
    about: str
    by: str
    made_at: str
    expires_at: str
    state: str
    path: str


def share(desk: Desk, purpose: str, about: str, *, days: int = 0) -> Receipt:
    """Make a link for a project's status (`status`) or a person's calendar (`feed`).

    `days` until it expires, 0 for no such day. Raises NotFound, Refused.
    """

    def fill(draft: Draft) -> None:
        subject = _subject(draft, purpose, about, desk.me)
        if purpose == token.STATUS and subject.get("archived"):
            raise Refused(f"{subject['id']} is archived, so nothing of it is shared.")
        id = draft.next_id("L", "links")
        ends = (draft.now + timedelta(days=days)).isoformat() if days else None
        draft.create(
            "links",
            {
                "id": id,
                "purpose": purpose,
                "about": subject["id"],
                "generation": 0,
                "by": draft.actor.by,
                "made_at": draft.now.isoformat(),
                "expires_at": ends,
            },
        )
        draft.made.append(id)
        what = "status" if purpose == token.STATUS else "calendar"
        draft.say(f"{id} shows the {what} of {subject['id']} to whoever has it")

    return desk.commit(fill)


def revoke(desk: Desk, id: str) -> Receipt:
    """Make a link worthless, for good. Raises NotFound, Refused."""

    def fill(draft: Draft) -> None:
        doc = draft.need("links", id.strip().upper(), "link", hint="`worktui links` lists them.")
        if doc.get("revoked_at"):
            raise Refused(f"{doc['id']} is revoked already.")
        raised = int(doc.get("generation") or 0) + 1
        fields = {"revoked_at": draft.now.isoformat(), "generation": raised}
        draft.update("links", doc["id"], fields)
        draft.say(f"{doc['id']} opens nothing any more")

    return desk.commit(fill)


def set_address(desk: Desk, address: str) -> Receipt:
    """Say under which address the pages can be reached from outside, "" for none.

    Links in mails begin with it. Raises BadInput.
    """
    kept = checked_address(address)

    def fill(draft: Draft) -> None:
        draft.update("settings", WORKSPACE, {"public_address": kept or None})
        draft.say(f"Pages are reached at {kept}" if kept else "Pages are not reached from outside")

    return desk.commit(fill)


def checked_address(address: str) -> str:
    """An address of pages as it is kept, without a slash at its end; raises BadInput for what
    can be none."""
    parts = urlsplit(address)
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname or not plain):
        raise BadInput(
            f"“{clean_or(address, '?')[:80]}” cannot be the address of pages.",
            hint="As in https://book.studio.example.",
        )
    return address.rstrip("/")


def links(work: Snapshot, secret: bytes, now: datetime) -> tuple[Link, ...]:
    """Every link, in the order they were made."""
    return tuple(_listed(work, secret, doc, now) for doc in work.all("links"))


def _listed(work: Snapshot, secret: bytes, doc: Doc, now: datetime) -> Link:
    purpose, state = str(doc.get("purpose", "")), state_of(work, doc, now)
    path = PATHS[purpose].format(_token(secret, doc)) if state == "open" else ""
    return Link(
        doc["id"],
        purpose,
        str(doc.get("about", "")),
        str(doc.get("by", "")),
        str(doc.get("made_at", "")),
        str(doc.get("expires_at", "")),
        state,
        path,
    )


def _token(secret: bytes, doc: Doc) -> str:
    return token.make(secret, str(doc["purpose"]), doc["id"], int(doc.get("generation") or 0))


def opened(work: Snapshot, secret: bytes, text: str, purpose: str, now: datetime) -> str:
    """The id of what a token of a purpose shows. Raises NotFound for a false token, Gone for
    one that is no longer valid."""
    claim = token.check(secret, text, purpose)
    doc = work.get("links", claim[0]) if claim else None
    if claim is None or doc is None or doc.get("purpose") != purpose:
        raise NotFound("This link does not open anything.")
    if int(doc.get("generation") or 0) != claim[1] or state_of(work, doc, now) != "open":
        raise Gone("This link is no longer valid. Please ask whoever gave it to you.")
    return str(doc["about"])


def state_of(work: Snapshot, doc: Doc, now: datetime) -> str:
    """open, revoked, expired, or gone with what it stood for."""
    if doc.get("revoked_at"):
        return "revoked"
    if doc.get("expires_at") and parse_instant(doc["expires_at"]) <= now:
        return "expired"
    subject = work.get(TABLES.get(str(doc.get("purpose")), ""), str(doc.get("about")))
    return "gone" if subject is None or subject.get("archived") else "open"


def _subject(draft: Draft, purpose: str, about: str, me: str) -> Doc:
    if purpose == token.STATUS:
        return find_project(draft, about)
    return find_person(draft, about, me)
