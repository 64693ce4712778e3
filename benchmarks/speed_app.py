"""The terminal app against a bare Textual app, both in a real terminal of this machine's.

`python -m benchmarks --only app`. CPU is read from the kernel for the whole process; the two
programs run in turn, so that other work touches both alike; medians. Screens are not drawn
here: what is looked for is looked for in the bytes.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.fill import fill
from benchmarks.rows import Row

SIZE = (120, 40)
STARTS = 9
KEYS = 100
LEG = 15
"""So many keys down, so many up again: every key moves something, some of them scroll."""
QUIET = 0.06
"""Seconds without output after which a key is answered."""
CHANGES = 40
STEADY = 16.0
"""Seconds after which the app has done what it does once after a start."""
IDLE = 5.0
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("j,k", "more", "More")]
    count = 0
    def compose(self):
        yield Static("Hello 0")
    def action_more(self):
        self.count += 1
        self.query_one(Static).update(f"Hello {self.count}")
Bare().run()
"""
WRITER = """
import sys, time
from pathlib import Path
from worktui.app.clock import SystemClock
from worktui.domain.actions import parse
from worktui.wiring import make_desk, open_store
store = open_store(Path(sys.argv[1]), clock=SystemClock())
store.open()
desk = make_desk(store, SystemClock(), "bo", "cli")
id = sys.argv[2]
for number in range(int(sys.argv[3])):
    desk.do([parse({"type": "update_task", "task": id, "title": f"change-{number:04}-"})])
    print(number, time.monotonic(), flush=True)
    time.sleep(0.1)
"""


class Program:
    """A program in a terminal."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.out = b""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONDONT", "TEXTUAL"))}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
            os.execve(sys.executable, [sys.executable, *words], env)

    def cpu(self) -> float:
        """Milliseconds of processor time so far, all threads."""
        spent = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
        return spent / 1e6

    def read(self, patience: float) -> bytes:
        """What comes within some seconds, b"" when nothing does."""
        if not select.select([self.fd], [], [], patience)[0]:
            return b""
        got = os.read(self.fd, 1 << 16)
        self.out += got
        return got

    def until(self, pattern: bytes, patience: float = 30.0) -> float:
        """When it was seen; what was sent before that is let go."""
        end = time.monotonic() + patience
        while not (found := re.search(pattern, self.out)):
            if time.monotonic() > end:
                raise TimeoutError(
                    f"{self.words[:4]} never showed {pattern!r}: {self.out[-300:]!r}"
                )
            self.read(0.05)
        seen = time.monotonic()
        self.out = self.out[found.end() :]
        return seen

    def settle(self, quiet: float = QUIET) -> int:
        """Wait for silence; how many bytes came."""
        count = 0
        while got := self.read(quiet):
            count += len(got)
        return count

    def end(self) -> None:
        """Away with it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


@contextmanager
def running(ready: bytes, *words: str) -> Iterator[Program]:
    """A program that is ready for keys."""
    program = Program(*words)
    try:
        program.until(ready)
        yield program
    finally:
        program.end()


def bare() -> tuple[bytes, tuple[str, ...]]:
    """The bare app: what shows that it is ready, and its command."""
    return b"Hello", ("-c", BARE)


def ours(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """This app on a file."""
    return b" keys", ("-m", "worktui", "--file", str(path))


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """Start, keys, idling, and how late another process's change is seen."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="worktui-bench-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.json"
            fill(path, size)
            rows += _start(path, size)
            rows += _keys(path, size)
            rows += _others(path, size)
        rows += _idle(path, size)
    return rows


def _start(path: Path, size: int) -> list[Row]:
    mine: list[float] = []
    base: list[float] = []
    for _ in range(STARTS + 1):  # the first one compiles
        for (ready, words), spent in ((ours(path), mine), (bare(), base)):
            with running(ready, *words) as program:
                spent.append(program.cpu())
    return [_row("start CPU", size, median(mine[1:]), "bare Textual", median(base[1:]), 1.4)]


def _keys(path: Path, size: int) -> list[Row]:
    cpu, sent, late = _walk(*ours(path))
    base_cpu, base_sent, base_late = _walk(*bare())
    return [
        _row("CPU a cursor key", size, cpu, "bare Textual", base_cpu, 1.5),
        _row("key to last byte", size, late, "bare Textual", base_late),
        _row("bytes a cursor key", size, sent, "bare Textual", base_sent, unit="B"),
    ]


def _walk(ready: bytes, words: tuple[str, ...]) -> tuple[float, float, float]:
    """(CPU ms, bytes, ms to the last byte) of a cursor key, medians but CPU, which is the mean."""
    with running(ready, *words) as program:
        program.settle(0.5)
        spent, sizes, lates = program.cpu(), [], []
        for number in range(KEYS):
            pressed = last = time.monotonic()
            os.write(program.fd, b"k" if number // LEG % 2 else b"j")
            size, wait = 0, 1.0
            while got := program.read(wait):
                last, wait = time.monotonic(), QUIET
                size += len(got)
            sizes.append(size)
            lates.append((last - pressed) * 1000)
        return (program.cpu() - spent) / KEYS, median(sizes), median(lates)


def _others(path: Path, size: int) -> list[Row]:
    """Another process changes the card in sight ten times a second, while keys are pressed."""
    ready, words = ours(path)
    with running(ready, *words) as program:
        program.settle(0.5)
        id = _first_card(path)
        write = (sys.executable, "-c", WRITER, str(path), id, str(CHANGES))
        writer = subprocess.Popen(write, stdout=subprocess.PIPE, text=True)
        seen: dict[int, float] = {}
        pressed = 0.0
        while writer.poll() is None or program.read(0.3):
            program.read(0.005)
            for found in re.finditer(rb"change-(\d+)", program.out):
                seen.setdefault(int(found[1]), time.monotonic())
            program.out = program.out[-16:]
            if time.monotonic() - pressed > 0.15:
                pressed = time.monotonic()
                os.write(program.fd, b"l" if int(pressed * 7) % 2 else b"h")
        assert writer.stdout is not None
        made = {int(n): float(at) for n, at in map(str.split, writer.stdout)}
    lags = [(seen[n] - at) * 1000 for n, at in made.items() if n in seen]
    shown = [100.0 * len(lags) / CHANGES]
    return [
        _row("another's change seen, slowest", size, max(lags), "allowed", 300.0, 1.0),
        _row("another's changes seen", size, shown[0], "all", 100.0, unit="%"),
    ]


def _first_card(path: Path) -> str:
    """The task at the head of the first column."""
    from worktui.app.clock import SystemClock
    from worktui.app.views.board import board
    from worktui.wiring import open_store

    store = open_store(path, clock=SystemClock())
    store.open()
    try:
        view = board(store.snapshot(), now=SystemClock().now())
        return str(view.columns[0].ids[0])
    finally:
        store.close()


def _idle(path: Path, size: int) -> list[Row]:
    """Nobody touches a key, after what is done once after a start."""
    ready, words = ours(path)
    with running(ready, *words) as program:
        time.sleep(STEADY)
        program.settle(0.2)
        before = program.cpu()
        sent = program.settle(IDLE)
        share = (program.cpu() - before) / IDLE / 10
    return [
        _row("idle CPU", size, share, "one core, percent", 100.0, 0.01, unit="%"),
        _row("idle bytes in 5 s", size, sent, "none is 0", 1.0, 0.0, unit="B"),
    ]


def _row(
    what: str, size: int, value: float, against: str, base: float, goal: float = 0, unit: str = "ms"
) -> Row:
    return Row("app", what, size, value, unit, against, base, goal)
