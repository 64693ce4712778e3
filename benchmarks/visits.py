"""Requests to the pages in one process, as browsers make them: the page first, then its form."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import httpx

from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.domain import token
from worktui.faces.web.app import make_app
from worktui.faces.web.site import Site

Json = dict[str, Any]
_TOKEN = re.compile(r"\{(bad_)?token:([^}]+)\}")


class Hidden(HTMLParser):
    """The hidden fields of the forms of a page that are posted, and which forms these are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._posts = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self._posts = (found.get("method") or "").lower() == "post"
            if self._posts:
                self.forms.append({})
        elif tag == "input" and self._posts and found.get("type") == "hidden":
            self.forms[-1][str(found.get("name"))] = found.get("value") or ""

    def for_fields(self, fields: Json) -> dict[str, str]:
        """Those of the form that is meant: of several the one with the same action."""
        action = fields.get("action")
        meant = [form for form in self.forms if form.get("action") == action]
        return (meant or self.forms or [{}])[0]


class Visits:
    """Visitors of the pages over one desk; each request comes from a client of its own."""

    def __init__(self, desk: Desk, inbox: Inbox) -> None:
        # Between reading a page and sending its form no time passes here.
        self.site = Site(desk, inbox, alarms=lambda _line: None, fill_seconds=0)
        self._app = make_app(self.site)
        self._clients = 0

    def play(self, steps: Sequence[Json]) -> list[int]:
        """All of the steps at once; their statuses in order, 0 where no answer came."""

        async def run() -> list[int]:
            answers = await asyncio.gather(*map(self._visit, steps), return_exceptions=True)
            for answer in answers:
                if isinstance(answer, Exception):
                    raise answer
            return [answer if isinstance(answer, int) else 0 for answer in answers]

        return asyncio.run(run())

    async def _visit(self, step: Json) -> int:
        self._clients += 1
        address = f"198.51.{self._clients // 250 % 250}.{self._clients % 250 + 1}"
        transport = httpx.ASGITransport(self._app, client=(address, 40_000))
        base = self.site.public or "http://localhost"
        path = _TOKEN.sub(self._token, step["path"])
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            more: Json = {name: step[name] for name in ("headers", "json") if name in step}
            if "body" in step:
                more["content"] = step["body"].encode()
            if "form" in step:
                page = await client.get(path)
                more["data"] = {**Hidden(page.text).for_fields(step["form"]), **step["form"]}
            answer = await client.request(step["method"], path, **more)
            return answer.status_code

    def _token(self, found: re.Match[str]) -> str:
        """The manage token of a booking, or the same with one character changed."""
        booking = self.site.work().get("bookings", found[2]) or {}
        generation = int(booking.get("generation") or 0)
        made = token.make(self.site.secret, token.MANAGE, found[2], generation)
        if not found[1]:
            return made
        middle = made.index(".") + 3
        other = "A" if made[middle] != "A" else "B"
        return made[:middle] + other + made[middle + 1 :]
