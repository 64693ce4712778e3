"""The weights that ship, read once and only when something is judged."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from worktui.engine.reason.weights import Model


@lru_cache(maxsize=1)
def request_model() -> Model:
    """What was learned about requests; it is handed to the engine, which opens no file."""
    return Model.of((files("worktui.engine.reason.weights") / "requests.json").read_text("utf-8"))
