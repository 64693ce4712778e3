"""Where lanes stand: every card in one row of its own, and every row known for what it is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import NOW
from tests.app.test_views_board_lanes import COLUMNS, work
from worktui.app.views.board import board
from worktui.app.views.board_ghosts import Ghost
from worktui.faces.tui.widgets.lane_grid import LaneGrid

WHO = ("cy", "ana", "")
Given = list[tuple[str, str]]


@given(
    st.lists(st.tuples(st.sampled_from([*COLUMNS]), st.sampled_from(WHO)), min_size=1, max_size=14),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_rows_and_things_name_each_other(given: Given, data: st.DataObject) -> None:
    tasks = [
        {"id": f"T{n}", "status": status, "assignee": who, "actual_finish": "2026-03-03"}
        for n, (status, who) in enumerate(given)
    ]
    view = board(work(*tasks), now=NOW, by="person")
    card = view.card("T0")
    assert card is not None
    ghosts: list[tuple[Ghost, ...]] = []
    for column in view.columns:
        lane = data.draw(st.integers(0, len(view.lanes) - 1))
        rows = column.lane(lane)
        at = data.draw(st.integers(rows.start, rows.stop))
        many = data.draw(st.booleans())
        ghosts.append((Ghost(at, card, "lands here", view.lanes[lane].key),) if many else ())
    grid = LaneGrid(view, ghosts)
    assert grid.starts == tuple(sorted(set(grid.starts)))
    for number, column in enumerate(view.columns):
        count = len(column.ids) + len(ghosts[number])
        rows_taken = [grid.row_of(number, drawn) for drawn in range(count)]
        assert rows_taken == sorted(set(rows_taken))
        assert [grid.drawn_at(number, row) for row in rows_taken] == list(range(count))
        empty = set(range(grid.total)) - set(rows_taken)
        assert all(grid.drawn_at(number, row) == -1 for row in empty)
        assert not any(grid.heads(row) for row in rows_taken)
        for row in range(grid.total + 2):
            assert grid.before(number, row) == sum(1 for taken in rows_taken if taken < row)
        moved = [ghost.row for ghost in ghosts[number]]
        for drawn in range(count):
            lane = grid.lane_at(rows_taken[drawn])
            if drawn in moved:
                assert view.lanes[lane].key == ghosts[number][0].lane
            else:
                assert lane == column.lane_at(drawn - sum(row < drawn for row in moved))
