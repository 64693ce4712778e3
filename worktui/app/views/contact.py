"""All about someone outside: what waits, what was promised, tasks, bookings, what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worktui.app.phrases import due_words, late_words, moment_words, near_day
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
    """A contact's page. `facts` in words; `parts` are headings with their rows."""

    email: str
    name: str
    facts: tuple[str, ...]
    parts: tuple[tuple[str, tuple[ContactRow, ...]], ...]

    @property
    def rows(self) -> tuple[ContactRow, ...]:
        """All rows from top to bottom."""
        return tuple(row for _, rows in self.parts for row in rows)


def contact_view(work: Snapshot, email: str, *, now: datetime) -> ContactView | None:
    """The page of a contact, or of an address that wrote; None for one nobody knows."""
    settings = Settings.of(work)
    contact = work.get("contacts", email)
    letters = [doc for doc in work.all("arrivals") if wrote(doc, email)]
    if contact is None and not letters:
        return None
    known: Doc = contact or {"id": email}
    name = str(known.get("name") or _called(letters) or email)
    parts = (
        ("In the inbox", _waiting(work, email, letters)),
        ("Said", tuple(_promise(row) for row in with_contact(work, email, now=now))),
        ("Tasks", _tasks(work, email, name, settings, now)),
        ("Bookings", _bookings(work, email, settings, now)),
        ("From them", _letters(letters, settings, now)),
    )
    return ContactView(email, name, _facts(known, email, settings, now),
                       tuple(part for part in parts if part[1]))  # fmt: skip


def wrote(doc: Doc, email: str) -> bool:
    """Whether an arrival came from that address."""
    return bool((doc.get("sender") or {}).get("email") == email or doc.get("source") == email)


def concerns(task: Doc, email: str, name: str) -> bool:
    """Whether a task names somebody outside: for them, from them, waiting for them."""
    named = {name.casefold(), email}
    fields = ("contact_email", "contact", "waiting_for", "owner")
    return any(str(task.get(field, "")).casefold() in named for field in fields if task.get(field))


def _called(letters: list[Doc]) -> str:
    names = [str((doc.get("sender") or {}).get("name") or "") for doc in letters]
    return next((name for name in reversed(names) if name), "")


def _facts(contact: Doc, email: str, settings: Settings, now: datetime) -> tuple[str, ...]:
    facts = [email, str(contact.get("project") or "")]
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
