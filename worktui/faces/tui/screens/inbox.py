"""The inbox: what happened, and what should be done about it, decided key by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from worktui.app.plans.contacts import of_team
from worktui.app.verbs import Verb
from worktui.app.views.bundle import BundleView
from worktui.app.views.inbox import InboxView, inbox
from worktui.app.views.original import StuckView, newest_arrival
from worktui.domain.change import Entry
from worktui.faces.tui.inbox_verbs import InboxVerbs
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Place
from worktui.faces.tui.widgets.inbox_bundle import Bundle
from worktui.faces.tui.widgets.inbox_list import InboxList
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.ruler import Level, Upright

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

LISTED = 6
"""Lines the list takes at most where it stands over the bundle."""

DONE = 2
"""Lines of what is done that are seen where it leaves room."""
MINUTE = 60.0
_STUCK = {"inbox.apply": "make a task", "inbox.dismiss": "put aside"}
"""What verbs are called on what could not be read."""


class InboxPlace(InboxVerbs, Place):
    """Place 4."""

    DEFAULT_CSS = """
    InboxPlace #parts { layout: horizontal; }
    InboxPlace InboxList { width: 40; }
    InboxPlace Level { display: none; margin: 1 0; }
    InboxPlace Upright { margin: 0 2 0 1; }
    InboxPlace.-wide InboxList { width: 52; }
    InboxPlace.-wide Bundle { max-width: 110; }
    InboxPlace.-narrow #parts { layout: vertical; }
    InboxPlace.-narrow InboxList { width: 1fr; }
    InboxPlace.-narrow Level { display: block; }
    InboxPlace.-narrow Upright { display: none; }
    InboxPlace.-narrow.-empty Level, InboxPlace.-narrow.-empty Bundle { display: none; }
    """
    place = "inbox"
    number = 4
    title_ = "Inbox"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("inbox")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: InboxView | None = None
        self.opened: BundleView | StuckView | None = None
        self.rows = InboxList(self.ink)
        self.steps = Bundle(self.ink)
        self.wants_steps = True
        self.gone_to = ""
        """What somebody went to; what is done is opened for nobody else."""
        self.rows.light(False)

    def body(self) -> Iterable[Widget]:
        """The list, a rule, what is opened."""
        rules = (Upright(self.ink), Level(self.ink))
        yield Container(self.rows, *rules, self.steps, id="parts")

    # what is shown

    def on_mount(self) -> None:
        """What is shown tells the time: it is made anew every minute."""
        super().on_mount()
        self.set_interval(MINUTE, self._passed)

    def _passed(self) -> None:
        if self.is_current:
            self.load()

    def load(self) -> None:
        """List and bundle anew."""
        before = self.ids
        self.view = inbox(self.shell.work, now=self.shell.time())
        self._keep_place(before)
        self._share()
        self._open()

    def _keep_place(self, before: Sequence[str]) -> None:
        """Stand on what is next after one that was decided, else where one stood."""
        key, ids = self.rows.key, self.ids
        done = [item.id for item in self.view.done] if self.view else []
        if key in before and key not in ids:
            self.rows.key = ids[min(before.index(key), len(ids) - 1)] if ids else ""
        elif key not in ids and (key not in done or key != self.gone_to):
            self.rows.key = ids[0] if ids else ""

    @property
    def narrow(self) -> bool:
        """Whether the list stands over the bundle."""
        return self.size.width < 100

    @property
    def ids(self) -> tuple[str, ...]:
        """What waits, in order."""
        return self.view.ids if self.view else ()

    def _share(self) -> None:
        """Over the bundle the list is as high as it needs, up to a fifth of the screen; alone
        it has all the room."""
        assert self.view is not None
        open_ = bool(self.ids) or self._at_done
        over = self.narrow and open_
        if over:
            most = max(3, min(LISTED, self.size.height // 5))
            self.rows.styles.height = min(most, len(self.ids) + min(DONE, len(self.view.done)))
        else:
            self.rows.styles.height = "1fr"
        self.set_class(not open_, "-empty")
        self.rows.show(self.view, tight=over)

    @property
    def _at_done(self) -> bool:
        """Whether somebody went to something that is done."""
        done = self.view.done if self.view else ()
        return any(item.id == self.gone_to for item in done)

    def _open(self) -> None:
        key = self.rows.key
        wanted = key in self.ids or key == self.gone_to  # nobody asked for what is done
        self.opened = self.open_view(key, self.shell.work) if wanted else None
        self.steps.show(self.opened)
        self._point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew; what an undo brought back is stood on."""
        undone = [edit for e in entries if e.undoes for edit in e.edits]
        self.load()
        for edit in undone:
            if edit.table == "suggestions" and edit.id in self.ids:
                self.rows.stand(edit.id)

    @property
    def in_steps(self) -> bool:
        """Whether keys go to the steps, else to the list."""
        return self.wants_steps and isinstance(self.opened, BundleView)

    def _point(self) -> None:
        """Light what the keys go to; the real cursor stands there."""
        self.rows.light(not self.in_steps)
        self.steps.light(self.in_steps)
        spot = (self.steps if self.in_steps else self.rows).cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    def contact_here(self) -> str:
        """Who wrote what is open, or whom it is for."""
        work = self.shell.work
        doc = work.get("suggestions", self.opened.id) if self.opened is not None else None
        arrival = newest_arrival(work, str(doc["id"])) if doc is not None else None
        if doc is None and self.opened is not None:
            arrival = work.get("arrivals", self.opened.id)
        sender = str(((arrival or {}).get("sender") or {}).get("email") or "")
        return str((doc or {}).get("contact") or sender)

    def _outsider(self) -> str:
        """The address of the one outside that what is open is about, "" for nobody."""
        email = self.contact_here()
        return email if "@" in email and not of_team(self.shell.work, email) else ""

    def offered(self) -> Sequence[str]:
        """With what makes a contact of somebody who is none yet."""
        keys = list(super().offered())
        email = self._outsider()
        if email and self.shell.work.get("contacts", email) is None:
            keys.insert(keys.index("inbox.reply") + 1, "contact.edit")
        return keys

    def facts(self) -> frozenset[str]:
        """Whether something is open, and whether it is decided already."""
        decided = isinstance(self.opened, BundleView) and not self.opened.waits
        found = {"message"} if self.opened is not None else set()
        found |= {"outside"} if self._outsider() else set()
        return frozenset(found | ({"decided"} if decided else set()))

    def label(self, each: Verb) -> str:
        """How many steps would be applied."""
        if each.id == "inbox.apply" and isinstance(self.opened, BundleView):
            return f"apply {self.opened.chosen}" if self.opened.waits else "apply"
        if each.id == "app.undo" and "decided" in self.facts():
            return "take it back"
        if isinstance(self.opened, StuckView):
            return _STUCK.get(each.id, each.label)
        return each.label

    # the cursor

    def _roll(self) -> Roll:
        return self.steps if self.in_steps else self.rows

    def action_down(self) -> None:
        """A step, or a suggestion, down."""
        self._roll().move(1)

    def action_up(self) -> None:
        """A step, or a suggestion, up."""
        self._roll().move(-1)

    def action_left(self) -> None:
        """To the list."""
        self.wants_steps = False
        self._point()

    def action_right(self) -> None:
        """To the steps; on what is done, open it."""
        self.wants_steps = True
        if self.opened is None:
            self._go_to(self.rows.key)
        self._point()

    def _go_to(self, key: str) -> None:
        self.gone_to = key
        if not self.ids:
            self._share()  # alone it had all the room
        self._open()

    def action_top(self) -> None:
        """To the first."""
        self._roll().to_end(last=False)

    def action_bottom(self) -> None:
        """To the last."""
        self._roll().to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self._roll().page(way)

    def goto(self, id: str) -> bool:
        """Open a suggestion; False when it does not wait."""
        return self.rows.stand(id)

    def turn(self, step: int) -> None:
        """The next suggestion that waits, or the one before."""
        ids = self.ids
        if ids:
            at = ids.index(self.rows.key) + step if self.rows.key in ids else len(ids) - 1
            self.rows.stand(ids[min(max(at, 0), len(ids) - 1)])

    def step_key(self) -> str:
        """The step stood on."""
        return self.steps.key

    def show_why(self) -> None:
        """More or less of why."""
        self.steps.show_why(not self.steps.why)

    def settled(self) -> None:
        """The list says what is next; keys go to its steps."""
        self.wants_steps = True
        self._point()

    def back(self) -> bool:
        """Out of the reasons, from what is done to the list, from the list to the steps; then it
        is at its top."""
        if self.steps.why:
            self.show_why()
            return True
        if self._at_done and not self.ids:
            self._go_to("")
            return True
        if self.wants_steps:
            return False
        self.action_right()
        return True

    # what the rolls tell

    def on_roll_moved(self, message: Roll.Moved) -> None:
        """Another suggestion is opened; another step is pointed at."""
        if message.roll is self.rows:
            self.wants_steps = self.wants_steps and self.opened is not None
            self._go_to(message.key)
        else:
            self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click goes there; a click on the step stood on chooses it or leaves it out."""
        again = message.roll is self.steps and message.key == self.steps.key and self.in_steps
        self.wants_steps = message.roll is self.steps
        message.roll.stand(message.key)
        if self.opened is None:
            self._go_to(message.key)
        self._point()
        if again:
            self.action_verb("inbox.tick")

    def on_resize(self, event: events.Resize) -> None:
        """Over, or beside."""
        super().on_resize(event)
        if self.view is not None:
            self._share()
        self.call_after_refresh(self._point)
