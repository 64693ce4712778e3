"""The outer frame of every request: its headers, its line in the journal, and what to say when
something breaks."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import MutableMapping
from ipaddress import ip_address
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from worktui.faces.web.callers import loggable
from worktui.faces.web.refusals import TEXTS, TITLES
from worktui.faces.web.site import Site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
)
NO_STORE = (b"cache-control", b"no-store")
HSTS = (b"strict-transport-security", b"max-age=31536000")


class Frame:
    """Stands around the pages; nothing they raise gets past it."""

    def __init__(self, pages: ASGIApp, site: Site) -> None:
        self._pages, self._site = pages, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await _live(receive, send)
            return  # nothing else is served: the server closes it
        site, begun = self._site, perf_counter()
        site.served += 1
        peer = scope["client"][0] if scope.get("client") else "-"
        scope["app"] = self  # tells the router that what it refuses is answered here
        scope["caller"] = site.callers.of(peer, scope["headers"])
        status = 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(message)
            await send(message)

        pages = two_lengths if _has_two_lengths(scope) else self._pages
        if not self._is_ours(scope):
            pages = elsewhere
        try:
            await pages(scope, receive, sent)
        except Exception as error:  # the outer frame of the pages
            reference = self._broken(scope, error)
            if not status:
                await _apologise(sent, reference)
        if site.journal is not None:
            took = (perf_counter() - begun) * 1000
            path = loggable(scope["path"])
            when = site.now().isoformat(timespec="seconds")
            caller, method = scope["caller"], scope["method"][:10]
            site.journal(f"{when} {caller} {method} {path} {status} {took:.0f} ms")

    def _is_ours(self, scope: Scope) -> bool:
        """Whether the host that is asked for is one of ours. On a loopback address it must be
        that or the public one: a name that somebody else points here is not (DNS rebinding)."""
        local = (scope.get("server") or ("", 0))[0]
        if not _is_loopback(local):
            return True
        asked = next((value for name, value in scope["headers"] if name == b"host"), b"")
        host = urlsplit(f"//{asked.decode('latin-1')}")
        try:
            name = (host.hostname or "").lower()
        except ValueError:
            return False
        public = (urlsplit(self._site.public).hostname or "").lower()
        return not name or _is_loopback(name) or name == public

    def _dress(self, message: MutableMapping[str, Any]) -> None:
        headers = message["headers"] = list(message.get("headers") or ())
        headers += (*HEADERS, HSTS) if self._site.https else HEADERS
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append(NO_STORE)

    def _broken(self, scope: Scope, error: Exception) -> str:
        """Note a fault of ours; returns what to find it by. Values are not written down."""
        reference = secrets.token_hex(4)
        last = traceback.extract_tb(error.__traceback__)[-3:]
        where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(last))
        facts = {"reference": reference, "path": loggable(scope["path"]),
                 "error": type(error).__name__, "at": where.replace(" ", "")}  # fmt: skip
        self._site.alarm("fault", scope["caller"], facts)
        return reference


async def _apologise(send: Send, reference: str) -> None:
    """The plainest page there is: whatever broke, this does not need it."""
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{TITLES[500]}</title>'
        f"<h1>{TITLES[500]}</h1><p>{TEXTS[500]} Reference: {reference}.</p>"
        '<p><a href="/">To the first page</a></p></html>'
    ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


async def elsewhere(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Asked for a host that is not ours (RFC 9110, 15.5.20)."""
    body = (b"This is not the host that was asked for. `worktui links address URL` says under "
            b"which address others reach these pages.\n")  # fmt: skip
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _has_two_lengths(scope: Scope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return b"content-length" in names and b"transfer-encoding" in names


async def two_lengths(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Refused, and hung up on: two lengths are how a request is smuggled (RFC 9112, 6.3)."""
    body = b"A body has one length.\n"
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close"),
               (b"content-length", str(len(body)).encode())]  # fmt: skip
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
