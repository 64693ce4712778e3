"""Power goes at every moment: what was acknowledged before is there after."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from tests.store.disk import Disk, Files, RecordingIo, lay
from tests.store.hands import (
    CALM,
    FixedClock,
    commit,
    create,
    edit_with_stock,
    leave,
    opened,
    put,
    state,
)
from worktui.store.file import FileStore
from worktui.store.io import Io

pytestmark = pytest.mark.timeout(900 if os.environ.get("WORKTUI_LONG") else 60)

ROUNDS = 40 if os.environ.get("WORKTUI_LONG") else 6
"""How often rubbish, lengths and flipped bits are drawn anew for each moment."""

Acks = list[tuple[int, str]]
"""Which document was acknowledged after how many effects."""


def cut_states(before: Disk, io: RecordingIo, rng: Random) -> Iterator[tuple[int, Files]]:
    """Every different state that may be found, with the number of effects before it."""
    met: set[tuple[int, bytes]] = set()
    disk = before
    for count in range(len(io.ops) + 1):
        for files in chain.from_iterable(disk.states(rng) for _ in range(ROUNDS)):
            digest = hashlib.sha256(repr(sorted(files.items())).encode()).digest()
            if (count, digest) not in met:
                met.add((count, digest))
                yield count, files
        if count < len(io.ops):
            disk.do(io.ops[count])


def judge(place: Path, acked: set[str], tried: set[str], kept: set[str]) -> None:
    """What was acknowledged is there, and nothing that was never asked for."""
    store = opened(place, CALM)
    found = set(state(store).get("tasks", {}))
    assert acked | kept <= found, (acked | kept) - found
    assert found <= tried | kept, found - tried - kept
    list(store.entries())
    put(store, "AFTER", n=1)
    store.close()
    again = opened(place, CALM)
    assert set(state(again).get("tasks", {})) == found | {"AFTER"}
    leave(again)


def run_and_cut(
    folder: Path,
    play: Callable[[Path, Io, Callable[[str], None]], None],
    rng: Random,
    kept: set[str],
) -> int:
    """Play on a recorded disk, then judge every state it may be cut to."""
    home, place = folder / "home", folder / "place"
    home.mkdir(exist_ok=True)
    before, io = Disk.of(home), RecordingIo(home)
    acks: Acks = []
    play(home / "work.json", io, lambda name: acks.append((len(io.ops), name)))
    tried = {name for _, name in acks}
    cases = 0
    for count, files in cut_states(before, io, rng):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        lay(files, home, place)
        acked = {name for at, name in acks if at <= count}
        judge(place / "work.json", acked, tried, kept)
        cases += 1
    shutil.rmtree(home)
    return cases


def test_power_may_go_at_any_moment_of_thirty_commits_and_five_folds(folder: Path) -> None:
    def play(path: Path, io: Io, acked: Callable[[str], None]) -> None:
        store = FileStore(path, clock=FixedClock(), io=io)
        store.open()
        for n in range(30):
            commit(store, create(f"M-{n}", n=n, text="x" * (n * 7)))
            acked(f"M-{n}")
            if n % 6 == 5:
                store.fold()
        store.close()

    cases = run_and_cut(folder, play, Random(1), set())
    assert cases >= 1000, cases


def laid_stock(path: Path) -> None:
    path.write_text('{"tasks": {"1": {"id": "T-1"}, "2": {"id": "T-2"}}}')


def laid_work(path: Path) -> None:
    store = opened(path, CALM)
    put(store, "T-1", title="a")
    store.fold()
    put(store, "T-2", title="b")
    leave(store)


def laid_edited(path: Path) -> None:
    laid_work(path)
    edit_with_stock(path, lambda db: db.table("tasks").insert({"id": "T-3"}))


def laid_torn(path: Path) -> None:
    laid_work(path)
    with path.with_suffix(".log").open("ab") as log:
        log.write(b'{"c":"00000000","e":{"seq":3,"ed')


def laid_broken(path: Path) -> None:
    laid_work(path)
    path.write_bytes(path.read_bytes()[:-9])


def laid_damaged(path: Path) -> None:
    laid_work(path)
    store = opened(path, CALM)
    put(store, "T-3", title="c")
    leave(store)
    log = path.with_suffix(".log")
    log.write_bytes(log.read_bytes().replace(b'"title":"b"', b'"title":"x"'))


def laid_logless(path: Path) -> None:
    laid_work(path)
    opened(path, CALM).fold()
    path.with_suffix(".log").unlink()


LAID: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "stock": (laid_stock, {"T-1", "T-2"}),
    "edited": (laid_edited, {"T-1", "T-2", "T-3"}),
    "torn": (laid_torn, {"T-1", "T-2"}),
    "broken": (laid_broken, {"T-1", "T-2"}),
    "damaged": (laid_damaged, {"T-1", "T-3"}),
    "logless": (laid_logless, {"T-1", "T-2"}),
}


def test_power_may_go_again_during_recovery(folder: Path) -> None:
    def play(path: Path, io: Io, acked: Callable[[str], None]) -> None:
        store = FileStore(path, clock=FixedClock(), io=io)
        store.open()
        for n in range(3):
            commit(store, create(f"M-{n}", n=n))
            acked(f"M-{n}")
        store.close()

    cases = 0
    for number, (lay_scene, kept) in enumerate(LAID.values()):
        (folder / "home").mkdir()
        lay_scene(folder / "home" / "work.json")
        cases += run_and_cut(folder, play, Random(number), kept)
    assert cases >= 500, cases
