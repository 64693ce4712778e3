"""The process that holds CP-SAT: an order on standard input, news on standard output.

Lateness first, then the cost of the changes, then the finish: each is minimised with the ones
before it held where they are, and starts from the plan of the one before.
"""

from __future__ import annotations

import sys
from time import monotonic

from ortools.sat.python import cp_model

from worktui.engine.levelling.recovery import Recovery, RPlan, pain, worth
from worktui.engine.levelling.recovery_days import told
from worktui.solver.model import Built, build, hint
from worktui.solver.wire import News, Order, news_line, read_order

SHARES = (0.6, 0.75, 1.0)
"""The part of the time still left that each stage may take."""
WORKERS = 2
_LEAST = 0.03  # seconds; a stage with less is not begun


class Telling(cp_model.CpSolverSolutionCallback):
    """Says each plan that is better than all before it, as soon as it is found."""

    def __init__(self, built: Built, best: RPlan) -> None:
        super().__init__()
        self.built, self.best = built, best
        self.proven = [False, False, False]

    def on_solution_callback(self) -> None:
        """CP-SAT's own name for: here is a solution."""
        starts = [self.value(start) for start in self.built.starts]
        options = [
            next((number for number, taken in options.items() if self.value(taken)), task.option)
            for options, task in zip(self.built.options, self.built.recovery.tasks, strict=True)
        ]
        self.offered(told(self.built.recovery, starts, options))

    def offered(self, plan: RPlan) -> None:
        """Keep and say a plan if it is better."""
        recovery = self.built.recovery
        if worth(recovery, plan) < worth(recovery, self.best):
            self.best = plan
            self.say()

    def say(self, *, over: bool = False) -> None:
        """The best plan so far as a line of news."""
        lateness, changes, finish = self.proven
        news = News(self.best.starts, self.best.options, (lateness, changes, finish), over)
        sys.stdout.write(news_line(news))
        sys.stdout.flush()


def work(order: Order, until: float) -> None:
    """All three stages, until a moment of the monotonic clock."""
    recovery = order.recovery
    built = build(recovery, most_changes=order.most_changes, hands=order.hands)
    telling = Telling(built, told(recovery, order.starts, order.options))
    for stage, share in enumerate(SHARES):
        left = (until - monotonic()) * share
        if left < _LEAST:
            break
        goal = (built.pain, built.cost, built.finish)[stage]
        built.model.minimize(goal)
        hint(built, telling.best)
        telling.proven[stage] = _solved(built, telling, left, order.seed)
        built.model.add(goal <= _reached(recovery, telling.best)[stage])
        telling.say()
    telling.say(over=True)


def _solved(built: Built, telling: Telling, seconds: float, seed: int) -> bool:
    """Minimise what is set; whether the best plan was proven to be the best."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    return bool(solver.solve(built.model, telling) == cp_model.OPTIMAL)


def _reached(recovery: Recovery, plan: RPlan) -> tuple[int, int, int]:
    return pain(recovery, plan.lateness), plan.cost, plan.finish


def main() -> int:
    """Read one order, work on it, say what was found."""
    begun = monotonic()
    order = read_order(sys.stdin.readline())
    work(order, begun + order.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
