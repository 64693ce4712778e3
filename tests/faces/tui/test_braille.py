"""The braille canvas, sign by sign."""

from __future__ import annotations

import pytest

from worktui.faces.tui.widgets.braille import Canvas, Pen

FINE = Pen()


@pytest.mark.parametrize(
    ("x", "y", "sign"),
    [(0, 0, "⠁"), (0, 1, "⠂"), (0, 2, "⠄"), (0, 3, "⡀"), (1, 0, "⠈"), (1, 1, "⠐"), (1, 2, "⠠"),
     (1, 3, "⢀")],
)  # fmt: skip
def test_every_dot_of_a_cell_has_its_bit(x: int, y: int, sign: str) -> None:
    canvas = Canvas(1, 1)
    canvas.dot(x, y, FINE)
    assert canvas.rows() == [sign]


def test_dots_outside_are_not_drawn() -> None:
    canvas = Canvas(2, 1)
    for x, y in ((-1, 0), (4, 0), (0, -1), (0, 4)):
        canvas.dot(x, y, FINE)
    assert canvas.rows() == ["  "]


def test_a_flat_line_runs_along_one_row_of_dots() -> None:
    canvas = Canvas(3, 1)
    canvas.line([(0, 3), (5, 3)], FINE)
    assert canvas.rows() == ["⣀⣀⣀"]


def test_a_diagonal_climbs_through_the_cells() -> None:
    canvas = Canvas(2, 1)
    canvas.line([(0, 3), (3, 0)], FINE)
    assert canvas.rows() == ["⡠⠊"]


def test_dashes_run_on_round_a_corner() -> None:
    whole, dashed = Canvas(4, 2), Canvas(4, 2)
    dots = [(0, 7), (4, 7), (4, 0)]
    whole.line(dots, FINE)
    dashed.line(dots, Pen(on=2, off=2))
    assert whole.rows() == ["  ⡇ ", "⣀⣀⡇ "]
    assert dashed.rows() == ["  ⡄ ", "⣀ ⡄ "]


def test_an_area_can_be_full_woven_or_sparse() -> None:
    shown = []
    for weave in (1, 2, 4):
        canvas = Canvas(1, 1)
        for x in range(2):
            canvas.column(x, 0, 3, Pen(weave=weave))
        shown.append(canvas.rows()[0])
    assert shown == ["⣿", "⢕", "⠅"]


def test_a_line_is_cut_out_of_an_area() -> None:
    canvas = Canvas(2, 1)
    for x in range(4):
        canvas.column(x, 0, 3, Pen("slack"))
    canvas.line([(0, 0), (1, 0)], Pen("late"))
    assert canvas.pieces(0) == [("⠉", "late"), ("⣿", "slack")]


def test_words_stand_over_the_drawing_and_are_cut_at_its_end() -> None:
    canvas = Canvas(4, 1)
    canvas.line([(0, 0), (7, 0)], FINE)
    canvas.write(2, 0, "P80", "title")
    assert canvas.pieces(0) == [("⠉⠉", "fg"), ("P8", "title")]
    assert not canvas.free(0, 0, 1)
    assert not canvas.free(3, 0, 4)


def test_plain_cells_keep_the_slope_and_the_height_of_a_line() -> None:
    up, flat = Canvas(3, 1, plain=True), Canvas(3, 3, plain=True)
    up.line([(0, 3), (3, 0)], FINE)
    flat.line([(0, 0), (1, 0)], FINE)
    flat.line([(2, 5), (3, 5)], FINE)
    flat.line([(4, 11), (5, 11)], FINE)
    assert up.rows() == ["// "]
    assert flat.rows() == ['"  ', " - ", "  _"]
    assert all(row.isascii() for row in [*up.rows(), *flat.rows()])


def test_plain_areas_are_told_apart_by_their_sign() -> None:
    canvas = Canvas(2, 1, plain=True)
    canvas.column(0, 0, 3, Pen(plain="#"))
    canvas.column(2, 0, 3, Pen(plain="."))
    assert canvas.rows() == ["#."]


def test_a_canvas_without_room_draws_nothing() -> None:
    canvas = Canvas(0, 2)
    canvas.line([(0, 0), (9, 9)], FINE)
    assert canvas.rows() == ["", ""]
