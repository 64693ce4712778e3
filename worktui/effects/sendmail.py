"""The carrier that hands mail to a program of this machine that speaks like sendmail."""

from __future__ import annotations

import shlex
import subprocess
from email.message import EmailMessage

from worktui.domain.text import clean_or
from worktui.effects.carrier import Permanent, Temporary

TIMEOUT = 60.0
FOR_GOOD = frozenset({64, 65, 67, 68})
"""Exit statuses (sysexits.h) that another try will not change: usage, data, user, host."""


class SendmailCarrier:
    """Runs `command -t -i`; the recipient stands in the message, never on the command line."""

    name = "sendmail"
    leaves = True

    def __init__(self, command: str = "", timeout: float = TIMEOUT) -> None:
        self.words = shlex.split(command) or ["sendmail"]
        self.timeout = timeout

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
            raise Temporary(f"{self.words[0]} did not end within {self.timeout:g} s.") from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise Temporary(f"{self.words[0]} could not be started: {why}.") from error
        if done.returncode:
            said = clean_or(done.stderr.decode("utf-8", "replace"), "", 160)
            sentence = f"{self.words[0]} ended with {done.returncode}. {said}".strip()
            kind = Permanent if done.returncode in FOR_GOOD else Temporary
            raise kind(sentence, done.returncode)
        return ""
