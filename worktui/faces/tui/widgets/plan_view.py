"""Plan: the tree and its Gantt, the row stood on in words below, and dates moved with a look at
what follows before anything is written."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from worktui.app.outlook import Outlook
from worktui.app.phrases import full_day
from worktui.app.verbs import Verb
from worktui.app.views.ghosts import moved_words
from worktui.app.views.plan import Detail, detail, plan_view, shift
from worktui.app.views.plan import PlanView as PlanRows
from worktui.domain.actions import parse
from worktui.domain.actions.base import Action
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cut, row, rule
from worktui.faces.tui.project_reckoning import AT_ONCE, Reckoned, Reckoner
from worktui.faces.tui.widgets.gantt import Gantt
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from textual.geometry import Offset

    from worktui.faces.tui.shell import Shell

_TALL = 22
"""Lines from which the row stood on is told in several lines instead of one."""


class Look(NamedTuple):
    """What a moved date would come to: why it cannot be, else a sentence and the plan then."""

    problem: str
    text: str
    view: PlanRows | None


class Ahead(NamedTuple):
    """What ticked steps would come to: a sentence, "" when nothing moves, and the plan then."""

    text: str
    view: PlanRows | None


class PlanView(Vertical):
    """The frame's first view."""

    DEFAULT_CSS = """
    PlanView { width: 1fr; height: 1fr; }
    PlanView #told { height: 2; }
    PlanView.-tall #told { height: 9; }
    """

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__()
        self.shell, self.ink = shell, ink
        self.gantt = Gantt(ink)
        self.told = Sheet(ink, id="told")
        self.outlook: Outlook | None = None
        self.project = ""
        self.reckoner = Reckoner(self)
        self.day: date | None = None
        """While a date is being moved: where it stands."""
        self.steps: tuple[Action, ...] = ()
        """Steps ticked in the inbox beside: what they would move is shown."""

    def compose(self) -> ComposeResult:
        """Chart above, words below."""
        yield self.gantt
        yield self.told

    def show(self, outlook: Outlook, project: str) -> None:
        """Another outlook, or another project."""
        self.outlook, self.project = outlook, project
        key = self.gantt.key
        self.gantt.show(plan_view(outlook, project))
        if self.day is not None and self.gantt.key == key:  # somebody else's change: look again
            self._moved(0)
        else:
            self.day = None
            self._look_ahead()
        self._tell()

    def on_resize(self) -> None:
        """More lines, more words."""
        self.set_class(self.size.height >= _TALL, "-tall")
        self._tell()

    def _tell(self) -> None:
        width, outlook = self.told.size.width or self.size.width, self.outlook
        if outlook is None or width < 40:
            return
        found = detail(outlook, self.gantt.key)
        if self.size.height >= _TALL:
            self.told.show(self._long(found, width))
        else:
            text = found.short if found else ""
            late = found is not None and any(label == "Would help" for label, _ in found.lines)
            more: list[Piece] = [("  R", "title b"), (" ways out", "fg")] if late else []
            room = width - 16
            line = row(self.ink, width, [(cut(text, room, self.ink.signs.cut), "dim"), *more])
            self.told.show([blank(self.ink, width), line])

    def _long(self, found: Detail | None, width: int) -> list[Any]:
        lines = [blank(self.ink, width), rule(self.ink, width)]
        if found is None:
            return lines
        lines.append(row(self.ink, width, [(found.title, "title b"), (f"   {found.facts}", "dim")]))
        lines.append(blank(self.ink, width))
        lines += [
            row(self.ink, width, [(label.ljust(12), "dim"), (text, "fg")])
            for label, text in found.lines[:5]
        ]
        return lines

    # what the frame asks

    def facts(self) -> frozenset[str]:
        """`moving`: a date is being moved; `row`: something is stood on."""
        found = {"row"} if self.gantt.row is not None else set()
        return frozenset(found | ({"moving"} if self.day is not None else set()))

    def chosen(self) -> tuple[str, ...]:
        """The task stood on."""
        found = self.gantt.row
        return (found.key,) if found is not None and found.kind == "task" else ()

    @property
    def milestone(self) -> str:
        """The milestone of the row stood on, "" where there is none."""
        found = self.gantt.row
        if found is None:
            return ""
        return found.key if found.kind == "stone" else found.under

    def label(self, verb: Verb) -> str:
        """`set` while a date is being moved, `fold` on a heading."""
        if verb.id == "plan.open":
            found = self.gantt.row
            if self.day is not None:
                return "set it"
            return "fold" if found is not None and found.kind != "task" else "open"
        return verb.label

    def stand(self, key: str) -> bool:
        """Onto a row."""
        return self.gantt.stand(key)

    @property
    def cursor_spot(self) -> Offset | None:
        """The real cursor."""
        return self.gantt.cursor_spot

    def back(self) -> bool:
        """Leave a date as it is."""
        if self.day is None:
            return False
        self.day = None
        self.reckoner.leave()
        self._note(())
        self._look_ahead()
        return True

    # steps of the inbox beside

    def would(self, steps: tuple[Action, ...]) -> None:
        """Show what some steps would move, () for none; nothing is written."""
        if steps != self.steps:
            self.steps = steps
            self._note(())
            self._look_ahead()

    def _look_ahead(self) -> None:
        """The ghosts of the steps, unless a date is being moved."""
        outlook = self.outlook
        if self.day is not None or outlook is None:
            return
        if not self.steps:
            self.gantt.ghost(None)
        elif len(outlook.grid.ids) <= AT_ONCE:
            self._looked_ahead(self._then(outlook))
        else:
            self.reckoner.ask(lambda _stop, _tell: self._then(outlook))

    def _then(self, outlook: Outlook) -> Ahead:
        """The plan as it would be. May run beside the screen."""
        from worktui.app.would_be import would_be

        shell = self.shell
        then = would_be(outlook.work, self.steps, now=shell.time(), me=shell.me)
        if not then.touched:
            return Ahead("", None)
        after = Outlook(then.work, outlook.today)
        text = moved_words(outlook.planned, after.planned, self.project)
        return Ahead(text, plan_view(after, self.project) if text else None)

    def _looked_ahead(self, ahead: Ahead) -> None:
        if self.day is not None:
            return
        self.gantt.ghost(ahead.view)
        if ahead.text:
            text = ahead.text.replace("→", ">") if self.ink.signs.closed == "+" else ahead.text
            self._note([("If applied  ", "dim"), (text, "accent b")])

    def on_gantt_moved(self, message: Gantt.Moved) -> None:
        """Another row: a move that was begun is left; a second press opens."""
        self.back()
        self._tell()
        if message.times >= 2:
            self.verb_plan_open()

    def on_gantt_dragged(self, message: Gantt.Dragged) -> None:
        """A bar is held elsewhere: the same look at what follows as with the keys."""
        found = self.gantt.row
        if self.day is None:
            self.verb_plan_date()
        if self.day is None:
            self.gantt.let_go()  # it was refused, once is enough
        elif found is not None and found.start is not None:
            self.day = date.fromordinal(found.start + message.days)
            self._moved(0)

    # the cursor

    def action_down(self) -> None:
        """A row down; while moving, a week on."""
        self._moved(7) if self.day else self.gantt.move(1)

    def action_up(self) -> None:
        """A row up; while moving, a week back."""
        self._moved(-7) if self.day else self.gantt.move(-1)

    def action_left(self) -> None:
        """The chart a week back, a heading closed; while moving, a day back."""
        if self.day:
            self._moved(-1)
        elif self.gantt.moved_by > 0 or not self.gantt.fold(close=True):
            self.gantt.slide(-7)

    def action_right(self) -> None:
        """A heading opened, the chart a week on; while moving, a day on."""
        if self.day:
            self._moved(1)
        elif not self.gantt.fold(close=False):
            self.gantt.slide(7)

    def action_top(self) -> None:
        """To the first row."""
        self.gantt.move(-len(self.gantt.rows))

    def action_bottom(self) -> None:
        """To the last row."""
        self.gantt.move(len(self.gantt.rows))

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.gantt.move(way * max(1, self.gantt.lines - 2))

    # verbs

    def verb_plan_open(self) -> None:
        """Set the date that is being moved, open the task, or fold the heading."""
        found = self.gantt.row
        if self.day is not None:
            self._set()
        elif found is not None and found.kind == "task":
            self.shell.open_task(found.key)
        else:
            self.gantt.fold()
            self._tell()

    def verb_plan_zoom(self) -> None:
        """A cell a day, a cell a week, or all of it."""
        self.gantt.zoom()

    def verb_plan_date(self) -> None:
        """Begin to move the date of the row; again asks for it in words."""
        found = self.gantt.row
        if found is None or found.kind == "group":
            self.shell.refuse("A task or a milestone has a date; this has none.")
        elif found.begun:
            self.shell.refuse(f"{found.key} has begun; its start stays. Its end follows its work.")
        elif found.sign == "done":
            self.shell.refuse(f"{found.key} is done; its days stay.")
        elif self.day is not None:
            self._ask()
        else:
            today = self.outlook.today if self.outlook else date.today()  # noqa: DTZ011 - never without an outlook
            self.day = date.fromordinal(found.start) if found.start else today
            self._moved(0)

    def _ask(self) -> None:
        from worktui.faces.tui.dialogs import asking

        tasks = tuple(doc for id in self.chosen() if (doc := self.shell.work.get("tasks", id)))
        dialog = asking.about("when", self.shell, tasks, self.gantt.key)
        self.shell.ask(dialog, self._told_day)

    def _told_day(self, value: Any) -> None:
        if value:
            self.day = date.fromisoformat(str(value)[:10])
            self._moved(0)

    def _moved(self, days: int) -> None:
        """Show what the date would come to, so many days from where it stands."""
        outlook, found = self.outlook, self.gantt.row
        if outlook is None or found is None or self.day is None:
            return
        floor = outlook.today if found.kind == "task" else date(2000, 1, 1)
        self.day = max(floor, self.day + timedelta(days=days))
        if found.kind == "task":  # nothing starts on a day that nobody works
            calendar = outlook.planned.model.tasks[found.key].calendar
            to = calendar.previous if -7 < days < 0 else calendar.next
            self.day = max(floor, date.fromordinal(to(self.day.toordinal())))
        if len(outlook.grid.ids) <= AT_ONCE:
            self._looked(self._look(outlook, self._action(), found.key))
            return
        self._note([(f"{self._what()} {full_day(self.day)}", "accent b"), ("  reckoning…", "dim")])
        look = partial(self._look, outlook, self._action(), found.key)
        self.reckoner.ask(lambda _stop, _tell: look())

    def _look(self, outlook: Outlook, action: Action, key: str) -> Look:
        """What the date would come to: nothing is written. May run beside the screen."""
        preview = self.shell.desk.preview([action], outlook.work)
        if preview.problem:
            return Look(preview.problem, "", None)
        after = Outlook(preview.work, outlook.today)
        return Look("", shift(outlook, after, key).text, plan_view(after, self.project))

    def _looked(self, look: Look) -> None:
        """Show it, as long as the date is still being moved."""
        if self.day is None:
            return
        if look.problem:
            self._note([(look.problem, "ask")])
            return
        self.gantt.ghost(look.view)
        arrows = "h l" if self.ink.signs.closed == "+" else "← →"
        pieces = [(f"{self._what()} {full_day(self.day)}", "accent b"), (f"  {look.text}  ", "fg")]
        self._note([*pieces, (arrows, "title b"), (" a day ", "dim"), ("t", "title b"),
                    (" in words", "dim")])  # fmt: skip

    def on_reckoned(self, message: Reckoned) -> None:
        """A look from beside the screen."""
        if not self.reckoner.mine(message):
            return
        if message.error is not None:
            self.shell.refuse(str(message.error))
        elif isinstance(message.value, Look):
            self._looked(message.value)
        elif isinstance(message.value, Ahead):
            self._looked_ahead(message.value)

    def on_unmount(self) -> None:
        """Nobody waits for the answer any more."""
        self.reckoner.leave()

    def _what(self) -> str:
        found = self.gantt.row
        return "promised" if found is not None and found.kind == "stone" else "starts"

    def _action(self) -> Action:
        found = self.gantt.row
        assert found is not None
        assert self.day is not None
        if found.kind == "stone":
            return parse({"type": "update_milestone", "milestone": found.key,
                          "due": self.day.isoformat()})  # fmt: skip
        return parse({"type": "update_task", "task": found.key, "start": self.day.isoformat()})

    def _set(self) -> None:
        action = self._action()
        self.back()
        self.shell.do([action])

    def _note(self, pieces: Any) -> None:
        self.screen.note(pieces)  # type: ignore[attr-defined]  # every screen here is a place
        self.screen.refresh_keys()  # type: ignore[attr-defined]
