"""The pages as one ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from worktui.domain.errors import StoreProblem, WorktuiError
from worktui.faces.web.assets import asset
from worktui.faces.web.frame import Frame
from worktui.faces.web.pages import booking, forms, front, given_out, hooks, manage
from worktui.faces.web.paper import answer, rendered
from worktui.faces.web.ready import Ready
from worktui.faces.web.refusals import Refusal, refusal_of
from worktui.faces.web.site import Site

Page = Callable[[Site, Request], Awaitable[Response]]

PAGES: Sequence[tuple[str, Page, tuple[str, ...]]] = (
    ("/", front.front, ("GET",)),
    ("/book/{type}", booking.booking, ("GET", "POST")),
    ("/b/{token}", manage.manage, ("GET", "POST")),
    ("/f/{form}", forms.form, ("GET", "POST")),
    ("/hooks/{source}", hooks.hook, ("POST",)),
    ("/status/{token}", given_out.status, ("GET",)),
    ("/calendar/{token}.ics", given_out.feed, ("GET",)),
    ("/static/{name}", asset, ("GET",)),
)
"""Address, page, methods; HEAD goes with GET."""


def make_app(site: Site) -> ASGIApp:
    """All pages of a site, in their frame."""
    routes = [
        Route(path, _guarded(site, page), methods=list(methods)) for path, page, methods in PAGES
    ]
    routes.append(Route("/healthz", _healthy, methods=["GET"]))

    async def not_found(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        return refused(site, request, Refusal(status, headers=headers))

    router = Router(routes, redirect_slashes=False)
    return Frame(Ready(ExceptionMiddleware(router, {HTTPException: not_found}), site), site)


async def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


def _guarded(site: Site, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def guarded(request: Request) -> Response:
        try:
            return await page(site, request)
        except Refusal as refusal:
            return refused(site, request, refusal)
        except WorktuiError as error:
            if isinstance(error, StoreProblem):  # whoever runs this has to know
                site.alarm("not-written", request.scope["caller"], {"why": error.cause})
            return refused(site, request, refusal_of(error))

    return guarded


def refused(site: Site, request: Request, refusal: Refusal) -> Response:
    """A refusal as a page, or as a line where no page was asked for."""
    if request.url.path.startswith(("/hooks/", "/static/")):
        response: Response = PlainTextResponse(f"{refusal.text}\n", refusal.status)
    else:
        page = rendered(
            site,
            site.desk.snapshot(),
            "refused.html",
            title=refusal.title,
            text=refusal.text,
        )
        response = answer(site, request, page, refusal.status)
    response.headers.update(refusal.headers)
    return response
