"""The outer frame of the command line: every failure leaves as one sentence and a status."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from worktui.domain.errors import WorktuiError

INTERRUPTED = 130


def framed(run: Callable[[], int], *, as_json: bool) -> int:
    """Run, and turn whatever goes wrong into a sentence on stderr and an exit status."""
    _settle_streams()
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
        # whoever read us has left; nothing more can be said, and leaving must not say it either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _broken(error, as_json=as_json)


def _settle_streams() -> None:
    """Text that the terminal's encoding lacks becomes a sign, never a failure."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def told(error: WorktuiError, *, as_json: bool) -> None:
    """One sentence and the way out; as JSON too when that was asked for."""
    from worktui.faces.cli.paper import Paper

    if as_json:
        say_json({"error": {"kind": error.kind, "message": error.message, "hint": error.hint}})
    paper = Paper.of(sys.stderr)
    sys.stderr.write(paper.lines(str(error)) + "\n")


def say_json(data: Any) -> None:
    """One JSON document on stdout."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    try:
        sys.stdout.write(text + "\n")
    except UnicodeEncodeError:
        sys.stdout.write(json.dumps(data, indent=2, default=str) + "\n")


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
