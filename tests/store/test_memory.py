"""The memory store fulfils the contract."""

import pytest

from tests.store.contract import Contract
from worktui.app.ports import Store
from worktui.store.memory import MemoryStore


class TestMemoryStore(Contract):
    @pytest.fixture
    def store(self) -> Store:
        store = MemoryStore()
        store.open()
        return store
