"""The server under the pages: bounds for slow and for many callers, and a clean stop."""

from __future__ import annotations

import asyncio
import socket
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""In which the header of a request must be there."""
WAITING = 150
"""Connections that may wait for a header at once; beyond, the oldest of them is closed."""
CONCURRENT = 400
KEEP_ALIVE = 5
LINGER = 2.0
"""Seconds in which somebody who was answered while still sending may read the answer."""
LARGEST_HEADER = 16 * 1024
FAREWELL = 5
"""Seconds for requests under way when the server is told to stop."""


class Patient(H11Protocol):
    """A connection that is closed when its header does not come to an end in time."""

    seconds = HEADER_SECONDS
    waiting: ClassVar[OrderedDict[Patient, None]] = OrderedDict()
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._settle()
        elif self._timer is None and not self.transport.is_closing():
            self._wait()

    def on_response_complete(self) -> None:
        """Answered. Who is still sending (the answer did not need it) is hung up on soon: no
        later byte may keep the line."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self.loop.call_later(min(LINGER, self.seconds), self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._settle()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Start counting; where too many wait, the one that waits longest has to go."""
        self._timer = self.loop.call_later(self.seconds, self._late)
        self.waiting[self] = None
        if len(self.waiting) > WAITING:
            next(iter(self.waiting))._late()

    def _settle(self) -> None:
        self.waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        self._settle()
        if not self.transport.is_closing():
            self.transport.close()


class Server(uvicorn.Server):
    """A server that says when it is ready, and leaves without a signal of its own."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def make_server(app: ASGIApp, ready: Callable[[], None] = lambda: None, **more: Any) -> Server:
    """A server for the pages, not running yet. It says nothing about itself to anybody."""
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONCURRENT,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=FAREWELL,
        h11_max_incomplete_event_size=LARGEST_HEADER,
        **more,
    )
    return Server(config, ready)


def bound(host: str, port: int) -> socket.socket:
    """A listening socket; raises OSError. Port 0 is any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named asyncio sends small answers at once (TCP_NODELAY), else after 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(2048)
    except OSError:
        found.close()
        raise
    return found


def address_of(found: socket.socket) -> str:
    """`http://127.0.0.1:8765`."""
    host, port = found.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
