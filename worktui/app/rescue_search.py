"""Who looks for which plan for how long: the search in the engine, then the prover if there is
one. This is where the clock is; the engine is only asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from worktui.app.ports import Solver
from worktui.app.rescue_model import WAYS
from worktui.engine.levelling.recovery import RPlan
from worktui.engine.rescue import (
    MOST_CHANGES,
    Found,
    Scope,
    fewest,
    full,
    needed,
    without_hands,
    worth,
)
from worktui.engine.rescue.exact import Exact

Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and which plan is being looked for."""
SHARES = (0.35, 0.2, 0.45)
"""Parts of the time for each plan; what one leaves over is the next one's."""
PROVERS = 0.6
"""The part of all time that is the prover's, where there is one."""
SHORTEN = 2.0
"""Seconds that the prover may spend on fewer changes where nothing is late any more."""
ENDING = 0.2
"""Seconds kept back for taking its answer over."""


@dataclass(slots=True)
class Hunt:
    """One search for the plans of one milestone."""

    scope: Scope
    seconds: float
    aim: int | None = None
    stop: Callable[[], bool] | None = None
    progress: Progress | None = None
    solver: Solver | None = None
    begun: float = 0.0

    def found(self) -> list[Found | None]:
        """The plans in the order of `WAYS`; None for one that was not looked for."""
        self.begun = monotonic()
        prover = self.solver if self.solver is not None and self.solver.available() else None
        mine = self.seconds * (1 - PROVERS) if prover is not None else self.seconds
        only = Scope(self.scope.grid, self.scope.milestone, aim=self.aim, alone=True)
        few = fewest(only, stop=self._until(mine * SHARES[0], WAYS[0]))
        still = without_hands(only, stop=self._until(mine * sum(SHARES[:2]), WAYS[1]))
        known = (few.changes, still.changes)
        whole = full(self.scope, known, stop=self._until(mine, WAYS[2]))
        if prover is not None and not self._over():
            few, whole = self._proven(prover, only, few, whole)
        few = self._fewer(only, few, whole)
        self._tell(1.0, "")
        again = self.scope.tried(few.changes)
        if again.score.pain <= whole.score.pain:
            whole = again
        return [few, still, whole]

    def _fewer(self, only: Scope, few: Found, whole: Found) -> Found:
        """What the full recovery needs for the milestone alone, where that is few and better."""
        made = needed(only, whole.changes)
        fits = len(made.changes) <= MOST_CHANGES
        return min((few, made), key=worth) if fits else few

    def _proven(self, prover: Solver, only: Scope, few: Found, whole: Found) -> tuple[Found, Found]:
        """Both plans, or better ones that the prover knows."""
        if few.score.pain or len(few.changes) > 1:
            left = self.begun + self.seconds - monotonic()
            share = left / 2 if few.score.pain else min(left / 2, SHORTEN)
            made = self._asked(prover, only, few, share, MOST_CHANGES, WAYS[0])
            if made is not None and len(made.changes) <= MOST_CHANGES:
                few = min((few, made), key=worth)
        best = min((self.scope.tried(few.changes), whole), key=worth)
        if best.score.pain and not self._over():
            left = self.begun + self.seconds - monotonic()
            made = self._asked(prover, self.scope, best, left, None, WAYS[2])
            best = best if made is None else min((best, made), key=worth)
        return few, best

    def _asked(
        self,
        prover: Solver,
        scope: Scope,
        known: Found,
        seconds: float,
        most: int | None,
        name: str,
    ) -> Found | None:
        """What the prover finds in so many seconds, as changes that were forecast for real."""
        exact = Exact(scope, known)
        self._tell((monotonic() - self.begun) / self.seconds, name)

        def better(_plan: RPlan) -> None:
            self._tell((monotonic() - self.begun) / self.seconds, name)

        plan = prover.solve(
            exact.problem,
            hint=exact.hint(known),
            seconds=max(0.2, seconds - ENDING),
            most_changes=most,
            stop=self.stop,
            progress=better,
        )
        return None if plan is None else exact.found(plan, lambda: False)

    def _over(self) -> bool:
        return bool(self.stop and self.stop()) or monotonic() >= self.begun + self.seconds

    def _until(self, seconds: float, name: str) -> Callable[[], bool]:
        """A `stop` for the engine: asked to by somebody, or the time is over."""
        limit = self.begun + seconds
        self._tell((monotonic() - self.begun) / self.seconds if self.seconds else 0.0, name)
        stop = self.stop

        def over() -> bool:
            return monotonic() >= limit or (stop is not None and stop())

        return over

    def _tell(self, share: float, name: str) -> None:
        if self.progress is not None:
            self.progress(min(1.0, max(0.0, share)), name)
