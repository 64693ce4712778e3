"""How the sample begins: as it stands, it is nobody's change."""

from __future__ import annotations

from datetime import datetime

import pytest

from worktui import demo
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.errors import Refused
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, intake

MONDAY = datetime.fromisoformat("2026-11-23T14:02:00+01:00")


def test_undo_does_not_reach_the_sample_itself() -> None:
    store = MemoryStore()
    store.open()
    demo.write(store, MONDAY, intake=intake, lay_in=import_workspace)
    desk = Desk(store, FixedClock(MONDAY), demo.ME)
    with pytest.raises(Refused, match="nothing of yours"):
        desk.undo()
    assert store.snapshot().count("tasks") == 60
