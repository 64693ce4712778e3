"""The terminal app beside a bare Textual app that shows one line: start and cursor keys, in CPU."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.fill import fill
from benchmarks.rows import Row
from benchmarks.terminal import Terminal

RUNS = 7
KEYS = 60
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    ENABLE_COMMAND_PALETTE = False
    pressed = 0
    def compose(self):
        self.line = Static("bare app")
        yield self.line
    def on_key(self):
        self.pressed += 1
        self.line.update(f"bare app {self.pressed}", layout=False)
Bare().run()
"""


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """Start ≤ 1.4 times the bare app, a cursor key ≤ 1.5 times, whatever the number of tasks."""
    if not Path("/proc/self/task").is_dir():
        return []
    bare = [sys.executable, "-c", _BARE]
    rows: list[Row] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "work.json"
            fill(path, size)
            ours = [sys.executable, "-m", "worktui", "--file", str(path)]
            value, base = paired(start, ours, b"Doing", bare, b"bare app")
            rows.append(Row("app", "start", size, value, "ms", "bare Textual", base, 1.4))
            value, base = paired(key, ours, b"Doing", bare, b"bare app")
            rows.append(Row("app", "cursor key", size, value, "ms", "bare Textual", base, 1.5))
    return rows


Measure = Callable[[Sequence[str], bytes], float]


def paired(
    take: Measure, ours: Sequence[str], shown: bytes, bare: Sequence[str], bare_shown: bytes
) -> tuple[float, float]:
    """Medians of both, taken in turns so that the machine's moods hit both."""
    take(ours, shown)  # the first one compiles
    pairs = [(take(ours, shown), take(bare, bare_shown)) for _ in range(RUNS)]
    return median(value for value, _ in pairs), median(base for _, base in pairs)


def start(command: Sequence[str], shown: bytes) -> float:
    """CPU until the first screen stands still, in ms."""
    with Terminal(command) as terminal:
        terminal.until(shown)
        return terminal.cpu()


def key(command: Sequence[str], shown: bytes) -> float:
    """CPU of one cursor key, in ms: so many down, a few of them scrolling."""
    with Terminal(command) as terminal:
        terminal.until(shown)
        terminal.press("j")
        before = terminal.cpu()
        for _ in range(KEYS):
            terminal.press("j")
        return (terminal.cpu() - before) / KEYS
