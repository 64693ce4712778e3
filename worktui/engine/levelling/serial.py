"""The serial schedule generation scheme: each job in turn at the earliest period that fits."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.engine.levelling.ground import Way


def place(way: Way, order: Sequence[int]) -> list[int]:
    """The finish period of each job when placed in `order`, a list that breaks no link.

    O(jobs x periods looked at). A window is looked at from its end, so that a full period
    moves the window past itself and no period is looked at twice.
    """
    durations, before, needs, guard = way.durations, way.before, way.needs, way.guard
    used = [way.idle] * way.horizon
    finish = [0] * len(durations)
    for job in order:
        start = 0
        for earlier in before[job]:
            if finish[earlier] > start:  # noqa: PLR1730 - max() doubles the time
                start = finish[earlier]
        need = needs[job]
        end = start + durations[job]
        if need:
            seen, period = start, end - 1
            while period >= seen:
                if (used[period] + need) & guard:
                    seen, start = end, period + 1
                    end = start + durations[job]
                    period = end
                period -= 1
            for period in range(start, end):
                used[period] += need
        finish[job] = end
    return finish
