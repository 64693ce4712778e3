"""The filter language, over a small board."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.query import QueryError, haystack, parse

NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")  # a Wednesday


def task(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "title": id, "status": "todo", **fields}


TASKS = [
    task("WEB-1", title="Price table", assignee="ana", due="2026-03-03", project="WEB"),
    task("WEB-2", title="Booking page", assignee="bo", due="2026-03-06", priority="high"),
    task("WEB-3", title="Logo", status="done", assignee="ana", due="2026-03-01"),
    task("OPS-4", title="Renew the price list", tags=["API"], estimate_hours=5, project="OPS"),
    task("OPS-5", title="Backup", status="doing", depends_on=[{"task": "WEB-1", "type": "FS"}]),
    task("OPS-6", title="Wiki", due="2026-03-09T10:00:00+01:00", milestone="WEB-M1", blocked="x"),
]
WORK = MappingSnapshot(
    {
        "settings": {"workspace": {"timezone": "Europe/Berlin"}},
        "people": {"ana": {"id": "ana", "name": "Ana Ruiz"}, "bo": {"id": "bo", "name": "Bo L"}},
        "projects": {"WEB": {"id": "WEB", "name": "Website"}, "OPS": {"id": "OPS"}},
        "milestones": {"WEB-M1": {"id": "WEB-M1", "name": "Beta"}},
        "columns": {
            "todo": {"id": "todo", "name": "To do", "kind": "todo"},
            "doing": {"id": "doing", "name": "Doing", "kind": "doing"},
            "done": {"id": "done", "name": "Done", "kind": "done"},
        },
        "tasks": {doc["id"]: doc for doc in TASKS},
    }
)


def found(text: str, me: str = "ana") -> list[str]:
    return [doc["id"] for doc in parse(text, WORK, NOW, me).pick(TASKS)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["WEB-1", "WEB-2", "WEB-3", "OPS-4", "OPS-5", "OPS-6"]),
        ("price", ["WEB-1", "OPS-4"]),
        ("PRICE table", ["WEB-1"]),
        ('"price table"', ["WEB-1"]),
        ("price -table", ["OPS-4"]),
        ("due<fri", ["WEB-1", "WEB-3"]),
        ("due<=fri est>4", []),
        ("page=1", []),
        ("@me", ["WEB-1", "WEB-3"]),
        ("@bo", ["WEB-2"]),
        ("@nobody", ["OPS-4", "OPS-5", "OPS-6"]),
        ("#api", ["OPS-4"]),
        ("+web", ["WEB-1"]),
        ("+beta", ["OPS-6"]),
        ("!high", ["WEB-2"]),
        ("prio:>=normal -!high", ["WEB-1", "WEB-3", "OPS-4", "OPS-5", "OPS-6"]),
        ("due:<=fri", ["WEB-1", "WEB-2", "WEB-3"]),
        ("due:<fri -status:done", ["WEB-1"]),
        ("due:>fri", ["OPS-6"]),
        ("due:2026-03-06", ["WEB-2"]),
        ("due:2026-03-05..2026-03-09", ["WEB-2", "OPS-6"]),
        ('due:"next week"', ["OPS-6"]),
        ("due:next_week", ["OPS-6"]),
        ("due:this_month", ["WEB-1", "WEB-2", "WEB-3", "OPS-6"]),
        ("due:next_month", []),
        ("due:none", ["OPS-4", "OPS-5"]),
        ("due:any is:open", ["WEB-1", "WEB-2", "OPS-6"]),
        ("is:late", ["WEB-1"]),
        ("is:blocked", ["OPS-5", "OPS-6"]),
        ("is:done", ["WEB-3"]),
        ("status:to_do price", ["WEB-1", "OPS-4"]),
        ("est:>4h", ["OPS-4"]),
        ("after:web-1", ["OPS-5"]),
        ("id:web-1,ops-6", ["WEB-1", "OPS-6"]),
        ("logo or wiki", ["WEB-3", "OPS-6"]),
        ("@ana is:late or #api", ["WEB-1", "OPS-4"]),
        ("http://nowhere", []),
    ],
)
def test_a_filter_finds(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize("text", ["due:<=fri @me price", "price or @bo", "-price -@me", "is:open"])
def test_haystacks_made_before_change_nothing(text: str) -> None:
    query = parse(text, WORK, NOW, "ana")
    hays = [haystack(doc) for doc in TASKS]
    assert query.pick(TASKS, hays) == [doc for doc in TASKS if query.fits(doc)]


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("price dues:fri", (6, 14), "Did you mean due"),
        ("@zoe", (0, 4), "no person “zoe”"),
        ("x -status:dong", (2, 14), "Did you mean doing?"),
        ("due:blah", (0, 8), "not a day"),
        ("is:lat", (0, 6), "Did you mean is:late?"),
        ("due:", (0, 4), "lacks a value"),
        ("x @", (2, 3), "@ lacks a name. As in @ana"),
        ("-#", (1, 2), "# lacks a name"),
        ("+wob", (0, 4), "Did you mean +WEB?"),
        ("!x", (0, 2), "no priority"),
    ],
)
def test_a_wrong_term_is_named_with_its_place(text: str, span: tuple[int, int], words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, WORK, NOW, "ana")
    start, end = caught.value.span
    assert (start, end) == span or text[start:end] == text[span[0] : span[1]].lstrip("-")
    assert words in str(caught.value)


@given(st.text(alphabet='abc :"@#!+-<>=orduisf.', max_size=30))
def test_any_text_is_understood_or_refused_with_a_place_inside_it(text: str) -> None:
    place = (0, 1)
    try:
        parse(text, WORK, NOW, "ana").pick(TASKS)
    except QueryError as error:
        place = error.span
    assert 0 <= place[0] < place[1] <= max(1, len(text))


def test_words_that_name_a_state_are_known_to() -> None:
    assert parse("status:done", WORK, NOW, "ana").names_state
    assert not parse("due:fri", WORK, NOW, "ana").names_state
