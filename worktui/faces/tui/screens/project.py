"""One project: the three answers above everything, and one of its views below them.

A view is a widget with `show(outlook, project)`, `facts()`, `chosen()` ids of tasks, `label(verb)`,
`back()`, the cursor's actions and a `verb_…` for each verb at home in it. It is made when first
looked at. Which verbs there are follows from the view seen: each has its own table of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from worktui.app.outlook import Outlook, outlook
from worktui.app.verbs import Verb, verb
from worktui.app.views.answers import answers
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, cells, row
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.project_reckoning import AT_ONCE, Reckoned, Reckoner, Stop
from worktui.faces.tui.screens.projects import touched
from worktui.faces.tui.widgets.answers import answer_pieces
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.faces.tui.widgets.inbox_pane import InboxPane

_PARTS = "worktui.faces.tui.widgets"
VIEWS: tuple[tuple[str, str, str], ...] = (
    # name, title, class
    ("plan", "Plan", f"{_PARTS}.plan_view:PlanView"),
    ("chain", "Chain", f"{_PARTS}.chain_view:ChainPane"),
    ("forecast", "Forecast", f"{_PARTS}.forecast_view:ForecastView"),
    ("money", "Money", f"{_PARTS}.money_view:MoneyView"),
    ("ways", "Ways out", f"{_PARTS}.ways_out_view:WaysOutView"),
    ("status", "Status", f"{_PARTS}.status_view:StatusView"),
)
ROUND = 4
"""Views that tab goes round; the others have keys of their own."""
_BOUND = {each.id: each for name, _, _ in VIEWS for each in bindings(name)}


class ProjectPage(Place):
    """Over the list of projects, or over the place it was opened from."""

    place = "plan"
    number = 3
    title_ = "Project"
    DEFAULT_CSS = """
    ProjectPage #whole { width: 1fr; height: 1fr; }
    ProjectPage #answers { height: 6; }
    ProjectPage #view { height: 1fr; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *_BOUND.values()]

    def __init__(self, shell: Shell, project: str, *, view: str = "plan", stand: str = "") -> None:
        super().__init__(shell)
        self.project = project
        self.head = Sheet(self.ink, id="answers")
        self.slot = Container(id="view")
        self.views: dict[str, Any] = {}
        self.place = view  # type: ignore[misc]  # verbs and footer are those of the view seen
        self.outlook: Outlook | None = None
        self.reckoner = Reckoner(self)
        self._came_from = ""
        self._stand = stand

    def body(self) -> Iterable[Widget]:
        """The answers, and the view under them."""
        yield Vertical(self.head, self.slot, id="whole")

    # what is shown

    def load(self) -> None:
        """The outlook anew; the simulation follows from beside the screen."""
        work, now = self.shell.work, self.shell.time()
        if work.get("projects", self.project) is None:
            self.shell.refuse(f"Project {self.project} is gone.")
            self.app.pop_screen()
            return
        if work.count("tasks") <= AT_ONCE:
            self._take(outlook(work, now))

        def fully(stop: Stop, _tell: object) -> Outlook:
            found = outlook(work, now)
            found.judge_fully(stop)
            return found

        self.reckoner.ask(fully)
        self._head()

    def _take(self, found: Outlook) -> None:
        self.outlook = found
        self._head()
        view = self._view()
        view.show(found, self.project)
        if self._stand and hasattr(view, "stand"):
            view.stand(self._stand)
            self._stand = ""
        self._point()

    def on_reckoned(self, message: Reckoned) -> None:
        """Judged with the simulation."""
        if not self.reckoner.mine(message):
            return
        if message.error is not None:
            self.shell.refuse(str(message.error))
        elif isinstance(message.value, Outlook):
            if message.value is self.outlook and self.place == "plan":
                self._head()  # the days are the same; only the answers know more
            else:
                self._take(message.value)

    def on_unmount(self) -> None:
        """Nobody waits for the answer any more."""
        self.reckoner.leave()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where anything was touched that a plan is made of."""
        if touched(entries):
            self.load()

    def _view(self) -> Any:
        """The view seen; made and put into its place when it is asked for first."""
        found = self.views.get(self.place)
        if found is None:
            target = next(path for name, _, path in VIEWS if name == self.place)
            module, _, kind = target.partition(":")
            found = self.views[self.place] = getattr(import_module(module), kind)(
                self.shell, self.ink
            )
            self.slot.mount(found)
        for each in self.views.values():
            each.display = each is found
        return found

    def turn(self, name: str) -> None:
        """To another view."""
        if name == self.place:
            return
        old = self._view()
        old.back()
        if self.place in [each for each, _, _ in VIEWS[:ROUND]]:
            self._came_from = self.place
        self.note(())
        self.place = name  # type: ignore[misc]
        view = self._view()
        if self.outlook is not None:
            view.show(self.outlook, self.project)
        self._head()
        self.refresh_frame()
        self.call_after_refresh(self._point)

    def _head(self) -> None:
        width = self.head.size.width or self.app.size.width - 2
        doc = self.shell.work.get("projects", self.project) or {}
        name: list[Piece] = [
            (f"{self.project}  ", "title b"),
            (str(doc.get("name") or ""), "title b"),
        ]
        lines: list[Strip] = [row(self.ink, width, name, self._tabs(width)), blank(self.ink, width)]
        if self.outlook is None:
            lines.append(row(self.ink, width, [("reckoning…", "dim")]))
        else:
            for answer in answers(self.outlook, self.project):
                lines.append(row(self.ink, width, answer_pieces(self.ink, answer)))
        self.head.show(lines)

    def _tabs(self, width: int) -> list[Piece]:
        shown = [(name, title) for name, title, _ in VIEWS[:ROUND]]
        extra = next((pair for pair in VIEWS[ROUND:] if pair[0] == self.place), None)
        if extra is not None:
            shown.append((extra[0], extra[1]))
        pieces: list[Piece] = []
        for name, title in shown:
            pieces += [("  ", "dim"), (title, "title bu" if name == self.place else "dim")]
        room = width - sum(cells(text) for text, _ in pieces)
        return pieces if room > 20 else pieces[-2:]

    # what the frame of places asks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key belongs to the verb of the view seen, whoever else has it in another one."""
        if action == "verb" and parameters:
            return verb(str(parameters[0])).at(self.place)
        return super().check_action(action, parameters)

    def chosen(self) -> tuple[Doc, ...]:
        """The task under the cursor of the view."""
        ids = self._view().chosen() if self.outlook else ()
        found = (self.shell.work.get("tasks", id) for id in ids)
        return tuple(doc for doc in found if doc is not None)

    def facts(self) -> frozenset[str]:
        """What the view says is so."""
        return frozenset(self._view().facts()) if self.outlook else frozenset()

    def label(self, each: Verb) -> str:
        """As the view calls it."""
        return str(self._view().label(each)) if self.outlook else each.label

    def back(self) -> bool:
        """A step back in the view; from a view with its own key to where it was opened; out."""
        if self._view().back():
            self._point()
            return True
        if self.place in [name for name, _, _ in VIEWS[ROUND:]] and self._came_from:
            self.turn(self._came_from)
            return True
        self.app.pop_screen()
        return True

    def goto(self, id: str) -> bool:
        """The cursor onto a task of the plan."""
        view = self._view()
        return bool(hasattr(view, "stand") and view.stand(id))

    def action_verb(self, id: str) -> None:
        """A verb of the view itself goes to it, when nothing stands against it."""
        each, name = verb(id), f"verb_{id.replace('.', '_')}"
        view = self._view()
        if hasattr(view, name) and not each.blocked(self.scene()):
            getattr(view, name)()
            self._point()
            return
        super().action_verb(id)

    # verbs of every view

    def on_inbox_pane_steps_ticked(self, message: InboxPane.StepsTicked) -> None:
        """Other steps are ticked in the pane beside: the plan shows what they would move."""
        plan = self.views.get("plan")
        if plan is not None:
            plan.would(message.actions)

    def verb_project_next(self, step: int = 1) -> None:
        """The next view; with the inbox beside, into that."""
        if step > 0 and self.pane is not None and not self.pane.has_focus:
            self.pane.focus()
            return
        names = [name for name, _, _ in VIEWS[:ROUND]]
        at = names.index(self.place) if self.place in names else -1 if step > 0 else 0
        self.turn(names[(at + step) % len(names)])

    def verb_project_previous(self) -> None:
        """The view before."""
        self.verb_project_next(-1)

    def verb_project_ways(self) -> None:
        """Ways out, of the milestone stood on where it is in trouble."""
        stone = getattr(self._view(), "milestone", "")
        self.turn("ways")
        self._view().about(stone)

    def verb_project_status(self) -> None:
        """The status page."""
        self.turn("status")

    def verb_milestone_new(self) -> None:
        """A milestone, from its name and its day."""
        from worktui.domain.actions import parse
        from worktui.faces.tui.dialogs.naming import milestone_named

        self.shell.ask(
            milestone_named(self.shell, self.project), lambda made: self.shell.do([parse(made)])
        )

    # the cursor

    def _point(self) -> None:
        spot = getattr(self._view(), "cursor_spot", None) if self.outlook else None
        if self.is_current:  # where nothing is stood on it waits at the name of the project
            self.app.cursor_position = spot or self.head.region.offset + Offset(2, 0)
        self.refresh_keys()

    def action_down(self) -> None:
        """Down in the view."""
        self._view().action_down()

    def action_up(self) -> None:
        """Up in the view."""
        self._view().action_up()

    def action_left(self) -> None:
        """Left in the view."""
        self._view().action_left()

    def action_right(self) -> None:
        """Right in the view."""
        self._view().action_right()

    def action_top(self) -> None:
        """To the beginning."""
        self._view().action_top()

    def action_bottom(self) -> None:
        """To the end."""
        self._view().action_bottom()

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self._view().action_page(way)

    def on_roll_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_gantt_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_roll_pressed(self, message: Any) -> None:
        """A click puts the cursor there; a second one is enter."""
        view = self._view()
        view.stand(message.key)
        if message.times >= 2:
            self.action_verb("task.open")

    def on_click(self, event: events.Click) -> None:
        """The names of the views, at the right of the first line."""
        if event.widget is not self.head or event.y != 0:
            return
        x = self.head.size.width - 1 - sum(cells(text) for text, _ in self._tabs(self.size.width))
        for text, _ in self._tabs(self.size.width):
            name = next((name for name, title, _ in VIEWS if title == text), "")
            if name and x <= event.x < x + cells(text):
                self.turn(name)
                return
            x += cells(text)

    def on_resize(self, event: events.Resize) -> None:
        """Other cells."""
        super().on_resize(event)
        self.call_after_refresh(self._again)

    def _again(self) -> None:
        self._head()
        self._point()
