"""How fast the file store is, against the least the disk and the parser can do.

`python -m benchmarks --only store`, or `python -m benchmarks.speed_store --sizes 1000` to write
in a folder of one's choice. Pairs are measured in turn, so that other work on the machine
touches both alike; medians. What has no yardstick is set against the most it may be.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from tinydb import TinyDB

from benchmarks.rows import Row, table
from benchmarks.sample import documents
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.snapshot import Snapshot
from worktui.store.file import FileStore
from worktui.store.io import DISK, Io

ME = Actor("mara")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


class _Unsynced(Io):
    """Does not wait for the disk: for making something long quickly."""

    fdatasync = fsync = staticmethod(lambda fd: None)  # noqa: ARG005 - as the disk is called


class _Clock:
    def now(self) -> datetime:
        return NOW


def measure(sizes: Sequence[int], peers: bool = True, folder: Path | None = None) -> list[Row]:
    """All figures at each number of tasks; with `peers`, also against plain TinyDB."""
    rooms = [_opening, _committing, _following, _folding, _history, *([_stock] if peers else [])]
    rows: list[Row] = []
    for size in sizes:
        with _workspace(size, folder) as path:
            for room in rooms:
                rows += room(path, size)
                _tidy()
    return rows


@contextmanager
def _workspace(size: int, folder: Path | None) -> Iterator[Path]:
    """A workspace of so many tasks, folded."""
    home = Path(tempfile.mkdtemp(prefix="worktui-bench-", dir=folder))
    try:
        _fill(home / "work.json", size)
        _tidy()
        yield home / "work.json"
    finally:
        shutil.rmtree(home)


def _fill(path: Path, size: int) -> None:
    store = _opened(path)
    docs = documents(size)
    for start in range(0, size, 1000):
        edits = tuple(Edit("tasks", d["id"], None, d) for d in docs[start : start + 1000])
        _commit(store, *edits)
    store.fold()
    store.close()


def _opened(path: Path, io: Io = DISK) -> FileStore:
    store = FileStore(path, clock=_Clock(), io=io)
    store.open()
    return store


def _commit(store: FileStore, *edits: Edit) -> None:
    store.commit(lambda _: Change(edits, "moved"), ME, ts=NOW)


def _tidy() -> None:
    gc.unfreeze()
    gc.collect()


def _timed(do: Callable[[], object]) -> float:
    """Milliseconds; what `do` returns is let go only after the clock has stopped."""
    start = time.perf_counter()
    kept = do()
    spent = time.perf_counter() - start
    del kept
    return spent * 1000


def _spent(do: Callable[[], object]) -> float:
    """Milliseconds of processor time: sturdier where no disk is waited for."""
    start = time.process_time()
    kept = do()
    spent = time.process_time() - start
    del kept
    return spent * 1000


def _row(
    what: str, size: int, value: float, against: str, base: float, goal: float, unit: str = "ms"
) -> Row:
    return Row("store", what, size, value, unit, against, base, goal)


def _limit(what: str, size: int, value: float, most: float, unit: str = "ms") -> Row:
    return _row(what, size, value, "at most", most, 1.0, unit)


def _opening(path: Path, size: int) -> list[Row]:
    def load() -> Any:
        gc.disable()
        try:
            return orjson.loads(path.read_bytes())
        finally:
            gc.enable()

    ours, base = [], []
    for _ in range(max(9, min(101, 200_000 // size))):
        ours.append(_spent(lambda: _opened(path)))
        _tidy()
        base.append(_spent(load))
        _tidy()
    return [_row("open, processor", size, median(ours), "read + orjson.loads", median(base), 1.5)]


def _mover(store: FileStore) -> Callable[[int], Callable[[Snapshot], Change]]:
    """Makes decisions that set the status of the first task."""
    id = next(iter(store.snapshot().ids("tasks")))

    def to(n: int) -> Callable[[Snapshot], Change]:
        def decide(snapshot: Snapshot) -> Change:
            status = (snapshot.get("tasks", id) or {})["status"]
            return Change((Edit("tasks", id, {"status": status}, {"status": f"s{n}"}),), "moved")

        return decide

    return to


def _committing(path: Path, size: int, count: int = 300) -> list[Row]:
    store, log = _opened(path), path.with_suffix(".log")
    fd = os.open(path.with_suffix(".raw"), os.O_RDWR | os.O_CREAT | os.O_APPEND)
    to = _mover(store)
    ours, base, cpu, written = [], [], [], []
    for n in range(count):
        before, started = log.stat().st_size, time.process_time()
        ours.append(_timed(lambda: store.commit(to(n), ME, ts=NOW)))  # noqa: B023 - run at once
        cpu.append((time.process_time() - started) * 1000)
        written.append(log.stat().st_size - before)
        base.append(_timed(lambda: _append(fd, bytes(written[-1]))))
    os.close(fd)
    store.close()
    return [
        _row("commit", size, median(ours), "append + fdatasync", median(base), 1.5),
        _limit("commit, processor (best)", size, min(cpu), 0.5),
        _limit("commit, bytes written", size, median(written), 400, "B"),
    ]


def _append(fd: int, line: bytes) -> None:
    os.write(fd, line)
    os.fdatasync(fd)


def _following(path: Path, size: int, count: int = 100) -> list[Row]:
    writer, reader = _opened(path), _opened(path)
    to = _mover(writer)
    spent = []
    for n in range(count):
        writer.commit(to(n), ME, ts=NOW)
        spent.append(_spent(reader.poll))
    idle = median(_timed(reader.poll) for _ in range(100))
    writer.close()
    reader.close()
    return [
        _limit("change of another process", size, median(spent), 0.2),
        _limit("poll without news", size, idle, 0.05),
    ]


def _folding(path: Path, size: int) -> list[Row]:
    store = _opened(path)
    to = _mover(store)
    raw = orjson.loads(path.read_bytes())
    ours, base = [], []
    for n in range(9):
        store.commit(to(n), ME, ts=NOW)
        ours.append(_timed(store.fold))
        base.append(_timed(lambda: _write(path.with_suffix(".raw"), raw)))
    store.close()
    return [_row("fold", size, median(ours), "dumps + write + fsync", median(base), 2.2)]


def _write(path: Path, raw: object) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(fd, orjson.dumps(raw))
    os.fsync(fd)
    os.close(fd)


def _history(path: Path, size: int) -> list[Row]:
    """Looking into a log of as many entries as there are tasks."""
    long = path.parent / "long.json"
    store = _opened(long, _Unsynced())
    _commit(store, Edit("tasks", "T", None, {"id": "T", "n": -1}))
    for n in range(size):
        _commit(store, Edit("tasks", "T", {"n": n - 1}, {"n": n}))
    store.close()
    store = _opened(long)
    newest = median(_timed(lambda: store.latest(50)) for _ in range(20))
    found = median(_timed(lambda: store.entry(size // 2)) for _ in range(20))
    store.close()
    long.unlink()
    again = _spent(lambda: _opened(long)) / size * 1000
    return [
        _limit("newest 50 of as many entries", size, newest, 3),
        _limit("one entry in the middle", size, found, 3),
        _limit("rebuild from the log, a record", size, again, 12, "µs"),
    ]


def _stock(path: Path, size: int) -> list[Row]:
    """The same with plain TinyDB on the same file, by its own number of a document."""
    copy = path.with_name("stock.json")
    shutil.copy(path, copy)
    store = _opened(path)
    to = _mover(store)
    stock_updates, stock_opens, commits, opens = [], [], [], []
    for n in range(3 if size > 10_000 else 9 if size > 1000 else 31):
        with TinyDB(copy) as db:
            tasks = db.table("tasks")
            stock_opens.append(_spent(tasks.all))
            update = {"status": f"s{n}"}
            stock_updates.append(_timed(lambda: tasks.update(update, doc_ids=[1])))  # noqa: B023 - run at once
        commits.append(_timed(lambda: store.commit(to(n), ME, ts=NOW)))  # noqa: B023 - run at once
        _tidy()
        opens.append(_spent(lambda: _opened(path)))
        _tidy()
    store.close()
    goal = 0.5 if size <= 1000 else 0.08 if size <= 10_000 else 0.005
    return [
        _row("commit", size, median(commits), "update of TinyDB", median(stock_updates), goal),
        _row("open, processor", size, median(opens), "open of TinyDB", median(stock_opens), 0.7),
    ]


def main() -> None:
    """Measure in a folder of one's choice, which should lie on a real disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    print(table(measure([int(size) for size in given.sizes.split(",")], True, given.folder)))


if __name__ == "__main__":
    main()
