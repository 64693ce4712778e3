"""The inbox beside a place: one suggestion, narrow but whole, and what waits after it.

It takes keys once it has the focus (tab, or a click); esc and tab give them back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from worktui.app.phrases import age
from worktui.app.verbs import Scene, verb
from worktui.app.views.inbox import BundleView, InboxItem, InboxView, inbox
from worktui.app.views.original import StuckView
from worktui.app.views.steps import StepView
from worktui.domain.change import Entry
from worktui.domain.errors import WorktuiError
from worktui.faces.tui.inbox_verbs import InboxVerbs
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.messages import WorkChanged
from worktui.faces.tui.paint import Piece, blank, cells, cut, row, rule
from worktui.faces.tui.widgets.inbox_bundle import box, reach, stuck_lines, why_lines
from worktui.faces.tui.widgets.inbox_text import text_lines
from worktui.faces.tui.widgets.roll import LOW, Block, Roll, edge_of, still

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

QUOTED = 5
"""Lines of the message that are shown."""


class PaneRoll(Roll):
    """Draws the opened suggestion and the rest. Keys: numbers of steps, ids of the rest."""

    DEFAULT_CSS = "PaneRoll { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: InboxView | None = None
        self.opened: BundleView | StuckView | None = None
        self.at = 0
        self.quiet, self.inset = True, 1
        self.light(False)

    def show(self, view: InboxView, opened: BundleView | StuckView | None, at: int) -> None:
        """Show other values; another suggestion begins at its top."""
        if (view, opened, at) == (self.view, self.opened, self.at):
            return
        other = (opened.id if opened else "") != (self.opened.id if self.opened else "")
        self.view, self.opened, self.at = view, opened, at
        if other:
            self.key = ""
        self.rebuild(top=other)

    @property
    def low(self) -> bool:
        """Whether lines are dear, as below a place."""
        return self.size.height < LOW

    def blocks(self, width: int) -> list[Block]:
        """Head, suggestion, keys, rest."""
        view, ink = self.view, self.ink
        if view is None:
            return []
        if self.opened is None:
            head = [self._row(width, [("Inbox", "title b")]), blank(ink, width)]
            return [still([*head, *self._nothing(width)])]
        total = len(view.items) + len(view.unread)
        count: list[Piece] = [(f"{self.at + 1} of {total}", "dim")]
        found: list[Block] = []
        if not self.low:
            found.append(
                still([self._row(width, [("Inbox", "title b")], count), blank(ink, width)])
            )
        if isinstance(self.opened, StuckView):
            found.append(still(stuck_lines(ink, self.opened, width)))
        else:
            found += self._open(self.opened, width, count)
        others = [item for item in view.items if item.id != self.opened.id]
        if others:
            found.append(still([blank(ink, width), rule(ink, width), blank(ink, width)]))
        lead = max([9, *(cells(item.who) + 2 for item in others)])
        for item in others:
            found += [self._other(item, width, min(lead, width // 3)), self._gap(width)]
        return found

    def _gap(self, width: int) -> Block:
        return still([blank(self.ink, width)])

    def _row(
        self, width: int, left: Sequence[Piece], right: Sequence[Piece] = (), ground: str = "page"
    ) -> Strip:
        edge = edge_of(self.ink, ground, (" ", "fg"))
        return row(
            self.ink, width, left, right, ground=ground, edge=edge, indent=1, pad=0
        )  # fmt: skip

    def _nothing(self, width: int) -> list[Strip]:
        return [
            self._row(width, [("nothing to decide", "dim")]),
            self._row(width, [("paste a mail here", "dim")]),
        ]

    def _open(self, opened: BundleView, width: int, count: Sequence[Piece]) -> list[Block]:
        found = [still(self._head(opened, width, count)), self._gap(width)]
        if opened.text.strip():
            most = 2 if self.low else QUOTED
            text = text_lines(self.ink, opened.text, opened.marks, width, most=most, indent=1)
        else:
            text = why_lines(self.ink, opened, width)
        found.append(still(text))
        for number, step in enumerate(opened.steps):
            if not number or not self.low:
                found.append(self._gap(width))
            found.append(self._step(step, width))
        return [*found, self._gap(width), still([self._keys(opened, width)])]

    def _head(self, opened: BundleView, width: int, count: Sequence[Piece]) -> list[Strip]:
        who: Piece = (opened.who, "title b")
        facts: Piece = (opened.facts or opened.channel, "dim")
        if self.low:
            return [self._row(width, [who, ("  ", "fg"), facts], count)]
        items = self.view.items if self.view else ()
        minutes = [age(item.minutes) for item in items if item.id == opened.id]
        return [
            self._row(width, [who], [(minutes[0] if minutes else "", "dim")]),
            self._row(width, [facts]),
        ]

    def _step(self, step: StepView, width: int) -> Block:
        words = f"{step.verb} {step.words}"
        under = [step.detail] if step.detail else []
        doubt = [step.doubt] if step.doubt else []
        live = step.ticked and not step.done
        spec = "fg" if live else "dim"

        def paint(ground: str) -> list[Strip]:
            tail = reach(self.ink, step)
            lines = [self._row(width, [*box(self.ink, step), (f" {words}", spec)], tail, ground)]
            lines += [
                self._row(width, [("    ", "fg"), (text, "dim")], (), ground) for text in under
            ]
            sign: Piece = (f"    {self.ink.signs.nobody} ", "ask b")
            lines += [self._row(width, [sign, (text, "ask")], (), ground) for text in doubt]
            return lines

        return Block(1 + len(under) + len(doubt), paint, str(step.n))

    def _keys(self, opened: BundleView, width: int) -> Strip:
        enter = self.ink.signs.enter
        if not self.lit:
            return self._row(width, [("tab", "title b"), (" decide here", "dim")])
        pieces: list[Piece] = []
        for key, does in ((enter, f"apply {opened.chosen}"), ("space", "tick"), ("z", "later")):
            pieces += [("    " if pieces else "", "fg"), (key, "title b"), (f" {does}", "dim")]
        return self._row(width, pieces)

    def _other(self, item: InboxItem, width: int, lead: int) -> Block:
        ink = self.ink
        name = cut(item.who, lead - 2, ink.signs.cut)

        def paint(ground: str) -> list[Strip]:
            left: list[Piece] = [(name + " " * (lead - cells(name)), "title b")]
            if item.sign == "late":
                left.append((f"{ink.signs.late} ", "late b"))
            left.append((item.what, "fg"))
            under: list[Piece] = [(" " * lead, "fg"), (item.counts, "dim")]
            return [
                self._row(width, left, [(age(item.minutes), "dim")], ground),
                self._row(width, under, (), ground),
            ]

        return Block(2, paint, item.id)


def _nothing() -> None:
    """Nothing is followed yet."""


class InboxPane(InboxVerbs, Widget):
    """Stands in the slot `#pane` of a place."""

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
        self._silence: Callable[[], None] = _nothing

    def compose(self) -> ComposeResult:
        """The roll fills it."""
        yield self.roll

    def on_mount(self) -> None:
        """Follow the work."""
        self._silence = self.shell.desk.subscribe(self._heard)
        self.load()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self._silence()

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
