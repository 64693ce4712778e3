"""The file store fulfils the contract, and its files are what they should be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.store.contract import Contract
from tests.store.hands import (
    CALM,
    MARA,
    NOW,
    Calm,
    commit,
    create,
    edit_with_stock,
    file_store,
    opened,
    put,
    state,
    stock,
)
from worktui.app.ports import Store
from worktui.domain.change import Change
from worktui.domain.errors import StoreProblem
from worktui.domain.snapshot import Snapshot
from worktui.store.file import KEYS_KEPT
from worktui.store.io import Io


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "work.json"


class TestFileStore(Contract):
    @pytest.fixture
    def store(self, path: Path) -> Iterator[Store]:
        store = opened(path)
        yield store
        store.close()


class TestFileStoreReopened(Contract):
    """The same over a store that was folded and opened again, beside another that is open."""

    @pytest.fixture
    def store(self, path: Path) -> Iterator[Store]:
        other = opened(path)
        other.fold()
        store = opened(path)
        yield store
        remembered = state(store)
        store.close()
        assert state(opened(path)) == remembered
        assert stock(path) == remembered
        other.poll()
        assert state(other) == remembered


def test_another_process_sees_a_change_at_the_next_poll(path: Path) -> None:
    one, two = opened(path), opened(path)
    entry = put(one, "T-1", title="a")
    assert list(two.poll()) == [entry]
    assert list(two.poll()) == []
    assert list(one.poll()) == []
    assert state(two) == state(one)


def test_what_others_did_is_told_even_if_a_commit_read_it_first(path: Path) -> None:
    one, two = opened(path), opened(path)
    theirs = put(one, "T-1", title="a")
    put(two, "T-2", title="b")
    assert list(two.poll()) == [theirs]


def test_plain_tinydb_reads_the_file_after_every_fold(path: Path) -> None:
    store = opened(path)
    for n in range(30):
        put(store, f"T-{n % 7}", n=n)
        if n % 5 == 0:
            commit(store, create(f"P-{n}", "projects", name="p"))
        assert store.fold() is True
        assert stock(path) == state(store)
    assert store.fold() is False


def test_a_key_outlives_folds_and_restarts(path: Path) -> None:
    store = opened(path, CALM)
    first = put(store, "T-1", key="mail-1", title="a")
    store.fold()
    store.close()
    store = opened(path, CALM)
    assert put(store, "T-9", key="mail-1", title="b") == first
    other = opened(path, CALM)
    second = put(other, "T-2", key="mail-2", title="b")
    assert put(store, "T-9", key="mail-2", title="b") == second
    assert store.seq == 2


def test_a_key_is_remembered_for_a_number_of_entries(path: Path) -> None:
    store = opened(path, CALM)
    put(store, "T-1", key="old", title="a")
    for n in range(KEYS_KEPT - 1):
        put(store, "T-1", n=n)
    assert (put(store, "T-1", key="old", title="b") or pytest.fail("not known")).seq == 1
    put(store, "T-1", n=-1)
    assert (put(store, "T-1", key="old", title="b") or pytest.fail("known")).seq > 1
    again = opened(path, CALM)
    assert (put(again, "T-1", key="old", title="c") or pytest.fail("not known")).seq == again.seq


def test_files_are_private_and_the_folder_beside_too(path: Path) -> None:
    old = os.umask(0)
    try:
        store = opened(path)
        put(store, "T-1", title="a")
        store.put_blob(b"x")
        store.secret()
        with store.lease("outbox"):
            pass
        store.close()
    finally:
        os.umask(old)
    beside = path.with_name("work.json.d")
    for folder in (beside, beside / "arrivals"):
        assert folder.stat().st_mode & 0o777 == 0o700
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    assert len(files) == 6
    for file in files:
        assert file.stat().st_mode & 0o777 == 0o600, file


def test_new_files_are_open_to_whom_the_old_one_was(path: Path) -> None:
    path.write_text('{"_default": {"1": {"title": "a"}}}')
    path.chmod(0o660)
    store = opened(path)
    put(store, "T-2", title="b")
    store.fold()
    for name in ("work.json", "work.log", "work.json.lock"):
        assert path.with_name(name).stat().st_mode & 0o777 == 0o660, name


def test_a_link_to_the_file_stays_a_link(path: Path, folder: Path) -> None:
    (folder / "real").mkdir()
    path.symlink_to(folder / "real" / "mine.json")
    store = opened(path)
    put(store, "T-1", title="a")
    store.fold()
    assert path.is_symlink()
    assert stock(folder / "real" / "mine.json") == state(store)


@pytest.mark.parametrize(
    "name", ["work", "work.db", "a.b.json", "x.log", "ü 漢.json", ".work.json"]
)
def test_any_file_name_will_do(folder: Path, name: str) -> None:
    store = opened(folder / name)
    put(store, "T-1", title="a")
    store.close()
    assert stock(folder / name) == state(opened(folder / name))


def test_a_lock_that_is_never_freed_is_given_up_in_time(path: Path) -> None:
    one, two = opened(path), opened(path, patience=0.05)

    def decide(_: Snapshot) -> Change:
        with pytest.raises(StoreProblem) as caught:
            put(two, "T-2", title="b")
        assert caught.value.cause == "busy"
        assert list(two.poll()) == []
        return Change((create("T-1", title="a"),))

    one.commit(decide, MARA, ts=NOW)
    put(two, "T-2", title="b")
    assert state(two)["tasks"].keys() == {"T-1", "T-2"}


def test_looking_never_waits_for_a_writer(path: Path) -> None:
    """While a commit of the same store waits for another process, pictures and polls come."""
    other, store = opened(path), opened(path)
    put(store, "T-1", title="a")
    inside, seen = threading.Event(), threading.Event()

    def decide(_: Snapshot) -> Change:
        inside.set()
        assert seen.wait(10)
        return Change((create("T-2", title="b"),))

    holder = threading.Thread(target=lambda: other.commit(decide, MARA, ts=NOW))
    holder.start()
    assert inside.wait(10)
    waiter = threading.Thread(target=lambda: put(store, "T-3", title="c"))
    waiter.start()
    assert store.snapshot().count("tasks") == 1
    assert list(store.poll()) == []
    assert len(store.latest(5)) == 1
    seen.set()
    holder.join(10)
    waiter.join(10)
    assert state(store)["tasks"].keys() == {"T-1", "T-2", "T-3"}


def test_a_removed_lock_file_does_not_let_two_write(path: Path) -> None:
    one, two = opened(path), opened(path, patience=0.05)
    put(one, "T-1", title="a")
    path.with_name("work.json.lock").unlink()

    def decide(_: Snapshot) -> Change:
        with pytest.raises(StoreProblem):
            put(one, "T-2", title="b")
        return Change((create("T-3", title="c"),))

    one._lock._patience = 0.05
    two.commit(decide, MARA, ts=NOW)
    put(one, "T-2", title="b")
    assert [entry.seq for entry in opened(path).entries()] == [1, 2, 3]


def test_who_holds_a_role_can_be_seen(path: Path) -> None:
    one, two = opened(path), opened(path)
    assert two.holder("outbox") == ""
    with one.lease("outbox") as held:
        assert held
        assert str(os.getpid()) in two.holder("outbox")
        with two.lease("outbox") as again:
            assert not again
    assert two.holder("outbox") == ""


def test_a_damaged_blob_is_not_given_out_and_can_be_put_again(path: Path) -> None:
    store = opened(path)
    digest = store.put_blob(b"raw")
    (path.parent / "work.json.d" / "arrivals" / digest).write_bytes(b"other")
    assert store.get_blob(digest) is None
    assert store.put_blob(b"raw") == digest
    assert store.get_blob(digest) == b"raw"


def test_the_secret_outlives_restarts_and_a_damaged_one_is_named(path: Path) -> None:
    secret = opened(path).secret()
    assert opened(path).secret() == secret
    place = path.parent / "work.json.d" / "secret"
    assert place.read_bytes() == secret
    assert secret not in path.with_suffix(".log").read_bytes()
    place.write_bytes(b"short")
    with pytest.raises(StoreProblem) as caught:
        opened(path).secret()
    assert "secret" in caught.value.message
    assert caught.value.hint


def test_a_long_tail_is_folded_by_the_commit_that_made_it(path: Path) -> None:
    store = opened(path, CALM)
    before = path.stat().st_size
    for n in range(40):
        put(store, f"T-{n}", text="x" * 10_000)
    assert path.stat().st_size > before + 200_000
    assert stock(path).keys() == {"tasks"}


def test_a_large_snapshot_is_not_written_on_leaving(path: Path) -> None:
    store = opened(path, CALM)
    commit(store, create("BIG", text="x" * 3_000_000))
    store.fold()
    put(store, "T-1", title="a")
    before = path.stat()
    store.close()
    assert path.stat().st_ino == before.st_ino
    assert state(opened(path))["tasks"].keys() == {"BIG", "T-1"}


class Counting(Calm):
    """A disk that counts the bytes read."""

    def __init__(self) -> None:
        self.read = 0

    def pread(self, fd: int, size: int, offset: int) -> bytes:  # type: ignore[override]
        data = os.pread(fd, size, offset)
        self.read += len(data)
        return data


def test_the_newest_entries_of_a_long_log_are_read_from_its_end(path: Path) -> None:
    store = opened(path, CALM)
    for n in range(20_000):
        put(store, "T-1", n=n)
    store.fold()
    store.close()
    io = Counting()
    store = opened(path, io)
    size = path.with_suffix(".log").stat().st_size
    assert size > 2_000_000
    assert io.read < 5_000
    for look in (
        lambda: store.latest(50),
        lambda: store.latest(50, before=10_000),
        lambda: store.entry(7_777),
        lambda: list(store.entries(19_950)),
        lambda: put(store, "T-1", key="k", n=-1),
    ):
        io.read = 0
        look()
        assert io.read < 500_000, look
    assert [entry.seq for entry in store.latest(2, before=10_001)] == [10_000, 9_999]
    assert (store.entry(7_777) or pytest.fail("gone")).seq == 7_777


def test_a_commit_reads_no_snapshot_and_writes_one_line(path: Path) -> None:
    class Watch(Counting):
        def __init__(self) -> None:
            super().__init__()
            self.written: list[int] = []
            self.synced = 0

        def write(self, fd: int, data: Any) -> int:  # type: ignore[override]
            self.written.append(len(data))
            return os.write(fd, data)

        def fdatasync(self, fd: int) -> None:  # type: ignore[override]
            self.synced += 1

        fsync = fdatasync  # type: ignore[assignment]

    store = opened(path, CALM)
    for n in range(100):
        put(store, f"T-{n}", title="x" * 100)
    store.close()
    io = Watch()
    store = opened(path, io)
    io.read, io.written, io.synced = 0, [], 0
    put(store, "T-1", title="y")
    assert len(io.written) == 1
    assert io.written[0] < 300
    assert io.synced == 1
    assert io.read < 100


def test_a_commit_copies_a_table_only_while_a_picture_shows_it(path: Path) -> None:
    store = opened(path, CALM)
    put(store, "T-1", n=0)
    commit(store, create("P", "projects", n=1))
    table, other = store._live.tables.docs["tasks"], store._live.tables.docs["projects"]
    put(store, "T-1", n=1)
    assert store._live.tables.docs["tasks"] is table
    picture = store.snapshot()
    put(store, "T-1", n=2)
    assert store._live.tables.docs["tasks"] is not table
    assert store._live.tables.docs["projects"] is other
    assert (picture.get("tasks", "T-1") or {})["n"] == 1
    del picture
    table = store._live.tables.docs["tasks"]
    put(store, "T-1", n=3)
    assert store._live.tables.docs["tasks"] is table


def test_a_stock_edit_of_another_users_time_zone_keeps_its_time(path: Path) -> None:
    class Berlin:
        def now(self) -> datetime:
            return datetime.fromisoformat("2026-03-04T11:00:00+01:00")

    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    edit_with_stock(path, lambda db: db.table("tasks").insert({"id": "T-2"}))
    store = file_store(path)
    store._opening._clock = Berlin()
    store.open()
    assert store.latest(1)[0].ts == "2026-03-04T11:00:00+01:00"


def test_a_snapshot_of_another_workspace_put_in_place_while_open_is_kept(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    other = opened(path.with_name("other.json"))
    put(other, "X-1", title="x")
    other.fold()
    foreign = path.with_name("other.json").read_bytes()
    path.write_bytes(foreign)
    assert store.fold() is True
    assert stock(path) == state(store)
    (kept,) = path.parent.glob("work.json.replaced-*")
    assert kept.read_bytes() == foreign
    assert any("kept" in notice.text for notice in store.notices())


def test_using_a_store_that_was_closed_is_refused_with_a_sentence(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    store.close()
    with pytest.raises(StoreProblem, match="closed"):
        put(store, "T-2", title="b")
    assert list(store.poll()) == []
    assert list(store.entries()) == []
    assert state(store)["tasks"].keys() == {"T-1"}


def test_the_store_does_without_the_library_whose_format_it_writes() -> None:
    code = (
        "import sys, worktui.store.file; "
        "sys.exit(any(name in sys.modules for name in ('tinydb', 'textual', 'click', 'asyncio')))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_times_are_written_as_the_clock_gave_them(path: Path) -> None:
    store = opened(path)
    late = datetime(2026, 1, 1, tzinfo=UTC)
    store.commit(lambda _: Change((create("T-1", title="a"),)), MARA, ts=NOW)
    entry = store.commit(lambda _: Change((create("T-2", title="a"),)), MARA, ts=late)
    assert entry is not None
    assert (entry.seq, entry.ts) == (2, "2026-01-01T00:00:00+00:00")


def test_a_change_is_seen_by_another_store_at_once(path: Path) -> None:
    assert isinstance(CALM, Io)
    one, two = opened(path, CALM), opened(path, CALM)
    for n in range(50):
        put(one, "T-1", n=n)
        assert [entry.seq for entry in two.poll()] == [one.seq]
