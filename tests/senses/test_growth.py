"""What a stranger can send takes time in proportion to its length: no reader goes over it again
and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import pytest

from tests.app.conftest import NOW, TEAM
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.domain.arrival import Arrival, Party
from worktui.domain.snapshot import Snapshot
from worktui.engine.promises import promises_in
from worktui.engine.reason.scene import Scene
from worktui.engine.zones import split
from worktui.senses.eml import read_eml
from worktui.senses.form import read_form
from worktui.senses.gitlog import read_git
from worktui.senses.html import html_to_text
from worktui.senses.ics import read_ics
from worktui.store.memory import MemoryStore

SMALL = 10_000
"""Characters; four times as many are tried too."""
FAST = 0.15
"""CPU seconds that need no comparison."""


@cache
def work() -> Snapshot:
    """The team of a small workspace."""
    store = MemoryStore()
    store.open()

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, FixedClock(NOW), "ana").commit(fill)
    return store.snapshot()


HEAD = "From: Iva <iva@novak.example>\r\nTo: ana@acme.example\r\nMessage-ID: <1@x>\r\n"


def cost(read: Callable[[str], object], text: str) -> float:
    """CPU seconds of a reading."""
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


def grows_evenly(read: Callable[[str], object], unit: str) -> bool:
    text = unit * (SMALL // len(unit))
    large = cost(read, text * 4)
    return large < FAST or large < 7 * max(cost(read, text), FAST / 7)


def html(text: str) -> object:
    return html_to_text(f"<html>{text}<p>Hello")


def style(text: str) -> object:
    return html_to_text(f"<style>{text}</style><p class='a b'>Hello</p>")


def mail(text: str) -> object:
    return read_eml(f"{HEAD}Subject: x\r\n\r\n{text}".encode())


def multipart(text: str) -> object:
    return read_eml(f"{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{text}".encode())


def header(text: str) -> object:
    return read_eml(f"{HEAD}Subject: {text}\r\nCc: {text}\r\n\r\nHello".encode())


def calendar(text: str) -> object:
    return read_ics(f"BEGIN:VCALENDAR\n{text}\nBEGIN:VEVENT\nUID:x\nDTSTART:2026\n".encode())


def form(text: str) -> object:
    return read_form({"form": "contact", "fields": {"Email": text, "Message": text, text: "x"}})


def log(text: str) -> object:
    return read_git(f"commit {'e' * 40}\nAuthor: {text}\nDate: {text}\n\n    {text}\n")


def promised(text: str) -> object:
    arrival = Arrival(
        "eml", sender=Party("Iva Novak", "iva@novak.example"), to=(Party("", "ana@acme.example"),),
        text=text, zones=split(text), sent_at=NOW,
    )  # fmt: skip
    return promises_in(Scene(arrival, work(), NOW, "ana"))


UNITS = {
    html: ("<p>a", "<blockquote>", "<", "&", "<!--", "<![", "<a ", "<a href='", "<style>", "<!x"),
    style: ("/* ", "a", "a{b", "{", "}", "a,", "@media{", "<!--", "a{color:red}", "#", ".a.b"),
    split: (">", "> a\n", "-- \n", "On Mon, 1 Jan 2026 at 10:00, x wrote:\n", "On ", "From: a\n",
            " \n", "-----", "_____\n", "wrote:\n", "Best regards\n", "* ", "a@", "(", "\t"),
    mail: ("a ", "=?utf-8?q?a?= ", "\r\n", "http://x ", "\u00a0"),
    multipart: ("--b\r\n", "--b\r\n\r\nx\r\n", "--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n"),
    header: ("=?utf-8?q?a?= ", "a@b.c, ", "(", "<a@b>", "\"", "\\"),
    calendar: ("BEGIN:VTIMEZONE\n", "X-A:b\n", "BEGIN:VEVENT\n", "END:VEVENT\n", " folded\n",
               "BEGIN:VCALENDAR\n", "DTSTART;TZID=Odd:20260101T000000\n"),
    form: ("a@", "a ", "<", ","),
    log: ("a ", "<", "    \n", "Date: ", f"commit {'e' * 40}\n"),
    promised: ("“a", "„a", "«a", "\"abcdefghi", "'abcdefgh", "I will ", "ich werde a ", "I think, ",
               "Iva: a\n", "can't "),
}  # fmt: skip


@pytest.mark.parametrize(
    ("read", "unit"), [(read, unit) for read, units in UNITS.items() for unit in units]
)
def test_four_times_the_text_takes_about_four_times_as_long(
    read: Callable[[str], object], unit: str
) -> None:
    read(unit)  # what is imported late is not counted
    assert grows_evenly(read, unit) or grows_evenly(read, unit)  # the machine may be busy once


def test_a_file_of_many_events_in_a_strange_zone_is_read_at_once() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0317\nTZOFFSETTO:+0317\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    events = "".join(
        f"BEGIN:VEVENT\nUID:x{n}\nDTSTART;TZID=Odd:2026{n % 12 + 1:02}01T000000\nEND:VEVENT\n"
        for n in range(500)
    )
    begin = time.process_time()
    found = read_ics(f"BEGIN:VCALENDAR\n{zone}{events}END:VCALENDAR\n".encode())
    assert len(found.calendar) == 500
    assert time.process_time() - begin < 3
