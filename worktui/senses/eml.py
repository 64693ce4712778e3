"""A mail (RFC 5322, MIME) as an arrival: who, to whom, about what, the text with its zones.

Parsed with the old `compat32` policy, which never raises on broken headers; encoded words,
addresses and charsets are read here, tolerantly.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable
from email.message import Message as Mail
from email.policy import compat32
from typing import Any, Final

from worktui.domain.arrival import Arrival, Party
from worktui.domain.text import clean_block, clean_or
from worktui.engine.zones import split
from worktui.senses.instants import instant
from worktui.senses.mailbody import Body, body_of
from worktui.senses.people import address, parties, unencoded
from worktui.senses.raw import BROKEN, SIZE_LIMIT, digest, failed

#: Of the text; a longer mail is cut there, its beginning is what was written last.
TEXT_LIMIT: Final = 100_000
_MOST_REFERENCES: Final = 50
_IDENT: Final = re.compile(r"<([^<>\s]{1,250})>")
_AUTOMATIC: Final = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?|auto"
    r"|noreply-.*|.*-noreply)(?:\+.*)?@"
)
LONGEST_HEADER: Final = 8 * 1024
"""Bytes of one header with its folded lines; real ones have a few thousand at most."""
_BULK: Final = ("bulk", "list", "junk")


def read_eml(raw: bytes) -> Arrival:
    """One mail.  A mail without sender and text is failed, one too big is refused."""
    if len(raw) > SIZE_LIMIT:
        return failed("eml", raw, "This mail is larger than 10 MB and was not read.")
    try:
        mail: Mail = email.message_from_bytes(bounded(raw.lstrip(b"\r\n \t")), policy=compat32)
        return _arrival(mail, raw)
    except RecursionError:
        return failed("eml", raw, "This mail is nested too deeply to be read.")
    except BROKEN as error:  # email of Python on hostile MIME: nesting, charsets, dates
        return failed("eml", raw, f"This mail is broken and could not be read ({error}).")


def bounded(raw: bytes) -> bytes:
    """A mail whose headers, its parts' too, are none longer than `LONGEST_HEADER`: the standard
    library takes time that grows with the square of one. What is over is cut off."""
    if len(raw) <= LONGEST_HEADER:
        return raw
    kept: list[bytes] = []
    in_head, size = True, 0
    for line in raw.splitlines(keepends=True):
        if line.startswith(b"--"):
            in_head, size = True, 0
        elif not line.strip():
            in_head = False
        elif in_head:
            size = size + len(line) if line[:1] in b" \t" else len(line)
            if size > LONGEST_HEADER:
                if size - len(line) < LONGEST_HEADER:  # the line in which it grew too long
                    kept.append(line[: LONGEST_HEADER - (size - len(line))] + b"\r\n")
                continue
        kept.append(line)
    return b"".join(kept)


def _arrival(mail: Mail, raw: bytes) -> Arrival:
    senders = parties(_headers(mail, "From")) or parties(_headers(mail, "Sender"))
    body = body_of(mail)
    text = clean_block(body.text, TEXT_LIMIT)
    if not senders and not text and not body.calendar:
        return failed("eml", raw, "This is not a mail: it has neither a sender nor a text.")
    sender = senders[0] if senders else None
    sent_at = instant(_header(mail, "Date"))
    return Arrival(
        kind="eml",
        external_id=_message_id(mail, raw),
        digest=digest(raw),
        source=sender.email if sender else "",
        sender=sender,
        to=parties(_headers(mail, "To")),
        cc=parties(_headers(mail, "Cc")),
        subject=clean_or(unencoded(_header(mail, "Subject"))),
        sent_at=sent_at,
        in_reply_to=_references(mail),
        text=text,
        zones=split(text),
        bulk=_is_bulk(mail),
        auto=_is_auto(mail, sender),
        calendar=body.calendar,
        attachments=body.attachments,
        warnings=tuple(_warnings(mail, sender, senders, body)),
    )


def _headers(mail: Mail, name: str) -> list[str]:
    """All values of a header, unfolded, at most 50, as the raw text they came in."""
    found = [str(v) for k, v in mail.raw_items() if k.lower() == name.lower()]
    return [re.sub(r"\r?\n[ \t]*", " ", v)[:100_000] for v in found[:50]]


def _header(mail: Mail, name: str) -> str:
    return next(iter(_headers(mail, name)), "")


def _message_id(mail: Mail, raw: bytes) -> str:
    told = clean_or(_header(mail, "Message-ID"), limit=300)
    found = _IDENT.search(told)
    return found[1] if found else told.strip("<> ") or f"sha256:{digest(raw)}"


def _references(mail: Mail) -> tuple[str, ...]:
    replied = _IDENT.findall(_header(mail, "In-Reply-To"))
    known = _IDENT.findall(_header(mail, "References"))
    found = [clean_or(i) for i in [*replied, *reversed(known)]]
    return tuple(dict.fromkeys(i for i in found if i))[:_MOST_REFERENCES]


def _is_bulk(mail: Mail) -> bool:
    if any(_headers(mail, n) for n in ("List-Unsubscribe", "List-Id", "Feedback-ID")):
        return True
    return _header(mail, "Precedence").strip().lower() in _BULK


def _is_auto(mail: Mail, sender: Party | None) -> bool:
    """RFC 3834, and what older programs set instead."""
    told = _header(mail, "Auto-Submitted").split(";")[0].strip().lower()
    if told and told != "no":
        return True
    if any(_headers(mail, n) for n in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress-"
                                       "Reply", "X-Failed-Recipients")):  # fmt: skip
        return True
    if mail.get_content_type() == "multipart/report" or _header(mail, "Return-Path") == "<>":
        return True
    if _header(mail, "Precedence").strip().lower() == "auto_reply":
        return True
    return bool(sender and _AUTOMATIC.match(sender.email))


def _warnings(mail: Mail, sender: Party | None, senders: Iterable[Party], body: Body) -> list[str]:
    found: list[str] = list(body.warnings)
    if sender is None:
        return [*found, "the mail names no sender"]
    if len(tuple(senders)) > 1:
        found.append("the mail names more than one sender")
    named = address(sender.name)
    if named and named != sender.email:
        found.append(f"display name differs from address: {named}, but sent by {sender.email}")
    replies = parties(_headers(mail, "Reply-To"))
    if replies and sender.email not in (r.email for r in replies):
        found.append(f"reply-to differs: {replies[0].email}")
    return found


def is_mail(raw: bytes) -> bool:
    """Whether bytes begin as a mail does: header lines with a From or a Received."""
    head = re.split(rb"\r?\n\r?\n", raw[:20_000].lstrip(b"\r\n"), maxsplit=1)[0]
    names: set[Any] = {m.lower() for m in re.findall(rb"^([A-Za-z][\w-]*):", head, re.MULTILINE)}
    first = re.match(rb"[A-Za-z][\w-]*:", head)
    telling = {b"from", b"to", b"date", b"subject", b"message-id", b"received", b"mime-version"}
    return bool(first) and len(names & telling) >= 2
