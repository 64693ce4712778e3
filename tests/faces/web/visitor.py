"""A visitor of the pages without a browser: reads a page, fills in its form, sends it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import httpx

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.ports import Store
from worktui.domain import token
from worktui.faces.web.app import make_app
from worktui.faces.web.server import address_of, bound, make_server
from worktui.faces.web.site import Site
from worktui.formats.worktui_json import import_into
from worktui.store.memory import MemoryStore
from worktui.wiring import intake

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")
SECRETS = {"crm": "whsec_" + "c2VjcmV0" * 5, "github": "s3cret-of-github"}
STUDIO: Mapping[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "me": "mara",
    "name": "Studio Mara",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "people": [
        {"id": "mara", "name": "Mara Lindt", "email": "mara@studio.example", "tz": "Europe/Berlin"},
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@studio.example", "tz": "Europe/Berlin"},
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "projects": [{"key": "WEB", "name": "Website relaunch", "lead": "mara"}],
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["mara"], "step": 30,
         "min_notice_hours": 24, "horizon_days": 60},
        {"slug": "review", "title": "Design review", "minutes": 60, "hosts": ["mara", "ana"],
         "hosts_mode": "any", "step": 60},
        {"slug": "inner", "title": "Not for all", "minutes": 30, "hosts": ["mara"],
         "hidden": True},
    ],
    "forms": [
        {"slug": "hello", "title": "Write to us", "event_type": "intro",
         "questions": [
             {"name": "name", "label": "Your name", "kind": "line", "required": True},
             {"name": "email", "label": "Your mail address", "kind": "email", "required": True},
             {"name": "topic", "label": "What about", "kind": "choice",
              "choices": ["A website", "Something else"]},
             {"name": "message", "label": "Your message", "kind": "text", "required": True},
         ]},
    ],
}  # fmt: skip


def make_site(store: Store | None = None, clock: FixedClock | None = None, **changes: Any) -> Site:
    """A site over a studio with some of its workspace changed."""
    if store is None:
        store = MemoryStore()
        store.open()
    clock = clock or FixedClock(NOW)
    how = {name: changes.pop(name) for name in ("proxies", "fill_seconds", "patience", "journal")
           if name in changes}  # fmt: skip
    import_into(Desk(store, clock, ""), {**STUDIO, **changes})
    desk = Desk(store, clock, "mara")
    alarms: list[str] = []
    site = Site(desk, Inbox(desk, intake, SECRETS), alarms=alarms.append, **how)
    site.heard = alarms  # type: ignore[attr-defined]
    return site


class Page(HTMLParser):
    """What a page holds: fields of its forms, links, headlines, all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: list[dict[str, str]] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "form":
            self.fields.append({"": found.get("method", "get").lower()})
        elif tag in ("input", "select", "textarea", "button") and found.get("name"):
            kind = found.get("type", "text")
            if self.fields and (kind == "hidden" or (kind == "radio" and "checked" in found)):
                self.fields[-1][found["name"]] = found.get("value", "")
        elif tag == "a":
            self.links.append(found.get("href", ""))

    def handle_data(self, data: str) -> None:
        self.words += data

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the first form that is posted."""
        for fields in self.fields:
            if fields[""] == "post":
                return {name: value for name, value in fields.items() if name}
        return {}


def starts(text: str) -> list[str]:
    """The start times that a page offers, in order."""
    return [part.partition('"')[0] for part in text.split('name="start" value="')[1:]]


def manage_path(site: Site, id: str) -> str:
    """The address of a booking's page."""
    booking = site.desk.snapshot().get("bookings", id) or {}
    made = token.make(site.secret, token.MANAGE, id, int(booking.get("generation") or 0))
    return f"/b/{made}"


@asynccontextmanager
async def visiting(site: Site, ip: str = "203.0.113.7") -> AsyncIterator[Visitor]:
    """A visitor at the pages themselves, without a socket."""
    transport = httpx.ASGITransport(make_app(site), raise_app_exceptions=False, client=(ip, 5))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield Visitor(client)


class Visitor:
    """Somebody with a browser that keeps cookies and never follows a redirect by itself."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.client.get(path, **more)

    async def send(self, path: str, fields: Mapping[str, str], **more: Any) -> httpx.Response:
        """Read the page, then post its form with these fields."""
        page = Page((await self.get(path)).text)
        return await self.client.post(path, data={**page.hidden(), **fields}, **more)


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The pages on a free port of this machine, in a thread; yields the address."""
    ready = threading.Event()
    server = make_server(make_app(site), ready.set)
    with bound("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        assert ready.wait(10), "the server does not start"
        try:
            yield address_of(listening)
        finally:
            server.should_exit = True
            thread.join(10)


def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for a condition."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come true"
        time.sleep(0.01)


def together(calls: list[Callable[[], Any]]) -> list[Any]:
    """Call all at once from threads; results in order."""

    async def run() -> list[Any]:
        return list(await asyncio.gather(*(asyncio.to_thread(call) for call in calls)))

    return asyncio.run(run())
