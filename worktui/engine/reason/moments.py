"""When: the times a clause speaks of, in the right zone, as dues, windows and instants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold
from worktui.engine.when import Habits, When, find


@dataclass(frozen=True, slots=True)
class Moment:
    """A time said in a clause. `unsure` when nobody said whose clock it is and they differ;
    `start` and `end` count into the clause's text; `vague` for "around three".
    """

    when: When
    start: int
    end: int
    unsure: bool = False
    vague: bool = False

    @property
    def instant(self) -> datetime | None:
        value = self.when.value
        return value if self.when.kind == "datetime" and isinstance(value, datetime) else None

    @property
    def days(self) -> list[date]:
        """First and last day spoken of; empty for durations and repetitions."""
        when = self.when
        if when.kind in ("date", "datetime") and when.value is not None:
            day = _day(when.value)
            return [day, day]
        if when.kind == "range" and when.start is not None:
            last = when.end if when.end is not None else when.start
            return [_day(when.start), _day(last)]
        return []


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def zone_said(scene: Scene, text: str) -> tuple[ZoneInfo, bool]:
    """Whose clock a text goes by, and whether that is unsure."""
    folded = fold(text)
    home = scene.settings.zone
    if scene.arrival.kind == "text" or scene.by_me:
        return home, False
    if said("your_time", scene.lang).search(folded):
        return home, False
    zone = scene.sender_tz
    if said("my_time", scene.lang).search(folded):
        return zone, False
    differs = (
        scene.spoken_at.astimezone(zone).utcoffset() != scene.spoken_at.astimezone(home).utcoffset()
    )
    return zone, differs


def moments(scene: Scene, clause: Clause, around: str | None = None) -> list[Moment]:
    """Times in a clause, in order. `around` is the whole sentence, where the zone may stand."""
    return moments_in(scene, clause.text, around or clause.text)


def moments_in(scene: Scene, text: str, around: str) -> list[Moment]:
    """Times in any text, in order."""
    zone, unsure = zone_said(scene, around)
    habits = scene.habits
    here = Habits(zone.key, habits.date_order, habits.end_of_day, habits.week_starts,
                  habits.working_days, habits.holidays)  # fmt: skip
    found: list[Moment] = []
    for when in find(text, scene.spoken_at.astimezone(zone), here):
        start, end = when.span
        before = fold(text[max(0, start - 14) : start + 8])
        vague = bool(said("about_time", scene.lang).search(before)) and when.kind == "datetime"
        vague = vague or bool(re.search(r"\b(?:after|from|before|any ?time|nach|ab|vor|apres|avant|a partir|despues|depois|antes)\s*$",
                                        fold(text[:start]).rstrip() + " ".strip()) and when.kind == "datetime")  # fmt: skip
        found.append(Moment(when, start, end, unsure and when.zone is None, vague))
    return found


def due_of(scene: Scene, found: Sequence[Moment]) -> tuple[str | None, Moment | None]:
    """The due date among times said: a limit first, else the last day or instant named."""
    usable = [m for m in found if m.days and not m.when.past]
    if not usable:
        return None, None
    limits = [m for m in usable if m.when.deadline]
    chosen = limits[0] if limits else usable[-1]
    return due_text(chosen), chosen


def due_text(moment: Moment) -> str:
    """A moment as the value of a due field: a day, or an instant with offset."""
    if moment.instant is not None:
        return moment.instant.isoformat()
    return moment.days[1].isoformat()


def minutes_said(found: Sequence[Moment]) -> int | None:
    """A length said: "half an hour", "45 min"."""
    for moment in found:
        if (
            moment.when.kind == "duration"
            and moment.when.minutes
            and 5 <= moment.when.minutes <= 480
        ):
            return moment.when.minutes
    return None


def without(text: str, found: Sequence[Moment]) -> str:
    """The text with the times cut out, and the words that led to them."""
    out = text
    for moment in sorted(found, key=lambda m: -m.start):
        if moment.when.kind == "duration":
            continue
        head = out[: moment.start]
        head = _LEAD.sub("", head)
        tail = re.sub(r"^\s*,?\s*(?:at the latest|latest|spatestens|au plus tard|a mas tardar|no mais tardar|"
                      r"(?:my|your|our) (?:local )?time)", "", out[moment.end :], flags=re.IGNORECASE)  # fmt: skip
        out = f"{head.rstrip()} {tail.lstrip()}".strip() if head.strip() or tail.strip() else ""
    return re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"\s{2,}", " ", out)).strip(" ,;-–—")


_LEAD = re.compile(
    r"\b(?:by|on|at|until|till|before|for|from|due|due on|due by|no later than|not later than|latest|is due|are due|in|ready by|this"
    r"|bis|bis zum|bis spatestens|bis spätestens|am|um|zum|spätestens|für|vor|ab|pour le|pour|avant|le|d'ici|jusqu'à|antes de|antes del|para el|para"
    r"|hasta|el|a las|até|ate|para|antes da|na|no|às|em)\s*$",
    re.IGNORECASE,
)


def shown(moment: datetime, zone: ZoneInfo) -> str:
    """An instant for people: "Tue 10 March 15:00 (Berlin)"."""
    local = moment.astimezone(zone)
    city = zone.key.rsplit("/", 1)[-1].replace("_", " ")
    return f"{local:%a} {local.day} {local:%B %H:%M} ({city})"


def next_days(scene: Scene, first: int = 1, length: int = 7) -> tuple[date, date]:
    """Tomorrow and a week on, in the workspace."""
    today = scene.settings.today(scene.now)
    return today + timedelta(days=first), today + timedelta(days=length)
