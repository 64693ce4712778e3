"""Delivers outbox documents: builds each message, hands it to the carrier, tells what became
of it. Writes nothing itself; what is to be noted comes back as an outcome after each try.

At least once, with an identity that stays: a message that was taken but not noted goes out
again under the same Message-ID. Within one line (one recipient, one thing) order is kept: a
cancellation never overtakes its invitation.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from worktui.app.ports import Outcome
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.effects.carrier import Carrier, Permanent, Temporary
from worktui.effects.links import Links, links_of, no_links
from worktui.effects.mail import HERE, message_id, message_of
from worktui.engine.retry import next_try

if TYPE_CHECKING:
    from worktui.app.config import Mail


class Courier:
    """Carries documents of the kind mail through one carrier.

    `sender` is the address mail leaves from ("" for the organizer's own); `links` fills in
    the links; `domain` is the right side of Message-IDs that a document does not have yet.
    """

    def __init__(
        self,
        carrier: Carrier,
        *,
        sender: str = "",
        links: Links = no_links,
        domain: str = HERE,
    ) -> None:
        self.carrier, self.sender, self.links, self.domain = carrier, sender, links, domain

    @property
    def leaves(self) -> bool:
        """False when messages are only written here and not sent."""
        return self.carrier.leaves

    def deliver(self, due: Sequence[Doc], now: datetime) -> Iterator[Outcome]:
        """Try each in order; yields after each try, so that it can be noted at once.

        What stands behind a message that has to wait is not tried and has no outcome.
        """
        waiting: set[tuple[str, str]] = set()
        for doc in due:
            line = line_of(doc)
            if line in waiting or doc.get("state", "pending") != "pending":
                continue
            outcome = self._try(doc, now)
            if outcome.fields["state"] == "pending":
                waiting.add(line)
            yield outcome

    def _try(self, doc: Doc, now: datetime) -> Outcome:
        attempts = int(doc.get("attempts") or 0) + 1
        fields = {
            "attempts": attempts,
            "message_id": message_id(doc, self.domain),
            "first_tried": doc.get("first_tried") or now.isoformat(),
        }
        what = f"{doc['id']} to {clean_or(doc.get('to') or '', '?')}"
        try:
            where = self._carry(doc, now)
        except Permanent as error:
            fields |= {"state": "dead", "last_error": str(error), "next_at": None}
            return Outcome(doc["id"], fields, f"{what} cannot be delivered: {error}")
        except Temporary as error:
            return _again(doc, fields, str(error), now, what)
        fields |= {
            "state": "sent", "sent_at": now.isoformat(), "via": self.carrier.name,
            "last_error": None, "next_at": None,
        }  # fmt: skip
        return Outcome(doc["id"], fields, f"{what} is {where or 'sent'}")

    def _carry(self, doc: Doc, now: datetime) -> str:
        if doc.get("kind", "mail") != "mail":
            raise Permanent(f"Nothing here can deliver a {clean_or(doc.get('kind'), '?')} yet.")
        message = message_of(doc, sender=self.sender, now=now, links=self.links, domain=self.domain)
        return self.carrier.send(message)


def line_of(doc: Doc) -> tuple[str, str]:
    """Whom a message is for and what it speaks of: within this, order is kept."""
    return str(doc.get("to") or "").lower(), str(doc.get("entity") or doc["id"])


def _again(doc: Doc, fields: dict[str, object], why: str, now: datetime, what: str) -> Outcome:
    """The outcome of an attempt that may work later: the next one, or the end of patience."""
    attempts = int(str(fields["attempts"]))
    first = parse_instant(str(fields["first_tried"]))
    moment = next_try(str(doc.get("key") or doc["id"]), attempts, first=first, now=now)
    if moment is None:
        fields |= {"state": "dead", "last_error": why, "next_at": None}
        return Outcome(doc["id"], fields, f"{what} is given up after {attempts} attempts: {why}")
    fields |= {"state": "pending", "last_error": why, "next_at": moment.isoformat()}
    return Outcome(doc["id"], fields, f"{what} has to wait: {why}")


def from_config(
    mail: Mail,
    *,
    beside: str | os.PathLike[str],
    secret: Callable[[], bytes],
    work: Snapshot | Callable[[], Snapshot],
) -> Courier:
    """The courier that the settings ask for. `beside` is the workspace's file, next to which
    the Maildir lies; `work` gives settings and bookings as they are at delivery."""
    latest = work if callable(work) else lambda: work
    settings = Settings.of(latest())
    me = latest().get("people", settings.me) or {}
    sender = mail.sender or str(me.get("email") or "")
    links = links_of(settings.public_address, secret, latest)
    domain = sender.rpartition("@")[2] or HERE
    return Courier(carrier_of(mail, beside), sender=sender, links=links, domain=domain)


def carrier_of(mail: Mail, beside: str | os.PathLike[str]) -> Carrier:
    """The carrier named in the settings."""
    if mail.carrier == "smtp":
        from worktui.effects.smtp import SmtpCarrier

        return SmtpCarrier(
            mail.host,
            mail.port,
            security=mail.security,
            user=mail.user,
            password=lambda: printed(mail.password_command),
        )
    if mail.carrier == "sendmail":
        from worktui.effects.sendmail import SendmailCarrier

        return SendmailCarrier(mail.command)
    from worktui.effects.maildir import MaildirCarrier

    folder = Path(mail.folder).expanduser() if mail.folder else default_folder(beside)
    return MaildirCarrier(folder)


def default_folder(beside: str | os.PathLike[str]) -> Path:
    """The Maildir of a workspace, in the folder with its other files."""
    return Path(os.path.realpath(beside) + ".d") / "mail"


def printed(command: str) -> str:
    """What a command prints, without its last line end; raises Temporary."""
    import shlex

    if not command.strip():
        return ""
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, timeout=30, check=True, text=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Temporary("The command for the mail password failed.") from error
    return done.stdout.rstrip("\r\n")
