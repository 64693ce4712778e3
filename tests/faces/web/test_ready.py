"""Pages that are kept ready: the same for everybody but for the proof, and never stale."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import httpx

from tests.faces.web.visitor import NOW, Page, make_site, starts, until, visiting
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.faces.web.app import make_app
from worktui.faces.web.ready import KEPT, Ready
from worktui.store.file import FileStore


async def test_each_visitor_has_a_proof_of_their_own_and_keeps_their_cookie() -> None:
    site = make_site()
    async with visiting(site) as one:
        first = await one.get("/book/intro")
        second = await one.get("/book/intro")
        assert "set-cookie" in first.headers
        assert "set-cookie" not in second.headers
        assert first.text == second.text
    async with visiting(site) as other:
        third = await other.get("/book/intro")
    assert Page(third.text).hidden()["proof"] != Page(first.text).hidden()["proof"]
    assert third.text.replace(Page(third.text).hidden()["proof"], "") == first.text.replace(
        Page(first.text).hidden()["proof"], ""
    )
    assert third.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert third.headers["cache-control"] == "no-store"


async def test_it_is_made_anew_when_the_work_or_the_minute_changes() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock)
    async with visiting(site) as visitor:
        for _ in range(2):
            free = starts((await visitor.get("/book/intro")).text)
        booking = {"event_type": "intro", "start": free[0], "invitee": "zoe@x.example"}
        site.desk.do([parse({"type": "book_slot", **booking})])
        assert free[0] not in starts((await visitor.get("/book/intro")).text)
        clock.set(NOW + timedelta(hours=3))
        assert starts((await visitor.get("/book/intro")).text)[0] > free[1]


async def test_what_another_process_wrote_is_seen(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    store = FileStore(tmp_path / "work.json", clock=clock)
    store.open()
    site = make_site(store, clock)
    other = FileStore(tmp_path / "work.json", clock=clock)
    other.open()
    async with visiting(site) as visitor:
        for _ in range(2):
            free = starts((await visitor.get("/book/intro")).text)
        booking = {"event_type": "intro", "start": free[0], "invitee": "zoe@x.example"}
        Desk(other, clock, "mara").do([parse({"type": "book_slot", **booking})])
        until(lambda: site.seq() == other.seq)
        assert free[0] not in starts((await visitor.get("/book/intro?tz=Europe/Berlin")).text)
    other.close()
    store.close()


async def test_odd_addresses_do_not_fill_the_memory() -> None:
    site = make_site()
    app = make_app(site)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for n in range(KEPT + 20):
            assert (await client.get(f"/book/intro?x={n}")).status_code == 200
        assert (await client.get(f"/?x={'y' * 5000}")).status_code == 200
    keep = site.ready
    assert isinstance(keep.__self__, Ready)  # type: ignore[attr-defined]
    assert len(keep.__self__._kept) == KEPT  # type: ignore[attr-defined]
