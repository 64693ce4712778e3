"""The inbox beside a place: one suggestion, narrow but whole, and what waits after it.

It takes keys once it has the focus (tab, or a click); esc and tab give them back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from worktui.app.applying import chosen_steps
from worktui.app.verbs import Scene, verb
from worktui.app.views.bundle import BundleView
from worktui.app.views.inbox import InboxView, inbox
from worktui.app.views.original import StuckView
from worktui.domain.actions import Action
from worktui.domain.change import Entry
from worktui.domain.errors import WorktuiError
from worktui.faces.tui.inbox_verbs import InboxVerbs
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.messages import WorkChanged
from worktui.faces.tui.widgets.pane_roll import PaneRoll
from worktui.faces.tui.widgets.roll import Roll

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


def _nothing() -> None:
    """Nothing is followed yet."""


class InboxPane(InboxVerbs, Widget):
    """Stands in the slot `#pane` of a place."""

    class StepsTicked(Message):
        """Other steps are ticked now, or another suggestion is open: what applying it would do
        here. `id` is the suggestion, "" with no actions when none is open or the pane closes."""

        def __init__(self, id: str, actions: tuple[Action, ...]) -> None:
            super().__init__()
            self.id, self.actions = id, actions

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,tab,q", "leave", "Back to the place", show=False),
        *CURSOR,
        *bindings("inbox"),
    ]

    def __init__(self, shell: Shell) -> None:
        super().__init__(id="pane")
        self.shell = shell
        self.roll = PaneRoll(shell.ink)
        self.opened: BundleView | StuckView | None = None
        self.view: InboxView | None = None
        self.id_opened = ""
        self._ticked: tuple[str, tuple[Action, ...]] = ("", ())
        self._silence: Callable[[], None] = _nothing

    def compose(self) -> ComposeResult:
        """The roll fills it."""
        yield self.roll

    def on_mount(self) -> None:
        """Follow the work."""
        self._silence = self.shell.desk.subscribe(self._heard)
        self.load()

    def on_unmount(self) -> None:
        """Follow it no longer; the place behind shows no ghost any more."""
        self._silence()
        if self._ticked[1] and self.screen.is_running:
            self.screen.post_message(self.StepsTicked("", ()))

    def _heard(self, entries: Sequence[Entry]) -> None:
        self.post_message(WorkChanged(entries))

    def on_work_changed(self) -> None:
        """Somebody committed."""
        self.load()

    # what is shown

    def load(self) -> None:
        """The inbox anew; where the opened one waits no longer, the next one."""
        work = self.shell.desk.snapshot()
        before = self.ids
        self.view = inbox(work, now=self.shell.time())
        ids = self.ids
        if self.id_opened not in ids:
            place = before.index(self.id_opened) if self.id_opened in before else 0
            self.id_opened = ids[min(place, len(ids) - 1)] if ids else ""
        self.opened = self.open_view(self.id_opened, work) if self.id_opened else None
        at = ids.index(self.id_opened) if self.id_opened else 0
        self.roll.show(self.view, self.opened, at)
        self._tell_ticked()

    @property
    def ticked(self) -> tuple[Action, ...]:
        """The chosen steps of the opened suggestion that are not done."""
        return self._ticked[1]

    def _tell_ticked(self) -> None:
        doc = self.shell.desk.snapshot().get("suggestions", self.id_opened)
        waits = doc is not None and isinstance(self.opened, BundleView)
        actions = tuple(action for _, action in chosen_steps(doc, None)) if doc and waits else ()
        now = (self.id_opened if actions else "", actions)
        if now != self._ticked:
            self._ticked = now
            self.post_message(self.StepsTicked(*now))

    @property
    def ids(self) -> tuple[str, ...]:
        """What waits, in order."""
        return self.view.ids if self.view else ()

    def open(self, id: str) -> None:
        """Open one that waits."""
        self.id_opened = id
        self.load()

    # what the verbs need

    def step_key(self) -> str:
        """The step stood on."""
        return self.roll.key

    def turn(self, step: int) -> None:
        """The next one, or the one before."""
        ids = self.ids
        if ids:
            at = ids.index(self.id_opened) if self.id_opened in ids else 0
            self.open(ids[min(max(0, at + step), len(ids) - 1)])

    def show_why(self) -> None:
        """There is more room for it in the inbox itself."""
        self.shell.go(4)

    def verb_inbox_apply(self) -> None:
        """Apply; on one of those that wait after it, open that one."""
        if self.roll.key in self.ids:
            self.open(self.roll.key)
        else:
            super().verb_inbox_apply()

    # keys and mouse

    def action_verb(self, id: str) -> None:
        """Do a verb, or say why not now."""
        each = verb(id)
        facts = frozenset({"message"} if self.opened is not None else ())
        readonly = self.shell.desk.store.readonly
        scene = Scene("inbox", self.shell.work, (), readonly, facts)
        if why := each.blocked(scene):
            self.shell.refuse(f"{each.title}: not now, {why}.")
            return
        try:
            getattr(self, f"verb_{id.replace('.', '_')}")()
        except WorktuiError as error:
            self.shell.refuse(str(error))

    def action_leave(self) -> None:
        """Keys go to the place again."""
        self.screen.set_focus(None)

    def action_left(self) -> None:
        """As leaving."""
        self.action_leave()

    def action_right(self) -> None:
        """Nothing is further right."""

    def action_down(self) -> None:
        """Down."""
        self.roll.move(1)

    def action_up(self) -> None:
        """Up."""
        self.roll.move(-1)

    def action_top(self) -> None:
        """To the first."""
        self.roll.to_end(last=False)

    def action_bottom(self) -> None:
        """To the last."""
        self.roll.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.roll.page(way)

    def on_focus(self) -> None:
        """Keys come here."""
        self.roll.light(True)
        self.roll.rebuild()
        self._point()

    def on_blur(self) -> None:
        """Keys go elsewhere."""
        self.roll.light(False)
        self.roll.rebuild()

    def on_roll_moved(self, message: Roll.Moved) -> None:
        """The real cursor follows."""
        message.stop()
        self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click goes there; on the step stood on it chooses, on one that waits it opens."""
        message.stop()
        again = message.key == self.roll.key and self.has_focus
        self.focus()
        self.roll.stand(message.key)
        if message.key in self.ids:
            self.open(message.key)
        elif again:
            self.action_verb("inbox.tick")

    def on_click(self, event: events.Click) -> None:
        """A click anywhere brings the keys here."""
        event.stop()
        self.focus()

    def _point(self) -> None:
        spot = self.roll.cursor_spot
        if spot is not None and self.has_focus:
            self.app.cursor_position = spot
