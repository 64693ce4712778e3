"""Booking: the free times of a type in the visitor's zone, and one of them taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from worktui.app.pages import (
    asked_start,
    nearest,
    need_kind,
    new_search,
    reachable,
    week_of,
    zone_or,
)
from worktui.domain import token
from worktui.domain.actions.meetings import BookSlot
from worktui.domain.errors import BadInput, Refused
from worktui.domain.fields import check, parse_instant
from worktui.domain.text import clean_block, clean_or
from worktui.faces.web import words
from worktui.faces.web.pages.asked_day import asked_day
from worktui.faces.web.paper import answer, rendered, see_other
from worktui.faces.web.sent import count, refuse_spent, sent_fields
from worktui.faces.web.site import Site

Fields = Mapping[str, str]
LONGEST_NAME, LONGEST_NOTE = 120, 2000


async def booking(site: Site, request: Request) -> Response:
    """The page of a type, and what is sent from it."""
    slug = request.path_params["type"]
    if request.method != "POST":
        return await _show(site, request, slug)
    fields, proven = await sent_fields(site, request)
    if not proven:
        page = await site.beside(
            partial(_again, site, slug, fields, {"": "Please press once more."})
        )
        return answer(site, request, page, 403)
    return await _book(site, request, slug, fields)


async def _show(site: Site, request: Request, slug: str) -> Response:
    """The free times, the same for everybody who asks for that week in that zone."""
    query = request.query_params
    asked = words.today_called(query.get("other", "").strip() or query.get("tz", ""))
    tz, first = asked if words.is_zone(asked) else "", asked_day(query.get("from", ""))
    stamp = site.stamp()
    key = ("book", slug, tz, first, bool(asked and not tz), stamp)
    wrong = {"tz": "That is no time zone."} if asked and not tz else {}
    page = await site.kept(key, partial(_page, site, slug, tz, first, wrong=wrong))
    site.ready(request, stamp, page)
    return answer(site, request, page)


def _page(
    site: Site,
    slug: str,
    tz: str,
    first: date | None,
    *,
    fields: Fields | None = None,
    wrong: Fields | None = None,
    others: tuple[datetime, ...] = (),
) -> str:
    work, now = site.desk.snapshot(), site.now()
    kind = need_kind(work, slug)
    zone = zone_or(tz, work)
    search = new_search(work, slug)
    starts = site.settings().week_starts
    week = week_of(search, first, now=now, tz=zone, week_starts=starts)
    return rendered(
        site, work, "booking.html",
        title=kind.title, kind=kind, week=week, tz=zone, guessed=not tz, now=now,
        address=f"/book/{kind.slug}", fields=fields or {}, wrong=wrong or {}, others=others,
    )  # fmt: skip


def _again(
    site: Site,
    slug: str,
    fields: Fields,
    wrong: Fields,
    others: tuple[datetime, ...] = (),
) -> str:
    """The page once more, with what was written in it and what was wrong with that."""
    zone = words.today_called(fields.get("tz", ""))
    first = asked_day(fields.get("from", ""))
    return _page(site, slug, zone, first, fields=fields, wrong=wrong, others=others)


async def _book(site: Site, request: Request, slug: str, fields: Fields) -> Response:
    need_kind(site.work(), slug)
    action, wrong = wish(slug, fields)
    if action is None:
        page = await site.beside(partial(_again, site, slug, fields, wrong))
        return answer(site, request, page, 400)
    refuse_spent(site, request, "booked")
    refuse_spent(site, request, "invitee", action.invitee)
    mine = (request.headers.get("cookie", ""), slug, action.start, action.invitee)
    try:
        receipt = await site.beside(partial(site.desk.do, [action]))
    except Refused:
        own = _own(site, site.made_of(mine))
        page = await site.beside(partial(_taken, site, action, fields, own=own))
        return answer(site, request, page, 409)
    site.made(mine, receipt.ids[0])
    count(site, request, "booked")
    count(site, request, "invitee", action.invitee)
    return see_other(site, f"{_path(site, receipt.ids[0], 0)}?new=1")


def _path(site: Site, id: str, generation: int) -> str:
    """The address of a booking's own page."""
    return f"/b/{token.make(site.secret, token.MANAGE, id, generation)}"


def _own(site: Site, id: str) -> str:
    """Where the booking is that the same browser made with the same words a moment ago; ""
    when there is none, or it is off."""
    booking = site.work().get("bookings", id)
    if booking is None or booking.get("status") != "confirmed":
        return ""
    return _path(site, id, int(booking.get("generation") or 0))


def wish(slug: str, fields: Fields) -> tuple[BookSlot | None, dict[str, str]]:
    """What was asked for, or what is wrong with it by field."""
    wrong: dict[str, str] = {}
    given: dict[str, str] = {"event_type": slug, "start": "", "invitee": ""}
    try:
        given["start"] = asked_start(fields.get("start", "")).isoformat()
    except BadInput as error:
        wrong["start"] = error.message
    try:
        given["invitee"] = reachable(str(check("email", "email", fields.get("email", ""))))
    except BadInput:
        wrong["email"] = "Write a mail address, as in zoe@example.org."
    zone = fields.get("tz", "")
    given |= {
        "name": clean_or(fields.get("name"), limit=LONGEST_NAME),
        "note": clean_block(fields.get("note", ""), limit=LONGEST_NOTE),
        "display_tz": zone if words.is_zone(zone) else "",
    }
    if wrong:
        return None, wrong
    action = BookSlot.of({name: value for name, value in given.items() if value})
    assert isinstance(action, BookSlot)
    return action, {}


def _taken(site: Site, action: BookSlot, fields: Fields, *, own: str) -> str:
    """The time is gone: the page again, with the nearest others; or with the way to the
    visitor's own booking, where the button was pressed twice."""
    work = site.desk.snapshot()
    zone = zone_or(fields.get("tz"), work)
    search, start = new_search(work, action.event_type), parse_instant(action.start)
    others = nearest(search, start, now=site.now(), tz=zone)
    told = {**fields, "from": start.astimezone(ZoneInfo(zone)).date().isoformat()}
    gone = {"gone": f"{words.spoken(start, zone)} is no longer free."}
    if own:
        gone = {"own": own, "gone": f"{words.spoken(start, zone)} is booked for you already."}
        others = ()
    return _again(site, action.event_type, told, gone, others)
