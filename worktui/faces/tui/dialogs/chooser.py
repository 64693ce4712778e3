"""A list to choose from, narrowed by what is typed: palette, go to, who, when, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual import events
from textual.strip import Strip

from worktui.faces.tui.dialogs.dialog import INSET, Chosen, Dialog
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row

NOTES_AT = 32
"""The column where notes stand, if there are any."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row. `lead` dim before the label (an id); `right` at the far end; `says` a sentence
    shown below the list while the row is current; `spans` matched characters of the label;
    not `possible`: shown, with `note` as the reason."""

    label: str
    value: Any = None
    note: str = ""
    lead: str = ""
    right: tuple[Piece, ...] = ()
    says: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    possible: bool = True
    head: bool = False


Offer = Callable[[str], Sequence[Choice]]


class Chooser(Dialog):
    """Gives `Chosen(value)` of the row that was taken."""

    def __init__(
        self,
        ink: Ink,
        offer: Offer,
        *,
        title: str = "",
        text: str = "",
        hint: str = "",
        does: str = "do it",
        most: int = 14,
    ) -> None:
        super().__init__(ink, title=title, text=text, hint=hint)
        self.offer = offer
        self.does = does
        self.most = most
        self.choices: Sequence[Choice] = ()
        self.at = 0
        self.top = 0
        self._for: str | None = None

    def lines(self) -> list[Strip]:
        """The rows that fit."""
        if self._for != self.text:
            self._for = self.text
            self.choices = self.offer(self.text)
            self.at = self._next(-1, 1)
            self.top = 0
        says = 2 if any(choice.says for choice in self.choices) else 0
        room = max(1, min(self.most, self.app.size.height - 13 - says))
        if self.at >= 0:
            self.top = max(min(self.top, self.at), self.at - room + 1)
            if self.top and self.top <= 2 and self.at < room:
                self.top = 0
        shown = self.choices[self.top : self.top + room]
        if not shown:
            told = "nothing fits" if self.text.strip() else ""  # words of one's own fit nothing yet
            return [row(self.ink, self.inner, [(told, "dim")], ground="surface")]
        made = [self._row(choice, self.top + n) for n, choice in enumerate(shown)]
        return [*made, *self._below(room)]

    def _below(self, room: int) -> list[Strip]:
        """What the current row is about, in a sentence, and how many rows are out of sight."""
        if not any(choice.says for choice in self.choices):
            return []
        choice = self.choices[self.at]
        more = len(self.choices) - self.top - room
        right: list[Piece] = [(f"{more} more", "dim")] if more > 0 else []
        pieces: list[Piece] = [(choice.says, "dim")]
        return [
            blank(self.ink, self.inner, "surface"),
            row(self.ink, self.inner, pieces, right, ground="surface", indent=INSET, pad=INSET),
        ]

    def _row(self, choice: Choice, number: int) -> Strip:
        ink, width = self.ink, self.inner
        if choice.head:
            if not choice.label:
                return blank(ink, width, "surface")
            return row(ink, width, [(choice.label, "dim")], ground="surface", indent=INSET)
        ground = "focus" if number == self.at else "surface"
        edge: Piece | None = None
        if number == self.at:
            edge = (ink.signs.focus if ink.bars or ink.signs.focus == ">" else " ", "accent")
        left: list[Piece] = []
        if choice.lead:
            left.append((f"{choice.lead:<8}", "dim"))
        base = "title" if ground == "focus" else "fg"
        left += self._label(choice, base if choice.possible else "dim")
        if choice.note:
            used = sum(cells(text) for text, _ in left)
            gap = max(2, NOTES_AT - used)
            left += [(" " * gap, "fg"), (choice.note, "dim")]
        return row(
            ink, width, left, choice.right, ground=ground, edge=edge, indent=INSET, pad=INSET
        )

    def _label(self, choice: Choice, spec: str) -> list[Piece]:
        room = self.inner - 2 * INSET - (8 if choice.lead else 0)
        room -= sum(cells(text) for text, _ in choice.right)
        if choice.note:
            room = min(room, NOTES_AT - 2)
        text = cut(choice.label, room, self.ink.signs.cut)
        pieces: list[Piece] = []
        at = 0
        for start, end in choice.spans:
            if end > len(text):
                break
            pieces += [(text[at:start], spec), (text[start:end], f"{spec} u")]
            at = end
        pieces.append((text[at:], spec))
        return [piece for piece in pieces if piece[0]]

    def keys(self) -> Sequence[tuple[str, str]]:
        """⏎ with what it does."""
        return (("⏎", self.does), ("↓↑", "choose"), ("esc", "back"))

    def _next(self, at: int, step: int) -> int:
        """The next row that can be stood on."""
        number = at + step
        while 0 <= number < len(self.choices):
            if not self.choices[number].head:
                return number
            number += step
        return at

    def pressed(self, key: str) -> bool:
        """Up and down the list."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "tab": 1, "shift+tab": -1}
        if key not in steps:
            return False
        self.at = self._next(self.at, steps[key])
        self.redraw()
        return True

    def submit(self) -> None:
        """Take the row."""
        self.take(self.at)

    def take(self, number: int) -> None:
        """Take a row, if it is possible now."""
        if 0 <= number < len(self.choices):
            choice = self.choices[number]
            if choice.possible and not choice.head:
                self.dismiss(Chosen(choice.value))

    def on_click(self, event: events.Click) -> None:
        """A click takes a row; one outside leaves."""
        offset = event.screen_offset
        if self.rows.region.contains_point(offset):
            self.take(self.top + offset.y - self.rows.region.y)
        elif not self.query_one(".dialog").region.contains_point(offset):
            self.leave()


def matching(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Those whose label, lead or note has every word typed, marked where it is found."""
    words = text.casefold().split()
    found = []
    for choice in choices:
        hay = f"{choice.lead} {choice.label} {choice.note}".casefold()
        if all(word in hay for word in words):
            found.append(replace(choice, spans=spans(choice.label, words)) if words else choice)
    starts = [c for c in found if words and c.label.casefold().startswith(words[0])]
    return starts + [c for c in found if c not in starts] if starts else found


def spans(label: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where words stand in a label, without overlap."""
    low = label.casefold()
    if len(low) != len(label):
        return ()
    found: list[tuple[int, int]] = []
    for word in words:
        start = low.find(word)
        if start >= 0 and all(start >= end or start + len(word) <= begin for begin, end in found):
            found.append((start, start + len(word)))
    return tuple(sorted(found))
