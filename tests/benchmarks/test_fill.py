"""Made workspaces: the same for the same seed, sound, and the same after a way out and in."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from benchmarks.fill import fill, main, workspace
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.formats.worktui_json import export, import_into
from worktui.store.memory import MemoryStore

DAY = date(2026, 3, 4)
NOW = datetime.fromisoformat("2026-03-04T09:00:00+01:00")


@pytest.mark.parametrize(("tasks", "seed"), [(0, 1), (1, 2), (60, 3), (700, 4)])
def test_a_made_workspace_comes_out_as_it_went_in(tasks: int, seed: int) -> None:
    work = workspace(tasks, seed, DAY)
    assert work == workspace(tasks, seed, DAY)
    store = MemoryStore()
    store.open()
    import_into(Desk(store, FixedClock(NOW), "ana", "import"), work)
    wanted = {name: value for name, value in work.items() if value != []}
    assert json.loads(json.dumps(export(store.snapshot()))) == wanted


def test_it_is_written_into_a_new_file_that_opens(tmp_path: Path) -> None:
    from worktui.wiring import open_store

    path = tmp_path / "w.json"
    fill(path, 50, now=NOW)
    store = open_store(path, clock=FixedClock(NOW), create=False)
    assert list(store.open()) == []
    assert store.snapshot().count("tasks") == 50
    store.close()
    assert main([str(path), "--tasks", "3"]) == 1
