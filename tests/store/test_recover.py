"""The rules of recovery, one by one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.store.hands import State, commit, create, file_store, leave, opened, put, state, stock
from worktui.domain.errors import StoreProblem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "work.json"


def log_of(path: Path) -> Path:
    return path.with_suffix(".log")


def made(path: Path, entries: int = 6, folded: int = 3) -> State:
    """A workspace of some entries, folded after some, left without folding."""
    store = opened(path)
    for n in range(1, entries + 1):
        put(store, f"T-{n}", title=f"t{n}")
        put(store, "T-1", last=n) if n % 2 == 0 else None
        if n == folded:
            store.fold()
    found = state(store)
    leave(store)
    return found


def told(path: Path) -> tuple[State, str]:
    store = file_store(path)
    notices = store.open()
    found = state(store)
    put(store, "AFTER", title="still writes")
    store.close()
    again = opened(path)
    assert state(again) == state(store)
    assert stock(path) == state(again)
    for entry in again.entries():
        assert entry.seq
    again.close()
    return found, " ".join(f"{notice.text}" for notice in notices)


def kept(path: Path, pattern: str) -> list[Path]:
    return list(path.parent.glob(pattern))


def test_an_unfinished_last_line_is_cut_kept_and_told(path: Path) -> None:
    before = made(path)
    log = log_of(path)
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"c":"12345678","e":{"seq":10,"ts":"20')
    found, text = told(path)
    assert found == before
    assert "not finished" in text
    assert log.read_bytes().startswith(whole)
    (torn,) = kept(path, "*.torn")
    assert torn.read_bytes() == b'{"c":"12345678","e":{"seq":10,"ts":"20\n'


def test_an_unfinished_line_of_a_dead_writer_is_cut_by_the_next_commit(path: Path) -> None:
    before = made(path)
    store = opened(path)
    with log_of(path).open("ab") as log:
        log.write(b'{"c":"12345678","e":{"se')
    assert list(store.poll()) == []
    put(store, "T-1", title="next")
    assert [notice.text for notice in store.notices()]
    before["tasks"]["T-1"]["title"] = "next"
    assert state(store) == before
    leave(store)
    assert told(path)[0] == before


def test_a_missing_line_before_the_snapshot_hides_nothing_after_it(path: Path) -> None:
    for gone in range(1, 8):
        place = path.parent / str(gone) / "work.json"
        place.parent.mkdir()
        before = made(place)
        lines = log_of(place).read_bytes().splitlines(keepends=True)
        log_of(place).write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
        found, text = told(place)
        assert text
        if gone <= 4:  # entries 1–4 are in the snapshot: nothing of them is lost
            assert found == before
        else:
            assert str(gone) in text
            assert len(found["tasks"]) >= 5
            assert found["tasks"].get("T-6") == before["tasks"]["T-6"]
        assert kept(place, "work.log.damaged-*") or found == before


def test_a_flipped_bit_in_a_middle_line_saves_the_lines_after_it(path: Path) -> None:
    before = made(path, entries=8, folded=2)
    data = bytearray(log_of(path).read_bytes())
    place = data.index(b'"t5"') + 1
    data[place] ^= 0x10
    log_of(path).write_bytes(bytes(data))
    found, text = told(path)
    del before["tasks"]["T-5"]
    assert found.get("tasks", {}).items() >= before["tasks"].items()
    assert "damaged" in text
    (old,) = kept(path, "work.log.damaged-*")
    assert old.read_bytes() == bytes(data)


def test_a_damaged_snapshot_is_rebuilt_from_the_log_and_kept(path: Path) -> None:
    before = made(path)
    path.write_bytes(path.read_bytes()[:-20])
    bad = path.read_bytes()
    found, text = told(path)
    assert found == before
    assert "rebuilt" in text
    (copy,) = kept(path, "work.json.damaged-*")
    assert copy.read_bytes() == bad


def test_a_missing_snapshot_is_rebuilt_from_the_log(path: Path) -> None:
    before = made(path)
    path.unlink()
    found, text = told(path)
    assert found == before
    assert "rebuilt" in text


def test_a_log_that_ends_before_the_snapshot_is_kept_aside(path: Path) -> None:
    store = opened(path)
    for n in range(1, 7):
        put(store, f"T-{n}", title=f"t{n}")
    store.fold()
    before = state(store)
    leave(store)
    lines = log_of(path).read_bytes().splitlines(keepends=True)
    log_of(path).write_bytes(b"".join(lines[:3]))
    found, text = told(path)
    assert found == before
    assert "new log" in text
    assert kept(path, "work.log.damaged-*")
    store = opened(path)
    assert store.seq == 7
    assert [entry.seq for entry in store.entries()] == [7]


def test_a_snapshot_copied_elsewhere_begins_a_new_log(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    other = path.parent / "elsewhere" / "mine.json"
    other.parent.mkdir()
    shutil.copy(path, other)
    found, _ = told(other)
    assert found == {"tasks": {"T-1": {"id": "T-1", "title": "a"}}}


def test_a_new_log_stands_even_if_the_snapshot_was_not_written_after_it(path: Path) -> None:
    before = made(path)
    log_of(path).unlink()
    old = path.read_bytes()
    store = opened(path)
    put(store, "T-9", title="after")
    now = state(store)
    leave(store)
    path.write_bytes(old)  # as if the process had died between new log and new snapshot
    found, _ = told(path)
    assert found == now
    assert before != now


def test_a_log_of_another_workspace_does_not_get_mixed_in(path: Path) -> None:
    before = made(path, folded=6)
    store = opened(path)
    store.fold()
    leave(store)
    other = path.parent / "other" / "work.json"
    other.parent.mkdir()
    made(other, entries=20, folded=1)
    shutil.copy(log_of(other), log_of(path))
    found, text = told(path)
    assert found == before
    assert "kept" in text


def test_a_reader_follows_when_a_failed_change_it_saw_is_taken_back(path: Path) -> None:
    made(path)
    reader, writer = opened(path), opened(path)
    size = log_of(path).stat().st_size
    put(writer, "T-1", title="will not last")
    assert len(reader.poll()) == 1
    with log_of(path).open("r+b") as log:
        log.truncate(size)
    reader.poll()
    assert state(reader)["tasks"]["T-1"]["title"] == "t1"
    # the same, with another change written in its place before the reader looks
    put(reader, "T-1", title="first")
    late = opened(path)
    with log_of(path).open("r+b") as log:
        log.truncate(size)
    put(reader, "T-1", title="other")
    put(late, "T-2", title="more")
    assert state(late)["tasks"]["T-1"]["title"] == "other"
    assert state(late)["tasks"]["T-2"]["title"] == "more"
    reader.poll()
    assert state(reader) == state(late)
    leave(reader)
    assert told(path)[0] == state(late)


def test_a_log_replaced_under_an_open_store_is_read_anew(path: Path) -> None:
    made(path)
    store = opened(path)
    log = log_of(path)
    shutil.copy(log, path.parent / "copy")
    (path.parent / "copy").replace(log)
    other = opened(path)
    put(other, "T-9", title="there")
    assert [entry.seq for entry in store.poll()][-1:] == [other.seq]
    put(store, "T-10", title="here")
    other.poll()
    assert state(other) == state(store)
    assert {"T-9", "T-10"} <= state(store)["tasks"].keys()


def test_a_log_removed_under_an_open_store_is_begun_anew(path: Path) -> None:
    made(path)
    store = opened(path)
    store.fold()
    before = state(store)
    log_of(path).unlink()
    put(store, "T-9", title="there")
    before["tasks"]["T-9"] = {"id": "T-9", "title": "there"}
    assert state(store) == before
    leave(store)
    assert told(path)[0] == before


def test_both_files_beyond_use_are_refused_and_left(path: Path) -> None:
    made(path)
    path.write_bytes(b"{broken")
    log_of(path).write_bytes(b"nonsense\n" * 5)
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert caught.value.cause == "corrupt"
    assert "work.log" in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == b"{broken"
    assert log_of(path).read_bytes() == b"nonsense\n" * 5


def test_a_log_of_another_program_is_not_touched(path: Path) -> None:
    log_of(path).write_text("2026-03-04 INFO started\n")
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert "work.log" in caught.value.message
    assert log_of(path).read_text() == "2026-03-04 INFO started\n"
    assert not path.exists()


def test_a_record_too_long_for_a_piece_is_read_everywhere(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="before")
    commit(store, create("BIG", text="x" * 3_000_000))
    put(store, "T-2", title="after")
    leave(store)
    path.unlink()
    store = opened(path)
    assert [entry.seq for entry in store.latest(3)] == [3, 2, 1]
    assert [entry.seq for entry in store.entries(1)] == [2, 3]
    assert store.entry(3) is not None
    assert len(state(store)["tasks"]["BIG"]["text"]) == 3_000_000


def test_damaged_history_is_named_and_the_work_is_not_affected(path: Path) -> None:
    store = opened(path)
    for n in range(1, 9):
        put(store, f"T-{n}", title=f"t{n}")
    store.close()
    log = log_of(path)
    log.write_bytes(log.read_bytes().replace(b'"t3"', b'"t0"'))
    store = opened(path)
    assert state(store)["tasks"]["T-3"]["title"] == "t3"
    assert [entry.seq for entry in store.latest(4)] == [8, 7, 6, 5]
    with pytest.raises(StoreProblem, match=r"entry \d"):
        list(store.entries())
    with pytest.raises(StoreProblem, match=r"entry \d"):
        store.latest(8)


def test_a_snapshot_says_which_line_it_ends_with(path: Path) -> None:
    made(path, folded=6)
    text = path.read_text()
    meta = json.loads(text)["_meta"]["1"]
    line = log_of(path).read_bytes()[meta["prev"] : meta["offset"]]
    assert line.startswith(f'{{"c":"{meta["crc"]}"'.encode())
    assert meta["format"] == 1
    assert text.startswith('{"_meta":{"1":{"crc32":"')
