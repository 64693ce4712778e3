"""The checklist of the pages, lines 18 to 25 and 34: who holds a link may do one thing, and no more."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faces.web.test_checklist_requests import booked, every_answer, shared, state
from tests.faces.web.visitor import NOW, Page, Visitor, make_site, starts, visiting
from worktui.app.clock import FixedClock
from worktui.app.outbox import deliver
from worktui.app.sharing import revoke, share
from worktui.domain import token
from worktui.domain.actions import ACTIONS
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.documents import FIELDS
from worktui.effects.courier import Courier
from worktui.effects.links import links_of
from worktui.effects.maildir import MaildirCarrier
from worktui.faces.web.app import make_app
from worktui.faces.web.site import Site
from worktui.store.file import FileStore

PUBLIC = "https://book.studio.example"
CANARY = "canary-4e1d"
SHOWN = {"projects": {"name"}, "milestones": {"name"}, "settings": {"name"}}
"""Fields of the work that a status page shows; every other one is private."""


async def links_made(site: Site) -> dict[str, str]:
    """An open link of every kind: to a booking, a status page, a calendar."""
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
    return {"booking": path, **shared(site)}


async def statuses(site: Site, paths: Mapping[str, str], ip: str = "203.0.113.7") -> list[int]:
    async with visiting(site, ip) as visitor:
        return [(await visitor.get(path)).status_code for path in paths.values()]


async def test_18_nobody_can_log_in_since_there_is_no_login() -> None:
    site = make_site(fill_seconds=0)
    async for name, answer in every_answer(site):
        assert "password" not in answer.text.lower() or "static" in name
        assert "www-authenticate" not in answer.headers, name
    async with visiting(site) as visitor:
        for path in ("/login", "/admin", "/signin", "/user", "/account", "/register", "/setup"):
            for method in ("GET", "POST"):
                assert (await visitor.client.request(method, path)).status_code == 404
        plain = (await visitor.get("/book/intro")).text
        for who in ("admin:admin", "mara:mara", "root:root", ":"):
            told = {"authorization": f"Basic {base64.b64encode(who.encode()).decode()}"}
            assert (await visitor.get("/book/intro", headers=told)).text == plain
            for path in ("/people", "/export", "/tasks", "/inbox"):
                assert (await visitor.get(path, headers=told)).status_code == 404


async def test_19_tokens_are_long_and_stand_nowhere(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "work.json", clock=FixedClock(NOW))
    store.open()
    site = make_site(store, public_address=PUBLIC)
    paths = await links_made(site)
    way = links_of(store.secret, store.snapshot)
    deliver(site.desk, Courier(MaildirCarrier(tmp_path / "sent"), links=way), at_once=True)
    store.close()
    for path in paths.values():
        text = path.rpartition("/")[2].removesuffix(".ics")
        claim, _, mac = text.partition(".")
        assert len(base64.urlsafe_b64decode(mac + "==")) * 8 >= 128
        assert "canary" not in path
        for held in kept_in(tmp_path):
            assert mac.encode() not in held
            assert f"{claim}.{mac}".encode() not in held


def kept_in(folder: Path) -> list[bytes]:
    """The bytes of all that the workspace keeps, mail that was sent left out."""
    return [path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and "sent" not in path.parts]  # fmt: skip


async def test_20_a_link_is_worth_nothing_once_its_time_is_over() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock)
    paths = await links_made(site)
    share(site.desk, "status", "WEB", days=3)
    assert await statuses(site, paths) == [200, 200, 200]
    clock.set(NOW + timedelta(days=9))
    assert await statuses(site, paths) == [410, 200, 200]


async def test_20_a_link_that_was_taken_back_stays_so_however_often_it_is_tried() -> None:
    site = make_site()
    paths = await links_made(site)
    async with visiting(site) as visitor:
        await visitor.send(paths["booking"], {"action": "cancel"})
    for id in ("L-1", "L-2"):
        revoke(site.desk, id)
    before = state(site)
    for _ in range(3):
        assert await statuses(site, paths) == [410, 410, 410]
    async with visiting(site) as visitor:
        for fields in (
            {"action": "cancel"},
            {"action": "reschedule", "start": "2026-03-06T10:00:00Z"},
        ):
            page = Page((await visitor.get("/book/intro")).text).hidden()
            answer = await visitor.client.post(paths["booking"], data={**page, **fields})
            assert answer.status_code == 410
    assert state(site) == before
    share(site.desk, "status", "WEB")
    assert await statuses(site, paths) == [410, 410, 410]


async def test_20_a_moved_booking_has_a_new_link_and_the_old_one_is_dead() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        old = (await booked(visitor)).partition("?")[0]
        sent = Page((await visitor.get(old)).text).hidden()
        free = starts((await visitor.get(old)).text)
        moved = await visitor.client.post(
            old, data={**sent, "action": "reschedule", "start": free[3]}
        )
        assert moved.status_code == 303
        before = state(site)
        for action in ("cancel", "reschedule"):
            replayed = await visitor.client.post(
                old, data={**sent, "action": action, "start": free[4]}
            )
            assert replayed.status_code == 410
        assert state(site) == before
        new = moved.headers["location"].partition("?")[0]
        assert (await visitor.get(new)).status_code == 200


@asynccontextmanager
async def at(site: Site, address: str) -> AsyncIterator[Visitor]:
    transport = httpx.ASGITransport(make_app(site), client=("203.0.113.7", 5))
    async with httpx.AsyncClient(transport=transport, base_url=address) as client:
        yield Visitor(client)


@pytest.mark.parametrize(("public", "secure"), [(PUBLIC, True), ("", False)])
async def test_21_the_one_cookie_is_for_nobody_else(public: str, *, secure: bool) -> None:
    site = make_site(public_address=public) if public else make_site()
    async with at(site, public or "http://localhost") as visitor:
        for path in ("/book/intro", "/f/hello"):
            visitor.client.cookies.clear()
            answer = await visitor.get(path)
            (cookie,) = answer.headers.get_list("set-cookie")
            name, *rest = [part.strip() for part in cookie.split(";")]
            attributes = {part.partition("=")[0].lower(): part.partition("=")[2] for part in rest}
            assert "httponly" in attributes
            assert attributes["samesite"] == "Strict"
            assert attributes["path"] == "/"
            assert "domain" not in attributes
            assert ("secure" in attributes) is secure
            assert name.startswith("__Host-") is secure
            assert ("strict-transport-security" in answer.headers) is secure
        for path in ("/", "/static/pages.css", "/healthz", "/nope"):
            visitor.client.cookies.clear()
            assert "set-cookie" not in (await visitor.get(path)).headers


async def test_22_a_link_allows_its_two_acts_and_nothing_that_others_may() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
        before = state(site)
        sent = Page((await visitor.get(path)).text).hidden()
        for action in (
            *ACTIONS,
            "accept",
            "apply",
            "undo",
            "confirm",
            "",
            "CANCEL",
            "cancel ",
            "cancel,cancel",
        ):
            fields = {
                "action": action,
                "id": "S-1",
                "title": "x",
                "task": "WEB-1",
                "project": "WEB",
            }
            answer = await visitor.client.post(path, data={**sent, **fields})
            assert answer.status_code == 400, action
        for table in (*FIELDS, "log", "inbox", "undo", "export", "settings", "secret", "work.json"):
            for place in (f"/{table}", f"/{table}/1", f"/api/{table}", f"{path}/{table}"):
                assert (await visitor.get(place)).status_code in (404, 405)
        assert state(site) == before
        assert (
            await visitor.client.post(path, data={**sent, "action": "cancel"})
        ).status_code == 200
    changed = {edit.table for entry in site.desk.store.entries() if entry.through == "web"
               for edit in entry.edits}  # fmt: skip
    assert changed <= {"bookings", "outbox", "counters", "contacts"}  # who booked is known


async def test_23_the_link_of_one_thing_never_opens_another() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        one = (await booked(visitor)).partition("?")[0].removeprefix("/b/")
        two = (await booked(visitor)).partition("?")[0].removeprefix("/b/")
        sent = Page((await visitor.get(f"/b/{one}")).text).hidden()
        paths = shared(site)
    given = {"one": one, "two": two, "status": paths["status"].removeprefix("/status/"),
             "feed": paths["feed"].removeprefix("/calendar/").removesuffix(".ics")}  # fmt: skip
    before, ip = state(site), iter(range(250))
    for claim in given.values():
        for mac in given.values():
            if claim == mac:
                continue
            mixed = f"{claim.partition('.')[0]}.{mac.partition('.')[2]}"
            async with visiting(site, f"198.51.100.{next(ip)}") as visitor:
                for path in (f"/b/{mixed}", f"/status/{mixed}", f"/calendar/{mixed}.ics"):
                    assert (await visitor.get(path)).status_code == 404
                fields = {**sent, "action": "cancel"}
                assert (await visitor.client.post(f"/b/{mixed}", data=fields)).status_code == 404
    routes = {"one": "/b/{}", "status": "/status/{}", "feed": "/calendar/{}.ics"}
    for purpose, text in given.items():
        async with visiting(site, f"198.51.100.{next(ip)}") as visitor:
            for other, route in routes.items():
                fits = other == purpose or {other, purpose} == {"one", "two"}
                assert (await visitor.get(route.format(text))).status_code == (200 if fits else 404)
    assert state(site) == before
    async with visiting(site) as visitor:
        fields = {"action": "cancel", "booking": "BK-2", "id": "BK-2", "token": two}
        assert (await visitor.send(f"/b/{one}", fields)).status_code == 200
    assert [doc["status"] for doc in site.desk.snapshot().all("bookings")] == [
        "cancelled",
        "confirmed",
    ]


def canaries(site: Site) -> None:
    """Put a canary into every text of every document that is not shown to everybody."""
    work, edits = site.desk.snapshot(), []
    whole: dict[str, Any] = {"line": CANARY, "block": CANARY, "words": [CANARY], "list": [{"text": CANARY}],
                             "object": {"reason": CANARY, "text": CANARY}}  # fmt: skip
    for table, fields in FIELDS.items():
        if table in ("event_types", "forms", "links"):
            continue  # these are for visitors
        for doc in work.all(table):
            after = {name: whole[kind] for name, kind in fields.items()
                     if kind in whole and name not in SHOWN.get(table, ())
                     and (doc.get(name) is None or name in ("title", "notes", "summary", "what"))}  # fmt: skip
            if after:
                edits.append(Edit(table, str(doc["id"]), {n: doc.get(n) for n in after}, after))
    change = Change(tuple(edits), "canaries")
    site.desk.store.commit(lambda _work: change, Actor("mara", "key"), ts=NOW)


async def test_24_a_status_page_shows_what_is_public_and_no_word_more() -> None:
    journal: list[str] = []
    site = make_site(
        journal=journal.append,
        projects=[{"key": "WEB", "name": "Relaunch", "lead": "mara", "budget": "77777", "currency": "EUR"}],
        milestones=[{"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-20", "budget": "77777",
                     "override": {"health": "at_risk", "by": "mara", "reason": CANARY, "until": "2026-04-01"}}],
        tasks=[{"id": "WEB-1", "title": "x", "status": "todo", "project": "WEB", "milestone": "WEB-M1",
                "assignee": "mara", "comments": [{"by": "ana", "at": NOW.isoformat(), "text": CANARY}],
                "checklist": [{"text": CANARY, "done": False}]}],
        contacts=[{"email": f"{CANARY}@client.example", "name": CANARY}],
        costs=[{"project": "WEB", "task": "WEB-1", "day": "2026-03-03", "amount": "77777", "what": CANARY}],
        time=[{"task": "WEB-1", "person": "mara", "day": "2026-03-03", "hours": 7.77}],
        calendar=[{"uid": "x@x", "summary": CANARY, "person": "mara", "location": CANARY,
                   "start": "2026-03-05T09:00:00+01:00", "end": "2026-03-05T10:00:00+01:00"}],
    )  # fmt: skip
    async with visiting(site) as visitor:
        await booked(visitor, name=CANARY, note=CANARY, email=f"{CANARY}@client.example")
    canaries(site)
    paths = shared(site)
    told = json.dumps(
        [dict(doc) for table in FIELDS for doc in site.desk.snapshot().all(table)], default=str
    )
    assert told.count(CANARY) > 30
    async with visiting(site, "198.51.100.9") as visitor:
        for path in (paths["status"], paths["status"] + ".json", "/", "/book/intro", "/book/review",
                     "/book/intro?from=2026-03-05", "/f/hello", "/b/x", "/nope"):  # fmt: skip
            page = (await visitor.get(path)).text
            for private in (CANARY, "77777", "777", "@studio.example", "ana@", "WEB-1", "BK-1"):
                assert private not in page, (path, private)
        page = (await visitor.get(paths["status"])).text
    told = "\n".join((*journal, *site.heard))  # type: ignore[attr-defined]
    assert "/book/intro 303" in told
    for private in (CANARY, "777", "client.example", paths["status"].rpartition(".")[2]):
        assert private not in told
    assert "Relaunch" in page
    assert "Beta" in page
    for private in ("Mara Lindt", "Ana Ruiz", "at_risk"):
        assert private not in page


async def test_25_no_changed_or_made_up_token_opens_anything() -> None:
    site = make_site()
    paths = await links_made(site)
    before, tries = state(site), 0
    for path in paths.values():
        head, text = re.match(r"(/\w+/)(.*?)(?:\.ics)?$", path).groups()  # type: ignore[union-attr]
        tail = ".ics" if path.endswith(".ics") else ""
        claim, _, mac = text.partition(".")
        wrong = [text[:n] + ("A" if c != "A" else "B") + text[n + 1 :] for n, c in enumerate(text)]
        wrong += [claim, f"{claim}.", f".{mac}", f"{claim}.{mac[:-1]}", f"{text}A", f"{text}=", f"{text}.x", text.swapcase(),
                  f"{claim}.{'A' * len(mac)}", f"{claim}=.{mac}", "eyJhbGciOiJub25lIn0.eyJpZCI6MX0.", "." * 50, "A" * 3000,
                  token.make(b"0" * 32, token.MANAGE, "BK-1", 0), token.make(b"worktui", token.STATUS, "L-1", 0),
                  token.make(site.secret, "status|manage".partition("|")[0], "BK-1", 0) if head == "/b/" else "x"]  # fmt: skip
        for odd in wrong:
            async with visiting(site, f"10.{tries // 250}.{tries % 250}.1") as visitor:
                tries += 1
                answer = await visitor.get(f"{head}{odd}{tail}")
                assert answer.status_code == 404, odd
    assert state(site) == before
    assert await statuses(site, paths) == [200, 200, 200]


async def test_34_nothing_that_a_link_shows_is_kept_by_anybody() -> None:
    site = make_site(fill_seconds=0)
    async for name, answer in every_answer(site):
        told = answer.headers.get_list("cache-control")
        if answer.status_code == 200 and "/static/" in name:
            assert told == ["public, max-age=86400"], name
        else:
            assert told == ["no-store"], name
        assert "etag" not in answer.headers, name
