"""The right of Today: the day's clock with its meetings and free times, the load of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from worktui.app.phrases import DAYS, full_day, hours
from worktui.app.views.day import AgendaRow, LoadRow, TodayView
from worktui.engine.lengths import said
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, paragraphs, row, rule
from worktui.faces.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from worktui.app.views.spent import DayView

_NAMED = 4
"""Lines of time that are named."""
WIDE = 36
"""From so many cells on, meetings say how long they are."""
_CLOCK = 7


class TodaySide(Lines):
    """Draws agenda and week behind an upright rule."""

    DEFAULT_CSS = "TodaySide { width: 27; height: 1fr; }"

    class Asked(Message):
        """What was asked at the end of the day was clicked."""

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.view: TodayView | None = None
        self.ask_: DayView | None = None
        self._asked_at = -1
        self._drawn: tuple[object, ...] = ()
        self._strips: list[Strip] = []

    def show(self, view: TodayView) -> None:
        """Show another value; draws only when it differs."""
        if view != self.view:
            self.view = view
            self.refresh()

    def ask(self, view: DayView | None) -> None:
        """Time that is offered to be booked, None for nothing."""
        if view != self.ask_:
            self.ask_ = view
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """What is asked is looked at."""
        if 0 <= self._asked_at <= event.y:
            event.stop()
            self.post_message(self.Asked())

    def strip(self, y: int) -> Strip:
        key = (self.view, self.ask_, self.size, self.ink.turn)
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
        asked = self._ask(room)
        lines = [
            self._row(room, [("Today", "title b")], [(full_day(view.day), "dim")]),
            blank(self.ink, room),
            *self._agenda(view, room, len(asked)),
            blank(self.ink, room),
            self._row(room, [("Week", "title b")], [(_share(view), "dim")]),
            blank(self.ink, room),
            *self._week(view, room),
        ]
        over = len(lines) + len(asked) - self.size.height
        if asked and over > 0:  # the day is nearly over: its week can be left out
            lines = lines[: max(0, self.size.height - len(asked))]
        self._asked_at = len(lines) if asked else -1
        lines += asked
        if tight and len(lines) > self.size.height:
            lines = lines[: self.size.height]
        return [self._behind(line) for line in lines]

    def _row(self, room: int, left: list[Piece], right: list[Piece]) -> Strip:
        return row(self.ink, room, left, right, indent=0)

    def _ask(self, room: int) -> list[Strip]:
        """What was likely worked on, and the keys that book it."""
        view = self.ask_
        lines = [line for line in view.lines if line.ticked] if view is not None else []
        if not lines:
            return []
        total = said(sum(line.hours for line in lines))
        made = [blank(self.ink, room), self._row(room, [("Ask", "title b")], []),
                blank(self.ink, room)]  # fmt: skip
        if len(lines) == 1:
            said_, why = (paragraphs(t, room - 1) for t in (lines[0].question, lines[0].why))
            made += [self._row(room, [(part, "fg")], []) for part in said_]
            made += [self._row(room, [(part, "dim")], []) for part in why[:2]]
        else:
            made.append(self._row(room, [("You worked on", "fg")], [(f"{total}?", "fg")]))
            ids = max(cells(line.task) for line in lines) + 2
            for line in lines[:_NAMED]:
                name = cut(line.title, max(0, room - ids - 8), self.ink.signs.cut)
                left: list[Piece] = [(line.task.ljust(ids), "dim"), (name, "fg")]
                made.append(self._row(room, left, [(line.length, "dim")]))
            if len(lines) > _NAMED:
                made.append(self._row(room, [(f"and {len(lines) - _NAMED} more", "dim")], []))
        keys: list[Piece] = [("T", "title b"), (f" books {total}", "dim"),
                             ("   E", "title b"), (" looks", "dim")]  # fmt: skip
        return [*made, self._row(room, keys, [])]

    def _agenda(self, view: TodayView, room: int, taken: int = 0) -> list[Strip]:
        begun = [item for item in view.agenda if item.begun]
        coming = [item for item in view.agenda if not item.begun]
        spare = self.size.height - len(view.week) - 7 - taken
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
