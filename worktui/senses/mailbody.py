"""The parts of a MIME mail: its text, its invitations, the names of what is attached."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from email.message import Message as Mail
from typing import Final

from worktui.domain.arrival import CalendarItem
from worktui.domain.text import clean_or
from worktui.senses.html import html_to_text
from worktui.senses.ics import items_in
from worktui.senses.people import unencoded
from worktui.senses.raw import decoded

_MOST_PARTS: Final = 200
_MOST_ATTACHMENTS: Final = 50
_CALENDAR_TYPES: Final = ("text/calendar", "application/ics", "application/icalendar")


@dataclass(slots=True)
class Body:
    """What a mail carries.  `text` is not cleaned yet."""

    text: str = ""
    calendar: tuple[CalendarItem, ...] = ()
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    texts: list[str] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    hid: bool = False
    seen: int = 0


def body_of(mail: Mail) -> Body:
    """Everything in `mail`; of alternatives the plain text, unless it says nothing."""
    found = _Found()
    _take(mail, found)
    items: dict[tuple[str, str, str], CalendarItem] = {}
    warnings: list[str] = ["hidden text left out"] if found.hid else []
    for text in found.calendars:
        read, told, why = items_in(text)
        warnings += [*told, why] if why and not read else list(told)
        for item in read:  # mails carry the same invitation as part and as attachment
            items.setdefault((item.uid, item.method, str(item.recurrence_id)), item)
    return Body(
        "\n\n".join(t.strip("\n") for t in found.texts if t.strip()),
        tuple(items.values()),
        tuple(found.names[:_MOST_ATTACHMENTS]),
        tuple(w for w in warnings if w),
    )


def _take(part: Mail, found: _Found) -> None:
    found.seen += 1
    if found.seen > _MOST_PARTS:
        return
    kind = part.get_content_type()
    inner = part.get_payload()
    if kind in ("message/rfc822", "message/delivery-status"):
        found.names.append(_name(part) or "message.eml")
    elif isinstance(inner, list):
        children = [p for p in inner if isinstance(p, Mail)]
        if kind == "multipart/alternative":
            _take_best(children, found)
        else:
            for child in children:
                _take(child, found)
    elif kind in _CALENDAR_TYPES or _name(part).lower().endswith(".ics"):
        found.calendars.append(_text(part))
        if part.get_content_disposition() == "attachment":
            found.names.append(_name(part) or "invite.ics")
    elif part.get_content_disposition() == "attachment" or (
        part.get_filename() and not kind.startswith("text/")
    ):
        found.names.append(_name(part) or "attachment")
    elif kind == "text/html":
        text, hid = html_to_text(_text(part))
        found.texts.append(text)
        found.hid = found.hid or hid
    elif kind.startswith("text/") or kind.startswith("multipart/"):
        found.texts.append(_text(part))  # a multipart without its boundary is read as text


def _take_best(children: list[Mail], found: _Found) -> None:
    """Of alternatives the first that says something, plain before HTML; calendars always."""
    ranked = sorted(children, key=lambda c: c.get_content_type() != "text/plain")
    told = False
    for child in ranked:
        is_calendar = child.get_content_type() in _CALENDAR_TYPES
        if is_calendar or not told:
            before = len(found.texts)
            _take(child, found)
            if not is_calendar:
                said = found.texts[before:]
                told = any(re.search(r"\w", t) for t in said)
                if not told:
                    del found.texts[before:]
        elif isinstance(child.get_payload(), list):  # related parts may hold attachments
            only = _Found(seen=found.seen)
            _take(child, only)
            found.calendars += only.calendars
            found.names += only.names


def _text(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding not in ("", "7bit", "8bit", "binary", "base64", "quoted-printable"):
        payload = quopri.decodestring(payload) if "quoted" in encoding else payload
    charset = part.get_content_charset() or ""
    return decoded(payload, charset).replace("\x00", "")


def _name(part: Mail) -> str:
    told = part.get_filename() or ""
    return clean_or(unencoded(told).replace("\\", "/").rsplit("/", 1)[-1], limit=120)
