"""The demo in a real terminal: it paints, answers keys, and leaves the shell as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

pytestmark = [pytest.mark.needs("tmux"), pytest.mark.timeout(90)]

PATIENCE = 20.0
"""Seconds until something that should appear is given up: the machine may be busy."""
HERE = Path(__file__).parents[3]


class Tmux:
    """A server of its own with one window of a shell, talked to by keys."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.socket = f"worktui-test-{uuid4().hex[:8]}"
        env = {name: value for name, value in os.environ.items() if not name.startswith("TMUX")}
        env |= {"TMUX_TMPDIR": str(folder), "TERM": "xterm-256color"}
        env |= {"PYTHONPATH": str(HERE), "HOME": str(folder)}
        self.env = env
        width, height = size
        conf = folder / "conf"
        conf.write_text("set -g status off\nset -g default-terminal tmux-256color\n")
        self("-f", str(conf), "new-session", "-d", "-x", str(width), "-y", str(height), "sh")

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self.socket, *words],
            env=self.env, capture_output=True, text=True, timeout=20, check=True,
        )  # fmt: skip
        return done.stdout

    def seen(self) -> str:
        return self("capture-pane", "-p")

    def until(self, pattern: str) -> str:
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, seen := self.seen(), re.MULTILINE):
            assert time.monotonic() < end, f"never saw {pattern}:\n{seen}"
            time.sleep(0.03)
        return seen

    def keys(self, *keys: str) -> None:
        self("send-keys", *keys)


@pytest.fixture
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tmux]:
    tmux = Tmux(tmp_path, request.param)
    yield tmux
    tmux("kill-server")


SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize(
    ("terminal", "size"), [(s, s) for s in SIZES], ids=["80x24", "120x40"], indirect=["terminal"]
)
def test_the_demo_paints_answers_and_leaves_the_shell_as_it_was(
    terminal: Tmux, size: tuple[int, int]
) -> None:
    terminal.until(r"[$#] *$")
    terminal.keys(f"{sys.executable} -P -m worktui demo; echo ended=$?", "Enter")
    seen = terminal.until(r"\? keys *$")
    lines = seen.splitlines()
    assert len(lines) == size[1]
    assert max(map(len, lines)) <= size[0]
    assert "1 Today" in lines[0]
    assert "2 Board" in lines[0]
    assert any(re.search(r"To do +\d+", line) for line in lines[2:4])  # under the boards
    assert terminal("display-message", "-p", "#{alternate_on}").strip() == "1"

    terminal.keys("x")
    told = terminal.until(r"✓ [A-Z]+-\d+ is done")
    id = re.search(r"✓ ([A-Z]+-\d+) is done", told)[1]  # type: ignore[index]
    terminal.keys("u")
    terminal.until(rf"undone.*{id}|{id}.*undone")
    terminal.keys("q")
    shell = terminal.until(r"^ended=")
    assert "ended=0" in shell
    assert "worktui demo" in shell, "what stood there before is there again"
    assert terminal("display-message", "-p", "#{alternate_on} #{cursor_flag}").split() == ["0", "1"]
    assert terminal("display-message", "-p", "#{mouse_any_flag}").strip() == "0"
    terminal.keys("echo typed", "Enter")
    terminal.until(r"^typed")


@pytest.mark.parametrize("terminal", [(40, 10)], indirect=True)
def test_a_terminal_that_is_too_small_is_told_so_and_then_is_large_enough(terminal: Tmux) -> None:
    terminal.until(r"[$#] *$")
    terminal.keys(f"{sys.executable} -P -m worktui demo; echo ended=$?", "Enter")
    terminal.until(r"40x10 is too small. 60x15 is enough")
    terminal("resize-window", "-x", "100", "-y", "30")
    terminal.until(r"\? keys *$")
    terminal("resize-window", "-x", "40", "-y", "10")
    terminal.until(r"40x10 is too small")
    terminal.keys("C-c")
    terminal.until(r"ended=0")
