"""What people are called: by the work, else by what they themselves wrote; and their first name.

Whoever booked or wrote and is no contact yet has a name all the same, and letters greet by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line

_TITLES = frozenset(
    "dr prof professor mr mrs ms mx herr frau mme m sr sra senhor senhora dipl ing mag".split()
)
"""Words before a name that are no first name."""
_FORM = ("name", "full_name", "your_name")
"""Fields in which forms ask for a name."""


def known_name(work: Snapshot, email: str) -> str:
    """The name the work or its owner wrote or said, "" where there is none."""
    wanted = email.strip().lower()
    if not wanted:
        return ""
    told = next((name for name in _told(work, wanted) if name and "@" not in name), "")
    return clean_line(told) if told.strip() else ""


def called(work: Snapshot, email: str) -> str:
    """How somebody is called on screens and in lists: their name, else the address."""
    return known_name(work, email) or email


def short_name(work: Snapshot, email: str) -> str:
    """How somebody outside is called in a few cells: the first name, else what stands before the
    @. It looks into no message, so that lists of many tasks can ask."""
    contact = work.get("contacts", email) or {}
    return first_name(str(contact.get("name") or "")) or email.partition("@")[0]


def _told(work: Snapshot, email: str) -> Iterator[str]:
    """Names of an address, the surest first."""
    contact = work.get("contacts", email)
    yield str((contact or {}).get("name") or "")
    for person in work.all("people"):
        if str(person.get("email") or "").lower() == email:
            yield str(person.get("name") or "")
    newest = [party_name(doc) for doc in work.all("arrivals") if sender_of(doc) == email]
    yield from reversed(newest)
    booked = [doc for doc in work.all("bookings") if invitee_of(doc) == email]
    yield from (str(doc.get("name") or "") for doc in reversed(booked))


def outsiders(work: Snapshot) -> dict[str, str]:
    """Everybody outside by address with their name: contacts, guests of bookings, whoever wrote."""
    team = {str(doc.get("email") or "").lower() for doc in work.all("people")}
    found = {doc["id"]: str(doc.get("name") or doc["id"]) for doc in work.all("contacts")}
    for email, name in _strangers(work):
        if "@" in email and email not in team:
            known = found.get(email, "")
            found[email] = known if known and known != email else name or email
    return found


def _strangers(work: Snapshot) -> Iterator[tuple[str, str]]:
    contacts = {doc["id"] for doc in work.all("contacts")}
    for doc in work.all("bookings"):
        if (email := invitee_of(doc)) not in contacts:
            yield email, str(doc.get("name") or "")
    for doc in work.all("arrivals"):
        if (email := sender_of(doc)) not in contacts:
            yield email, party_name(doc)


def outsiders_called(work: Snapshot, who: str) -> list[str]:
    """Addresses of those outside whom a name or a part of it may mean; the whole name first, then
    a word of it, then any part of name or address."""
    wanted = who.strip().lstrip("@").casefold()
    if not wanted:
        return []
    names = {email: name.casefold() for email, name in outsiders(work).items()}
    for fits in _FITS:
        found = [email for email, name in names.items() if fits(wanted, name, email.casefold())]
        if found:
            return found
    return []


_FITS: tuple[Callable[[str, str, str], bool], ...] = (
    lambda wanted, _name, email: wanted == email,
    lambda wanted, name, _email: wanted == name,
    lambda wanted, name, _email: wanted in (name.split(" ")[0], name.replace(" ", ".")),
    lambda wanted, name, _email: wanted in re.split(r"[\s,.-]+", name),
    lambda wanted, name, email: any(w.startswith(wanted) for w in (*name.split(), email)),
    lambda wanted, name, email: len(wanted) > 1 and (wanted in name or wanted in email),
)
"""How a name may mean somebody, the surest first."""


def party_name(arrival: Doc) -> str:
    """The name its sender gave: in the mail, or in the field of a form."""
    name = str((arrival.get("sender") or {}).get("name") or "")
    if name and "@" not in name:
        return name
    fields = arrival.get("fields") or {}
    return next((str(fields[key]) for key in _FORM if fields.get(key)), "")


def sender_of(arrival: Doc) -> str:
    """The address an arrival came from, in small letters; "" where none is told."""
    return str((arrival.get("sender") or {}).get("email") or "").strip().lower()


def invitee_of(booking: Doc) -> str:
    """The address of a booking's guest, in small letters."""
    return str(booking.get("invitee") or "").strip().lower()


def first_name(name: str) -> str:
    """The name one is greeted by: `Novak, Dr. Iva` is Iva; "" where there is none."""
    if "@" in name:
        return ""
    last, comma, rest = name.partition(",")
    words = (rest if comma and rest.strip() else last).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    return words[0] if words else ""


def from_address(email: str) -> str:
    """`iva.kellner@…` as `Iva Kellner`, where nobody said a name."""
    local = email.partition("@")[0]
    words = [word for word in re.split(r"[._+-]+", local) if word]
    if words and all(word.isalpha() for word in words):
        return " ".join(word.capitalize() for word in words)
    return local
