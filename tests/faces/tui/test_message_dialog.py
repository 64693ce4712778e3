"""The letter before it leaves: shown to its last word, in signs the terminal has."""

from __future__ import annotations

from textual.app import App

from worktui.app.views.letters import LetterView, SendingView
from worktui.faces.tui.dialogs.message import MessageDialog
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.themes import theme

SUBJECT = "Intro call on Thursday 26 November, 14:00 (Europe/Prague), about the prices of the shop"


def view(count: int) -> SendingView:
    letter = LetterView("Iva", "iva@novak.example", "Ana", "by mail", SUBJECT, "Hello.", SUBJECT)
    return SendingView("S-1", (letter,) * count, (), (), "", leaves=False)


class Table(App[None]):
    """An empty page under the letter."""

    def __init__(self, shown: SendingView) -> None:
        super().__init__()
        self.register_theme(theme("dusk"))
        self.theme = "dusk"
        self.shown = shown

    def on_mount(self) -> None:
        self.push_screen(MessageDialog(Ink("dusk"), self.shown))

    def seen(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


def words(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


async def test_a_long_subject_and_its_calendar_part_are_shown_to_the_last_word() -> None:
    app = Table(view(1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert words(app.seen()).count(SUBJECT) == 2
        assert "S write it" in app.seen()


async def test_several_letters_are_spoken_of_as_several() -> None:
    app = Table(view(2))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2 messages written" in app.seen()
        assert "S write them" in app.seen()
