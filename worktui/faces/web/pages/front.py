"""The first page: whose pages these are, and what can be booked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from worktui.app.pages import public_kinds
from worktui.faces.web.paper import answer, rendered, team_of
from worktui.faces.web.site import Site


async def front(site: Site, request: Request) -> Response:
    """A quiet page."""

    def make() -> str:
        work = site.desk.snapshot()
        title = team_of(work) or "Bookings"
        return rendered(site, work, "front.html", title=title, kinds=public_kinds(work))

    stamp = site.stamp()
    page = await site.kept(("front", stamp[0]), make)
    site.ready(request, stamp, page)
    return answer(site, request, page)
