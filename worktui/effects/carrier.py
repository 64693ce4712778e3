"""What carries a message out, and the two ways in which it may fail."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Protocol


class Carrier(Protocol):
    """Takes one message to where it belongs."""

    @property
    def name(self) -> str:
        """A word for it: maildir, smtp, sendmail."""

    @property
    def leaves(self) -> bool:
        """False when messages are only written here."""

    @property
    def place(self) -> str:
        """Where it takes messages, as the settings of this machine call it; never stored."""

    def send(self, message: EmailMessage) -> str:
        """Hand over one message; returns what became of it, in words ("" needs none).

        Raises Temporary or Permanent, nothing else. What it returns and raises is kept in the
        workspace, which others read: it names no host, user, path or command.
        """


class CarrierError(Exception):
    """A message was not taken; `args[0]` is a sentence, `code` the server's number or 0."""

    def __init__(self, message: str, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class Temporary(CarrierError):
    """It may work later: no connection, a timeout, a mail server's 4xx. `after` is the wait
    that the receiver asked for."""

    def __init__(self, message: str, code: int = 0, after: timedelta | None = None) -> None:
        super().__init__(message, code)
        self.after = after


class Permanent(CarrierError):
    """It will not work however often it is tried: a bad address, an answer 5xx."""
