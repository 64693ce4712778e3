"""The status page of a project as frozen values: what is told to those above the work.

All of it is derived from one snapshot at one moment; a renderer adds nothing to it. Days are
dates, moments are in the workspace's zone, money is text with its currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from worktui.engine.health.model import WORDS

SCALE = {"late": "late", "off_track": "late", "at_risk": "ask", "unknown": "ask"}
"""How much a health asks for; the others ask for nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """One of the three answers: what it is about, how much it asks, the sentence."""

    label: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Stone:
    """A milestone: promised, forecast, and why it is called what it is called.

    `slack` counts working days from the forecast to the promise, negative where it is late.
    """

    id: str
    name: str
    health: str
    due: date | None
    forecast: date | None
    p50: date | None
    p80: date | None
    slack: int | None
    done: int
    tasks: int
    reasons: tuple[str, ...] = ()
    override: str = ""
    derived: str = ""
    """The derived health where a person's word stands in its place, else ""."""

    @property
    def words(self) -> str:
        """Its health in words."""
        return WORDS.get(self.health, self.health)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name; `note` says where it comes from or why it is not defined."""

    name: str
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """The budget: one sentence, then the figures behind it and why it is judged so."""

    sentence: str
    health: str
    currency: str
    figures: tuple[Figure, ...] = ()
    reasons: tuple[str, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()
    """The amounts that a later status is compared with, as exact decimal strings."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that changed; `kind` is worse, better or news."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the status before, or in the days before where there is none."""

    kept: str
    """The id of the status before, "" for the first one."""
    start: date
    by: str
    changes: tuple[Moved, ...]
    finished: tuple[str, ...]
    """Tasks that were finished, as `WEB-3 Logo (ana)`."""
    more: int = 0
    """Finished ones beyond those named."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next: a day, what happens on it, to what, who does it."""

    day: date
    what: str
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class StatusPage:
    """All that is told about a project at one moment."""

    project: str
    name: str
    lead: str
    at: datetime
    entry: int
    health: str
    answers: tuple[Told, ...]
    milestones: tuple[Stone, ...]
    blocked: tuple[str, ...]
    fragile: tuple[str, ...]
    money: Money
    since: Since
    ahead: tuple[Coming, ...]
    problems: tuple[str, ...]
    assumptions: tuple[str, ...]
    done: int
    tasks: int
    open: tuple[str, ...] = ()
    """The ids of tasks that are not done."""

    @property
    def title(self) -> str:
        """`Website relaunch (WEB)`."""
        return f"{self.name} ({self.project})" if self.name != self.project else self.project

    @property
    def words(self) -> str:
        """The health of the project in words."""
        return WORDS.get(self.health, self.health)


def day_words(day: date, near: date) -> str:
    """`11 Dec`, with its year where that is not the year of the page."""
    short = f"{day.day} {_MONTHS[day.month - 1]}"
    return short if day.year == near.year else f"{short} {day.year}"


def stamp_words(at: datetime) -> str:
    """`Wed 25 Nov 2026, 14:02 (Europe/Berlin)`."""
    day = f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"
    return f"{day}, {at:%H:%M} ({at.tzinfo})"


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
