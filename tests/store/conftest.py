"""A folder in memory where there is one: most tests here look at files, not at the platter."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.hands import leave_all

MEMORY = "/dev/shm"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, quick to write to."""
    if not (os.path.isdir(MEMORY) and os.access(MEMORY, os.W_OK)):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="worktui-test-", dir=MEMORY))
    yield made
    shutil.rmtree(made)


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Stores that a test leaves open hold files and locks no longer than the test."""
    yield
    leave_all()
