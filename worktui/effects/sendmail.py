"""The carrier that hands mail to a program of this machine that speaks like sendmail."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping
from email.message import EmailMessage

from worktui.effects.carrier import Permanent, Temporary

TIMEOUT = 60.0
FOR_GOOD = frozenset({64, 65, 67, 68})
"""Exit statuses (sysexits.h) that another try will not change: usage, data, user, host."""
_STATUSES: Mapping[int, str] = {
    64: "it was started wrongly",
    65: "the message cannot be read",
    67: "there is no such user",
    68: "there is no such host",
    69: "something it needs is missing",
    70: "a fault of its own",
    71: "a fault of the system",
    73: "it cannot write",
    74: "reading or writing failed",
    75: "it wants to be asked again",
    77: "it may not do that",
    78: "its settings are wrong",
}
"""What its exit statuses mean (sysexits.h). What it prints may name paths and users, and is not
kept: it stands in its own log."""


class SendmailCarrier:
    """Runs `command -t -i`; the recipient stands in the message, never on the command line."""

    name = "sendmail"
    leaves = True

    def __init__(self, command: str = "", timeout: float = TIMEOUT) -> None:
        self.words = _words(command) or ["sendmail"]
        self.timeout = timeout

    @property
    def place(self) -> str:
        """What is run, for whoever has these settings."""
        return " ".join(self.words)

    def send(self, message: EmailMessage) -> str:
        """Hand one message over; raises Temporary or Permanent."""
        data = message.as_bytes(policy=message.policy.clone(linesep="\n"))
        try:
            done = subprocess.run(
                [*self.words, "-t", "-i"],
                input=data,
                capture_output=True,
                timeout=self.timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Temporary(f"The mail program did not end within {self.timeout:g} s.") from error
        except (OSError, ValueError) as error:
            why = (getattr(error, "strerror", None) or type(error).__name__).lower()
            raise Temporary(f"The mail program could not be started: {why}.") from error
        if done.returncode:
            why = _STATUSES.get(done.returncode, "it says why in its own log")
            sentence = f"The mail program ended with {done.returncode}: {why}."
            kind = Permanent if done.returncode in FOR_GOOD else Temporary
            raise kind(sentence, done.returncode)
        return ""


def _words(command: str) -> list[str]:
    """A command line in its words; one with a quote that is never closed is a single word, which
    then cannot be started, and that is told."""
    try:
        return shlex.split(command)
    except ValueError:
        return [command]
