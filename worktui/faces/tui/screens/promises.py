"""Said and done: who promised what, in their words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from worktui.app.desk import Receipt
from worktui.app.views.promises import PromiseRow, PromisesView, promises_view, summary
from worktui.domain.change import Entry
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, paragraphs, row
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

EMPTY = (
    "Nobody has promised anything yet.",
    "“I'll send it Tuesday” in a mail, “page done by mon” in a comment or a note: what somebody "
    "says will be done is watched, and comes to the inbox by itself when its day has passed.",
)


class PromiseRows(Roll):
    """Draws a PromisesView: a heading for each person, two lines for each promise."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view = PromisesView(())

    def show(self, view: PromisesView) -> None:
        """Another value."""
        if view != self.view or not self.view.tellers:
            self.view = view
            self.rebuild()

    def current(self) -> PromiseRow | None:
        """The promise stood on."""
        return next((each for each in self.view.rows if each.id == self.key), None)

    def blocks(self, width: int) -> list[Block]:
        """A heading, then person by person, those who owe first."""
        ink, view = self.ink, self.view
        told = summary(view) if view.tellers else ""
        head = row(ink, width, [("Said and done", "title b")], [(told, "dim")] if told else [])
        made = [still([head, blank(ink, width)])]
        if not view.tellers:
            room = min(width, 80) - 4
            lines = [part for text in EMPTY for part in paragraphs(text, room)]
            made.append(still([row(ink, width, [(part, "dim")]) for part in lines]))
        for teller in view.tellers:
            name: list[Piece] = [(teller.name, "title b"), (f"  {teller.words}", "dim")]
            made.append(still([row(ink, width, name)]))
            made += [Block(2, partial(self._paint, each, width), each.id) for each in teller.rows]
            made.append(still([blank(ink, width)]))
        if view.hidden:
            more: list[Piece] = [(f"{view.hidden} settled long ago  ", "dim"), ("v", "title b"),
                                 (" shows them", "dim")]  # fmt: skip
            made.append(still([row(ink, width, more)]))
        return made

    def _paint(self, each: PromiseRow, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        late = each.state == "broken"
        stated: Piece = (ink.signs.stated, "late") if late else (
            " " if ink.plain else ink.signs.edge, "edge")  # fmt: skip
        edge = edge_of(ink, ground, stated)
        tone = "title b" if ground == "focus" else "dim" if each.settled else "fg"
        mark: list[Piece] = [(each.words, "late b" if late else "dim")]
        sign = {"late": (ink.signs.late, "late b"), "done": (ink.signs.done, "good")}.get(each.sign)
        if sign is not None:
            mark = [sign, (f" {each.words}", mark[0][1])]
        about = (
            f"{each.task} {each.title}" if each.task else f"to {each.to_name}" if each.to else ""
        )
        below: list[Piece] = [(f"said {each.said}", "dim")]
        if about:
            below.append((f" · {about}", "dim"))
        return [
            row(ink, width, [(f"“{each.quote}”", tone)], mark, ground=ground, edge=edge),
            row(ink, width, below, ground=ground, edge=edge),
        ]


class PromisesPage(Place):
    """Over the place it was opened from; `esc` goes back there."""

    place = "promises"
    number = 0
    title_ = "Said and done"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("promises")]

    def __init__(self, shell: Shell, *, who: str = "", over: int = 4) -> None:
        super().__init__(shell)
        self.who, self.everything = who, False
        self.rows = PromiseRows(self.ink)
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.rows

    def load(self) -> None:
        """The promises anew."""
        work, now = self.shell.work, self.shell.time()
        self.rows.show(promises_view(work, now=now, who=self.who, everything=self.everything))
        self._point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where a promise was touched, or what is said beside it."""
        tables = {edit.table for entry in entries for edit in entry.edits}
        if tables & {"promises", "tasks", "people", "contacts"}:
            self.load()

    def facts(self) -> frozenset[str]:
        """Whether a promise is under the cursor."""
        return frozenset({"row"} if self.rows.key else ())

    def verb_promise_open(self) -> None:
        """The task it is about, else the message it was said in."""
        each = self.rows.current()
        if each is None:
            return
        if each.task:
            self.shell.open_task(each.task)
            return
        doc = self.shell.work.get("promises", each.id) or {}
        if not self._original(str(doc.get("arrival") or "")):
            self.shell.refuse("It names no task, and the message is not here.")

    def _original(self, id: str) -> bool:
        from worktui.app.views.original import original
        from worktui.faces.tui.dialogs.original import OriginalDialog

        work, store = self.shell.work, self.shell.desk.store
        arrival = work.get("arrivals", id)
        raw = store.get_blob(str(arrival["blob"])) if arrival and arrival.get("blob") else None
        shown = original(work, id, raw) if arrival else None
        if shown is not None:
            self.shell.ask(OriginalDialog(self.shell.ink, shown), lambda _value: None)
        return shown is not None

    def verb_promise_kept(self) -> None:
        """It was kept, though nothing here shows it."""
        self._mark("kept")

    def verb_promise_drop(self) -> None:
        """It was none, or nobody waits for it."""
        self._mark("withdrawn")

    def _mark(self, state: str) -> None:
        from worktui.app.promise_mark import mark

        each = self.rows.current()
        if each is not None:
            self.shell.queue(partial(mark, self.shell.desk, each.id, state), self._told)

    def _told(self, receipt: Receipt) -> None:
        words = receipt.text[:1].upper() + receipt.text[1:]
        self.shell.say(words, undo=receipt.entry is not None, sign=self.ink.signs.done)

    def verb_promise_all(self) -> None:
        """Also what is settled long ago, or not."""
        self.everything = not self.everything
        self.load()

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    def _point(self) -> None:
        spot = self.rows.cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    def action_down(self) -> None:
        """A promise down."""
        self.rows.move(1)

    def action_up(self) -> None:
        """A promise up."""
        self.rows.move(-1)

    def action_left(self) -> None:
        """Nothing is to the left."""

    def action_right(self) -> None:
        """Nothing is to the right."""

    def action_top(self) -> None:
        """To the first."""
        self.rows.to_end(last=False)

    def action_bottom(self) -> None:
        """To the last."""
        self.rows.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.rows.page(way)

    def on_roll_moved(self) -> None:
        """The real cursor and the footer follow."""
        self._point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click goes there; a second one opens."""
        self.rows.stand(message.key)
        if message.times >= 2:
            self.action_verb("promise.open")

    def on_resize(self, event: events.Resize) -> None:
        """The cursor's place may be another one."""
        super().on_resize(event)
        self.call_after_refresh(self._point)
