"""A calendar server as it is read: one server, no redirects, bounded answers, plain sentences."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from worktui.domain.errors import SenseProblem
from worktui.effects.caldav_home import calendar_of, same_server
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.login import Login
from worktui.effects.web import Answer, talk

LIMIT: Final = 10_000_000
"""Bytes of one answer. It is asked for unpacked, so that it cannot grow after it came."""
WHOLE: Final = 30.0
"""Seconds for one answer as a whole, however slowly it comes."""
_LATER: Final = (408, 425, 429)
_SAYS_NOT_ABLE: Final = (501, 505, 507)
"""Answers above 500 that will be the same tomorrow."""
_SET_URL: Final = "`worktui setup caldav` sets the address."


class CalendarReader:
    """Fits `CalendarServer` (app/ports.py). `url` is a calendar, or a place that leads to the
    only one; the password goes nowhere else."""

    def __init__(self, url: str, *, user: str = "", password: Callable[[], str] = str) -> None:
        self.url = url.strip()
        self._login = Login(user, password)
        self._stopped = threading.Event()
        self._home = ""

    def home(self) -> str:
        """The address of the calendar, with a slash at its end."""
        if not self._home:
            with _as_sense():
                self._home = calendar_of(self.url, self._talk)
        return self._home

    def ask(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, bytes]:
        """One request: the status and the whole answer, or 413 for one that is too big."""
        with _as_sense():
            answer = self._talk(method, address, headers, body)
        return answer.status, answer.body

    def stop(self) -> None:
        """Begin no further talk."""
        self._stopped.set()

    def _talk(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        same_server(self.url, address)
        answer = self._once(method, address, headers, body)
        if answer.status == 401 and self._login.learn(answer.headers):
            answer = self._once(method, address, headers, body)
        if answer.status in (401, 407):
            raise Permanent(
                "The calendar server does not accept the user name with this password.",
                answer.status,
            )
        if 300 <= answer.status < 400:
            raise Permanent("The calendar server points elsewhere; set its new address.")
        busy = answer.status >= 500 and answer.status not in _SAYS_NOT_ABLE
        if busy or answer.status in _LATER:
            raise Temporary(f"The calendar server answered {answer.status}.", answer.status)
        return Answer(413, {}, b"") if len(answer.body) > LIMIT else answer

    def _once(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if self._stopped.is_set():
            raise Temporary("It was let go.")
        own = {
            "User-Agent": "worktui",
            "Accept-Encoding": "identity",
            **headers,
            **self._login.headers(method, address),
        }
        return talk(method, address, headers=own, body=body, whole=WHOLE, limit=LIMIT + 1)


@contextmanager
def _as_sense() -> Iterator[None]:
    """What fails on the way, as a sense says it."""
    try:
        yield
    except Permanent as error:
        raise SenseProblem(str(error), hint=_SET_URL, lasting=True) from error
    except Temporary as error:
        raise SenseProblem(
            f"The calendar server could not be reached. {error}", hint="It is tried again."
        ) from error
