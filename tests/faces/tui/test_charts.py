"""Charts, load and ghosts as lines of cells: what is seen without any colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from worktui.app.views.ghosts import Ghost, Ghosts
from worktui.app.views.people import LoadCell, LoadRow, PeopleView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.widgets import load_weeks, ways_out_ghosts
from worktui.faces.tui.widgets.braille import Pen
from worktui.faces.tui.widgets.chart import Band, Course, Plot, Upright, chart

PLOT = Plot(
    x=(0, 50),
    y=(0, 100),
    courses=(
        Course(((0, 90), (50, 90)), Pen("dim"), "scope 90 h"),
        Course(((0, 0), (20, 40)), Pen("title"), "done 40 h"),
    ),
    bands=(Band(((20, 40, 40), (35, 70, 90), (42, 90, 90)), Pen("slack", weave=4, plain=".")),),
    uprights=(
        Upright(20, Pen("accent", 1, 1), "today"),
        Upright(31, Pen("late", 1, 1), "promised 11 Dec", "late"),
        Upright(35, Pen("dim", 1, 3), "P50 16 Dec"),
        Upright(42, Pen("dim", 1, 3), "P80 24 Dec"),
    ),
    x_ticks=((0, "2 Nov"), (7, "9"), (14, "16"), (21, "23"), (28, "30")),
    y_ticks=((0, "0"), (90, "90 h")),
)
INK = Ink("dusk")
PLAIN = Ink("dusk", ascii=True)


def seen(ink: Ink, width: int, height: int, plot: Plot = PLOT) -> list[str]:
    return [strip.text for strip in chart(ink, width, height, plot)]


@pytest.mark.parametrize("size", [(78, 8), (78, 14), (118, 22), (198, 40)])
@pytest.mark.parametrize("ink", [INK, PLAIN])
def test_a_chart_fills_its_lines_and_names_everything_on_it(
    size: tuple[int, int], ink: Ink
) -> None:
    lines = seen(ink, *size)
    assert [len(line) for line in lines] == [size[0]] * size[1]
    whole = "\n".join(lines)
    for word in ("today", "promised 11 Dec", "P50 16 Dec", "P80 24 Dec", "90 h", "2 Nov"):
        assert word in whole
    assert "done 40 h" in whole
    assert "scope 90 h" in whole


def test_a_plain_chart_is_all_ascii() -> None:
    assert all(line.isascii() for line in seen(PLAIN, 78, 12))


def test_words_over_a_chart_keep_their_order_and_two_blanks_between_them() -> None:
    head = seen(INK, 78, 10)[0]
    places = [head.index(word) for word in ("today", "promised", "P50", "P80")]
    assert places == sorted(places)
    assert "Dec  P50" in head


def test_a_chart_without_room_says_so() -> None:
    assert "not enough room" in seen(INK, 24, 2)[0]


def test_one_value_alone_is_no_division_by_nothing() -> None:
    plot = Plot(x=(5, 5), y=(0, 0), courses=(Course(((5, 0),), Pen()),))
    assert len(seen(INK, 60, 6, plot)) == 6


def week(planned: float, capacity: float, state: str = "") -> LoadCell:
    filled = min(100, round(planned * 100 / capacity)) if capacity else 0
    return LoadCell(planned, capacity, filled, state, "")


LOAD = PeopleView(
    ("23 Nov", "30 Nov"),
    (
        LoadRow("ana", "Ana", (week(41, 35, "over"), week(0, 35, "free")), "", "over"),
        LoadRow("bo", "Bo", (week(17, 35), week(0, 0, "away")), "", ""),
        LoadRow("", "nobody", (LoadCell(12, 0, 0, "over", "12"), LoadCell(0, 0, 0, "", "")), "", ""),
    ),
    (),
)  # fmt: skip


def test_too_much_load_has_its_sign_and_its_number() -> None:
    lines = [strip.text for strip in load_weeks.draw(INK, 78, LOAD)]
    assert "23 Nov" in lines[0]
    assert "▄▄▄▄▄▄▄▲ 41" in lines[1]
    assert "▄▄▄····" in lines[2]
    assert "away" in lines[2]
    assert "nobody" in lines[3]
    assert "? 12 h" in lines[3]
    assert {len(line) for line in lines} == {78}


def test_load_in_ascii_tells_the_same() -> None:
    lines = [strip.text for strip in load_weeks.draw(PLAIN, 78, LOAD)]
    assert "=======^ 41" in lines[1]
    assert all(line.isascii() for line in lines)


def test_more_weeks_are_shown_where_there_is_room() -> None:
    assert load_weeks.weeks_in(78) < load_weeks.weeks_in(118) < load_weeks.weeks_in(198)


MONDAY = 739943  # Monday 23 November 2026
GHOSTS = Ghosts(
    (
        Ghost("A", "Load test", "li", "raj", (MONDAY + 7, MONDAY + 11), (MONDAY + 2, MONDAY + 4), True),
        Ghost("B", "Fix what it shows", "raj", "raj", (MONDAY + 14, MONDAY + 15), (MONDAY + 7, MONDAY + 8), False),
    ),
    "Beta", MONDAY + 15, MONDAY + 8, MONDAY + 10, MONDAY, (MONDAY, MONDAY + 15),
)  # fmt: skip


def test_a_ghost_shows_the_new_bar_high_and_the_old_one_low() -> None:
    lines = [strip.text for strip in ways_out_ghosts.draw(INK, 78, GHOSTS, 8)]
    assert "23 Nov" in lines[0]
    assert "◆─◇────◆" in lines[1]
    assert "Load test" in lines[2]
    assert "▆▆▆  ▄▄▄▄▄" in lines[2]
    assert "li" in lines[2]
    assert {len(line) for line in lines} == {78}


def test_what_has_no_room_is_counted() -> None:
    many = replace(GHOSTS, rows=GHOSTS.rows * 10)
    lines = [strip.text for strip in ways_out_ghosts.draw(INK, 78, many, 8)]
    assert len(lines) == 8
    assert "15 more move" in lines[-1]


def test_a_long_plan_shares_its_cells_among_days() -> None:
    far = replace(GHOSTS, span=(MONDAY, MONDAY + 400), due=MONDAY + 390)
    lines = [strip.text for strip in ways_out_ghosts.draw(INK, 78, far, 8)]
    assert {len(line) for line in lines} == {78}
    assert "◇" in lines[1]


def test_ghosts_in_ascii_keep_their_meaning() -> None:
    lines = [strip.text for strip in ways_out_ghosts.draw(PLAIN, 78, GHOSTS, 8)]
    assert "###  =====" in lines[2]
    assert all(line.isascii() for line in lines)
