"""The filter language over the log."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.test_query import WORK
from worktui.domain.change import Edit, Entry
from worktui.engine.query_entries import complete, entry_row, parse
from worktui.engine.query_terms import QueryError

NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")  # a Wednesday


def entry(seq: int, ts: str, by: str, through: str, why: str, *ids: str) -> Entry:
    edits = tuple(Edit("tasks", id, {"title": "a"}, {"title": "b"}) for id in ids)
    return Entry(seq, ts, by, through, why, edits)


LOG = [
    entry(1, "2026-02-27T09:00:00+01:00", "ana", "key", "WEB-1 is done", "WEB-1"),
    entry(2, "2026-03-02T23:30:00+00:00", "bo", "cli", "WEB-12 has a comment", "WEB-12"),
    entry(3, "2026-03-03T10:00:00+01:00", "worktui", "rule", "WEB-1 is late", "WEB-1", "WEB-2"),
    entry(4, "2026-03-04T10:00:00+01:00", "ana", "suggestion", "booked Iva Novak", "BK-1"),
]


def found(text: str, me: str = "ana") -> list[int]:
    query = parse(text, WORK, NOW, me)
    return [each.seq for each in LOG if query.fits(entry_row(each), "")]


@pytest.mark.parametrize(
    ("text", "seqs"),
    [
        ("", [1, 2, 3, 4]),
        ("iva", [4]),
        ("web-1", [1, 3]),
        ("is late", [3]),
        ('"is late"', [3]),
        ("@ana", [1, 4]),
        ("@me -booked", [1]),
        ("by:ana", [1, 4]),
        ("by:rule", [3]),
        ("@worktui", [3]),
        ("through:cli or by:suggestion", [2, 4]),
        ("-by:key", [2, 3, 4]),
        ("since:tue", [2, 3, 4]),
        ("since:mon", [2, 3, 4]),
        ("since:fri until:mon", [1]),
        ("on:yesterday", [2, 3]),
        ("since:today", [4]),
        ("on:last_week", [1]),
        ("id:web-2,bk-1", [3, 4]),
        ("http://x", []),
    ],
)
def test_a_filter_finds_entries(text: str, seqs: list[int]) -> None:
    assert found(text) == seqs


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("x since:blah", (2, 12), "not a day"),
        ("-by:rulo", (1, 8), "Did you mean by:rule?"),
        ("@anna", (0, 5), "Did you mean @ana?"),
        ("sinc:fri", (0, 8), "Did you mean since: ?"),
        ("since:", (0, 6), "lacks a value"),
        ("through:clii", (0, 12), "Did you mean cli?"),
    ],
)
def test_a_wrong_word_is_named_with_its_place(text: str, span: tuple[int, int], words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, WORK, NOW, "ana")
    assert caught.value.span == span
    assert words in str(caught.value)


@given(st.text(alphabet='ab :"@-sincebyof.', max_size=24))
def test_any_text_is_understood_or_refused_with_a_place_inside_it(text: str) -> None:
    place = (0, 1)
    try:
        found(text)
    except QueryError as error:
        place = error.span
    assert 0 <= place[0] < place[1] <= max(1, len(text))


def test_days_people_and_ways_are_offered() -> None:
    assert [offer.text for offer in complete("since:y", WORK, "ana").offers] == ["since:yesterday"]
    assert "by:rule" in [offer.text for offer in complete("by:r", WORK, "ana").offers]
    assert [offer.text for offer in complete("x @b", WORK, "ana").offers] == ["@bo"]
    assert [offer.text for offer in complete("si", WORK, "ana").offers] == ["since:"]
