"""What every place is made of: band, body, footer, a pane beside; and how verbs reach it.

A place owns the frozen view it shows and its cursor. It reads work through the shell and
changes it only by handing actions to the shell. To add one: subclass `Place`, name `place`,
`number` and `title`, give `body()`, `load()` and a `verb_…` method for each verb of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.screen import Screen
from textual.widget import Widget

from worktui.app.verbs import FOOTERS, Scene, Verb, verb, verbs_of
from worktui.domain.change import Doc, Entry
from worktui.domain.errors import WorktuiError
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.keys import shown
from worktui.faces.tui.paint import Piece, cut, row
from worktui.faces.tui.task_verbs import TaskVerbs
from worktui.faces.tui.widgets.footer import Footer
from worktui.faces.tui.widgets.header import Header
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell as Shell  # noqa: PLC0414 - others take it from here
else:
    Shell = object  # a protocol costs a millisecond to make, and nobody asks for it while running

SMALLEST = (60, 15)
HOPS = 3
"""Rounds of messages after which a new place has settled."""


class Place(TaskVerbs, Screen[None]):
    """Base of all places."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    place: ClassVar[str] = ""
    number: ClassVar[int] = 0
    title_: ClassVar[str] = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        tighten(self)
        self.shell = shell
        self.ink = shell.ink
        self.band = Header(self.ink)
        self.foot = Footer(self.ink)
        self.middle = Horizontal(id="page")
        self.small: Sheet | None = None
        self.pane: Widget | None = None
        self.stale = True
        self._noted: tuple[Piece, ...] = ()
        self._fresh = self._settling = True

    # what a place gives

    def body(self) -> Iterable[Widget]:
        """The widgets of the place."""
        return ()

    def load(self) -> None:
        """Make the view anew from `self.shell.work` and show it."""

    def changed(self, entries: Sequence[Entry]) -> None:  # noqa: ARG002 - for those who need it
        """Entries were committed while the place is seen; `load` unless less will do."""
        self.load()

    def chosen(self) -> tuple[Doc, ...]:
        """The tasks a verb acts on: those selected, else the one under the cursor."""
        return ()

    def facts(self) -> frozenset[str]:
        """More of what is so now, for `Scene`."""
        return frozenset()

    def contact_here(self) -> str:
        """The address of the one outside that this is about, "" for nobody."""
        for task in self.chosen():
            for field in ("contact_email", "contact"):
                if task.get(field) and self.shell.work.get("contacts", str(task[field])):
                    return str(task[field])
        return ""

    def back(self) -> bool:
        """One step back inside the place; False when it is at its top."""
        return False

    # the frame

    def compose(self) -> ComposeResult:
        """Band, body with a slot for the pane, footer."""
        yield self.band
        with self.middle, Container(id="body"):
            yield from self.body()
        yield self.foot

    def on_mount(self) -> None:
        """Load before the first paint."""
        self._fit(*self.app.size)
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Band and footer as they should be now."""
        self.band.show(self.shell.header(self.number))
        self.foot.note(self._said())
        self.refresh_keys()

    def _said(self) -> Sequence[Piece]:
        """What stands before the keys: what was just told, the past, or what goes wrong."""
        return self._noted or self._past_note() or self._trouble_note()

    def _trouble_note(self) -> Sequence[Piece]:
        """What keeps messages from leaving, as long as it does."""
        words = self.shell.trouble()
        if not words:
            return ()
        room = max(24, self.app.size.width // 2)
        return [(f"{self.ink.signs.late} ", "late"), (cut(words, room, self.ink.signs.cut), "fg")]

    def _past_note(self) -> Sequence[Piece]:
        """What the entry did that is looked back at, and the keys that step."""
        past = self.shell.past
        if past is None:
            return ()
        room = max(12, self.app.size.width - 44)
        words = cut(past.what(), room, self.ink.signs.cut)
        return [
            (words, "fg"), ("   [ ]", "title b"), (" step", "dim"),
            ("  esc", "title b"), (" now", "dim"),
        ]  # fmt: skip

    def refresh_keys(self) -> None:
        """The footer's keys for what is under the cursor."""
        scene = self.scene()
        enter = self.ink.signs.enter
        keys = []
        for id in self.offered():
            each = verb(id)
            keys.append((shown(each.key, enter), self.label(each), id, not each.blocked(scene)))
        if not scene.tasks and not scene.facts:
            keys.sort(key=lambda key: not key[3])  # nothing under the cursor: what works first
        self.foot.show(keys)

    def offered(self) -> Sequence[str]:
        """The verbs that the footer offers now, in order of use."""
        return FOOTERS.get(self.place, ())

    def label(self, each: Verb) -> str:
        """How a verb is called in the footer."""
        return each.label

    def scene(self) -> Scene:
        """What verbs are judged by."""
        readonly = self.shell.desk.store.readonly
        facts = self.facts()
        if self.shell.past is not None:
            facts |= {"past"}
        return Scene(self.place, self.shell.work, self.chosen(), readonly, facts)

    def note(self, pieces: Sequence[Piece]) -> None:
        """What stands before the keys."""
        self._noted = tuple(pieces)
        self.foot.note(self._said())

    def renew(self) -> None:
        """Load if something changed while the place was not seen."""
        if self.stale:
            self.stale = False
            self.load()
        self.refresh_frame()

    def work_changed(self, entries: Sequence[Entry]) -> None:
        """From the app, on every commit; a hidden place only notes that it is late."""
        if not self.is_current:
            self.stale = True
            return
        self.changed(entries)
        self.refresh_frame()

    def repaint(self) -> None:
        """Draw all anew, as after a change of theme."""
        self.foot.again()
        self.refresh(layout=False)
        for widget in self.query("*"):
            widget.refresh()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back in sight. The first time it was just styled: it is laid out here, and drawn
        once, when its parts have settled; Textual would do each three times."""
        self.foot.hush(False)
        if not self._fresh:
            return
        self._fresh = False
        event.prevent_default()
        self.stack_updates += 1
        if self._size != self.app.size:
            self._refresh_layout(self.app.size)
        self._settle(HOPS)

    def _settle(self, hops: int) -> None:
        """Let the first messages of all parts go by, then draw."""
        if hops:
            self.call_later(self._settle, hops - 1)
            return
        self._settling = self._repaint_required = False
        self._dirty_widgets.clear()
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """As Textual's, but nothing is drawn before it is settled."""
        if self._settling:
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()
        if self.size.width:
            self.renew()

    def on_screen_suspend(self) -> None:
        """Under a dialog the footer is empty."""
        self.foot.hush(True)

    def on_resize(self, event: events.Resize) -> None:
        """Too small is said in so many words."""
        self._fit(*event.size)
        self.band.show(self.shell.header(self.number))
        if self.stale:
            self.renew()

    def _fit(self, width: int, height: int) -> None:
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small != self.has_class("-small") and self.is_attached:
            self.set_class(small, "-small")
            self.middle.display = self.foot.display = not small
            if self.small is not None:
                self.small.remove()
            self.small = Sheet(self.ink) if small else None
            if self.small is not None:
                self.mount(self.small, before=self.foot)
        self.set_class(width < 100, "-narrow")
        self.set_class(width >= 160, "-wide")
        if self.small is not None:
            words = f"{width}x{height} is too small. {SMALLEST[0]}x{SMALLEST[1]} is enough."
            self.small.show([row(self.ink, width, [(words, "dim")], indent=1)])

    # verbs

    def action_verb(self, id: str) -> None:
        """Do a verb, or say why not now."""
        each = verb(id)
        if why := each.blocked(self.scene()):
            self.shell.refuse(f"{each.title}: not now, {why}.")
            return
        do = getattr(self, f"verb_{id.replace('.', '_')}", None)
        try:
            if do is not None:
                do()
            elif id.startswith("app.") or id.startswith("work."):
                self.shell.perform(id)
            else:
                self.shell.refuse(f"{each.title}: not here.")
        except WorktuiError as error:
            self.shell.refuse(str(error))

    def verb_app_back(self) -> None:
        """One step back; at the top it leaves the app."""
        if self._noted:
            self.note(())
        if not self.back():
            self.shell.perform("app.back")

    def verb_app_close(self) -> None:
        """One step back; at the top it stays, and says what leaves."""
        noted = bool(self._noted)
        if noted:
            self.note(())
        if self.back() or self.shell.step_out():
            return
        if self.pane is not None:
            self.verb_app_pane()
        elif not noted:
            self.shell.say("q leaves worktui")

    def verb_app_contact(self) -> None:
        """The page of the one this is about; where it is about nobody, of anybody."""
        email = self.contact_here()
        if email:
            self.shell.open_contact(email)
            return
        from worktui.faces.tui.dialogs.contacts import contact_named

        self.shell.ask(contact_named(self.shell), self._contact_chosen)

    def _contact_chosen(self, chosen: str | Mapping[str, str]) -> None:
        """Somebody known, or a contact to be made: then their page, once they are one."""
        if isinstance(chosen, str):
            self.shell.open_contact(chosen)
            return
        from worktui.domain.actions import parse

        email = chosen["email"]
        self.shell.do([parse(chosen)], then=lambda _receipt: self.shell.open_contact(email))

    def verb_app_pane(self) -> None:
        """Show or hide the inbox beside this place."""
        if self.pane is not None:
            self.pane.remove()
            self.pane = None
            self.set_class(False, "-pane")
            return
        from worktui.faces.tui.panes import inbox_pane

        self.pane = inbox_pane(self.shell)
        self.set_class(True, "-pane")
        self.middle.mount(self.pane)

    def on_header_gone(self, message: Header.Gone) -> None:
        """A place in the band was clicked."""
        self.shell.go(message.number)

    def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """A key in the footer was clicked."""
        if message.verb:
            self.action_verb(message.verb)

    def verbs(self) -> Iterable[Verb]:
        """The verbs at home here."""
        return verbs_of(self.place)
