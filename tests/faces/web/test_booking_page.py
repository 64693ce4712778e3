"""Booking by page: free times in the visitor's zone, taken once, moved and cancelled by link."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.faces.web.visitor import (
    NOW,
    Page,
    Visitor,
    make_site,
    manage_path,
    starts,
    visiting,
)
from worktui.app.clock import FixedClock
from worktui.faces.web.app import make_app
from worktui.faces.web.site import Site

ZOE = {"name": "Zoe Quinn", "email": "zoe@client.example", "note": "About the new shop"}


async def booked(visitor: Visitor, path: str = "/book/intro", nth: int = 0) -> str:
    """Book the nth free time; returns the address of the booking's page."""
    free = starts((await visitor.get(path)).text)
    answer = await visitor.send(path, {**ZOE, "start": free[nth]})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_visitor_sees_free_times_in_their_own_zone() -> None:
    async with visiting(make_site()) as visitor:
        berlin = await visitor.get("/book/intro")
        tokyo = await visitor.get("/book/intro?tz=Asia/Tokyo")
    assert starts(berlin.text)[0] == "2026-03-05T09:00:00Z"
    assert "<span>10:00</span>" in berlin.text
    assert "<span>18:00</span>" in tokyo.text
    assert 'value="Asia/Tokyo" selected' in tokyo.text


async def test_a_zone_that_is_none_is_told_and_the_usual_one_shown() -> None:
    async with visiting(make_site()) as visitor:
        page = await visitor.get("/book/intro?other=Europe/Atlantis")
    assert page.status_code == 200
    assert "That is no time zone." in page.text
    assert 'value="Europe/Berlin" selected' in page.text


@pytest.mark.parametrize("tz", ["Asia/Kathmandu", "America/Sao_Paulo", "Asia/Kolkata"])
async def test_what_is_shown_is_the_very_time_that_is_booked(tz: str) -> None:
    site = make_site()
    async with visiting(site) as visitor:
        page = await visitor.get(f"/book/intro?tz={tz}")
        start = starts(page.text)[3]
        local = datetime.fromisoformat(start).astimezone(ZoneInfo(tz))
        assert f"<span>{local:%H:%M}</span>" in page.text
        await visitor.send(f"/book/intro?tz={tz}", {**ZOE, "start": start})
    [booking] = site.desk.snapshot().all("bookings")
    assert datetime.fromisoformat(booking["start"]) == datetime.fromisoformat(start)
    assert booking["display_tz"] == tz


async def test_a_booking_is_taken_confirmed_and_mailed_with_its_link() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = await booked(visitor)
        page = await visitor.get(path)
    [booking] = site.desk.snapshot().all("bookings")
    assert booking["status"] == "confirmed"
    assert booking["hosts"] == ["mara"]
    assert booking["note"] == ZOE["note"]
    [mail] = site.desk.snapshot().all("outbox")
    assert (mail["to"], mail["ics"]["method"]) == (ZOE["email"], "REQUEST")
    assert page.status_code == 200
    assert "Booked." in page.text
    assert path.startswith(manage_path(site, booking["id"]))
    [entry] = [e for e in site.desk.store.entries() if e.through == "web"]
    assert entry.by == "mara"


async def test_of_fifty_who_race_for_one_time_one_gets_it_and_the_others_a_clear_page() -> None:
    site = make_site()
    app = make_app(site)

    async def one(n: int) -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(f"203.0.113.{n}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            visitor = Visitor(client)
            fields = {"name": f"Guest {n}", "email": f"guest{n}@x.example"}
            return await visitor.send("/book/intro", {**fields, "start": "2026-03-05T13:00:00Z"})

    answers = await asyncio.gather(*(one(n) for n in range(50)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303, *[409] * 49]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert "no longer free" in lost.text
    assert "The nearest free times" in lost.text
    assert "guest" in lost.text  # what was written is kept
    assert len(list(site.desk.snapshot().all("bookings"))) == 1
    assert len(list(site.desk.snapshot().all("outbox"))) == 1


async def test_looking_changes_nothing_however_often() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = await booked(visitor)
        before = site.desk.store.seq
        for method in ("GET", "HEAD", "GET"):
            answer = await visitor.client.request(method, path)
            assert answer.status_code == 200
            assert (await visitor.client.request(method, "/book/intro")).status_code == 200
        assert (await visitor.client.request("HEAD", path)).text == ""
    assert site.desk.store.seq == before


async def test_a_booking_is_moved_by_its_link_and_the_old_link_dies() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = await booked(visitor)
        free = starts((await visitor.get(path)).text)
        answer = await visitor.send(path, {"action": "reschedule", "start": free[5]})
        assert answer.status_code == 303
        new = answer.headers["location"]
        assert (await visitor.get(path)).status_code == 410
        again = await visitor.send(new, {"action": "cancel"})
        assert again.status_code == 200
        late = await visitor.send(path, {"action": "cancel"})
        assert late.status_code == 410
    [booking] = site.desk.snapshot().all("bookings")
    assert booking["sequence"] == 2
    assert [mail["ics"]["method"] for mail in site.desk.snapshot().all("outbox")] == [
        "REQUEST", "REQUEST", "CANCEL",
    ]  # fmt: skip


async def test_a_cancelled_time_is_free_for_others_at_once() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        first = starts((await visitor.get("/book/intro")).text)[0]
        path = await booked(visitor)
        assert first not in starts((await visitor.get("/book/intro")).text)
        answer = await visitor.send(path, {"action": "cancel"})
        assert "Cancelled" in answer.text
        assert first in starts((await visitor.get("/book/intro")).text)
        assert (await visitor.get(path)).status_code == 410
        assert (await visitor.send(path, {"action": "cancel"})).status_code == 410


async def test_a_booking_cannot_be_moved_to_where_it_does_not_fit() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = await booked(visitor)
        night = await visitor.send(path, {"action": "reschedule", "start": "2026-03-06T02:00:00Z"})
        assert night.status_code == 409
        nothing = await visitor.send(path, {"action": "reschedule"})
        assert nothing.status_code == 400
        odd = await visitor.send(path, {"action": "explode"})
        assert odd.status_code == 400
    [booking] = site.desk.snapshot().all("bookings")
    assert booking["sequence"] == 0


async def test_the_token_of_one_booking_never_opens_another() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        one = (await booked(visitor)).partition("?")[0]
        two = (await booked(visitor, nth=4)).partition("?")[0]
        swapped = one.partition(".")[0] + "." + two.partition(".")[2]
        changed = one[:-1] + ("A" if one[-1] != "A" else "B")
        for path in (swapped, changed, "/b/x", "/b/" + "A" * 500):
            answer = await visitor.client.post(path, data={"action": "cancel"})
            assert answer.status_code == 404
            assert (await visitor.get(path)).status_code == 404


async def test_a_link_dies_some_days_after_the_meeting() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock)
    async with visiting(site) as visitor:
        path = await booked(visitor)
        clock.set(NOW + timedelta(days=3))
        page = await visitor.get(path)
        assert page.status_code == 200
        assert "can no longer be changed" in page.text
        clock.set(NOW + timedelta(days=30))
        assert (await visitor.get(path)).status_code == 410


async def test_whose_turn_it_is_takes_the_booking() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        for nth in (0, 1, 2, 3):
            await booked(visitor, "/book/review", nth)
    taken = [booking["hosts"][0] for booking in site.desk.snapshot().all("bookings")]
    assert sorted(taken) == ["ana", "ana", "mara", "mara"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"start": "", "email": "zoe@x.example"}, "Choose one of the times."),
        ({"start": "2026-03-05T13:00:00Z", "email": "zoe"}, "Write a mail address"),
        ({"start": "tomorrow", "email": "zoe@x.example"}, "Choose one of the times."),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    fields: dict[str, str], said: str
) -> None:
    site = make_site()
    async with visiting(site) as visitor:
        answer = await visitor.send("/book/intro", {"name": "Zoe Quinn", **fields})
    assert answer.status_code == 400
    assert said in answer.text
    assert 'value="Zoe Quinn"' in answer.text
    assert site.desk.snapshot().count("bookings") == 0


async def test_without_the_cookie_the_form_comes_back_and_works_the_second_time() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        fields = {**ZOE, "start": "2026-03-05T13:00:00Z"}
        answer = await visitor.client.post("/book/intro", data=fields)
        assert answer.status_code == 403
        assert 'value="Zoe Quinn"' in answer.text
        hidden = Page(answer.text).hidden()
        assert hidden["start"] == fields["start"]
        again = await visitor.client.post("/book/intro", data={**hidden, **ZOE})
        assert again.status_code == 303


async def test_names_from_outside_stay_words() -> None:
    site = make_site()
    evil = '<script>alert(1)</script>"><b>'
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro")).text)
        answer = await visitor.send(
            "/book/intro", {**ZOE, "name": evil, "note": evil, "start": free[0]}
        )
        page = await visitor.get(answer.headers["location"])
    assert "<script>alert" not in page.text
    assert "b" not in Page(page.text).tags


async def test_every_type_but_a_hidden_one_stands_on_the_first_page() -> None:
    async with visiting(make_site()) as visitor:
        page = Page((await visitor.get("/")).text)
        assert "/book/intro" in page.links
        assert "/book/inner" not in page.links
        assert (await visitor.get("/book/inner")).status_code == 200
        gone = await visitor.get("/book/nope")
    assert gone.status_code == 404
    assert "nothing to book" in gone.text


async def test_weeks_lead_on_and_a_full_week_names_the_next_free_day() -> None:
    away = [{"id": "mara", "name": "Mara Lindt", "email": "mara@studio.example",
             "away": [["2026-03-01", "2026-03-15"]]},
            {"id": "ana", "name": "Ana Ruiz", "email": "ana@studio.example"}]  # fmt: skip
    site: Site = make_site(people=away)
    async with visiting(site) as visitor:
        first = await visitor.get("/book/intro")
        assert starts(first.text)[0] == "2026-03-16T08:00:00Z"
        full = await visitor.get("/book/intro?from=2026-03-09")
        assert "The next free time is on Monday 16 March" in full.text
        far = await visitor.get("/book/intro?from=2031-01-01")
        assert far.status_code == 200
        assert 'rel="next"' not in far.text


@pytest.mark.parametrize("type", ["intro", "review"])
async def test_who_presses_twice_is_led_to_the_booking_they_have(type: str) -> None:
    site = make_site()
    path = f"/book/{type}"
    async with visiting(site) as visitor:
        page = await visitor.get(path)
        fields = {**Page(page.text).hidden(), **ZOE, "start": starts(page.text)[0]}
        first, twice = await asyncio.gather(
            visitor.client.post(path, data=fields), visitor.client.post(path, data=fields)
        )
        first, twice = sorted((first, twice), key=lambda answer: answer.status_code)
        assert (first.status_code, twice.status_code) == (303, 409)
        own = first.headers["location"].partition("?")[0]
        assert own in Page(twice.text).links
    async with visiting(site) as other:
        late = await other.send(path, {**ZOE, "start": fields["start"]})
    assert late.status_code == 409
    assert own not in late.text
    assert site.desk.snapshot().count("bookings") == 1


async def test_an_old_name_of_a_zone_is_read_as_its_name_of_today() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        await booked(visitor, "/book/intro?tz=Asia/Calcutta")
    [booking] = site.desk.snapshot().all("bookings")
    assert booking["display_tz"] == "Asia/Kolkata"


@pytest.mark.parametrize(
    "address",
    ["a@b..example", ".a@b.example", "a.@b.example", "ä@b.example", "a:b@c.example", "a@b"],
)
async def test_an_address_that_no_mail_reaches_is_told_at_its_field(address: str) -> None:
    site = make_site()
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro")).text)
        answer = await visitor.send("/book/intro", {**ZOE, "email": address, "start": free[0]})
    assert answer.status_code == 400
    assert "Write a mail address" in answer.text
    assert site.desk.snapshot().count("bookings") == 0
