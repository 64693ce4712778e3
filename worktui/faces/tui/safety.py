"""What keeps the app from harm at its edges: no terminal, hang-up, bad bytes, crashes.

Measured on Textual 8.2.8: without a terminal it spins for ever; one byte that is not UTF-8
ends it; a crash prints local variables and leaves status 0; SIGHUP skips all clean-up.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import sleep

from textual import events
from textual._xterm_parser import (
    BRACKETED_PASTE_END as PASTED,
)
from textual._xterm_parser import (
    BRACKETED_PASTE_START as PASTE,
)
from textual._xterm_parser import (
    XTermParser,
)
from textual.drivers import linux_driver
from textual.keys import _character_to_key
from textual.message import Message

from worktui.domain.text import clean_or

NO_TERMINAL = (
    "worktui needs a terminal for its screens; here input or output is not one. "
    "`worktui --help` lists commands that work anywhere."
)
_DEAF = ("", "dumb", "unknown")
_BREATH = 0.1
"""Seconds between two looks whether a terminal that has gone is really gone."""
_LAST_WISH = 5
"""Seconds after which a process that was told to end is ended."""


def terminal_problem() -> str:
    """Why the screens cannot be shown here, "" when they can."""
    stdin, stdout = sys.__stdin__, sys.__stdout__
    if not (stdin and stdout and stdin.isatty() and stdout.isatty()):
        return NO_TERMINAL
    if os.environ.get("TERM", "") in _DEAF:
        name = clean_or(os.environ.get("TERM"), "nothing")
        return f"The terminal says it is “{name}”; set TERM to what it is, as xterm-256color."
    return ""


def on_hang_up(stop: Callable[[int], None]) -> None:
    """End cleanly on SIGHUP and SIGTERM, also where the parent told us to ignore them."""
    loop = asyncio.get_running_loop()
    told: list[int] = []

    def end(number: int) -> None:
        if not told:
            signal.alarm(_LAST_WISH)  # a hard end if the clean one hangs
            stop(128 + number)
        told.append(number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, end, number)


class Forgiving:
    """A decoder for the keyboard: what is not UTF-8 becomes U+FFFD instead of an end.

    Nothing to read where something should be is a terminal that has gone. The kernel tells
    only the session's first process so, and that may be a parent that keeps it to itself:
    we tell ourselves, or Textual reads nothing for ever, as fast as it can.
    """

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Text of what was read."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
            sleep(_BREATH)
        return self._decoder.decode(data, final)


def forgive_bytes() -> None:
    """Let the terminal driver read with `Forgiving`."""

    def forgiving(encoding: str) -> Callable[[], Forgiving]:
        return lambda: Forgiving(encoding)

    linux_driver.getincrementaldecoder = forgiving  # type: ignore[attr-defined,assignment]  # as it is used there


class Burst(events.Paste):
    """Characters that came in one read without paste marks: too quick for fingers."""


Burst.handler_name = events.Paste.handler_name  # whoever handles pastes handles bursts


HARMLESS = frozenset("hjklGnp\r\x7f ")
"""A burst of these alone is a held or a quick finger: they move, no more."""


class CalmParser(XTermParser):
    """Reads keys as hands meant them: a fast `esc`, `x` is two keys; a burst is a paste."""

    _in_paste = False

    def feed(self, data: str) -> Iterable[Message]:
        """Events for a piece of input as it was read."""
        if self._is_burst(data):
            yield Burst(data.replace("\x00", ""))
            return
        for message in super().feed(data):
            yield from _parted(message)
        if PASTE in data:
            self._in_paste = PASTED not in data.rpartition(PASTE)[2]
        elif PASTED in data:
            self._in_paste = False

    def tick(self) -> Iterable[Message]:
        """Events of sequences that were not finished in time."""
        for message in super().tick():
            yield from _parted(message)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """A quick escape before a sign is an escape; Textual forgets it before signs."""
        if alt:
            yield events.Key("escape", "\x1b")
        yield from super()._sequence_to_key_events(sequence)

    def _is_burst(self, data: str) -> bool:
        if self._in_paste or len(data) < 2 or "\x1b" in data or self._timeout_time is not None:
            return False  # the last: inside an escape sequence that came in two pieces
        if len(set(data)) == 1 or set(data) <= HARMLESS:
            return False
        return all(char.isprintable() or char in "\r\n\t" for char in data)


def _parted(message: Message) -> Iterable[Message]:
    """alt+x as esc, x: that is how a quick escape arrives."""
    if isinstance(message, events.Key) and message.key.startswith("alt+"):
        char = message.character or message.key[4:]
        if len(char) == 1 and char.isprintable():
            yield events.Key("escape", "\x1b")
            yield events.Key(char if char.isalnum() else _character_to_key(char), char)
            return
    yield message


def calm_keys() -> None:
    """Let the terminal driver read with `CalmParser`."""
    setattr(linux_driver, "XTermParser", CalmParser)  # noqa: B010 - it is not exported there


def write_crash(error: BaseException) -> Path | None:
    """The traceback without local variables, in a file of one's own; None if none can be made."""
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(error))
    try:
        handle, name = tempfile.mkstemp(prefix="worktui-crash-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return Path(name)


def crash_words(error: BaseException, log: Path | None) -> str:
    """What a person is told: that it stopped, what kind of error, where the details are."""
    where = f" The details are in {log}." if log else ""
    return (
        f"worktui stopped on an error of its own ({type(error).__name__})."
        f" Your work is safe: every change is written before it is shown.{where}"
    )
