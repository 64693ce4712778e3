"""One task as a page: text at the left, facts at the right, one rule between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.history import find_entries
from worktui.app.tasking import ticked
from worktui.app.views.changes import HistoryRow, history
from worktui.app.views.task import task as task_view
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.ruler import Upright
from worktui.faces.tui.widgets.task_facts import TaskFacts
from worktui.faces.tui.widgets.task_text import STEP, TaskText

_SHOWN = 12
"""Changes of the past that the page shows."""


class TaskPage(Place):
    """Over the place it was opened from; `esc` goes back there."""

    place = "task"
    number = 0
    title_ = "Task"
    DEFAULT_CSS = """
    TaskPage TaskText { width: 1fr; height: 1fr; }
    TaskPage TaskFacts { width: 34; height: 1fr; }
    TaskPage.-narrow TaskFacts { width: 27; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("task")]

    def __init__(self, shell: Shell, id: str, *, over: int = 0) -> None:
        super().__init__(shell)
        self.task_id = id
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one
        self.words = TaskText(self.ink)
        self.facts_ = TaskFacts(self.ink)
        self.past: tuple[HistoryRow, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Text, rule, facts."""
        yield self.words
        yield Upright(self.ink)
        yield self.facts_

    def load(self) -> None:
        """The page anew; its history is read beside."""
        shell = self.shell
        view = task_view(shell.work, self.task_id, now=shell.time())
        self.words.show(view)
        self.facts_.show(view, self.past, shell.work)
        self._point()
        shell.queue(self._look_back, self._show_past)

    def _look_back(self) -> tuple[HistoryRow, ...]:
        shell = self.shell
        entries = islice(find_entries(shell.desk.store, self.task_id), _SHOWN)
        return history(entries, self.task_id, shell.work, now=shell.time())

    def _show_past(self, past: tuple[HistoryRow, ...]) -> None:
        if past != self.past:
            self.past = past
            shell = self.shell
            view = task_view(shell.work, self.task_id, now=shell.time())
            self.facts_.show(view, past, shell.work)

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where tasks, people or time were touched."""
        tables = {edit.table for entry in entries for edit in entry.edits}
        if tables & {"tasks", "people", "projects", "milestones", "columns", "time", "promises"}:
            self.load()

    def chosen(self) -> tuple[Doc, ...]:
        """This task."""
        doc = self.shell.work.get("tasks", self.task_id)
        return (doc,) if doc is not None else ()

    def _point(self) -> None:
        spot = self.words.cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    def verb_task_tick(self) -> None:
        """Tick the step under the cursor, or take the tick away."""
        kind, _, number = self.words.key.partition(":")
        doc = self.shell.work.get("tasks", self.task_id)
        if kind != STEP or doc is None:
            self.shell.refuse("There is no step under the cursor.")
            return
        self.act(ticked(doc, int(number)))

    def verb_task_open(self) -> None:
        """A step is ticked; there is nothing else to open."""
        self.verb_task_tick()

    def action_down(self) -> None:
        """A step down."""
        self.words.move(1)

    def action_up(self) -> None:
        """A step up."""
        self.words.move(-1)

    def action_top(self) -> None:
        """To the beginning."""
        self.words.to_end(last=False)

    def action_bottom(self) -> None:
        """To the end."""
        self.words.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.words.page(way)

    def on_roll_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click puts the cursor there; a second one ticks."""
        self.words.stand(message.key)
        if message.times >= 2:
            self.action_verb("task.tick")

    def on_resize(self, event: events.Resize) -> None:
        """The cursor's place may be another one."""
        super().on_resize(event)
        self.call_after_refresh(self._point)
