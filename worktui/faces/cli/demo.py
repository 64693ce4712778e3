"""What `worktui demo` was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from worktui.domain.errors import Refused, WrongUsage

HELP = """Usage: worktui demo [--write PATH]

  The app on sample work, in a copy that is thrown away.

  --write PATH  leave the sample in a new file instead
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """`path` where the sample shall be left, None for the app over a throw-away copy."""

    path: Path | None = None
    help: bool = False


def wish(words: Sequence[str]) -> Wish:
    """Read the words after `demo`; raises WrongUsage."""
    left = [word for word in words if word != "--json"]
    if left and left[0] in ("-h", "--help"):
        return Wish(help=True)
    if not left:
        return Wish()
    name, equals, value = left[0].partition("=")
    if name == "--write" and equals and len(left) == 1:
        return Wish(Path(value).expanduser())
    if left[0] == "--write" and len(left) == 2:
        return Wish(Path(left[1]).expanduser())
    raise WrongUsage("demo takes only --write PATH.", hint="`worktui demo --help` says how.")


def fresh(path: Path) -> Path:
    """The path, if nothing stands there; raises Refused."""
    if path.exists():
        raise Refused(f"{path} is there already.", hint="Name a new file.")
    return path


def say_help() -> int:
    """Print how it is used."""
    sys.stdout.write(HELP)
    return 0


def told(path: Path, *, as_json: bool = False) -> int:
    """Say where the sample is."""
    if as_json:
        from worktui.faces.cli.frame import say_json

        say_json({"path": str(path)})
        return 0
    sys.stdout.write(f"Sample work is in {path}; `worktui --file {path}` opens it.\n")
    return 0
