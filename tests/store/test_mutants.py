"""Take one safeguard away at a time: the tests of this folder must notice each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import pytest

from tests.store import test_adopt, test_failpoints, test_powercut, test_recover, test_torn
from tests.store.contract import Contract
from tests.store.disk import RecordingIo
from tests.store.hands import CALM, MARA, NOW, FixedClock, commit, create, opened, put, state
from worktui.domain.change import Change
from worktui.domain.errors import StoreProblem
from worktui.domain.snapshot import Snapshot
from worktui.store import file, io, loaded, lock, log, record, site, snapshotfile, tables
from worktui.store.file import FileStore

Check = Callable[[Path], object]


def power(folder: Path) -> None:
    """A few commits on a recorded disk, cut everywhere."""

    def play(path: Path, disk: io.Io, acked: Callable[[str], None]) -> None:
        store = FileStore(path, clock=FixedClock(), io=disk)
        store.open()
        for n in range(4):
            commit(store, create(f"M-{n}", n=n))
            acked(f"M-{n}")
        store.close()

    test_powercut.run_and_cut(folder, play, Random(2), set())


def failing(scene: str) -> Check:
    def check(folder: Path) -> None:
        test_failpoints.test_every_call_to_the_disk_may_fail(folder, scene, False)

    return check


def torn(folder: Path) -> None:
    test_torn.test_a_last_line_torn_at_every_byte_is_all_or_nothing(folder)


def on_path(test: Callable[[Path], object]) -> Check:
    return lambda folder: test(folder / "work.json")


def contract(name: str) -> Check:
    def check(folder: Path) -> None:
        store = opened(folder / "work.json", CALM)
        getattr(Contract(), name)(store)

    return check


def at_the_same_time(folder: Path) -> None:
    """While one decides, another cannot commit."""
    path = folder / "work.json"
    one, two = opened(path, CALM), opened(path, CALM, patience=0.05)

    def decide(_: Snapshot) -> Change:
        with pytest.raises(StoreProblem, match="locked"):
            put(two, "T-2", title="b")
        return Change((create("T-1", title="a"),))

    one.commit(decide, MARA, ts=NOW)
    put(two, "T-2", title="b")
    assert [entry.seq for entry in opened(path, CALM).entries()] == [1, 2]


def edited_in_place(folder: Path) -> None:
    """A snapshot edited without changing its layout is noticed."""
    path = folder / "work.json"
    store = opened(path, CALM)
    put(store, "T-1", title="abc")
    store.close()
    path.write_bytes(path.read_bytes().replace(b'"abc"', b'"xyz"'))
    store = opened(path, CALM)
    assert state(store)["tasks"]["T-1"]["title"] == "xyz"
    assert store.latest(1)[0].through == "external"


def unlocked(self: Any) -> Any:
    return self


def no_check(line: bytes, seed: int) -> Any:
    found = record.parse(line)
    return None if found is None else (found, crc32(memoryview(line)[20:-1], seed))


def cut_without_keeping(disk: Any, layout: Any, log: Any, mark: Any, rest: Any) -> Any:
    log.mark = mark
    return loaded.Notice("")


def in_place(disk: Any, path: str, parts: Any, *, like: Any = None) -> None:
    """Write over the file itself, as stock TinyDB does."""
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    for part in parts:
        io.write_all(disk, fd, part)
    disk.fsync(fd)
    disk.close(fd)
    io.sync_folder(disk, os.path.dirname(path))


NOTICED = (AssertionError, ValueError, StoreProblem, pytest.fail.Exception)

NOTHING = lambda *args, **named: None  # noqa: E731
TRUE = lambda *args, **named: True  # noqa: E731

MUTANTS: dict[str, tuple[list[tuple[Any, str, Any]], list[Check]]] = {
    "a commit is not synced": ([(RecordingIo, "_sync_data", NOTHING)], [power]),
    "a new file is not synced before its rename": ([(RecordingIo, "_sync_file", NOTHING)], [power]),
    "a rename is not made to last": ([(io, "sync_folder", NOTHING)], [power]),
    "a new log is written in place": (
        [(site, "write_beside", in_place)],
        [failing("new"), failing("damaged")],
    ),
    "checksums of lines are not looked at": ([(record, "decode", no_check)], [torn]),
    "the checksum of the snapshot is not looked at": (
        [(snapshotfile, "_said", lambda data: crc32(memoryview(data)[32:]))],
        [edited_in_place],
    ),
    "nobody locks": (
        [(lock.FileLock, "__enter__", unlocked), (lock.FileLock, "__exit__", NOTHING)],
        [at_the_same_time],
    ),
    "a failed append stays": ([(log.Log, "_take_back", NOTHING)], [failing("commits")]),
    "a failed append that stays goes unnoticed": (
        [(FileStore, "_stuck", lambda self, stuck: StoreProblem("Failed.", hint="Again."))],
        [
            lambda folder: test_failpoints.test_every_call_to_the_disk_may_fail(
                folder, "commits", True
            )
        ],
    ),
    "the snapshot's place in the log is believed": (
        [(log.Log, "proves", TRUE)],
        [on_path(test_recover.test_a_missing_line_before_the_snapshot_hides_nothing_after_it)],
    ),
    "the end of the log is believed": (
        [(log.Log, "holds", TRUE)],
        [on_path(test_recover.test_a_reader_follows_when_a_failed_change_it_saw_is_taken_back)],
    ),
    "an unfinished line stays": (
        [(loaded, "cut_torn", cut_without_keeping), (file, "cut_torn", cut_without_keeping)],
        [on_path(test_recover.test_an_unfinished_line_of_a_dead_writer_is_cut_by_the_next_commit)],
    ),
    "cut bytes are not kept": (
        [(loaded, "keep_torn", NOTHING)],
        [on_path(test_recover.test_an_unfinished_last_line_is_cut_kept_and_told)],
    ),
    "what was edited outside is written over": (
        [(FileStore, "_untouched", TRUE)],
        [on_path(test_adopt.test_an_edit_while_the_store_is_open_is_taken_in_at_the_fold)],
    ),
    "pictures share their tables": (
        [(tables.Picture, "shows", lambda *args: False)],
        [contract("test_a_picture_does_not_change")],
    ),
    "what was seen is not compared": (
        [(file, "settle", lambda docs, edits: tuple(edits))],
        [contract("test_the_same_field_changed_differently_is_a_conflict")],
    ),
}


@pytest.mark.parametrize("name", list(MUTANTS))
def test_a_safeguard_that_is_missing_is_noticed(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patches, checks = MUTANTS[name]
    for number, check in enumerate(checks):
        place = folder / str(number)
        place.mkdir()
        with monkeypatch.context() as patch:
            for owner, attribute, replacement in patches:
                patch.setattr(owner, attribute, replacement)
            with pytest.raises(NOTICED):
                check(place)


@pytest.mark.parametrize("check", [power, at_the_same_time, edited_in_place])
def test_with_every_safeguard_the_checks_of_this_file_pass(folder: Path, check: Check) -> None:
    check(folder)


def test_enough_safeguards_are_tried() -> None:
    assert len(MUTANTS) >= 8
