"""What was learned from sentences that people judged: weights, and what they make of a sentence.

The files here are made by `python -m benchmarks.train` from published data (`ATTRIBUTION.md`).
Nothing in the engine opens them: `app.weights` reads the file that ships and hands it in.
"""

from __future__ import annotations

from worktui.engine.reason.weights.marks import marks_of
from worktui.engine.reason.weights.model import Model, Opinion, Step

__all__ = ["Model", "Opinion", "Step", "marks_of"]
