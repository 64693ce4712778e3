"""The calendar drawn: a lane a day (or a person), a line each half hour or hour, what is due above.

A half hour in which nobody works is striped; a booking has an accent bar, other busy time a
quiet edge; the line of now has its clock in the accent.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from worktui.app.phrases import DAYS
from worktui.app.views.calendar import CalendarView, Happening, Lane, told
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row
from worktui.faces.tui.widgets.lines import Lines

GUTTER = 8
"""Cells for the clock, text from the third on."""
MOST_DUE = 4
"""Lines of due tasks above the hours; at least one."""
AIRY = 28
"""From so many lines on there is air between what is due and the hours."""
SIDE_BY_SIDE = 3
"""Happenings at the same time that stand side by side; what is more is counted."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one stands: a lane, and a minute of its day or (`due` from 0 on) a due task."""

    lane: int
    minute: int
    due: int = -1


class CalendarGrid(Lines):
    """Draws a `CalendarView`; the place moves `spot`."""

    DEFAULT_CSS = "CalendarGrid { width: 1fr; height: 1fr; }"

    class Pressed(Message):
        """A spot was clicked `times` in a row."""

        def __init__(self, spot: Spot, times: int) -> None:
            super().__init__()
            self.spot, self.times = spot, times

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: CalendarView | None = None
        self.spot = Spot(0, 0)
        self.top = 0
        self._drawn: tuple[object, ...] = ()
        self._strips: list[Strip] = []

    def show(self, view: CalendarView, spot: Spot) -> None:
        """Show another value, or stand elsewhere."""
        if (view, spot) != (self.view, self.spot):
            self.view, self.spot = view, spot
            self._follow()
            self.refresh()

    # measures

    @property
    def step(self) -> int:
        """Minutes of a line: half an hour where all hours fit so, else an hour."""
        view = self.view
        if view is None:
            return 30
        return 30 if (view.last - view.first) * 2 <= self._room or self._room >= 20 else 60

    @property
    def due_lines(self) -> int:
        """Lines that due tasks take."""
        view = self.view
        most = max((len(lane.due) for lane in view.lanes), default=0) if view else 0
        return min(most, MOST_DUE if self.size.height >= 24 else 2)

    @property
    def _head(self) -> int:
        """Names, rule, what is due, and a line of air where there is room."""
        due = self.due_lines
        return 2 + due + (1 if due and self.size.height >= AIRY else 0)

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._head)

    def _lines_of_day(self) -> int:
        view = self.view
        return (view.last - view.first) * 60 // self.step if view else 0

    def _follow(self) -> None:
        """Scroll so that what is stood on is seen."""
        view = self.view
        if view is None or self.spot.due >= 0:
            self.top = 0
            return
        line = (self.spot.minute - view.first * 60) // self.step
        self.top = max(min(self.top, line), line - self._room + 1, 0)
        self.top = min(self.top, max(0, self._lines_of_day() - self._room))

    def lanes(self) -> list[tuple[int, int]]:
        """Where each lane begins and how wide it is, in cells."""
        view = self.view
        count = len(view.lanes) if view else 0
        if not count:
            return []
        room = self.size.width - GUTTER - 1
        each, more = divmod(room - (count - 1), count)
        found, at = [], GUTTER
        for n in range(count):
            wide = each + (n < more)
            found.append((at, wide))
            at += wide + 1
        return found

    def minute_of(self, line: int) -> int:
        """The first minute of a line of the hours."""
        first = self.view.first if self.view else 0
        return first * 60 + (self.top + line) * self.step

    @property
    def cursor_spot(self) -> Offset | None:
        """The cell of the real cursor."""
        lanes = self.lanes()
        if self.view is None or self.spot.lane >= len(lanes):
            return None
        x = lanes[self.spot.lane][0] + 1
        if self.spot.due >= 0:
            y = 2 + min(self.spot.due, self.due_lines - 1)
        else:
            y = self._head + (self.spot.minute - self.view.first * 60) // self.step - self.top
        return Offset(x, y) + self.region.offset

    # drawing

    def on_resize(self) -> None:
        """Another room, another scale."""
        self._follow()

    def strip(self, y: int) -> Strip:
        """A line of it."""
        key = (self.view, self.spot, self.size, self.ink.turn, self.top)
        if key != self._drawn:
            self._drawn = key
            self._strips = self._draw()
        return self._strips[y] if y < len(self._strips) else blank(self.ink, self.size.width)

    def _draw(self) -> list[Strip]:
        view, lanes = self.view, self.lanes()
        if view is None or not lanes:
            return []
        made = [self._line([("", "fg")], [self._lane_name(lane, wide) for lane, (_, wide)
                                           in zip(view.lanes, lanes, strict=True)])]  # fmt: skip
        made.append(self._rules(lanes))
        made += [self._due(view, lanes, n) for n in range(self.due_lines)]
        made += [blank(self.ink, self.size.width)] * (self._head - len(made))
        hours = min(self._room, self._lines_of_day() - self.top)
        made += [self._hour(view, lanes, line) for line in range(hours)]
        return made

    def _line(self, left: list[Piece], cells_: list[Strip]) -> Strip:
        """The clock's cells, then each lane with a blank between."""
        ink, width = self.ink, self.size.width
        parts = list(row(ink, GUTTER, left))
        for strip in cells_:
            parts += [*strip, Segment(" ", ink("fg"))]
        return Strip(parts).adjust_cell_length(width, ink("fg"))

    def _lane_name(self, lane: Lane, wide: int) -> Strip:
        name = lane.who or f"{DAYS[lane.day.weekday()]} {lane.day.day}"
        spec = "accent b" if lane.today and not lane.who else "title b"
        right: list[Piece] = []
        if lane.today and not lane.who and wide >= 14:
            right = [("today", "dim")]
        return row(self.ink, wide, [(name, spec)], right, indent=1, pad=0)

    def _rules(self, lanes: list[tuple[int, int]]) -> Strip:
        """A rule under each name, heavy under the one stood in."""
        parts = []
        for n, (_, wide) in enumerate(lanes):
            here = n == self.spot.lane
            sign = self.ink.signs.heavy if here else self.ink.signs.line
            spec = "accent" if here else "rule"
            parts.append(Strip([Segment(sign * wide, self.ink(spec))], wide))
        return self._line([("", "fg")], parts)

    def _due(self, view: CalendarView, lanes: list[tuple[int, int]], n: int) -> Strip:
        left: list[Piece] = [("due", "dim")] if n == 0 else []
        parts = []
        for number, (lane, (_, wide)) in enumerate(zip(view.lanes, lanes, strict=True)):
            parts.append(self._due_cell(lane, wide, n, here=number == self.spot.lane))
        return self._line(left, parts)

    def _due_cell(self, lane: Lane, wide: int, n: int, *, here: bool) -> Strip:
        ink = self.ink
        at = self.spot.due if here else -1
        shift = max(0, at - self.due_lines + 1)
        index = n + shift
        if index >= len(lane.due):
            return blank(ink, wide)
        hidden = len(lane.due) - index - 1
        item = lane.due[index]
        ground = "focus" if at == index else "page"
        right: list[Piece] = []
        if n == self.due_lines - 1 and hidden:
            right = [(f"+{hidden}", "dim")]
        sign = (ink.signs.late, "late b") if item.state == "late" else (ink.signs.dot, "dim")
        words = item.title if wide >= 12 else item.key
        left: list[Piece] = [
            (f"{sign[0]} ", sign[1]),
            (words, "title b" if ground == "focus" else "fg"),
        ]
        return row(ink, wide, left, right, ground=ground, indent=0, pad=0)

    def _hour(self, view: CalendarView, lanes: list[tuple[int, int]], line: int) -> Strip:
        minute = self.minute_of(line)
        left: list[Piece] = []
        if minute <= view.now < minute + self.step:
            left = [(told(view.now), "accent b")]
        elif minute % 60 == 0:
            left = [(told(minute), "dim")]
        parts = [
            self._cell(lane, wide, minute, here=n == self.spot.lane)
            for n, (lane, (_, wide)) in enumerate(zip(view.lanes, lanes, strict=True))
        ]
        return self._line(left, parts)

    def _cell(self, lane: Lane, wide: int, minute: int, *, here: bool) -> Strip:
        """What one lane shows in one line."""
        ink = self.ink
        stood = here and self.spot.due < 0 and minute <= self.spot.minute < minute + self.step
        found = self._around(lane, minute)
        if not found:
            ground = "focus" if stood else "page" if lane.works(minute) else "stripe"
            sign = "" if lane.works(minute) or not ink.plain else ink.signs.dot
            return row(ink, wide, [(sign, "dim")], ground=ground, indent=0, pad=0)
        shown = found[:SIDE_BY_SIDE]
        each, more = divmod(wide, len(shown))
        parts: list[Segment] = []
        for n, item in enumerate(shown):
            over = len(found) - len(shown) if n == len(shown) - 1 else 0
            parts += list(self._block(item, each + (n < more), minute, over, stood=stood))
        return Strip(parts).adjust_cell_length(wide, ink("fg"))

    def _around(self, lane: Lane, minute: int) -> list[Happening]:
        """What touches a line, so that columns stay where they are: what begins first is left."""
        end = minute + self.step
        return [each for each in lane.timed if each.start < end and minute < each.end]

    def _block(self, item: Happening, wide: int, minute: int, over: int, *, stood: bool) -> Strip:
        ink = self.ink
        ground = "focus" if stood else "panel"
        booking = item.kind == "booking"
        edge = (ink.signs.stated, "accent") if booking else (ink.signs.edge, "edge")
        if ink.plain and not booking:
            edge = (ink.signs.dot, "edge")
        line = (minute - item.start // self.step * self.step) // self.step
        words, spec = "", "dim"
        if minute <= item.start or minute == self.minute_of(0):
            words, spec = item.title, "title b" if booking or stood else "fg"
        elif line == 1:
            words = item.with_ or ", ".join(item.who)
        right: list[Piece] = [(f"+{over}", "ask")] if over else []
        if booking and item.state in ("pending", "hold") and line == 0:
            right = [(ink.signs.nobody, "ask b"), *right]
        room = wide - 1 - sum(cells(text) for text, _ in right)
        left: list[Piece] = [(cut(words, room, ink.signs.cut), spec)]
        return row(ink, wide, left, right, ground=ground, edge=edge, indent=1, pad=0)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Stand where it was clicked."""
        spot = self._spot_at(event.x, event.y)
        if spot is not None:
            self.post_message(self.Pressed(spot, event.chain))

    def _spot_at(self, x: int, y: int) -> Spot | None:
        lane = next((n for n, (at, wide) in enumerate(self.lanes()) if at <= x < at + wide), None)
        if lane is None or self.view is None or y < 2:
            return None
        if y < self._head:
            due = len(self.view.lanes[lane].due)
            return Spot(lane, self.spot.minute, min(y - 2, due - 1)) if due else None
        line = y - self._head
        if self.top + line >= self._lines_of_day():
            return None
        return Spot(lane, self.minute_of(line))

    def repaint_all(self) -> None:
        """After a change of theme."""
        self.refresh(Region(0, 0, *self.size))
