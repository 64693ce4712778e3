"""Cleaning of text from outside: nothing that does harm stays, nothing harmless goes."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import growth
from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_line, clean_or

HOSTILE = json.loads(
    (Path(__file__).parent.parent / "data" / "hostile" / "strings.json").read_text("utf-8")
)
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=80)


def harms(text: str, newline: str = "") -> list[str]:
    """What in a cleaned text could still do harm."""
    return [
        c
        for c in text
        if (c not in newline and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")) or c in BIDI
    ]


def most_marks(text: str) -> int:
    """The most combining marks on one base."""
    most = run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        most = max(most, run)
    return most


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["id"])
def test_hostile_strings_lose_their_teeth_or_are_refused(case: dict[str, str]) -> None:
    try:
        stored = clean_line(case["value"])
    except BadInput:
        return  # nothing readable was in it; that it is said how is tested below
    assert not harms(stored)
    assert len(stored) <= 500
    assert most_marks(stored) <= 8
    assert clean_line(stored) == stored


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_or(text)
    assert clean_or(once) == once
    assert not harms(once)
    block = clean_block(text)
    assert clean_block(block) == block
    assert not harms(block, "\n")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Sm", "Sc"]), min_size=1))
def test_harmless_text_is_kept_in_its_normal_form(text: str) -> None:
    assert clean_line(text[:300]) == unicodedata.normalize("NFC", text[:300])


@pytest.mark.parametrize(
    "text",
    [
        "Zoë’s 10 € – “naïve” café", "שלום עולם", "العربية", "नमस्ते क्षत्रिय", "한국어 각",
        "日本語 テスト",
        "👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f 1\ufe0f\u20e3", "می\u200cخواهم",
        "[/nope] [@click=x]y[/]",
        "<b>&amp;</b>", "=1+1", "../../etc", "'; DROP TABLE x;--",
    ],
)  # fmt: skip
def test_what_people_write_stays_as_it_came(text: str) -> None:
    assert clean_line(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Buy milk\x1b]52;c;ZWNobyBwd25lZA==\x1b\\", "Buy milk"),
        ("red \x1b[31mtext\x1b[0m", "red text"),
        ("\x9b2Jgone", "gone"),
        ("open \x1b]0;title", "open 0;title"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200db\u200bc\ufeffd", "abcd"),
        ("one\r\ntwo\u2028three\tfour\x0bfive", "one two three four five"),
        ("A\U000e0041\U000e007f", "A"),
        ("\ud83d\ude00 whole, \ud83d half", "😀 whole, \ufffd half"),
        ("  many   blanks\u00a0\u3000here ", "many blanks here"),
        ("e\u0301", "é"),
    ],
)
def test_harmful_parts_are_taken_out(text: str, wanted: str) -> None:
    assert clean_line(text) == wanted


@pytest.mark.parametrize("text", ["", "   ", "\x1b[2J", "\u200b\u202e", "\ud800", "\u3164\u2800"])
def test_a_text_with_nothing_to_read_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        clean_line(text)
    assert refused.value.message
    assert refused.value.hint
    assert clean_or(text, "untitled") == "untitled"
    assert clean_block(text) == ""


def test_a_long_line_is_cut_with_a_sign() -> None:
    cut = clean_line("word " * 200)
    assert len(cut) <= 500
    assert cut.endswith("word…")


def test_a_block_keeps_its_lines_and_the_signature_delimiter() -> None:
    block = clean_block("one  \r\n\r\n\r\n\r\n\r\ntwo\rthree\x0c\n-- \nAna\n\n")
    assert block == "one\n\n\ntwo\nthree\n\n-- \nAna"


def test_stacked_marks_are_limited_whatever_their_order() -> None:
    assert 1 <= most_marks(clean_line("a" + "\u0316\u0301" * 40_000)) <= 8
    assert most_marks(clean_line("a" + "\u0301\u200d" * 100)) <= 8
    assert most_marks(clean_line("a" + "\u0344" * 100)) <= 8


def test_padding_by_the_megabyte_costs_little() -> None:
    def clean(count: int) -> None:
        for padding in ("\u200b", "\x1b]", "\u0301", "\x1b[", "\x9d", "\ud800", "\u200d👩", " "):
            clean_or("a" + padding * count)
            clean_block("a" + padding * count)

    assert growth(clean, 500_000) < 9
