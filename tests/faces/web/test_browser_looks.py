"""How the pages look in a real browser: on a phone, by night, to those who listen or use keys."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.faces.web.real import Served, served
from tests.faces.web.window import CONTRAST, FLAWS, FOCUS, Chromium, Window, chromium

pytestmark = [
    pytest.mark.needs("chromium", "playwright"),
    pytest.mark.asyncio(loop_scope="module"),
]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WORK: Mapping[str, Any] = {
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["mara"], "step": 30,
         "min_notice_hours": 24, "horizon_days": 60, "location": "By video",
         "description": "Half an hour to get to know each other,\nand to see whether we fit."},
        {"slug": "long", "title": f"{LONG} review", "minutes": 60, "hosts": ["mara", "ana"],
         "location": f"https://meet.example/{LONG}", "description": LONG},
    ],
    "forms": [
        {"slug": "hello", "title": "Write to us", "intro": "A few words are enough.",
         "event_type": "intro",
         "questions": [
             {"name": "name", "label": "Your name", "kind": "line", "required": True},
             {"name": "email", "label": "Your mail address", "kind": "email", "required": True},
             {"name": "day", "label": "By when", "kind": "date"},
             {"name": "topic", "label": f"What about, {LONG}?", "kind": "choice",
              "choices": ["A website", "Something else", LONG]},
             {"name": "agree", "label": "You may write to me", "kind": "yes"},
             {"name": "message", "label": "Your message", "kind": "text", "required": True},
         ]},
    ],
    "milestones": [
        {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-20"},
        {"id": "WEB-M2", "project": "WEB", "name": f"{LONG} opens", "due": "2026-03-06"},
    ],
    "tasks": [
        {"id": "WEB-1", "title": "Hero", "status": "todo", "project": "WEB", "estimate_hours": 16,
         "milestone": "WEB-M1", "assignee": "mara"},
        {"id": "WEB-2", "title": "Shop", "status": "done", "project": "WEB",
         "milestone": "WEB-M1", "assignee": "ana"},
        {"id": "WEB-3", "title": "Bank", "status": "todo", "project": "WEB",
         "milestone": "WEB-M2", "assignee": "ana", "estimate_hours": 90},
    ],
}  # fmt: skip


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Chromium]:
    async with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("looks"), work=WORK) as here:
        yield here


@pytest.fixture(scope="module")
def status_path(studio: Served) -> str:
    url = str(studio.run("links", "status", "WEB")["link"]["url"])
    return url.removeprefix(studio.address)


async def every_page(window: Window, status: str) -> AsyncIterator[str]:
    """Walk through every kind of page, and stop at each by its name."""
    for name, path in {
        "front": "/", "booking": "/book/intro", "long": "/book/long", "form": "/f/hello",
        "no zone": "/book/intro?other=Europe/Atlantis", "nothing free": "/book/intro?from=2026-05-20",
        "sent": "/f/hello?sent=1", "status": status, "nothing here": "/book/nope",
    }.items():  # fmt: skip
        await window.open(path)
        yield name
    await window.open("/book/intro")
    start = next(iter(await window.times()))
    await window.choose(start)
    yield "chosen"
    await window.page.evaluate("() => document.querySelector('form.book').noValidate = true")
    await window.page.get_by_label("Your mail address").fill("zoe")
    await window.press("Book this time")
    yield "wrong"
    await window.choose(start)
    await window.page.get_by_label("Your name").fill(LONG)
    await window.page.get_by_label("Your mail address").fill("zoe@client.example")
    await window.page.locator("#note").fill(f"{LONG}\n\n{LONG} {LONG}")
    await window.press("Book this time")
    yield "booked"
    await window.press("Move it to another time")
    await window.press("Cancel it")
    yield "unfolded"
    await window.press("Cancel the booking")
    yield "cancelled"


async def keep(window: Window, name: str) -> None:
    """A picture of the page, where a folder for pictures is named."""
    if folder := os.environ.get("BROWSER_PICTURES"):
        width = window.page.viewport_size["width"]
        path = Path(folder) / f"{name.replace(' ', '_')}-{width}-{window.scheme}.png"
        await window.page.screenshot(path=path, full_page=True)


async def stands_out(window: Window, name: str) -> None:
    """Every text is told from its ground."""
    found = [(ratio, what) for ratio, what in await window.page.evaluate(CONTRAST)]
    assert found, name
    assert min(found) >= (4.5, ""), (name, min(found))


async def test_on_a_phone_all_fits_is_named_and_stands_out(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address, size=(375, 812)) as window:
        async for name in every_page(window, status_path):
            await keep(window, name)
            assert await window.overflow() <= 0, name
            assert await window.page.evaluate(FLAWS) == [], name
            await stands_out(window, name)


async def test_by_night_every_text_stands_out_from_its_ground(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address, size=(320, 640), dark=True) as window:
        async for name in every_page(window, status_path):
            await keep(window, name)
            assert await window.overflow() <= 0, name
            await stands_out(window, name)


async def test_a_wide_window_is_not_left_either(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address) as window:
        async for name in every_page(window, status_path):
            await keep(window, name)
            assert await window.overflow() <= 0, name


LINES = """() => [...document.querySelectorAll('thead th, tbody td')].map(el => {
  const text = document.createRange();
  text.selectNodeContents(el);
  return [el.innerText, new Set([...text.getClientRects()].map(box => Math.round(box.top))).size];
})"""
"""Every short cell of a table, and over how many lines it goes."""


async def test_a_long_name_breaks_no_other_word_of_its_table(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address) as window:
        await window.open(status_path)
        assert [text for text, lines in await window.page.evaluate(LINES) if lines > 1] == []


async def test_the_focus_is_seen_on_every_page(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address, size=(375, 812)) as window:
        for path in ("/", "/book/intro", "/f/hello", status_path, "/book/nope"):
            await window.open(path)
            stops = 0
            while stops < 80:
                await window.page.keyboard.press("Tab")
                found = await window.page.evaluate(FOCUS)
                if found is None:
                    break
                assert found[1], f"{path}: the focus is not seen on {found[0]}"
                stops += 1
            assert stops >= 2, path


async def test_in_twice_the_size_of_letters_nothing_is_cut_off(
    browser: Chromium, studio: Served, status_path: str
) -> None:
    async with browser.window(studio.address, size=(640, 800)) as window:
        for path in ("/", "/book/intro", "/f/hello", status_path):
            await window.open(path)
            await window.page.evaluate("() => { document.documentElement.style.fontSize = '32px' }")
            assert await window.overflow() <= 0, path


async def test_what_is_wrong_is_heard_and_tied_to_its_field(
    browser: Chromium, studio: Served
) -> None:
    async with browser.window(studio.address) as window:
        await window.open("/book/intro")
        await window.choose(next(iter(await window.times())))
        await window.page.get_by_label("Your name").fill("Zoe")
        await window.page.evaluate("() => document.querySelector('form.book').noValidate = true")
        await window.page.get_by_label("Your mail address").fill("zoe")
        await window.press("Book this time")
        assert await window.page.get_by_role("alert").count() == 1
        field = window.page.get_by_label("Your mail address")
        assert await field.get_attribute("aria-invalid") == "true"
        told = await field.get_attribute("aria-describedby")
        assert "mail address" in await window.page.locator(f"#{told}").inner_text()
