"""A place with one roll in it: walking up and down, pages, ends, clicks, the real cursor."""

from __future__ import annotations

from textual import events

from worktui.faces.tui.place import Place
from worktui.faces.tui.widgets.roll import Roll


class Walking(Place):
    """Base of places whose cursor walks over one roll; give `roll` and `opens`."""

    roll: Roll
    opens = ""
    """The verb that a double click does."""

    def point(self) -> None:
        """The real cursor and the footer to where one stands."""
        spot = self.roll.cursor_spot
        if spot is not None and self.is_current:
            self.app.cursor_position = spot
        self.refresh_keys()

    def action_down(self) -> None:
        """One down."""
        self.roll.move(1)

    def action_up(self) -> None:
        """One up."""
        self.roll.move(-1)

    def action_left(self) -> None:
        """Nothing is to the left."""

    def action_right(self) -> None:
        """Nothing is to the right."""

    def action_top(self) -> None:
        """To the first."""
        self.roll.to_end(last=False)

    def action_bottom(self) -> None:
        """To the last."""
        self.roll.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.roll.page(way)

    def on_roll_moved(self) -> None:
        """The cursor and the keys follow."""
        self.point()

    def on_roll_pressed(self, message: Roll.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
        self.roll.stand(message.key)
        if message.times >= 2 and self.opens:
            self.action_verb(self.opens)

    def on_resize(self, event: events.Resize) -> None:
        """The cursor's place may be another one."""
        super().on_resize(event)
        self.call_after_refresh(self.point)
