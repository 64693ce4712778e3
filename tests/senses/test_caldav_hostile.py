"""A calendar server that means harm, or speaks oddly: where the password goes, and how much is read."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from worktui.domain.errors import SenseProblem
from worktui.effects import caldav_reader
from worktui.effects.caldav_reader import CalendarReader
from worktui.senses.caldav import CalDavCalendar
from worktui.senses.caldav_wire import page_of

HOME = "http://dav.example/ana/work/"
CALENDAR = "<resourcetype><collection/><C:calendar/></resourcetype>"
ICS = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
Answering = Callable[[BaseHTTPRequestHandler, str], None]


def many(rows: str) -> bytes:
    return (
        f'<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{rows}</multistatus>'
    ).encode()


def row(href: str, props: str, status: str = "200 OK") -> str:
    return (
        f"<response><href>{href}</href><propstat><prop>{props}</prop>"
        f"<status>HTTP/1.1 {status}</status></propstat></response>"
    )


def tell(one: BaseHTTPRequestHandler, body: bytes, status: int = 207, **headers: str) -> None:
    one.send_response(status)
    for name, value in headers.items():
        one.send_header(name.replace("_", "-"), value)
    one.send_header("Content-Length", str(len(body)))
    one.end_headers()
    one.wfile.write(body)


@contextmanager
def served(answer: Answering, host: str = "127.0.0.1") -> Iterator[tuple[str, list[Any]]]:
    """A server on loopback: its address, and the (method, path, authorization) it was asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PROPFIND(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            asked.append((self.command, self.path, self.headers.get("authorization")))
            answer(self, body)

        do_REPORT = do_PROPFIND

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}/cal/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sense(url: str) -> CalDavCalendar:
    return CalDavCalendar(CalendarReader(url, user="ana", password=lambda: "hunter2"), url)


def nothing(one: BaseHTTPRequestHandler, _: str) -> None:
    tell(one, b"", 404)


def is_calendar(one: BaseHTTPRequestHandler, body: str) -> bool:
    """Answers the look for the calendar itself; False when something else was asked."""
    if one.command != "PROPFIND" or one.headers["Depth"] != "0":
        return False
    tell(one, many(row("/cal/", CALENDAR)))
    return True


@pytest.mark.parametrize("way", ["home", "principal", "calendar", "301", "302", "307", "308"])
def test_the_password_goes_to_no_other_server(way: str) -> None:
    with served(nothing, "127.0.0.2") as (other, asked):

        def lead_away(one: BaseHTTPRequestHandler, _: str) -> None:
            if way.isdigit():
                tell(one, b"", int(way), Location=f"{other}admin")
            elif way == "home":
                href = f"<C:calendar-home-set><href>{other}</href></C:calendar-home-set>"
                tell(one, many(row("/cal/", href)))
            elif way == "principal":
                href = f"<current-user-principal><href>{other}</href></current-user-principal>"
                tell(one, many(row("/cal/", href)))
            else:
                tell(one, many(row("/cal/", "") + row(f"{other}c/", CALENDAR)))

        with served(lead_away) as (url, _), pytest.raises(SenseProblem, match="points") as told:
            list(sense(url).look({}))
        assert told.value.lasting
        assert asked == []


def test_an_object_elsewhere_is_never_asked_for() -> None:
    with served(nothing, "127.0.0.2") as (other, asked):
        etag = '<getetag>"1"</getetag>'

        def away(one: BaseHTTPRequestHandler, body: str) -> None:
            if is_calendar(one, body):
                return
            assert "multiget" not in body
            rows = row(f"{other}e1.ics", etag) + row("//127.0.0.2/e2.ics", etag)
            rows += row("/other/e3.ics", etag) + row("/cal/../e4.ics", etag)
            tell(one, many(f"{rows}<sync-token>t1</sync-token>"))

        with served(away) as (url, _):
            [found] = list(sense(url).look({}))
        assert (found.raw.changed, found.raw.present) == ({}, frozenset())
        assert asked == []


def test_a_packed_answer_is_not_unpacked() -> None:
    bomb = gzip.compress(many("") + b" " * 30_000_000)

    def packed(one: BaseHTTPRequestHandler, body: str) -> None:
        if not is_calendar(one, body):
            assert one.headers["Accept-Encoding"] == "identity"
            tell(one, bomb, Content_Encoding="gzip")

    with served(packed) as (url, _), pytest.raises(SenseProblem, match="cannot be understood"):
        list(sense(url).look({}))


def test_an_answer_that_drips_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caldav_reader, "WHOLE", 0.3)
    over = threading.Event()

    def drip(one: BaseHTTPRequestHandler, _: str) -> None:
        one.send_response(207)
        one.send_header("Content-Length", "1000000")
        one.end_headers()
        try:
            while not over.wait(0.02):
                one.wfile.write(b" ")
        except OSError:
            over.set()

    with served(drip) as (url, _):
        began = time.monotonic()
        with pytest.raises(SenseProblem, match="within"):
            list(sense(url).look({}))
        assert time.monotonic() - began < 5
        over.set()


def test_of_an_endless_answer_only_so_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caldav_reader, "LIMIT", 5000)

    def endless(one: BaseHTTPRequestHandler, body: str) -> None:
        if not is_calendar(one, body):
            tell(one, many(row("/cal/e1.ics", "<getetag>1</getetag>") * 100))

    with served(endless) as (url, _), pytest.raises(SenseProblem, match="413"):
        list(sense(url).look({}))


def test_events_too_big_together_are_fetched_apart_and_one_too_big_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(caldav_reader, "LIMIT", 5000)
    sizes = {"/cal/a.ics": 3000, "/cal/b.ics": 3000, "/cal/c.ics": 9000}

    def big(one: BaseHTTPRequestHandler, body: str) -> None:
        if is_calendar(one, body):
            return
        if "sync-collection" in body:
            rows = "".join(row(path, "<getetag>1</getetag>") for path in sizes)
            tell(one, many(f"{rows}<sync-token>t1</sync-token>"))
            return
        told = {path: ICS + "x" * size for path, size in sizes.items() if path in body}
        rows = "".join(
            row(p, f"<C:calendar-data>{data}</C:calendar-data>") for p, data in told.items()
        )
        tell(one, many(rows))

    with served(big) as (url, _):
        finds = list(sense(url).look({}))
    assert set(finds[0].raw.changed) == {"a.ics", "b.ics"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_answer_that_declares_entities_is_not_read(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE m [<!ENTITY a "aaaa">]>'
    with pytest.raises(ValueError, match="not plain"):
        page_of((bomb + many("").decode()).encode(encoding), HOME)


def test_a_server_without_tokens_is_listed_and_told_anew_only_when_something_changed() -> None:
    etags = {"/cal/a.ics": "1", "/cal/b.ics": "1"}

    def plain(one: BaseHTTPRequestHandler, body: str) -> None:
        if is_calendar(one, body):
            return
        if "sync-collection" in body:
            tell(one, b"", 501)
        elif one.command == "PROPFIND":
            rows = row("/cal/", "<resourcetype><collection/></resourcetype>")
            tell(
                one,
                many(rows + "".join(row(p, f"<getetag>{e}</getetag>") for p, e in etags.items())),
            )
        else:
            rows = "".join(
                row(p, f"<C:calendar-data>{ICS}</C:calendar-data>") for p in etags if p in body
            )
            tell(one, many(rows))

    with served(plain) as (url, asked):
        one = sense(url)
        [first, last] = one.look({})
        assert set(first.raw.changed) == last.raw.present == {"a.ics", "b.ics"}
        assert list(one.look(last.cursor)) == []
        etags["/cal/b.ics"] = "2"
        del etags["/cal/a.ics"]
        assert list(one.look(last.cursor))[-1].raw.present == {"b.ics"}
        assert {method for method, _, _ in asked} == {"PROPFIND", "REPORT"}


def test_what_a_server_tells_in_parts_is_put_together() -> None:
    parts = {"": ("a.ics", "p1"), "p1": ("b.ics", "p2"), "p2": ("c.ics", "p3")}

    def partly(one: BaseHTTPRequestHandler, body: str) -> None:
        if is_calendar(one, body):
            return
        if "multiget" in body:
            names = [n for n, _ in parts.values() if n in body]
            data = f"<C:calendar-data>{ICS}</C:calendar-data>"
            tell(one, many("".join(row(f"/cal/{n}", data) for n in names)))
            return
        token = body.partition("<sync-token>")[2].partition("<")[0]
        name, following = parts[token]
        rest = "<response><href>/cal/</href><status>HTTP/1.1 507 Full</status></response>"
        rows = row(f"/cal/{name}", "<getetag>1</getetag>") + (rest if following != "p3" else "")
        tell(one, many(f"{rows}<sync-token>{following}</sync-token>"))

    with served(partly) as (url, _):
        finds = list(sense(url).look({}))
    assert finds[-1].raw.present == {"a.ics", "b.ics", "c.ics"}
    assert finds[-1].cursor == {"token": "p3"}


def test_a_server_that_takes_only_digest_never_gets_a_third_try_with_a_wrong_password() -> None:
    def digest(one: BaseHTTPRequestHandler, _: str) -> None:
        told = one.headers.get("authorization") or ""
        good = told.startswith("Digest ") and 'username="ana"' in told and "response=" in told
        if good and "/cal/" in told:
            tell(one, many(row("/cal/", CALENDAR)))
        else:
            challenge = 'Digest realm="dav", nonce="n1", qop="auth", algorithm=MD5'
            tell(one, b"", 401, WWW_Authenticate=challenge)

    with served(digest) as (url, asked):
        assert CalendarReader(url, user="ana", password=lambda: "x").home() == url
        assert "hunter2" not in str(asked)
    refused: Answering = lambda one, _: tell(  # noqa: E731
        one, b"", 401, WWW_Authenticate='Digest realm="dav", nonce="n", qop="auth"'
    )
    with served(refused) as (url, asked):
        with pytest.raises(SenseProblem, match="does not accept") as problem:
            CalendarReader(url, user="ana", password=lambda: "x").home()
        assert problem.value.lasting
        assert len(asked) == 2


def test_a_sense_that_was_closed_asks_nothing_more() -> None:
    with served(nothing) as (url, asked):
        one = sense(url)
        one.close()
        with pytest.raises(SenseProblem):
            list(one.look({}))
        assert asked == []
