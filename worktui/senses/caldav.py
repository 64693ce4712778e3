"""A calendar of one's own on a server (CalDAV, RFC 4791), followed by its sync token (RFC 6578).

After the first look only what changed is fetched, and what is gone is told. Where a token has
expired, or the server has none, all there is is looked at again. Nothing is written there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from worktui.app.own_calendar import CalendarNews
from worktui.app.ports import CalendarServer, Found
from worktui.domain.errors import SenseProblem
from worktui.senses.caldav_wire import (
    LISTED,
    LISTING,
    XML,
    Page,
    Row,
    changes_asked,
    mark_of,
    objects_asked,
    page_of,
)
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT

EVERY: Final = 60.0
"""Seconds between two looks: a calendar server tells nobody by itself."""
AT_ONCE: Final = 50
"""Events that are fetched together."""
MOST: Final = 100_000
"""Events of one calendar that are followed."""
MOST_PARTS: Final = 200
"""Parts in which a server may tell what changed."""
_TOO_BIG: Final = 413
_NO_MARK: Final = (LISTED, "fake-")
"""How tokens begin that are none of the server's; earlier versions kept the second."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """What changed; `whole` where that is all there is."""

    rows: tuple[Row, ...]
    token: str
    whole: bool


class CalDavCalendar:
    """The calendar that a server is asked for; `url` and `user` only name it."""

    def __init__(self, server: CalendarServer, url: str, *, user: str = "") -> None:
        self.server = server
        url = url.strip()
        self.name = named("caldav", f"{user}@{url}")
        self.place = f"{user + ' at ' if user else ''}{_host(url)}"
        self._over = threading.Event()

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """What changed since; everything at first."""
        known = str(cursor.get("token") or "")
        home = self.server.home()
        told = self._changes(home, known)
        if told.token and told.token == known:
            return
        changed = [row for row in told.rows if not row.gone]
        gone = tuple(sorted(row.name for row in told.rows if row.gone))
        for start in range(0, len(changed), AT_ONCE):
            found = self._fetched(home, changed[start : start + AT_ONCE])
            yield Found(CalendarNews(self.name, found), "calendar", "calendar", cursor)
        present = frozenset(row.name for row in changed) if told.whole else None
        news = CalendarNews(self.name, {}, () if told.whole else gone, present)
        yield Found(news, "calendar", "calendar", {"token": told.token})

    def kept(self, found: Found) -> None:
        """Nothing is written there."""

    def wait(self, seconds: float) -> None:
        """A minute: it can only be looked for, over the network."""
        self._over.wait(min(seconds, EVERY))

    def close(self) -> None:
        """Wait no longer, and ask nothing more."""
        self._over.set()
        self.server.stop()

    def _changes(self, home: str, known: str) -> _Changes:
        """What the server tells since a token."""
        if not known.startswith(_NO_MARK):
            for token in (known, "") if known else ("",):
                if (told := self._since(home, token)) is not None:
                    return told
        status, body = self.server.ask("PROPFIND", home, _headers("1"), LISTING)
        _refused(status)
        rows = _page(body, home).rows[:MOST]
        return _Changes(rows, mark_of(rows), True)

    def _since(self, home: str, token: str) -> _Changes | None:
        """All parts of what changed since a token; None where it has expired, or there are none."""
        rows: dict[str, Row] = {}
        at = token
        for _ in range(MOST_PARTS):
            status, body = self.server.ask("REPORT", home, _headers("0"), changes_asked(at))
            if status in (404, 410) and not token:
                _refused(status)
            if status != 207:
                return None
            page = _page(body, home)
            rows |= {row.name: row for row in page.rows}
            if not page.token or len(rows) > MOST:
                return None
            if not page.more or page.token == at:
                return _Changes(tuple(rows.values()), page.token, not token)
            at = page.token
        return None

    def _fetched(self, home: str, rows: list[Row]) -> dict[str, bytes]:
        """Events with their bytes by name; one that is gone meanwhile, or as big as no event is,
        is left out."""
        asked = objects_asked(row.path for row in rows)
        status, body = self.server.ask("REPORT", home, _headers("1"), asked)
        if status == _TOO_BIG:
            half = len(rows) // 2
            parts = (rows[:half], rows[half:]) if half else ()
            return {n: raw for part in parts for n, raw in self._fetched(home, part).items()}
        _refused(status)
        wanted = {row.name for row in rows}
        raws = {
            row.name: row.data.encode()
            for row in _page(body, home).rows
            if row.data and row.name in wanted
        }
        return {name: raw for name, raw in raws.items() if len(raw) <= SIZE_LIMIT}


def _headers(depth: str) -> dict[str, str]:
    return {"Depth": depth, "Content-Type": XML}


def _page(body: bytes, home: str) -> Page:
    try:
        return page_of(body, home)
    except ValueError as error:
        raise SenseProblem(
            "The calendar server's answer cannot be understood.", hint="It is tried again."
        ) from error


def _refused(status: int) -> None:
    """Raise what an answer that is none means."""
    if status in (404, 410):
        raise SenseProblem(
            "There is nothing at the calendar's address.",
            hint="`worktui setup caldav` sets it.",
            lasting=True,
        )
    if status != 207:
        raise SenseProblem(
            f"The calendar server answered {status}.",
            hint="`worktui setup caldav` sets its address, the user and the password.",
            lasting=True,
        )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
