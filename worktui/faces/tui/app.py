"""The terminal app: theme, places, the queue of writes, what is said, and nothing else."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen

from worktui.app.desk import Desk, Receipt
from worktui.app.drafts import Drafts, drafts_path
from worktui.app.remembered import Remembered
from worktui.domain.errors import WorktuiError
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui import safety
from worktui.faces.tui.band import Band
from worktui.faces.tui.clerk import Clerk
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import everywhere
from worktui.faces.tui.messages import JobDone, SenseTrouble, WorkChanged
from worktui.faces.tui.place import Place
from worktui.faces.tui.places import NAMES, make
from worktui.faces.tui.telling import Telling
from worktui.faces.tui.widgets.header import HeaderView

if TYPE_CHECKING:
    from pathlib import Path

    from worktui.domain.actions.base import Action
    from worktui.domain.change import Entry
    from worktui.faces.tui.looking_back import LookingBack

MINUTE = 15.0
"""Seconds between two looks at the clock."""


class Worktui(Telling):
    """One person's screens over one desk. `inbox` may be a call that makes it, or None where
    nothing can be sensed."""

    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "board"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*everywhere()]

    def __init__(
        self,
        desk: Desk,
        inbox: Any,
        *,
        theme: str = "dusk",
        ascii: bool = False,
        keys: dict[str, str] | None = None,
        start: str = "board",
        courier: Any = None,
        solver: Any = None,
        settings_file: Path | None = None,
        filters: dict[str, str] | None = None,
    ) -> None:
        self.DEFAULT_MODE = start  # type: ignore[misc]  # read once, when the app is made
        super().__init__(Ink(theme, colour="NO_COLOR" not in os.environ, ascii=ascii))
        self.desk = desk
        self._inbox = inbox
        self._courier = courier
        self._solver = solver
        self.settings_file = settings_file
        self.filters: dict[str, str] = filters or {}
        folder = settings_file.parent if settings_file is not None else None
        layout = getattr(desk.store, "layout", None)
        self.remembered = Remembered(folder, str(layout.path) if layout is not None else "")
        self.drafts = Drafts(settings_file and self._drafts_file(desk, settings_file))
        self.clerk = Clerk(desk, self.post_message)
        self._work: Snapshot = desk.snapshot()
        self._band = Band(desk)
        self._unseen: dict[str, str] = {}
        self._keys = keys or {}
        self._answer: tuple[str, str] | None = None
        self._present = desk
        self.past: LookingBack | None = None
        self._silence = desk.subscribe(self._heard)

    @staticmethod
    def _drafts_file(desk: Desk, settings_file: Path) -> Path:
        settings = desk.snapshot().get("settings", "workspace") or {}
        return drafts_path(settings_file, str(settings.get("uid")), desk.me)

    # the shell

    @property
    def work(self) -> Snapshot:
        """The work as it stands now."""
        return self._work

    @property
    def me(self) -> str:
        """Whose handle acts."""
        return self.desk.me

    @property
    def inbox(self) -> Any:
        """Takes in and carries out; made when it is first asked for."""
        if callable(self._inbox):
            self._inbox = self._inbox()
        return self.past.inbox(self._inbox) if self.past is not None else self._inbox

    @property
    def courier(self) -> Any:
        """Carries messages out, None where nothing can; made when it is first asked for."""
        if callable(self._courier):
            self._courier = self._courier()
        return self._courier

    @property
    def solver(self) -> Any:
        """Proves how good a way out can be, None where it is not installed; asked for off the
        screen's thread."""
        if callable(self._solver):
            self._solver = self._solver()
        found = self._solver
        return found if found is not None and found.available() else None

    def time(self) -> datetime:
        """The present instant."""
        return self.desk.now()

    def do(
        self,
        actions: Sequence[Action],
        *,
        then: Callable[[Any], None] | None = None,
        typed: tuple[str, str] | None = None,
    ) -> None:
        """Queue actions as one change; its receipt is shown."""
        self._answer = typed or self._answer
        self.queue(partial(self.desk.do, tuple(actions)), partial(self._receipted, then))

    def _receipted(self, then: Callable[[Any], None] | None, receipt: Receipt) -> None:
        told = [receipt.text, *(warning.rstrip(".") for warning in receipt.warnings)]
        words = "; ".join(part for part in told if part)
        self.say(words, undo=receipt.entry is not None, sign=self.ink.signs.done)
        if then is not None:
            then(receipt)

    def queue(self, job: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Run a call off the screen's thread."""
        if self._answer is not None:
            job = partial(self._careful, job, *self._answer)
            self._answer = None
        self.clerk.submit(job, then)

    def _careful(self, job: Callable[[], Any], question: str, words: str) -> Any:
        """A job that was made of typed words: where it fails, they stand in the line when the
        same is asked again."""
        done = False
        try:
            result = job()
            done = True
            return result
        finally:
            if not done:
                self.drafts[question] = words

    def ask(self, dialog: Screen[Any], then: Callable[[Any], None]) -> None:
        """Open a dialog; `then` gets what it gives unless it was left."""
        question = getattr(dialog, "draft", "")
        if question in self.drafts:
            dialog.say(self.drafts.pop(question))  # type: ignore[attr-defined]  # it has a line

        def answered(result: Any) -> None:
            if result is None:
                return
            self._answer = (question, dialog.text) if question else None  # type: ignore[attr-defined]  # it has a line
            try:
                then(result.value)
            finally:
                self._answer = None

        self.push_screen(dialog, answered)

    def trouble(self) -> str:
        """What keeps messages from leaving or coming in, "" when nothing does."""
        if self.past is not None:
            return ""
        unseen = (f"{place} cannot be looked at: {why}" for place, why in self._unseen.items())
        return "; ".join(filter(None, (self._band.trouble(self._work), *unseen)))

    def on_sense_trouble(self, message: SenseTrouble) -> None:
        """A place cannot be looked at, or can be again: it stands before the keys until then."""
        self._unseen.pop(message.place, None)
        if message.text:
            self._unseen[message.place] = message.text
        place = self.place_now()
        if place is not None:
            place.refresh_frame()

    def header(self, active: int) -> HeaderView:
        """What the band shows."""
        view = self._band.view(self._work, active)
        return view if self.past is None else view._replace(past=self.past.told())

    # going about

    def get_default_screen(self) -> Screen[Any]:
        """The place the app starts with."""
        return make(self._current_mode, self)

    def go(self, number: int) -> None:
        """To a place by number."""
        name = NAMES.get(number)
        if name is None:
            self.refuse(f"There is no place {number} here yet.")
            return
        if name not in self._modes:
            self.add_mode(name, partial(make, name, self))
        self.switch_mode(name)

    def action_place(self, number: int) -> None:
        """To a place, by its key."""
        self.go(number)

    def action_verb(self, id: str) -> None:
        """A verb that is at home everywhere; the place seen does it or says why not."""
        place = self.place_now()
        if place is not None:
            place.action_verb(id)

    def open_task(self, id: str) -> None:
        """The page of a task, over the place it was opened from."""
        if self._work.get("tasks", id) is None:
            self.refuse(f"{id} is gone.")
            return
        from worktui.faces.tui.screens.task import TaskPage

        place = self.place_now()
        self.push_screen(TaskPage(self, id, over=place.number if place else 0))

    def open_contact(self, email: str) -> None:
        """The page of someone outside, over the place it was opened from."""
        from worktui.faces.tui.screens.contact import ContactPage

        place = self.place_now()
        self.push_screen(ContactPage(self, email, over=place.number if place else 0))

    def open_project(self, key: str, *, view: str = "plan", stand: str = "") -> None:
        """A project at one of its views, over the place it was opened from."""
        if self._work.get("projects", key) is None:
            self.refuse(f"Project {key} is gone.")
            return
        from worktui.faces.tui.screens.project import ProjectPage

        self.push_screen(ProjectPage(self, key, view=view, stand=stand))

    def look_back(self, seq: int) -> None:
        """Show every place as it stood after an entry."""
        from worktui.faces.tui.looking_back import LookingBack

        self.past = LookingBack(self._present.store, self.me, seq)
        self._as_it_stood()

    def step_in_past(self, way: int) -> None:
        """One entry back (-1) or forth (1)."""
        if self.past is None:
            return
        if self.past.step(way):
            self._as_it_stood()
        else:
            self.say("This is the newest entry." if way > 0 else "The log begins here.")

    def back_to_now(self) -> None:
        """Out of the past, to where it was entered."""
        self.past = None
        self._as_it_stood()
        self.go(7)
        self.say("Back to now")

    def step_out(self) -> bool:
        """Out of the past, or out of a page; False at the top."""
        if self.past is not None:
            self.back_to_now()
        elif len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            return False
        return True

    def _as_it_stood(self) -> None:
        """All places anew over the work that is looked at now."""
        self.desk = self._present if self.past is None else self.past.desk
        self._work = self.desk.snapshot()
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Place) and screen.is_mounted:
                    screen.stale = True
                    screen.note(())
                    if screen.is_current:
                        screen.renew()

    def perform(self, verb: str) -> None:
        """A verb of the whole app."""
        from worktui.faces.tui import app_verbs

        app_verbs.perform(self, verb)

    # what happens

    def on_mount(self) -> None:
        """Begin: the clerk, hang-up, the clock."""
        if self._keys:
            self.set_keymap(self._keys)
        self.clerk.start()
        if not self.is_headless:
            safety.on_hang_up(self.hung_up)
        self.set_interval(MINUTE, self._minute)
        self.call_after_refresh(self._settled)

    def hung_up(self, status: int) -> None:
        """The line is lost: what stands half typed in a dialog waits for the next time."""
        for screen in self.screen_stack:
            question, text = getattr(screen, "draft", ""), getattr(screen, "text", "")
            begun = (getattr(screen, "begun", ""), getattr(screen, "before", ""))
            if question and text and text not in begun:
                self.drafts.hold(question, text)
        self.drafts.save()
        self.exit(return_code=status)

    def _settled(self) -> None:
        """After the first paint: what start-up made is not looked at again by the collector."""
        gc.freeze()
        gc.enable()
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write("\x1b[?25h")

    def _minute(self) -> None:
        place = self.place_now()
        if place is not None:
            place.band.show(self.header(place.number))

    def _heard(self, entries: Sequence[Entry]) -> None:
        """From the desk, on whichever thread committed or looked."""
        self.post_message(WorkChanged(entries))

    def on_work_changed(self, message: WorkChanged) -> None:
        """Someone committed: every place hears of it, those not seen only note it."""
        if self.past is not None:
            return  # all is made anew on the way back to now
        self._work = self.desk.snapshot()
        self._band.heard(message.entries)
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Place) and screen.is_mounted:
                    screen.work_changed(message.entries)

    def on_job_done(self, message: JobDone) -> None:
        """A job has ended."""
        if self._exit:
            return  # there is nothing left to show it on
        if message.error is not None:
            self.refuse(str(message.error))
        elif message.then is not None:
            try:
                message.then(message.result)
            except WorktuiError as error:
                self.refuse(str(error))

    def on_paste(self, event: events.Paste) -> None:
        """Paste to act: text pasted anywhere is taken in like an arrival."""
        from worktui.faces.tui import app_verbs

        app_verbs.pasted(self, event)

    async def on_event(self, event: events.Event) -> None:
        """As Textual's, with a short way for keys: on a place without a focused part they are
        looked up at once; esc leaves a dialog before the next key is read. Keys after the one
        that left are for whoever comes next."""
        if self._exit and isinstance(event, events.Key | events.Paste):
            return
        if isinstance(event, events.Key) and not event.is_forwarded and self._running:
            screen = self.screen
            if event.key == "escape" and isinstance(screen, ModalScreen):
                getattr(screen, "leave", screen.dismiss)()
                return
            if screen.focused is None and isinstance(screen, Place):
                await self._check_bindings(event.key)
                return
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """What is typed before a dialog's line is there is not lost."""
        typed = getattr(self.screen, "typed", None)
        if typed is not None and event.is_printable:
            event.prevent_default()
            typed(event.character)

    def on_unmount(self) -> None:
        """Let queued writes end."""
        self._silence()
        self.clerk.stop()
        self.drafts.save()
