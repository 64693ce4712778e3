"""Questions about bookings: whose calendar, what kind, with whom, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from worktui.app.views.calendar import Happening
from worktui.app.views.times import FreeTime, free_times
from worktui.domain.actions.base import Action
from worktui.domain.actions.meetings import BookSlot, RescheduleBooking
from worktui.domain.errors import BadInput
from worktui.domain.fields import check, parse_instant
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

Carry = Callable[[Action], None]


def people_shown(shell: Shell, shown: Sequence[str]) -> Chooser:
    """Whose calendar: everybody, me, one, or some by commas; gives handles, () for all."""
    people = [
        (str(doc["id"]), str(doc.get("name") or doc["id"])) for doc in shell.work.all("people")
    ]

    def offer(text: str) -> Sequence[Choice]:
        words = [word.strip().lstrip("@") for word in text.split(",") if word.strip()]
        if len(words) > 1:
            known = {id for id, _ in people}
            some = tuple(word for word in words if word in known)
            return [Choice(", ".join(some), value=some)] if some else []
        rows = [Choice("Everybody", value=())]
        rows += [
            Choice(name, value=(id,), note=f"@{id}", right=(("shown", "dim"),) * (id in shown))
            for id, name in sorted(people, key=lambda each: each[0] != shell.me)
        ]
        return matching(rows, text.strip().lstrip("@"))

    return Chooser(shell.ink, offer, title="Whose calendar?", hint="a name; several by commas",
                   does="show")  # fmt: skip


def of_booking(shell: Shell, item: Happening) -> Chooser:
    """What can be done with a booking; gives the verb."""
    rows = [
        Choice("Move it", value="calendar.move", note="to a free time; they are told"),
        Choice("Cancel it", value="calendar.cancel", note="they are told"),
    ]
    title = f"{item.title} with {item.with_}, {item.clock}"
    return Chooser(shell.ink, lambda text: matching(rows, text), title=title, does="do it")


def other_time(shell: Shell, booking: str) -> Chooser:
    """A free time for a booking; gives the action that moves it."""
    found = free_times(
        shell.work, {"type": "reschedule_booking", "booking": booking}, now=shell.time()
    )
    rows = [
        _row(each, RescheduleBooking(booking=booking, requested_start=each.start)) for each in found
    ]
    return Chooser(shell.ink, lambda text: matching(rows, text), title="Move to another time",
                   hint="thu, 14:00", does="look at it")  # fmt: skip


def _row(time: FreeTime, value: Any) -> Choice:
    return Choice(f"{time.day}  {time.clock}", value=value, note=f"{time.hosts} free")


@dataclass
class Booking:
    """A booking being put together by questions, each asked where there is a choice.

    `near` is where one stood: the free time at or after it comes first. `carry` gets the action.
    """

    shell: Shell
    near: datetime
    carry: Carry
    kind: str = ""
    given: dict[str, Any] = field(default_factory=dict)

    def ask(self) -> None:
        """What kind?"""
        kinds = list(self.shell.work.all("event_types"))
        if len(kinds) == 1:
            self._of(str(kinds[0]["id"]))
            return
        rows = [
            Choice(
                str(doc.get("title") or doc["id"]),
                value=str(doc["id"]),
                note=f"{doc.get('minutes', 30)} min · {', '.join(doc.get('hosts') or ())}",
            )
            for doc in kinds
        ]
        dialog = Chooser(self.shell.ink, lambda text: matching(rows, text),
                         title="Book what?", does="take it")  # fmt: skip
        self.shell.ask(dialog, self._of)

    def _of(self, kind: str) -> None:
        self.kind = kind
        rows = [
            Choice(str(doc.get("name") or doc["id"]), value=str(doc["id"]), note=str(doc["id"]))
            for doc in self.shell.work.all("contacts")
        ]

        def offer(text: str) -> Sequence[Choice]:
            found = list(matching(rows, text))
            if address := _address(text):
                found.insert(0, Choice(address, value=address, note="somebody new"))
            return found

        dialog = Chooser(self.shell.ink, offer, title="With whom?",
                         hint="a contact, or an address", does="take")  # fmt: skip
        self.shell.ask(dialog, self._with)

    def _with(self, invitee: str) -> None:
        shell = self.shell
        about = {"type": "book_slot", "event_type": self.kind, "start": self.near.isoformat()}
        found = list(free_times(shell.work, about, now=shell.time()))
        first = [each for each in found if parse_instant(each.start) >= self.near]
        found = first + [each for each in found if each not in first]
        contact = shell.work.get("contacts", invitee) or {}
        rows = [
            _row(
                each,
                BookSlot(event_type=self.kind, invitee=invitee, start=each.start,
                         name=contact.get("name")),
            )
            for each in found
        ]  # fmt: skip
        dialog = Chooser(shell.ink, lambda text: matching(rows, text), title="When?",
                         hint="thu, 14:00", does="look at it")  # fmt: skip
        shell.ask(dialog, self.carry)


def _address(text: str) -> str:
    """An address that was typed, "" when it is none."""
    try:
        return str(check("email", "invitee", text.strip()) or "")
    except BadInput:
        return ""
