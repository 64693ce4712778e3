"""A linear model of one act, and what it says of a sentence: how likely, and how sure that is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from worktui.engine.reason.weights.marks import marks_of


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table behind the bands: from `least` (0…1) on up to the next row, so many
    sentences were judged that no weight had been learned from, and so many of them rightly."""

    least: float
    judged: int
    right: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely (0…1) a sentence does the act, and the band: high, likely, guess or none."""

    likely: float
    band: str


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by mark; `high`, `asks` and `guess` are the least likelihoods of the bands.

    `asks` is the line between yes and no, fixed by cross-validation; so is the `table`.
    """

    act: str
    intercept: float
    weights: Mapping[str, float]
    high: float
    asks: float
    guess: float
    table: tuple[Step, ...] = ()

    @classmethod
    def of(cls, text: str) -> Model:
        """The model in the JSON of a weights file; ValueError or KeyError when it is none."""
        doc: dict[str, Any] = json.loads(text)
        lines = doc["lines"]
        return cls(
            act=doc["act"],
            intercept=float(doc["intercept"]),
            weights=doc["weights"],
            high=float(lines["high"]),
            asks=float(lines["asks"]),
            guess=float(lines["guess"]),
            table=tuple(Step(*row) for row in doc["table"]),
        )

    def likely(self, text: str) -> float:
        """How likely an English sentence does the act, 0…1."""
        weigh = self.weights.get
        score = self.intercept + sum(weigh(m, 0.0) * much for m, much in marks_of(text).items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def opinion(self, text: str) -> Opinion:
        """What the model thinks of an English sentence."""
        likely = self.likely(text)
        for least, band in ((self.high, "high"), (self.asks, "likely"), (self.guess, "guess")):
            if likely >= least:
                return Opinion(likely, band)
        return Opinion(likely, "none")
