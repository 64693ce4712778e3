"""Where nothing may be written, what is there is shown."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from tests.store.hands import (
    MARA,
    NOW,
    edit_with_stock,
    file_store,
    leave,
    opened,
    put,
    state,
)
from worktui.domain.change import Change
from worktui.domain.errors import StoreProblem
from worktui.store.io import Io


class Forbidden(Io):
    """A disk that may be read only; `number` is what it answers to a write."""

    def __init__(self, number: int) -> None:
        self.number = number

    def open(self, path: str, flags: int, mode: int = 0o777) -> int:  # type: ignore[override]
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise OSError(self.number, os.strerror(self.number), path)
        return os.open(path, flags, mode)

    def _refuse(self, *args: Any, **named: Any) -> Any:
        raise OSError(self.number, os.strerror(self.number))

    replace = link = unlink = mkdir = ftruncate = _refuse  # type: ignore[assignment]


@pytest.fixture
def path(folder: Path) -> Path:
    store = opened(folder / "work.json")
    put(store, "T-1", title="a")
    store.fold()
    put(store, "T-2", title="b")
    leave(store)
    return folder / "work.json"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_workspace_that_may_only_be_read_is_shown(path: Path, number: int) -> None:
    store = file_store(path, Forbidden(number))
    store.open()
    assert state(store)["tasks"].keys() == {"T-1", "T-2"}
    assert "cannot be written" in store.readonly
    with pytest.raises(StoreProblem) as caught:
        put(store, "T-3", title="c")
    assert caught.value.cause == "readonly"
    writer = opened(path)
    put(writer, "T-3", title="c")
    assert [entry.seq for entry in store.poll()] == [3]
    assert state(store) == state(writer)
    assert [entry.seq for entry in store.latest(9)] == [3, 2, 1]
    assert store.fold() is False
    store.close()


def test_disorder_that_may_not_be_put_in_order_is_shown_in_memory(path: Path) -> None:
    edit_with_stock(path, lambda db: db.table("tasks").insert({"title": "outside"}))
    with path.with_suffix(".log").open("ab") as log:
        log.write(b'{"c":"unfin')
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    store = file_store(path, Forbidden(errno.EACCES))
    store.open()
    assert {doc["title"] for doc in state(store)["tasks"].values()} == {"a", "b", "outside"}
    assert store.readonly
    store.close()
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before


def test_a_foreign_file_that_may_only_be_read_is_shown(folder: Path) -> None:
    path = folder / "todo.json"
    path.write_text('{"_default": {"1": {"title": "a"}}}')
    store = file_store(path, Forbidden(errno.EACCES))
    store.open()
    assert state(store)["tasks"]["T-1"] == {"id": "T-1", "title": "a"}
    assert store.readonly
    assert list(store.entries()) == []
    assert list(store.poll()) == []
    assert store.latest(3) == []
    with pytest.raises(StoreProblem):
        store.commit(lambda _: Change(()), MARA, ts=NOW)
    store.close()


def test_a_folder_that_may_not_be_written_names_the_way_out(folder: Path) -> None:
    with pytest.raises(StoreProblem) as caught:
        file_store(folder / "new.json", Forbidden(errno.EACCES)).open()
    assert caught.value.cause == "readonly"
    assert "new.json" in caught.value.message
    assert "--file" in caught.value.hint


def test_a_file_that_may_not_even_be_read_names_the_way_out(path: Path) -> None:
    class Closed(Io):
        def open(self, path: str, flags: int, mode: int = 0o777) -> int:  # type: ignore[override]
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    with pytest.raises(StoreProblem) as caught:
        file_store(path, Closed()).open()
    assert caught.value.cause == "readonly"
    assert "could not be opened" in caught.value.message


def test_a_missing_workspace_is_only_made_when_asked_for(folder: Path) -> None:
    path = folder / "sub" / "deeper" / "work.json"
    with pytest.raises(StoreProblem) as caught:
        file_store(path, create=False).open()
    assert caught.value.cause == "missing"
    assert "work.json" in caught.value.message
    assert list(folder.iterdir()) == []
    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    assert state(opened(path, create=False))["tasks"].keys() == {"T-1"}


@pytest.mark.parametrize("kind", ["folder", "file in the way", "pipe", "loop", "long"])
def test_what_is_no_plain_file_is_refused(folder: Path, kind: str) -> None:
    path = folder / "work.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "file in the way":
        path.write_text("{}")
        path = path / "work.json"
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    else:
        path = folder / ("x" * 300 + ".json")
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert caught.value.hint
