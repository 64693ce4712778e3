"""One request to a web server, bounded in time and size; redirects are never followed.

The address that was looked up and judged is the one that is connected to, so that a name
cannot mean another machine between the two looks (DNS rebinding).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.reasons import why_not

STEP = 10.0
"""Seconds for each step of the talk: to connect, to write, to read some bytes."""
WHOLE = 30.0
"""Seconds for the talk as a whole, however slowly it goes on."""
LIMIT = 1_000_000
"""Bytes of an answer that are read."""
LONGEST_PAUSE = timedelta(days=1)
"""The longest wait that a server may ask for."""
PORTS = {"http": 80, "https": 443}

Allowed = Callable[[str], bool]
"""Whether a numeric address may be connected to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, headers by lower-case name, and the body's beginning."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def pause(self) -> timedelta | None:
        """The wait that Retry-After asks for (RFC 9110, section 10.2.3), at most a day. A
        moment in it is read by the server's own clock."""
        given = self.headers.get("retry-after", "").strip()
        if given.isascii() and given.isdigit():
            return min(timedelta(seconds=int(given[:9])), LONGEST_PAUSE)
        with suppress(ValueError, TypeError, OverflowError, KeyError):
            moment, now = (parsedate_to_datetime(t) for t in (given, self.headers["date"]))
            return min(max(moment - now, timedelta()), LONGEST_PAUSE)
        return None


def talk(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes = b"",
    allowed: Allowed | None = None,
    step: float = STEP,
    whole: float = WHOLE,
    limit: int = LIMIT,
) -> Answer:
    """One request and its answer, whatever the status; of its body at most `limit` bytes.

    Raises Permanent for an address nobody can or may connect to, Temporary for all that may
    pass: no name, no connection, no or half an answer in time.
    """
    where = target(url)
    host = str(where.hostname)
    port = where.port or PORTS[where.scheme]
    path = where.path + (f"?{where.query}" if where.query else "")
    live, over = [_reach(host, port, allowed, step)], threading.Event()
    clock = threading.Timer(whole, _hang_up, (live, over))
    clock.daemon = True
    clock.start()
    try:
        connection = _connection(where.scheme, host, port, live)
        connection.request(method, path or "/", body=body or None, headers=dict(headers))
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, names, answer.read(limit))
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Temporary(
            f"The server did not answer as a web server should: {why_not(error)}."
        ) from error
    finally:
        clock.cancel()
        live[0].close()
    if over.is_set():  # to its end a talk that we broke off may look like a whole one
        raise Temporary(f"The server did not answer within {whole:g} seconds.")
    return found


def _connection(
    scheme: str, host: str, port: int, live: list[socket.socket]
) -> http.client.HTTPConnection:
    """A connection over the open socket in `live`, which is made a TLS one there if need be."""
    if scheme != "https":
        plain = http.client.HTTPConnection(host, port)
        plain.sock = live[0]
        return plain
    context = ssl.create_default_context()
    safe = context.wrap_socket(live[0], server_hostname=host, do_handshake_on_connect=False)
    live[0] = safe
    safe.do_handshake()
    connection = http.client.HTTPSConnection(host, port, context=context)
    connection.sock = safe
    return connection


def target(url: str) -> SplitResult:
    """An address in its parts; raises Permanent for what is none. It holds no password."""
    try:
        where = urlsplit(url)
        port_fits = where.port is None or 0 < where.port < 65536
        host = where.hostname or ""
    except ValueError as error:
        raise Permanent("The address set for it is no web address.") from error
    odd = any(c.isspace() or not c.isprintable() or not c.isascii() for c in url)
    if where.scheme not in PORTS or not host or not port_fits or odd or "@" in where.netloc:
        raise Permanent("The address set for it is no web address (https://host/path).")
    return where


def _reach(host: str, port: int, allowed: Allowed | None, step: float) -> socket.socket:
    """A connection to the first address of a host that answers, all of them judged before."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Temporary("There is no address for the server's name now.") from error
    if allowed is not None and not all(allowed(str(item[4][0])) for item in found):
        raise Permanent(
            "The address leads to a machine inside this network; "
            "nothing is sent there unless allow_private says so."
        )
    last: Exception | None = None
    for family, kind, protocol, _, address in found:
        try:
            return _connected(socket.socket(family, kind, protocol), address, step)
        except (OSError, ValueError, OverflowError) as error:  # no socket left, an odd address
            last = error
    raise Temporary(f"The server cannot be reached: {why_not(last)}.") from last


def _connected(plain: socket.socket, address: Any, step: float) -> socket.socket:
    try:
        plain.settimeout(step)
        plain.connect(address)
    except BaseException:
        plain.close()
        raise
    return plain


def _hang_up(live: list[socket.socket], over: threading.Event) -> None:
    """End a talk that drags on, from beside it."""
    over.set()
    with suppress(OSError):  # not TLS's own shutdown, which is not for two threads
        socket.socket.shutdown(live[0], socket.SHUT_RDWR)
