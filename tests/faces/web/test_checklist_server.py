"""The checklist of the pages, lines 8, 15, 28, 30, 32, 33, 36 and 37: as a process with real sockets."""

from __future__ import annotations

import itertools
import os
import re
import select
import socket
import stat
import subprocess
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.end_to_end.servers import free_port, listens, until
from tests.faces.web.hostile import words_of
from tests.faces.web.real import Served, command, launch, served, stop, surroundings
from tests.faces.web.test_hooks_page import BODY, standard
from tests.faces.web.visitor import NOW, SECRETS, Page, make_site, serving, starts, visiting
from worktui.app.chores import Chores
from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.faces.web.limits import RULES
from worktui.faces.web.serve import serve, warnings
from worktui.faces.web.server import Patient

TO_BOOK = b"POST /book/intro HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
TO_HOOK = b"POST /hooks/crm HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
HALVES = {
    "a header that does not end": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "nothing at all": b"",
    "a body that does not come": TO_BOOK
    + b"X-Forwarded-For: 198.51.100.%d\r\nContent-Length: 500\r\n\r\na=",
    "a chunk that does not end": TO_BOOK
    + b"X-Forwarded-For: 198.51.100.%d\r\nTransfer-Encoding: chunked\r\n\r\nff\r\na=",
    "a delivery that does not end": TO_HOOK + b"Content-Length: 500\r\n\r\n{",
}
"""Requests that are begun and not ended."""
SECRET = "c4n4ry-of-a-mail-password"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    proxied = '[serve]\nproxies = ["127.0.0.1"]\n'
    with served(tmp_path_factory.mktemp("studio"), config=proxied, secrets=SECRETS) as here:
        yield here


def of(number: int) -> dict[str, str]:
    """The header by which the proxy tells whom it speaks for: each number is another address."""
    return {"x-forwarded-for": f"203.0.{number // 250}.{number % 250}"}


def race(addresses: list[str], slots: list[str], each: int) -> list[httpx.Response]:
    """So many browsers for each slot, all at once, evenly over the servers."""
    wanted = [(addresses[n % len(addresses)], slot, n) for n in range(each) for slot in slots]

    def read(address: str) -> tuple[httpx.Client, dict[str, str]]:
        client = httpx.Client(base_url=address, timeout=30, headers=of(next(numbers)))
        return client, Page(client.get("/book/intro").text).hidden()

    numbers = itertools.count()
    browsers = [read(address) for address, _, _ in wanted]

    def book(number: int) -> httpx.Response:
        client, hidden = browsers[number]
        _, slot, _ = wanted[number]
        who = {"name": f"Guest {number}", "email": f"guest{number}@client.example", "start": slot}
        return client.post("/book/intro", data={**hidden, **who})

    with ThreadPoolExecutor(len(wanted)) as crowd:
        answers = list(crowd.map(book, range(len(wanted))))
    for client, _ in browsers:
        client.close()
    return answers


def test_08_of_fifty_who_want_one_slot_one_gets_it_and_all_others_a_clear_page(
    studio: Served,
) -> None:
    slot = starts(httpx.get(studio.address + "/book/intro").text)[2]
    answers = race([studio.address], [slot], 50)
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * 49]
    for answer in answers:
        if answer.status_code == 409:
            assert "no longer free" in answer.text
            assert "The nearest free times" in answer.text
            assert slot not in starts(answer.text)
            assert "Guest" in answer.text
    taken = [doc for doc in studio.workspace()["bookings"]
             if datetime.fromisoformat(doc["start"]) == datetime.fromisoformat(slot)]  # fmt: skip
    assert len(taken) == 1
    mails = [doc for doc in studio.workspace()["outbox"] if doc["kind"] == "mail"]
    assert [doc["to"] for doc in mails if doc["to"] == taken[0]["invitee"]] == [taken[0]["invitee"]]


@contextmanager
def lines_with(
    studio: Served, halves: Collection[bytes], each: int
) -> Iterator[list[socket.socket]]:
    """So many open lines for each of these half requests."""
    with ExitStack() as stack:
        lines = []
        for number in range(each):
            for half in halves:
                lines.append(stack.enter_context(studio.line()))
                lines[-1].sendall(half % number if b"%d" in half else half)
        yield lines


def hung_up(lines: list[socket.socket], seconds: float) -> int:
    """On how many of the lines the server hangs up in that time. Each who gets an answer says
    one word more."""
    end, left = time.monotonic() + seconds, set(lines)
    while left and time.monotonic() < end:
        for line in select.select(list(left), [], [], 1)[0]:
            with suppress(OSError):
                if line.recv(65536):
                    line.sendall(b"a")
                    continue
            left.remove(line)
    return len(lines) - len(left)


def test_15_dozens_of_slow_clients_hold_nobody_up_and_are_hung_up_on(studio: Served) -> None:
    waits = []
    with lines_with(studio, HALVES.values(), 15) as lines:
        with httpx.Client(base_url=studio.address, timeout=20) as others:
            for path in ("/book/intro", "/healthz", "/", "/f/hello") * 5:
                begun = time.perf_counter()
                assert others.get(path).status_code == 200
                waits.append(time.perf_counter() - begun)
        assert max(waits) < 2, waits
        assert hung_up(lines, 20) == len(lines)


def test_15_who_goes_on_after_the_answer_is_hung_up_on_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patient, "seconds", 0.5)
    head = (
        b" HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\na"
    )
    with serving(make_site()) as address, ExitStack() as stack:
        lines = []
        for asked in (b"POST /nope", b"POST /", b"POST /book/intro", b"GET /", b"PUT /f/x"):
            to = ("127.0.0.1", urlsplit(address).port or 0)
            lines.append(stack.enter_context(socket.create_connection(to, 20)))
            lines[-1].sendall(asked + head)
        assert hung_up(lines, 6) == len(lines)


def test_15_many_more_lines_than_are_served_at_once_lock_nobody_out(studio: Served) -> None:
    with (
        lines_with(studio, HALVES.values(), 60),
        httpx.Client(base_url=studio.address, timeout=20) as others,
    ):
        assert {others.get("/book/intro").status_code for _ in range(10)} == {200}


ODD = {
    "a header without end": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", b"400"),
    "an endless address": (b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"400"),
    "another language": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n", b"400"),
    "two lengths": (TO_BOOK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nstart=", b"400"),
    "less than nothing": (TO_BOOK + b"Content-Length: -5\r\n\r\nstart=", b"400"),
    "a length and chunks": (
        TO_BOOK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", b"4",
    ),
    "far too much": (TO_BOOK + b"Content-Length: 99999999999999\r\n\r\n" + b"a" * 1_100_000, b"413"),
    "trace": (b"TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"405"),
    "a proxy's request": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", b"4"),
    "a newer version": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"40"),
    "a socket": (b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n", b"200"),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_15_what_is_no_request_is_refused_and_the_line_closed(studio: Served, odd: str) -> None:
    request, status = ODD[odd]
    try:
        answer = studio.ask(request)
    except ConnectionError:  # hung up in the midst of what it does not want
        answer = b""
    assert not answer or answer.split(b" ", 2)[1].startswith(status), answer[:200]
    assert b"Traceback" not in answer
    assert httpx.get(studio.address + "/healthz").status_code == 200


def test_28_only_this_machine_is_served_unless_more_is_said(studio: Served, tmp_path: Path) -> None:
    assert Config().serve.host == "127.0.0.1"
    assert listening_at(studio.port) == {"127.0.0.1"}
    said = list(warnings(make_site(), "0.0.0.0", allow_root=True))
    assert any("without encryption" in line and "proxy" in line for line in said)
    assert not any("without encryption" in line for line in warnings(make_site(), "::1"))


def listening_at(port: int) -> set[str]:
    """The addresses of this machine at which somebody listens on a port."""
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        address, _, number = local.partition(":")
        if state == "0A" and int(number, 16) == port:
            found.add(socket.inet_ntoa(bytes.fromhex(address)[::-1]))
    return found


async def test_28_encrypted_pages_say_that_they_stay_so() -> None:
    for public, told in (("https://book.example", True), ("http://book.example", False)):
        async with visiting(make_site(public_address=public)) as visitor:
            for path in ("/", "/book/intro", "/nope", "/static/pages.css"):
                answer = await visitor.get(path)
                assert ("strict-transport-security" in answer.headers) is told


def test_30_no_secret_is_seen_in_words_pages_journal_or_among_the_processes(
    tmp_path: Path,
) -> None:
    config = '[mail]\ncarrier = "smtp"\nhost = "127.0.0.1"\nport = 9\nuser = "mara"\n'
    with served(tmp_path, config=config, secrets=SECRETS) as here:
        path = tmp_path / "secrets.toml"
        path.write_text(path.read_text() + f'[mail]\npassword = "{SECRET}"\n')
        cookie, seen = "worktui=" + "c" * 22, []
        with httpx.Client(base_url=here.address) as client:
            for name in (
                "/",
                "/book/intro",
                "/f/hello",
                "/nope",
                "/b/x.y",
                "/hooks/crm",
                "/healthz",
            ):
                for method in ("GET", "POST", "PUT"):
                    answer = client.request(method, name, headers={"cookie": cookie})
                    seen.append(f"{answer.headers} {answer.text}")
            forged = {**standard(), "webhook-signature": "v1,AAAA"}
            assert client.post("/hooks/crm", content=BODY, headers=forged).status_code == 401
            assert client.post("/hooks/crm", content=BODY, headers=standard()).status_code == 200
        seen.append(here.journal())
        seen.append(Path(f"/proc/{here.process.pid}/cmdline").read_text())
        seen.append(str(here.run("doctor")))
        key = (tmp_path / "work.json.d" / "secret").read_bytes()
        for text in seen:
            for secret in (
                SECRET,
                *SECRETS.values(),
                SECRETS["crm"].removeprefix("whsec_"),
                "ccccccccc",
            ):
                assert secret not in text
            assert key.strip() not in text.encode()
            assert key.hex() not in text


def test_32_root_serves_nobody_but_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worktui.faces.web.serve.os.geteuid", lambda: 0)
    for host in ("0.0.0.0", "::", "192.0.2.1"):
        with pytest.raises(Exception, match="not served as root"):
            serve(make_site(), host=host, port=0, ready=lambda _: pytest.fail("it is served"))
    assert any("another user" in line for line in warnings(make_site(), "127.0.0.1"))
    monkeypatch.setattr("worktui.faces.web.serve.os.geteuid", lambda: 1000)
    assert not any("root" in line for line in warnings(make_site(), "0.0.0.0"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try to serve as root")
def test_32_the_program_refuses_with_a_sentence_and_a_way_out(studio: Served) -> None:
    words = command(studio.folder, studio.now, "serve", "--host", "0.0.0.0", "--port", "0")
    done = subprocess.run(
        words, env=surroundings(studio.folder), capture_output=True, timeout=30, check=False
    )
    assert done.returncode != 0
    assert b"not served as root" in done.stderr
    assert b"--allow-root" in done.stderr
    assert b"Traceback" not in done.stderr


def test_32_what_is_kept_is_for_its_owner_alone(studio: Served) -> None:
    kept = [studio.file, *studio.folder.glob("work.*")]
    assert len(kept) >= 4
    for path in kept:
        for one in (path, *path.rglob("*")):
            mode = stat.S_IMODE(one.stat().st_mode)
            assert mode & 0o077 == 0, f"{one} is {mode:o}"


async def test_33_what_a_form_brought_is_forgotten_when_its_time_is_over() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock, fill_seconds=0)
    words = "A very private sentence about my health."
    async with visiting(site) as visitor:
        fields = {"name": "Zoe", "email": "zoe@client.example", "message": words}
        assert (await visitor.send("/f/hello", fields)).status_code == 303
    (arrival,) = site.desk.snapshot().all("arrivals")
    blob = arrival.get("blob")
    if blob:
        assert words.encode() in (site.desk.store.get_blob(blob) or b"")
    for suggestion in site.desk.snapshot().all("suggestions"):
        site.inbox.dismiss(suggestion["id"])
    chores = Chores(site.desk, keep_days=90)
    clock.set(NOW + timedelta(days=80))
    chores()
    clock.set(NOW + timedelta(days=95))
    chores()
    (arrival,) = site.desk.snapshot().all("arrivals")
    assert not arrival.get("blob")


def test_36_two_servers_of_one_workspace_never_take_a_slot_twice(studio: Served) -> None:
    port = free_port()
    second = launch(studio.folder, studio.now, "--port", str(port), "--no-chores", "--quiet")
    try:
        until(lambda: listens(port), "the second server")
        addresses = [studio.address, f"http://127.0.0.1:{port}"]
        # overlapping wishes: half an hour apart, on a grid of half an hour
        slots = starts(httpx.get(studio.address + "/book/intro?from=2026-03-30").text)[:5]
        answers = race(addresses, slots, 8)  # forty at once
    finally:
        assert stop(second) == 0
    won = [answer for answer in answers if answer.status_code == 303]
    assert len(won) == len(slots)
    assert {answer.status_code for answer in answers} == {303, 409}
    work = studio.workspace()
    spans = sorted((datetime.fromisoformat(doc["start"]), datetime.fromisoformat(doc["end"]))
                   for doc in work["bookings"] if doc["status"] == "confirmed")  # fmt: skip
    assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(spans))
    assert len({doc["id"] for doc in work["bookings"]}) == len(work["bookings"])
    numbers = [entry["seq"] for entry in work["log"]]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_37_what_looks_like_an_attack_is_noted_in_one_harmless_line(studio: Served) -> None:
    before = len(studio.journal())
    evil = [
        *words_of("terminal_escape", "header_injection"),
        "x\nfaked line",
        "x\r\n2026 ! limit from=1",
    ]
    with httpx.Client(base_url=studio.address, headers=of(5000)) as client:
        for number, text in enumerate(evil):
            address = quote(text, safe="", errors="replace")
            client.get(f"/{address}", headers=of(6000 + number))
            client.get(f"/b/{address}", headers=of(6000 + number))
            safe = re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", "", text).encode("utf-8", "replace")
            said = [(b"user-agent", safe), (b"x-forwarded-for", safe), (b"referer", safe)]
            client.get("/nope", headers=said)
        forged = {**standard(), "webhook-signature": "v1,AAAA"}
        client.post("/hooks/crm", content=BODY, headers=forged)
        client.post("/hooks/%1b%5b2J%0aevil", content=BODY, headers=standard())
        client.post("/book/intro", data={}, headers={"origin": "https://evil.example"})
        client.post("/book/intro", data={"name": "Zoe"})
        for n in range(RULES["guess"][0] + 1):
            client.get(f"/b/MHxCSy0x.c2VjcmV0LXRva2VuLXRoYXQtaXMtbm9uZQ{n}")
        client.post("/f/hello", data={"hp_url": "x"})
    until(lambda: " trap " in studio.journal()[before:], "the line about the trap")
    told = studio.journal()[before:]
    for what in ("false link", "bad signature", "delivery from nobody known", "foreign form", "no proof",
                 "trap", "limit"):  # fmt: skip
        assert re.search(rf"(?m)^\S+ ! {what} from=203\.0\.20\.0\b", told), what
    for line in told.splitlines():
        assert re.fullmatch(r"[\x20-\x7e]+", line), line
        assert re.match(r"2026-03-04T10:00:00\+01:00 (! |[\d.]+ [A-Z]+ )", line), line
    for secret in ("c2VjcmV0LXRva2VuLXRoYXQtaXMtbm9uZQ", *SECRETS.values(), "zoe@"):
        assert secret not in told
