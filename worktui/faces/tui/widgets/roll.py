"""A roll: blocks of lines one under the other, some of which can be stood on.

What stands on it moves by key, wheel and click; only lines that change are drawn again. A
subclass gives `blocks(width)`; it never asks what a block is about.
"""

from __future__ import annotations

from bisect import bisect_right

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import blank, row
from worktui.faces.tui.widgets.block import Block
from worktui.faces.tui.widgets.lines import Lines

LOW = 16
"""From so many lines on what is seen moves by half a page, below by as little as need be."""
NARROWEST = 16
"""Cells below which nothing is drawn; a widget may be narrower before it is laid out."""


class Roll(Lines):
    """Shows blocks, scrolled so that what is stood on is seen."""

    class Moved(Message):
        """Another block is stood on."""

        def __init__(self, roll: Roll, key: str) -> None:
            super().__init__()
            self.roll, self.key = roll, key

        @property
        def control(self) -> Roll:
            return self.roll

    class Pressed(Message):
        """A block was clicked `times` in a row."""

        def __init__(self, roll: Roll, key: str, times: int) -> None:
            super().__init__()
            self.roll, self.key, self.times = roll, key, times

        @property
        def control(self) -> Roll:
            return self.roll

    def __init__(self, ink: Ink, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(ink, id=id, classes=classes)
        self.top = 0
        self.key = ""
        self.lit = True
        self.ground = "page"
        self.quiet = False
        """Whether nothing is marked while keys go elsewhere."""
        self.inset = 2
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._height = 0
        self._over = -1
        self._built = (0, 0, 0)
        self._rest = ""

    def blocks(self, width: int) -> list[Block]:  # noqa: ARG002  # for those who have some
        """What to show in `width` cells."""
        return []

    def rest(self, hidden: int) -> str:
        """What the last line says when `hidden` blocks are further down."""
        return f"{hidden} more"

    # showing

    def rebuild(self, *, top: bool = False) -> None:
        """Ask for the blocks anew and keep standing where one stood, or at what is nearest."""
        if self.size.width < NARROWEST:
            return
        at = self._index()
        self._built = (self.size.width, self.size.height, self.ink.turn)
        self._blocks = self.blocks(self.size.width)
        self._starts, self._height = [], 0
        for block in self._blocks:
            self._starts.append(self._height)
            self._height += block.height
        keys = self.keys
        if self.key not in keys:
            near = [block.key for block in self._blocks[: max(at, 0) + 1] if block.key]
            self.key = near[-1] if near and not top else (keys[0] if keys else "")
        if top:
            self.top = 0
        self._keep_in_view()
        self.refresh()

    @property
    def keys(self) -> list[str]:
        """Keys of all blocks that can be stood on, in order."""
        return [block.key for block in self._blocks if block.key]

    def on_resize(self) -> None:
        """Another width may need other lines."""
        self.rebuild()

    def strip(self, y: int) -> Strip:
        """A line of the block that is there now."""
        if self._built != (self.size.width, self.size.height, self.ink.turn):
            self.rebuild()
        if self.size.width < NARROWEST:
            return blank(self.ink, self.size.width, self.ground)
        if self._rest and y == self.size.height - 1:
            return row(
                self.ink,
                self.size.width,
                [(self._rest, "dim")],
                ground=self.ground,
                indent=self.inset,
            )
        line = self.top + y
        index = bisect_right(self._starts, line) - 1
        if index < 0 or line >= self._height:
            return blank(self.ink, self.size.width, self.ground)
        lines = self._blocks[index].lines(self._ground(index))
        inside = line - self._starts[index]
        return (
            lines[inside] if inside < len(lines) else blank(self.ink, self.size.width, self.ground)
        )

    def _ground(self, index: int) -> str:
        block = self._blocks[index]
        if block.key and block.key == self.key:
            return "focus" if self.lit else self.ground if self.quiet else "panel"
        return "panel" if index == self._over and block.key else self.ground

    def _index(self) -> int:
        return next((n for n, b in enumerate(self._blocks) if b.key and b.key == self.key), -1)

    # standing

    def stand(self, key: str) -> bool:
        """Stand on a block; False when there is none of that key."""
        if key not in self.keys:
            return False
        if key != self.key:
            old, self.key = self._index(), key
            if not self._keep_in_view():
                self._redraw(old)
                self._redraw(self._index())
            if self.is_mounted:
                self.post_message(self.Moved(self, key))
        else:
            self._keep_in_view()
        return True

    def move(self, step: int) -> None:
        """So many blocks up or down; at an end the roll moves on by lines instead."""
        keys = self.keys
        at = keys.index(self.key) if self.key in keys else -1
        to = min(max(at + step, 0), len(keys) - 1)
        if keys and to != at:
            self.stand(keys[to])
        else:
            self.scroll_lines(2 if step > 0 else -2)

    def page(self, way: int) -> None:
        """About a page up or down."""
        index, lines = self._index(), max(2, self.size.height - 4)
        if index < 0:
            self.scroll_lines(way * lines)
            return
        wanted = self._starts[index] + way * lines
        keyed = [n for n, block in enumerate(self._blocks) if block.key]
        near = min(keyed, key=lambda n: abs(self._starts[n] - wanted))
        if near == index:
            self.scroll_lines(way * lines)
        else:
            self.stand(self._blocks[near].key)

    def to_end(self, *, last: bool) -> None:
        """The first or the last block."""
        if self.keys:
            self.stand(self.keys[-1 if last else 0])
        self.scroll_lines(self._height if last else -self._height)

    def scroll_lines(self, count: int) -> None:
        """Move what is seen, not where one stands."""
        lowest = max(0, self._height - self.size.height)
        top = min(max(0, self.top + count), lowest)
        if top != self.top:
            self.top = top
            self._told_rest()
            self.refresh()

    def _keep_in_view(self) -> bool:
        """Scroll by half a page where the block would not be seen; True when that was needed."""
        height, index, before = self.size.height, self._index(), (self.top, self._rest)
        lowest = max(0, self._height - height)
        self.top = min(self.top, lowest)
        if index >= 0 and height:
            start = self._starts[index]
            end = start + self._blocks[index].height
            bottom = self.top + height - (1 if self.top < lowest else 0)
            if not any(block.key for block in self._blocks[:index]):
                start = 0 if end <= height else start
            if start < self.top or end > bottom:
                half = height // 2 if height >= LOW else height
                wanted = start - half if start > self.top else end - half
                self.top = min(max(0, wanted, end - height + 1), start, lowest)
        self._told_rest()
        moved = before != (self.top, self._rest)
        if moved:
            self.refresh()
        return moved

    def _told_rest(self) -> None:
        bottom = self.top + self.size.height
        if bottom >= self._height:
            self._rest = ""
            return
        hidden = sum(
            1
            for start, block in zip(self._starts, self._blocks, strict=True)
            if block.key and start + block.height > bottom - 1
        )
        self._rest = self.rest(hidden)

    def _redraw(self, index: int) -> None:
        if 0 <= index < len(self._blocks):
            self.repaint_rows(self._starts[index] - self.top, self._blocks[index].height)

    @property
    def cursor_spot(self) -> Offset | None:
        """Where on the screen the real cursor belongs, None when nothing is stood on."""
        index = self._index()
        if index < 0:
            return None
        y = self._starts[index] - self.top
        if not 0 <= y < self.size.height:
            return None
        return self.region.offset + Offset(self._blocks[index].at, y)

    def light(self, lit: bool) -> None:
        """Whether keys go here: then the block stood on has the fill and the bar."""
        if lit != self.lit:
            self.lit = lit
            self._redraw(self._index())

    # being touched

    def _touched(self, y: int) -> int:
        line = self.top + y
        index = bisect_right(self._starts, line) - 1
        fits = 0 <= index < len(self._blocks) and self._blocks[index].key and line < self._height
        return index if fits else -1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The block under the pointer is raised."""
        self._hover(self._touched(event.y))

    def on_leave(self) -> None:
        """The pointer is gone."""
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._over:
            old, self._over = self._over, index
            self._redraw(old)
            self._redraw(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, down."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, up."""
        event.stop()
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        """A block was clicked."""
        index = self._touched(event.y)
        if index >= 0:
            event.stop()
            self.post_message(self.Pressed(self, self._blocks[index].key, event.chain))
