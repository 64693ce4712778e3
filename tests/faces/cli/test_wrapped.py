"""A table whose last column is wrapped and never cut."""

from __future__ import annotations

from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.wrapped import wrapped

ROWS = [
    [Cell("?", "ask"), Cell("mailbox"), Cell("The mail server could not be reached. Try again.")],
    [Cell("✓"), Cell("log"), Cell("none missing")],
]


def test_a_pipe_gets_one_line_a_row() -> None:
    assert wrapped(Paper(), ROWS).splitlines() == [
        "?  mailbox  The mail server could not be reached. Try again.",
        "✓  log      none missing",
    ]


def test_a_terminal_gets_the_whole_text_under_itself() -> None:
    lines = wrapped(Paper(wide=40), ROWS).splitlines()
    assert lines == [
        "?  mailbox  The mail server could not be",
        "            reached. Try again.",
        "✓  log      none missing",
    ]
    assert all(len(line) <= 40 for line in lines)


def test_where_there_is_no_room_the_text_has_lines_of_its_own() -> None:
    lines = wrapped(Paper(wide=30), ROWS).splitlines()
    assert lines[0] == "?  mailbox"
    assert lines[1] == "  The mail server could not be"


def test_colour_marks_the_sign_only_and_hostile_text_is_harmless() -> None:
    rows = [[Cell("?", "ask"), Cell("x"), Cell("a\x1b[31mb\u202e")]]
    assert wrapped(Paper(0, styled=True, coloured=True), rows) == "\x1b[35m?\x1b[0m  x  a[31mb"


def test_no_rows_are_no_lines() -> None:
    assert wrapped(Paper(), []) == ""
