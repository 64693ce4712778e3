"""Health of milestones and projects: derived from stored facts, with its proof."""

from worktui.engine.health.judge import judge
from worktui.engine.health.model import (
    ORDER,
    WORDS,
    Blocker,
    Health,
    Judged,
    Override,
    ProjectHealth,
    Reason,
    State,
)

__all__ = [
    "ORDER",
    "WORDS",
    "Blocker",
    "Health",
    "Judged",
    "Override",
    "ProjectHealth",
    "Reason",
    "State",
    "judge",
]
