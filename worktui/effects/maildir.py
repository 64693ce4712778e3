"""The carrier of a workspace without mail set up: messages are written to a Maildir here.

Its files are named after the message, so that one that is delivered twice (the program was
ended between writing and noting it) is there once. Any mail program, and the standard
library's `mailbox`, reads the folder.
"""

from __future__ import annotations

import hashlib
import os
from email.message import EmailMessage
from pathlib import Path

from worktui.effects.carrier import Temporary

FOLDERS = ("tmp", "new", "cur")


class MaildirCarrier:
    """Writes messages below `folder`; they leave this machine by nobody."""

    name = "maildir"
    leaves = False

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    @property
    def place(self) -> str:
        """The folder, for whoever has these settings."""
        return str(self.folder)

    def send(self, message: EmailMessage) -> str:
        """Write one message, durably, unless it is there; returns that. Where the folder is,
        only this machine's settings know: what is returned is read by the team."""
        try:
            self._write(message)
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise Temporary(f"The mail folder cannot be written: {why}.") from error
        return "written here, not sent"

    def _write(self, message: EmailMessage) -> None:
        for folder in (self.folder.parent, self.folder, *(self.folder / n for n in FOLDERS)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32] + ".worktui"
        if self._has(name):
            return
        fresh = self.folder / "tmp" / name
        fresh.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as file:
            file.write(message.as_bytes(policy=message.policy.clone(linesep=os.linesep)))
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(self.folder / "new" / name)
        handle = os.open(self.folder / "new", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _has(self, name: str) -> bool:
        """Whether a message is here already, read (`cur`, with flags after a colon) or not."""
        return (self.folder / "new" / name).exists() or any((self.folder / "cur").glob(f"{name}*"))
