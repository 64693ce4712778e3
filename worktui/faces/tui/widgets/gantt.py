"""The plan as a tree with its Gantt chart: one line a row, only what is seen is drawn.

At the left who and slack, at the right a cell a day: full bars on the driving chain, half ones
with slack and a dot for each day of it, the slip of a milestone from its promise to its
forecast. Position and height tell; colour only repeats it.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from worktui.app.views.plan import PlanRow, PlanView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row
from worktui.faces.tui.widgets.gantt_bars import Bars
from worktui.faces.tui.widgets.lines import Lines
from worktui.faces.tui.widgets.timescale import Timescale

_WIDE = 100
"""Cells from which ids stand beside the titles."""
LOOKS = ("day", "week", "fit")
"""What a cell of the chart is; `fit` is as many days as bring the whole plan in sight."""
_WEEKS = 4
"""Weeks the chart is moved by while a cell is one."""
_ROLES = {"late": "late b", "blocked": "ask", "nobody": "ask", "done": "good"}


class Gantt(Lines):
    """Shows a PlanView. `ghosts` are the rows of what it would be after a move."""

    DEFAULT_CSS = "Gantt { width: 1fr; height: 1fr; }"

    class Moved(Message):
        """Another row is stood on, or one was pressed `times` in a row."""

        def __init__(self, times: int = 0) -> None:
            super().__init__()
            self.times = times

    class Dragged(Message):
        """The bar stood on is held so many days from where it lay."""

        def __init__(self, days: int) -> None:
            super().__init__()
            self.days = days

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self._held: int | None = None
        self.view: PlanView | None = None
        self.closed: set[str] = set()
        self.rows: list[PlanRow] = []
        self.key = ""
        self.top = 0
        self.moved_by = 0
        """Days the chart is moved by."""
        self.look = LOOKS[0]
        self._dragged = False
        self.ghosts: dict[str, PlanRow] = {}
        self._at: dict[str, int] = {}
        self._project = ""
        self._drawn: dict[tuple[str, bool], Strip] = {}
        self._drawn_for: tuple[int, int] = (0, 0)

    # what is shown

    def show(self, view: PlanView) -> None:
        """Another value; what was open stays open in the same project."""
        if view.project != self._project:
            self._project, self.closed = view.project, set(view.closed)
            self.key, self.top, self.moved_by = "", 0, 0
        self.view = view
        self._lay()

    def ghost(self, view: PlanView | None) -> None:
        """Show beside each bar where it would lie in another plan; None shows no ghosts."""
        self.ghosts = {}
        if view is not None and self.view is not None:
            old = {each.key: each for each in self.view.rows}
            self.ghosts = {
                each.key: each
                for each in view.rows
                if each.key in old and (each.start, each.finish) != _days(old[each.key])
            }
        self._drawn.clear()
        self.refresh()

    def _lay(self) -> None:
        """Leave out what stands under a closed heading."""
        rows = self.view.rows if self.view else ()
        at = self._at.get(self.key, 0)
        self.rows = [each for each in rows if each.under not in self.closed]
        self._at = {each.key: n for n, each in enumerate(self.rows)}
        if self.key not in self._at:
            tasks = [each.key for each in self.rows if each.kind == "task"]
            first = tasks[0] if tasks and not self.key else ""
            self.key = first or (self.rows[min(at, len(self.rows) - 1)].key if self.rows else "")
        self._drawn.clear()
        self._keep_in_view()
        self.refresh()

    @property
    def row(self) -> PlanRow | None:
        """The row stood on."""
        at = self._at.get(self.key)
        return None if at is None else self.rows[at]

    def fold(self, *, close: bool | None = None) -> bool:
        """Close or open the heading stood on (or the one above a task, to close); False when
        there is nothing to fold."""
        found = self.row
        if found is None:
            return False
        key = found.under if found.kind == "task" else found.key
        if not key or (found.kind == "task" and close is not True):
            return False
        shut = key not in self.closed if close is None else close
        if shut == (key in self.closed):
            return False
        self.closed ^= {key}
        self.key = key
        self._lay()
        at, last = self._at[key], self._at[key] + (0 if shut else self.row_count(key))
        if last >= self.top + self.lines - 1:  # what was opened is to be seen
            self.top = max(self.top, min(at, last - self.lines + 2))
            self._keep_in_view()
            self.refresh()
        return True

    def row_count(self, key: str) -> int:
        """Rows that stand under a heading."""
        return sum(1 for each in self.rows if each.under == key)

    # standing

    def stand(self, key: str) -> bool:
        """Stand on a row, opening what hides it; False when there is none."""
        found = next((r for r in self.view.rows if r.key == key), None) if self.view else None
        if found is None:
            return False
        if found.under in self.closed:
            self.closed.discard(found.under)
            self._lay()
        self._go(self._at[key])
        return True

    def move(self, step: int) -> None:
        """So many rows up or down."""
        if self.rows:
            at = self._at.get(self.key, 0)
            self._go(min(max(at + step, 0), len(self.rows) - 1))

    def _go(self, at: int) -> None:
        old = self._at.get(self.key, 0)
        self.key = self.rows[at].key
        if not self._keep_in_view():
            for n in (old, at):
                self.repaint_rows(1 + n - self.top)
        self.post_message(self.Moved())

    @property
    def lines(self) -> int:
        """Rows that fit under the heads."""
        return max(1, self.size.height - 1)

    def _keep_in_view(self) -> bool:
        at, before = self._at.get(self.key, 0), self.top
        if not self.top <= at < self.top + self.lines:
            self.top = at - self.lines // 2
        if at <= 1:
            self.top = 0  # the heading over the first task is seen with it
        self.top = max(0, min(self.top, len(self.rows) - self.lines))
        if self.top != before:
            self.refresh()
        return self.top != before

    def slide(self, days: int) -> None:
        """Move the chart along the days."""
        view = self.view
        if view is None or self.look == "fit":
            return
        scale = self.scale()
        low = view.first - self._monday()
        high = view.last - self._monday() - scale.room * scale.per + 14
        to = self.moved_by + (days if scale.per == 1 else days * _WEEKS)
        self.moved_by = min(max(to, low - low % 7), max(0, high - high % 7))
        self._drawn.clear()
        self.refresh()

    def zoom(self) -> None:
        """A cell a day, a cell a week, or the whole plan in sight."""
        self.look = LOOKS[(LOOKS.index(self.look) + 1) % len(LOOKS)]
        self._drawn.clear()
        self.refresh()

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the real cursor belongs."""
        at = self._at.get(self.key)
        if at is None:
            return None
        y = 1 + at - self.top
        each = self.rows[at]
        if each.kind == "task":
            x = 4 + (2 if self.size.width < _WIDE else cells(each.key) + 1)
        else:
            x = 4 + (2 if each.kind == "stone" else 0) + (2 if each.sign == "done" else 0)
        return self.region.offset + Offset(x, y) if 1 <= y < self.size.height else None

    # drawing

    def _monday(self) -> int:
        today = self.view.today if self.view else 1
        return today - (today - 1) % 7

    def widths(self) -> tuple[int, int, int]:
        """(title, who, slack) in cells; what is left is the chart's."""
        width = self.size.width
        title = 19 if width < _WIDE else 31 if width < 160 else 44
        return title, 8, 6

    def scale(self) -> Timescale:
        """The chart's scale for the width there is."""
        view = self.view
        assert view is not None
        room = max(8, self.size.width - 4 - sum(self.widths()) - 3)
        if self.look == "fit":
            first = min(view.first, view.today)
            per = max(1, -(-(view.last - first + 3) // room))
            return Timescale(first - (first - 1) % 7 if per > 1 else first, per, room, view.off)
        per = 7 if self.look == "week" else 1
        return Timescale(self._monday() + self.moved_by, per, room, view.off)

    def bars(self, scale: Timescale) -> Bars:
        """What draws the rows' bars on a scale."""
        assert self.view is not None
        return Bars(self.ink.signs, scale, self.view.today, self.ghosts)

    def strip(self, y: int) -> Strip:
        """The heads, or a row."""
        width = self.size.width
        if self.view is None or width < 40:
            return blank(self.ink, width)
        if self._drawn_for != (width, self.ink.turn):
            self._drawn.clear()
            self._drawn_for = (width, self.ink.turn)
        if y == 0:
            return self._heads()
        at = self.top + y - 1
        if at >= len(self.rows):
            return blank(self.ink, width)
        if y == self.size.height - 1 and at < len(self.rows) - 1:
            return row(self.ink, width, [(f"{len(self.rows) - at} more", "dim")])
        each = self.rows[at]
        focus = each.key == self.key
        found = self._drawn.get((each.key, focus))
        if found is None:
            found = self._drawn[each.key, focus] = self._row(each, focus)
        return found

    def _heads(self) -> Strip:
        found = self._drawn.get(("", False))
        if found is None:
            title, who, slack = self.widths()
            left: list[Piece] = [
                (("  task").ljust(title + 2), "dim"),
                ("who".ljust(who), "dim"),
                ("slack".rjust(slack), "dim"),
                ("  " + self.scale().heads(), "dim"),
            ]
            found = self._drawn["", False] = row(self.ink, self.size.width, left)
        return found

    def _row(self, each: PlanRow, focus: bool) -> Strip:
        ink = self.ink
        ground = "focus" if focus else "page"
        title, who, slack = self.widths()
        edge: Piece | None = None
        if focus and (ink.bars or ink.signs.focus == ">"):
            edge = (ink.signs.focus, "accent")
        left = self._titled(each, title, focus)
        text = self._slack(each)
        role = "late b" if each.kind == "stone" and each.slack is not None and each.slack < 0 else (
            "fg" if each.chain else "dim")  # fmt: skip
        nobody = each.kind == "task" and each.sign == "nobody"
        named = cut(each.who, who - 1, ink.signs.cut)
        left += [
            (named + " " * (who - cells(named)), "ask" if nobody else "fg" if focus else "dim"),
            (" " * (slack - len(text)) + text, role),
        ]
        wide = 2 + 2 + title + who + slack
        head = row(ink, wide + 1, left, ground=ground, edge=edge, pad=0)
        scale = self.scale()
        at = self._at.get(each.key, 0)
        above = self.rows[at - 1] if at else None
        pieces = scale.paint(self.bars(scale).of(each, above))
        tail = row(ink, self.size.width - wide - 1, pieces, indent=1, pad=0)
        return Strip.join([head, tail])

    def _titled(self, each: PlanRow, room: int, focus: bool) -> list[Piece]:
        signs = self.ink.signs
        bold = "title b" if focus or each.kind == "stone" else "fg"
        if each.kind != "task":
            fold = signs.closed if each.key in self.closed else signs.opened
            pieces: list[Piece] = [(f"{fold} " if each.count else "  ", "dim")]
            used = 0
            if each.kind == "stone":
                pieces.append((f"{signs.milestone} ", "title b"))
                used = 2
            text = each.title if each.kind == "stone" else f"{each.title}  {each.count}"
            if each.sign == "done":
                pieces.append((f"{signs.done} ", "good"))
                used += 2
            text = cut(text, room - used - 1, signs.cut)
            role = bold if each.kind == "stone" else "title b" if focus else "dim"
            return [*pieces, (text + " " * (room - used - cells(text)), role)]
        sign = {"late": signs.late, "blocked": signs.blocked, "nobody": signs.nobody,
                "done": signs.done}.get(each.sign, " ")  # fmt: skip
        pieces = [(f"{sign} ", _ROLES.get(each.sign, "fg"))]
        used = 2 if self.size.width < _WIDE else 0
        if used:
            pieces.append(("  ", "fg"))
        else:
            id = each.key + " "
            pieces.append((id, "dim"))
            used = cells(id)
        text = cut(each.title, room - used - 1, signs.cut)
        role = "dim" if each.sign == "done" and not focus else bold
        return [*pieces, (text + " " * max(0, room - used - cells(text)), role)]

    def _slack(self, each: PlanRow) -> str:
        if each.slack is None:
            return ""
        return f"{each.slack} d"

    # being touched

    def on_click(self, event: events.Click) -> None:
        """A row was clicked; twice opens, on its sign folds. What ends a drag is no click."""
        if self._dragged:
            self._dragged = False
            event.stop()
            return
        at = self.top + event.y - 1
        if event.y < 1 or at >= len(self.rows):
            return
        event.stop()
        self.key = self.rows[at].key
        self._drawn.clear()
        self.refresh()
        if event.x < 4 and self.rows[at].kind != "task":
            self.fold()
        self.post_message(self.Moved(event.chain))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A bar is taken hold of."""
        at = self.top + event.y - 1
        if event.y >= 1 and at < len(self.rows) and event.x > 4 + sum(self.widths()):
            self._go(at)
            self._held, self._dragged = event.x, False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """It is held elsewhere."""
        if self._held is not None and (self._dragged or event.x != self._held):
            self._dragged = True
            self.post_message(self.Dragged((event.x - self._held) * self.scale().per))

    def on_mouse_up(self) -> None:
        """It is let go; enter sets its date, esc leaves it."""
        self.let_go()

    def let_go(self) -> None:
        """Nothing is held any more."""
        if self._held is not None:
            self._held = None
            self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, down."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, up."""
        event.stop()
        self._wheel(-3)

    def _wheel(self, lines: int) -> None:
        self.top = max(0, min(self.top + lines, len(self.rows) - self.lines))
        self.refresh()

    def on_resize(self) -> None:
        """Other cells."""
        self._keep_in_view()


def _days(each: PlanRow) -> tuple[int | None, int | None]:
    return each.start, each.finish
