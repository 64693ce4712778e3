"""The right of Today: the day's clock with its meetings and free times, the load of the week."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from worktui.app.phrases import DAYS, full_day, hours
from worktui.app.views.day import AgendaRow, LoadRow, TodayView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, row, rule
from worktui.faces.tui.widgets.lines import Lines

WIDE = 36
"""From so many cells on, meetings say how long they are."""
_CLOCK = 7


class TodaySide(Lines):
    """Draws agenda and week behind an upright rule."""

    DEFAULT_CSS = "TodaySide { width: 27; height: 1fr; }"

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.view: TodayView | None = None
        self._drawn: tuple[object, ...] = ()
        self._strips: list[Strip] = []

    def show(self, view: TodayView) -> None:
        """Show another value; draws only when it differs."""
        if view != self.view:
            self.view = view
            self.refresh()

    def strip(self, y: int) -> Strip:
        key = (self.view, self.size, self.ink.turn)
        if key != self._drawn:
            self._drawn = key
            self._strips = self._draw(self.size.width)
        return self._strips[y] if y < len(self._strips) else self._behind(None)

    def _behind(self, strip: Strip | None) -> Strip:
        """A line with the rule before it: one blank after it, two where there is room."""
        width = self.size.width
        lead = 2 if width < WIDE else 3
        body = strip or blank(self.ink, width - lead)
        head = Segment(self.ink.signs.upright, self.ink("rule"))
        return Strip([head, Segment(" " * (lead - 1), self.ink("fg")), *body], width)

    def _draw(self, width: int) -> list[Strip]:
        view = self.view
        if view is None:
            return []
        room = width - (2 if width < WIDE else 3)
        tight = self.size.height < 22
        lines = [
            self._row(room, [("Today", "title b")], [(full_day(view.day), "dim")]),
            blank(self.ink, room),
            *self._agenda(view, room),
            blank(self.ink, room),
            self._row(room, [("Week", "title b")], [(_share(view), "dim")]),
            blank(self.ink, room),
            *self._week(view, room),
        ]
        if tight and len(lines) > self.size.height:
            lines = lines[: self.size.height]
        return [self._behind(line) for line in lines]

    def _row(self, room: int, left: list[Piece], right: list[Piece]) -> Strip:
        return row(self.ink, room, left, right, indent=0)

    def _agenda(self, view: TodayView, room: int) -> list[Strip]:
        begun = [item for item in view.agenda if item.begun]
        coming = [item for item in view.agenda if not item.begun]
        spare = self.size.height - len(view.week) - 7
        if len(begun) + len(coming) > spare:
            begun = begun[-max(1, spare - len(coming)) :]
        lines = [self._meeting(item, room) for item in begun]
        lines.append(self._now(view, room))
        lines += [self._meeting(item, room, view.clock) for item in coming[: max(1, spare - 1)]]
        if not view.agenda:
            lines.append(self._row(room, [(" " * _CLOCK + "nothing more today", "dim")], []))
        return lines

    def _now(self, view: TodayView, room: int) -> Strip:
        line = rule(self.ink, room - 7, ground="page")
        accent = self.ink("accent")
        drawn = Segment(line.text, accent)
        clock = Segment(f"{view.clock} ", self.ink("accent b"))
        return Strip([clock, drawn, Segment(" ", accent)], room)

    def _meeting(self, item: AgendaRow, room: int, clock: str = "") -> Strip:
        if item.free:
            start = "" if item.start == clock else item.start
            words = f"{start:<{_CLOCK}}free until {item.end}"
            return self._row(room, [(words, "dim")], [])
        whole = item.minutes >= 24 * 60 - 60
        start = "all day" if whole else item.start
        left: list[Piece] = [(f"{start:<{_CLOCK}}", "dim")]
        left.append((f" {item.title}" if whole else item.title, "dim" if item.past else "fg"))
        long = f"{item.minutes} min" if item.minutes < 120 else hours(item.minutes / 60)
        right: list[Piece] = [(long, "dim")] if room >= WIDE - 3 and not whole else []
        return self._row(room, left, right)

    def _week(self, view: TodayView, room: int) -> list[Strip]:
        most = max([1.0, *(max(item.planned, item.room) for item in view.week)])
        return [self._load(item, room, most) for item in view.week]

    def _load(self, item: LoadRow, room: int, most: float) -> Strip:
        ink = self.ink
        across = room - 4 - 6 - 1
        full = round(item.planned / most * across)
        inside = min(full, round(item.room / most * across))
        over = item.planned > item.room
        if over and full == inside and full:
            inside -= 1
        sign = ink.signs.slack_bar
        label = "title b" if item.today else "dim"
        left: list[Piece] = [
            (f"{DAYS[item.day.weekday()]} ", label),
            (sign * inside, "slack"),
            (sign * (full - inside), "ask"),
        ]
        return self._row(room, left, [(hours(item.planned), "ask b" if over else "dim")])


def _share(view: TodayView) -> str:
    return f"{round(view.planned, 1):g} of {round(view.room, 1):g} h"
