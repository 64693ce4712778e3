"""The judgement: from what arrived, and the state of the work, to what should be done.

Deterministic, offline, explainable.  `read` judges one arrival, `from_state` looks at the
work itself.  Nothing here carries anything out: a proposal is words and typed actions.
"""

from __future__ import annotations

from worktui.engine.reason.reading import read
from worktui.engine.reason.standing import from_state
from worktui.engine.reason.values import Evidence, Proposal, Reading, Signal

__all__ = ["Evidence", "Proposal", "Reading", "Signal", "from_state", "read"]
