"""One task as a page: text at the left, facts at the right, one rule between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.undo import newest
from worktui.app.views.changes import HistoryRow
from worktui.app.views.task import task as task_view
from worktui.app.views.task import task_history
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Shell
from worktui.faces.tui.screens.task_acts import TaskActs
from worktui.faces.tui.screens.task_walk import list_under
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.ruler import Upright
from worktui.faces.tui.widgets.task_facts import TaskFacts
from worktui.faces.tui.widgets.task_text import TaskText

_SHOWN, _READ = 40, 50_000
"""Changes of the past that the page shows, and entries that are read for them."""
SLIM = 72
"""Below so many cells text and facts take turns."""
_TABLES = frozenset(
    {"tasks", "people", "projects", "milestones", "columns", "time", "promises", "contacts"}
)


class TaskPage(TaskActs):
    """Over the place it was opened from; `esc` goes back there."""

    place = "task"
    number = 0
    title_ = "Task"
    opens = "task.enter"
    DEFAULT_CSS = """
    TaskPage TaskText { width: 1fr; height: 1fr; }
    TaskPage TaskFacts { width: 38; height: 1fr; }
    TaskPage.-narrow TaskFacts { width: 30; }
    TaskPage.-wide TaskFacts { width: 56; }
    TaskPage.-slim TaskFacts { width: 1fr; display: none; }
    TaskPage.-slim Upright { display: none; }
    TaskPage.-slim.-facts TaskFacts { display: block; }
    TaskPage.-slim.-facts TaskText { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("task")]

    def __init__(self, shell: Shell, id: str, *, over: int = 0) -> None:
        super().__init__(shell)
        self.task_id = id
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one
        self.words = TaskText(self.ink)
        self.facts_ = TaskFacts(self.ink)
        self.roll: Roll = self.words
        self.past: tuple[HistoryRow, ...] = ()
        self._late: tuple[HistoryRow, ...] = ()
        """What changed since the log was asked for."""
        self.walk: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Text, rule, facts."""
        yield self.words
        yield Upright(self.ink)
        yield self.facts_

    def on_mount(self) -> None:
        """What it was opened from is what `n` and `p` walk through."""
        self.walk = list_under(self, self.task_id)
        super().on_mount()

    def load(self) -> None:
        """The page anew; its history is read beside."""
        self._late = ()
        self._show()
        self.shell.queue(self._look_back, self._show_past)

    def _show(self) -> None:
        view = task_view(self.shell.work, self.task_id, now=self.shell.time())
        self.words.show(view)
        self.facts_.show(view, self.past)
        self.point()

    def _look_back(self) -> tuple[str, tuple[HistoryRow, ...]]:
        shell, id = self.shell, self.task_id
        entries = islice(newest(shell.desk.store), _READ)
        found = task_history(entries, id, shell.work, now=shell.time())
        return id, tuple(islice(found, _SHOWN))

    def _show_past(self, found: tuple[str, tuple[HistoryRow, ...]]) -> None:
        id, read = found
        known = {row.seq for row in read}
        past = (*(row for row in self._late if row.seq not in known), *read)
        if id == self.task_id and past != self.past:
            self.past = past
            self._show()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where tasks, people or time were touched; the log is not read again for it."""
        if not {edit.table for entry in entries for edit in entry.edits} & _TABLES:
            return
        shell, known = self.shell, {row.seq for row in self.past}
        late = [entry for entry in reversed(entries) if entry.seq not in known]
        rows = tuple(task_history(late, self.task_id, shell.work, now=shell.time()))
        self._late = (*rows, *self._late)
        self.past = (*rows, *self.past)[:_SHOWN]
        self._show()

    def chosen(self) -> tuple[Doc, ...]:
        """This task."""
        doc = self.shell.work.get("tasks", self.task_id)
        return (doc,) if doc is not None else ()

    def back(self) -> bool:
        """Out of the facts where they hide the text; else back to where it was opened."""
        if self.roll is self.facts_ and self.has_class("-slim"):
            self.verb_task_facts()
            return True
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        goto = getattr(below, "goto", None)
        self.app.pop_screen()
        if goto is not None:
            goto(self.task_id)
        return True

    def to_task(self, id: str) -> None:
        """Another task on the same page."""
        self.task_id, self.past = id, ()
        self.words.key = ""
        self.load()

    def verb_task_facts(self) -> None:
        """Keys go to the other side."""
        self.roll = self.words if self.roll is self.facts_ else self.facts_
        facts = self.roll is self.facts_
        self.set_class(facts, "-facts")
        self.words.light(not facts)
        self.facts_.light(facts)
        self.call_after_refresh(self.point)
        self.point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click puts the cursor there, a second one opens; keys go to where it was."""
        if message.roll in (self.words, self.facts_) and message.roll is not self.roll:
            self.verb_task_facts()
        super().on_roll_pressed(message)

    def _fit(self, width: int, height: int) -> None:
        super()._fit(width, height)
        self.set_class(width < SLIM, "-slim")
