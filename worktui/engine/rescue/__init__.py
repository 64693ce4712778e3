"""Ways out of a milestone that will be late: found by search, judged by real forecasts."""

from worktui.engine.rescue.model import FREEZE, MOST_CHANGES, Changes, Found, Score
from worktui.engine.rescue.scope import Promise, Scope
from worktui.engine.rescue.search import worth
from worktui.engine.rescue.ways import fewest, full, needed, without_hands

__all__ = [
    "FREEZE",
    "MOST_CHANGES",
    "Changes",
    "Found",
    "Promise",
    "Scope",
    "Score",
    "fewest",
    "full",
    "needed",
    "without_hands",
    "worth",
]
