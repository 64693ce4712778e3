"""Quick add: what a line is understood as, and that a task and its line are the same thing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.quickadd import Understood, parse, parse_edit
from worktui.engine.quickadd_line import as_line, kept

NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")  # a Wednesday
TABLES: dict[str, dict[str, dict[str, Any]]] = {
    "settings": {"workspace": {"id": "workspace", "timezone": "Europe/Berlin", "me": "ana"}},
    "people": {
        "ana": {"id": "ana", "name": "Ana Ruiz", "hours_per_week": 35},
        "bo": {"id": "bo", "name": "Bo Lind"},
        "joe": {"id": "joe", "name": "Joe Hart"},
        "jon": {"id": "jon", "name": "Jon Hall"},
    },
    "contacts": {
        "iva@novak.example": {
            "id": "iva@novak.example",
            "email": "iva@novak.example",
            "name": "Iva Novak",
        }
    },
    "projects": {"WEB": {"id": "WEB", "name": "Website"}, "OPS": {"id": "OPS", "name": "Running"}},
    "milestones": {"WEB-M1": {"id": "WEB-M1", "project": "WEB", "name": "Beta"}},
    "columns": {
        "todo": {"id": "todo", "kind": "todo"},
        "done": {"id": "done", "kind": "done"},
    },
    "tasks": {
        "WEB-12": {"id": "WEB-12", "title": "Booking page", "status": "todo", "tags": ["api"]},
        "WEB-13": {"id": "WEB-13", "title": "Prices", "status": "todo"},
        "OPS-1": {
            "id": "OPS-1",
            "title": "Certificate",
            "status": "todo",
            "assignee": "ana",
            "due": "2026-03-06",
            "estimate_hours": 6,
        },
    },
}
WORK = MappingSnapshot(TABLES)


def read(text: str) -> Understood:
    return parse(text, WORK, NOW, "ana")


def fields(text: str) -> dict[str, Any]:
    understood = read(text)
    return {"title": understood.title, **understood.fields}


def words(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in read(text).spans]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Send quote to Iva fri @ana !1 +WEB ~2h #api",
            {
                "title": "Send quote to Iva",
                "due": "2026-03-06",
                "assignee": "ana",
                "priority": "urgent",
                "project": "WEB",
                "estimate_hours": 2,
                "tags": ["api"],
            },
        ),
        ("Call tomorrow 14:00", {"title": "Call", "due": "2026-03-05T14:00:00+01:00"}),
        ("fix #42 by monday", {"title": "fix #42", "due": "2026-03-09"}),
        ("offsite mon to wed", {"title": "offsite", "start": "2026-03-09", "due": "2026-03-11"}),
        ("paint starting mon due 20 mar", {"start": "2026-03-09", "due": "2026-03-20"}),
        ("Angebot bis Freitag", {"title": "Angebot", "due": "2026-03-06"}),
        ("prepare friday slides by thu", {"title": "prepare friday slides", "due": "2026-03-05"}),
        ("write @me 1h30", {"title": "write", "assignee": "ana", "estimate_hours": 1.5}),
        ("write ~1.5d", {"estimate_hours": 12}),
        ("read +beta", {"milestone": "WEB-M1", "project": "WEB"}),
        ("ship it !!", {"title": "ship it", "priority": "high"}),
        ("ask @iva", {"title": "ask", "contact_email": "iva@novak.example"}),
        (
            "polish after WEB-12 and web-13",
            {
                "title": "polish",
                "depends_on": [
                    {"task": "WEB-12", "type": "FS", "lag_days": 0},
                    {"task": "WEB-13", "type": "FS", "lag_days": 0},
                ],
            },
        ),
        (
            "report every mon at 9:00",
            {
                "title": "report",
                "repeat": "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0",
                "due": "2026-03-09T09:00:00+01:00",
            },
        ),
    ],
)
def test_a_line_is_read_as(text: str, wanted: dict[str, Any]) -> None:
    found = fields(text)
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "C++ and C# for beginners",
        "mail a@b.example about it",
        "+1 for Tom! really",
        "issue #42",
        "5 m of cable",
        "look after the shop",
        "R2-D2 after lunch break",
    ],
)
def test_signs_of_everyday_writing_stay_in_the_title(text: str) -> None:
    understood = read(text)
    assert understood.title == text
    assert understood.spans == ()


def test_a_backslash_keeps_a_word_as_it_is() -> None:
    assert fields(r"Review \@bo on \friday #api") == {
        "title": "Review @bo on friday",
        "tags": ["api"],
    }


def test_understood_words_have_their_places() -> None:
    text = "Send quote fri @ana #api, please"
    assert words(text) == [("fri", "date"), ("@ana", "who"), ("#api", "tag")]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("x @bob", "did you mean @bo?"),
        ("x @jo", "could be @joe, @jon"),
        ("x +wob", "did you mean +WEB?"),
        ("x #sales", "new tag #sales"),
        ("x after WEB-99", "no task WEB-99"),
        ("x yesterday", "has passed"),
        ("x fri @ana ~2h", "fri is full for ana (8 of 7 h)"),
    ],
)
def test_what_is_unclear_is_said_before_it_is_added(text: str, doubt: str) -> None:
    assert any(doubt in said for said in read(text).doubts), read(text).doubts


def test_unknown_names_stay_in_the_title_so_that_nothing_is_lost() -> None:
    assert read("ask @bob").title == "ask @bob"


def test_a_line_without_a_title_makes_no_task() -> None:
    understood = read("fri @ana")
    assert understood.actions == ()
    assert understood.doubts


def test_alone_in_a_workspace_everything_is_mine() -> None:
    alone = MappingSnapshot({"people": {"ana": {"id": "ana"}}})
    assert parse("buy milk", alone, NOW, "ana").fields["assignee"] == "ana"


def test_the_reader_s_zone_decides_what_two_o_clock_is() -> None:
    understood = parse("call tomorrow 14:00", WORK, NOW, "ana", "America/New_York")
    assert understood.fields["due"] == "2026-03-05T14:00:00-05:00"


def test_control_characters_do_not_reach_the_title() -> None:
    assert read("\x1b[31mred\x07 tape").title == "red tape"


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    understood = read(text)
    last = 0
    for start, end, _ in understood.spans:
        assert last <= start < end <= len(text)
        last = end


TASKS = [
    {"title": "Send quote", "due": "2026-03-06", "assignee": "ana", "priority": "high"},
    {"title": "Call fri at noon", "due": "2026-03-05T14:00:00+01:00"},
    {"title": "Fix @bo's #tag after WEB-12", "tags": ["api"], "estimate_hours": 1.5},
    {"title": "plan", "start": "2026-03-09", "due": "2026-03-20", "milestone": "WEB-M1"},
    {"title": "report", "repeat": "FREQ=WEEKLY;BYDAY=MO", "due": "2026-03-16"},
    {
        "title": "polish",
        "depends_on": [{"task": "WEB-12", "type": "FS", "lag_days": 0}],
        "contact_email": "iva@novak.example",
    },
]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: str(task["title"]))
def test_a_task_s_line_changes_nothing_when_it_is_left_as_it_is(task: dict[str, Any]) -> None:
    doc = {"id": "WEB-50", "project": "WEB", **task}
    understood = parse_edit(as_line(doc, WORK, NOW), doc, WORK, NOW, "ana")
    assert understood.actions == (), understood
    assert understood.doubts[-1:] == ("Nothing is changed.",)


def test_editing_a_line_sets_what_is_new_and_takes_away_what_is_gone() -> None:
    doc = {"id": "WEB-50", "title": "Send quote", "due": "2026-03-06", "assignee": "ana"}
    understood = parse_edit("Send the quote @bo", doc, WORK, NOW, "ana")
    action = understood.actions[0].to_doc()
    assert action["title"] == "Send the quote"
    assert action["assignee"] == "bo"
    assert understood.actions[0].fields["due"] is None


@given(st.lists(st.sampled_from(["fri", "@ana", "#x", "!1", "~2h", "\\fri", "mon", "plan", "2h"])))
def test_a_title_with_its_words_kept_is_read_as_that_title(parts: list[str]) -> None:
    title = " ".join(["plan", *parts])
    understood = read(kept(title, WORK, NOW))
    assert understood.title == title
    assert not understood.fields
