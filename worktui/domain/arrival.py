"""What was sensed from outside: an arrival and its parts, as values.

Senses make arrivals, the reasoner reads them, the inbox shows them.  Every text in them
has been cleaned (`worktui.domain.text`); the raw bytes are kept elsewhere, by `digest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a message's text, [start, end) in characters of that text.

    `kind`: own | quoted | forwarded | signature | disclaimer | greeting.  Zones cover the
    text from its beginning to its end in order, without overlap.  A greeting is the closing
    ("Best regards, Ann"): its sender's own words, but nothing he wants.
    """

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in an arrival: a cleaned name (may be "") and a lower-case address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One VEVENT or VTODO of an iCalendar object (RFC 5545, methods of RFC 5546).

    `method` is REQUEST, REPLY, CANCEL, COUNTER, PUBLISH, … or "" (a plain file counts as
    PUBLISH).  `start` and `end` (exclusive) are days when `all_day`, else datetimes, aware
    where the item has a zone.  `rrule` is RRULE text without the property's name.
    """

    uid: str
    method: str = ""
    sequence: int = 0
    recurrence_id: date | datetime | None = None
    status: str = ""
    summary: str = ""
    location: str = ""
    description: str = ""
    start: date | datetime | None = None
    end: date | datetime | None = None
    tz: str = ""
    all_day: bool = False
    rrule: str | None = None
    exdates: tuple[date | datetime, ...] = ()
    rdates: tuple[date | datetime, ...] = ()
    organizer: Party | None = None
    attendees: tuple[tuple[Party, str], ...] = ()
    comment: str = ""
    transparent: bool = False
    component: str = "VEVENT"
    this_and_future: bool = False
    private: bool = False  # CLASS is PRIVATE or CONFIDENTIAL: others see only busy time
    stamp: date | datetime | None = None  # DTSTAMP: when this state of it was written


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a repository, as told by git or a forge."""

    sha: str
    author: Party
    date: datetime | None
    message: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived, understood as far as its form goes, judged by nobody yet.

    `state` is `parsed`, `quarantined` (understood but not to be trusted: bad signature) or
    `failed` (not understood); the latter two say `why` in a sentence.
    """

    kind: str  # text | form | eml | ics | git | webhook
    external_id: str = ""  # Message-ID, form id, sha, webhook id: same id, same arrival
    digest: str = ""  # SHA-256 (hex) of the raw bytes, line ends normalised
    source: str = ""  # sender's address, "form:contact", "git:github", "webhook:crm"
    sender: Party | None = None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    in_reply_to: tuple[str, ...] = ()  # In-Reply-To, then References, newest first
    text: str = ""  # the body, into which the zones count
    zones: tuple[Zone, ...] = ()
    bulk: bool = False  # mailing lists, newsletters
    auto: bool = False  # sent by a program: vacation, delivery report, no-reply
    signed: bool = False  # a webhook's signature was checked and is right
    fields: Mapping[str, str] = field(default_factory=dict)
    calendar: tuple[CalendarItem, ...] = ()
    commits: tuple[Commit, ...] = ()
    default_branch: bool = False
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    state: str = "parsed"
    why: str | None = None
    event: str = ""  # a webhook's event in our words

    @property
    def own(self) -> str:
        """What the sender wrote himself: the own zones, joined (closings left out)."""
        return "".join(z.text for z in self.zones if z.kind == "own").strip()
