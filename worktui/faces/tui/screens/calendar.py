"""Calendar: who is busy when, what is booked, what is due, and where there is room.

A week of the chosen people, or one day with people side by side. What one stands on can be
moved or cancelled; a free place can be booked. What somebody outside would see is shown first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from worktui.app.phrases import full_day
from worktui.app.views.calendar import (
    CalendarView,
    Happening,
    calendar_view,
    told,
    week_of,
)
from worktui.domain.actions.base import Action
from worktui.domain.change import Doc, Entry
from worktui.domain.settings import Settings
from worktui.engine.working import first_instant
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, row, rule
from worktui.faces.tui.place import Place
from worktui.faces.tui.widgets.calendar_grid import CalendarGrid, Spot
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_TABLES = frozenset(
    {"tasks", "people", "columns", "calendar", "bookings", "settings", "contacts", "event_types"}
)
MINUTE = 60.0
ROOMY = 140
"""From so many cells on a week is shown whole, whatever is on its end."""


class Calendar(Place):
    """Place 5."""

    place = "calendar"
    number = 5
    title_ = "Calendar"
    DEFAULT_CSS = """
    Calendar #whole { width: 1fr; height: 1fr; }
    Calendar #calendar-head { height: 2; }
    Calendar #calendar-about { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("calendar")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: CalendarView | None = None
        self.day: date | None = None
        self.people: tuple[str, ...] = ()
        self.by_person = False
        self.spot = Spot(0, 0)
        self.head = Sheet(self.ink, id="calendar-head")
        self.grid = CalendarGrid(self.ink)
        self.about = Sheet(self.ink, id="calendar-about")

    def body(self) -> Iterable[Widget]:
        """Title, grid, and what one stands on in words."""
        with Vertical(id="whole"):
            yield self.head
            yield self.grid
            yield self.about

    # what is shown

    def on_mount(self) -> None:
        """It tells the time: made anew every minute."""
        super().on_mount()
        self.set_interval(MINUTE, self._passed)

    def _passed(self) -> None:
        if self.is_current:
            self.load()

    @property
    def settings(self) -> Settings:
        """Those of the workspace."""
        return Settings.of(self.shell.work)

    def load(self) -> None:
        """The days anew; the first time one stands at now."""
        now = self.shell.time()
        today = self.settings.today(now)
        fresh = self.day is None
        self.day = self.day or week_of(today)
        self.view = self._seen(now)
        if fresh and self.view.now < 0:  # a free weekend: what comes next
            self.day += timedelta(days=7)
            self.view = self._seen(now)
        if fresh:
            self._stand_at(today, max(self.view.now, self.view.first * 60))
        self._stand(self.spot)

    def _seen(self, now: datetime) -> CalendarView:
        assert self.day is not None
        whole = self.app.size.width >= ROOMY
        return calendar_view(
            self.shell.work, self.people, self.day, now=now, whole=whole, by_person=self.by_person
        )

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where something was touched that is shown."""
        if any(edit.table in _TABLES for entry in entries for edit in entry.edits):
            self.load()

    def _stand_at(self, day: date, minute: int) -> None:
        lanes = self.view.lanes if self.view else ()
        at = next((n for n, lane in enumerate(lanes) if lane.day == day), 0)
        self.spot = Spot(at, minute)

    def _stand(self, spot: Spot) -> None:
        """Stand somewhere, as near as there is such a place."""
        view = self.view
        if view is None:
            return
        lane = min(max(0, spot.lane), max(0, len(view.lanes) - 1))
        step = self.grid.step
        low, high = view.first * 60, view.last * 60 - step
        minute = min(max(low, spot.minute), high) // step * step
        due = min(spot.due, len(view.lanes[lane].due) - 1) if view.lanes else -1
        self.spot = Spot(lane, minute, due)
        self._show()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        width = self.app.size.width - 2
        who = ", ".join(view.people) if view.people else "everybody"
        left: list[Piece] = [("Calendar", "title b"), (f"  {view.title}", "fg")]
        self.head.show([row(self.ink, width, left, [(who, "dim")]), blank(self.ink, width)])
        self.grid.show(view, self.spot)
        self.about.show(self._told(width))
        place = self.grid.cursor_spot
        if place is not None and self.is_current:
            self.app.cursor_position = place
        self.refresh_keys()

    def _told(self, width: int) -> list[Any]:
        """What one stands on, in words."""
        ink = self.ink
        lines = [blank(ink, width), rule(ink, width)]
        items = self.here()
        if not items:
            return [*lines, row(ink, width, self._free())]
        for item in items[:2]:
            left: list[Piece] = [(item.title, "title b")]
            if item.with_:
                left.append((f"  with {item.with_}", "fg"))
            right: list[Piece] = [(item.key if item.kind != "busy" else "", "dim")]
            facts = [item.clock, ", ".join(item.who) or "nobody", item.state]
            left.append(("  " + " · ".join(fact for fact in facts if fact), "dim"))
            lines.append(row(ink, width, left, right))
        return lines

    def _free(self) -> list[Piece]:
        """`free from 14:30 to 17:00`, or that nobody works then."""
        view = self.view
        assert view is not None
        lane, minute = view.lanes[self.spot.lane], self.spot.minute
        when = f"{full_day(lane.day)} {told(minute)}"
        if not lane.works(minute):
            return [(when, "fg"), ("  nobody works then", "dim")]
        end = next(high for low, high in lane.open if low <= minute < high)
        later = [each.start for each in lane.timed if minute < each.start < end]
        until = min(later, default=end)
        return [
            (when, "fg"),
            (f"  free until {told(until)}", "dim"),
            ("   a", "title b"),
            (" books", "dim"),
        ]

    def here(self) -> tuple[Happening, ...]:
        """What happens where one stands, the innermost first."""
        view = self.view
        if view is None or not view.lanes:
            return ()
        lane = view.lanes[self.spot.lane]
        if self.spot.due >= 0:
            return lane.due[self.spot.due : self.spot.due + 1]
        step = self.grid.step
        found = [
            each
            for each in lane.timed
            if each.start < self.spot.minute + step and self.spot.minute < each.end
        ]
        return tuple(sorted(found, key=lambda each: (each.kind != "booking", -each.start)))

    def moment(self) -> datetime:
        """The instant where one stands."""
        view = self.view
        assert view is not None
        lane = view.lanes[self.spot.lane]
        wall = datetime.combine(lane.day, time()) + timedelta(minutes=self.spot.minute)
        return first_instant(wall, self.settings.zone)

    def chosen(self) -> tuple[Doc, ...]:
        """The due task one stands on."""
        found = (
            self.shell.work.get("tasks", each.key) for each in self.here() if each.kind == "due"
        )
        return tuple(doc for doc in found if doc is not None)

    def contact_here(self) -> str:
        """Whom the booking is with."""
        booked = (
            self.shell.work.get("bookings", each.key)
            for each in self.here()
            if each.kind == "booking"
        )
        found = [str(doc.get("invitee") or "") for doc in booked if doc is not None]
        return found[0] if found else super().contact_here()

    def facts(self) -> frozenset[str]:
        """Whether a booking is under the cursor, or something busy, and what can be booked."""
        found = {each.kind for each in self.here()}
        if self.shell.work.count("event_types"):
            found.add("bookable")
        return frozenset(found)

    # the cursor

    def action_down(self) -> None:
        """Later; from what is due into the hours."""
        spot, view = self.spot, self.view
        if view is None:
            return
        if spot.due >= 0:
            if spot.due + 1 < len(view.lanes[spot.lane].due):
                self._stand(Spot(spot.lane, spot.minute, spot.due + 1))
            else:
                self._stand(Spot(spot.lane, view.first * 60))
            return
        self._stand(Spot(spot.lane, spot.minute + self.grid.step))

    def action_up(self) -> None:
        """Earlier; above the hours to what is due."""
        spot, view = self.spot, self.view
        if view is None:
            return
        if spot.due > 0:
            self._stand(Spot(spot.lane, spot.minute, spot.due - 1))
        elif spot.due < 0 and spot.minute <= view.first * 60 and view.lanes[spot.lane].due:
            self._stand(Spot(spot.lane, spot.minute, len(view.lanes[spot.lane].due) - 1))
        elif spot.due < 0:
            self._stand(Spot(spot.lane, spot.minute - self.grid.step))

    def action_left(self) -> None:
        """A lane to the left; before the first day, the days before."""
        self._aside(-1)

    def action_right(self) -> None:
        """A lane to the right; after the last day, the days after."""
        self._aside(1)

    def _aside(self, way: int) -> None:
        view, spot = self.view, self.spot
        if view is None:
            return
        if 0 <= spot.lane + way < len(view.lanes):
            self._stand(Spot(spot.lane + way, spot.minute, spot.due))
        elif not self.by_person:
            self._turn(way)
            self._stand(Spot(0 if way > 0 else len(view.lanes) - 1, spot.minute))

    def action_top(self) -> None:
        """To now."""
        self.verb_calendar_now()

    def action_bottom(self) -> None:
        """To the end of the day."""
        self._stand(Spot(self.spot.lane, 24 * 60))

    def action_page(self, way: int) -> None:
        """The days after, the days before."""
        self._turn(way)

    def _turn(self, way: int) -> None:
        if self.day is not None:
            self.day += timedelta(days=way * (1 if self.by_person else 7))
            self.load()

    def on_calendar_grid_pressed(self, message: CalendarGrid.Pressed) -> None:
        """A click stands there; a second one opens or books."""
        self._stand(message.spot)
        if message.times >= 2:
            self.action_verb("calendar.open" if self.here() else "calendar.book")

    def on_resize(self, event: events.Resize) -> None:
        """More room may show more days."""
        super().on_resize(event)
        if self.view is not None:
            self.load()
            self.call_after_refresh(self._show)

    # verbs

    def verb_calendar_next(self) -> None:
        """The days after."""
        self._turn(1)

    def verb_calendar_previous(self) -> None:
        """The days before."""
        self._turn(-1)

    def verb_calendar_now(self) -> None:
        """Back to this week and this hour."""
        self.day = None
        if self.by_person:
            self.day = self.settings.today(self.shell.time())
        self.load()
        if self.view is not None:
            today = self.settings.today(self.shell.time())
            self._stand_at(today, max(self.view.now, 0))
            self._stand(self.spot)

    def verb_calendar_view(self) -> None:
        """Days side by side, or people on one day."""
        view = self.view
        if view is None or not view.lanes:
            return
        day = view.lanes[self.spot.lane].day
        minute = self.spot.minute
        self.by_person = not self.by_person
        self.day = day if self.by_person else week_of(day)
        self.load()
        if self.by_person:
            self._stand(Spot(0, minute))
        else:
            self._stand_at(day, minute)
            self._stand(self.spot)

    def verb_calendar_who(self) -> None:
        """Whose calendar is shown."""
        from worktui.faces.tui.dialogs.booking import people_shown

        def take(chosen: tuple[str, ...]) -> None:
            self.people = chosen
            self.load()

        self.shell.ask(people_shown(self.shell, self.people), take)

    def verb_calendar_open(self) -> None:
        """The task; of a booking what can be done with it."""
        items = self.here()
        if not items:
            self.verb_calendar_book()
        elif items[0].kind == "due":
            self.shell.open_task(items[0].key)
        elif items[0].kind == "booking":
            from worktui.faces.tui.dialogs.booking import of_booking

            self.shell.ask(of_booking(self.shell, items[0]), self.action_verb)
        else:
            self.shell.say(f"{items[0].title}, {items[0].clock}")

    def verb_calendar_book(self) -> None:
        """Book: what kind, with whom, when."""
        from worktui.faces.tui.dialogs.booking import Booking

        Booking(self.shell, self.moment(), self._carry).ask()

    def verb_calendar_move(self) -> None:
        """The booking to another time."""
        from worktui.faces.tui.dialogs.booking import other_time

        booking = next((each for each in self.here() if each.kind == "booking"), None)
        if booking is not None:
            self.shell.ask(other_time(self.shell, booking.key), self._carry)

    def verb_calendar_cancel(self) -> None:
        """Give the booking back; its people are told."""
        from worktui.domain.actions.meetings import CancelBooking

        booking = next((each for each in self.here() if each.kind == "booking"), None)
        if booking is not None:
            self._carry(CancelBooking(booking=booking.key))

    def _carry(self, action: Action) -> None:
        """Show what would leave; only then do it."""
        from worktui.app.views.letters import drafted
        from worktui.faces.tui.dialogs.message import MessageDialog

        shell = self.shell
        preview = shell.desk.preview([action])
        if preview.problem:
            shell.refuse(preview.problem)
            return
        if not preview.outward:
            shell.do([action])
            return
        leaves = shell.courier is not None and shell.courier.leaves
        letters = drafted(shell.work, preview, me=shell.me, leaves=leaves)
        shell.ask(MessageDialog(shell.ink, letters), partial(self._answered, action))

    def _answered(self, action: Action, answer: str) -> None:
        if answer == "send":
            self.shell.do([action])
        else:
            self.shell.refuse("An invitation is written from its booking; its words stay.")
