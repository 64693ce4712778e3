"""The outer frame of the command line: every failure leaves as one sentence and a status."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO

from worktui.domain.errors import WorktuiError

INTERRUPTED = 130
LONGEST = 1200
"""Characters of a failure's sentence: more than that is somebody's text, not ours."""
_ENDLESS = re.compile(r"\S{240,}")
_DRIVES = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""DEL and C1, directions, separators, halves of characters; JSON itself escapes C0."""


def framed(run: Callable[[], int], *, as_json: bool) -> int:
    """Run, and turn whatever goes wrong into a sentence on stderr and an exit status."""
    _settle_streams()
    status = _status_of(run, as_json=as_json)
    for stream in (sys.stdout, sys.stderr):
        _empty(stream)
    return status


def _status_of(run: Callable[[], int], *, as_json: bool) -> int:
    try:
        status = run()
        sys.stdout.flush()
        return status
    except WorktuiError as error:
        told(error, as_json=as_json)
        return error.status
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except OSError as error:
        told(_of_machine(error), as_json=as_json)
        return 1
    except Exception as error:  # the outer frame of the command line
        return _broken(error, as_json=as_json)


def _empty(stream: TextIO) -> None:
    """Say what is left to say; where that fails, leaving must not try again, nor complain
    with a status of its own."""
    try:
        stream.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _settle_streams() -> None:
    """Text that the terminal's encoding lacks becomes a sign, never a failure.

    A stream that was closed outside is opened on nothing, in order, so that no file of the
    workspace gets its number and whatever is written to it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def told(error: WorktuiError, *, as_json: bool) -> None:
    """One sentence and the way out; as JSON too when that was asked for."""
    from worktui.faces.cli.paper import Paper

    with suppress(OSError):  # the failure may be that nothing can be written there
        if as_json:
            say_json({"error": {"kind": error.kind, "message": error.message, "hint": error.hint}})
            sys.stdout.flush()
    with suppress(OSError):
        paper = Paper.of(sys.stderr)
        sys.stderr.write(paper.lines(_one_sentence(str(error))) + "\n")


def _one_sentence(text: str) -> str:
    """One line; words that nobody can read to their end are cut, and so is the whole."""
    line = " ".join(_ENDLESS.sub(lambda found: f"{found[0][:80]}…", " ".join(text.split())).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _of_machine(error: OSError) -> WorktuiError:
    """What the machine refused, and of which file."""
    where = f"{error.filename}: " if error.filename else ""
    what = (error.strerror or type(error).__name__).lower()
    return WorktuiError(
        f"The machine refused: {where}{what}.", hint="What was confirmed before is kept."
    )


def say_json(data: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json_text(data, indent=2) + "\n")


def json_text(data: Any, *, indent: int) -> str:
    """JSON whose text drives no terminal: what could is written as its escape."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=str)
    return text if text.isascii() else _DRIVES.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _broken(error: Exception, *, as_json: bool) -> int:
    """A fault of ours: a sentence, and the details in a file that only this person reads."""
    import tempfile
    import traceback

    handle, path = tempfile.mkstemp(prefix="worktui-fault-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write("".join(traceback.format_exception(error)))
    told(
        WorktuiError(
            f"Something in worktui itself went wrong ({type(error).__name__}); "
            "what was confirmed before is kept.",
            hint=f"The details are in {path}.",
        ),
        as_json=as_json,
    )
    return 1
