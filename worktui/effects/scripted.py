"""A carrier that answers as it was told to: for described situations and for tests."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import EmailMessage

from worktui.effects.carrier import Permanent, Temporary

TIMED_OUT = 0
"""An answer that never comes."""


class ScriptedCarrier:
    """Gives the `answers` (SMTP codes) one after the other, and 250 when they have run out.

    `tried` holds every message in the order it came, `sent` those that were taken.
    """

    name = "scripted"
    leaves = True
    place = "a script"

    def __init__(self, answers: Iterable[int] = ()) -> None:
        self.answers = list(answers)
        self.tried: list[EmailMessage] = []
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> str:
        """Answer with the next code."""
        code = self.answers.pop(0) if self.answers else 250
        self.tried.append(message)
        if code == TIMED_OUT:
            raise Temporary("The mail server did not answer.")
        if code >= 500:
            raise Permanent(f"The mail server answered {code}.", code)
        if code >= 400:
            raise Temporary(f"The mail server answered {code}.", code)
        self.sent.append(message)
        return ""
