"""The scene of one arrival: who wrote, to whom, in what zone and tongue, about whose work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.lexicon import language
from worktui.engine.reason.people import People, Who
from worktui.engine.reason.words import fold
from worktui.engine.when import Habits

if TYPE_CHECKING:
    from worktui.engine.reason.weights.model import Model

_ANSWER = re.compile(r"\s*(?:re|aw|sv|antw|rv|res)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
"""An answer: its subject is in the words of the one who wrote first."""
_DAY_NUMBERS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


@dataclass(frozen=True, slots=False)
class Scene:
    """Everything a judgement may look at."""

    arrival: Arrival
    work: Snapshot
    now: datetime
    me: str
    requests: Model | None = None
    """What was learned about requests; without it rules judge alone."""
    lang_told: str = ""
    """The language where it is known; else it is told from the words."""

    @cached_property
    def settings(self) -> Settings:
        return Settings.of(self.work)

    @cached_property
    def people(self) -> People:
        return People(self.work)

    @cached_property
    def myself(self) -> Who:
        return self.people.by_id(self.me) or Who("person", self.me, self.me, "")

    @cached_property
    def lang(self) -> str:
        if self.lang_told:
            return self.lang_told
        words = self.arrival.own or self.arrival.text
        own = language(words) if _ANSWER.match(self.arrival.subject) else "en"
        return own if own != "en" else language(f"{self.arrival.subject}\n{words}")

    @cached_property
    def sender(self) -> Who | None:
        """The known sender; for notes typed here it is me."""
        if self.arrival.kind == "text":
            return self.myself
        party = self.arrival.sender
        return self.people.by_email(party.email) if party is not None else None

    @property
    def by_me(self) -> bool:
        return self.sender is not None and self.sender.id == self.me

    @property
    def by_team(self) -> bool:
        return self.sender is not None and self.sender.kind == "person"

    @property
    def outside(self) -> bool:
        """Whether somebody outside wrote this, known or not."""
        return not self.by_team

    @cached_property
    def stranger(self) -> bool:
        """Whether the sender is unknown, and from no house that is known here."""
        if self.sender is not None or self.arrival.kind in ("text", "git"):
            return False
        house = (self.address or "").rpartition("@")[2]
        return all(who.email.rpartition("@")[2] != house for who in self.people.everyone())

    @cached_property
    def address(self) -> str | None:
        """Where an answer goes: the sender's address."""
        party = self.arrival.sender
        return party.email if party is not None and "@" in party.email else None

    @cached_property
    def sender_name(self) -> str:
        if self.sender is not None:
            return self.sender.name
        party = self.arrival.sender
        return (party.name or party.email) if party is not None else ""

    @cached_property
    def sender_tz(self) -> ZoneInfo:
        """The sender's zone: told in the form, known, or the workspace's."""
        for name in (
            self.arrival.fields.get("timezone"),
            self.arrival.fields.get("tz"),
            self.sender.tz if self.sender else None,
        ):
            zone = zone_of(name)
            if zone is not None:
                return zone
        return self.settings.zone

    @cached_property
    def knows_tz(self) -> bool:
        """Whether the sender's zone is really known."""
        told = self.arrival.fields.get("timezone") or self.arrival.fields.get("tz")
        return bool(zone_of(told) or (self.sender and zone_of(self.sender.tz)))

    @cached_property
    def spoken_at(self) -> datetime:
        """When the words were written: what "tomorrow" counts from."""
        sent = self.arrival.sent_at
        if sent is None or sent.tzinfo is None:
            return self.now
        if sent > self.now + timedelta(hours=1) or sent < self.now - timedelta(days=400):
            return self.now
        return sent

    @cached_property
    def habits(self) -> Habits:
        s = self.settings
        return Habits(
            s.timezone,
            s.date_order,
            s.end_of_day,
            s.week_starts,
            _working_days(s),
            frozenset(_days(s.holidays)),
        )

    @cached_property
    def today(self) -> str:
        return self.settings.today(self.now).isoformat()

    @cached_property
    def project(self) -> str | None:
        """The project of the contact who wrote, when there is such."""
        key = self.sender.project if self.sender is not None else ""
        return key if key and self.work.get("projects", key) else None

    @cached_property
    def tasks(self) -> list[Doc]:
        return [t for t in self.work.all("tasks") if not t.get("archived")]

    @cached_property
    def memo(self) -> dict[str, object]:
        """What is worked out once for this arrival, by name."""
        return {}

    def columns(self, task: Doc) -> list[Doc]:
        """The columns a task can be in, in board order."""
        project = self.work.get("projects", task.get("project") or "") or {}
        every = sorted(self.work.all("columns"), key=lambda c: c.get("rank", 0))
        wanted = project.get("columns")
        if not wanted:
            return every
        known = {c["id"]: c for c in every}
        return [known[c] for c in wanted if c in known]

    def column_of(self, task: Doc) -> Doc | None:
        return self.work.get("columns", task.get("status") or "")

    def is_done(self, task: Doc) -> bool:
        column = self.column_of(task)
        return bool(column and column.get("kind") == "done")

    def mine(self, address: str) -> bool:
        """Whether an address is mine or this team's."""
        who = self.people.by_email(address)
        return who is not None and who.kind == "person"

    def subject_words(self) -> str:
        """The subject without its "Re:" and "Fwd:"."""
        return re.sub(
            r"^(?:\s*(?:re|aw|fwd?|wg|sv|rv|tr|enc|antw)\s*(?:\[\d+\])?:\s*)+",
            "",
            self.arrival.subject,
            flags=re.IGNORECASE,
        ).strip()

    @cached_property
    def folded(self) -> str:
        return fold(self.arrival.own)

    def of(self, arrival: Arrival) -> Scene:
        """The scene of another arrival, or of a part of this one."""
        return Scene(arrival, self.work, self.now, self.me, self.requests)


def zone_of(name: str | None) -> ZoneInfo | None:
    """The zone of an IANA name, None if there is no such."""
    if not name or ("/" not in name and name != "UTC"):
        return None
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _working_days(settings: Settings) -> frozenset[int]:
    days: set[int] = set()
    for key in settings.working_hours:
        first, _, last = str(key).lower().partition("-")
        a = _DAY_NUMBERS.get(first[:3])
        b = _DAY_NUMBERS.get(last[:3]) if last else a
        if a is not None and b is not None:
            days |= {d % 7 for d in range(a, b + 1 if b >= a else b + 8)}
    return frozenset(days or {0, 1, 2, 3, 4})


def _days(texts: tuple[str, ...]) -> list[date]:
    return [date.fromisoformat(text[:10]) for text in texts]
