"""Notes in the editor a person has chosen, where there is a person of one's own at a terminal.

An editor can start anything. So it is never started for a guest: not over SSH, where a session
may be allowed to show these screens and nothing else.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from worktui.domain.errors import Refused
from worktui.domain.fields import check
from worktui.domain.text import BLOCK_LIMIT

_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "SSH_ORIGINAL_COMMAND")


def may_run_editor(env: Mapping[str, str]) -> str:
    """Why no editor can be started in such an environment, "" where it may be."""
    if any(env.get(name) for name in _REMOTE):
        return "not over SSH"
    if env.get("TERM", "") in ("", "dumb"):
        return "there is no terminal for it"
    return "" if _chosen(env) else "no editor is chosen: set VISUAL or EDITOR"


def _chosen(env: Mapping[str, str]) -> list[str]:
    """The editor as words; none where what is set cannot be read."""
    try:
        return shlex.split(env.get("VISUAL") or env.get("EDITOR") or "")
    except ValueError:
        return []


def edited(text: str, env: Mapping[str, str]) -> str:
    """The text as it comes out of the editor, cleaned like all that comes from outside.

    Waits for the editor. The file is this person's alone (0600) and goes with the end of it,
    unless something went wrong: then it stays, and the refusal names it. Raises Refused.
    """
    why = may_run_editor(env)
    if why:
        raise Refused(f"{why[:1].upper()}{why[1:]}.")
    handle, name = tempfile.mkstemp(prefix="worktui-notes-", suffix=".md")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    command = [*_chosen(env), name]
    try:
        status = subprocess.run(command, check=False, env=dict(env)).returncode
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Refused(f"{command[0][:60]} cannot be started ({error.strerror}).") from error
    if status:
        raise Refused(f"The editor ended with status {status}; what was written is in {name}.")
    raw = _read(path, name)
    found = str(check("block", "notes", raw) or "")
    path.unlink(missing_ok=True)
    return found


def _read(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{name} cannot be read ({error.strerror}).") from error
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").strip("\n")
    if len(text) > BLOCK_LIMIT:
        raise Refused(f"Notes have {BLOCK_LIMIT:,} characters at most; yours are in {name}.")
    return text
