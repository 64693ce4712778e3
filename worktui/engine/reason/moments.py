"""When: the times a clause speaks of, in the right zone, as dues, windows and instants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold
from worktui.engine.when import Habits, When, find


@dataclass(frozen=True, slots=True)
class Moment:
    """A time said in a clause. `unsure` when nobody said whose clock it is and they differ;
    `start` and `end` count into the clause's text; `vague` for "around three", `rejected` for
    "Thursday doesn't work".
    """

    when: When
    start: int
    end: int
    unsure: bool = False
    vague: bool = False
    rejected: bool = False

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


NEAR = 80
"""So far around a time the words are looked at that turn it down, or lead to it."""
MOST = 40
"""Nobody names so many times in one breath; what follows is not heard."""


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
    here = Habits(
        zone.key,
        habits.date_order,
        habits.end_of_day,
        habits.week_starts,
        habits.working_days,
        habits.holidays,
    )
    found: list[Moment] = []
    folded = fold(text)
    for when in _found(text, scene.spoken_at.astimezone(zone), here):
        start, end = when.span
        ahead = folded[max(0, start - NEAR) : start].rstrip()
        if _DENIED.search(ahead):
            continue
        near = folded[max(0, start - 14) : start + 8]
        vague = when.kind == "datetime" and bool(
            said("about_time", scene.lang).search(_HOW_ABOUT.sub("", near))
            or _OPEN_ENDED.search(ahead)
        )
        turned_down = bool(_NOT_THEN.match(folded[end : end + NEAR]) or _CANNOT.search(ahead))
        moment = Moment(when, start, end, unsure and when.zone is None, vague, turned_down)
        if found and BARE_TIME.match(folded[start:end]) and start - found[-1].end <= 4:
            joined = _joined(found[-1], moment)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(moment)
        if len(found) >= MOST:
            break
    return found


_HOW_ABOUT = re.compile(r"\b(?:(?:how|what) )?about(?= \w*day)|\bow about|\bat about(?= \w*day)")
BARE_TIME = re.compile(
    r"^\W*(?:at |um |a las |a |as )?\d{1,2}(?:[:.h]\d{2})?\s*(?:uhr|h|am|pm|a\.m\.|"
    r"p\.m\.)?(?:\s+[a-z]{2,5}|\s+\w+ time|\s+hora (?:de |local de )?[\w ]+|"
    r"\s+heure de [\w ]+|\s+horario de [\w ]+|\s+(?:ortszeit|\w+er zeit))?$"
)


def _joined(day: Moment, clock: Moment) -> Moment | None:
    """A day, then a time right after it, that were found apart: one instant on its last day."""
    at = clock.instant
    if at is None or day.instant is not None or not day.days:
        return None
    value = datetime.combine(day.days[1], at.time(), at.tzinfo)
    when = replace(
        day.when,
        kind="datetime",
        value=value,
        start=None,
        end=None,
        text=f"{day.when.text} {clock.when.text}",
        zone=clock.when.zone,
        past=False,
    )
    return Moment(when, day.start, clock.end, clock.unsure, clock.vague, day.rejected)


_DENIED = re.compile(
    r"\b(?:not|instead of|rather than|no|nicht|statt|anstatt|pas|au lieu d[eu]|en vez del?|"
    r"en lugar del?|em vez d[eao]|nao)(?: (?:on|by|el|am|le|the|em|na|until|bis|un))?$"
)
"""What takes a date back: "Monday, not Friday"; "the 27th instead of the 20th"."""
_NOT_THEN = re.compile(
    r"[ ,]*(?:\w+ ){0,2}?(?:doesn't|does not|won't|will not|is not|isn't|no longer|"
    r"don't)(?: \w+)? (?:work|works|suit|fit|"
    r"possible|good|convenient|ok)\b|[ ,]*(?:is|looks) (?:bad|full|packed|difficult|booked|"
    r"impossible|tight|too (?:late|early|soon|tight)|no good|not good|out|tricky|not ideal|"
    r"a (?:public |bank |national )?holiday|"
    r"no longer possible)\b"
    r"|[ ,]*(?:\w+ ){0,2}?(?:passt|geht|klappt|kann)(?: \w+){0,3} nicht\b|[ ,]*(?:leider )?nicht\b"
    r"|[ ,]*(?:\w+ )?ne (?:me |nous )?(?:convient|va|marche) pas\b|[ ,]*no (?:me |nos )?(?:va|"
    r"viene|puedo|es posible|funciona)\b"
    r"|[ ,]*nao (?:da|posso|consigo|funciona|serve|vai dar)\b"
)
"""What follows a time that is turned down."""
_CANNOT = re.compile(
    r"\b(?:can't|cannot|can not|won't be able to|not able to|unable to|couldn't) (?:do|make|"
    r"attend|come|join|manage|meet)(?: \w+){0,3}?(?: on)?$"
    r"|\b(?:ne (?:peux|pouvons) pas|no (?:puedo|podemos)|nao (?:posso|podemos|"
    r"consigo))(?: \w+){0,2}$"
)
_OPEN_ENDED = re.compile(
    r"\b(?:after|from|before|any ?time|nach|ab|vor|apres|avant|a partir|despues|depois|antes)$"
)


@lru_cache(maxsize=512)
def _found(text: str, now: datetime, habits: Habits) -> tuple[When, ...]:
    return tuple(find(text, now, habits))


def _within_range(found: list[Moment]) -> list[Moment]:
    """ "Next week, Tuesday or Thursday": weekdays are those of the week named with them."""
    spans = [
        m
        for m in found
        if m.when.kind == "range" and isinstance(m.when.start, date) and m.days[0] != m.days[1]
    ]
    if len(spans) != 1:
        return found
    first, last = spans[0].days
    inside: list[Moment] = []
    for moment in found:
        value = moment.when.value
        if (
            value is None
            or len(moment.days) != 2
            or first <= moment.days[0] <= last
            or re.search(r"\d", moment.when.text)
        ):
            inside.append(moment)
            continue
        later = moment.days[0] + timedelta(days=7)
        if first <= later <= last:
            moment = replace(moment, when=replace(moment.when, value=value + timedelta(days=7)))
        inside.append(moment)
    narrowed = [
        m
        for m in inside
        if m is spans[0] or (m.days and first <= m.days[0] <= last and m.when.value is not None)
    ]
    return [m for m in inside if m is not spans[0]] if len(narrowed) > 1 else inside


_NAMES_DAY = re.compile(
    r"day\b|tag\b|today|tomorrow|heute|morgen|\d{1,2}[./]\d|[a-z]{4,}di\b|week|woche|semana"
)


def _hours_to_part(found: list[Moment]) -> list[Moment]:
    """ "Monday. I'm free between ten and noon": the hours are a part of the day named beside."""
    bare = [
        m
        for m in found
        if m.when.kind == "range"
        and isinstance(m.when.start, datetime)
        and isinstance(m.when.end, datetime)
        and not _NAMES_DAY.search(fold(m.when.text))
    ]
    rest = [m for m in found if m not in bare]
    if not bare or not any(m.days for m in rest):
        return found
    start, end = bare[0].when.start, bare[0].when.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return found
    part = "morning" if end.hour <= 13 else "afternoon" if start.hour >= 12 else None
    if part is None:
        return rest
    return [
        replace(m, when=replace(m.when, part=m.when.part or part))
        if m.days and not m.instant
        else m
        for m in rest
    ]


def gathered(found: Sequence[Moment]) -> list[Moment]:
    """Times of one wish put together: what is turned down goes, a bare hour joins the day.

    "Thursday? 3pm would be ideal" is Thursday at three; "any time after two" is the afternoon.
    """
    kept = _hours_to_part(_within_range([m for m in found if not m.rejected]))
    dated = [m for m in kept if m.days and not BARE_TIME.match(fold(m.when.text))]
    bare = [m for m in kept if m.instant is not None and BARE_TIME.match(fold(m.when.text))]
    if not bare or not dated:
        return kept
    rest = [m for m in kept if m not in bare]
    day = dated[-1]
    if bare[0].vague or day.instant is not None or day.days[0] != day.days[1]:
        hour = bare[0].instant.hour if bare[0].instant else 12
        part = day.when.part or ("afternoon" if hour >= 12 else "morning")
        joined = replace(day, when=replace(day.when, part=part))
        return [joined if m is day and day.instant is None else m for m in rest]
    whole = _joined(day, bare[0])
    return [*(m for m in rest if m is not day), whole] if whole is not None else rest


def due_of(scene: Scene, found: Sequence[Moment]) -> tuple[str | None, Moment | None]:
    """The due date among times said: a limit first, else the last day or instant named."""
    usable = [m for m in found if m.days and not m.when.past and not m.rejected]
    if not usable:
        return None, None
    limits = [m for m in usable if m.when.deadline]
    chosen = limits[0] if limits else usable[-1]
    text = due_text(chosen, scene)
    if _by_month(chosen) and text[:7] != chosen.days[1].isoformat()[:7]:
        last = chosen.days[1]
        told = (
            f"“{chosen.when.text}” read as before {chosen.days[0]:%B} begins; "
            f"its end would be {last.day} {last:%B}",
        )
        chosen = replace(chosen, when=replace(chosen.when, assumptions=told))
    return text, chosen


def _by_month(moment: Moment) -> bool:
    """ "By March": a limit that is a month and no day of it; who says it is safe before it."""
    if not moment.when.deadline or not moment.days or re.search(r"\d", moment.when.text):
        return False
    first, last = moment.days
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month
    return whole and not _WITHIN.search(fold(moment.when.text))


_WITHIN = re.compile(
    r"\b(?:end|within|during|in|throughout|month|monat\w*|mois|mes|ende|fin|final|finais|fim|"
    r"courant)\b"
)


_BEFORE = re.compile(
    r"(?:before|vor(?: dem)?|avant(?: le)?|antes d\w+)\b(?! (?:the )?(?:month|year|week|"
    r"quarter)[- ]?end| (?:the )?end\b)"
)


def due_text(moment: Moment, scene: Scene | None = None) -> str:
    """A moment as the value of a due field: a day, or an instant with offset.

    "Before Monday" ends with the working day before it.
    """
    if moment.instant is not None:
        return moment.instant.isoformat()
    day = moment.days[1]
    if scene is not None and moment.days[0] != day and _BEFORE.match(fold(moment.when.text)):
        day = moment.days[0]
    if scene is not None and _by_month(moment):
        day = moment.days[0]
    if scene is not None and (_BEFORE.match(fold(moment.when.text)) or _by_month(moment)):
        day -= timedelta(days=1)
        habits = scene.habits
        while day.weekday() not in habits.working_days or day in habits.holidays:
            day -= timedelta(days=1)
        if day < scene.settings.today(scene.spoken_at):
            return moment.days[1].isoformat()
    return day.isoformat()


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
        head, near = out[: max(0, moment.start - NEAR)], out[: moment.start][-NEAR:]
        head += _INSTEAD.sub("", _LEAD.sub("", near))
        tail = out[moment.end :]
        if latest := _LATEST.match(tail[:NEAR]):
            tail = tail[latest.end() :]
        out = f"{head.rstrip()} {tail.lstrip()}".strip() if head.strip() or tail.strip() else ""
    out = re.sub(
        r"[,\s]*\b(?:instead of|rather than|not|statt|nicht|au lieu d[eu]|en vez del?|"
        r"em vez d[eao])\s+(?:the |am |el |le |on |by )?[^\s,]+(?:\s+[^\s,]+)?\s*[.!]?$",
        lambda m: "" if re.search(r"\d|day\b|tag\b|di\b|es\b|feira", m.group()) else m.group(),
        out,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"\s{2,}", " ", out)).strip(" ,;-–—")


_LATEST = re.compile(
    r"\s*,?\s*(?:at the latest|latest|sp[aä]testens|au plus tard|a m[aá]s tardar|"
    r"no mais tardar|"
    r"(?:my|your|our) (?:local )?time)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|statt|au lieu d[eu]|en vez del?|em vez d[eao])\s*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:by|on|at|until|till|before|for|from|due|due on|due by|no later than|not later than|"
    r"latest|is due|are due|in|ready by|this|since|to|auf|au|al|ao|à|seit|depuis|desde"
    r"|bis|bis zum|bis spatestens|bis spätestens|am|um|zum|spätestens|für|vor|ab|pour le|pour|"
    r"avant|le|d'ici|jusqu'à|antes de|antes del|para el|para"
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
