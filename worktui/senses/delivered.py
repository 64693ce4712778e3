"""When a mail was delivered, read from its head; for mailboxes whose files do not tell."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from worktui.senses.instants import instant

#: Bytes of a mail in which the newest Received line stands.
HEAD: Final = 16 * 1024
_LINE: Final = re.compile(rb"^(Received|Delivery-Date|Date):(.*(?:\r?\n[ \t].*)*)", re.M | re.I)


def delivered(head: bytes) -> datetime | None:
    """The moment of the newest Received or Delivery-Date line (RFC 5321 puts it first), else of
    the Date line; None where the head tells none."""
    end = re.search(rb"\r?\n\r?\n", head)
    told: dict[bytes, datetime] = {}
    for name, text in _LINE.findall(head[: end.start() if end else HEAD]):
        words = re.sub(rb"\s+", b" ", text).decode("ascii", "replace").strip()
        if name.lower() == b"received":
            words = words.rpartition(";")[2].strip()
        moment = instant(re.sub(r"\s*\([^)]*\)\s*$", "", words))
        if moment is not None:
            told.setdefault(name.lower(), moment)
    return told.get(b"delivery-date") or told.get(b"received") or told.get(b"date")
