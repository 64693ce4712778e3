"""The server: slow, large and many callers, a process that starts, chores, stops cleanly."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.faces.web.visitor import STUDIO, Page, make_site, serving, starts, together, until
from worktui.app.clock import SystemClock
from worktui.domain.errors import BadInput, Refused
from worktui.faces.web import serve as serve_room
from worktui.faces.web.serve import _chores_done, is_local, serve, warnings
from worktui.faces.web.server import WAITING, Patient
from worktui.store.file import FileStore


@contextmanager
def line_to(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as found:
        yield found


def test_a_header_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patient, "seconds", 0.3)
    with serving(make_site()) as address, line_to(address) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert httpx.get(address + "/healthz").status_code == 200  # others are not held up
        assert slow.recv(100) == b""


def test_a_second_header_on_an_open_connection_is_not_waited_for_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Patient, "seconds", 0.3)
    with serving(make_site()) as address, line_to(address) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = slow.recv(4000)
        while b"ok\n" not in answer:
            answer += slow.recv(4000)
        slow.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert slow.recv(100) == b""


def test_of_very_many_who_wait_the_oldest_go_first() -> None:
    with serving(make_site()) as address:
        parts = urlsplit(address)
        lines = [socket.create_connection((parts.hostname, parts.port)) for _ in range(WAITING)]
        until(lambda: len(Patient.waiting) == WAITING)
        assert httpx.get(address + "/healthz").status_code == 200
        lines[0].settimeout(5)
        assert lines[0].recv(10) == b""
        for line in lines:
            line.close()
    until(lambda: not Patient.waiting)


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    with serving(make_site(patience=0.2)) as address, line_to(address) as slow:
        slow.sendall(
            b"POST /book/intro HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nstart="
        )
        assert httpx.get(address + "/healthz").status_code == 200
        assert slow.recv(100).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("path", ["/book/intro", "/f/hello", "/hooks/crm", "/b/x"])
def test_too_large_a_body_is_refused(path: str) -> None:
    kind = {"content-type": "application/json" if "hooks" in path else
            "application/x-www-form-urlencoded"}  # fmt: skip
    with serving(make_site()) as address:
        for size in (64 * 1024 + 1, 900_000):
            body = b"a=" + b"x" * (size - 2)
            assert httpx.post(address + path, content=body, headers=kind).status_code == 413

            def parts(body: bytes = body) -> Iterator[bytes]:
                yield body

            chunked = httpx.post(address + path, content=parts(), headers=kind)
            assert chunked.status_code == 413
        assert httpx.get(address + "/healthz").status_code == 200


def test_fifty_browsers_race_for_one_time_over_real_connections(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "work.json", clock=SystemClock())
    store.open()
    site = make_site(store)
    with serving(site) as address:
        clients = [httpx.Client(base_url=address) for _ in range(50)]
        pages = [client.get("/book/intro") for client in clients]
        start = starts(pages[0].text)[0]

        def book(n: int) -> int:
            fields = {**Page(pages[n].text).hidden(), "start": start, "name": f"Guest {n}",
                      "email": f"guest{n}@x.example"}  # fmt: skip
            return clients[n].post("/book/intro", data=fields).status_code

        statuses = together([lambda n=n: book(n) for n in range(50)])  # type: ignore[misc]
        for client in clients:
            client.close()
    assert sorted(statuses) == [303, *[409] * 49]
    assert store.snapshot().count("bookings") == 1
    store.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "work.json"
    given = tmp_path / "studio.json"
    given.write_text(json.dumps(STUDIO))
    words = ["--file", str(path), "import", "worktui", str(given)]
    subprocess.run([sys.executable, "-m", "worktui", *words], check=True, capture_output=True)
    return path


@contextmanager
def process(workspace: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "worktui", "--file", str(workspace), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            line = running.stdout.readline()
            assert "http://127.0.0.1:" in line, line
            yield running, line[line.index("http") :].partition(";")[0].strip()
        finally:
            if running.poll() is None:
                running.kill()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_served_workspace_stops_cleanly_when_told(workspace: Path, told: signal.Signals) -> None:
    with process(workspace) as (running, address):
        assert "Intro call" in httpx.get(address).text
        running.send_signal(told)
        _, journal = running.communicate(timeout=20)
    assert running.returncode == 0
    assert " GET / 200 " in journal


def test_what_was_booked_by_page_is_seen_by_others_and_delivered_by_the_chores(
    workspace: Path,
) -> None:
    with process(workspace, "--quiet") as (_, address), httpx.Client(base_url=address) as client:
        page = client.get("/book/intro")
        fields = {**Page(page.text).hidden(), "start": starts(page.text)[0],
                  "name": "Zoe", "email": "zoe@client.example"}  # fmt: skip
        assert client.post("/book/intro", data=fields).status_code == 303
        words = ["--file", str(workspace), "export", "worktui"]
        told = subprocess.run(
            [sys.executable, "-m", "worktui", *words], check=True, capture_output=True
        )
        [booking] = json.loads(told.stdout)["bookings"]
        assert booking["invitee"] == "zoe@client.example"


def test_a_log_that_nobody_reads_holds_nobody_up(workspace: Path) -> None:
    with process(workspace) as (_, address), httpx.Client(base_url=address) as client:
        for _ in range(1500):  # more than a pipe takes
            assert client.get("/healthz").status_code == 200


def test_who_can_be_reached_by_others_is_warned_and_never_root() -> None:
    site = make_site(public_address="https://book.studio.example")
    assert is_local("127.0.0.1")
    assert is_local("::1")
    assert not is_local("0.0.0.0")
    told = list(warnings(site, "0.0.0.0", allow_root=True))
    assert any("TLS" in line for line in told)
    assert not any("TLS" in line for line in warnings(site, "127.0.0.1"))


def test_root_serves_nobody_but_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_room.os, "geteuid", lambda: 0)
    with pytest.raises(Refused, match="root"):
        serve(make_site(), host="0.0.0.0", port=0, ready=lambda _: None)


def test_an_address_that_is_taken_is_told() -> None:
    with serving(make_site()) as address:
        port = urlsplit(address).port or 0
        with pytest.raises(BadInput, match="cannot be served"):
            serve(make_site(), host="127.0.0.1", port=port, ready=lambda _: None)


def test_chores_that_break_are_told_once_and_tried_again() -> None:
    said: list[str] = []
    site = make_site()
    site.alarms = said.append

    def broken() -> None:
        raise ZeroDivisionError

    failed = _chores_done(site, broken, "")  # type: ignore[arg-type]  # any call will do
    assert "ZeroDivisionError" in failed
    assert _chores_done(site, broken, failed) == failed  # type: ignore[arg-type]
    assert len(said) == 1
    assert _chores_done(site, lambda: None, failed) == ""  # type: ignore[arg-type]
