"""Workspaces of this version, of a newer and of an older one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.store.hands import CALM, State, file_store, opened, put, state, stock
from worktui.domain.errors import StoreProblem
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.log import START, chain
from worktui.store.record import FORMAT, Record
from worktui.store.tables import Tables

FIXTURES = Path(__file__).parents[1] / "data" / "store"

V1: State = {
    "tasks": {
        "WEB-1": {
            "id": "WEB-1",
            "title": "Homepage hero copy",
            "status": "doing",
            "tags": ["copy"],
            "notes": "“soon” is enough",
        }
    },
    "settings": {"workspace": {"id": "workspace", "timezone": "Europe/Berlin", "me": "mara"}},
    "counters": {"T": {"id": "T", "n": 1}},
}


@pytest.fixture
def path(folder: Path) -> Path:
    for name in ("work.json", "work.log"):
        shutil.copy(FIXTURES / "v1" / name, folder)
    return folder / "work.json"


def rewrite(path: Path, change: Any, *, snapshot: bool = True) -> None:
    """The same workspace with every record changed, as another version would have it."""
    log = path.with_suffix(".log")
    records: Iterable[Record] = [line.record for line in chain(log.read_bytes(), START).lines]
    data, crc = b"", 0
    for record in records:
        line, crc = rec.encode(change(record), crc)
        data += line
    log.write_bytes(data)
    if not snapshot:
        return
    tail = chain(data, START)
    tables = Tables()
    for line in tail.lines[1:]:
        tables.apply(rec.to_edits(line.record["edits"]))
    written = FORMAT
    try:
        rec.FORMAT = change({"seq": 0, "format": 1})["format"]
        snapshotfile.write(CALM, str(path), tables, tail.mark, tail.lines[0].record["log"])
    finally:
        rec.FORMAT = written


def with_format(number: int) -> Any:
    return lambda record: {**record, "format": number} if "format" in record else record


def older(record: Record) -> Record:
    """As a made-up version 0 wrote it: a task's title was called `text`."""
    text = json.dumps(record).replace('"title"', '"text"')
    made: Record = json.loads(text)
    return with_format(0)(made)


def step(record: Record) -> Record:
    made: Record = json.loads(json.dumps(record).replace('"text"', '"title"'))
    return made


def files(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}


def test_a_workspace_of_version_1_opens(path: Path) -> None:
    store = file_store(path)
    assert store.open() == []
    assert state(store) == V1
    assert [entry.why for entry in store.latest(2)] == ["set", "done by phone"]
    assert put(store, "WEB-1", key="move-1", status="done") == store.entry(4)
    store.fold()
    assert stock(path) == V1


def test_a_newer_workspace_is_read_and_never_written(path: Path) -> None:
    rewrite(path, with_format(FORMAT + 1))
    before = files(path)
    store = file_store(path)
    (notice,) = store.open()
    assert "newer" in notice.text
    assert notice.level == "warning"
    assert state(store) == V1
    assert "newer" in store.readonly
    with pytest.raises(StoreProblem) as caught:
        put(store, "T-2", title="x")
    assert caught.value.cause == "readonly"
    assert store.fold() is False
    store.close()
    left = files(path)
    left.pop("work.json.lock", None)
    assert left == before


def test_a_newer_workspace_without_a_snapshot_is_refused(path: Path) -> None:
    rewrite(path, with_format(FORMAT + 1))
    path.unlink()
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert caught.value.cause == "newer"
    assert "Update" in caught.value.hint
    assert not path.exists()


def test_an_older_workspace_is_upgraded_and_kept_as_it_was(path: Path) -> None:
    rewrite(path, older)
    before = files(path)
    store = file_store(path, steps={0: step})
    (notice,) = store.open()
    assert "format 0" in notice.text
    assert state(store) == V1
    assert [entry.seq for entry in store.entries()] == [1, 2, 3, 4, 5, 6]
    assert next(store.entries()).edits[0].after == {
        "id": "WEB-1",
        "title": "Homepage hero copy",
        "status": "todo",
        "due": "2026-03-06",
        "tags": ["copy"],
    }
    put(store, "T-9", title="after")
    store.close()
    assert stock(path) == state(store)
    kept = files(path)
    for name in ("work.json", "work.log"):
        (copy,) = [content for other, content in kept.items() if other.startswith(f"{name}.v0-")]
        assert copy == before[name]
    again = file_store(path)
    assert again.open() == []
    assert state(again) == state(store)


def test_an_upgrade_that_stopped_before_the_snapshot_goes_on(path: Path) -> None:
    rewrite(path, older)
    snapshot = path.read_bytes()
    opened(path, steps={0: step}).close()
    path.write_bytes(snapshot)
    assert state(opened(path, steps={0: step})) == V1


def test_an_older_snapshot_that_lost_its_log_is_upgraded_too(path: Path) -> None:
    rewrite(path, older)
    path.with_suffix(".log").unlink()
    assert state(opened(path, steps={0: step})) == V1


def test_a_version_without_a_way_up_is_refused_and_left(path: Path) -> None:
    rewrite(path, older)
    before = files(path)
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert "format 0" in caught.value.message
    left = files(path)
    left.pop("work.json.lock", None)
    assert left == before
