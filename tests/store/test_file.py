"""The file store fulfils the contract, and its files are what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.contract import Contract
from tests.store.hands import opened, put, state, stock
from worktui.app.ports import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "work.json"


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
