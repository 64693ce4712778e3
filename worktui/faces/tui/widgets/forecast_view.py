"""Forecast: when things end and how sure that is, in words and in a chart below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.views.flow import money_flow
from worktui.app.views.forecast import (
    EndView,
    course,
    day_text,
    forecast,
    sure_text,
)
from worktui.app.views.forecast import ForecastView as Ends
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.burnup import burnup, cumulative, s_curve
from worktui.faces.tui.widgets.chart import Plot, chart

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

CHARTS = ("burn-up", "flow", "money")
"""What `v` goes round."""
_LEAST = 5
"""Lines of a chart."""
_TIGHT = 18
"""Lines below which none is left empty."""
_DAYS = 10
"""Cells of a day in the table."""
_PLACES = ("planned", "P50", "P80", "promised")


class ForecastView(ProjectPane):
    """Draws the forecast; the row stood on is the one charted."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.view: Ends | None = None
        self.chart = CHARTS[0]

    # what is shown

    def made(self) -> None:
        """The ends as far as they are known; the simulation goes on beside the screen."""
        outlook = self.outlook
        if outlook is None:
            return
        self.view = forecast(outlook, self.project)
        if not self.view.ready:
            self.reckoner.ask(lambda stop, _tell: outlook.simulated(stop=stop))

    def reckoned(self, value: object) -> None:  # noqa: ARG002  # the outlook holds it now
        """The simulation has run."""
        if self.outlook is not None:
            self.view = forecast(self.outlook, self.project)
            self.rebuild()

    def failed(self, why: str) -> None:
        """It stays without a simulation, and says why."""
        self.shell.refuse(why)

    def end(self) -> EndView | None:
        """The end stood on."""
        ends = self.view.ends if self.view else ()
        return next((end for end in ends if end.id == self.key), ends[0] if ends else None)

    def turn_chart(self) -> None:
        """The next chart: burn-up, flow, money."""
        self.chart = CHARTS[(CHARTS.index(self.chart) + 1) % len(CHARTS)]
        self.rebuild()

    def verb_project_view(self) -> None:
        """As `v` everywhere: another view of the same."""
        self.turn_chart()

    def stand(self, key: str) -> bool:
        """What is stood on is what is charted."""
        before = self.key
        found = super().stand(key)
        if self.key != before:
            self.rebuild()
        return found

    # drawing

    def blocks(self, width: int) -> list[Block]:
        view = self.view
        if view is None:
            return [still([self.line(width, [("…", "dim")])])]
        if len(view.ends) == 1 and view.ends[0].planned is None:
            return [still(self._nothing(width))]
        wide = max(cells(end.name) for end in view.ends)
        names = min(max(wide, 8), width - 2 - _DAYS * 4 - 22)
        found = [still([self._head(width, names)])]
        found += [self._row(end, width, names) for end in view.ends]
        gap = [] if self.size.height < _TIGHT else [blank(self.ink, width)]
        found.append(still([*gap, *self._assumed(width, view), *gap]))
        used = sum(block.height for block in found)
        height = max(_LEAST, self.size.height - used - 1)
        return [*found, still(self._charted(width, height))]

    def _head(self, width: int, names: int) -> Strip:
        pieces: list[Piece] = [(" " * names, "dim")]
        pieces += [(place.rjust(_DAYS), "dim") for place in _PLACES]
        return self.line(width, pieces)

    def _row(self, end: EndView, width: int, names: int) -> Block:
        ink, today = self.ink, self.view.today if self.view else 0

        def paint(ground: str) -> list[Strip]:
            title = "title b" if ground == "focus" else "fg"
            name = cut(end.name, names, ink.signs.cut)
            left: list[Piece] = [(name + " " * (names - cells(name)), title)]
            role = "late b" if end.late else "fg"
            for n, day in enumerate((end.planned, end.p50, end.p80, end.due)):
                shown = role if n == 0 else "dim" if n == 3 or day is None else "fg"
                left.append((day_text(day, today).rjust(_DAYS), shown))
            left += self._sure(end, today)
            edge = edge_of(ink, ground, (" ", "fg"))
            return [self.drawn(width, left, ground=ground, edge=edge)]

        return Block(1, paint, end.id, at=2)

    def _sure(self, end: EndView, today: int) -> list[Piece]:
        if end.done:
            return [(f"   {self.ink.signs.done} ", "good"), ("done", "dim")]
        if self.view is not None and not self.view.ready:
            return [("   reckoning…", "dim")]
        text = sure_text(end, today)
        if not text:
            return [("   nothing promised" if end.due is None else "", "dim")]
        sign = "! " if end.late else "? " if (end.sure or 0) < 0.8 else "  "
        return [(f" {sign}", "late b" if end.late else "ask b"), (text, "fg")]

    def _assumed(self, width: int, view: Ends) -> list[Strip]:
        """What the figures above rest on, said right under them."""
        if not view.ready:
            return [self.line(width, [("simulating the rest of the plan…", "dim")])]
        text = "; ".join((view.assumption.rstrip("."), *view.notes))
        lines = self.said(width, text, "dim")
        most = 1 if self.size.height < _TIGHT else 3
        if len(lines) > most:
            lines = [self.line(width, [(cut(text, width - 4, self.ink.signs.cut), "dim")])]
        return lines

    def _charted(self, width: int, height: int) -> list[Strip]:
        end, outlook, view = self.end(), self.outlook, self.view
        if end is None or outlook is None or view is None:
            return []
        title, plot = self._plot(end)
        others = [name for name in CHARTS if name != self.chart]
        head = self.line(
            width, [(title, "title b")], [("v", "title b"), (f" {', '.join(others)}", "dim")]
        )
        if plot is None:
            return [head, self.line(width, [("nothing to draw yet", "dim")])]
        return [head, *chart(self.ink, width, height, plot)]

    def _plot(self, end: EndView) -> tuple[str, Plot | None]:
        outlook, view = self.outlook, self.view
        assert outlook is not None
        assert view is not None
        if self.chart == "money":
            money = money_flow(outlook.budget(self.project))
            empty = not (money.planned or money.spent or money.earned)
            unit = f", {money.currency}" if money.currency else ""
            return f"Money of {view.project}{unit}", None if empty else s_curve(money)
        flow = course(outlook.planned, view, end)
        name = view.project if end.id == view.project else end.name
        if not flow.scope:
            return f"Work of {name}", None
        if self.chart == "flow":
            return f"Flow of {name}", cumulative(flow)
        return f"Burn-up of {name}", burnup(flow, end)

    def _nothing(self, width: int) -> list[Strip]:
        return [
            self.line(width, [("There is no work to forecast yet.", "dim")]),
            self.line(width, [("a", "title b"), (" adds a task with an estimate, as in ", "dim"),
                              ("Price table ~2d", "fg")]),
        ]  # fmt: skip
