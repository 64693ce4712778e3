"""All about someone outside: what waits, what was promised, tasks, bookings, what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worktui.app.names import called, from_address, invitee_of, outsiders, sender_of
from worktui.app.phrases import counted, due_words, late_words, moment_words, near_day
from worktui.app.plans.lookup import column_kind
from worktui.app.views.card import late_days
from worktui.app.views.promises import PromiseRow, with_contact
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

LETTERS = 20
"""The newest messages that are shown."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One thing between us. `kind` is suggestion, promise, task, booking or arrival; `mark` says
    when or how it stands; `state` is late, done or "" for a sign."""

    kind: str
    id: str
    title: str
    mark: str
    who: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact's page. `facts` in words, without what the name says; `parts` are headings with
    their rows."""

    email: str
    name: str
    facts: tuple[str, ...]
    parts: tuple[tuple[str, tuple[ContactRow, ...]], ...]
    known: bool = True
    """Whether they are a contact, and not only somebody who wrote or booked."""

    @property
    def rows(self) -> tuple[ContactRow, ...]:
        """All rows from top to bottom."""
        return tuple(row for _, rows in self.parts for row in rows)


def contact_view(work: Snapshot, email: str, *, now: datetime) -> ContactView | None:
    """The page of a contact, or of an address that wrote; None for one nobody knows."""
    settings = Settings.of(work)
    contact = work.get("contacts", email)
    letters = [doc for doc in work.all("arrivals") if wrote(doc, email)]
    if contact is None and not letters and not is_named(work, email):
        return None
    known: Doc = contact or {"id": email}
    name = contact_name(work, email)
    parts = (
        ("In the inbox", _waiting(work, email, letters)),
        ("Said", tuple(_promise(row) for row in with_contact(work, email, now=now))),
        ("Tasks", _tasks(work, email, name, settings, now)),
        ("Bookings", _bookings(work, email, settings, now)),
        ("From them", _letters(letters, settings, now)),
    )
    return ContactView(email, name, _facts(known, name, email, settings, now),
                       tuple(part for part in parts if part[1]), contact is not None)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody outside in a list. `words` says what is open, `last` when something last came or
    went between us, `known` whether they are a contact."""

    email: str
    name: str
    project: str
    known: bool
    tasks: int
    words: str
    last: str
    last_at: str


def contacts_list(work: Snapshot, *, now: datetime) -> tuple[ContactLine, ...]:
    """Everybody outside: contacts first, then guests and those who wrote; each by name."""
    settings = Settings.of(work)
    latest, owed = _latest(work), _open_by_name(work)
    rows = []
    for email, name in outsiders(work).items():
        contact = work.get("contacts", email)
        count = len(owed.get(email, frozenset()) | owed.get(name.casefold(), frozenset()))
        parts = [counted(count, "open task")] if count else []
        parts += [] if contact is not None else ["no contact yet"]
        last = latest.get(email, "")
        when = moment_words(parse_instant(last), settings, now) if last else ""
        project = str((contact or {}).get("project") or "")
        shown = name if name != email else from_address(email)
        line = (email, shown, project, contact is not None, count, ", ".join(parts), when, last)
        rows.append(ContactLine(*line))
    return tuple(sorted(rows, key=lambda row: (not row.known, row.name.casefold())))


def _open_by_name(work: Snapshot) -> dict[str, frozenset[str]]:
    """The open tasks that name somebody, by what they name them."""
    found: dict[str, set[str]] = {}
    for task in work.all("tasks"):
        if not task.get("archived") and column_kind(work, task.get("status")) != "done":
            for field in _FIELDS:
                if task.get(field):
                    found.setdefault(str(task[field]).casefold(), set()).add(str(task["id"]))
    return {name: frozenset(ids) for name, ids in found.items()}


def _latest(work: Snapshot) -> dict[str, str]:
    """When each one last wrote, booked, or was written to."""
    found: dict[str, str] = {}

    def heard(email: str, at: object) -> None:
        if email and at and (email not in found or parse_instant(str(at)) > parse_instant(
            found[email]
        )):  # fmt: skip
            found[email] = str(at)

    for doc in work.all("arrivals"):
        heard(sender_of(doc), doc.get("received_at"))
    for doc in work.all("bookings"):
        heard(invitee_of(doc), doc.get("created_at"))
    for doc in work.all("outbox"):
        heard(str(doc.get("to") or "").lower(), doc.get("sent_at"))
    return found


def contact_name(work: Snapshot, email: str) -> str:
    """How somebody outside is called: the name noted, said or booked under, else the address."""
    return called(work, email)


def is_named(work: Snapshot, email: str) -> bool:
    """Whether a booking, a task or a letter of ours names an address that never wrote."""
    return (
        any(invitee_of(doc) == email for doc in work.all("bookings"))
        or any(doc.get("contact_email") == email for doc in work.all("tasks"))
        or any(str(doc.get("to") or "").lower() == email for doc in work.all("outbox"))
    )


def wrote(doc: Doc, email: str) -> bool:
    """Whether an arrival came from that address."""
    return bool((doc.get("sender") or {}).get("email") == email or doc.get("source") == email)


def concerns(task: Doc, email: str, name: str) -> bool:
    """Whether a task names somebody outside: for them, from them, waiting for them."""
    named = {name.casefold(), email}
    return any(str(task.get(field, "")).casefold() in named for field in _FIELDS if task.get(field))


_FIELDS = ("contact_email", "contact", "waiting_for", "owner")
"""The fields of a task that may name somebody outside."""


def _facts(
    contact: Doc, name: str, email: str, settings: Settings, now: datetime
) -> tuple[str, ...]:
    facts = [email if name != email else "", str(contact.get("project") or "")]
    zone = str(contact.get("tz") or "")
    if zone and zone != settings.timezone:
        from zoneinfo import ZoneInfo

        facts.append(f"{now.astimezone(ZoneInfo(zone)):%H:%M} in {zone}")
    today = settings.today(now).isoformat()
    facts += [f"away {first} to {last}" for first, last in contact.get("away", ()) if last >= today]
    return tuple(fact for fact in facts if fact)


def _waiting(work: Snapshot, email: str, letters: list[Doc]) -> tuple[ContactRow, ...]:
    ids = {doc["id"] for doc in letters}
    return tuple(
        ContactRow("suggestion", doc["id"], str(doc.get("title", "")), str(doc.get("band", "")))
        for doc in work.all("suggestions")
        if doc.get("state") in ("proposed", "snoozed")
        and (doc.get("contact") == email or ids & set(doc.get("arrivals", ())))
    )


def _promise(row: PromiseRow) -> ContactRow:
    return ContactRow("promise", row.id, f"“{row.quote}”", row.words, row.name, row.sign)


def _tasks(
    work: Snapshot, email: str, name: str, settings: Settings, now: datetime
) -> tuple[ContactRow, ...]:
    rows = []
    for task in work.all("tasks"):
        if task.get("archived") or not concerns(task, email, name):
            continue
        kind = column_kind(work, task.get("status"))
        late = late_days(task, kind, settings, now)
        due = str(task.get("due") or "")
        mark = f"{late_words(late)} late" if late else due_words(due, settings, now) if due else ""
        state = "done" if kind == "done" else "late" if late else ""
        rows.append(
            ContactRow("task", task["id"], str(task.get("title", "")),
                       "done" if kind == "done" else mark, str(task.get("assignee") or ""), state)
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.state == "done", row.state != "late")))


def _bookings(
    work: Snapshot, email: str, settings: Settings, now: datetime
) -> tuple[ContactRow, ...]:
    """The next first, then those that have been, the last first."""
    found = []
    for doc in work.all("bookings"):
        if doc.get("invitee") != email:
            continue
        start = parse_instant(str(doc["start"]))
        local = start.astimezone(settings.zone)
        kind = work.get("event_types", str(doc.get("event_type", ""))) or {}
        title = str(kind.get("title") or doc.get("event_type") or "Meeting")
        when = f"{near_day(local.date(), settings.today(now))} {local:%H:%M}"
        status = str(doc.get("status", ""))
        mark = when if status == "confirmed" else f"{when} {status}"
        row = ContactRow("booking", doc["id"], title, mark, ", ".join(doc.get("hosts") or ()),
                         "done" if start < now and status == "confirmed" else "")  # fmt: skip
        distance = start - now
        found.append((start < now, distance if start >= now else -distance, row))
    return tuple(row for _, _, row in sorted(found, key=lambda each: each[:2]))


def _letters(letters: list[Doc], settings: Settings, now: datetime) -> tuple[ContactRow, ...]:
    rows = []
    for doc in letters[-LETTERS:][::-1]:
        words = str(doc.get("subject") or doc.get("text") or doc.get("kind") or "")
        when = moment_words(parse_instant(str(doc.get("received_at"))), settings, now)
        rows.append(ContactRow("arrival", doc["id"], words.split("\n", 1)[0], when))
    return tuple(rows)
