"""Daily readings: one a day and milestone, nobody's doing, nothing where nothing is planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.app.project_stage import stage
from worktui.app.tick import tick
from worktui.domain.errors import Refused


def test_a_day_is_read_once() -> None:
    desk = stage()
    tick(desk)
    first = [doc["id"] for doc in desk.snapshot().all("readings")]
    assert first
    assert all("@" in id for id in first)
    seq = desk.snapshot().seq
    tick(desk)
    assert desk.snapshot().seq == seq


def test_undo_never_takes_a_reading_back() -> None:
    desk = stage()
    tick(desk)
    with pytest.raises(Refused):
        desk.undo()
    assert desk.snapshot().count("readings")


def test_the_next_day_is_read_again() -> None:
    desk = stage()
    tick(desk)
    before = desk.snapshot().count("readings")
    desk.clock.set(desk.now() + timedelta(days=1))  # type: ignore[attr-defined]  # turned by hand
    tick(desk)
    assert desk.snapshot().count("readings") > before
