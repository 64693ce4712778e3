"""Where lanes stand on the board: the same lines in every column, so that a lane is one band.

It counts in rows of a card's height. A lane's heading takes one row, then come as many as its
fullest column has cards; a row is found by bisection and nothing is measured.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.phrases import counted
from worktui.app.views.board import BoardView
from worktui.app.views.board_ghosts import Ghost
from worktui.app.views.board_lanes import LaneView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, row

_LEAST_RULE = 3


class LaneGrid:
    """The rows of all lanes. `starts` is the row of each heading, `total` all rows there are."""

    def __init__(self, view: BoardView, ghosts: Sequence[Sequence[Ghost]]) -> None:
        self.lanes: tuple[LaneView, ...] = view.lanes
        self._told = tuple(_told(view, n) for n in range(len(view.lanes)))
        self._drawn: dict[tuple[int, int, int], Strip] = {}
        self.tops = tuple(
            _tops(view, number, ghosts[number]) for number in range(len(view.columns))
        )
        starts, at = [], 0
        for lane in range(len(view.lanes)):
            starts.append(at)
            at += 1 + max((tops[lane + 1] - tops[lane] for tops in self.tops), default=0)
        self.starts, self.total = tuple(starts), at

    @property
    def shape(self) -> object:
        """Two grids of one shape have every card in the same place."""
        return self.starts, self.total, self.tops, self.lanes, self._told

    def lane_at(self, number: int) -> int:
        """The lane a row belongs to."""
        return max(0, bisect_right(self.starts, number) - 1)

    def heads(self, number: int) -> bool:
        """Whether a row is the heading of a lane."""
        return 0 <= number < self.total and self.starts[self.lane_at(number)] == number

    def row_of(self, column: int, drawn: int) -> int:
        """The row of the `drawn`-th thing of a column, ghosts counted."""
        tops = self.tops[column]
        lane = min(bisect_right(tops, drawn) - 1, len(self.starts) - 1)
        return self.starts[lane] + 1 + drawn - tops[lane]

    def drawn_at(self, column: int, number: int) -> int:
        """Which thing of a column is drawn in a row, -1 for none."""
        if not 0 <= number < self.total:
            return -1
        lane = self.lane_at(number)
        inside = number - self.starts[lane] - 1
        tops = self.tops[column]
        drawn = tops[lane] + inside
        return drawn if inside >= 0 and drawn < tops[lane + 1] else -1

    def before(self, column: int, number: int) -> int:
        """How many things of a column stand above a row."""
        if number >= self.total:
            return self.tops[column][-1]
        lane = self.lane_at(number)
        inside = max(0, number - self.starts[lane] - 1)
        return min(self.tops[column][lane] + inside, self.tops[column][lane + 1])

    def heading(self, ink: Ink, number: int, width: int) -> Strip:
        """A lane's heading over the whole board: what it is, a rule, how much it holds."""
        lane = self.lane_at(number)
        key = (lane, width, ink.turn)
        strip = self._drawn.get(key)
        if strip is None:
            strip = self._drawn[key] = self._draw(ink, lane, width)
        return strip

    def _draw(self, ink: Ink, number: int, width: int) -> Strip:
        lane, told = self.lanes[number], self._told[number]
        left: list[Piece] = [(lane.lead, "title b")]
        used = cells(lane.lead) + cells(told) + 5
        if lane.name and used + cells(lane.name) + 2 + _LEAST_RULE < width:
            left.append((f"  {lane.name}", "dim"))
            used += cells(lane.name) + 2
        rule = width - used
        if rule >= _LEAST_RULE:
            left += [("  ", "fg"), (ink.signs.line * rule, "rule")]
        return row(ink, width, left, [(told, "dim")], indent=0)


def _tops(view: BoardView, number: int, ghosts: Sequence[Ghost]) -> tuple[int, ...]:
    """Where each lane begins among what is drawn in a column, and after the last where it ends."""
    column = view.columns[number]
    keys = [lane.key for lane in view.lanes]
    before = [sum(1 for g in ghosts if g.lane is not None and g.lane < key) for key in keys]
    tops = [start + more for start, more in zip(column.starts, before, strict=True)]
    return (*tops, len(column.ids) + len(ghosts))


def _told(view: BoardView, lane: int) -> str:
    open_ = done = 0
    for column in view.columns:
        if column.kind == "done":
            done += len(column.lane(lane))
        else:
            open_ += len(column.lane(lane))
    words = [f"{open_} open"] if open_ or not done else []
    return ", ".join([*words, *([counted(done, "done", "done")] if done else [])])
