"""The carrier of calendars against a server that answers as told; tests/end_to_end has a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.effects.letters import NOW, facts, letter
from worktui.effects import caldav
from worktui.effects.caldav import CalDavCarrier, mark_of
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.stored import as_stored
from worktui.effects.web import Answer

CALENDAR = (
    b'<m:multistatus xmlns:m="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><m:response>'
    b"<m:href>/c/</m:href><m:propstat><m:prop><m:resourcetype><c:calendar/></m:resourcetype>"
    b"</m:prop></m:propstat></m:response></m:multistatus>"
)
Asked = list[tuple[str, str, Mapping[str, str]]]


@pytest.fixture
def asked() -> Asked:
    return []


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, asked: Asked) -> Iterator[list[Answer]]:
    """What the server says, in order, once it has shown its calendar."""
    told: list[Answer] = []

    def talk(method: str, url: str, *, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        if method == "PROPFIND":
            return Answer(207, {}, CALENDAR)
        assert bool(body) is (method == "PUT")
        asked.append((method, url, headers))
        return told.pop(0)

    monkeypatch.setattr(caldav, "talk", talk)
    yield told
    assert told == []


def carrier() -> CalDavCarrier:
    return CalDavCarrier("https://dav.example/c/", user="mara", password=lambda: "pa:ss")


def event(method: str = "REQUEST", **more: Any) -> dict[str, Any]:
    return letter(kind="calendar", to="mara", ics=facts(method=method), **more)


def stored() -> bytes:
    return as_stored(facts(), NOW).encode()


def test_what_is_new_is_put_only_where_nothing_is(answers: list[Answer], asked: Asked) -> None:
    answers.append(Answer(201, {"etag": '"one"'}, b""))
    written = carrier().carry(event(), None, NOW)
    assert (written.etag, written.told) == ('"one"', "in the calendar")
    ((method, url, headers),) = asked
    assert (method, url) == ("PUT", "https://dav.example/c/bk-1@worktui.ics")
    assert headers["If-None-Match"] == "*"
    assert headers["Authorization"] == "Basic bWFyYTpwYTpzcw=="


def test_what_is_known_is_changed_only_as_it_was_left(answers: list[Answer], asked: Asked) -> None:
    answers += [Answer(204, {"etag": '"two"'}, b""), Answer(204, {}, b"")]
    before = event(etag='"one"')
    assert carrier().carry(event(), before, NOW).etag == '"two"'
    carrier().carry(event("CANCEL"), before, NOW)
    assert [headers["If-Match"] for _, _, headers in asked] == ['"one"', '"one"']


def test_a_server_that_does_not_tell_its_mark_is_asked_for_it(answers: list[Answer]) -> None:
    answers += [Answer(201, {}, b""), Answer(200, {"etag": 'W/"x"'}, stored())]
    assert carrier().carry(event(), None, NOW).etag == '"x"'


def test_a_weak_mark_is_used_as_a_strong_one() -> None:
    assert mark_of(Answer(200, {"etag": ' W/"a"'}, b"")) == '"a"'
    assert mark_of(Answer(200, {}, b"")) == ""


def test_what_stands_there_already_is_done(answers: list[Answer]) -> None:
    answers += [Answer(412, {}, b""), Answer(200, {"etag": '"e"'}, stored())]
    assert carrier().carry(event(), None, NOW).told == "in the calendar already"


def test_changed_twice_at_the_same_moment_it_waits(answers: list[Answer]) -> None:
    fresh = event()
    fresh["ics"] = facts(start="2026-03-11T15:00:00+01:00", end="2026-03-11T15:30:00+01:00")
    before = event(etag='"one"')
    answers += [Answer(412, {}, b""), Answer(200, {"etag": '"b"'}, stored()), Answer(412, {}, b"")]
    with pytest.raises(Temporary, match="same moment"):
        carrier().carry(fresh, before, NOW)


def test_what_was_never_there_need_not_be_taken_off(answers: list[Answer]) -> None:
    answers.append(Answer(404, {}, b""))
    assert carrier().carry(event("CANCEL"), None, NOW).told == "not in the calendar"


@pytest.mark.parametrize("status", [408, 423, 429, 500, 502, 503, 507])
def test_what_may_pass_is_waited_for(answers: list[Answer], status: int) -> None:
    answers.append(Answer(status, {"retry-after": "60"}, b""))
    with pytest.raises(Temporary) as told:
        carrier().carry(event(), None, NOW)
    assert told.value.after is not None
    assert told.value.after.total_seconds() == 60


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 405, 409, 415])
def test_what_will_not_change_is_the_end(answers: list[Answer], status: int) -> None:
    answers.append(Answer(status, {"location": "https://evil.example/"}, b""))
    with pytest.raises(Permanent) as told:
        carrier().carry(event(), None, NOW)
    assert "pa:ss" not in str(told.value)
    assert "evil" not in str(told.value)
