"""The cells of a Gantt chart: bars, dots of slack, slips, elbows, what lies out of sight."""

from __future__ import annotations

from datetime import date

from worktui.app.views.plan import PlanRow
from worktui.faces.tui.signs import ASCII, DRAWN, Signs
from worktui.faces.tui.widgets.gantt_bars import Bars
from worktui.faces.tui.widgets.timescale import Timescale

MONDAY = date(2026, 11, 23).toordinal()
OFF = frozenset(d for d in range(MONDAY - 30, MONDAY + 90) if (d - 1) % 7 >= 5)


def drawn(
    each: PlanRow,
    above: PlanRow | None = None,
    *,
    signs: Signs = DRAWN,
    room: int = 40,
    per: int = 1,
    first: int = MONDAY,
    ghost: PlanRow | None = None,
) -> str:
    """A row as text."""
    scale = Timescale(first, per, room, OFF)
    cells = Bars(signs, scale, MONDAY, {each.key: ghost} if ghost else {}).of(each, above)
    return "".join(cells.get(n, (" ", ""))[0] for n in range(room)).rstrip()


def bar(start: int, finish: int, key: str = "T-1", **more: object) -> PlanRow:
    return PlanRow("task", key, "Work", start=MONDAY + start, finish=MONDAY + finish, **more)  # type: ignore[arg-type]


def stone(due: int | None, end: int | None, sign: str = "") -> PlanRow:
    days = [None if day is None else MONDAY + day for day in (due, end)]
    return PlanRow("stone", "M-1", "Beta", sign=sign, start=days[0], finish=days[1])


def test_a_bar_on_the_chain_is_high_and_one_with_slack_is_low() -> None:
    assert drawn(bar(1, 3, chain=True)) == " ▆▆▆"
    assert drawn(bar(1, 3)) == " ▄▄▄"


def test_slack_is_a_dot_for_each_day_that_is_worked() -> None:
    assert drawn(bar(0, 2, slack=4, tail=6)) == "▄▄▄··  ··"


def test_an_elbow_leads_from_what_drives_over_the_weekend() -> None:
    first = bar(0, 2, chain=True)
    assert drawn(bar(3, 4, "T-2", chain=True, after="T-1"), first) == "  └▆▆"
    assert drawn(bar(7, 8, "T-2", chain=True, after="T-1"), first) == "  └────▆▆"


def test_rows_that_do_not_drive_each_other_have_no_elbow() -> None:
    assert "└" not in drawn(bar(3, 4, "T-2", chain=True, after="T-9"), bar(0, 2, chain=True))
    assert "└" not in drawn(bar(3, 4, "T-2", after="T-1"), bar(0, 2))


def test_a_slip_goes_from_the_promise_to_the_forecast_with_both_days_behind_it() -> None:
    assert drawn(stone(11, 15, "late")) == f"{'':11}◇───◆ 8 Dec, promised 4"
    assert drawn(stone(4, 9, "late")) == f"{'':4}◇────◆ 2 Dec, promised fri"


def test_time_in_hand_is_dotted_and_no_day_is_taken_for_another() -> None:
    assert drawn(stone(18, 11)) == f"{'':11}◆······◇ 4 Dec, promised 11"


def test_a_promise_that_is_just_kept_is_one_sign() -> None:
    assert drawn(stone(11, 11)) == f"{'':11}◆ 4 Dec"


def test_what_lies_out_of_sight_is_pointed_to() -> None:
    assert drawn(bar(50, 60), room=20) == f"{'':19}›"
    assert drawn(bar(-9, -5), first=MONDAY) == "‹"
    assert drawn(stone(50, 57, "late"), room=20).endswith("19 Jan ›")


def test_what_is_longer_than_the_sight_is_cut_at_its_edges() -> None:
    assert drawn(bar(-9, 60, chain=True), room=10) == "▆" * 10


def test_plain_signs_are_only_plain() -> None:
    rows = (bar(1, 3, slack=2, tail=4), bar(50, 60), stone(11, 15, "late"), stone(18, 11))
    for each in rows:
        assert drawn(each, signs=ASCII).isascii()


def test_today_is_a_line_where_the_chart_begins_before_it() -> None:
    assert drawn(bar(9, 10), first=MONDAY - 7)[7] == "│"


def test_a_cell_of_a_week_holds_all_its_days() -> None:
    assert drawn(bar(0, 8, chain=True), per=7) == "▆▆"
    assert drawn(bar(0, 6), per=7) == "▄"


def test_a_ghost_stands_where_the_bar_would_lie() -> None:
    assert drawn(bar(0, 2, chain=True), ghost=bar(3, 5)) == "▆▆▆┆┆┆"
    assert drawn(stone(4, 4), ghost=stone(4, 1))[1] == "◆"


def test_a_group_has_no_bar() -> None:
    assert drawn(PlanRow("group", "done:", "Done")) == ""
