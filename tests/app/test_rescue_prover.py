"""Ways out with a prover at hand, real or played."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest

from benchmarks.sample_rescue import TODAY, troubled
from worktui.app.outlook import Outlook, outlook
from worktui.app.rescue import ways_out
from worktui.app.rescue_model import late_of
from worktui.engine.levelling.recovery import Recovery, RPlan

NOW = datetime.combine(TODAY, time(9), UTC)


class Played:
    """A prover that answers with what it was given, or with nothing."""

    def __init__(self, answers: bool = True, there: bool = True) -> None:
        self.answers, self.there = answers, there
        self.asked: list[dict[str, Any]] = []

    def available(self) -> bool:
        return self.there

    def solve(
        self, recovery: Recovery, *, hint: RPlan | None = None, seconds: float = 6.0,
        most_changes: int | None = None, hands: bool = True, seed: int = 0,
        stop: Callable[[], bool] | None = None, progress: Callable[[RPlan], None] | None = None,
    ) -> RPlan | None:  # fmt: skip
        self.asked.append({"most": most_changes, "seconds": seconds})
        return hint if self.answers else None


def late(seed: int) -> tuple[Outlook, str]:
    seen = outlook(troubled(50, seed, room=1), NOW)
    return seen, max(seen.planned.milestones.values(), key=late_of).id


def summary(ways: Any) -> list[tuple[str, int]]:
    return [(way.name, way.late_after) for way in ways]


@pytest.mark.parametrize("prover", [Played(), Played(answers=False)])
def test_a_prover_that_knows_nothing_better_changes_nothing_for_the_worse(prover: Played) -> None:
    seen, id = late(8)
    alone = ways_out(seen, id, seconds=0.4)
    ways = ways_out(seen, id, seconds=1.0, solver=prover)
    assert [ask["most"] for ask in prover.asked] == [12, None]
    assert all(ask["seconds"] <= 1.0 for ask in prover.asked)
    assert min(way.late_after for way in ways) <= max(way.late_after for way in alone)


def test_a_prover_that_is_not_installed_is_not_asked() -> None:
    prover = Played(there=False)
    seen, id = late(8)
    ways_out(seen, id, seconds=0.3, solver=prover)
    assert prover.asked == []


@pytest.mark.needs("ortools")
def test_with_the_prover_no_plan_is_later_than_without(request: pytest.FixtureRequest) -> None:
    from worktui.solver import CpSat

    seen, id = late(7)
    alone = ways_out(seen, id, seconds=0.6)
    helped = ways_out(seen, id, seconds=3.0, solver=CpSat())
    assert min(w.late_after for w in helped) <= min(w.late_after for w in alone)
