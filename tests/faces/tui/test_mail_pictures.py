"""Pictures of today, the inbox and a letter, each part in an app of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.widget import Widget

from tests.faces.tui.inbox_stage import CALL, NOW, REQUEST, stage
from worktui.app.views.bundle import bundle
from worktui.app.views.day import today
from worktui.app.views.inbox import inbox
from worktui.app.views.letters import SendingView, sending
from worktui.faces.tui.dialogs.message import MessageDialog
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.themes import theme
from worktui.faces.tui.widgets.inbox_bundle import Bundle
from worktui.faces.tui.widgets.inbox_list import InboxList
from worktui.faces.tui.widgets.today_list import TodayList
from worktui.faces.tui.widgets.today_side import TodaySide

Snap = Callable[..., bool]
SIZES = [((80, 24), "dusk"), ((120, 40), "paper"), ((80, 24), "ansi")]


class Wall(App[None]):
    """Parts side by side, as a place has them."""

    CSS = """
    Screen { padding: 2 1; background: $background; }
    #parts { layout: horizontal; height: 1fr; }
    TodaySide { width: 27; margin-left: 1; }
    InboxList { width: 34; }
    Bundle { margin-left: 2; }
    """

    def __init__(self, name: str, *parts: Widget) -> None:
        super().__init__()
        self.register_theme(theme(name))
        self.theme = name
        self.parts = parts

    def compose(self) -> ComposeResult:
        yield Container(*self.parts, id="parts")


class Table(App[None]):
    """A letter over an empty page."""

    def __init__(self, view: SendingView) -> None:
        super().__init__()
        self.register_theme(theme("dusk"))
        self.theme = "dusk"
        self.view = view

    def on_mount(self) -> None:
        self.push_screen(MessageDialog(Ink("dusk"), self.view))


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_today(snap_compare: Snap, size: tuple[int, int], name: str) -> None:
    ink = Ink(name)
    tasks, side = TodayList(ink), TodaySide(ink)
    view = today(stage()[0].snapshot(), "ana", now=NOW)
    tasks.show(view)
    side.show(view)
    assert snap_compare(Wall(name, tasks, side), terminal_size=size)


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_inbox(snap_compare: Snap, size: tuple[int, int], name: str) -> None:
    desk, box = stage(REQUEST, CALL)
    work, ink = desk.snapshot(), Ink(name)
    rows, steps = InboxList(ink), Bundle(ink)
    rows.light(False)
    rows.show(inbox(work, now=NOW), tight=False)
    steps.show(bundle(work, "S-2", box.preview("S-2")))
    assert snap_compare(Wall(name, rows, steps), terminal_size=size)


@pytest.mark.parametrize("leaves", [True, False])
def test_letter(snap_compare: Snap, leaves: bool) -> None:
    desk, box = stage(CALL)
    view = sending(desk.snapshot(), "S-1", box.preview("S-1"), me="ana", leaves=leaves)
    assert view is not None

    assert snap_compare(Table(view), terminal_size=(120, 40))
