"""Someone outside as a page: what waits, what was promised, tasks, bookings, what they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from worktui.app.verbs import Verb
from worktui.app.views.contact import ContactRow, ContactView, contact_view
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, row
from worktui.faces.tui.place import Shell
from worktui.faces.tui.replies import Replies, show_originals
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll


class ContactRows(Roll):
    """Draws a ContactView; a block's key is kind and id."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: ContactView | None = None

    def show(self, view: ContactView | None) -> None:
        """Another value."""
        if view != self.view:
            self.view = view
            self.rebuild()

    def current(self) -> ContactRow | None:
        """The row stood on."""
        rows = self.view.rows if self.view else ()
        return next((each for each in rows if f"{each.kind}:{each.id}" == self.key), None)

    def blocks(self, width: int) -> list[Block]:
        """Name and facts, then each part under its heading."""
        view, ink = self.view, self.ink
        if view is None:
            return [still([row(ink, width, [("Nobody knows this address any more.", "dim")])])]
        head = [
            row(ink, width, [(view.name, "title b")]),
            row(ink, width, [(" · ".join(view.facts), "dim")]),
            blank(ink, width),
        ]
        made = [still(head)]
        for title, rows in view.parts:
            count = f"  {len(rows)}"
            heading = [row(ink, width, [(title, "title b"), (count, "dim")]), blank(ink, width)]
            made.append(still(heading))
            made += [self._block(each, width) for each in rows]
            made.append(still([blank(ink, width)]))
        if not view.parts:
            made.append(still([row(ink, width, [("nothing is between us yet", "dim")])]))
        return made

    def _block(self, item: ContactRow, width: int) -> Block:
        return Block(1, partial(self._paint, item, width), f"{item.kind}:{item.id}")

    def _paint(self, item: ContactRow, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        signs = {"late": (f"{ink.signs.late} ", "late b"), "done": (f"{ink.signs.done} ", "good")}
        sign = signs.get(item.state, ("", "fg"))
        tone = "title b" if ground == "focus" else "dim" if item.state == "done" else "fg"
        left: list[Piece] = []
        if item.kind in ("task", "booking"):
            left.append((f"{item.id:<9}", "dim"))
        left += [sign, (item.title, tone)]
        right: list[Piece] = [(f"{item.who}  ", "dim")] if item.who else []
        right.append((item.mark, "late b" if item.state == "late" else "dim"))
        return [row(ink, width, left, right, ground=ground, edge=edge_of(ink, ground, (" ", "fg")))]


class ContactPage(Replies, Walking):
    """Over the place it was opened from; `esc` goes back there."""

    place = "contact"
    number = 0
    title_ = "Contact"
    opens = "contact.open"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("contact")]

    def __init__(self, shell: Shell, email: str, *, over: int = 0) -> None:
        super().__init__(shell)
        self.email = email
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one
        self.roll = self.rows_ = ContactRows(self.ink)

    def body(self) -> Iterable[Widget]:
        """The rows."""
        yield self.rows_

    def load(self) -> None:
        """The page anew."""
        self.rows_.show(contact_view(self.shell.work, self.email, now=self.shell.time()))
        self.point()

    def changed(self, entries: Sequence[Entry]) -> None:  # noqa: ARG002 - any may concern them
        """Anew."""
        self.load()

    def chosen(self) -> tuple[Doc, ...]:
        """The task stood on."""
        item = self.rows_.current()
        doc = self.shell.work.get("tasks", item.id) if item and item.kind == "task" else None
        return (doc,) if doc is not None else ()

    def facts(self) -> frozenset[str]:
        """Whether anything is under the cursor."""
        return frozenset({"row"} if self.rows_.key else ())

    def contact_here(self) -> str:
        """Whose page it is."""
        return self.email

    def answers_here(self) -> str:
        """The message under the cursor, or what waits of theirs; else their last one."""
        item = self.rows_.current()
        if item is not None and item.kind in ("arrival", "suggestion"):
            return item.id
        rows = self.rows_.view.rows if self.rows_.view else ()
        return next((row.id for row in rows if row.kind == "arrival"), "")

    def offered(self) -> Sequence[str]:
        """Verbs on tasks only where one is stood on."""
        keys = super().offered()
        return keys if self.chosen() else [id for id in keys if not id.startswith("task.")]

    def label(self, each: Verb) -> str:
        """What ⏎ opens, and whether they are a contact yet."""
        if each.id == "contact.edit":
            known = self.rows_.view is None or self.rows_.view.known
            return "change" if known else "make a contact"
        if each.id == "inbox.reply":
            return "reply" if self.answers_here() else "write"
        return super().label(each)

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    def verb_contact_open(self) -> None:
        """The task, the suggestion, the message; a booking in the calendar."""
        item = self.rows_.current()
        if item is None:
            return
        if item.kind == "task":
            self.shell.open_task(item.id)
        elif item.kind == "suggestion":
            self.shell.go(4)
        elif item.kind == "booking":
            self.shell.go(5)
        elif item.kind == "arrival":
            show_originals(self.shell, [item.id])
        else:
            task = str((self.shell.work.get("promises", item.id) or {}).get("task") or "")
            if task:
                self.shell.open_task(task)
            else:
                self.shell.say(f"{item.title}: {item.mark}")

    def verb_contact_copy(self) -> None:
        """The address into the terminal's clipboard."""
        self.shell.perform(f"copy:{self.email}")
