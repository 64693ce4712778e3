"""Delivers outbox documents: builds each message, hands it to its carrier, tells what became
of it. Writes nothing itself; what is to be noted comes back as an outcome after each try.

At least once, with an identity that stays: a message that was taken but not noted goes out
again under the same Message-ID, webhook-id or UID. Within one line (one way, one recipient,
one thing) order is kept: a cancellation never overtakes its invitation.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from worktui.app.outbox import line_of, stale
from worktui.app.ports import Outcome
from worktui.app.secret_file import secret_of
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import MappingSnapshot, Snapshot
from worktui.domain.text import clean_or
from worktui.effects.carrier import Carrier, Permanent, Temporary
from worktui.effects.links import Links, links_of, no_links
from worktui.effects.mail import HERE, message_id, message_of
from worktui.engine.retry import next_try

if TYPE_CHECKING:
    from worktui.app.config import Config, Mail
    from worktui.effects.caldav import CalDavCarrier
    from worktui.effects.post import PostCarrier

Work = Callable[[], Snapshot]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a message that was taken: by what, where it is, more to keep with it."""

    via: str
    told: str
    fields: Doc


class Courier:
    """Carries mail through `carrier`, events of `owner` into `calendar`, and messages to other
    programs through `post`; the latter two only where they are set up.

    `sender` is the address mail leaves from ("" for the organizer's own), or tells it when it
    is needed; `links` fills in the links; the right side of Message-IDs that a document does
    not have yet is that of the sender, else `domain`;
    `work` is what was delivered before, for the marks of events.
    """

    def __init__(
        self,
        carrier: Carrier,
        *,
        sender: str | Callable[[], str] = "",
        links: Links = no_links,
        domain: str = HERE,
        calendar: CalDavCarrier | None = None,
        owner: str = "",
        post: PostCarrier | None = None,
        work: Work = lambda: MappingSnapshot({}),
    ) -> None:
        self.carrier, self._sender, self.links, self._domain = carrier, sender, links, domain
        self.calendar, self.owner, self.post, self.work = calendar, owner, post, work

    @property
    def sender(self) -> str:
        """The address mail leaves from now."""
        return self._sender if isinstance(self._sender, str) else self._sender()

    @property
    def domain(self) -> str:
        """The right side of Message-IDs that are made now."""
        return self.sender.rpartition("@")[2] or self._domain

    @property
    def leaves(self) -> bool:
        """False when messages are only written here and not sent."""
        return self.carrier.leaves

    def place(self, kind: str) -> str:
        """Where a kind of message is taken, as this machine's settings call it; "" where that is
        nobody's to see (the address of a receiver is its key)."""
        if kind == "calendar" and self.calendar is not None:
            return self.calendar.place
        return self.carrier.place if kind == "mail" else ""

    def carries(self, doc: Doc) -> bool:
        """Whether a document can leave from here; what cannot waits for who can carry it."""
        kind = doc.get("kind", "mail")
        if kind == "calendar":
            return self.calendar is not None and doc.get("to") == self.owner
        if kind == "webhook":
            return self.post is not None and str(doc.get("to")) in self.post.receivers
        return kind != "mail" or self.leaves or not self._sent_elsewhere()

    def _sent_elsewhere(self) -> bool:
        """Whether a colleague's settings send mail, so that it must not end in a folder here."""
        people = self.work().all("people")
        return any(doc.get("mail_send") and doc["id"] != self.owner for doc in people)

    def deliver(self, due: Sequence[Doc], now: datetime) -> Iterator[Outcome]:
        """Try each in order; yields after each try, so that it can be noted at once.

        What stands behind a message that has to wait is not tried and has no outcome.
        """
        waiting: set[tuple[str, ...]] = set()
        for doc in due:
            line = line_of(doc)
            if line in waiting or doc.get("state", "pending") != "pending":
                continue
            outcome = self._try(doc, now)
            if outcome.fields["state"] == "pending":
                waiting.add(line)
            yield outcome

    def _try(self, doc: Doc, now: datetime) -> Outcome:
        what = f"{doc['id']} to {clean_or(doc.get('to') or '', '?')}"
        fields: dict[str, object] = {
            "attempts": int(doc.get("attempts") or 0) + 1,
            "first_tried": doc.get("first_tried") or now.isoformat(),
        }
        try:
            if why := _of_no_use(doc, self.work(), now):
                gone: Doc = {"state": "failed", "last_error": why, "next_at": None}
                return Outcome(doc["id"], gone, f"{what} is not sent: {why}")
            fields["message_id"] = message_id(doc, self.domain)
            carried = self._carry(doc, now)
        except Permanent as error:
            fields |= {"state": "dead", "last_error": str(error), "next_at": None}
            return Outcome(doc["id"], fields, f"{what} cannot be delivered: {error}")
        except Temporary as error:
            return _again(doc, fields, error, now, what)
        except Exception as error:  # the outer frame of one message: the others must leave
            return _again(doc, fields, _unforeseen(error), now, what)
        fields |= {
            "state": "sent", "sent_at": now.isoformat(), "via": carried.via,
            "last_error": None, "next_at": None, "over": None, **carried.fields,
        }  # fmt: skip
        return Outcome(doc["id"], fields, f"{what} is {carried.told or 'sent'}")

    def _carry(self, doc: Doc, now: datetime) -> Carried:
        kind = doc.get("kind", "mail")
        if kind == "calendar" and self.calendar is not None:
            written = self.calendar.carry(doc, _before(doc, self.work()), now)
            return Carried("caldav", written.told, {"etag": written.etag or None})
        if kind == "webhook" and self.post is not None:
            return Carried("webhook", self.post.carry(doc, now), {})
        if kind != "mail":
            raise Permanent(f"Nothing here can deliver a {clean_or(kind, '?')} yet.")
        _refuse_begun(doc.get("ics") or {}, now)
        message = message_of(doc, sender=self.sender, now=now, links=self.links, domain=self.domain)
        return Carried(self.carrier.name, self.carrier.send(message), {})


def _refuse_begun(facts: Doc, now: datetime) -> None:
    """Raise Permanent for an invitation to what has begun: its people have to hear otherwise."""
    start = str(facts.get("start") or "")
    timed = facts.get("method") == "REQUEST" and len(start) > 10
    if timed and parse_instant(start) <= now:
        raise Permanent("The meeting had begun before its invitation could leave.")


def _of_no_use(doc: Doc, work: Snapshot, now: datetime) -> str:
    """Why a reminder is not sent any more, "" when it is: its meeting has begun, or is no
    longer then (it may have been changed by an import, which withdraws nothing)."""
    if stale(doc, now):
        return "Its moment has passed."
    booking = work.get("bookings", str(doc.get("entity") or ""))
    if not doc.get("not_after") or booking is None:
        return ""
    moved = parse_instant(booking["start"]) != parse_instant(str(doc["not_after"]))
    gone = booking.get("status") not in ("confirmed", "pending")
    return "The meeting is no longer then." if moved or gone else ""


def _unforeseen(error: Exception) -> Temporary:
    """A mistake of this program, or an answer nobody thought of, as a reason to try again; what
    the error says may quote anything, a password too, and is not kept."""
    return Temporary(f"It failed in a way nobody foresaw ({type(error).__name__}).")


def _before(doc: Doc, work: Snapshot) -> Doc | None:
    """The last document of the same line that was carried, with the mark it got."""
    line, last = line_of(doc), None
    for other in work.all("outbox"):
        if other["id"] != doc["id"] and other.get("state") == "sent" and line_of(other) == line:
            last = other
    return last


def _again(
    doc: Doc, fields: dict[str, object], error: Temporary, now: datetime, what: str
) -> Outcome:
    """The outcome of an attempt that may work later: the next one, or the end of patience."""
    attempts, why = int(str(fields["attempts"])), str(error)
    first = parse_instant(str(fields["first_tried"]))
    key = str(doc.get("key") or doc["id"])
    moment = next_try(key, attempts, first=first, now=now, after=error.after)
    if moment is None:
        fields |= {"state": "dead", "last_error": why, "next_at": None}
        return Outcome(doc["id"], fields, f"{what} is given up after {attempts} attempts: {why}")
    fields |= {"state": "pending", "last_error": why, "next_at": moment.isoformat()}
    return Outcome(doc["id"], fields, f"{what} has to wait: {why}")


def from_config(
    config: Config,
    *,
    beside: str | os.PathLike[str],
    secret: Callable[[], bytes],
    work: Snapshot | Work,
    me: str = "",
) -> Courier:
    """The courier that the settings ask for. `beside` is the workspace's file, next to which
    the Maildir lies; `work` gives settings and bookings as they are at delivery; `me` is
    whose settings they are."""
    latest = work if callable(work) else lambda: work
    mail = config.mail

    def sender() -> str:
        now = latest()
        person = now.get("people", Settings.of(now).me) or {}
        return mail.sender or str(person.get("email") or "")

    return Courier(
        carrier_of(mail, beside),
        sender=sender,
        links=links_of(secret, latest),
        calendar=calendar_of(config),
        owner=me or Settings.of(latest()).me,
        post=post_of(config),
        work=latest,
    )


def calendar_of(config: Config) -> CalDavCarrier | None:
    """The calendar that the settings let us write to."""
    given = config.caldav
    if not (given.url and given.write):
        return None
    from worktui.effects.caldav import CalDavCarrier

    password = password_from(given.password, given.password_command)
    return CalDavCarrier(given.url, user=given.user, password=password)


def post_of(config: Config) -> PostCarrier | None:
    """The receivers of messages to other programs that the settings name."""
    if not config.post:
        return None
    from worktui.effects.post import PostCarrier, receivers_of

    return PostCarrier(receivers_of(config.post))


def carrier_of(mail: Mail, beside: str | os.PathLike[str]) -> Carrier:
    """The carrier of mail named in the settings."""
    if mail.carrier == "smtp":
        from worktui.effects.smtp import SmtpCarrier

        return SmtpCarrier(
            mail.host,
            mail.port,
            security=mail.security,
            user=mail.user,
            password=password_from(mail.password, mail.password_command),
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


def password_from(given: str, command: str) -> Callable[[], str]:
    """A password when it is asked for, from the secrets or a command; raises Temporary."""

    def password() -> str:
        try:
            return secret_of(given, command)
        except Refused as error:
            raise Temporary(error.message) from error

    return password
