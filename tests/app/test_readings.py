"""Daily readings: one a day and milestone, nobody's doing, nothing where nothing is planned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.app.project_stage import NOW, stage
from worktui.app.outlook import Outlook, outlook
from worktui.app.readings import readings_due
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


def test_a_reading_is_the_same_whatever_was_simulated_before() -> None:
    first = readings_due(stage().snapshot(), NOW)
    work = stage().snapshot()
    many = outlook(work, NOW).simulated()
    again = readings_due(work, NOW)
    assert again == first
    (beta,) = [doc for doc in again if doc["milestone"] == "WEB-M1"]
    said = date.fromordinal(many.percentile("WEB-M1", 80)).isoformat()
    assert beta["p80"] != said, "so many samples say another day, and a reading does not ask them"


def test_the_verdict_of_what_time_brings_about_goes_by_samples_of_its_own() -> None:
    work = stage().snapshot()
    fresh, asked = Outlook(work, NOW.date()), Outlook(work, NOW.date())
    asked.simulated(3000)
    asked.judge_fully()
    assert asked.judged_alike() == fresh.judged_alike()
    assert not fresh.simulated_ready
    assert asked.judged_alike() is asked.judged_alike()
