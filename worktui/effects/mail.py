"""A mail from an outbox document: text, and beside it the invitation that calendars read.

Its Message-ID is the document's and stays over every attempt, so that a message that was
taken twice is one message to whoever gets it. One recipient a message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_or
from worktui.effects.carrier import Permanent
from worktui.effects.links import Links, filled, no_links

Doc = Mapping[str, Any]
SUBJECT_LIMIT = 200
HERE = "worktui"
"""Right side of a Message-ID when no domain is known."""
NOBODY = "worktui@localhost"
"""Whom a mail is from when neither settings nor work name an address; it is read here only."""
_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")


def message_of(
    doc: Doc, *, sender: str, now: datetime, links: Links = no_links, domain: str = HERE
) -> EmailMessage:
    """The mail of an outbox document. `sender` is the address it leaves from, "" for the
    organizer's.

    Raises Permanent for what can never be sent: no or a bad address, no text.
    """
    message = EmailMessage(policy=SMTP)
    party = (doc.get("ics") or {}).get("organizer") or {}
    own = sender or str(party.get("email") or "") or NOBODY
    message["From"] = _address(own, str(party.get("name") or doc.get("sender") or ""), "sender")
    message["To"] = _address(str(doc.get("to") or ""), "", "recipient")
    if party.get("email") and str(party["email"]).lower() != own.lower():
        message["Reply-To"] = _address(str(party["email"]), str(party.get("name") or ""), "host")
    message["Subject"] = _words(doc.get("subject") or "", "(no subject)")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(doc, domain)
    for header, ids in _thread(doc):
        message[header] = ids
    _add_text(message, doc, links)
    if doc.get("ics"):
        organizer = {**party, "email": party.get("email") or own}
        _add_calendar(message, {**doc["ics"], "organizer": organizer}, now)
    return _proved(message)


def message_id(doc: Doc, domain: str = HERE) -> str:
    """The Message-ID of a document: its own, else made from its key. Always the same one."""
    given = str(doc.get("message_id") or "")
    if _ID.fullmatch(given) and len(given) <= 250:
        return given
    key = re.sub(r"[^A-Za-z0-9.-]", "", str(doc.get("key") or doc["id"]))
    return f"<{key}@{domain}>"


def _thread(doc: Doc) -> list[tuple[str, str]]:
    """Which mail this one answers, if it answers one, and the thread up to it."""
    answered = str(doc.get("in_reply_to") or "")
    if not _ID.fullmatch(answered):
        return []
    named = [str(id) for id in doc.get("references") or () if _ID.fullmatch(str(id))]
    ids = [*(id for id in dict.fromkeys(named) if id != answered), answered]
    return [("In-Reply-To", answered), ("References", " ".join(ids))]


def _address(email: str, name: str, whose: str) -> Address:
    """An address that cannot break out of its header; raises Permanent."""
    user, at, domain = email.strip().rpartition("@")
    if not (user or domain):
        raise Permanent(f"The {whose} has no mail address.")
    bad = Permanent(f"“{clean_or(email, '?', 80)}” is not a mail address ({whose}).")
    if not at or any(c.isspace() or not c.isprintable() for c in user + domain):
        raise bad
    if not user.isascii():  # needs SMTPUTF8 on every server of the way (RFC 6531)
        raise Permanent(f"“{clean_or(email, '?', 80)}” has letters that mail cannot carry.")
    try:
        host = domain.encode("idna").decode("ascii")
        return Address(_words(name), addr_spec=f"{user}@{host}")
    except (ValueError, IndexError, HeaderParseError) as error:
        raise bad from error


def _words(text: object, instead: str = "") -> str:
    """One line for a header, with no encoded word in it: the standard library decodes one
    (RFC 2047) in what it is given, and with it a line end that would begin a new header."""
    return clean_or(text, instead, SUBJECT_LIMIT).replace("=?", "= ?")


def _proved(message: EmailMessage) -> EmailMessage:
    """The message, if what leaves has just the headers it was given; raises Permanent."""
    sent = BytesParser(policy=SMTP).parsebytes(message.as_bytes(), headersonly=True)
    if sent.keys() != message.keys() or len(sent["To"].addresses) != 1:
        raise Permanent("The headers of this message cannot be written safely.")
    return message


def _add_text(message: EmailMessage, doc: Doc, links: Links) -> None:
    body = filled(str(doc.get("body") or ""), doc, links)
    if not body.strip():
        raise Permanent("The message has no text.")
    message.set_content(clean_block(body).rstrip("\n") + "\n", charset="utf-8")


def _add_calendar(message: EmailMessage, facts: Doc, now: datetime) -> None:
    """The invitation twice: as an alternative that mail programs act on, and as a file."""
    from worktui.effects.invitation import from_facts

    try:
        text = from_facts(facts, now)
    except BadInput as error:
        raise Permanent(str(error)) from error
    method = str(facts.get("method") or "REQUEST")
    message.add_alternative(
        text, subtype="calendar", charset="utf-8", cte="base64", params={"method": method}
    )
    message.add_attachment(
        text.encode("utf-8"),
        maintype="application",
        subtype="ics",
        filename="cancel.ics" if method == "CANCEL" else "invite.ics",
    )
