"""A calendar of one's own on a server (CalDAV, RFC 4791), followed by its sync token (RFC 6578).

After the first look only what changed is fetched, and what is gone is told. Where a token has
expired, or the server has none, all there is is looked at again. Nothing is written there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final, cast
from urllib.parse import unquote, urlsplit

from worktui.app.own_calendar import CalendarNews
from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem, WorktuiError
from worktui.domain.text import clean_or
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT

Calendar = Any
"""One of the library's; its types are those of its waiting and its not waiting half in one."""

TIMEOUT: Final = 30
"""Seconds for one answer of the server."""
EVERY: Final = 60.0
"""Seconds between two looks: a calendar server tells nobody by itself."""
AT_ONCE: Final = 50
"""Events that are fetched together."""
_OWN_MARK: Final = "fake-"
"""How the library's tokens begin where the server has none."""


class CalDavCalendar:
    """The calendar at `url`, or the only one of whom it leads to."""

    def __init__(self, url: str, *, user: str = "", password: Callable[[], str] = str) -> None:
        self.url, self.user, self._password = url.strip(), user, password
        self.name = named("caldav", f"{user}@{self.url}")
        self.place = f"{user + ' at ' if user else ''}{urlsplit(self.url).hostname or self.url}"
        self._client: Any = None
        self._calendar: Calendar = None
        self._over = threading.Event()

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """What changed since; everything at first."""
        with self._talking():
            calendar = self._opened()
            told, whole = self._changes(calendar, str(cursor.get("token") or ""))
            token = str(told.sync_token or "")
            if token and token == cursor.get("token") and not whole:
                return
            gone_urls = {str(url) for url in told.deleted_urls or ()}
            changed = [o for o in told.objects if str(o.url.canonical()) not in gone_urls]
            gone = tuple(sorted(_name(url) for url in gone_urls))
            for start in range(0, len(changed), AT_ONCE):
                found = self._fetched(calendar, changed[start : start + AT_ONCE])
                news = CalendarNews(self.name, found)
                yield Found(news, "calendar", "calendar", cursor)
            present = frozenset(_name(o.url) for o in changed) if whole else None
            news = CalendarNews(self.name, {}, () if whole else gone, present)
            yield Found(news, "calendar", "calendar", {"token": token})

    def kept(self, found: Found) -> None:
        """Nothing is written there."""

    def wait(self, seconds: float) -> None:
        """A minute: it can only be looked for, over the network."""
        self._over.wait(min(seconds, EVERY))

    def close(self) -> None:
        """Wait no longer, and let go of the connection."""
        self._over.set()
        self._drop()

    def _drop(self) -> None:
        client, self._client, self._calendar = self._client, None, None
        if client is not None:
            with suppress(OSError, AttributeError):
                client.close()

    def _changes(self, calendar: Calendar, token: str) -> tuple[Any, bool]:
        """What the server tells since a token, and whether that is all there is."""
        from caldav.lib.error import DAVError

        if not token.startswith(_OWN_MARK):
            for known in (token, "") if token else ("",):
                with suppress(DAVError):  # the token has expired, or there are none
                    told = calendar.get_objects_by_sync_token(known or None, disable_fallback=True)
                    return told, not known
        told = calendar.get_objects_by_sync_token(token or None)
        return told, str(told.sync_token) != token

    def _fetched(self, calendar: Calendar, objects: list[Any]) -> dict[str, bytes]:
        """Events with their bytes by name; one that is gone meanwhile is left out."""
        there = [o for o in objects if getattr(o, "_data", None) is not None]
        missing = [o.url for o in objects if getattr(o, "_data", None) is None]
        if missing:
            there += list(calendar.multiget(missing))
        raws = {_name(one.url): str(one.data).encode() for one in there if one.data}
        return {name: raw for name, raw in raws.items() if len(raw) <= SIZE_LIMIT}

    def _opened(self) -> Calendar:
        if self._over.is_set():
            raise OSError("it was let go")
        if self._calendar is None:
            self._calendar = self._found()
        return self._calendar

    def _found(self) -> Calendar:
        """The calendar that the address means. Raises SenseProblem where it cannot be told."""
        from caldav.davclient import DAVClient
        from caldav.elements import cdav, dav

        logging.getLogger("caldav").addHandler(logging.NullHandler())  # its words are not ours
        self._client = client = cast("Any", DAVClient)(
            url=self.url,
            username=self.user or None,
            password=self._password() or None,
            timeout=TIMEOUT,
            enable_rfc6764=False,
            require_tls=False,
        )
        here = client.calendar(url=self.url)
        if cdav.Calendar.tag in (here.get_properties([dav.ResourceType()]).get(_KINDS) or ()):
            return here
        found = [c for c in client.principal().calendars() if _holds_events(c)]
        if len(found) == 1:
            _same_server(self.url, str(found[0].url))
            return found[0]
        if not found:
            raise SenseProblem(
                "There is no calendar for events at the address in the settings.",
                hint="`worktui setup caldav` sets the address.",
                lasting=True,
            )
        names = ", ".join(
            clean_or(c.get_display_name() or _name(c.url), "?", 60) for c in found[:5]
        )
        raise SenseProblem(
            f"There are several calendars there: {names}.",
            hint="Set [caldav] url to the address of one of them.",
            lasting=True,
        )

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Whatever fails on the way is a sentence, and the connection is made anew."""
        try:
            from caldav.lib.error import AuthorizationError, DAVError, NotFoundError
        except ImportError as error:
            raise SenseProblem(
                "Reading a calendar server needs a part that is not installed.",
                hint="`pip install worktui[caldav]` installs it.",
                lasting=True,
            ) from error
        try:
            yield
        except AuthorizationError as error:
            self._drop()
            raise SenseProblem(
                "The calendar server does not accept the user name with this password.",
                hint="`worktui setup caldav` sets them.",
                lasting=True,
            ) from error
        except NotFoundError as error:
            self._drop()
            raise SenseProblem(
                "There is nothing at the calendar's address.",
                hint="`worktui setup caldav` sets it.",
                lasting=True,
            ) from error
        except (DAVError, OSError, ValueError, LookupError, SyntaxError) as error:
            self._drop()  # SyntaxError: what is no XML
            why = type(error).__name__ if isinstance(error, DAVError) else _said(error)
            raise SenseProblem(
                f"The calendar server could not be reached: {why}.", hint="It is tried again."
            ) from error
        except WorktuiError:
            self._drop()
            raise


_KINDS: Final = "{DAV:}resourcetype"


def _holds_events(calendar: Calendar) -> bool:
    kinds = calendar.get_supported_components()
    return not kinds or "VEVENT" in kinds


def _name(url: Any) -> str:
    """The last part of an address, which is the object's name in its calendar."""
    return unquote(str(url).rstrip("/").rpartition("/")[2])


def _same_server(url: str, other: str) -> None:
    """The password goes to no other server than the one in the settings."""
    one, two = urlsplit(url), urlsplit(other)
    if (one.scheme, one.hostname, one.port) != (two.scheme, two.hostname, two.port):
        raise SenseProblem(
            "The calendar server points to another server.",
            hint="Set [caldav] url to an address there.",
            lasting=True,
        )


def _said(error: Exception) -> str:
    """Why, in a word or two; addresses stay out of it."""
    why = getattr(error, "strerror", None) or type(error).__name__
    return clean_or(why, "it does not answer", 80)
