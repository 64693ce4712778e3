"""What all pages stand on: the desk, who asks, the limits, the journal, rendered pages kept."""

from __future__ import annotations

import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.requests import Request

from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.web.callers import Callers
from worktui.faces.web.limits import Limits
from worktui.faces.web.proof import Proofs

T = TypeVar("T")
KEPT = 256
"""Rendered pages kept; they hold nothing of one visitor."""
FILL_SECONDS = 2
"""A form that comes back sooner was filled in by a program."""
_HERE = re.compile(r"(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$", re.IGNORECASE)


def to_stderr(line: str) -> None:
    """A line of the journal."""
    sys.stderr.write(line + "\n")


@dataclass
class Site:
    """One running set of pages over one workspace.

    `journal` takes a line per request, `alarms` one per security event; neither ever holds a
    token or a secret. `fill_seconds` is the least time in which a person fills in a form,
    `patience` the longest that a body may take. Without `mails` no page promises one.
    """

    desk: Desk
    inbox: Inbox
    proxies: Sequence[str] = ()
    journal: Callable[[str], None] | None = None
    alarms: Callable[[str], None] = to_stderr
    fill_seconds: float = FILL_SECONDS
    patience: float = 10.0
    mails: bool = True
    limits: Limits = field(default_factory=Limits)
    served: int = 0
    ready: Callable[[Request, tuple[int, int], bytes], None] = lambda *_: None
    _made: OrderedDict[Hashable, str] = field(default_factory=OrderedDict)
    _public: tuple[int, str] = (-1, "")
    _pages: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.desk = self.desk.through("web")
        self.callers = Callers(self.proxies)
        self.secret = self.desk.store.secret()
        self._proofs = {https: Proofs(self.secret, https=https) for https in (False, True)}

    @property
    def public(self) -> str:
        """The address under which others reach the pages, as the work has it now; "" for none."""
        seq = self.desk.store.seq
        if self._public[0] != seq:
            self._public = (seq, self.settings().public_address.rstrip("/"))
        return self._public[1]

    @property
    def https(self) -> bool:
        """Whether that address is encrypted."""
        return self.public.startswith("https://")

    @property
    def root(self) -> str:
        """The path that stands before every path there."""
        return urlsplit(self.public).path if self.public.startswith("http") else ""

    def proofs(self, host: str = "") -> Proofs:
        """Proofs for the host that is asked. Where the public address is encrypted its cookie
        is, too; but not for somebody who looks at the pages on this very machine."""
        return self._proofs[self.https and not _HERE.match(host)]

    def now(self) -> datetime:
        """The present instant."""
        return self.desk.now()

    def work(self) -> Snapshot:
        """The work as it is now, with what other processes wrote."""
        self.desk.poll()
        return self.desk.snapshot()

    def seq(self) -> int:
        """Number of the last entry, with those of other processes."""
        self.desk.poll()
        return self.desk.store.seq

    def minute(self) -> int:
        """The minute it is: free times change with it."""
        return int(self.now().timestamp()) // 60

    def stamp(self) -> tuple[int, int]:
        """The state of the work and the minute: what a page of free times depends on."""
        return self.seq(), self.minute()

    def settings(self) -> Settings:
        """The settings of the workspace."""
        return Settings.of(self.desk.snapshot())

    def made(self, wish: Hashable, booking: str) -> None:
        """Remember for a while what came of a wish, for whoever presses twice."""
        self._made[wish] = booking
        while len(self._made) > KEPT:
            self._made.popitem(last=False)

    def made_of(self, wish: Hashable) -> str:
        """The booking that came of the same wish before, "" when there is none."""
        return self._made.get(wish, "")

    async def beside(self, do: Callable[[], T]) -> T:
        """Do what reckons or writes in another thread, so that no other visitor waits."""
        return await to_thread.run_sync(do)

    async def kept(self, key: Hashable, make: Callable[[], str]) -> bytes:
        """A page that is the same for everybody, made once as long as its key stays."""
        found = self._pages.get(key)
        if found is None:
            found = (await self.beside(make)).encode()
            self._pages[key] = found
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return found

    def alarm(self, what: str, client: str, facts: Mapping[str, str] | None = None) -> None:
        """Note a security event: what, from where, and harmless facts."""
        told = "".join(f" {name}={_plain(value)}" for name, value in (facts or {}).items())
        self.alarms(f"{self.now().isoformat(timespec='seconds')} ! {what} from={client}{told}")


def _plain(text: str) -> str:
    """Text of others as one harmless word."""
    kept = "".join(c if c.isascii() and c.isprintable() and c != " " else "?" for c in text[:60])
    return kept or "-"
