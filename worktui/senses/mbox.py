"""A mailbox file: several mails in one, parted by "From " lines (mboxrd and mboxo)."""

from __future__ import annotations

import re
from typing import Final

from worktui.domain.arrival import Arrival
from worktui.senses.eml import is_mail, read_eml
from worktui.senses.raw import failed

_FROM: Final = re.compile(rb"(?:\A|(?<=\n))From [^\r\n]{1,300}\r?\n(?=[A-Za-z][\w-]*:)")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST_MAILS: Final = 5000


def is_mbox(raw: bytes) -> bool:
    """Whether the file begins as a mailbox does."""
    return bool(_FROM.match(raw.lstrip(b"\r\n")))


def read_mbox(raw: bytes) -> tuple[Arrival, ...]:
    """Every mail in order; a file that is one mail only is read as that."""
    starts = list(_FROM.finditer(raw))[:_MOST_MAILS]
    if not starts:
        if is_mail(raw):
            return (read_eml(raw),)
        return (failed("eml", raw, "There is no mail in this mailbox file."),)
    ends = [s.start() for s in starts[1:]] + [len(raw)]
    mails = (raw[s.end() : e] for s, e in zip(starts, ends, strict=True))
    return tuple(read_eml(_QUOTED_FROM.sub(rb"\1", mail)) for mail in mails)
