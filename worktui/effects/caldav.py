"""The carrier that keeps bookings in a calendar on a server (CalDAV, RFC 4791).

Every write is conditional (RFC 9110, section 13.1): what is new is put only where nothing is,
what is known is changed only as it was left. A 412 is looked into: what stands there already
is done, what only gained an alarm or a note keeps it, and what somebody moved is not touched.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from worktui.domain.errors import BadInput
from worktui.effects.caldav_home import calendar_of
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.stored import as_stored, differs, kept_with
from worktui.effects.web import Answer, talk

Doc = Mapping[str, Any]
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,120}")
_GONE = (404, 410)
_TAKEN = (200, 201, 204)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an event: words for the receipt, and the server's mark of this version."""

    told: str
    etag: str = ""


class CalDavCarrier:
    """Writes into the calendar at `url` (a calendar, or a place that leads to the only one)."""

    name = "caldav"

    def __init__(self, url: str, *, user: str = "", password: Callable[[], str] = str) -> None:
        self.url, self.user, self.password = url.strip(), user, password
        self._calendar = ""

    @property
    def place(self) -> str:
        """Where it is, for whoever has these settings."""
        return f"{self.url} as {self.user}" if self.user else self.url

    def carry(self, doc: Doc, before: Doc | None, now: datetime) -> Written:
        """Put or take away the event of an outbox document.

        `before` is the last document that was carried for the same event, with the etag it
        got. Raises Temporary or Permanent.
        """
        facts = doc.get("ics") or {}
        address = self._home() + name_of(str(facts.get("uid") or ""))
        over = bool(doc.get("over"))
        if facts.get("method") == "CANCEL":
            return self._remove(address, facts, before, over=over)
        return self._put(address, facts, before, now, over=over)

    def _put(
        self, address: str, facts: Doc, before: Doc | None, now: datetime, *, over: bool
    ) -> Written:
        etag = str((before or {}).get("etag") or "")
        answer = self._send("PUT", address, _body(facts, now), etag or None, fresh=not etag)
        if answer.status == 412:
            there = self._there(address)
            if there is None:
                if not over and etag:
                    raise Permanent("The event was taken out of the calendar there meanwhile.")
                answer = self._send("PUT", address, _body(facts, now), None, fresh=True)
            elif differs(there.body, facts) is None:
                return Written("in the calendar already", mark_of(there))
            else:
                _refuse_moved(there, before, over=over)
                merged = kept_with(there.body, _text(facts, now))
                mark = mark_of(there)
                answer = self._send("PUT", address, merged, mark, fresh=False)
        self._taken(answer, _TAKEN)
        return Written("in the calendar", mark_of(answer) or self._etag(address))

    def _remove(self, address: str, facts: Doc, before: Doc | None, *, over: bool) -> Written:
        etag, was = str((before or {}).get("etag") or ""), before or {"ics": facts}
        if not etag:
            there = self._there(address)
            if there is None:
                return Written("not in the calendar")
            _refuse_moved(there, was, over=over)
            etag = mark_of(there)
        answer = self._send("DELETE", address, b"", etag, fresh=False)
        if answer.status == 412:
            there = self._there(address)
            if there is not None:
                _refuse_moved(there, was, over=over)
                answer = self._send("DELETE", address, b"", mark_of(there), fresh=False)
        self._taken(answer, (*_TAKEN, *_GONE))
        return Written("out of the calendar")

    def _home(self) -> str:
        """The calendar's own address, with a slash at its end."""
        if not self._calendar:
            self._calendar = calendar_of(self.url, self._ask)
        return self._calendar

    def _there(self, address: str) -> Answer | None:
        """What the server holds now, None when there is nothing."""
        answer = self._ask("GET", address, {}, b"")
        if answer.status in _GONE:
            return None
        self._taken(answer, (200,))
        return answer

    def _etag(self, address: str) -> str:
        """The mark of what was just written, where the answer did not tell it."""
        try:
            there = self._there(address)
        except (Temporary, Permanent):  # it is written; not to know its mark costs one look later
            return ""
        return mark_of(there) if there else ""

    def _send(
        self, method: str, address: str, body: bytes, etag: str | None, *, fresh: bool
    ) -> Answer:
        headers = {"Content-Type": "text/calendar; charset=utf-8"} if body else {}
        if fresh:
            headers["If-None-Match"] = "*"
        elif etag:
            headers["If-Match"] = etag
        return self._ask(method, address, headers, body)

    def _ask(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One request as this user; a refusal of the whole account is told at once."""
        own = {"User-Agent": "worktui", **headers}
        if self.user:
            pair = f"{self.user}:{self.password()}".encode()
            own["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        answer = talk(method, address, headers=own, body=body)
        if answer.status in (401, 403, 407):
            raise Permanent(
                "The calendar server does not let this user "
                f"{'write' if method in ('PUT', 'DELETE') else 'read'} there ({answer.status})."
            )
        if answer.status in (408, 423, 425, 429) or answer.status >= 500:
            raise Temporary(
                f"The calendar server answered {answer.status}.", answer.status, answer.pause
            )
        return answer

    def _taken(self, answer: Answer, good: tuple[int, ...]) -> None:
        if answer.status == 412:  # changed again between two looks
            raise Temporary("The event was changed in the calendar at the same moment.")
        if 300 <= answer.status < 400:
            raise Permanent("The calendar server points elsewhere; set its new address.")
        if answer.status not in good:
            raise Permanent(f"The calendar server answered {answer.status}.", answer.status)


def mark_of(answer: Answer) -> str:
    """The ETag of a version, as If-Match wants it: a proxy that packs an answer makes the mark
    a weak one (`W/"…"`), which matches nothing (RFC 9110, section 13.1.1)."""
    return answer.headers.get("etag", "").strip().removeprefix("W/")


def name_of(uid: str) -> str:
    """The file name of an event, made from its UID, always the same one."""
    if _PLAIN_NAME.fullmatch(uid) and ".." not in uid:
        return quote(uid, safe="@") + ".ics"
    return hashlib.sha256(uid.encode()).hexdigest() + ".ics"


def _refuse_moved(there: Answer, before: Doc | None, *, over: bool) -> None:
    """Raise Permanent where somebody gave the event another time than the one we left."""
    was = (before or {}).get("ics")
    moved = differs(there.body, was) if was else "It is another event than the one kept here."
    if moved and not over:
        raise Permanent(f"The event in the calendar was changed there meanwhile. {moved}")


def _text(facts: Doc, now: datetime) -> str:
    try:
        return as_stored(facts, now)
    except BadInput as error:
        raise Permanent(str(error)) from error


def _body(facts: Doc, now: datetime) -> bytes:
    return _text(facts, now).encode("utf-8")
