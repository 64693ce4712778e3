"""The checklist of the pages, lines 7 to 17, 29, 31 and 38: what may be asked, how, and how often."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest

from tests.faces.web.hostile import words_of
from tests.faces.web.test_hooks_page import BODY, standard
from tests.faces.web.visitor import NOW, Page, Visitor, make_site, starts, visiting
from worktui.app.clock import FixedClock
from worktui.app.sharing import links, share
from worktui.domain.snapshot import TABLES
from worktui.faces.web import app as app_room
from worktui.faces.web.limits import RULES
from worktui.faces.web.site import Site
from worktui.store.file import FileStore

ZOE = {"name": "Zoe Quinn", "email": "zoe@client.example"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "X",
)
ALLOWED = {
    "/": "GET HEAD", "/book/intro": "GET HEAD POST", "/b/x": "GET HEAD POST",
    "/f/hello": "GET HEAD POST", "/hooks/crm": "POST", "/status/x": "GET HEAD",
    "/calendar/x.ics": "GET HEAD", "/static/pages.css": "GET HEAD", "/healthz": "GET HEAD",
}  # fmt: skip


async def booked(visitor: Visitor, **more: str) -> str:
    """Book; the address of the booking's page."""
    free = starts((await visitor.get("/book/intro")).text)
    answer = await visitor.send("/book/intro", {**ZOE, "start": free[0], **more})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def shared(site: Site) -> dict[str, str]:
    """A link to a status page and one to a calendar."""
    share(site.desk, "status", "WEB")
    share(site.desk, "feed", "mara")
    return {link.purpose: link.path for link in links(site.desk.snapshot(), site.secret, NOW)}


def state(site: Site) -> str:
    """All of the work, and the number of its last entry."""
    snapshot = site.desk.snapshot()
    tables = {name: list(snapshot.all(name)) for name in TABLES}
    return json.dumps([site.desk.store.seq, tables], default=str, sort_keys=True)


async def test_07_fields_that_no_page_asks_for_change_nothing() -> None:
    evil = {
        "id": "BK-77", "hosts": "ana", "host": "ana", "status": "pending", "uid": "mine@x",
        "sequence": "9", "generation": "9", "event_type": "inner", "minutes": "600", "until": "x",
        "role": "lead", "by": "ana", "through": "key", "owner": "ana", "is_admin": "true",
        "created_at": "1999-01-01", "end": "2030-01-01", "invitee": "mara@studio.example",
    }  # fmt: skip
    kept = []
    for more in ({}, evil, {f"booking[{name}]": text for name, text in evil.items()}):
        site = make_site()
        async with visiting(site) as visitor:
            path = await booked(visitor, **more)
            odd = {"action": "cancel", "booking": "BK-2", "reason": "x", "told": "false", **more}
            kept.append([dict(doc) for doc in site.desk.snapshot().all("bookings")])
            await visitor.send(path, odd)
            kept[-1] += [dict(doc) for doc in site.desk.snapshot().all("bookings")]
        assert {e.by for e in site.desk.store.entries() if e.through == "web"} == {"mara"}
        for table in ("people", "event_types", "settings", "projects"):
            before, after = make_site().desk.snapshot(), site.desk.snapshot()
            strip = [{n: v for n, v in doc.items() if n != "uid"} for doc in after.all(table)]
            assert strip == [{n: v for n, v in d.items() if n != "uid"} for d in before.all(table)]
    plain = [[{n: v for n, v in doc.items() if n != "uid"} for doc in docs] for docs in kept]
    assert plain[0] == plain[1] == plain[2]
    assert "mine@x" not in json.dumps(kept)


async def test_07_a_form_service_cannot_say_what_is_made_of_it() -> None:
    site = make_site()
    evil = {"name": "Zoe", "email": "zoe@x.example", "message": "Please call me on Friday.",
            "state": "applied", "trust": "signed", "kind": "webhook", "source": "form:other",
            "actions": [{"type": "create_task", "title": "mine"}], "confidence": 1,
            "suggestions": [{"state": "accepted"}], "id": "A-1", "by": "mara"}  # fmt: skip
    async with visiting(site) as visitor:
        assert (await visitor.client.post("/f/contact", json=evil)).status_code in (202, 400)
    work = site.desk.snapshot()
    assert {doc["state"] for doc in work.all("suggestions")} <= {"proposed"}
    assert {doc["source"] for doc in work.all("arrivals")} <= {"form:contact"}
    assert {doc["trust"] for doc in work.all("arrivals")}.isdisjoint({"signed"})
    assert work.count("tasks") == 0


async def test_08_one_address_and_one_person_take_only_so_many_slots() -> None:
    types = [{"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["mara"], "step": 30}]
    site = make_site(event_types=types)
    seen = []
    async with visiting(site) as visitor:
        free = starts((await visitor.get("/book/intro?from=2026-03-09")).text)
        for n in range(RULES["booked"][0] + 3):
            mail = f"guest{n}@client.example"
            fields = {"name": "Guest", "email": mail, "start": free[n]}
            seen.append((await visitor.send("/book/intro", fields)).status_code)
    assert seen == [303] * RULES["booked"][0] + [429] * 3
    site, seen = make_site(event_types=types), []
    for n in range(RULES["invitee"][0] + 2):
        async with visiting(site, f"203.0.113.{n}") as visitor:
            fields = {**ZOE, "email": "Zoe@Client.example" if n % 2 else ZOE["email"]}
            seen.append(
                (await visitor.send("/book/intro", {**fields, "start": free[n]})).status_code
            )
    assert seen == [303] * RULES["invitee"][0] + [429] * 2


async def test_09_programs_are_kept_out_by_number_by_trap_and_by_haste() -> None:
    clock = FixedClock(NOW)
    site = make_site(clock=clock)
    fields = {**ZOE, "message": "Hello, please call me."}
    async with visiting(site) as visitor:
        quick = await visitor.send("/f/hello", fields)
        assert quick.status_code == 400
        clock.set(NOW + timedelta(seconds=9))
        page = Page(quick.text).hidden()
        trap = await visitor.client.post("/f/hello", data={**page, **fields, "hp_url": "x"})
        assert trap.status_code == 303
        assert site.desk.snapshot().count("arrivals") == 0
        taken = [(await visitor.client.post("/f/hello", data={**page, **fields})).status_code
                 for _ in range(RULES["form"][0])]  # fmt: skip
        assert taken[0] == 303
        late = await visitor.client.post("/f/hello", data={**page, **fields})
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) > 0
        assert "few minutes" in late.text
    assert site.desk.snapshot().count("suggestions") == 1
    async with visiting(site, "198.51.100.1") as other:
        assert (await other.get("/f/hello")).status_code == 200


async def every_answer(site: Site) -> AsyncIterator[tuple[str, httpx.Response]]:
    """Each route with each kind of answer it has."""
    paths = {**shared(site), "missing": "/nope", "root": "/"}
    async with visiting(site) as visitor:
        path = await booked(visitor)
        for name in ("/", "/book/intro", "/book/nope", path, "/b/x", "/f/hello", "/f/hello?sent=1",
                     "/f/nope", paths["status"], paths["status"] + ".json", "/status/x",
                     paths["feed"], "/calendar/x.ics", "/static/pages.css", "/static/zone.js",
                     "/static/sign.svg", "/static/x", "/static/", "/healthz", "/nope",
                     "/hooks/crm", "/hooks/nope"):  # fmt: skip
            for method in ("GET", "HEAD", "PUT"):
                yield f"{method} {name}", await visitor.client.request(method, name)
        post = visitor.client.post
        big = "a=" + "x" * 70_000
        for name in ("/book/intro", path, "/f/hello"):
            yield f"empty {name}", await post(name, data={})
            yield (
                f"no form {name}",
                await post(name, content=b"x", headers={"content-type": "text/plain"}),
            )
            yield f"big {name}", await post(name, content=big, headers=FORM)
            yield (
                f"foreign {name}",
                await post(name, data=ZOE, headers={"origin": "https://evil.example"}),
            )
        yield "forged", await post("/hooks/crm", content=BODY, headers=JSON)
        yield "signed", await post("/hooks/crm", content=BODY, headers=standard())
        yield "deep", await post("/hooks/crm", content=b"[" * 99 + b"]" * 99, headers=JSON)
        yield "service", await post("/f/contact", json=ZOE)
        yield "no json", await post("/f/contact", content=b"{", headers=JSON)
        free = starts((await visitor.get("/book/intro")).text)
        yield "taken", await visitor.send("/book/intro", {**ZOE, "start": free[-1]})
        yield "moved", await visitor.send(path, {"action": "reschedule"})
        yield "cancelled", await visitor.send(path, {"action": "cancel"})
        yield "gone", await visitor.get(path)


async def test_10_every_answer_of_every_route_has_the_headers_that_keep_it_safe() -> None:
    seen = set()
    async for name, answer in every_answer(make_site(fill_seconds=0)):
        headers = answer.headers
        policy = dict(part.strip().partition(" ")[::2] for part in
                      headers["content-security-policy"].split(";"))  # fmt: skip
        assert policy["default-src"] == "'none'", name
        assert policy["frame-ancestors"] == "'none'", name
        assert policy["base-uri"] == "'none'", name
        assert policy["form-action"] == "'self'", name
        assert set(" ".join(policy.values()).split()) <= {"'none'", "'self'"}, name
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["referrer-policy"] == "no-referrer", name
        assert headers["x-frame-options"] == "DENY", name
        assert headers.get_list("content-security-policy")[1:] == [], name
        if answer.content:
            assert "charset=utf-8" in headers["content-type"] or headers["content-type"] in (
                "application/json", "image/svg+xml", "text/plain; charset=utf-8",
            ), (name, headers["content-type"])  # fmt: skip
        assert not re.search(
            r"<script(?![^>]* src=\"/static/)|\son\w+=|style=|<style", answer.text
        ), name
        seen.add(answer.status_code)
    assert seen >= {200, 202, 303, 400, 401, 403, 404, 405, 410, 413, 415}


async def test_11_looking_changes_nothing_however_it_is_asked() -> None:
    site = make_site(fill_seconds=0)
    paths = shared(site)
    async with visiting(site) as visitor:
        path = await booked(visitor)
        bare = path.partition("?")[0]
        before = state(site)
        for name in (
            "/",
            "/book/intro",
            bare,
            "/f/hello",
            *paths.values(),
            "/hooks/crm",
            "/healthz",
        ):
            for query in ("", "?action=cancel", "?action=reschedule&start=2026-03-06T09:00:00Z",
                          "?_method=POST&action=cancel", "?start=2026-03-06T09:00:00Z&name=x&email=a%40b.example"):  # fmt: skip
                for method in ("GET", "HEAD"):
                    await visitor.client.request(method, name + query)
                headers = {"x-http-method-override": "POST", "x-method-override": "DELETE", **FORM}
                await visitor.client.request(
                    "GET", name + query, headers=headers, content=b"action=cancel"
                )
        assert state(site) == before


async def test_11_only_a_page_of_ours_can_send_a_form() -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
        before = state(site)
        ours = Page((await visitor.get(path)).text).hidden()
        async with visiting(site, "198.51.100.4") as stranger:
            theirs = Page((await stranger.get("/book/intro")).text).hidden()
            fields = {**ZOE, "start": "2026-03-06T10:00:00Z", "action": "cancel"}
            for proof in (
                {},
                {"proof": ""},
                {"proof": ours["proof"]},
                {"proof": theirs["proof"][:-1] + "A"},
            ):
                for target in (path, "/book/intro"):
                    answer = await stranger.client.post(target, data={**fields, **proof})
                    assert answer.status_code == 403, (target, proof)
            sent = {**fields, **theirs}
            for headers in ({"origin": "https://evil.example"}, {"origin": "http://localhost.evil.example"},
                            {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
                            {"origin": "null", "sec-fetch-site": "cross-site"}):  # fmt: skip
                for target in (path, "/book/intro"):
                    answer = await stranger.client.post(target, data=sent, headers=headers)
                    assert answer.status_code == 403, headers
        assert state(site) == before


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/book/intro", (FORM["content-type"],)),
        ("/b/{}", (FORM["content-type"],)),
        ("/f/hello", (FORM["content-type"], "application/json")),
        ("/f/elsewhere", (FORM["content-type"], "application/json")),
        ("/hooks/crm", ("application/json", "application/cloudevents+json")),
    ],
)
async def test_13_only_the_content_that_a_route_takes_is_read(
    path: str, kinds: tuple[str, ...]
) -> None:
    site = make_site()
    async with visiting(site) as visitor:
        path = path.format((await booked(visitor)).partition("?")[0].removeprefix("/b/"))
        before = state(site)
        for kind in ("", "text/plain", "text/xml", "application/xml", "multipart/form-data; boundary=x",
                     "application/octet-stream", "application/json", FORM["content-type"],
                     "application/x-www-form-urlencoded2", "text/plain; application/json", "*/*"):  # fmt: skip
            if kind in kinds:
                continue
            for body in (b'{"action": "cancel", "name": "x"}', b"action=cancel&name=x"):
                answer = await visitor.client.post(
                    path, content=body, headers={"content-type": kind}
                )
                assert answer.status_code == 415, kind
        assert state(site) == before


async def test_14_every_route_answers_to_its_methods_and_no_others() -> None:
    async with visiting(make_site()) as visitor:
        for path, allowed in ALLOWED.items():
            for method in METHODS:
                answer = await visitor.client.request(method, path)
                if method in allowed.split():
                    assert answer.status_code != 405, (method, path)
                    continue
                assert answer.status_code == 405, (method, path)
                told = {name.strip() for name in answer.headers["allow"].split(",")}
                assert told == set(allowed.split()), (method, path)
                assert "TRACE" not in answer.text
    known = {re.sub(r"\{\w+\}", "*", path) for path, _, _ in app_room.PAGES} | {"/healthz"}
    mine = {"/book/*", "/b/*", "/f/*", "/hooks/*", "/status/*", "/calendar/*.ics", "/static/*", "/"}
    assert known == mine | {"/healthz"}, "a new route needs its line here"


async def test_15_what_is_large_or_deep_is_not_read() -> None:
    site = make_site(fill_seconds=0)
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
        before = state(site)
        for name in (path, "/book/intro", "/f/hello", "/f/other", "/hooks/crm"):
            for size, status in (
                (64 * 1024, {400, 401, 403}),
                (64 * 1024 + 1, {413}),
                (300_000, {413}),
            ):
                kind = JSON if "hooks" in name else FORM
                body = (
                    (b'{"a": "' + b"x" * (size - 9) + b'"}')
                    if kind is JSON
                    else b"a=" + b"x" * (size - 2)
                )
                if name == "/f/other" and 413 not in status:
                    continue  # a large answer is an answer there
                answer = await visitor.client.post(name, content=body, headers=kind)
                assert answer.status_code in status, (name, size)
    async with visiting(site, "198.51.100.7") as visitor:
        for depth, fits in ((20, True), (33, False), (1000, False), (30_000, False)):
            deep = b'{"name": ' + b"[" * depth + b"]" * depth + b"}"
            answer = await visitor.client.post("/f/json", content=deep, headers=JSON)
            assert answer.status_code in ((202, 400) if fits else (400,)), depth
            hook = await visitor.client.post(
                "/hooks/crm", content=deep, headers=standard(deep, f"m{depth}")
            )
            assert hook.status_code in ((200,) if fits else (400,)), depth
        many = "&".join(f"f{n}=x" for n in range(5000))
        assert (
            await visitor.client.post("/f/hello", content=many, headers=FORM)
        ).status_code == 400
    assert {doc["id"] for doc in site.desk.snapshot().all("bookings")} == {"BK-1"}
    assert json.loads(before)[1]["bookings"] == list(site.desk.snapshot().all("bookings"))


def read_strictly(folder: Path) -> None:
    """Every line that was kept is JSON as everybody reads it."""
    for path in folder.rglob("work*"):
        if path.is_file():
            for line in path.read_text("utf-8").splitlines():
                json.loads(line, parse_constant=pytest.fail)


async def test_15_odd_json_is_refused_or_kept_so_that_it_can_be_read_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "work.json", clock=FixedClock(NOW))
    store.open()
    site = make_site(store)
    odd = (b'{"name": NaN}', b'{"name": -Infinity}', b'{"name": 1e999}', b'{"a": 1, "a": 2}', b"\xff\xfe",
           b'{"name": "\\ud800"}', b'{"\\ud800": "x"}', b"null", b"[]", b"7", b'"x"', b"", b"{}", b"{",
           b'{"name": ' + b"9" * 5000 + b"}", b'{"name": "\\u0000\\u001b[2J"}', b'{"": ""}', b"\xef\xbb\xbf{}")  # fmt: skip
    for number, body in enumerate(odd):
        async with visiting(site, f"203.0.113.{number}") as visitor:
            answer = await visitor.client.post("/f/json", content=body, headers=JSON)
            assert answer.status_code in (202, 400), body
            hook = await visitor.client.post(
                "/hooks/crm", content=body, headers=standard(body, f"m{number}")
            )
            assert hook.status_code in (200, 400), body
    store.close()
    read_strictly(tmp_path)
    again = FileStore(tmp_path / "work.json", clock=FixedClock(NOW))
    again.open()
    assert again.seq == store.seq
    again.close()


async def test_16_nothing_can_be_uploaded() -> None:
    site = make_site()
    file = {"file": ("../../evil.py", b"print(1)", "text/x-python")}
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
        before = state(site)
        for name in ("/book/intro", path, "/f/hello", "/f/other", "/hooks/crm"):
            assert (await visitor.client.post(name, files=file, data=ZOE)).status_code == 415
        for name in ("/upload", "/static/evil.py", "/", "/files"):
            for method in ("POST", "PUT"):
                answer = await visitor.client.request(method, name, files=file)
                assert answer.status_code in (404, 405)
        assert state(site) == before


async def test_17_a_name_that_is_asked_for_is_never_a_path() -> None:
    texts = [*words_of("path_shell"), "../app.py", "..", ".", "../../../../etc/passwd", "pages.css/../../app.py",
             "....//app.py", "..\\app.py", "/etc/passwd", "pages.css\x00.py", "~/.ssh/id_rsa", "C:\\windows\\win.ini"]  # fmt: skip
    async with visiting(make_site()) as visitor:
        for text, path in itertools.product(
            texts, ("/static/", "/f/", "/book/", "/status/", "/hooks/", "/")
        ):
            for spelled in (quote(text, safe="", errors="replace"), quote(text, safe="/.", errors="replace"),
                            quote(quote(text, safe=""), safe="")):  # fmt: skip
                answer = await visitor.get(path + spelled)
                if answer.url.path == "/":
                    continue  # dots alone lead up before anything is asked
                assert answer.status_code in (400, 404, 405, 429), (path, spelled)
                assert "root:" not in answer.text
                assert "import" not in answer.text
        site = make_site()
        async with visiting(site) as other:
            answer = await other.get(shared(site)["feed"])
    assert answer.headers["content-disposition"] == 'inline; filename="calendar.ics"'


async def test_29_who_says_to_be_somebody_else_is_counted_all_the_same() -> None:
    def told(n: int) -> Mapping[str, str]:
        other = f"198.51.100.{n}"
        return {"x-forwarded-for": other, "forwarded": f"for={other}", "x-real-ip": other,
                "cf-connecting-ip": other, "true-client-ip": other, "x-client-ip": other}  # fmt: skip

    most = RULES["guess"][0]
    async with visiting(make_site()) as visitor:
        seen = [
            (await visitor.get(f"/b/x{n}", headers=told(n))).status_code for n in range(most + 5)
        ]
    assert seen == [404] * most + [429] * 5
    site = make_site(proxies=["10.0.0.0/8"])
    async with visiting(site, "10.0.0.1") as proxy:
        for n in range(most):
            chain = {"x-forwarded-for": f"6.6.6.{n}, 198.51.100.77"}
            assert (await proxy.get(f"/b/x{n}", headers=chain)).status_code == 404
        assert (
            await proxy.get("/b/x", headers={"x-forwarded-for": "9.9.9.9, 198.51.100.77"})
        ).status_code == 429
        assert (
            await proxy.get("/b/x", headers={"x-forwarded-for": "198.51.100.78"})
        ).status_code == 404


async def test_31_nothing_is_said_of_what_runs_here() -> None:
    site = make_site(fill_seconds=0)
    async for name, answer in every_answer(site):
        told = f"{answer.headers} {answer.text}".lower().replace("//worktui//", "")
        for word in (
            "uvicorn",
            "starlette",
            "jinja",
            "python",
            "traceback",
            "worktui/",
            "site-packages",
            "/home/",
            "/root",
        ):
            assert word not in told, (name, word)
        assert not {"server", "x-powered-by", "via"} & set(answer.headers), name
    async with visiting(make_site()) as visitor:
        for path in ("/docs", "/redoc", "/openapi.json", "/static/", "/static", "/.git/config", "/.env", "/debug",
                     "/metrics", "/admin", "/api", "/robots.txt", "/server-status", "/__debug__/"):  # fmt: skip
            answer = await visitor.get(path)
            assert answer.status_code == 404, path
            assert "pages.css" not in Page(answer.text).words


ROUTES = [
    "/",
    "/book/intro",
    "/b/{}",
    "/f/hello",
    "/hooks/crm",
    "/status/{}",
    "/calendar/{}.ics",
    "/static/pages.css",
]


@pytest.mark.parametrize("number", range(len(ROUTES)))
async def test_38_whatever_breaks_is_told_plainly_with_a_reference(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = "canary-9c41 in a local variable"

    async def broken(_site: Site, _request: Any) -> Any:
        secret = canary
        raise RuntimeError(f"it breaks with {secret}")

    pages = [(path, broken, methods) for path, _, methods in app_room.PAGES]
    monkeypatch.setattr(app_room, "PAGES", pages)
    site = make_site()
    alarms: list[str] = site.heard  # type: ignore[attr-defined]
    async with visiting(site) as visitor:
        path = ROUTES[number].format("secret-token-0123456789")
        for method in ("POST",) if "hooks" in path else ("GET", "HEAD"):
            answer = await visitor.client.request(method, path)
            assert answer.status_code == 500
            assert answer.headers["cache-control"] == "no-store"
            assert "content-security-policy" in answer.headers
            if method == "HEAD":
                assert answer.content == b""
                continue
            found = re.search(r"[Rr]eference:? ([0-9a-f]{8})", answer.text)
            assert found, answer.text
            assert any(found[1] in line for line in alarms)
            for word in ("canary", "RuntimeError", "Traceback", "breaks", ".py", "broken"):
                assert word not in answer.text
        assert not any("canary" in line or "secret-token" in line for line in alarms)


ODD_STARTS = (
    "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-03-05", "10:00",
    "2026-03-05T10:00", "2026-W10-4", "2026-03-05T24:00:00Z", "2026-03-05T10:00:60Z", "2026-03-05T10:00:00+99:00",
    "2026-03-05T10:07:00Z", "-2026-03-05T10:00:00Z", "NaN", "1e9", "٢٠٢٦", "2026-03-29T02:30:00+01:00",
    "\x00", "\ud800", "2026-03-05T10:00:00Z" * 50, "", "2026-03-05T10:00:00[Europe/Berlin]",
)  # fmt: skip
ODD_DAYS = (
    "9999-12-31",
    "0001-01-01",
    "2999-12-31",
    "2026-02-30",
    "2026-3-5",
    "٢٠٢٦-٠٣-٠٥",
    "2026-W10-4",
    "\x00",
    "",
)
ODD_ZONES = (
    "posixrules", "localtime", "Factory", "right/UTC", "Europe", "Europe/", "../../etc/passwd", "/etc/passwd",
    "europe/berlin", " UTC", "UTC ", "EST5EDT", "\x00", "\ud800", "a" * 5000, "tzdata.zi", "zone.tab",
    "__init__.py", "Africa/Monrovia", "Etc/GMT+12", "Pacific/Kiritimati", "Asia/Kolkata\n",
)  # fmt: skip


def encoded(fields: Mapping[str, str]) -> str:
    """Fields as a form sends them; also what is no text at all."""
    return urlencode({name: text.encode("utf-8", "surrogatepass") for name, text in fields.items()})


async def test_38_no_odd_day_zone_or_time_breaks_a_page() -> None:
    site = make_site()
    alarms: list[str] = site.heard  # type: ignore[attr-defined]
    async with visiting(site) as visitor:
        path = (await booked(visitor)).partition("?")[0]
    number = itertools.count()
    for page in ("/book/intro", path):
        for zone, day in itertools.zip_longest(ODD_ZONES, ODD_DAYS, fillvalue="2026-03-09"):
            async with visiting(site, f"10.1.{next(number)}.1") as visitor:
                for query in (
                    {"tz": zone},
                    {"other": zone},
                    {"tz": zone, "from": day},
                    {"from": day, "move": zone},
                ):
                    answer = await visitor.get(f"{page}?{encoded(query)}")
                    assert answer.status_code in (200, 400), (page, query)
                more = {"name": zone, "email": f"{day}@x.example", "action": "reschedule"}
                for start in (zone, day):
                    answer = await visitor.send(page, {})
                    fields = {
                        **Page(answer.text).hidden(),
                        **more,
                        "start": start,
                        "tz": zone,
                        "from": day,
                    }
                    answer = await visitor.client.post(page, content=encoded(fields), headers=FORM)
                    assert answer.status_code in (400, 409), (page, fields)
        for start in ODD_STARTS:
            async with visiting(site, f"10.2.{next(number)}.1") as visitor:
                answer = await visitor.get(page)
                fields = {
                    **Page(answer.text).hidden(),
                    **ZOE,
                    "action": "reschedule",
                    "start": start,
                }
                answer = await visitor.client.post(page, content=encoded(fields), headers=FORM)
                assert answer.status_code in (400, 409), (page, start)
    assert not any("fault" in line for line in alarms)


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8765", 200), ("localhost", 200), ("[::1]:8765", 200), ("book.studio.example", 200),
     ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("evil.example:8765", 421)],
)  # fmt: skip
async def test_31_on_a_loopback_address_only_its_own_names_are_served(
    host: str, status: int
) -> None:
    site = make_site(public_address="https://book.studio.example")
    transport = httpx.ASGITransport(app_room.make_app(site))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/", headers={"host": host})
    assert answer.status_code == status
