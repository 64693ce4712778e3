"""One message among others that cannot be read: it is told as that, and the others come in."""

from __future__ import annotations

import errno
from typing import Final

from worktui.domain.text import clean_or

_MACHINE: Final = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN}
)


def of_this_machine(error: OSError) -> bool:
    """Whether nothing at all could be read just now, so that it is to be tried again."""
    return error.errno in _MACHINE


def unread(error: OSError) -> str:
    """Why one message could not be read, without its path."""
    why = (error.strerror or "it cannot be read").lower()
    return f"It could not be read: {clean_or(why, 'it cannot be read', 120)}."
