"""One request: bounded in time and size, to the address that was judged, without redirects."""

from __future__ import annotations

import errno
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.web import Answer, talk, target


@contextmanager
def answering(reply: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server for one connection that replies as told; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(10)
                connection.recv(65536)
                try:
                    reply(connection)
                except OSError:
                    over.set()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x"
        thread.join(10)


def drip(connection: socket.socket) -> None:
    """One byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
    pause = threading.Event()
    while not pause.wait(0.02):
        connection.sendall(b"a")


def test_a_server_that_drips_is_left_when_the_time_is_over() -> None:
    with answering(drip) as url, pytest.raises(Temporary, match="did not answer"):
        talk("GET", url, headers={}, whole=0.3)


def test_a_server_that_says_nothing_is_left() -> None:
    with answering(lambda c: c.recv(1)) as url, pytest.raises(Temporary, match="did not answer"):  # type: ignore[arg-type,return-value]
        talk("GET", url, headers={}, step=0.2)


def test_no_more_than_a_million_bytes_are_read() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(64):
            connection.sendall(b"x" * 65536)

    with answering(flood) as url:
        assert len(talk("GET", url, headers={}).body) == 1_000_000


def test_a_redirect_is_an_answer_like_any_other() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with answering(lambda c: c.sendall(moved)) as url:
        assert talk("GET", url, headers={}).status == 302


def test_no_http_at_all_is_told() -> None:
    with answering(lambda c: c.sendall(b"220 mail ESMTP\r\n")) as url, pytest.raises(Temporary):
        talk("GET", url, headers={})


def test_one_address_inside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_: object, **__: object) -> list[object]:
        kind = socket.SOCK_STREAM
        return [
            (socket.AF_INET, kind, 6, "", ("93.184.216.34", 80)),
            (socket.AF_INET, kind, 6, "", ("10.0.0.7", 80)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(Permanent, match="inside this network"):
        talk("POST", "http://two.example/", headers={}, allowed=lambda a: not a.startswith("10."))


def test_a_name_is_looked_up_once_and_that_address_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[object] = []
    real = socket.getaddrinfo

    def rebinding(host: object, port: object, *more: object, **named: object) -> object:
        looked.append(host)
        given = "127.0.0.1" if len(looked) == 1 else "203.0.113.9"
        return real(given, port, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with answering(lambda c: c.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")) as url:
        port = url.rsplit(":", 1)[1]
        assert talk("GET", f"http://twice.example:{port}", headers={}).status == 204
    assert looked == ["twice.example"]


@pytest.mark.parametrize(
    "url",
    ["", "x", "ftp://a.example/", "file:///etc/passwd", "http://", "https://a:b@c.example/",
     "http://a.example:0/", "http://a.example:99999/", "http://a.example/\r\nX: y",
     "http://a b.example/", "http://[::1", "gopher://a.example:70/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_for_good(url: str) -> None:
    with pytest.raises(Permanent):
        target(url)


@pytest.mark.parametrize(
    ("told", "date", "pause"),
    [
        ("120", "", timedelta(minutes=2)),
        ("0", "", timedelta(0)),
        ("99999999999", "", timedelta(days=1)),
        ("Wed, 04 Mar 2026 09:02:00 GMT", "Wed, 04 Mar 2026 09:00:00 GMT", timedelta(minutes=2)),
        ("Wed, 04 Mar 2026 08:00:00 GMT", "Wed, 04 Mar 2026 09:00:00 GMT", timedelta(0)),
        ("Wed, 04 Mar 2026 09:02:00 GMT", "", None),
        ("soon", "", None),
        ("-5", "", None),
        ("", "", None),
    ],
)
def test_the_wait_that_is_asked_for(told: str, date: str, pause: timedelta | None) -> None:
    headers = {"retry-after": told, **({"date": date} if date else {})}
    assert Answer(429, headers, b"").pause == pause


@pytest.fixture
def safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server with TLS whose certificate is for hook.example, a name that leads here."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=hook.example", "-addext", "subjectAltName=DNS:hook.example"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words, *name, *files], check=True, capture_output=True, timeout=30)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    real = socket.getaddrinfo

    def here(host: object, port: object, *more: object, **named: object) -> object:
        return real("127.0.0.1", port, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(204)
            self.send_header("X-Host", self.headers["Host"])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f":{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.needs("openssl")
def test_over_tls_the_name_in_the_address_is_proved(
    safe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = talk("POST", f"https://hook.example{safe}", headers={}, body=b"x")
    assert (answer.status, answer.headers["x-host"]) == (204, f"hook.example{safe[:-1]}")
    with pytest.raises(Temporary, match="certificate"):
        talk("POST", f"https://other.example{safe}", headers={}, body=b"x")
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Temporary, match="certificate"):
        talk("POST", f"https://hook.example{safe}", headers={}, body=b"x")


def test_no_socket_left_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object, **__: object) -> socket.socket:
        raise OSError(errno.EMFILE, "too many open files in /home/mara")

    monkeypatch.setattr(socket, "socket", none_left)
    with pytest.raises(Temporary, match="cannot be reached: too many open files") as told:
        talk("GET", "http://127.0.0.1:9/", headers={})
    for own in ("mara", "127.0.0.1"):
        assert own not in str(told.value)
