"""A real browser at a real server: booked, moved and cancelled in two zones, and seen in the work."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from tests.end_to_end.servers import free_port, until
from tests.faces.tui.inbox_stage import shown
from tests.faces.web.real import Served, launch, served, stop
from tests.faces.web.visitor import NOW
from tests.faces.web.window import FOCUS, Chromium, Window, chromium
from worktui.app.clock import FixedClock
from worktui.wiring import make_desk, make_inbox, open_store

pytestmark = [
    pytest.mark.needs("chromium", "playwright"),
    pytest.mark.asyncio(loop_scope="module"),
]
NEW_YORK, KOLKATA = "America/New_York", "Asia/Kolkata"
OLD = {KOLKATA: "Asia/Calcutta"}
"""Names by which browsers still call a zone."""
AFTER = "/book/intro?from=2026-03-16"
"""New York has changed its clocks by then, Berlin has not."""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Chromium]:
    async with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("studio")) as here:
        yield here


def at(start: str, zone: str) -> datetime:
    return datetime.fromisoformat(start).astimezone(ZoneInfo(zone))


async def fill(window: Window, name: str, email: str) -> None:
    await window.page.get_by_label("Your name").fill(name)
    await window.page.get_by_label("Your mail address").fill(email)


async def book(window: Window, path: str, name: str, nth: int = 0) -> str:
    """Book the nth free time of a page; returns its start."""
    assert await window.open(path) == 200
    start = list(await window.times())[nth]
    await window.choose(start)
    await fill(window, name, f"{name.partition(' ')[0].lower()}@client.example")
    await window.press("Book this time")
    assert "Booked." in await window.text()
    return start


def bookings(studio: Served) -> dict[str, dict[str, object]]:
    """The bookings by the name of who made them."""
    return {str(doc["name"]): doc for doc in studio.workspace().get("bookings", ())}


async def at_the_desk(studio: Served, place: str, now: datetime, *keys: str) -> str:
    """What the terminal app shows at a place, at a moment, after some keys."""
    store = open_store(studio.file, clock=FixedClock(now))
    store.open()
    desk = make_desk(store, FixedClock(now), "mara")
    async with shown((desk, make_inbox(desk)), place, (160, 50)) as hands:
        await hands.press(*keys)
        seen = hands.seen()
    store.close()
    return seen


async def of_the_day(studio: Served, start: str) -> str:
    """What the place Today shows on the morning of a meeting."""
    return await at_the_desk(studio, "today", at(start, "Europe/Berlin").replace(hour=7))


def link_in(studio: Served, email: str) -> str:
    """The link to change a booking, from the last mail to somebody."""
    mails = [mail for mail in studio.deliver() if email in str(mail["to"])]
    body = mails[-1].get_body(("plain",))
    assert body is not None
    found = re.search(r"http://\S+/b/[\w.-]+", body.get_content())
    assert found, body.get_content()
    return found[0]


async def book_as(
    browser: Chromium, studio: Served, zone: str, name: str, nth: int, *, script: bool
) -> str:
    """Book from a zone, and look at every time that is offered there; returns the start."""
    asked = AFTER if script else f"{AFTER}&tz={zone}"
    async with browser.window(studio.address, zone, script=script) as window:
        assert await window.open(asked) == 200
        shown_for = await window.page.locator("#tz").input_value()
        assert shown_for in (zone, OLD.get(zone))
        for start, time in (await window.times()).items():
            assert f"{at(start, zone):%H:%M}" == time
        for start, day in (await window.days()).items():
            assert f"{at(start, zone):%A %-d %B}" == day
        chosen = await book(window, asked, name, nth)
        assert f"{at(chosen, zone):%A %-d %B, %H:%M}" in await window.text()
    doc = bookings(studio)[name]
    assert datetime.fromisoformat(str(doc["start"])) == at(chosen, zone)
    assert doc["status"] == "confirmed"
    assert doc["display_tz"] in (zone, OLD.get(zone))
    return chosen


async def move(window: Window, link: str, zone: str) -> str:
    """Move a booking to the last time of the week; returns its new start."""
    assert await window.open(link) == 200
    await window.press("Move it to another time")
    offered = await window.times()
    for start, time in offered.items():
        assert f"{at(start, zone):%H:%M}" == time
    moved = list(offered)[-1]
    await window.choose(moved)
    await window.press("Move to this time")
    assert "Moved." in await window.text()
    assert f"{at(moved, zone):%A %-d %B, %H:%M}" in await window.text()
    assert await window.open(link) == 410
    return moved


async def cancel(window: Window, link: str) -> None:
    assert await window.open(link) == 200
    await window.press("Cancel it")
    await window.press("Cancel the booking")
    assert "Cancelled" in await window.text()
    assert await window.open(link) == 410


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
async def test_a_booking_is_made_moved_and_cancelled_from_two_zones(
    browser: Chromium, tmp_path: Path, *, script: bool
) -> None:
    with served(tmp_path) as studio:
        nora = await book_as(browser, studio, NEW_YORK, "Nora Yates", 3, script=script)
        kiran = await book_as(browser, studio, KOLKATA, "Kiran Rao", 4, script=script)
        async with browser.window(studio.address, NEW_YORK, script=script) as window:
            moved = await move(window, link_in(studio, "nora@client.example"), NEW_YORK)
        async with browser.window(studio.address, KOLKATA, script=script) as window:
            await cancel(window, link_in(studio, "kiran@client.example"))
            assert await window.open(f"{AFTER}&tz={KOLKATA}") == 200
            assert {nora, kiran} <= set(await window.times())
        made = bookings(studio)
        assert datetime.fromisoformat(str(made["Nora Yates"]["start"])) == at(moved, NEW_YORK)
        assert (made["Nora Yates"]["status"], made["Kiran Rao"]["status"]) == (
            "confirmed",
            "cancelled",
        )
        told = [str(mail["to"]) for mail in studio.deliver()]
        assert len([to for to in told if "nora@" in to]) == 2
        assert len([to for to in told if "kiran@" in to]) == 2


async def test_the_terminal_app_shows_each_change_made_by_page(
    browser: Chromium, tmp_path: Path
) -> None:
    with served(tmp_path) as studio:
        async with browser.window(studio.address, NEW_YORK) as window:
            start = await book(window, AFTER, "Nora Yates", 3)
            assert "Intro call, Nora Yates" in await of_the_day(studio, start)
            assert (await at_the_desk(studio, "calendar", NOW, "n", "n")).count("Intro call") == 1
            moved = await move(window, link_in(studio, "nora@client.example"), NEW_YORK)
            assert "Intro call, Nora Yates" in await of_the_day(studio, moved)
            await cancel(window, link_in(studio, "nora@client.example"))
            assert "Nora Yates" not in await of_the_day(studio, moved)
            assert "Intro call" not in await at_the_desk(studio, "calendar", NOW, "n", "n")


async def test_a_double_click_books_once_and_says_so(browser: Chromium, studio: Served) -> None:
    async with browser.window(studio.address) as window:
        assert await window.open("/book/intro") == 200
        await window.choose(next(iter(await window.times())))
        await fill(window, "Dora Click", "dora@client.example")
        await window.page.get_by_text("Book this time", exact=True).dblclick()
        await window.page.wait_for_url("**/b/**")
        assert "Booked." in await window.text()
    found = [doc for doc in studio.workspace()["bookings"] if doc["name"] == "Dora Click"]
    assert len(found) == 1


async def test_going_back_leaves_no_time_chosen_by_itself(
    browser: Chromium, studio: Served
) -> None:
    async with browser.window(studio.address) as window:
        taken = await book(window, "/book/intro", "Berta Back", 1)
        await window.page.go_back()
        await window.settled()
        assert taken not in await window.times()
        assert await window.page.locator("input[name=start]:checked").count() == 0
        before = studio.workspace()["bookings"]
        await window.page.get_by_text("Book this time", exact=True).click()
        assert "/book/intro" in window.page.url
    assert studio.workspace()["bookings"] == before


async def test_a_booking_is_made_with_keys_alone(browser: Chromium, studio: Served) -> None:
    async with browser.window(studio.address, NEW_YORK) as window:
        keys = window.page.keyboard
        assert await window.open("/book/intro") == 200
        seen = []
        for _ in range(60):
            await keys.press("Tab")
            what, drawn = await window.page.evaluate(FOCUS) or ("nothing", True)
            seen.append(what)
            assert drawn, f"the focus is not seen on {what}"
            if what == "input start":
                await keys.press("Space")
            elif what in ("input name", "input email"):
                await keys.type("Kay" if what == "input name" else "kay@client.example")
            elif what.startswith("button Book"):
                break
        assert seen[0] == "a To the content"
        async with window.page.expect_navigation():
            await keys.press("Enter")
        assert "Booked." in await window.text()
        await keys.press("Escape")
        while "Cancel it" not in (await window.page.evaluate(FOCUS) or ("",))[0]:
            await keys.press("Tab")
        await keys.press("Enter")
        await keys.press("Tab")
        async with window.page.expect_navigation():
            await keys.press("Enter")
        assert "Cancelled" in await window.text()


async def test_of_two_at_once_the_second_is_led_to_the_nearest_times(
    browser: Chromium, studio: Served
) -> None:
    async with (
        browser.window(studio.address, NEW_YORK) as one,
        browser.window(studio.address, KOLKATA, size=(375, 812)) as two,
    ):
        for window, name in ((one, "Una First"), (two, "Sean Second")):
            assert await window.open(AFTER) == 200
            start = list(await window.times())[8]
            await window.choose(start)
            await fill(window, name, "somebody@client.example")
        await one.press("Book this time")
        assert "Booked." in await one.text()
        await two.press("Book this time")
        gone = f"{at(start, KOLKATA):%A %-d %B, %H:%M} is no longer free."
        assert gone in await two.text()
        assert await two.page.get_by_label("Your name").input_value() == "Sean Second"
        assert start not in await two.times()
        await two.choose(next(iter(await two.times())))
        await two.press("Book this time")
        assert "Booked." in await two.text()


async def test_a_form_is_sent_by_hand(browser: Chromium, studio: Served) -> None:
    async with browser.window(studio.address, script=False) as window:
        assert await window.open("/f/hello") == 200
        await fill(window, "Zoe Quinn", "zoe@client.example")
        await window.page.get_by_label("A website").check()
        await window.page.get_by_label("Your message").fill("Can we have a call on Friday?")
        await window.press("Send")
        assert "very quick" in await window.text()  # the clock stands still
        assert await window.page.get_by_label("Your name").input_value() == "Zoe Quinn"
        assert await window.page.get_by_label("A website").is_checked()


BY_INTL = """zone => [...document.querySelectorAll('input[name=start]')].map(el => [
  el.value,
  new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', minute: '2-digit'}).format(new Date(el.value)),
  new Intl.DateTimeFormat('en-GB', {timeZone: zone, weekday: 'long', day: 'numeric', month: 'long'})
    .format(new Date(el.value)).replace(',', '')])"""
"""The same times as the browser itself reckons them: start, time of day, day."""


async def test_times_are_those_of_the_browser_around_every_change_of_clocks(
    browser: Chromium, tmp_path: Path
) -> None:
    types = [{"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["mara"], "step": 90,
              "horizon_days": 330}]  # fmt: skip
    zones = {
        NEW_YORK: ("2026-03-02", "2026-03-09", "2026-10-26", "2026-11-02"),
        "Europe/Berlin": ("2026-03-23", "2026-03-30", "2026-10-19", "2026-10-26"),
        "America/Sao_Paulo": ("2026-03-09", "2026-10-26"),
        KOLKATA: ("2026-03-30",),
        "Asia/Kathmandu": ("2026-03-30",),
        "Australia/Lord_Howe": ("2026-03-30", "2026-10-05"),
        "Pacific/Kiritimati": ("2026-03-09",),
        "America/St_Johns": ("2026-03-09",),
    }
    with served(tmp_path, work={"event_types": types}) as here:
        async with browser.window(here.address, script=False) as window:
            for zone, weeks in zones.items():
                for week in weeks:
                    assert await window.open(f"/book/intro?from={week}&tz={zone}") == 200
                    times, days = await window.times(), await window.days()
                    told = await window.page.evaluate(BY_INTL, zone)
                    assert len(told) > 5, (zone, week)
                    assert {start: time for start, time, _ in told} == times, (zone, week)
                    assert {start: day for start, _, day in told} == days, (zone, week)


async def test_without_script_a_zone_is_chosen_and_weeks_are_turned(
    browser: Chromium, studio: Served
) -> None:
    async with browser.window(studio.address, NEW_YORK, script=False) as window:
        assert await window.open("/book/intro") == 200
        assert await window.page.locator("#tz").input_value() == "Europe/Berlin"
        await window.page.locator("#tz").select_option("Asia/Tokyo")
        async with window.page.expect_navigation():
            await window.page.get_by_role("button", name="Show").first.click()
        assert await window.page.locator("#tz").input_value() == "Asia/Tokyo"
        for words, week in (("Later", 11), ("Later", 12), ("Earlier", 11)):
            async with window.page.expect_navigation():
                await window.page.get_by_role("link", name=words).click()
            assert await window.page.locator("#tz").input_value() == "Asia/Tokyo"
            first = at(next(iter(await window.times())), "Asia/Tokyo")
            assert first.isocalendar().week == week
        await window.page.get_by_text("Another zone").click()
        await window.page.locator("#other").fill("Asia/Kathmandu")
        async with window.page.expect_navigation():
            await window.page.get_by_role("button", name="Show").last.click()
        for start, time in (await window.times()).items():
            assert time == f"{at(start, 'Asia/Kathmandu'):%H:%M}"
        await window.choose(next(iter(await window.times())))
        await fill(window, "Nima Far", "nima@client.example")
        await window.press("Book this time")
        assert "Asia/Kathmandu" in await window.text()
    assert bookings(studio)["Nima Far"]["display_tz"] == "Asia/Kathmandu"


async def test_what_is_booked_is_mailed_by_the_server_itself(
    browser: Chromium, tmp_path: Path
) -> None:
    with served(tmp_path) as here:
        async with browser.window(here.address) as window:
            await book(window, "/book/intro", "Cara Chore")
        assert here.mails() == []
        later = (NOW + timedelta(minutes=1)).isoformat()
        second = launch(here.folder, later, "--port", str(free_port()))
        try:
            until(here.mails, "the mail")
        finally:
            assert stop(second) == 0
        (mail,) = here.mails()
    assert "cara@client.example" in str(mail["to"])
    assert any(part.get_content_type() == "text/calendar" for part in mail.walk())
