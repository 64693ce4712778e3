"""Many processes write at once, and some of them are killed."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.store.hands import opened, state, stock
from worktui.domain.change import Entry
from worktui.store.file import FileStore

pytestmark = pytest.mark.timeout(900 if os.environ.get("WORKTUI_LONG") else 60)

LONG = bool(os.environ.get("WORKTUI_LONG"))
ROOT = Path(__file__).parents[2]
Worker = subprocess.Popen[str]


def start(path: Path, name: str, count: int) -> Worker:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture
def path(folder: Path) -> Path:
    opened(folder / "work.json").close()
    return folder / "work.json"


def acks(said: str) -> dict[int, int]:
    """Change number → entry number, of every line that was said whole."""
    lines = [line.split() for line in said.split("\n")[:-1] if line != "ready"]
    return {int(n): int(seq) for n, seq in lines}


def check_history(store: FileStore, said: dict[str, dict[int, int]]) -> list[Entry]:
    """One order; every acknowledged change once, at the number it was told; each change of the
    shared field follows from the one before."""
    entries = list(store.entries())
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    by_key = {entry.key: entry.seq for entry in entries}
    assert len(by_key) == len(entries)
    for name, numbers in said.items():
        for n, seq in numbers.items():
            assert by_key.get(f"{name}-{n}") == seq
    shared: dict[str, object] = {}
    for entry in entries:
        for edit in entry.edits:
            if edit.id == "SHARED":
                for field, value in (edit.before or {}).items():
                    assert shared.get(field) == value
                shared.update(edit.after or {})
    tasks = state(store)["tasks"]
    assert tasks["SHARED"] == {"id": "SHARED", **shared}
    assert len(tasks) == len(entries) + 1
    return entries


def test_eight_writers_lose_nothing(path: Path) -> None:
    each = 1000 if LONG else 250
    watcher = opened(path)
    watched: list[Entry] = []
    workers = {f"W{n}": start(path, f"W{n}", each) for n in range(8)}
    said: dict[str, dict[int, int]] = {}
    for name, worker in workers.items():
        out, _ = worker.communicate(timeout=120)
        assert worker.returncode == 0
        said[name] = acks(out)
        watched += watcher.poll()
    watched += watcher.poll()
    store = opened(path)
    entries = check_history(store, said)
    assert sum(map(len, said.values())) == len(entries) == 8 * each
    assert watched == entries
    assert state(watcher) == state(store)
    store.fold()
    assert stock(path) == state(store)


def read_some(workers: dict[str, Worker], heard: dict[str, str], until: int) -> None:
    """Read what workers say until one more has said so many lines than before."""
    selector = selectors.DefaultSelector()
    for name, worker in workers.items():
        assert worker.stdout is not None
        selector.register(worker.stdout, selectors.EVENT_READ, name)
    lines = 0
    while lines < until and (ready := selector.select(timeout=30)):
        for key, _ in ready:
            data = os.read(key.fd, 4096).decode()
            heard[key.data] += data
            lines += data.count("\n")


def log_sizes(path: Path) -> Iterator[int]:
    log = path.with_suffix(".log")
    while True:
        yield log.stat().st_size


def test_writers_killed_while_they_write_lose_nothing_acknowledged(path: Path) -> None:
    """Two writers at a time; one is killed the moment the log grows, again and again."""
    kills, rng = 0, Random(5)
    wanted = 300 if LONG else 30
    heard: dict[str, str] = {}
    workers: dict[str, Worker] = {}
    while kills < wanted:
        while len(workers) < 2:
            name = f"W{len(heard)}"
            heard[name] = ""
            workers[name] = start(path, name, 100_000)
            read_some({name: workers[name]}, heard, 1)  # it is open
        read_some(workers, heard, rng.randint(5, 60))
        victim = rng.choice(list(workers))
        sizes = log_sizes(path)
        size = next(sizes)
        for _, now in zip(range(200_000), sizes, strict=False):
            if now != size:
                break
        workers[victim].kill()
        rest, _ = workers.pop(victim).communicate(timeout=30)
        heard[victim] += rest
        kills += 1
        if kills % 10 == 0:
            store = opened(path)
            store.close()
    for name, worker in workers.items():
        worker.kill()
        rest, _ = worker.communicate(timeout=30)
        heard[name] += rest
    said = {name: acks(text) for name, text in heard.items()}
    store = opened(path)
    check_history(store, said)
    store.fold()
    assert stock(path) == state(store)
    assert kills >= wanted
    assert sum(map(len, said.values())) >= 10 * wanted
