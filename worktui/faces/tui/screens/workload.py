"""The team's week: each one's hours by day against the time they have, and what makes it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.outlook import outlook
from worktui.app.views.workload import FARTHEST, WorkloadView, workload
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Shell
from worktui.faces.tui.project_reckoning import AT_ONCE, Reckoned, Reckoner
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.workload_rows import PERSON, WORK, WorkloadRows

_TABLES = frozenset(
    {"tasks", "people", "projects", "milestones", "columns", "time", "settings", "calendar"}
)


class WorkloadPage(Walking):
    """Over the place it was opened from; `esc` goes back there."""

    place = "workload"
    number = 0
    title_ = "Workload"
    opens = "workload.open"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("workload")]

    def __init__(self, shell: Shell, *, over: int = 0) -> None:
        super().__init__(shell)
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one
        self.week = 0
        self.roll = self.rows_ = WorkloadRows(self.ink)
        self.reckoner = Reckoner(self)

    def body(self) -> Iterable[Widget]:
        """The rows."""
        yield self.rows_

    def load(self) -> None:
        """The week anew; of a large plan beside the screen."""
        work, now, week = self.shell.work, self.shell.time(), self.week
        if work.count("tasks") <= AT_ONCE:
            self._show(workload(outlook(work, now), week))
        else:
            self.rows_.rebuild()
            self.reckoner.ask(lambda _stop, _tell: workload(outlook(work, now), week))

    def on_reckoned(self, message: Reckoned) -> None:
        """The plan is made."""
        if not self.reckoner.mine(message):
            return
        if message.error is not None:
            self.shell.refuse(str(message.error))
        elif message.value is not None:
            self._show(message.value)

    def _show(self, view: WorkloadView) -> None:
        self.rows_.show(view)
        self.point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where plans are made of it."""
        if {edit.table for entry in entries for edit in entry.edits} & _TABLES:
            self.load()

    def _under(self) -> tuple[str, str, str]:
        """Kind, person and task of the row stood on."""
        kind, _, rest = self.rows_.key.partition(":")
        if kind != WORK:
            return kind, rest, ""
        person, _, task = rest.partition(":")
        return kind, person, task

    def facts(self) -> frozenset[str]:
        """Whether a row is under the cursor."""
        return frozenset({"row"} if self.rows_.key else ())

    def chosen(self) -> tuple[Doc, ...]:
        """The task stood on."""
        doc = self.shell.work.get("tasks", self._under()[2])
        return (doc,) if doc is not None else ()

    def back(self) -> bool:
        """Close what is open; then back to where it was opened."""
        if self.rows_.opened:
            _, person, _ = self._under()
            self.rows_.opened = frozenset()
            self.rows_.rebuild()
            self.rows_.stand(f"{PERSON}:{person}")
            self.point()
        else:
            self.app.pop_screen()
        return True

    def verb_workload_open(self) -> None:
        """What makes up the week of somebody; the page of a task."""
        kind, person, task = self._under()
        if kind == WORK:
            self.shell.open_task(task)
        else:
            self.rows_.toggle(person)
            self.point()

    def verb_workload_person(self) -> None:
        """Today, as it is for them."""
        _, person, _ = self._under()
        if not person:
            self.shell.refuse("What is nobody's is in nobody's day.")
            return
        self.app.pop_screen()
        self.shell.go(1)
        self.app.call_later(partial(self._their_day, person))

    def _their_day(self, person: str) -> None:
        look = getattr(self.app.screen, "look_at", None)
        if look is not None:
            look(person)

    def verb_workload_next(self) -> None:
        """The week after."""
        self._turn(1)

    def verb_workload_previous(self) -> None:
        """The week before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        week = self.week + step
        if not 0 <= week <= FARTHEST:
            told = "This is this week; what was is in 7." if step < 0 else "No plan goes farther."
            self.shell.refuse(told)
            return
        self.week = week
        self.load()
