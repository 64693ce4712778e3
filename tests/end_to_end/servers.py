"""Real servers on loopback, each started for a test and stopped after it."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast

PATIENCE = 20.0
"""Seconds that a server may take to begin."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], Any], what: str) -> Any:
    """What `holds` gives once it is true; fails when that takes too long."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < end, f"{what} took too long"
        time.sleep(0.01)
    return found


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@dataclass(frozen=True)
class Calendars:
    """A running Radicale with one calendar of one user."""

    url: str
    calendar: str
    user: str = "ana"
    password: str = "s3cret word"

    def events(self) -> list[Any]:
        """The events that stand there now, read by the caldav library."""
        return list(self.calendar_object().events())

    def change(self, old: str, new: str) -> None:
        """Somebody edits the only event with another program."""
        (event,) = self.events()
        assert old in event.data
        event.data = event.data.replace(old, new)
        event.save()

    def calendar_object(self) -> Any:
        """The calendar, by the caldav library."""
        import caldav

        client = caldav.DAVClient(self.url, username=self.user, password=self.password)
        return client.calendar(url=self.calendar)


@contextlib.contextmanager
def radicale(folder: Path) -> Iterator[Calendars]:
    """Radicale over files in a folder, with a password, holding one empty calendar."""
    port = free_port()
    here = Calendars(f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/ana/work/")
    (folder / "users").write_text(f"{here.user}:{here.password}\n")
    (folder / "radicale.ini").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n"
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
        "htpasswd_encryption = plain\ndelay = 0\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n"
    )
    with (folder / "radicale.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(folder / "radicale.ini")],
            stdout=log,
            stderr=log,
        )
        try:
            until(lambda: listens(port) or server.poll() is not None, "Radicale")
            import caldav

            client = caldav.DAVClient(here.url, username=here.user, password=here.password)
            client.principal().make_calendar(name="Work", cal_id="work")
            yield here
        finally:
            server.terminate()
            server.wait(PATIENCE)


@dataclass
class Mailbox:
    """What a mail server took: the messages in order. `answers` are given first."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """As aiosmtpd calls it."""
        if self.answers:
            answer = self.answers.pop(0)
            if not answer.startswith("250"):
                return answer
        message = message_from_bytes(envelope.content, policy=default)
        self.taken.append(cast("EmailMessage", message))
        return "250 taken"


@contextlib.contextmanager
def mail_server() -> Iterator[Mailbox]:
    """aiosmtpd on loopback, in a thread of this process."""
    from aiosmtpd.controller import Controller

    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class Hooks:
    """What a web server was sent; it answers with `answers` (status, headers), then 204."""

    port: int = 0
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in"

    def bodies(self) -> list[Any]:
        """The bodies as JSON."""
        return [json.loads(body) for _, body in self.taken]


@contextlib.contextmanager
def hook_server() -> Iterator[Hooks]:
    """A web server that keeps what is posted to it."""
    hooks = Hooks()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hooks.taken.append(({n.lower(): v for n, v in self.headers.items()}, body))
            status, headers = hooks.answers.pop(0) if hooks.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hooks.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield hooks
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
