"""What keeps the app from harm: bytes, bursts, hang-up, crashes, no terminal."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual.drivers.linux_driver as linux_driver
from textual import events

from worktui.faces.tui import safety
from worktui.faces.tui.safety import Burst, CalmParser

RUN = """
import sys
from datetime import datetime
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.store.memory import MemoryStore
from worktui.faces import tui
from worktui.faces.cli.frame import framed
{before}
store = MemoryStore()
store.open()
desk = Desk(store, FixedClock(datetime.fromisoformat("2026-11-23T14:02+01:00")), "ana")
sys.exit(framed(lambda: tui.run(desk, None), as_json=False))
"""


def keys(*reads: str) -> list[str]:
    """What a parser makes of pieces as they were read; text of pastes in quotes."""
    parser = CalmParser()
    found: list[str] = []
    for read in reads:
        heard = list(parser.feed(read))
        if read == reads[-1] and parser._timeout_time is not None:
            parser._timeout_time = 0  # as if a tenth of a second had gone by
            heard += parser.tick()
        for event in heard:
            if isinstance(event, events.Paste):
                found.append(f'"{event.text}"')
            elif isinstance(event, events.Key):
                found.append(event.key)
    return found


@pytest.mark.parametrize(
    ("reads", "events_"),
    [
        (("x",), ["x"]),
        (("x", "a"), ["x", "a"]),
        (("jjjj",), ["j"] * 4),
        (("jjk",), ["j", "j", "k"]),
        (("xd",), ['"xd"']),
        (("Call Iva fri",), ['"Call Iva fri"']),
        (("Dear Ana,\rcan we talk?\r",), ['"Dear Ana,\rcan we talk?\r"']),
        (("\x1b[A\x1b[B",), ["up", "down"]),
        (("\x1b[", "A"), ["up"]),
        (("\x1bx",), ["escape", "x"]),
        (("\x1b:",), ["escape", "colon"]),
        (("\x1b[200~one", " two\rx\x1b[201~", "x"), ['"one two\rx"', "x"]),
    ],
)
def test_keys_are_read_as_hands_meant_them(reads: tuple[str, ...], events_: list[str]) -> None:
    assert keys(*reads) == events_


def test_whoever_handles_pastes_handles_bursts() -> None:
    assert Burst("x").handler_name == "on_paste"


def test_textual_is_still_strict_about_bytes_so_ours_is_needed() -> None:
    driver = Path(linux_driver.__file__).read_text("utf-8")
    assert 'getincrementaldecoder("utf-8")().decode' in driver


def test_bad_bytes_become_a_visible_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", codecs.getincrementaldecoder)
    safety.forgive_bytes()
    decode = linux_driver.getincrementaldecoder("utf-8")().decode  # type: ignore[attr-defined]
    assert decode(b"caf\xe9 x") == "caf� x"


class Terminal:
    """The app in a real terminal, driven by bytes."""

    def __init__(self, code: str) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-P", "-c", code], env)
        self.out = b""

    def until(self, *words: bytes, patience: float = 20.0) -> None:
        end = time.monotonic() + patience
        while not all(word in self.out for word in words):
            assert time.monotonic() < end, self.out[-2000:]
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.out += os.read(self.fd, 65536)
                except OSError:
                    break
        assert all(word in self.out for word in words), self.out[-2000:]

    def send(self, data: bytes) -> None:
        self.out = b""
        os.write(self.fd, data)

    def status(self, patience: float = 20.0) -> int:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if select.select([self.fd], [], [], 0.05)[0]:
                try:
                    self.out += os.read(self.fd, 65536)
                except OSError:
                    continue
        raise AssertionError(f"still running: {self.out[-2000:]!r}")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


@pytest.fixture
def started(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(RUN.format(before=getattr(request, "param", "")))
    terminal.until(b"Board", b"keys")
    yield terminal
    terminal.close()


def test_a_byte_that_is_not_utf8_does_not_end_the_app(started: Terminal) -> None:
    started.send(b"\xe9\xff x")
    started.until("\N{REPLACEMENT CHARACTER}".encode())
    started.send(b"?")
    started.until(b"Keys here")
    started.send(b"\x1b")
    started.until(b"Board", b"keys")  # escape was read by itself, and not as the start of Alt+q
    started.send(b"q")
    assert started.status() == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_hang_up_ends_it_cleanly_with_a_status_that_tells(
    started: Terminal, number: signal.Signals
) -> None:
    os.kill(started.pid, number)
    assert started.status() == 128 + number
    assert b"\x1b[?1049l" in started.out


def test_it_ends_when_its_terminal_goes_and_its_parent_does_not_tell() -> None:
    """The session's first process ignores the hang-up and waits for ours: once a core spun."""
    code = RUN.format(before="")
    terminal = Terminal(f"""
import os, signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.exit(subprocess.run([sys.executable, "-P", "-c", {code!r}]).returncode)
""")
    terminal.until(b"Board", b"keys")
    os.close(terminal.fd)
    end = time.monotonic() + 10
    pid = 0
    while not pid and time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        time.sleep(0.05)
    if not pid:
        os.kill(terminal.pid, signal.SIGKILL)
        os.waitpid(terminal.pid, 0)
    assert pid
    assert os.waitstatus_to_exitcode(status) == 129


BREAKS = """
from worktui.faces.tui.screens.board import Board
def broken(self):
    password = "hunter2"
    raise RuntimeError("the widget fell over")
Board.action_down = broken
"""


@pytest.mark.parametrize("started", [BREAKS], indirect=True)
def test_a_crash_shows_no_locals_names_a_file_and_leaves_a_status(started: Terminal) -> None:
    started.send(b"j")
    assert started.status() == 1
    told = re.sub(rb"\x1b\[[^a-zA-Z]*[a-zA-Z]", b"", started.out).decode()
    assert "worktui stopped on an error of its own (RuntimeError)" in told
    assert "hunter2" not in told
    assert "Traceback" not in told
    log = Path(re.search(r"in\s+(\S+?\.log)", told.replace("\r\n", " "))[1])  # type: ignore[index]
    assert "the widget fell over" in log.read_text("utf-8")
    assert "hunter2" not in log.read_text("utf-8").replace('password = "hunter2"', "")
    assert log.stat().st_mode & 0o077 == 0
    log.unlink()


def test_without_a_terminal_it_says_so_and_ends() -> None:
    code = RUN.format(before="")
    words = [sys.executable, "-P", "-c", code]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("worktui needs a terminal")
    assert done.stderr.count("\n") == 1
