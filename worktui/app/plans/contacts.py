"""People outside: made, changed, forgotten, and made by themselves with what is decided for them.

Whoever a person deals with (books, writes to, carries a request out for) becomes known in the very
entry that does it, and is unknown again when that is undone and nothing else names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from worktui.app.draft import Draft
from worktui.app.names import from_address, known_name, outsiders_called, sender_of
from worktui.app.plans.lookup import find_project
from worktui.domain.actions import Action
from worktui.domain.actions.workspace import CreateContact, DeleteContact, UpdateContact
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.snapshot import Snapshot

_NOBODY = re.compile(
    r"^(?:no[._-]?reply|do[._-]?not[._-]?reply|nicht[._-]?antworten|mailer[._-]?daemon|postmaster|"
    r"bounces?|notifications?|newsletter|news|alerts?|automat(?:ed|ic)|system|daemon|root)"
    r"(?:[.+_-].*)?@"
)
"""Addresses behind which nobody reads (RFC 2142 and habit)."""


def create_contact(action: CreateContact, draft: Draft) -> None:
    if draft.get("contacts", action.email):
        raise Refused(
            f"{action.email} is a contact already.",
            hint=f"`worktui contact edit {action.email} FIELD=VALUE` changes them.",
        )
    if of_team(draft, action.email):
        raise Refused(f"{action.email} is in the team.")
    project = find_project(draft, action.project)["id"] if action.project else None
    name = action.name or known_name(draft, action.email) or from_address(action.email)
    _write(draft, action.email, name, action.tz, project)
    draft.made.append(action.email)
    draft.say(f"{name} is a contact")


def _write(
    draft: Draft, email: str, name: str, tz: str | None = None, project: str | None = None
) -> None:
    doc = {"id": email, "email": email, "name": name, "tz": tz, "project": project}
    draft.create("contacts", doc)


def update_contact(action: UpdateContact, draft: Draft) -> None:
    doc = find_contact(draft, action.contact)
    fields = dict(action.fields)
    if fields.get("project"):
        fields["project"] = find_project(draft, fields["project"])["id"]
    if "name" in fields and not fields["name"]:
        raise BadInput("A contact has a name.")
    draft.update("contacts", doc["id"], fields, seen=action.seen)
    draft.say(f"{doc.get('name') or doc['id']} is changed")


def delete_contact(action: DeleteContact, draft: Draft) -> None:
    doc = find_contact(draft, action.contact)
    draft.delete("contacts", doc["id"])
    draft.say(f"{doc.get('name') or doc['id']} is no contact any more")


def find_contact(work: Snapshot, who: str) -> Doc:
    """A contact by address, name or part of it; raises NotFound, BadInput where it is several."""
    doc = work.get("contacts", who) or work.get("contacts", who.strip().lower())
    if doc is not None:
        return doc
    found = [email for email in outsiders_called(work, who) if work.get("contacts", email)]
    if len(found) == 1:
        return work.get("contacts", found[0]) or {}
    if found:
        raise BadInput(f"“{who[:60]}” could be {', '.join(found[:6])}.", hint="Use the address.")
    raise NotFound(
        f"“{who[:60]}” is no contact here.", hint="`worktui contact` lists those there are."
    )


def make_known(draft: Draft, email: str | None, name: str = "", tz: str | None = None) -> bool:
    """Make a contact of somebody whom a person decided to deal with; True if there is a new one.

    Not of teammates, nor of addresses behind which nobody reads, nor of those from whom only
    mass or automatic mail has come.
    """
    email = (email or "").strip().lower()
    if not can_be_known(draft, email):
        return False
    said = known_name(draft, email) or name.strip() or from_address(email)
    _write(draft, email, said, tz)
    draft.say(f"{said} is a contact now")
    return True


def can_be_known(work: Snapshot, email: str) -> bool:
    """Whether an address is somebody outside who is no contact yet, and could be one."""
    if "@" not in email.strip("@") or work.get("contacts", email) or is_unread(email):
        return False
    if of_team(work, email):
        return False
    from_them = [doc for doc in work.all("arrivals") if sender_of(doc) == email]
    return not from_them or not all(by_machine(doc) for doc in from_them)


def is_unread(email: str) -> bool:
    """Whether nobody reads what is sent to an address: no-reply, bounces, newsletters."""
    return bool(_NOBODY.match(email.strip().lower()))


def by_machine(arrival: Doc) -> bool:
    """Whether an arrival went to many, or was sent by a program."""
    return bool(arrival.get("auto")) or arrival.get("trust") == "bulk"


def of_team(work: Snapshot, email: str) -> bool:
    """Whether an address is a teammate's."""
    wanted = email.lower()
    return any(str(doc.get("email") or "").lower() == wanted for doc in work.all("people"))


_NAMES = {"tasks": "contact_email", "projects": "contact", "bookings": "invitee", "outbox": "to"}
"""The fields in which work names somebody outside."""


def names_any(work: Snapshot, email: str, docs: Collection[tuple[str, str]]) -> bool:
    """Whether one of these documents (table, id) is there and names somebody outside."""
    for table, id in docs:
        doc = work.get(table, id) if table in _NAMES else None
        if doc is not None and str(doc.get(_NAMES[table]) or "").lower() == email:
            return True
    return False


CONTACT_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    CreateContact: create_contact,
    UpdateContact: update_contact,
    DeleteContact: delete_contact,
}
