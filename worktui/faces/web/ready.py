"""Pages that are the same for everybody, sent again as they are while nothing has changed.

A page under load costs little more than an empty one; what differs from visitor to visitor,
the proof in its form, is put in on the way out.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from worktui.faces.web.paper import MARK
from worktui.faces.web.site import Site

KEPT = 128
LONGEST = 120
"""Bytes of a query string that is worth remembering."""
FRESH = 0.02
"""Seconds in which it is not looked again whether another process wrote something."""
HTML = (b"content-type", b"text/html; charset=utf-8")
_COOKIE, _HOST = b"cookie", b"host"


@dataclass(frozen=True, slots=True)
class _Page:
    stamp: tuple[int, int]
    before: bytes
    after: bytes | None
    """What stands after the proof; None where there is no form."""


class Ready:
    """Stands before the pages and answers what it has ready."""

    def __init__(self, pages: ASGIApp, site: Site) -> None:
        self._pages, self._site = pages, site
        self._kept: OrderedDict[tuple[str, bytes], _Page] = OrderedDict()
        self._looked = 0.0
        site.ready = self.keep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "GET":
            page = self._kept.get((scope["path"], scope["query_string"]))
            if page is not None and page.stamp == self._stamp():
                await self._send(page, scope, send)
                return
        await self._pages(scope, receive, send)

    def keep(self, request: Request, stamp: tuple[int, int], body: bytes) -> None:
        """Remember the page of an address as it was at a stamp."""
        query: bytes = request.scope["query_string"]
        if request.method != "GET" or len(query) > LONGEST:
            return
        before, mark, after = body.partition(MARK.encode())
        # A page with several forms is not worth the care: it is made each time.
        if MARK.encode() in after:
            return
        self._kept[request.scope["path"], query] = _Page(stamp, before, after if mark else None)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _stamp(self) -> tuple[int, int]:
        """The state of the work, and the minute in which it is looked at."""
        now = time.monotonic()
        if now - self._looked > FRESH:
            self._looked = now
            self._site.desk.poll()
        return self._site.desk.store.seq, self._site.minute()

    async def _send(self, page: _Page, scope: Scope, send: Send) -> None:
        headers = [HTML]
        body = page.before
        if page.after is not None:
            told = dict(scope["headers"])
            proofs = self._site.proofs(told.get(_HOST, b"").decode("latin-1"))
            cookie = proofs.cookie_of(told.get(_COOKIE, b"").decode("latin-1"))
            if not cookie:
                cookie = proofs.fresh()
                headers.append((b"set-cookie", proofs.set_cookie(cookie).encode()))
            body = b"".join((page.before, proofs.twin(cookie).encode(), page.after))
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
