"""The guest on the other side: their mail program and their calendar, which answer ours."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Any

import icalendar

ZOE, ANA = "Zoe Ray <zoe@client.example>", "Ana Ruiz <ana@acme.example>"


def written(body: str, *, subject: str, answers: EmailMessage | None = None) -> EmailMessage:
    """A mail of the guest; as an answer it quotes what it answers, as mail programs do."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = ZOE, ANA
    mail["Subject"] = subject
    mail["Date"] = "Wed, 04 Mar 2026 10:20:00 +0100"
    mail["Message-ID"] = f"<{sha256((body + subject).encode()).hexdigest()[:16]}@client.example>"
    if answers is not None:
        told = answers["References"] or ""
        mail["In-Reply-To"] = answers["Message-ID"]
        mail["References"] = f"{told} {answers['Message-ID']}".strip()
        quoted = "\n".join(f"> {line}" for line in text_of(answers).splitlines())
        body += f"\n\nOn Wed, 4 Mar 2026 at 10:05, {ANA} wrote:\n{quoted}\n"
    mail.set_content(body)
    return mail


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def calendar_of(mail: EmailMessage) -> str:
    """The calendar part that mail programs act on; the attached file says the same."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    files = [part for part in mail.walk() if part.get_content_type() == "application/ics"]
    assert len(parts) == len(files) == 1
    text = str(parts[0].get_content())
    assert files[0].get_content().decode() == text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def event_of(text: str) -> Any:
    """The one event of a calendar text."""
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


def answered(
    invitation: EmailMessage,
    method: str,
    *,
    state: str = "",
    start: datetime | None = None,
    sender: str = ZOE,
) -> EmailMessage:
    """What the guest's calendar sends back: REPLY (with PARTSTAT), COUNTER (with a start)."""
    calendar = icalendar.Calendar.from_ical(calendar_of(invitation))
    calendar["METHOD"] = icalendar.vText(method)
    calendar["PRODID"] = icalendar.vText("-//Client//Calendar//EN")
    (event,) = calendar.walk("VEVENT")
    email = sender.partition("<")[2].rstrip(">")
    guest = icalendar.vCalAddress(f"mailto:{email}")
    guest.params["PARTSTAT"] = icalendar.vText(state or "TENTATIVE")
    event["ATTENDEE"] = guest
    if start is not None:
        length = event["DTEND"].dt - event["DTSTART"].dt
        event["DTSTART"], event["DTEND"] = (
            icalendar.vDatetime(start),
            icalendar.vDatetime(start + length),
        )
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, ANA
    mail["Subject"] = f"{state.title() or 'New time proposed'}: {event['SUMMARY']}"
    mail["Date"] = "Wed, 04 Mar 2026 10:20:00 +0100"
    mail["Message-ID"] = f"<{method}-{state}-{email}>".lower()
    mail["In-Reply-To"] = invitation["Message-ID"]
    mail.set_content(f"{email} answers: {state or method}.")
    mail.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": method})
    return mail
