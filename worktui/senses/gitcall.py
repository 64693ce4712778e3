"""Asking git about a local repository without trusting it: a list of words, no shell, nothing of
the repository's own settings that would start a program, no network, no prompt, bounded."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from worktui.domain.errors import SenseProblem

SECONDS: Final = 60.0
LONGEST: Final = 16 * 1024 * 1024
"""Bytes of an answer that are read."""
_SAFE: Final = (
    *("-c", "core.fsmonitor="),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.alternateRefsCommand="),
    *("-c", "log.showSignature=false"),
    *("-c", "gpg.program=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
    *("--no-pager", "--no-optional-locks", "--no-replace-objects"),
)
_KEPT: Final = ("PATH", "HOME", "XDG_CONFIG_HOME", "USER", "LOGNAME", "TMPDIR")


def ask(
    folder: str, words: Sequence[str], *, given: str = "", env: Mapping[str, str]
) -> str | None:
    """What `git WORDS` answers in a folder, None when it says no (status 1 or 128 without a
    reason that a person could do something about). Raises SenseProblem."""
    told = {name: env[name] for name in _KEPT if name in env}
    told |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        with subprocess.Popen(
            ["git", *_SAFE, "-C", folder, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=told,
        ) as git:
            timer = threading.Timer(SECONDS, git.kill)
            timer.start()
            try:
                return _answer(git, given)
            finally:
                timer.cancel()
                git.kill()
    except FileNotFoundError as error:
        raise SenseProblem(
            "Git is not installed.", hint="Install git to have repositories watched.", lasting=True
        ) from error
    except OSError as error:
        raise SenseProblem("Git cannot be started.", hint="It is tried again.") from error


def _answer(git: subprocess.Popen[bytes], given: str) -> str | None:
    assert git.stdin is not None
    assert git.stdout is not None
    assert git.stderr is not None
    with suppress(BrokenPipeError):  # it ended before it was asked all
        git.stdin.write(given.encode())
        git.stdin.close()
    out = git.stdout.read(LONGEST)
    if len(out) == LONGEST:
        return out.decode("utf-8", "replace")
    said = git.stderr.read(4096).decode("utf-8", "replace")
    if git.wait() == 0:
        return out.decode("utf-8", "replace")
    if "dubious ownership" in said:
        raise SenseProblem(
            "Git does not trust the repository: another user owns its folder.",
            hint="If you do, `git config --global --add safe.directory FOLDER` says so.",
            lasting=True,
        )
    if git.returncode < 0:
        raise SenseProblem("Git took too long and was stopped.", hint="It is tried again.")
    if "not a git repository" in said or "cannot change to" in said:
        raise SenseProblem(
            "There is no git repository here.",
            hint="Set [watch] repositories to folders that hold one.",
        )
    return None


def surroundings() -> Mapping[str, str]:
    """The environment of this process, from which little is handed on."""
    return os.environ
