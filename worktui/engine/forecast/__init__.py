"""The forecast: when things end, how sure that is, and which tasks decide it."""

from worktui.engine.forecast.history import ENOUGH, past_ratios
from worktui.engine.forecast.model import Simulated
from worktui.engine.forecast.simulate import simulate

__all__ = ["ENOUGH", "Simulated", "past_ratios", "simulate"]
