"""What the app needs from outside, as small protocols. Store, senses and effects fit them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from worktui.domain.change import Actor, Change, Doc, Entry
from worktui.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from worktui.domain.arrival import Arrival
    from worktui.engine.levelling.recovery import Recovery, RPlan

Decide = Callable[[Snapshot], Change]


@dataclass(frozen=True, slots=True)
class Notice:
    """What opening or recovery did, in plain words. `level` is info, warning or error."""

    text: str
    level: str = "info"


class Clock(Protocol):
    """The one door of time."""

    def now(self) -> datetime:
        """The present instant, aware."""


class Store(Protocol):
    """Remembers. One contract suite runs over every store (tests/store/contract.py)."""

    def open(self) -> Sequence[Notice]:
        """Read everything; return what recovery did. Raises StoreProblem."""

    def notices(self) -> Sequence[Notice]:
        """What was put in order since opening, said once."""

    @property
    def seq(self) -> int:
        """Number of the last entry known here."""

    @property
    def readonly(self) -> str:
        """Why nothing can be written now, or "" when it can."""

    def snapshot(self) -> Snapshot:
        """A picture at `seq` that later commits do not change."""

    def commit(
        self, decide: Decide, actor: Actor, *, ts: datetime, key: str | None = None
    ) -> Entry | None:
        """Lock, read others' entries, call the pure `decide(snapshot)`, append one entry.

        Durable on return. `decide` may run again and its errors pass through with nothing
        written. An empty change writes nothing and returns None. With a `key` already
        committed, returns that entry and writes nothing. An edit whose `before` no longer
        holds raises Conflict (unless `after` already holds). Raises StoreProblem.
        """

    def poll(self) -> Sequence[Entry]:
        """Entries others have added since the last look, in order; never locks."""

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Entries with since < seq <= until, oldest first."""

    def entry(self, seq: int) -> Entry | None:
        """One entry by number."""

    def latest(self, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Up to `limit` newest entries (with seq < before), newest first."""

    def fold(self, *, quick: bool = False) -> bool:
        """Write the snapshot file; with `quick`, only when that is cheap. True if written."""

    def put_blob(self, data: bytes) -> str:
        """Keep bytes beside the workspace (0600); returns their sha256 in hex. Idempotent."""

    def get_blob(self, digest: str) -> bytes | None:
        """Bytes kept under a hash, None when forgotten or damaged."""

    def drop_blob(self, digest: str) -> bool:
        """Forget bytes; True if they were there."""

    def secret(self) -> bytes:
        """32 random bytes of this workspace, made on first use, never in log or export."""

    def lease(self, name: str) -> AbstractContextManager[bool]:
        """Hold a named role (a sense, the outbox); yields False when another process has it."""

    def close(self) -> None:
        """Let go; folds only when quick."""


class Intake(Protocol):
    """Turns raw input into arrivals (senses), each with the bytes to keep. Never raises
    on bad input: what cannot be understood is an arrival that says why."""

    def __call__(
        self,
        raw: Any,
        kind: str | None,
        *,
        name: str,
        now: datetime,
        secrets: Mapping[str, str],
    ) -> Iterable[tuple[Arrival, bytes]]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """Something a sense came upon: the raw input and its kind (None: to be guessed) as `Intake`
    takes them, a name to tell it by, and where the sense goes on once this is kept.

    Raw None: nothing came, only the place to go on from; `before` then counts what was there
    already when one began to look and is not taken in (-1: some). `why`: it is there but cannot
    be read, and why not, in a sentence; `raw` then is only a mark to know it by. The kind
    `calendar` is a `CalendarNews` (app/own_calendar.py): what changed in a calendar of one's own.
    """

    raw: Any
    kind: str | None
    name: str
    cursor: Mapping[str, Any]
    before: int = 0
    why: str = ""


class Sense(Protocol):
    """Looks again and again at one thing outside (a mailbox, a folder, a repository).

    It writes no work. What it finds is stored first, then `kept`; its cursor (a small JSON
    object, empty at first) is stored too, so that it goes on where it stopped.
    """

    @property
    def name(self) -> str:
        """Its own name, also that of the role that one process holds: `maildir`, `git:web`."""

    @property
    def place(self) -> str:
        """What it looks at, as the settings of this machine call it; never stored."""

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """What came since; may be left off after any. Raises SenseProblem.

        Without a cursor it begins: only what comes from now on. A cursor of `since` alone (an
        instant as ISO 8601 text) asks for what came from then on, known or not.
        """

    def kept(self, found: Found) -> None:
        """Acknowledge outside what is stored now (mark, move away). Raises SenseProblem."""

    def wait(self, seconds: float) -> None:
        """Until something may have come, at most so long; returns at once where it can only
        be looked for. Raises SenseProblem."""

    def close(self) -> None:
        """Let go of connections."""


class CalendarServer(Protocol):
    """A calendar server (CalDAV, RFC 4791) as one user reads it.

    It speaks to the server in the settings and to no other, follows nowhere, and each talk is
    bounded in time and size. Raises SenseProblem for what a person has to know.
    """

    def home(self) -> str:
        """The address of the calendar that the settings mean, with a slash at its end."""

    def ask(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, bytes]:
        """One request: the status and the whole answer, or 413 for one that is too big."""

    def stop(self) -> None:
        """Begin no further talk; works from another thread."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try to deliver: the fields of the outbox document to set."""

    id: str
    fields: Doc
    told: str


class Courier(Protocol):
    """Delivers outbox documents through carriers (effects)."""

    @property
    def leaves(self) -> bool:
        """False when messages are only written here and not sent."""

    def deliver(self, due: Sequence[Doc], now: datetime) -> Iterable[Outcome]:
        """Try each in order; yields after each try, so that it can be noted at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a language model is shown of one arrival: the sender's own words, and what they
    may speak of.

    `names` holds, by what it is (`task`, `project`, `person`, …), the ids it may use, each with
    words that say what it is; `actions` the action types it may suggest, each with its fields.
    """

    text: str
    names: Mapping[str, Mapping[str, str]]
    actions: Mapping[str, Sequence[str]]


class Model(Protocol):
    """A language model that is asked what it reads in a message (model). An extra opinion: it
    does nothing, and nothing it says is believed unchecked."""

    @property
    def name(self) -> str:
        """What people call it: `llama3.2`."""

    @property
    def mail(self) -> bool:
        """Whether it may be shown what came into a mailbox."""

    def suggest(self, asked: Asked) -> Sequence[Mapping[str, Any]]:
        """Candidates as it gave them, each an object: `type`, fields of that action, `evidence`
        (a quote), `when` (a quote that says the time), `sure` (likely or guess). Any may be
        false, missing or made up. Waits no longer than it was told to. Raises ModelProblem."""


class Solver(Protocol):
    """Proves how good a plan to save a milestone can be (solver). An extra; never needed."""

    def available(self) -> bool:
        """Whether it is installed; quick, and starts nothing."""

    def solve(
        self,
        recovery: Recovery,
        *,
        hint: RPlan | None = None,
        seconds: float = 6.0,
        most_changes: int | None = None,
        hands: bool = True,
        seed: int = 0,
        stop: Callable[[], bool] | None = None,
        progress: Callable[[RPlan], None] | None = None,
    ) -> RPlan | None:
        """The best plan found in `seconds`, never worse than `hint` or than changing nothing.

        At most `most_changes` tasks are handed over or moved; without `hands` everybody keeps
        their tasks. `stop` is asked some twenty times a second and ends it with what is there;
        `progress` is told each better plan. None when the search could not run at all.
        """
