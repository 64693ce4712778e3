"""What the operating system refused, said in one sentence with a way out."""

from __future__ import annotations

import errno
import os

from worktui.domain.errors import StoreProblem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_ODD = {errno.EISDIR, errno.ESPIPE, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO}


def disk_problem(error: OSError, name: str, doing: str) -> StoreProblem:
    """The StoreProblem for an OSError met while `doing` (“read”, “written”) a file."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno in {errno.EISDIR, errno.ESPIPE}:
        reason = "it is not a plain file"
    if error.errno == errno.EDQUOT:
        return StoreProblem(
            f"{name} could not be {doing}: your disk quota is used up. Nothing was changed.",
            hint="Free some room and try again.",
            cause="full",
        )
    if error.errno in _FULL:
        return StoreProblem(
            f"{name} could not be {doing}: the disk is full. Nothing was changed.",
            hint="Free some room and try again.",
            cause="full",
        )
    if error.errno in _FORBIDDEN:
        return StoreProblem(
            f"{name} could not be {doing}: {reason}.",
            hint="Ask its owner for access, or name another file with --file.",
            cause="readonly",
        )
    if error.errno in _ODD:
        return StoreProblem(
            f"{name} could not be {doing}: {reason}.",
            hint="Name a plain file with --file.",
            cause="unreachable",
        )
    return StoreProblem(
        f"{name} could not be {doing}: {reason}. Nothing was changed.",
        hint="Try again; if it stays so, check the disk.",
        cause="unreachable",
    )


def damaged(name: str, what: str, hint: str) -> StoreProblem:
    """A file that cannot be used as it is."""
    return StoreProblem(f"{name} {what}.", hint=hint, cause="corrupt")
