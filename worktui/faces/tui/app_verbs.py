"""Verbs of the whole app: add, go, palette, help, undo, theme, messages, paste to act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events

from worktui.domain.text import clean_or
from worktui.faces.tui.safety import Burst
from worktui.faces.tui.themes import NAMES

if TYPE_CHECKING:
    from worktui.faces.tui.app import Worktui

LEAST_PASTE = 12
"""A paste shorter than this on no text line is a slip, not a message."""


def perform(app: Worktui, verb: str) -> None:
    """Do a verb by its id."""
    name, _, value = verb.partition(":")
    handler = _HANDLERS.get(name)
    if handler is None:
        app.refuse(f"{name} is not here yet.")
    elif name == "copy":
        app.copy_to_clipboard(value[:4000])
        app.say(f"{value} is copied")
    else:
        handler(app)


def add(app: Worktui) -> None:
    """A task from one line."""
    from worktui.faces.tui.dialogs.adding import adding

    app.ask(adding(app), app.do)


def undo(app: Worktui) -> None:
    """Take my last change back."""
    from worktui.faces.tui import undoing

    undoing.undo(app)


def redo(app: Worktui) -> None:
    """Do it again."""
    from worktui.faces.tui import undoing

    undoing.redo(app)


def back(app: Worktui) -> None:
    """Out of the past; out of a page; at a place: leave."""
    if not app.step_out():
        leave(app)


def leave(app: Worktui) -> None:
    """Leave; queued writes are finished first."""
    app.exit(return_code=0)


def next_theme(app: Worktui) -> None:
    """The theme after this one."""
    name = NAMES[(NAMES.index(app.ink.theme) + 1) % len(NAMES)]
    app.use_theme(name)
    app.say(f"Theme {name}")


def palette(app: Worktui) -> None:
    """Every verb by name."""
    from worktui.faces.tui.dialogs import palette as dialog

    dialog.open_verbs(app)


def help_(app: Worktui) -> None:
    """Keys of this place."""
    from worktui.faces.tui.dialogs import palette as dialog

    dialog.open_help(app)


def go(app: Worktui) -> None:
    """Anything by id or words."""
    from worktui.faces.tui.dialogs import palette as dialog

    dialog.open_go(app)


def messages(app: Worktui) -> None:
    """What has gone by."""
    from worktui.faces.tui.dialogs import palette as dialog

    dialog.open_messages(app)


def settings(app: Worktui) -> None:
    """The settings file, changed where it stands."""
    if app.settings_file is None:
        app.refuse("Here there is no settings file.")
        return
    from worktui.faces.tui.screens.settings import SettingsPage

    place = app.place_now()
    app.push_screen(SettingsPage(app, app.settings_file, over=place.number if place else 0))


def rules(app: Worktui) -> None:
    """What is done by itself."""
    from worktui.faces.tui.screens.rules import RulesPage

    app.push_screen(RulesPage(app))


def receipt(app: Worktui) -> None:
    """What the inbox did, how soon, and how much is proven."""
    from worktui.faces.tui.screens.receipt import ReceiptPage

    app.push_screen(ReceiptPage(app))


def workload(app: Worktui) -> None:
    """Each one's week by day, and what makes it up."""
    from worktui.faces.tui.screens.workload import WorkloadPage

    place = app.place_now()
    if not isinstance(place, WorkloadPage):
        app.push_screen(WorkloadPage(app, over=place.number if place else 0))


def promises(app: Worktui) -> None:
    """Who promised what, and what became of it."""
    from worktui.faces.tui.screens.promises import PromisesPage

    app.push_screen(PromisesPage(app))


def pasted(app: Worktui, event: events.Paste) -> None:
    """Take a pasted message in; the bundle it makes waits in the inbox."""
    text = event.text.strip()
    if len(text) < LEAST_PASTE:
        if isinstance(event, Burst) and text:
            told = clean_or(text, "That")
            app.refuse(f"“{told}” came all at once and was not read as keys.")
        return
    if app.inbox is None or app.past is not None:
        app.refuse("Nothing can be taken in here.")
        return
    app.say("Reading what was pasted…")
    app.queue(partial(app.inbox.sense, text, None, name="pasted"), partial(_sensed, app))


def _sensed(app: Worktui, sensed: object) -> None:
    made = getattr(sensed, "suggestions", ())
    arrived = getattr(sensed, "arrivals", ())
    if made and all(doc.get("state") == "applied" for doc in made):
        done = (made[0].get("receipt") or {}).get("text", "")
        app.say(f"Done by itself: {done}", sign=app.ink.signs.done)
    elif made:
        place = app.place_now()
        if place is not None and place.pane is None and place.place in ("board", "today"):
            place.action_verb("app.pane")
        app.say(f"In the inbox: {made[0].get('title') or 'something to decide'}   4 opens it")
    elif arrived and arrived[0].get("duplicate_of"):
        app.say("That was taken in before")
    else:
        notes = arrived[0].get("notes") if arrived else None
        app.say(f"Taken in. {notes[0] if notes else 'Nothing in it asks for anything.'}")


_HANDLERS = {
    "work.add": add,
    "app.undo": undo,
    "app.redo": redo,
    "app.back": back,
    "app.quit": leave,
    "app.theme": next_theme,
    "app.palette": palette,
    "app.help": help_,
    "app.go": go,
    "app.messages": messages,
    "app.rules": rules,
    "app.settings": settings,
    "app.receipt": receipt,
    "app.promises": promises,
    "app.workload": workload,
    "app.past_back": lambda app: app.step_in_past(-1),
    "app.past_forth": lambda app: app.step_in_past(1),
    "copy": add,
}
