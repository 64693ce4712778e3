"""One booking by its link: looked at, cancelled, moved. GET and HEAD change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from worktui.app.draft import Draft
from worktui.app.pages import (
    Gone,
    asked_start,
    booking_by,
    kind_of,
    move_search,
    nearest,
    week_of,
    zone_or,
)
from worktui.app.plans import plan_all
from worktui.domain import token
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import CancelBooking, RescheduleBooking
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.faces.web import words
from worktui.faces.web.pages.asked_day import asked_day
from worktui.faces.web.paper import answer, rendered, see_other
from worktui.faces.web.refusals import Refusal
from worktui.faces.web.sent import count, refuse_spent, sent_fields
from worktui.faces.web.site import Site

Fields = Mapping[str, str]


async def manage(site: Site, request: Request) -> Response:
    """The page of a booking, and what is sent from it."""
    refuse_spent(site, request, "guess")
    text = request.path_params["token"]
    if request.method != "POST":
        return await _show(site, request, text)
    fields, proven = await sent_fields(site, request)
    booking = _need(site, request, text)
    if booking.get("status") == "cancelled":
        raise Gone("This booking is cancelled already.")
    if parse_instant(booking["start"]) <= site.now():
        raise Refusal(409, "This has begun or is over; it can no longer be changed here.")
    if not proven:
        wrong = {"": "Please press once more."}
        page = await site.beside(partial(_page, site, text, booking, fields, wrong=wrong))
        return answer(site, request, page, 403)
    match fields.get("action"):
        case "cancel":
            return await _cancel(site, request, text, booking, fields)
        case "reschedule":
            return await _move(site, request, text, booking, fields)
    raise Refusal(400)


def _need(site: Site, request: Request, text: str) -> Doc:
    """The booking of a token; a false one is counted."""
    try:
        return booking_by(site.work(), site.secret, text, site.now())
    except Gone:
        raise
    except NotFound:
        site.alarm("false link", request.scope["caller"])
        count(site, request, "guess")
        raise


async def _show(site: Site, request: Request, text: str) -> Response:
    booking = _need(site, request, text)
    fields = dict(request.query_params)
    page = await site.beside(partial(_page, site, text, booking, fields))
    return answer(site, request, page, 410 if booking.get("status") == "cancelled" else 200)


def _page(
    site: Site,
    text: str,
    booking: Doc,
    fields: Fields,
    *,
    wrong: Fields | None = None,
    others: tuple[datetime, ...] = (),
) -> str:
    work, now = site.desk.snapshot(), site.now()
    asked = words.today_called(fields.get("other", "").strip() or fields.get("tz") or "")
    tz = asked if words.is_zone(asked) else str(booking.get("display_tz") or "")
    zone = zone_or(tz, work)
    start = parse_instant(booking["start"])
    open_ = booking.get("status") != "cancelled" and start > now
    search = move_search(work, booking) if open_ and _kind(work, booking) else None
    week = None
    if search is not None:
        first = asked_day(fields.get("from", "")) or _near(start, zone)
        starts = site.settings().week_starts
        week = week_of(search, first, now=now, tz=zone, week_starts=starts)
    return rendered(
        site, work, "manage.html",
        title=_title(work, booking), booking=booking, kind=_kind(work, booking), tz=zone,
        start=start, end=parse_instant(booking["end"]), week=week, now=now, open=open_,
        address=f"/b/{text}", fields=fields, wrong=wrong or {}, others=others,
        new=fields.get("new") == "1", moved=fields.get("moved") == "1",
        choosing=bool(fields.get("from") or fields.get("move") or others or wrong),
        hosts=_hosts(work, booking),
    )  # fmt: skip


def _near(start: datetime, zone: str) -> date:
    return start.astimezone(ZoneInfo(zone)).date()


def _kind(work: Snapshot, booking: Doc) -> object:
    doc = work.get("event_types", str(booking.get("event_type")))
    return kind_of(work, doc) if doc else None


def _title(work: Snapshot, booking: Doc) -> str:
    doc = work.get("event_types", str(booking.get("event_type"))) or {}
    return str(doc.get("title") or "Your booking")


def _hosts(work: Snapshot, booking: Doc) -> tuple[str, ...]:
    return tuple(
        str((work.get("people", host) or {}).get("name") or host)
        for host in booking.get("hosts") or ()
    )


def _do(site: Site, booking: Doc, action: Action) -> None:
    """Carry out what the link is asked for, if it is still the newest when that is written."""

    def fill(draft: Draft) -> None:
        now = draft.get("bookings", booking["id"]) or {}
        if now.get("generation", 0) != booking.get("generation", 0):
            raise Gone("This link has been replaced: the newest mail about it has the one to use.")
        plan_all([action], draft)

    site.desk.commit(fill)


async def _cancel(
    site: Site, request: Request, text: str, booking: Doc, fields: Fields
) -> Response:
    action = CancelBooking(booking=booking["id"], told=True)
    try:
        await site.beside(partial(_do, site, booking, action))
    except Refused as error:
        raise Gone("This booking is cancelled already.") from error
    gone = site.desk.snapshot().get("bookings", booking["id"]) or booking
    page = await site.beside(partial(_page, site, text, gone, {**fields, "new": "", "moved": ""}))
    return answer(site, request, page)


async def _move(site: Site, request: Request, text: str, booking: Doc, fields: Fields) -> Response:
    try:
        start = asked_start(fields.get("start", ""))
    except BadInput as error:
        wrong = {"start": error.message}
        page = await site.beside(partial(_page, site, text, booking, fields, wrong=wrong))
        return answer(site, request, page, 400)
    action = RescheduleBooking(booking=booking["id"], requested_start=start.isoformat())
    try:
        await site.beside(partial(_do, site, booking, action))
    except Refused:
        page = await site.beside(partial(_taken, site, text, booking["id"], start, fields))
        return answer(site, request, page, 409)
    moved = site.desk.snapshot().get("bookings", booking["id"]) or booking
    made = token.make(site.secret, token.MANAGE, moved["id"], int(moved.get("generation") or 0))
    zone = fields.get("tz", "")
    shown = f"&tz={zone}" if words.is_zone(zone) else ""
    return see_other(site, f"/b/{made}?moved=1{shown}")


def _taken(site: Site, text: str, id: str, start: datetime, fields: Fields) -> str:
    """The time is gone: the page again, with the nearest others."""
    work = site.desk.snapshot()
    booking = work.get("bookings", id)
    if booking is None or booking.get("status") == "cancelled":
        raise Gone("This booking is cancelled already.")
    zone = zone_or(fields.get("tz") or booking.get("display_tz"), work)
    others = nearest(move_search(work, booking), start, now=site.now(), tz=zone)
    gone = {"gone": f"{words.spoken(start, zone)} is not free."}
    told = {**fields, "from": _near(start, zone).isoformat()}
    return _page(site, text, booking, told, wrong=gone, others=others)
