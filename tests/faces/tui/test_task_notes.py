"""Notes in Markdown: what is drawn, that every word is seen, and that nothing acts."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.faces.tui.test_hostile import HOSTILE
from worktui.faces.tui.signs import ASCII, DRAWN
from worktui.faces.tui.widgets.task_notes import LONGEST, note_parts

EVIL = ["*" * 9000, "[" * 9000, "`" * 9001, "> " * 4000 + "x", "- " * 4000 + "x", "**a*`" * 2000,
        "![[" * 3000, "<" * 9000, "\\" * 9000, "_a__" * 2000, "x" * (LONGEST + 1)]  # fmt: skip


def lines(text: str, room: int = 40) -> list[str]:
    parts = note_parts(text, room, DRAWN)
    return ["".join(piece for piece, _ in row) for part in parts for row in part.rows]


def specs(text: str) -> dict[str, str]:
    parts = note_parts(text, 60, DRAWN)
    return {piece: spec for part in parts for row in part.rows for piece, spec in row}


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("# Head", ["Head", ""]),
        ("one\ntwo", ["one", "two", ""]),
        ("- a\n- b\n  - c", ["· a", "· b", "  · c", ""]),
        ("3. a\n4. b", ["3. a", "4. b", ""]),
        ("> said\n> so", ["│ said", "│ so", ""]),
        ("- [ ] open\n- [x] done", ["· [ ] open", "· [✓] done", ""]),
        ("```sh\nrm -rf /\n```", ["  rm -rf /", ""]),
        ("[a](https://x.example)", ["a <https://x.example>", ""]),
        ("<https://x.example>", ["https://x.example", ""]),
        ("![map](/m.png)", ["map </m.png>", ""]),
        ("use `x` now", ["use `x` now", ""]),
        ("<b>no html</b>", ["<b>no html</b>", ""]),
        ("[a]: https://x.example", ["[a]: https://x.example", ""]),
        ("[@click=app.quit]x[/]", ["[@click=app.quit]x[/]", ""]),
    ],
)
def test_what_is_written_is_drawn(text: str, drawn: list[str]) -> None:
    assert lines(text) == drawn


def test_weight_and_slope_say_what_was_meant() -> None:
    found = specs("**strong** *soft* ***both*** `code` [w](http://a.example)")
    assert found["strong"] == "title b"
    assert found["soft"] == "fg i"
    assert found["both"] == "title bi"
    assert found["code"] == "title"
    assert found["<http://a.example>"] == "dim"


def test_a_line_is_broken_at_a_word_even_where_pieces_meet() -> None:
    assert lines("aaaa **bbbb**cc dddd", 12) == ["aaaa bbbbcc", "dddd", ""]


def test_each_part_knows_the_line_it_was_written_on() -> None:
    parts = note_parts("# A\n\nb\n\n- c\n- d\n\n> e", 40, DRAWN)
    assert [part.line for part in parts] == [0, 2, 4, 7]


def test_plain_signs_are_ascii() -> None:
    parts = note_parts("- [x] a\n\n> b\n\n***", 40, ASCII)
    assert all(piece.isascii() for part in parts for row in part.rows for piece, _ in row)


@pytest.mark.parametrize("text", EVIL)
def test_no_text_takes_long(text: str) -> None:
    begun = perf_counter()
    note_parts(text, 60, DRAWN)
    assert perf_counter() - begun < 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_lines_of_their_width_that_can_only_be_seen(text: str) -> None:
    for form in (text, f"# {text}", f"- [ ] {text}", f"> **{text}**", f"`{text}`", f"[{text}](x)"):
        for line in lines(form, 30):
            assert cell_len(line) <= 30
            assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in line)


WORDS = st.text(alphabet="ab 北é#*_`->[]()!|\n1.<&\\~", max_size=200)


@given(WORDS, st.integers(8, 60))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int) -> None:
    found = lines(text, room)
    assert all(cell_len(line) <= room for line in found)
    kept = sorted(re.findall(r"[ab北é]", text))
    seen = sorted(re.findall(r"[ab北é]", "".join(found)))
    assert len(seen) >= len(kept)
