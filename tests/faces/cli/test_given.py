"""Commands over a desk that stands already, without files."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.faces.cli.conftest import NOW, WORK
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.effects.courier import Courier
from worktui.effects.scripted import ScriptedCarrier
from worktui.faces.cli import run_words
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox


@pytest.fixture
def desk() -> Desk:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(datetime.fromisoformat(NOW)), "ana")
    import_workspace(desk, WORK)
    return desk


def test_words_act_through_the_command_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_words(["done", "WEB-1", "--json"], desk, make_inbox(desk)) == 0
    assert json.loads(capsys.readouterr().out)["tasks"][0]["status"] == "done"
    entry = desk.store.entry(2)
    assert entry is not None
    assert entry.through == "cli"
    assert run_words(["done", "WEB-99"], desk, make_inbox(desk)) == 1
    assert run_words(["backup", "x"], desk, make_inbox(desk)) == 1


def test_a_courier_may_be_given(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    inbox, courier = make_inbox(desk), Courier(ScriptedCarrier(), sender="ana@acme.example")
    run_words(["book", "intro", "thu 14:00", "--with", "iva@novak.example"], desk, inbox)
    capsys.readouterr()
    assert run_words(["deliver", "--now", "--json"], desk, inbox, courier) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"][0]["state"] == "sent"
