"""Links that are given out: they show what is public, and die with what they stood for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from icalendar import Calendar

from tests.faces.web.visitor import NOW, make_site, starts, visiting
from worktui.app.clock import FixedClock
from worktui.app.sharing import links, revoke, set_address, share
from worktui.domain.actions import parse
from worktui.domain.errors import NotFound, Refused
from worktui.faces.web.site import Site

CANARY = "canary-7f3a"
WORK = {
    "projects": [
        {"key": "WEB", "name": "Website relaunch", "lead": "mara", "budget": "77777",
         "currency": "EUR", "notes": CANARY, "description": CANARY, "contact": CANARY},
    ],
    "milestones": [
        {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-20", "notes": CANARY,
         "budget": "77777", "override": {"health": "at_risk", "by": "mara", "reason": CANARY,
                                         "until": "2026-04-01"}},
    ],
    "tasks": [
        {"id": "WEB-1", "title": f"Hero {CANARY}", "status": "todo", "project": "WEB",
         "milestone": "WEB-M1", "assignee": "mara", "estimate_hours": 16, "notes": CANARY,
         "due": "2026-03-06", "tags": [CANARY], "waiting_for": CANARY, "blocked": CANARY},
        {"id": "WEB-2", "title": f"Shop {CANARY}", "status": "done", "project": "WEB",
         "milestone": "WEB-M1", "assignee": "ana"},
    ],
    "costs": [{"project": "WEB", "task": None, "day": "2026-03-03", "amount": "77777",
               "what": CANARY}],
}  # fmt: skip


def path_of(site: Site) -> str:
    return links(site.desk.snapshot(), site.secret, site.now())[-1].path


async def test_a_status_page_shows_names_days_and_counts_and_nothing_else() -> None:
    site = make_site(**WORK)
    share(site.desk, "status", "WEB")
    async with visiting(site) as visitor:
        page = await visitor.get(path_of(site))
        data = await visitor.get(path_of(site) + ".json")
    assert page.status_code == data.status_code == 200
    for text in (page.text, data.text):
        assert "Website relaunch" in text
        assert "Beta" in text
        for private in (CANARY, "77777", "Mara Lindt", "Ana Ruiz", "WEB-1", "mara"):
            assert private not in text.replace("Studio Mara", "")
    told = json.loads(data.text)
    assert (told["done"], told["tasks"]) == (1, 2)
    assert told["milestones"][0]["due"] == "2026-03-20"


async def test_a_link_dies_when_revoked_expired_or_its_project_is_archived() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock, **WORK)
    paths = []
    for days in (0, 2, 0):
        share(site.desk, "status", "web", days=days)
        paths.append(path_of(site))
    async with visiting(site) as visitor:
        assert [(await visitor.get(path)).status_code for path in paths] == [200] * 3
        revoke(site.desk, "L-1")
        clock.set(NOW + timedelta(days=3))
        assert [(await visitor.get(path)).status_code for path in paths] == [410, 410, 200]
        site.desk.do([parse({"type": "update_project", "project": "WEB", "archived": True})])
        assert (await visitor.get(paths[2])).status_code == 410
    states = [link.state for link in links(site.desk.snapshot(), site.secret, site.now())]
    assert states == ["revoked", "expired", "gone"]
    with pytest.raises(Refused):
        revoke(site.desk, "L-1")
    with pytest.raises(Refused):
        share(site.desk, "status", "WEB")
    with pytest.raises(NotFound):
        share(site.desk, "feed", "nobody")


async def test_a_token_of_one_purpose_opens_nothing_of_another() -> None:
    site = make_site(**WORK)
    share(site.desk, "status", "WEB")
    status = path_of(site).removeprefix("/status/")
    share(site.desk, "feed", "mara")
    feed = path_of(site).removeprefix("/calendar/").removesuffix(".ics")
    async with visiting(site) as visitor:
        for path in (f"/status/{feed}", f"/calendar/{status}.ics", f"/b/{status}", "/status/x"):
            assert (await visitor.get(path)).status_code == 404


async def test_a_calendar_feed_holds_bookings_and_due_dates_of_its_person() -> None:
    site = make_site(**WORK)
    share(site.desk, "feed", "mara")
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro")).text)
        await visitor.send("/book/intro", {"name": "Zoë; Q", "email": "z@x.example",
                                           "start": free[0]})  # fmt: skip
        answer = await visitor.get(path_of(site))
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.text)
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {"Intro call, Zoë; Q", f"WEB-1 Hero {CANARY} is due"}
    assert events["Intro call, Zoë; Q"].decoded("dtstart").isoformat() == free[0].replace(
        "Z", "+00:00"
    )
    assert events[f"WEB-1 Hero {CANARY} is due"].decoded("dtstart").isoformat() == "2026-03-06"


async def test_who_guesses_links_is_stopped() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        seen = [(await visitor.get(f"/b/guess{n}")).status_code for n in range(40)]
    assert seen[:30] == [404] * 30
    assert seen[30:] == [429] * 10


async def test_an_address_that_is_told_later_counts_without_a_new_start() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        assert "strict-transport-security" not in (await visitor.get("/")).headers
        set_address(site.desk, "https://new.example/sub")
        page = await visitor.get("/book/intro")
        assert "strict-transport-security" in page.headers
        assert 'action="/sub/book/intro"' in page.text
        set_address(site.desk, "")
        page = await visitor.get("/book/intro")
        assert 'action="/book/intro"' in page.text
