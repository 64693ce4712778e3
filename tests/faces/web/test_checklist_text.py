"""The checklist of the pages, lines 1 to 6: text of others stays text, whoever reads it next."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import os
import re
import socket
import sys
import zoneinfo
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from icalendar import Calendar

import worktui
from tests.effects.letters import letter
from tests.end_to_end.servers import hook_server
from tests.faces.web.hostile import MARKUP, SCHEMES, Pieces, studio_of, words_of
from tests.faces.web.visitor import NOW, Visitor, make_site, starts, visiting
from worktui.app.outbox import deliver
from worktui.app.sharing import links, share
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput
from worktui.domain.text import clean_or
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.courier import Courier
from worktui.effects.maildir import MaildirCarrier
from worktui.effects.post import PostCarrier, Receiver, receivers_of
from worktui.faces.web.site import Site
from worktui.formats.csv_write import export_csv

PACKAGE = Path(worktui.__file__).parent
PLAIN = "Plain words"
MAIL = "zoe@client.example"


def site_of(text: str) -> Site | None:
    """A studio of such texts; None where the work itself does not take them."""
    try:
        return make_site(fill_seconds=0, **studio_of(text))
    except BadInput:
        return None


async def pages_with(
    site: Site, text: str, ip: str = "203.0.113.7"
) -> AsyncIterator[tuple[str, httpx.Response]]:
    """Every page that shows texts of the work, and every one that says a visitor's again."""
    if not site.desk.snapshot().count("links"):
        share(site.desk, "status", "WEB")
    status = links(site.desk.snapshot(), site.secret, site.now())[-1].path
    said = {"tz": text, "other": text, "from": text, "move": text, "x": text}
    async with visiting(site, ip) as visitor:
        for path in ("/", "/book/intro", "/book/review", "/f/hello", "/f/hello?sent=1"):
            yield path, await visitor.get(path)
        yield "status", await visitor.get(status)
        yield "query", await visitor.get("/book/intro", params=said)
        for path in ("/book/", "/f/", "/b/", "/status/", "/"):
            yield f"{path}…", await visitor.get(path + quote(text, safe="", errors="replace"))
        wrong = {"name": text, "email": text, "note": text, "start": text, "tz": text, "from": text}
        yield "wrong booking", await visitor.send("/book/intro", wrong)
        yield "no proof", await visitor.client.post("/book/intro", data={**wrong, text[:80]: text})
        answers = {"name": text, "email": text, "message": text, "topic": "Other"}
        yield "wrong form", await visitor.send("/f/hello", answers)
        async for found in _one_booking(visitor, text):
            yield found


async def _one_booking(visitor: Visitor, text: str) -> AsyncIterator[tuple[str, httpx.Response]]:
    free = starts((await visitor.get("/book/intro")).text)
    good = {"name": text, "email": MAIL, "note": text, "start": free[0]}
    path = (await visitor.send("/book/intro", good)).headers["location"]
    yield "booked", await visitor.get(path)
    yield "asked", await visitor.get(path, params={"tz": text, "other": text, "from": text})
    yield "gone", await visitor.send("/book/intro", good)
    yield "no move", await visitor.send(path, {"action": "reschedule", "start": text, "tz": text})
    yield "cancelled", await visitor.send(path, {"action": "cancel"})


WATCHED = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
           "os.forkpty", "pty.spawn", "webbrowser.open", "socket.connect", "socket.getaddrinfo",
           "socket.gethostbyname", "os.remove", "os.rename", "os.mkdir", "shutil.rmtree", "open"}  # fmt: skip


class Listener:
    """Hears what the interpreter itself says is done: programs, connections, files."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.on = False
        sys.addaudithook(self)  # it stays for ever, so there is one

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.on and event in WATCHED:
            given = os.fsdecode(args[0]) if event == "open" and args[0] else repr(args)
            self.heard.append((event, given))


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What is done meanwhile, beside reckoning."""
    listener = _listener()
    listener.heard, listener.on = [], True
    try:
        yield listener.heard
    finally:
        listener.on = False


@lru_cache(maxsize=1)
def _listener() -> Listener:
    return Listener()


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1)
def usual() -> dict[str, Pieces]:
    """Every page with harmless words, taken to pieces."""

    async def read() -> dict[str, Pieces]:
        site = site_of(PLAIN)
        assert site is not None
        return {name: Pieces(page.text) async for name, page in pages_with(site, PLAIN)}

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, read()).result()


@pytest.mark.parametrize(
    "text", [*MARKUP, *words_of("html", "json_payload"), *words_of("textual_markup")[::4]]
)
async def test_01_text_in_any_field_makes_no_element_and_no_attribute(text: str) -> None:
    site = site_of(text) or site_of(PLAIN)
    assert site is not None
    async for name, page in pages_with(site, text):
        found = Pieces(page.text)
        assert not found.elements - usual()[name].elements, name
        assert found.scripts == usual()[name].scripts, name
        if name in ("booked", "/book/intro"):
            assert in_one_line(clean_or(text, "")) in in_one_line(found.words), name


@pytest.mark.parametrize("text", SCHEMES)
async def test_02_no_text_becomes_an_address_to_go_to(text: str) -> None:
    site = site_of(text) or site_of(PLAIN)
    assert site is not None
    async for name, page in pages_with(site, text):
        for target in Pieces(page.text).targets:
            assert re.match(r"/(?!/)|#", target), (name, target)
        location = page.headers.get("location", "/")
        assert re.match(r"/(?!/)", location), (name, location)


async def test_03_a_quote_is_a_letter_like_any_other() -> None:
    for text in (*words_of("query_number"), "'; DROP TABLE bookings; --", "1' OR '1'='1"):
        site = make_site()
        async with visiting(site) as visitor:
            free = starts((await visitor.get("/book/intro")).text)
            for start, name in ((free[0], text), (free[1], "Zoe")):
                fields = {"name": name, "email": MAIL, "note": text, "start": start}
                assert (await visitor.send("/book/intro", fields)).status_code == 303
            for path in ("/book/", "/b/", "/status/", "/f/"):
                address = path + quote(text, safe="", errors="replace")
                assert (await visitor.get(address)).status_code == 404
        one, two = site.desk.snapshot().all("bookings")
        assert one["name"] == clean_or(text, "", limit=120)
        assert two["name"] == "Zoe"


async def test_04_nothing_that_comes_in_starts_a_program_or_opens_a_file() -> None:
    texts = [*words_of("path_shell"), "$(id)", "`id`", "; id", "| id", "../../../etc/passwd",
             "..%2f..%2fetc%2fpasswd", "/etc/passwd", "file:///etc/passwd", "%00/etc/passwd"]  # fmt: skip
    _ = usual()  # all that is loaded late has been
    folders = (str(PACKAGE), sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)
    for number, text in enumerate(texts):
        site = site_of(text) or make_site()
        with watched() as events:
            async for _name, page in pages_with(site, text, f"203.0.113.{number}"):
                assert "root:" not in page.text
        assert [event for event in events if event[0] != "open"] == []
        assert [path for _, path in events if not path.startswith(folders)] == []


@pytest.mark.needs("vobject")
@pytest.mark.parametrize(
    "text",
    [
        *words_of("ics_injection", "header_injection", "csv_formula"),
        *words_of("terminal_escape")[::6],
    ],
)
async def test_05_mail_calendar_and_table_have_no_line_of_the_text(
    text: str, tmp_path: Path
) -> None:
    assert await shape_of(text, tmp_path / "a") == await shape_of(PLAIN, tmp_path / "b")
    table = table_of(text)
    assert {len(row) for row in table} == {len(table[0])}
    assert formulas_in(table, "=+-@") == []


@pytest.mark.parametrize("text", ["＝1+1", "＋1", "－1", "＠SUM(1)"])
def test_05_a_sign_of_full_width_begins_no_formula_either(text: str) -> None:
    assert formulas_in(table_of(text), "＝＋－＠") == []


def table_of(title: str) -> list[list[str]]:
    """The tasks as a table, one of them with this title."""
    site = make_site()
    with contextlib.suppress(BadInput):
        site.desk.do([parse({"type": "create_task", "title": title, "project": "WEB"})])
    return list(csv.reader(io.StringIO(export_csv(site.desk.snapshot()))))


def formulas_in(table: list[list[str]], signs: str) -> list[str]:
    """The cells that a spreadsheet would reckon with; numbers and dates may begin as they do."""
    begins = tuple(signs)
    return [cell for row in table[1:] for cell in row
            if cell.strip().startswith(begins) and not re.fullmatch(r"[-+]?[\d.:T+-]+", cell)]  # fmt: skip


async def test_05_our_mails_carry_no_words_of_a_stranger_to_somebody_else(tmp_path: Path) -> None:
    site = make_site()
    lure = "Win at https://evil.example/prize now"
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro")).text)
        fields = {"name": lure, "email": "victim@other.example", "note": lure, "start": free[0]}
        assert (await visitor.send("/book/intro", fields)).status_code == 303
    mail = sent_mail(site, tmp_path)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "evil" not in f"{mail['subject']} {mail['to']} {body.get_content()}"


def sent_mail(site: Site, folder: Path) -> EmailMessage:
    """The one mail that waits, as it comes out at the other end."""
    deliver(site.desk, Courier(MaildirCarrier(folder)), at_once=True)
    (file,) = folder.rglob("new/*")
    return message_from_bytes(file.read_bytes(), policy=default)


async def shape_of(text: str, folder: Path) -> Any:
    """The headers, parts and properties of all that a booking by somebody of that name makes."""
    import vobject  # type: ignore[import-untyped]

    site = make_site()
    share(site.desk, "feed", "mara")
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro")).text)
        fields = {"name": text, "email": MAIL, "note": f"About {text}", "start": free[0]}
        assert (await visitor.send("/book/intro", fields)).status_code == 303
        path = links(site.desk.snapshot(), site.secret, site.now())[-1].path
        feed = (await visitor.get(path)).text
    mail = sent_mail(site, folder)
    assert mail["to"].addresses[0].addr_spec == MAIL
    assert len(mail["to"].addresses) == 1
    calendars = [feed, *(part.get_content() for part in mail.walk()
                         if part.get_content_type() == "text/calendar")]  # fmt: skip
    assert len(calendars) == 2
    return (
        sorted(mail.keys()),
        [part.get_content_type() for part in mail.walk()],
        [sorted(one.contents) for one in map(vobject.readOne, calendars)],
        [sorted(event.contents) for one in map(vobject.readOne, calendars)
         for event in one.vevent_list],
        [sorted(event) for one in calendars for event in Calendar.from_ical(one).walk("VEVENT")],
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{}/", "https://127.0.0.1:{}/", "https://localhost:{}/", "https://[::1]:{}/",
     "https://2130706433:{}/", "https://0x7f000001:{}/", "https://0177.0.0.1:{}/",
     "https://[::ffff:127.0.0.1]:{}/", "https://0.0.0.0:{}/", "https://127.1:{}/",
     "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://192.168.0.1/",
     "https://[fd00::1]/", "https://[fe80::1]/", "file:///etc/passwd", "gopher://127.0.0.1:{}/"],
)  # fmt: skip
def test_06_nothing_is_posted_to_a_machine_inside(address: str) -> None:
    with hook_server() as hooks:
        carrier = PostCarrier(receivers_of({"team": address.format(hooks.port)}))
        with pytest.raises((Permanent, Temporary)) as refused:
            carrier.carry(letter(kind="webhook", to="team", ics=None), NOW)
        assert hooks.taken == []
    if refused.type is Temporary:  # a machine that cannot reach that family of addresses
        assert "There is no address" in str(refused.value)


def test_06_where_another_server_points_to_nothing_is_posted() -> None:
    with hook_server() as hooks, hook_server() as inside:
        hooks.answers[:] = [(307, {"Location": inside.url}), (302, {"Location": inside.url})]
        carrier = PostCarrier({"team": Receiver(hooks.url, "json", private=True)})
        for _ in range(2):
            with pytest.raises(Permanent):
                carrier.carry(letter(kind="webhook", to="team", ics=None), NOW)
        assert len(hooks.taken) == 2
        assert inside.taken == []


def test_06_a_name_that_means_two_machines_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told, asked = iter(["8.8.8.8", "127.0.0.1"]), []

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(told), port))]

    def connect(_: socket.socket, address: Any) -> None:
        asked.append(address[0])
        raise OSError("no way out of a test")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    carrier = PostCarrier(receivers_of({"team": "https://two.example/"}))
    with pytest.raises(Temporary):
        carrier.carry(letter(kind="webhook", to="team", ics=None), NOW)
    assert asked == ["8.8.8.8"]


async def test_06_no_address_in_a_text_is_ever_asked_for() -> None:
    text = "https://evil.example/x http://169.254.169.254/ <img src=http://evil.example/y>"
    _ = usual()
    site = make_site(fill_seconds=0)
    with watched() as events:
        async for _name, _page in pages_with(site, text):
            pass
        async with visiting(site) as visitor:
            body = {"name": "Zoe", "email": MAIL, "callback": text, "webhook_url": text,
                    "message": f"Please send it to {text}"}  # fmt: skip
            assert (await visitor.client.post("/f/contact", json=body)).status_code == 202
    assert [event for event in events if event[0] != "open"] == []
