"""A weekday said about a booking is one of the booking's own week.

"Can we move it from Tuesday to Thursday?" said of a call on Tuesday of next week means the
Thursday after that call, not tomorrow.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from worktui.domain.change import Doc
from worktui.engine.reason.moments import Moment
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold
from worktui.engine.when import When

_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|"
    r"\bmittwoch\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|"
    r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b|"
    r"\b(?:segunda|terca|quarta|quinta|sexta)\b"
)
_POINTED = re.compile(
    r"\b(?:this|next|coming|following|today|tomorrow|week|diese\w*|nachste\w*|kommende\w*|heute|"
    r"morgen|woche|ce|cette|prochaine?|demain|semaine|este|esta|proxim[oa]|que (?:viene|vem)|"
    r"manana|amanha|semana|deste|desta|neste|nesta)\b"
)
_FAR = timedelta(days=21)


def is_bare_weekday(moment: Moment) -> bool:
    """A weekday alone, perhaps with an hour: "Thursday", "Donnerstag um 15 Uhr"."""
    text = fold(moment.when.text)
    if not _WEEKDAY.search(text) or _POINTED.search(text):
        return False
    at = moment.instant
    hours = {at.hour, at.hour % 12 or 12, at.minute} if at is not None else set()
    return all(int(number) in hours for number in re.findall(r"\d+", text))


def on_its_weekday(scene: Scene, booking: Doc, moment: Moment) -> bool:
    """Whether a bare weekday is that of a booking in the next weeks."""
    if not moment.days or not is_bare_weekday(moment):
        return False
    start = datetime.fromisoformat(booking["start"])
    near = timedelta(0) <= start - scene.now <= _FAR
    return near and _day(scene, start).weekday() == moment.days[0].weekday()


_SEVEN = (
    "monday montag lundi lunes segunda", "tuesday dienstag mardi martes terca",
    "wednesday mittwoch mercredi miercoles quarta", "thursday donnerstag jeudi jueves quinta",
    "friday freitag vendredi viernes sexta", "saturday samstag samedi sabado",
    "sunday sonntag dimanche domingo",
)  # fmt: skip
_INSTEAD = r"(?:instead of|rather than|statt|anstatt|au lieu d[eu]|en vez del?|em vez d[ae])"


def instead_of_its_day(scene: Scene, booking: Doc, folded: str) -> bool:
    """Whether words put another day in place of a booking's: "instead of Thursday"."""
    start = _day(scene, datetime.fromisoformat(booking["start"]))
    names = "|".join(_SEVEN[start.weekday()].split())
    return bool(re.search(rf"\b{_INSTEAD} (?:\w+ )?(?:{names})\b", folded))


def in_its_week(scene: Scene, booking: Doc, moment: Moment) -> Moment:
    """The moment moved to the booking's week, when it is a bare weekday of a week before it."""
    if not moment.days or not is_bare_weekday(moment):
        return moment
    day = _day(scene, datetime.fromisoformat(booking["start"]))
    gap = _monday(day) - _monday(moment.days[0])
    if gap <= timedelta(0) or gap > _FAR:
        return moment
    return replace(moment, when=_moved(moment.when, gap))


def _moved(when: When, gap: timedelta) -> When:
    value, start, end = (
        t + gap if t is not None else None for t in (when.value, when.start, when.end)
    )
    day = value or start
    hour = f" {day:%H:%M}" if isinstance(day, datetime) else ""
    told = f"“{when.text}” read as {day:%a} {day.day} {day:%B}{hour}" if day is not None else ""
    told += ", in the week of the booking"
    return replace(when, value=value, start=start, end=end, assumptions=(told,))


def _day(scene: Scene, start: datetime) -> date:
    return start.astimezone(scene.settings.zone).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
