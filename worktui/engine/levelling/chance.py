"""Seeded chance that is the same everywhere: in every process and every release of Python."""

from __future__ import annotations

from collections.abc import Sequence

_WORD = (1 << 64) - 1
_FACTOR = 6364136223846793005  # Knuth's constants for a congruential generator of 64 bits
_STEP = 1442695040888963407


class Chance:
    """A congruential generator of 64 bits of which the upper 32 are used."""

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + _STEP) & _WORD
        for _ in range(4):  # neighbouring seeds part ways
            self.share()

    def share(self) -> float:
        """A number in [0, 1)."""
        self._state = state = (self._state * _FACTOR + _STEP) & _WORD
        return (state >> 32) / 4294967296.0

    def below(self, limit: int) -> int:
        """A whole number in [0, limit), limit >= 1."""
        self._state = state = (self._state * _FACTOR + _STEP) & _WORD
        return ((state >> 32) * limit) >> 32

    def weighted(self, weights: Sequence[float]) -> int:
        """A place in `weights`, each as likely as its weight (> 0) is heavy."""
        left = self.share() * sum(weights)
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        return len(weights) - 1
