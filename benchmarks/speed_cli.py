"""What commands cost beside an interpreter that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.fill import fill
from benchmarks.rows import Row, cpu_ms


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """CPU of `--version`, `add`, `next --line` and `list` against `python -c pass`."""
    bare = cpu_ms([sys.executable, "-c", "pass"])
    run = [sys.executable, "-m", "worktui"]
    rows = [_row("--version", 0, cpu_ms([*run, "--version"]), bare)]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "work.json"
            fill(path, size)
            on = [*run, "--file", str(path)]
            rows += [
                _row("add", size, cpu_ms([*on, "add", "Send the quote fri #sales"]), bare),
                _row("next --line", size, cpu_ms([*on, "next", "--line"]), bare),
                _row("list @me", size, cpu_ms([*on, "list", "@me"]), bare),
            ]
    return rows


def _row(what: str, size: int, value: float, bare: float) -> Row:
    return Row("cli", what, size, value, "ms", "python -c pass", bare)
