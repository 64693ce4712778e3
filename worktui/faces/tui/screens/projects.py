"""Projects: are we on track? A list with three answers each; one is opened with enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.outlook import outlook
from worktui.app.views.projects import ProjectsView, projects_view
from worktui.domain.actions import parse
from worktui.domain.change import Entry
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.project_reckoning import AT_ONCE, Reckoned, Reckoner, Stop
from worktui.faces.tui.widgets.project_list import ProjectList
from worktui.faces.tui.widgets.roll import Roll


class Projects(Place):
    """Place 3."""

    place = "projects"
    number = 3
    title_ = "Projects"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("projects")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.list_ = ProjectList(self.ink)
        self.reckoner = Reckoner(self)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.list_

    def load(self) -> None:
        """Each project anew; what takes longer than a frame is reckoned beside the screen."""
        work, now = self.shell.work, self.shell.time()
        if work.count("tasks") <= AT_ONCE:
            self._show(projects_view(outlook(work, now)))
        self.reckoner.ask(lambda stop, _tell: _fully(work, now, stop))

    def _show(self, view: ProjectsView) -> None:
        self.list_.show(view)
        self._point()

    def on_reckoned(self, message: Reckoned) -> None:
        """The answers with the simulation in them."""
        if not self.reckoner.mine(message):
            return
        if isinstance(message.value, ProjectsView):
            self._show(message.value)
        elif message.error is not None:
            self.shell.refuse(str(message.error))

    def on_unmount(self) -> None:
        """Nobody waits for the answer any more."""
        self.reckoner.leave()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where anything was touched that a plan is made of."""
        if touched(entries):
            self.load()

    def facts(self) -> frozenset[str]:
        """Whether a project is under the cursor."""
        return frozenset({"project"} if self.list_.key else ())

    def goto(self, id: str) -> bool:
        """The cursor onto a project."""
        return self.list_.stand(id)

    def verb_project_open(self) -> None:
        """Open the project under the cursor."""
        self.shell.open_project(self.list_.key)

    def verb_project_ways(self) -> None:
        """Ways out of what presses in it."""
        self.shell.open_project(self.list_.key, view="ways")

    def verb_project_status(self) -> None:
        """Its page for those above the work."""
        self.shell.open_project(self.list_.key, view="status")

    def verb_project_new(self) -> None:
        """A project, from its key and its name."""
        from worktui.faces.tui.dialogs.naming import project_named

        self.shell.ask(project_named(self.ink), lambda made: self.shell.do([parse(made)]))

    def _point(self) -> None:
        spot = self.list_.cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    def action_down(self) -> None:
        """A project down."""
        self.list_.move(1)

    def action_up(self) -> None:
        """A project up."""
        self.list_.move(-1)

    def action_left(self) -> None:
        """Nothing is to the left."""

    def action_right(self) -> None:
        """Into the project."""
        self.action_verb("project.open")

    def action_top(self) -> None:
        """To the first."""
        self.list_.to_end(last=False)

    def action_bottom(self) -> None:
        """To the last."""
        self.list_.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.list_.page(way)

    def on_roll_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
        self.list_.stand(message.key)
        if message.times >= 2:
            self.action_verb("project.open")

    def on_resize(self, event: events.Resize) -> None:
        """The cursor's place may be another one."""
        super().on_resize(event)
        self.call_after_refresh(self._point)


def _fully(work: Snapshot, now: datetime, stop: Stop) -> ProjectsView:
    found = outlook(work, now)
    found.judge_fully(stop)
    return projects_view(found)


_TABLES = frozenset(
    {"tasks", "projects", "milestones", "people", "columns", "time", "costs", "baselines",
     "settings", "readings"}
)  # fmt: skip


def touched(entries: Sequence[Entry]) -> bool:
    """Whether entries touch anything that a plan is made of."""
    return any(edit.table in _TABLES for entry in entries for edit in entry.edits)
