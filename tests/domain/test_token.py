"""Tokens in links: one booking, one purpose, one generation, one spelling."""

from __future__ import annotations

import ast
import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain import token

SECRET = b"s" * 32
TRUE = token.make(SECRET, token.MANAGE, "BK-1", 0)
URL = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}")


@given(st.text(min_size=1, max_size=60), st.integers(0, 10**8))
def test_a_true_token_names_its_booking_and_generation(booking: str, generation: int) -> None:
    made = token.make(SECRET, "manage", booking, generation)
    assert URL.fullmatch(made)
    assert token.check(SECRET, made, "manage") == (booking, generation)


def test_a_token_is_for_one_purpose_and_one_workspace() -> None:
    assert token.check(SECRET, TRUE, "status") is None
    assert token.check(b"t" * 32, TRUE, token.MANAGE) is None


def test_raising_the_generation_makes_another_token() -> None:
    later = token.make(SECRET, token.MANAGE, "BK-1", 1)
    assert later != TRUE
    assert token.check(SECRET, TRUE, token.MANAGE) == ("BK-1", 0)
    assert token.check(SECRET, later, token.MANAGE) == ("BK-1", 1)


@pytest.mark.parametrize("place", range(len(TRUE)))
def test_no_single_character_can_be_changed(place: int) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    for other in alphabet:
        if other != TRUE[place]:
            changed = TRUE[:place] + other + TRUE[place + 1 :]
            assert token.check(SECRET, changed, token.MANAGE) is None


def test_the_signature_of_one_booking_does_not_open_another() -> None:
    other = token.make(SECRET, token.MANAGE, "BK-2", 0)
    mixed = other.partition(".")[0] + "." + TRUE.partition(".")[2]
    assert token.check(SECRET, mixed, token.MANAGE) is None


@given(st.text(max_size=80))
def test_rubbish_is_no_token(text: str) -> None:
    assert token.check(SECRET, text, token.MANAGE) is None


@pytest.mark.parametrize(
    "text",
    ["", ".", f"{TRUE}=", f" {TRUE}", f"{TRUE}\n", TRUE.rstrip("=") + ".", "A" * 100_000, "é.é",
     TRUE.upper(), TRUE.partition(".")[0], "LTF8QksK." + TRUE.partition(".")[2]],
)  # fmt: skip
def test_other_spellings_are_no_tokens(text: str) -> None:
    assert token.check(SECRET, text, token.MANAGE) is None


def test_a_token_needs_a_secret_and_a_plain_purpose() -> None:
    for wrong in ((b"", "manage", 0), (SECRET, "a|b", 0), (SECRET, "manage", -1)):
        with pytest.raises(ValueError, match="needs"):
            token.make(wrong[0], wrong[1], "BK-1", wrong[2])


def test_a_purpose_and_a_booking_cannot_be_shifted_into_each_other() -> None:
    assert token.make(SECRET, "a", "b|c", 1) != token.make(SECRET, "a", "b", 1)
    one = token.make(SECRET, "manage", "BK-1|2", 3).partition(".")[2]
    two = token.make(SECRET, "manage", "BK-1", 2).partition(".")[2]
    assert one != two


def test_digests_are_compared_in_constant_time() -> None:
    tree = ast.parse(inspect.getsource(token))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "compare_digest" in names
    compared = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    assert not [text for text in compared if "expected" in text or "mac" in text]
