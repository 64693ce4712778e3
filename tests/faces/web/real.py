"""A workspace that `worktui serve` serves for real: a process, a home and a port of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from tests.end_to_end.servers import free_port, listens, until
from tests.faces.web.visitor import NOW, STUDIO

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Served:
    """A running `worktui serve`. Its clock stands at `now`."""

    folder: Path
    port: int
    now: str
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def file(self) -> Path:
        return self.folder / "work.json"

    def journal(self) -> str:
        """All that the server said of its requests and alarms."""
        return (self.folder / "said.txt").read_text("utf-8", "replace")

    def run(self, *words: str, now: str = "") -> Any:
        """A command in a process of its own, over the same workspace; its JSON."""
        done = subprocess.run(
            command(self.folder, now or self.now, *words, "--json"),
            env=surroundings(self.folder),
            cwd=ROOT,
            capture_output=True,
            timeout=40,
            check=False,
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def workspace(self) -> Any:
        """All of the work as `export worktui` writes it."""
        path = self.folder / "out.json"
        self.run("export", "worktui", str(path), "--full")
        return json.loads(path.read_text("utf-8"))

    def deliver(self) -> list[EmailMessage]:
        """Send what waits, at once; every mail sent so far in the order of sending."""
        self.run("deliver", "--now")
        return self.mails()

    def mails(self) -> list[EmailMessage]:
        """The mails in the folder of sent mail, by the order in which they were written."""
        found = sorted(self.folder.rglob("new/*"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in found]

    @contextmanager
    def line(self) -> Iterator[socket.socket]:
        """A bare connection to the server."""
        with socket.create_connection(("127.0.0.1", self.port), 20) as found:
            yield found

    def ask(self, data: bytes) -> bytes:
        """Send these very bytes, and read until the server hangs up."""
        with self.line() as line:
            line.sendall(data)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
            return b"".join(parts)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of every process of a workspace: no home and no settings but its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LC_ALL", "TZ") if name in os.environ}
    return {
        **kept,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "WORKTUI_CONFIG": str(folder / "config.toml"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def command(folder: Path, now: str, *words: str, me: str = "mara") -> list[str]:
    """The words that start the program over a workspace."""
    file = str(folder / "work.json")
    return [sys.executable, "-m", "worktui", "--file", file, "--as", me, "--now", now, *words]


def launch(folder: Path, now: str, *options: str) -> subprocess.Popen[bytes]:
    """Start the server; what it says goes to `said.txt`, its first answer to `ready.json`."""
    with (folder / "said.txt").open("ab") as said, (folder / "ready.json").open("wb") as ready:
        return subprocess.Popen(
            command(folder, now, "serve", *options, "--json"),
            env=surroundings(folder),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=ready,
            stderr=said,
        )


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ask the server to end; returns the status it leaves with."""
    process.terminate()
    try:
        return process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait(15)


@contextmanager
def served(
    folder: Path,
    *options: str,
    now: str = NOW.isoformat(),
    config: str = "",
    secrets: Mapping[str, str] | None = None,
    work: Mapping[str, Any] | None = None,
    public: str = "",
    chores: bool = False,
) -> Iterator[Served]:
    """A studio served on a free port of this machine, until the end of the block.

    `config` is the text of its settings file, `secrets` one key per source of webhooks,
    `work` what differs from the studio, `public` its public address (the served one where
    it is ""). Unless `chores`, mail leaves only by `deliver`.
    """
    port = free_port()
    (folder / "config.toml").write_text(config)
    if secrets is not None:
        text = "[hooks]\n" + "".join(f'{name} = "{key}"\n' for name, key in secrets.items())
        path = folder / "secrets.toml"
        path.write_text(text)
        path.chmod(0o600)
    given = {**STUDIO, "public_address": public or f"http://127.0.0.1:{port}", **(work or {})}
    (folder / "given.json").write_text(json.dumps(given))
    subprocess.run(
        command(folder, now, "import", "worktui", str(folder / "given.json")),
        env=surroundings(folder), cwd=ROOT, check=True, capture_output=True, timeout=40,
    )  # fmt: skip
    more: Sequence[str] = () if chores else ("--no-chores",)
    process = launch(folder, now, "--port", str(port), *more, *options)
    here = Served(folder, port, now, process)
    try:
        until(lambda: listens(port) or process.poll() is not None, "the server")
        assert process.poll() is None, here.journal()
        yield here
    finally:
        stop(process)
