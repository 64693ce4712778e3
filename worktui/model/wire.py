"""One question to a server and its answer: bounded in time and size, led nowhere else.

No redirect is followed, so that a server cannot pass the words on; no proxy of the
environment is used; the deadline holds for the whole talk, also for a server that drips.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any

from worktui.domain.errors import ModelProblem
from worktui.model.address import Address

LARGEST = 512 * 1024
"""Bytes of an answer that are read; a longer one is no answer to what was asked."""
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: status, headers in lower case, body as text."""

    status: int
    headers: Mapping[str, str]
    text: str


def post(address: Address, body: Mapping[str, Any], *, key: str, until: float) -> Reply:
    """Ask for a chat completion. `until` is a deadline of `time.monotonic`, in seconds.

    Raises ModelProblem when the server cannot be reached, is too slow or says too much.
    """
    connection = _connection(address, _left(until))
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    try:
        with closing(connection):
            connection.connect()
            with _cut_at(until, connection.sock):
                connection.request("POST", f"{address.path}/chat/completions", data, headers)
                response = connection.getresponse()
                text = _body(response).decode("utf-8", "replace")
            _left(until)
            said = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, said, text)
    except TimeoutError as error:
        raise _slow() from error
    except (OSError, HTTPException, ValueError) as error:
        _left(until)  # cut off at the deadline, it fails in any of these ways
        why = getattr(error, "strerror", None) or type(error).__name__
        raise ModelProblem(
            f"{address.host}:{address.port} could not be asked: {str(why).lower()}.",
            hint="Look whether the model is running there.",
        ) from error


def _connection(address: Address, seconds: float) -> HTTPConnection:
    if address.secure:
        context = ssl.create_default_context()
        return HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
    return HTTPConnection(address.host, address.port, timeout=seconds)


def _body(response: HTTPResponse) -> bytes:
    """The body, as far as an answer may be long."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise ModelProblem(f"The answer is longer than {LARGEST // 1024} kB: it is not read.")
    return b"".join(parts)


@contextmanager
def _cut_at(until: float, sock: socket.socket) -> Iterator[None]:
    """End the talk at the deadline: a socket's own timeout begins anew with every byte."""

    def cut() -> None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(_left(until), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _left(until: float) -> float:
    """Seconds until the deadline; raises ModelProblem when there are none."""
    left = until - monotonic()
    if left <= 0:
        raise _slow()
    return left


def _slow() -> ModelProblem:
    return ModelProblem(
        "It did not answer in time.", hint="`model.timeout` in the settings says how long to wait."
    )
