"""What links that were given out show: a project's status, a person's calendar."""

from __future__ import annotations

import json
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from worktui.app.pages import Gone
from worktui.app.public_status import PublicStatus, as_json, public_status
from worktui.app.sharing import opened
from worktui.domain import token
from worktui.domain.errors import NotFound
from worktui.faces.web.paper import answer, rendered
from worktui.faces.web.sent import count, refuse_spent
from worktui.faces.web.site import Site


async def status(site: Site, request: Request) -> Response:
    """The status of a project; as data under the same address and `.json`."""
    text = request.path_params["token"]
    as_data = text.endswith(".json")
    project = _need(site, request, text.removesuffix(".json"), token.STATUS)
    today = f"{site.now():%Y%m%d%H}"
    key = ("status", project, as_data, site.seq(), today)
    body = await site.kept(key, partial(_status, site, project, as_data=as_data))
    if as_data:
        return Response(body, media_type="application/json")
    return answer(site, request, body)


def _status(site: Site, project: str, *, as_data: bool) -> str:
    from worktui.app.outlook import outlook
    from worktui.app.status import status as status_of

    work, now = site.desk.snapshot(), site.now()
    shown: PublicStatus = public_status(status_of(outlook(work, now), project, now))
    if as_data:
        return json.dumps(as_json(shown), ensure_ascii=False)
    return rendered(site, work, "status.html", title=shown.name, status=shown)


async def feed(site: Site, request: Request) -> Response:
    """A person's bookings and due dates as a calendar to subscribe to (RFC 5545)."""
    person = _need(site, request, request.path_params["token"], token.FEED)
    key = ("feed", person, site.seq(), f"{site.now():%Y%m%d%H}")
    body = await site.kept(key, partial(_feed, site, person))
    disposition = 'inline; filename="calendar.ics"'
    return Response(body, media_type="text/calendar", headers={"content-disposition": disposition})


def _feed(site: Site, person: str) -> str:
    from worktui.faces.web.feed import calendar_of

    return calendar_of(site.desk.snapshot(), person, site.now())


def _need(site: Site, request: Request, text: str, purpose: str) -> str:
    """What a link is about; a false one is counted."""
    refuse_spent(site, request, "guess")
    try:
        return opened(site.work(), site.secret, text, purpose, site.now())
    except Gone:
        raise
    except NotFound:
        site.alarm("false link", request.scope["caller"])
        count(site, request, "guess")
        raise
