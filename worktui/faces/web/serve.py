"""Serving: the pages, and the chores beside them, until told to stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from worktui.app.chores import Chores
from worktui.domain.errors import BadInput, Refused, WorktuiError
from worktui.faces.web.app import make_app
from worktui.faces.web.server import address_of, bound, make_server
from worktui.faces.web.site import Site

CHORES_EVERY = 2.0
"""Seconds between two looks at what time brings and what waits to be sent."""
BUSY, PATIENT = 20, 30.0
"""Requests a second while which chores wait, and the seconds after which they no longer do."""


def serve(
    site: Site,
    *,
    host: str,
    port: int,
    ready: Callable[[str], None],
    chores: Chores | None = None,
    allow_root: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT. `ready` is told the address once it answers there.

    Raises BadInput when the address cannot be used, Refused for root on an address that
    others can reach.
    """
    for warning in warnings(site, host, allow_root=allow_root):
        site.alarms(warning)
    try:
        listening = bound(host, port)
    except (OSError, OverflowError) as error:
        why = (getattr(error, "strerror", "") or str(error)).lower()
        raise BadInput(
            f"Pages cannot be served at {host}:{port}: {why}.", hint="Name another --port."
        ) from error
    with listening, _stopped_cleanly():
        server = make_server(make_app(site), lambda: ready(address_of(listening)))
        with _beside(site, chores):
            server.run(sockets=[listening])


def warnings(site: Site, host: str, *, allow_root: bool = False) -> Iterator[str]:
    """What whoever serves should know; raises Refused where it would be careless."""
    local = is_local(host)
    if os.geteuid() == 0 and not local and not allow_root:
        raise Refused(
            "Pages that others can reach are not served as root.",
            hint="Run it as another user, or say --allow-root.",
        )
    if os.geteuid() == 0:
        yield "! Running as root: another user would be safer."
    if not local:
        yield (f"! {host} can be reached by others without encryption: put a proxy with TLS "
               "before it, and leave --host at 127.0.0.1.")  # fmt: skip
    if not site.public:
        yield "? Mails carry no links yet: `worktui links address URL` tells where they are."


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _stopped_cleanly() -> Iterator[None]:
    """Being told to stop is no failure: the server raises the signal again when it is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told = {number: signal.signal(number, lambda *_: None)
            for number in (signal.SIGTERM, signal.SIGINT)}  # fmt: skip
    try:
        yield
    finally:
        for number, handler in told.items():
            signal.signal(number, handler)


def _chores_done(site: Site, chores: Chores, failed: str) -> str:
    """Do the chores; a failure is noted once, and returned."""
    try:
        site.desk.poll()
        chores()
    except WorktuiError as error:
        if str(error) != failed:
            site.alarms(f"! {error}")
        return str(error)
    except Exception as error:  # the outer frame of this thread: mail must go on leaving
        told = f"Chores failed ({type(error).__name__}); they are tried again."
        if told != failed:
            site.alarms(f"! {told}")
        return told
    return ""


@contextmanager
def _beside(site: Site, chores: Chores | None) -> Iterator[None]:
    """The chores in a thread of their own while the pages are served."""
    if chores is None:
        yield
        return
    stop = threading.Event()

    def run() -> None:
        failed, waited, served = "", 0.0, 0
        while not stop.wait(CHORES_EVERY):
            busy = site.served - served > BUSY * CHORES_EVERY
            served = site.served
            if busy and waited < PATIENT:
                waited += CHORES_EVERY
                continue
            waited = 0.0
            failed = _chores_done(site, chores, failed)

    thread = threading.Thread(target=run, name="chores")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        chores.close()
