"""Colours, signs and lines of cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from textual.color import Color as TextualColor

from worktui.faces.tui import signs
from worktui.faces.tui.ink import GROUNDS, ROLES, Ink
from worktui.faces.tui.paint import cut, paragraphs, row, wrap
from worktui.faces.tui.themes import NAMES, TOKENS, theme, values

INDEX = {
    "background": (234, 255, 16),
    "surface": (235, 231, 16),
    "panel": (236, 254, 234),
    "foreground": (252, 236, 231),
    "accent": (110, 25, 226),
    "error": (210, 125, 217),
    "warning": (179, 94, 221),
    "success": (73, 22, 157),
    "wt-title": (255, 233, 231),
    "wt-dim": (246, 241, 252),
    "wt-rule": (239, 250, 248),
    "wt-edge": (240, 248, 248),
    "wt-focus": (237, 153, 231),
    "wt-stripe": (235, 254, 233),
    "wt-bar": (250, 238, 231),
    "wt-bar-slack": (242, 244, 245),
    "wt-on-reverse": (234, 255, 16),
    "wt-dim-f": (250, 238, 236),
    "wt-late-f": (217, 89, 88),
    "wt-ask-f": (179, 58, 58),
    "wt-good-f": (116, 22, 22),
    "wt-accent-f": (153, 18, 18),
    "wt-title-f": (255, 233, 16),
    "wt-fg-f": (252, 236, 16),
}
MIXED = st.text(alphabet="ab 北é́…🎈—-!", max_size=60)


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("name", NAMES[:3])
def test_every_colour_lands_on_its_index_of_the_256(token: str, name: str) -> None:
    wanted = INDEX[token][NAMES.index(name)]
    value = values(name)[token]
    assert Color.parse(value).downgrade(ColorSystem.EIGHT_BIT).number == wanted
    made = {**theme(name).variables, **theme(name).to_color_system().generate()}
    through = TextualColor.parse(made[token])
    assert through.rich_color.downgrade(ColorSystem.EIGHT_BIT).number == wanted


def test_sixteen_colours_are_red_for_late_magenta_for_asking_and_the_terminals_own() -> None:
    ink = Ink("ansi")
    seen = {role: ink(role).color for role in ROLES}
    assert {role: c.name for role, c in seen.items() if c and not c.is_default} == {
        "late": "red",
        "ask": "magenta",
    }
    assert all(ink("fg", ground).reverse for ground in ("focus", "count"))
    assert ink("late", "focus").color == ink("fg").color


def test_without_colour_only_forms_are_left() -> None:
    ink = Ink("dusk", colour=False)
    for role in ROLES:
        for ground in GROUNDS:
            style = ink(role, ground)
            assert style.color is not None
            assert style.color.is_default
            assert style.bgcolor is not None
            assert style.bgcolor.is_default


@pytest.mark.parametrize("name", signs.names())
def test_a_sign_is_one_cell_and_its_plain_form_is_ascii(name: str) -> None:
    assert cell_len(getattr(signs.DRAWN, name)) == 1
    plain = getattr(signs.ASCII, name)
    assert plain.isascii()
    assert len(plain) == (5 if name == "enter" else 1)


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Retry mail", 10, "Retry mail"),
        ("the server is away", 14, "the server is…"),
        ("the relaunch plan", 12, "the relaunc…"),
        ("Donaudampfschiff", 8, "Donauda…"),
        ("北村さん", 5, "北村…"),
        ("北村さん", 4, "北…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_titles_are_cut_at_a_word_unless_that_leaves_half_empty(
    text: str, room: int, shown: str
) -> None:
    assert cut(text, room) == shown


@given(MIXED, st.integers(0, 30))
def test_what_is_cut_fits(text: str, room: int) -> None:
    assert cell_len(cut(text, room)) <= max(room, 0)


@given(MIXED, st.integers(3, 30))
def test_a_title_over_two_lines_fits_both(text: str, room: int) -> None:
    lines = wrap(text, room, room - 2, 2)
    assert len(lines) <= 2
    assert all(cell_len(line) <= room for line in lines)
    assert cell_len(lines[-1]) <= room - 2 or len(lines) == 1


@given(st.text(alphabet="ab 北\n", max_size=80), st.integers(2, 20))
def test_paragraphs_keep_every_letter_and_fit(text: str, room: int) -> None:
    lines = paragraphs(text, room)
    assert all(cell_len(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(MIXED, MIXED, st.integers(4, 60), st.sampled_from(["page", "focus", "panel"]))
def test_a_row_is_exactly_as_wide_as_asked(left: str, right: str, width: int, ground: str) -> None:
    strip = row(Ink(), width, [(left, "fg")], [(right, "dim")], ground=ground, edge=("▌", "accent"))
    assert strip.cell_length == width
    assert cell_len(strip.text) == width


@pytest.mark.parametrize("room", [-3, 0, 1, 2, 5])
@pytest.mark.parametrize(
    "text", ["北村さんへの返事", "e\u0301" * 9, "wide 北 and not", "", "\x1b[2J"]
)
def test_lines_are_broken_in_any_room_and_come_to_an_end(text: str, room: int) -> None:
    lines = paragraphs(text, room)
    assert len(lines) <= len(text) + 1
    assert not any("\x1b" in line for line in lines)
