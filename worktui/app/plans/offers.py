"""How free times are offered: which ones are named, in a letter that holds none of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.app.plans.contacts import make_known
from worktui.app.plans.free_slots import need_type, slot_work
from worktui.app.plans.letters import offer, reader_zone
from worktui.domain.actions.meetings import OfferSlots
from worktui.domain.booking import EventType
from worktui.domain.errors import Refused
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.engine.slots import SlotWork, refuse_reason, slots

OFFERED = 3
"""Times named in an offer: enough to choose from, few enough to read."""
AWAKE = (8, 20)
"""Hours of the reader's day that are offered before others."""


def offer_slots(action: OfferSlots, draft: Draft) -> None:
    work = slot_work(draft)
    kind = need_type(work, action.event_type)
    zone = reader_zone(draft, action.to, action.display_tz)
    starts = offered(action, draft, work, kind, zone)
    if not starts:
        raise Refused(
            f"Nothing is free for {kind.title} in that time.", hint="Offer another window."
        )
    minutes = action.minutes or kind.minutes
    doc = {"title": kind.title, "minutes": minutes, "hosts": kind.hosts, "slug": kind.slug}
    letter = {"text": action.text, "subject": action.subject, "body": action.body}
    draft.effect(offer(draft, to=action.to, kind=doc, starts=starts, zone=zone, letter=letter))
    draft.say(f"{len(starts)} times offered to {action.to}")
    make_known(draft, action.to)


def offered(
    action: OfferSlots, draft: Draft, work: SlotWork, kind: EventType, zone: str
) -> list[datetime]:
    """The starts to name: those chosen, else a spread of what is free in the windows."""
    if action.slots:
        chosen = [parse_instant(str(start)) for start in action.slots]
        reasons = (
            refuse_reason(work, kind, s, now=draft.now, minutes=action.minutes) for s in chosen
        )
        return [s for s, reason in zip(chosen, reasons, strict=True) if reason is None]
    free: list[datetime] = []
    for first, last in _windows(action, draft):
        days = _day_in(first, zone), _day_in(last, zone)
        found = slots(
            work, kind, *days, now=draft.now, tz=zone, part=action.part_of_day,
            minutes=action.minutes,
        )  # fmt: skip
        free += [slot.start for slot in found if _inside(slot.start, first, last)]
    by_day = [start for start in free if _awake(start, zone)]
    return spread(by_day or free, OFFERED)


def _awake(start: datetime, zone: str) -> bool:
    """Whether it is a time of day at which people meet, where the reader is."""
    return AWAKE[0] <= start.astimezone(ZoneInfo(zone)).hour < AWAKE[1]


def _windows(action: OfferSlots, draft: Draft) -> list[tuple[str, str]]:
    """The windows asked for, each from a day or instant to another one; two weeks without."""
    if action.windows:
        return [(str(first), str(last)) for first, last in action.windows]
    today = draft.settings.today(draft.now)
    later = (today + timedelta(days=14)).isoformat()
    first = action.window_start or today.isoformat()
    return [(first, action.window_end or action.window_start or later)]


def _day_in(value: str, zone: str) -> date:
    if is_day(value):
        return parse_day(value)
    return parse_instant(value).astimezone(ZoneInfo(zone)).date()


def _inside(start: datetime, first: str, last: str) -> bool:
    """Whether a start lies in a window, so far as its ends are instants; one alone is a
    beginning."""
    if not is_day(first) and start < parse_instant(first):
        return False
    return is_day(last) or last == first or start < parse_instant(last)


def spread(free: list[datetime], count: int) -> list[datetime]:
    """`count` of the starts, spread over the days first and then over the day."""
    free = sorted(set(free))
    if len(free) <= count:
        return free
    step = (len(free) - 1) / (count - 1)
    return [free[round(n * step)] for n in range(count)]
