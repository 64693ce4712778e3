"""Times in words: another one for a step, up to three for an offer, when something comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from worktui.app.phrases import full_day, listed
from worktui.app.plans.meetings import OFFERED
from worktui.app.views.steps import StepView
from worktui.app.views.times import FreeTime, free_times
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.engine.spoken import Spoken
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


LATER = ("in an hour", "in three hours", "tomorrow 9:00", "monday 9:00", "in two weeks")
"""When something can come back, to begin with."""


def later(shell: Shell, who: str) -> Chooser:
    """Until when something is out of sight; gives the instant in ISO 8601."""
    settings, now = Settings.of(shell.work), shell.time()
    spoken = Spoken.of(settings, now)

    def one(words: str) -> Choice:
        value = spoken.value(words)
        if value is None:
            return Choice(words, note="not a moment: fri, mon 9:00, in 2 days", possible=False)
        moment = spoken.instant(value)
        local = moment.astimezone(settings.zone)
        if moment <= now:
            today = not isinstance(value, datetime) and value == settings.today(now)
            why = "at what time today? 16:00" if today else "that has passed"
            return Choice(words, note=why, possible=False)
        return Choice(
            words, value=moment.isoformat(), note=f"{full_day(local.date())} {local:%H:%M}"
        )

    def offer(text: str) -> list[Choice]:
        return [one(text.strip())] if text.strip() else [one(words) for words in LATER]

    return Chooser(
        shell.ink, offer, title=f"{who}: back when?", hint="fri, mon 9:00", does="out of sight"
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
