"""Every call to the disk fails in every way, in every kind of work the store does.

After each failure: what was acknowledged is there, what was refused is not, the files open,
stock TinyDB reads the snapshot, and the history is whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.store.faults import Die, Fault, FaultIo, faults
from tests.store.hands import (
    CALM,
    MARA,
    NOW,
    FixedClock,
    commit,
    create,
    edit_with_stock,
    leave,
    opened,
    put,
    state,
    stock,
)
from worktui.domain.change import Change, Edit, Entry
from worktui.domain.errors import StoreProblem
from worktui.store.file import FileStore


@dataclass
class Played:
    """What a run was told: changes acknowledged, and those that may or may not be there."""

    acked: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


class Player:
    """Does things to a store; a refusal is noted, and the work goes on."""

    def __init__(self, path: Path, io: FaultIo) -> None:
        self.path, self.io = path, io
        self.store = FileStore(path, clock=FixedClock(), io=io, patience=0.2)
        self.played = Played()
        self.problem: StoreProblem | None = None

    def open(self) -> None:
        try:
            self.store.open()
        except StoreProblem:
            self.store.open()  # a passing fault: the second try finds the files as they are

    def mark(self, name: str, key: str | None = None) -> None:
        """Make document `name`, or note that it was refused."""
        self.played.unknown.add(name)
        try:
            commit(self.store, create(name, n=1), key=key)
        except StoreProblem:
            if "taken back" not in self.store.readonly:
                self.played.unknown.discard(name)
            return
        self.played.acked.add(name)

    def seen(self, look: Callable[[], Entry | None]) -> Entry | None:
        """Look, and once more if that failed."""
        try:
            return look()
        except StoreProblem:
            return look()

    def calmly(self, do: Callable[[], object]) -> None:
        try:
            do()
        except StoreProblem:
            return


def play_commits(player: Player) -> None:
    player.open()
    player.mark("M-1")
    player.mark("M-2", key="k")
    player.calmly(player.store.fold)
    player.mark("M-3")
    player.calmly(player.store.poll)
    player.calmly(lambda: player.store.latest(2))
    player.store.close()


def play_undo(player: Player) -> None:
    player.open()
    entry = player.seen(lambda: player.store.entry(3))
    assert entry is not None
    edits = tuple(edit.inverse() for edit in reversed(entry.edits))
    back = (*edits, Edit("tasks", "M-1", None, {"id": "M-1", "n": 1}))
    player.played.unknown.add("M-1")
    try:
        player.store.commit(lambda _: Change(back, undoes=3), MARA, ts=NOW)
        player.played.acked.add("M-1")
    except StoreProblem:
        if "taken back" not in player.store.readonly:
            player.played.unknown.discard("M-1")
    player.mark("M-2")
    player.store.close()


def play_open(player: Player) -> None:
    player.open()
    player.mark("M-1")
    player.store.close()


def play_other(player: Player) -> None:
    """Another process folds and commits in between."""
    player.open()
    other = opened(player.path, CALM)
    try:
        put(other, "T-1", other=1)
        other.fold()
        player.mark("M-1")
        put(other, "T-2", other=1)
    finally:
        other.close()
    player.calmly(player.store.fold)
    player.mark("M-2")
    player.store.close()


def lay_work(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    put(store, "T-2", title="b", last=1)
    store.fold()
    put(store, "T-3", title="c")
    leave(store)


def lay_nothing(path: Path) -> None:
    return


def lay_stock(path: Path) -> None:
    path.write_text(json.dumps({"tasks": {str(n): {"id": f"T-{n}"} for n in (1, 2, 3)}}))


def lay_edited(path: Path) -> None:
    lay_work(path)
    edit_with_stock(path, lambda db: db.table("tasks").insert({"id": "T-4", "title": "out"}))


def lay_torn(path: Path) -> None:
    lay_work(path)
    with path.with_suffix(".log").open("ab") as log:
        log.write(b'{"c":"00000000","e":{"seq":4,"ed')


def lay_broken(path: Path) -> None:
    lay_work(path)
    path.write_bytes(path.read_bytes()[:-9])


def lay_damaged(path: Path) -> None:
    lay_work(path)
    put(store := opened(path), "T-4", title="d")
    leave(store)
    log = path.with_suffix(".log")
    log.write_bytes(log.read_bytes().replace(b'"title":"c"', b'"title":"x"'))


def lay_logless(path: Path) -> None:
    lay_work(path)
    opened(path).close()
    path.with_suffix(".log").unlink()


SCENES: dict[str, tuple[Callable[[Path], None], Callable[[Player], None]]] = {
    "commits": (lay_work, play_commits),
    "undo": (lay_work, play_undo),
    "two stores": (lay_work, play_other),
    "new": (lay_nothing, play_open),
    "adopt": (lay_stock, play_open),
    "edited": (lay_edited, play_open),
    "torn": (lay_torn, play_open),
    "broken": (lay_broken, play_open),
    "damaged": (lay_damaged, play_open),
    "logless": (lay_logless, play_open),
}


class Stage:
    """One scene, laid once and played many times."""

    def __init__(self, folder: Path, scene: str) -> None:
        lay, self._play = SCENES[scene]
        self._laid = folder / "laid"
        self._laid.mkdir()
        lay(self._laid / "work.json")
        self._place = folder / "place"
        self.path = self._place / "work.json"
        self.names = self.run(None).io.names
        tasks = state(opened(self.path, CALM))["tasks"]
        self.laid = {id for id in tasks if id.startswith("T-")}
        """What was there before, and must be there whatever fails."""

    def run(self, fault: Fault | None) -> Player:
        shutil.rmtree(self._place, ignore_errors=True)
        shutil.copytree(self._laid, self._place)
        player = Player(self.path, FaultIo(fault))
        try:
            self._play(player)
        except Die:
            assert fault is not None
        except StoreProblem as problem:
            player.problem = problem
        finally:
            player.io.bury()
        return player

    def judge(self, player: Player, fault: Fault) -> None:
        """The files hold what was acknowledged and nothing that was refused."""
        where = f"{fault} ({self.names[fault.at] if fault.at < len(self.names) else '?'})"
        played = player.played
        if player.problem is not None:
            assert player.problem.hint or player.problem.cause == "readonly", player.problem
        store = opened(self.path, CALM, patience=0.5)
        tasks = state(store).get("tasks", {})
        found = {id for id in tasks if id.startswith("M-")}
        assert played.acked <= found, f"lost after {where}"
        assert found <= played.acked | played.unknown, f"refused and there after {where}"
        assert self.laid <= tasks.keys(), f"lost after {where}"
        seqs = [entry.seq for entry in store.entries()]
        first = seqs[0] if seqs else 1
        assert seqs == list(range(first, first + len(seqs))), where
        put(store, "AFTER", title="writes again")
        store.fold()
        assert stock(self.path) == state(store), where
        store.close()
        again = opened(self.path, CALM)
        assert state(again) == state(store), where
        again.close()


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("scene", list(SCENES))
def test_every_call_to_the_disk_may_fail(folder: Path, scene: str, lasting: bool) -> None:
    stage = Stage(folder, scene)
    planned = faults(stage.names, lasting=lasting)
    before = len(os.listdir("/proc/self/fd"))
    fired = 0
    for fault in planned:
        player = stage.run(fault)
        fired += player.io.fired
        stage.judge(player, fault)
    assert len(os.listdir("/proc/self/fd")) <= before + 2
    least = 100 if lasting else 350
    assert fired >= min(least, len(planned) * 0.95), (fired, len(planned))
    print(f"{scene}: {fired} faults")
