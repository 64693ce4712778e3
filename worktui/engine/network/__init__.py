"""The network calculation: early and late dates, slack, what is critical and what drives it."""

from worktui.engine.network.chain import Step, chain
from worktui.engine.network.compute import compute
from worktui.engine.network.errors import (
    BadConstraint,
    Cycle,
    DuplicateTask,
    NegativeDuration,
    TooFar,
    UnknownTask,
)
from worktui.engine.network.model import (
    CONSTRAINTS,
    LINK_TYPES,
    Computed,
    ConstraintConflict,
    DeadlineKept,
    Driver,
    Link,
    Network,
    Task,
    Times,
)
from worktui.engine.network.ring import find_cycle

__all__ = [
    "CONSTRAINTS",
    "LINK_TYPES",
    "BadConstraint",
    "Computed",
    "ConstraintConflict",
    "Cycle",
    "DeadlineKept",
    "Driver",
    "DuplicateTask",
    "Link",
    "NegativeDuration",
    "Network",
    "Step",
    "Task",
    "Times",
    "TooFar",
    "UnknownTask",
    "chain",
    "compute",
    "find_cycle",
]
