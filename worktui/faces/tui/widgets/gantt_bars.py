"""The cells of one row of a Gantt chart: bar, slack, slip, elbow, ghost. Values in, signs out.

Full bars lie on the driving chain, half ones have slack: a dot for each working day of it. A
milestone is drawn from its promise to its forecast. Height and sign tell; colour repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from worktui.app.phrases import near_day
from worktui.app.views.plan import PlanRow
from worktui.faces.tui.paint import Piece
from worktui.faces.tui.signs import ASCII, Signs
from worktui.faces.tui.widgets.timescale import Timescale

Cells = dict[int, Piece]
"""Sign and role by the cell they stand in; cells without one are blank."""


class Bars:
    """Draws rows on one scale; `ghosts` are rows as they would lie after a move."""

    def __init__(
        self, signs: Signs, scale: Timescale, today: int, ghosts: Mapping[str, PlanRow]
    ) -> None:
        self.signs, self.scale, self.today, self.ghosts = signs, scale, today, ghosts
        plain = signs == ASCII
        self.before, self.beyond = ("<", ">") if plain else ("‹", "›")

    def of(self, each: PlanRow, above: PlanRow | None = None) -> Cells:
        """The cells of a row; `above` is the one before it, which may drive it."""
        found: Cells = {}
        if each.kind == "group":
            return found
        today = self.scale.at(self.today)
        if 0 < today < self.scale.room:
            found[today] = (self.signs.upright, "edge")
        if each.kind == "stone":
            self._slip(each, found)
        else:
            self._span(each, above, found)
        ghost = self.ghosts.get(each.key)
        if ghost is not None and ghost.finish is not None:
            self._ghost(ghost, found)
        return found

    def _seen(self, first: int, last: int) -> range:
        """The cells from one to another that are in sight."""
        return range(max(0, first), min(self.scale.room, last + 1))

    def _span(self, each: PlanRow, above: PlanRow | None, found: Cells) -> None:
        signs, scale = self.signs, self.scale
        if each.start is None or each.finish is None:
            return
        first, last = scale.at(each.start), scale.at(each.finish)
        for cell in self._seen(last + 1, scale.at(each.finish + each.tail)):
            if scale.ground(cell) != "stripe":  # slack is counted in days that are worked
                found[cell] = (signs.dot, "dim")
        if above is not None and each.chain and above.key == each.after:
            self._elbow(above, first, found)
        bar = (signs.bar, "bar") if each.chain else (signs.slack_bar, "slack")
        for cell in self._seen(first, last):
            found[cell] = bar
        if first >= scale.room:
            found[scale.room - 1] = (self.beyond, "dim")
        elif last < 0:
            found[0] = (self.before, "dim")

    def _elbow(self, above: PlanRow, first: int, found: Cells) -> None:
        """From the end of the row above to the beginning of the one it drives."""
        if above.finish is None:
            return
        corner = min(self.scale.at(above.finish), first - 1)
        if 0 <= corner < self.scale.room:
            for cell in self._seen(corner + 1, first - 1):
                found[cell] = (self.signs.line, "edge")
            found[corner] = (self.signs.corner, "edge")

    def _slip(self, each: PlanRow, found: Cells) -> None:
        signs, scale = self.signs, self.scale
        due = None if each.start is None else scale.at(each.start)
        end = None if each.finish is None else scale.at(each.finish)
        late = each.sign == "late"
        if due is not None and end is not None and each.sign != "done":
            between = (signs.line, "late") if late else (signs.dot, "dim")
            for cell in self._seen(min(due, end) + 1, max(due, end) - 1):
                found[cell] = between
        if due is not None and 0 <= due < scale.room:
            found[due] = (signs.promised, "fg")
        if end is not None and 0 <= end < scale.room:
            found[end] = (signs.milestone, "late b" if late else "title b")
        self._said(each, found, max(due or 0, end or 0))

    def _said(self, each: PlanRow, found: Cells, last: int) -> None:
        """The dates in words, behind the signs where there is room, at the edge where not."""
        room = self.scale.room
        if each.finish is None:
            return
        if last >= room:
            text, role = f"{self._when(each.finish)} {self.beyond}", "dim"
            at = room - len(text)
        else:
            text, role, at = self._dates(each.start, each.finish), "fg", last + 2
        if at >= 0 and at + len(text) <= room:
            for n, char in enumerate(text):
                found[at + n] = (char, role)

    def _dates(self, due: int | None, end: int) -> str:
        """`16 Dec, promised 11`; the month is said again only where it is another one."""
        text = self._when(end)
        if due is None or due == end:
            return text
        promised = self._when(due)
        _, _, month = text.partition(" ")
        if month:
            promised = promised.removesuffix(f" {month}")
        return f"{text}, promised {promised}"

    def _when(self, day: int) -> str:
        return near_day(date.fromordinal(day), date.fromordinal(self.today))

    def _ghost(self, ghost: PlanRow, found: Cells) -> None:
        scale = self.scale
        last = scale.at(ghost.finish or 0)
        if ghost.kind == "stone":
            if 0 <= last < scale.room:
                found[last] = (self.signs.milestone, "accent b")
            return
        for cell in self._seen(scale.at(ghost.start or 0), last):
            found[cell] = (self.signs.ghost, "accent")
