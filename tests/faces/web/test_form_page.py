"""Forms: what is sent becomes a suggestion and never a change; programs are kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faces.web.visitor import NOW, Page, make_site, visiting
from worktui.app.clock import FixedClock
from worktui.app.questions import MOST_WAITING
from worktui.domain.change import Actor, Change, Edit
from worktui.faces.web.site import Site

ZOE = {
    "name": "Zoe Quinn",
    "email": "zoe@client.example",
    "message": "Can we book a call next week about a new website?",
}


def waiting(site: Site) -> list[str]:
    return [doc["state"] for doc in site.desk.snapshot().all("suggestions")]


async def test_a_sent_form_is_a_suggestion_and_changes_nothing_else() -> None:
    site = make_site(fill_seconds=0)
    async with visiting(site) as visitor:
        answer = await visitor.send("/f/hello", ZOE)
        assert answer.status_code == 303
        page = await visitor.get(answer.headers["location"])
    assert "Thank you" in page.text
    assert "/book/intro" in page.text
    [arrival] = site.desk.snapshot().all("arrivals")
    assert arrival["source"] == "form:hello"
    assert arrival["fields"]["message"] == ZOE["message"]
    assert arrival["trust"] != "signed"
    assert waiting(site) == ["proposed"]
    assert site.desk.snapshot().count("bookings") == 0
    assert site.desk.snapshot().count("tasks") == 0
    assert site.desk.snapshot().count("outbox") == 0


async def test_the_same_page_sent_twice_suggests_once() -> None:
    site = make_site(fill_seconds=0)
    async with visiting(site) as visitor:
        for _ in range(2):
            assert (await visitor.send("/f/hello", ZOE)).status_code == 303
    assert waiting(site) == ["proposed"]


async def test_what_is_missing_is_said_at_its_question() -> None:
    site = make_site(fill_seconds=0)
    async with visiting(site) as visitor:
        answer = await visitor.send("/f/hello", {**ZOE, "email": "zoe", "message": ""})
        odd = await visitor.send("/f/hello", {**ZOE, "topic": "Mine"})
    assert answer.status_code == 400
    assert "Write a mail address" in answer.text
    assert "This is needed." in answer.text
    assert 'value="Zoe Quinn"' in answer.text
    assert odd.status_code == 400
    assert site.desk.snapshot().count("arrivals") == 0


async def test_a_program_falls_into_the_trap_and_is_told_nothing() -> None:
    site = make_site(fill_seconds=0)
    async with visiting(site) as visitor:
        answer = await visitor.send("/f/hello", {**ZOE, "hp_url": "http://spam.example"})
    assert answer.status_code == 303
    assert site.desk.snapshot().count("arrivals") == 0


async def test_a_form_filled_in_within_a_moment_is_shown_again_and_then_taken() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock)
    async with visiting(site) as visitor:
        quick = await visitor.send("/f/hello", ZOE)
        assert quick.status_code == 400
        assert "very quick" in quick.text
        clock.set(NOW + timedelta(seconds=5))
        hidden = Page(quick.text).hidden()
        again = await visitor.client.post("/f/hello", data={**hidden, **ZOE})
        assert again.status_code == 303
    assert waiting(site) == ["proposed"]


async def test_a_form_service_sends_json_and_a_plain_page_elsewhere_sends_html() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        json = await visitor.client.post("/f/contact", json=ZOE)
        assert json.status_code == 202
        plain = {**ZOE, "email": "yan@client.example"}
        headers = {"origin": "https://elsewhere.example"}
        html = await visitor.client.post("/f/contact", data=plain, headers=headers)
        assert html.status_code == 200
        nested = {"submission_id": "7", "data": {**ZOE, "email": "mo@client.example"}}
        assert (await visitor.client.post("/f/quote", json=nested)).status_code == 202
    sources = [doc["source"] for doc in site.desk.snapshot().all("arrivals")]
    assert sources == ["form:contact", "form:contact", "form:quote"]


async def test_a_form_takes_no_more_than_can_be_looked_at() -> None:
    site = make_site(fill_seconds=0)
    fill = [
        Edit(
            "suggestions",
            f"S-{n}",
            None,
            {"id": f"S-{n}", "state": "proposed", "arrivals": ["A-0"], "actions": []},
        )
        for n in range(1000, 1000 + MOST_WAITING)
    ]
    source = Edit("arrivals", "A-0", None, {"id": "A-0", "kind": "form", "source": "form:hello"})
    site.desk.store.commit(
        lambda _work: Change((source, *fill), "many"), Actor("mara", "sense"), ts=NOW
    )
    async with visiting(site) as visitor:
        answer = await visitor.send("/f/hello", ZOE)
    assert answer.status_code == 429
    assert "write a mail" in answer.text


async def test_a_form_that_is_not_there_is_not_shown_and_a_closed_one_says_so() -> None:
    site = make_site(forms=[{"slug": "hello", "title": "Write to us", "closed": True}])
    async with visiting(site) as visitor:
        assert (await visitor.get("/f/nope")).status_code == 404
        assert (await visitor.get("/f/..%2f..%2fetc")).status_code == 404
        assert "closed" in (await visitor.get("/f/hello")).text
        assert (await visitor.client.post("/f/hello", data=ZOE)).status_code == 410
        assert (await visitor.client.post("/f/hello", json=ZOE)).status_code == 410


FORGED = {
    "git": {"default_branch": True, "ref": "refs/heads/main", "commits": [
        {"sha": "a" * 40, "author": {"name": "mara", "email": "mara@studio.example"},
         "date": "2026-03-04T09:00:00Z", "message": "closes WEB-1"}]},
    "eml": "From: Ana <ana@studio.example>\r\nTo: mara@studio.example\r\n\r\nPlease pay.\r\n",
    "webhook": {"source": "crm", "headers": {}, "body": {"type": "x"}},
}  # fmt: skip


@pytest.mark.parametrize("kind", FORGED)
async def test_a_form_never_says_of_itself_that_it_is_something_else(kind: str) -> None:
    site = make_site()
    async with visiting(site) as visitor:
        answer = await visitor.client.post(
            "/f/any", json={"fields": {"a": "b"}, "kind": kind, "raw": FORGED[kind]}
        )
    assert answer.status_code == 202
    assert [doc["kind"] for doc in site.desk.snapshot().all("arrivals")] == ["form"]


async def test_a_form_is_one_arrival_of_its_own_address_whatever_it_says() -> None:
    site = make_site()
    told = {"fields": {"message": "Hello"}, "kind": "batch", "form": "hello", "Form": "hello",
            "items": [{"kind": "text", "raw": "one"}] * 50}  # fmt: skip
    async with visiting(site) as visitor:
        await visitor.client.post("/f/other", json=told)
    assert [doc["source"] for doc in site.desk.snapshot().all("arrivals")] == ["form:other"]
