"""Today: what do I do next? Tasks in the order to do them, the day's clock, the week's load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.views.day import TodayView, today
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Place
from worktui.faces.tui.screens.today_offer import Offered
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.today_list import TodayList
from worktui.faces.tui.widgets.today_side import TodaySide

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_TABLES = frozenset(
    {
        "tasks",
        "people",
        "columns",
        "milestones",
        "calendar",
        "bookings",
        "settings",
        "contacts",
        "time",
    }
)

MINUTE = 60.0


class Today(Place):
    """Place 1."""

    place = "today"
    number = 1
    title_ = "Today"
    DEFAULT_CSS = """
    Today TodaySide { width: 42; margin-left: 3; }
    Today.-narrow TodaySide, Today.-pane TodaySide { width: 27; margin-left: 1; }
    Today.-wide.-pane TodaySide { width: 42; margin-left: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("today")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: TodayView | None = None
        self.tasks = TodayList(self.ink)
        self.side = TodaySide(self.ink)
        self.selected: frozenset[str] = frozenset()
        self.whose = ""
        """Whose day is looked at, "" for one's own."""
        self.evening = Offered(self)

    def body(self) -> Iterable[Widget]:
        """Tasks at the left, the day at the right."""
        yield self.tasks
        yield self.side

    # what is shown

    def on_mount(self) -> None:
        """What is shown tells the time: it is made anew every minute."""
        super().on_mount()
        self.set_interval(MINUTE, self._passed)

    def _passed(self) -> None:
        if self.is_current:
            self.load()

    def load(self) -> None:
        """The day anew, and what is offered of it."""
        self._show()
        self.evening.look()

    def _show(self) -> None:
        shell = self.shell
        self.view = today(shell.work, self.whose or shell.me, now=shell.time(), me=shell.me)
        alive = {id for id in self.selected if self.shell.work.get("tasks", id)}
        self.selected = frozenset(alive)
        self.tasks.show(self.view)
        self.side.show(self.view)
        self._point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where something was touched that is shown; what others do is not my time."""
        if any(edit.table in _TABLES for entry in entries for edit in entry.edits):
            self._show()
            if any(entry.by == self.shell.me for entry in entries):
                self.evening.look()

    def chosen(self) -> tuple[Doc, ...]:
        """Selected tasks, else the one under the cursor."""
        ids = self.selected or ({self.tasks.key} - {""})
        found = (self.shell.work.get("tasks", id) for id in sorted(ids))
        return tuple(doc for doc in found if doc is not None)

    def _point(self) -> None:
        spot = self.tasks.cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    # the cursor

    def action_down(self) -> None:
        """A task down."""
        self.tasks.move(1)

    def action_up(self) -> None:
        """A task up."""
        self.tasks.move(-1)

    def action_left(self) -> None:
        """Nothing is to the left."""

    def action_right(self) -> None:
        """Nothing to stand on is to the right."""

    def action_top(self) -> None:
        """To the first task."""
        self.tasks.to_end(last=False)

    def action_bottom(self) -> None:
        """To the last task."""
        self.tasks.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.tasks.page(way)

    def goto(self, id: str) -> bool:
        """The cursor onto a task; False when it is not of this day."""
        return self.tasks.stand(id)

    def on_roll_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
        self.tasks.stand(message.key)
        if message.times >= 2:
            self.action_verb("task.open")

    def on_resize(self, event: events.Resize) -> None:
        """The cursor's place may be another one."""
        super().on_resize(event)
        self.call_after_refresh(self._point)

    def on_descendant_focus(self) -> None:
        """Keys go to the pane: the list only keeps its place."""
        self.tasks.light(False)

    def on_descendant_blur(self) -> None:
        """Keys come back."""
        self.tasks.light(True)
        self._point()

    # selecting

    def verb_task_select(self) -> None:
        """Select the task, or let go of it; on to the next."""
        self.selected = self.selected ^ {self.tasks.key}
        self._mark()
        self.tasks.move(1)

    def _mark(self) -> None:
        self.tasks.mark(self.selected)
        if self.selected:
            self.note([(f"{len(self.selected)} selected", "accent b"), ("  esc lets go", "dim")])
        else:
            self.note(())
        self.refresh_keys()

    def acted(self) -> None:
        """What was selected is done."""
        if self.selected:
            self.selected = frozenset()
            self.tasks.mark(self.selected)

    def back(self) -> bool:
        """Out of a selection, back to one's own day; then it is at its top."""
        if self.selected:
            self.selected = frozenset()
            self._mark()
        elif self.whose:
            self.look_at(self.shell.me)
        else:
            return False
        return True

    # whose day

    def look_at(self, person: str) -> None:
        """The day of a person, one's own again with one's own handle."""
        self.whose = "" if person == self.shell.me else person
        self.selected = frozenset()
        self.tasks.mark(self.selected)
        self.load()
        self.tasks.to_end(last=False)

    def verb_today_who(self) -> None:
        """Choose whose."""
        from worktui.faces.tui.dialogs.naming import teammate_named

        self.shell.ask(teammate_named(self.shell, "Whose day?"), self.look_at)

    def verb_today_give(self) -> None:
        """Give the task to a person."""
        self.verb_task_who()

    # time spent

    def facts(self) -> frozenset[str]:
        """Whether time is offered."""
        return frozenset({"offer"} if self.evening.ticked() else ())

    def verb_today_book(self) -> None:
        """All that is offered and ticked, as one change."""
        self.evening.book()

    def verb_today_evening(self) -> None:
        """Look at what is offered, change it, book it."""
        self.evening.ask()

    def on_today_side_asked(self) -> None:
        """As its key."""
        self.action_verb("today.evening")
