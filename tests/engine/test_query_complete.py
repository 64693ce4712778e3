"""What is offered while a filter is typed: only what is known, and only what can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.test_query import NOW, TASKS, WORK
from worktui.engine.query import parse
from worktui.engine.query_complete import DAYS, PAST, complete, known_tags
from worktui.engine.query_entries import complete as complete_entries
from worktui.engine.query_terms import FIELDS


def offered(text: str) -> list[str]:
    return [offer.text for offer in complete(text, WORK, "ana").offers]


@pytest.mark.parametrize(
    ("text", "first", "start"),
    [
        ("@", "@me", 0),
        ("price @b", "@bo", 6),
        ("@ruiz", "@ana", 0),
        ("-@b", "@bo", 1),
        ("#", "#API", 0),
        ("tag:a", "tag:API", 0),
        ("+web", "+WEB", 0),
        ("+bet", "+WEB-M1", 0),
        ("!h", "!high", 0),
        ("prio:>=n", "prio:>=normal", 0),
        ("due:<=ne", "due:<=next_week", 0),
        ("due<f", "due<fri", 0),
        ("done:>la", "done:>last_week", 0),
        ("x -status:do", "status:doing", 3),
        ("is:bl", "is:blocked", 0),
        ("has:es", "has:estimate", 0),
        ("est:>2", "est:>2h", 0),
        ("du", "due:", 0),
        ("DU", "due:", 0),
        ('due:"ne', "due:next_week", 0),
    ],
)
def test_known_values_are_offered_after_a_sign_or_a_field(
    text: str, first: str, start: int
) -> None:
    made = complete(text, WORK, "ana")
    assert made.start == start
    assert made.offers[0].text == first


@pytest.mark.parametrize(
    "text", ["", "price ", "price", "@zzz", "nope:x", "http://x", '"due', "is:late"]
)
def test_where_nothing_is_known_nothing_is_offered(text: str) -> None:
    assert offered(text) == []


def test_after_a_comparison_there_is_no_none() -> None:
    assert "due:none" in offered("due:n")
    assert "due:<none" not in offered("due:<n")


@pytest.mark.parametrize("typed", ["@", "#", "+", "!", *(f"{name}:" for name in FIELDS)])
def test_whatever_is_offered_is_understood(typed: str) -> None:
    for offer in complete(typed, WORK, "ana").offers:
        parse(offer.text, WORK, NOW, "ana").pick(TASKS)


def test_days_in_words_are_days() -> None:
    for day in DAYS:
        parse(f"due:{day}", WORK, NOW, "ana")
    for day in PAST:
        parse(f"done:{day}", WORK, NOW, "ana")


def test_the_most_used_tag_comes_first_and_tags_that_are_kept_cost_no_look() -> None:
    tags = known_tags(WORK)
    assert [tag.text for tag in tags] == ["API"]
    assert complete("#", WORK, "ana", lambda: ()).offers == ()


@given(st.text(alphabet='ab :"@#!+-<>=duewho.', max_size=24))
def test_any_text_can_be_completed_and_a_word_that_is_taken_stands_at_its_end(text: str) -> None:
    for make in (complete, complete_entries):
        made = make(text, WORK, "ana")
        assert 0 <= made.start <= len(text)
        for offer in made.offers:
            again = make(text[: made.start] + offer.text, WORK, "ana")
            assert offer.text not in [each.text for each in again.offers]
