"""Everything that is derived from one snapshot on one day, each part once, when it is asked for.

Screens, commands, the status page and ways out all read the same outlook, so that no two of
them can tell different dates. It may be asked from several threads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock, RLock
from typing import TYPE_CHECKING

from worktui.app.net import network_of
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.forecast import Simulated, past_ratios, simulate
from worktui.engine.forecast.draws import stable_seed
from worktui.engine.health import Judged, judge
from worktui.engine.network import Computed
from worktui.engine.plan import Grid, Planned, planned, read_plan

if TYPE_CHECKING:
    from worktui.engine.budget import Budget
    from worktui.engine.load import Load

SAMPLES = 2000
PLACEMENTS = 1_000_000
"""Tasks placed at the most for one simulation where nobody says how many samples: two seconds."""
LEAST = 100
PATIENCE = 0.05
"""Seconds between two looks at whether to go on waiting."""
FIXED, MOST_ALIKE = 200, 2000
"""Samples of the verdict that is the same everywhere, and tasks up to which it simulates."""
KEPT = 4
"""Outlooks that are kept: the present one, and what is looked at beside it."""


class Outlook:
    """The plan of a snapshot on a day and all that follows from it.

    `work`, `today`, `grid` and `planned` are there at once; the rest is worked out when asked.
    """

    def __init__(self, work: Snapshot, today: date) -> None:
        self.work, self.today = work, today
        self.grid = Grid(read_plan(work, today))
        self.planned: Planned = planned(self.grid)
        self._lock = RLock()
        self._simulating = Lock()
        self._simulated: Simulated | None = None
        self._judged: Judged | None = None
        self._alike: Judged | None = None
        self._networks: dict[str, Computed | None] = {}
        self._budgets: dict[str, Budget] = {}

    @property
    def seed(self) -> int:
        """The seed of the simulation: the same for the same workspace."""
        name = str((self.work.get("settings", "workspace") or {}).get("name") or "")
        return stable_seed(name)

    @property
    def simulated_ready(self) -> bool:
        """Whether the simulation has run, so that asking for it takes no time."""
        return self._simulated is not None

    def simulated(
        self, samples: int | None = None, stop: Callable[[], bool] | None = None
    ) -> Simulated:
        """The simulation of the plan, run once (about half a second for 150 tasks).

        2,000 samples, fewer where very much is to be done (the assumption says how many). More
        samples than it was run with run it again. One that was
        stopped or asked for fewer is not kept.
        """
        usual = max(LEAST, min(SAMPLES, PLACEMENTS // max(1, len(self.grid.order))))
        samples = samples or usual
        while not self._simulating.acquire(timeout=PATIENCE):
            if stop is not None and stop():  # nobody waits for the one that is under way
                return simulate(Grid(self.planned.model), samples=1, seed=self.seed)
        try:
            found = self._simulated
            if found is not None and found.samples >= samples:
                return found
            # on a grid of its own: placing may widen the rows while others read them
            grid = Grid(self.planned.model, self.grid.horizon * 2)
            ratios = past_ratios(self.work, self.planned.model)
            found = simulate(grid, samples=samples, seed=self.seed, ratios=ratios, stop=stop)
            if found.samples >= max(samples, usual):
                with self._lock:
                    self._simulated, self._judged = found, None
            return found
        finally:
            self._simulating.release()

    def judged_alike(self) -> Judged:
        """The health of everything by a small simulation of a fixed size: the same in every
        process, whatever was looked at before. What time brings about goes by it; very large
        plans are judged without one."""
        with self._lock:
            if self._alike is None:
                size = len(self.grid.order)
                found = None
                if size <= MOST_ALIKE:
                    samples = max(40, min(FIXED, 40_000 // max(1, size)))
                    ratios = past_ratios(self.work, self.planned.model)
                    grid = Grid(self.planned.model, self.grid.horizon)
                    found = simulate(grid, samples=samples, seed=self.seed, ratios=ratios)
                self._alike = judge(self.planned, found, self.work, self.today, grid=self.grid)
            return self._alike

    @property
    def judged(self) -> Judged:
        """The health of everything, with the simulation where that has run already."""
        with self._lock:
            if self._judged is None:
                self._judged = judge(
                    self.planned, self._simulated, self.work, self.today, grid=self.grid
                )
            return self._judged

    def judge_fully(self, stop: Callable[[], bool] | None = None) -> Judged:
        """The same, the simulation run first where it was not."""
        self.simulated(stop=stop)
        return self.judged

    def network(self, project: str) -> Computed | None:
        """Early and late dates and slack of a project's tasks without people's capacity.

        Milestones are in it as events with their due day as deadline. None without tasks.
        """
        with self._lock:
            if project not in self._networks:
                self._networks[project] = network_of(self.planned.model, project)
            return self._networks[project]

    def budget(self, project: str) -> Budget:
        """The money of a project. Raises NotFound for an unknown one."""
        from worktui.engine.budget import budget

        with self._lock:
            found = self._budgets.get(project)
            if found is None:
                found = budget(self.work, project, self.today, model=self.planned.model)
                self._budgets[project] = found
            return found

    def keeps_money(self, project: str) -> bool:
        """Whether somebody minds the money of a project: a budget anywhere in it, a baseline, or
        something spent. A rate alone is no wish to hear of money."""
        work = self.work
        if (work.get("projects", project) or {}).get("budget") or self.budget(project).ac:
            return True
        return any(doc.get("project") == project for doc in work.all("baselines")) or any(
            doc.get("budget") and doc.get("project") == project
            for table in ("milestones", "tasks")
            for doc in work.all(table)
        )

    def load(self, weeks: int) -> Load:
        """Who is planned for how much over so many weeks."""
        from worktui.engine.load import everybody, load

        spread = everybody(self.planned)
        return load(self.work, self.today, weeks, spread, model=self.planned.model)


_kept: list[tuple[Snapshot, int, date, Outlook]] = []
_keeping = Lock()


def outlook(work: Snapshot, now: datetime) -> Outlook:
    """The outlook of a snapshot at an instant; the last few are kept."""
    today = Settings.of(work).today(now)
    seq = work.seq
    with _keeping:
        for place, (known, number, day, found) in enumerate(_kept):
            if known is work and number == seq and day == today:
                _kept.insert(0, _kept.pop(place))
                return found
    made = Outlook(work, today)
    with _keeping:
        _kept.insert(0, (work, seq, today, made))
        del _kept[KEPT:]
    return made
