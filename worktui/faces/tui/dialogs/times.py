"""Another time for a step: a free slot, up to three for an offer, or a day in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worktui.app.phrases import listed
from worktui.app.plans.meetings import OFFERED
from worktui.app.views.steps import StepView
from worktui.app.views.times import FreeTime, free_times
from worktui.domain.change import Doc
from worktui.faces.tui.dialogs import asking
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching
from worktui.faces.tui.dialogs.dialog import Chosen, Dialog

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_SLOTS = frozenset({"offer_slots", "book_slot", "hold_slot", "reschedule_booking"})


def about(shell: Shell, step: StepView, action: Doc) -> Dialog:
    """The question for a step; gives the value of its field of time."""
    if action["type"] not in _SLOTS:
        return asking.about("when", shell, (), f"Step {step.n}")
    found = free_times(shell.work, action, now=shell.time())
    if action["type"] == "offer_slots":
        return OfferTimes(shell, step, found)
    rows = [_row(time) for time in found]
    return Chooser(
        shell.ink,
        lambda text: matching(rows, text),
        title=f"Step {step.n}: another time",
        hint="thu, 14:00",
        does="take it",
    )


def _row(time: FreeTime) -> Choice:
    return Choice(f"{time.day}  {time.clock}", value=time.start, note=f"{time.hosts} free")


class OfferTimes(Chooser):
    """⏎ takes a time into the offer or out of it; the first row offers those taken."""

    def __init__(self, shell: Shell, step: StepView, found: Sequence[FreeTime]) -> None:
        super().__init__(
            shell.ink,
            self._offered,
            title=f"Step {step.n}: up to {OFFERED} times to offer",
            hint="thu, 14:00",
            does="take or leave",
        )
        self.found = found
        self.taken: list[str] = []

    def _offered(self, text: str) -> list[Choice]:
        chosen = [time for time in self.found if time.start in self.taken]
        rows = []
        if chosen:
            words = listed([f"{time.day} {time.clock}" for time in chosen])
            rows.append(Choice(f"Offer {words}", value=[time.start for time in chosen]))
        sign = self.ink.signs.done
        for choice in matching([_row(time) for time in self.found], text):
            right = ((f"{sign} offered", "good"),) if choice.value in self.taken else ()
            rows.append(Choice(choice.label, choice.value, choice.note, right=right))
        return rows

    def take(self, number: int) -> None:
        """In, out, or done."""
        if not 0 <= number < len(self.choices):
            return
        value = self.choices[number].value
        if isinstance(value, list):
            self.dismiss(Chosen(value))
            return
        had = bool(self.taken)
        if value in self.taken:
            self.taken.remove(value)
        elif len(self.taken) < OFFERED:
            self.taken.append(value)
        self.choices = self._offered(self.text)
        shift = int(bool(self.taken)) - int(had)
        self.at = min(max(0, self.at + shift), len(self.choices) - 1)
        self.redraw()
