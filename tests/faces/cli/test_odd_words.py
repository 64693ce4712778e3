"""Careless and hostile words: one sentence, the right status, nothing raw on the terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.faces.cli.conftest import Said
from worktui.faces.cli.frame import json_text

RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
ODD = (
    "", "\x00", "\x1b[31mred\x1b]0;x\x07", "\x9b31m", "\ud800", "\u202eabc", "x" * 20_000, "\n\n",
    "../../x", "1e400", "nan", "9" * 400, "9999-12-31", "0001-01-01", "2026-02-30", "=x", "due=", "due=9999-12-31", "due 0001-01-01",
    "checklist=" + "[" * 3000, "rank=nan", "estimate_hours=1e400", "é" * 300, "--", "-1",
)  # fmt: skip
FORMS = (
    ("add", "?"), ("list", "?"), ("next", "?"), ("show", "?"), ("edit", "WEB-1", "?"),
    ("move", "WEB-1", "?"), ("block", "WEB-1", "--by", "?"), ("comment", "WEB-1", "?"),
    ("link", "WEB-1", "after", "?"), ("link", "WEB-1", "after", "WEB-5", "--lag", "?"),
    ("spent", "WEB-1", "?"), ("spent", "WEB-1", "1h", "--day", "?"), ("contact", "?"), ("undo", "?"),
    ("log", "--since", "?"), ("log", "--limit", "?"), ("sense", "?"), ("inbox", "show", "?"),
    ("inbox", "apply", "?"), ("inbox", "snooze", "S-1", "?"), ("slots", "?"),
    ("slots", "intro", "--from", "?"), ("slots", "intro", "--tz", "?"),
    ("book", "intro", "?", "--with", "a@b.example"), ("book", "intro", "fri 10:00", "--with", "?"),
    ("reschedule", "BK-1", "?"), ("cancel", "?"), ("import", "worktui", "?"), ("import", "?", "x"),
    ("--tz", "?", "list"), ("--as", "?", "list"), ("--file", "?", "list"), ("--now", "?", "list"),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_odd_words_get_one_harmless_sentence_and_a_status(team: Any, form: tuple[str, ...]) -> None:
    for odd in ODD:
        words = [odd if word == "?" else word for word in form]
        for said in (team(*words), team(*words, "--json")):
            _well(said, words)


def _well(said: Said, words: list[str]) -> None:
    assert said.status in (0, 1, 2, 3), words
    assert "worktui itself" not in said.err, (words, said.err)
    assert not RAW.search(said.out + said.err), (words, said.out, said.err)
    assert len(said.err) < 2000, words
    if said.status:
        assert len(said.err.strip().splitlines()) <= 2, (words, said.err)


def test_json_for_a_terminal_escapes_what_would_drive_it() -> None:
    text = json_text({"title": "\x1b[31m \x9b31m \u202eabc \ud800 é"}, indent=1)
    assert not RAW.search(text)
    assert "\\u202e" in text
    assert "é" in text


def test_an_option_does_not_swallow_the_next_one_as_its_value(team: Any) -> None:
    assert team("--file", "--json", "list").status == 2


def test_the_guided_setup_needs_somebody_who_answers(team: Any) -> None:
    said = team("setup")
    assert said.status == 2
    assert "--set" in said.err


def test_a_file_name_is_shown_harmless_where_something_is_written(team: Any, tmp_path: Any) -> None:
    for command in (("backup",), ("export", "worktui")):
        said = team(*command, str(tmp_path / "\x1b[31m\u202e.x"))
        assert said.status == 0
        assert not RAW.search(said.out)
