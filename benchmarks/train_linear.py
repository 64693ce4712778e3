"""A logistic regression in plain Python: AdaGrad, pruning, cross-validation, calibration.

Deterministic: the same sentences and seed give the same weights on every machine.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Marks = Mapping[str, float]
EPOCHS, RATE, SHRINK = 15, 0.1, 1e-4
SEEN, MOST, PLAIN = 3, 8_000, 0.5
"""Marks seen in fewer sentences are dropped, and of the rest the most telling are kept; so much of
a mark counts whatever it tells, the rest by how much it parts yes from no."""
VOICES = 4
"""So many models are fitted and their mean is taken."""
SHARE = 0.3
"""Of ordinary mail about three sentences in ten ask for something; collections hold more."""


@dataclass(slots=True)
class Linear:
    """An intercept and weights by mark."""

    intercept: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def score(self, marks: Marks) -> float:
        """The log-odds."""
        weigh = self.weights.get
        return self.intercept + sum(weigh(m, 0.0) * much for m, much in marks.items())


def odds(score: float) -> float:
    """The likelihood of log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def descend(marks: Sequence[Marks], wanted: Sequence[bool], seed: int) -> Linear:
    """One model fitted to all sentences."""
    model, slopes, slope = Linear(), dict[str, float](), 1e-8
    order, rng = list(range(len(marks))), random.Random(seed)
    for _ in range(EPOCHS):
        rng.shuffle(order)
        for n in order:
            off = odds(model.score(marks[n])) - wanted[n]
            slope += off * off
            model.intercept -= RATE * off / math.sqrt(slope)
            for mark, much in marks[n].items():
                have = model.weights.get(mark, 0.0)
                pull = off * much + SHRINK * have
                slopes[mark] = slopes.get(mark, 0.1) + pull * pull
                model.weights[mark] = have - RATE * pull / math.sqrt(slopes[mark])
    return model


def fitted(marks: Sequence[Marks], wanted: Sequence[bool], seed: int) -> Linear:
    """A model of the marks that are frequent and telling; its weights have two decimals.

    Marks are scaled by their log-count ratio first, as naive Bayes weighs them (Wang and
    Manning 2012, "Baselines and Bigrams", ACL): frequent small words have less to say.
    """
    often = Counter(mark for one in marks for mark in one)
    kept = {mark for mark, count in often.items() if count >= SEEN}
    scale = _contrast(marks, wanted, kept)
    few = [{m: much * scale[m] for m, much in one.items() if m in kept} for one in marks]
    if len(kept) > MOST:
        first = descend(few, wanted, seed).weights
        told = {m: abs(w * scale[m]) * math.sqrt(often[m]) for m, w in first.items()}
        best = set(sorted(told, key=lambda m: (-told[m], m))[:MOST])
        few = [{m: much for m, much in one.items() if m in best} for one in few]
    model = _mean([descend(few, wanted, seed * VOICES + n) for n in range(VOICES)])
    weights = {m: round(w * scale[m], 2) for m, w in sorted(model.weights.items())}
    return Linear(round(model.intercept, 3), {m: w for m, w in weights.items() if w})


def _mean(models: Sequence[Linear]) -> Linear:
    """The mean of models that met the sentences in different orders: their chance is less."""
    mean = Linear(sum(model.intercept for model in models) / len(models))
    for mark in models[0].weights:
        mean.weights[mark] = sum(model.weights[mark] for model in models) / len(models)
    return mean


def _contrast(marks: Sequence[Marks], wanted: Sequence[bool], kept: set[str]) -> dict[str, float]:
    """How much each mark tells: `PLAIN`, and the rest by its log-count ratio (add-one)."""
    asks = Counter(m for one, want in zip(marks, wanted, strict=True) if want for m in one)
    tells = Counter(m for one, want in zip(marks, wanted, strict=True) if not want for m in one)
    yes = sum(wanted) + 2
    no = len(wanted) - sum(wanted) + 2
    return {
        m: PLAIN + (1 - PLAIN) * abs(math.log((asks[m] + 1) / yes * no / (tells[m] + 1)))
        for m in sorted(kept)
    }


def held_out(
    marks: Sequence[Marks], wanted: Sequence[bool], *, folds: int = 10, seed: int = 1
) -> list[float]:
    """The log-odds of each sentence by a model that has not seen it."""
    order = list(range(len(marks)))
    random.Random(seed).shuffle(order)
    scores = [0.0] * len(marks)
    for fold in range(folds):
        away = order[fold::folds]
        out = set(away)
        seen = [n for n in order if n not in out]
        model = fitted([marks[n] for n in seen], [wanted[n] for n in seen], seed)
        for n in away:
            scores[n] = model.score(marks[n])
    return scores


def weights_of(wanted: Sequence[bool], share: float = SHARE) -> list[float]:
    """How much each sentence counts, so that `share` of all of them are wanted."""
    yes = sum(wanted)
    no = (1 - share) / share * yes / (len(wanted) - yes)
    return [1.0 if want else no for want in wanted]


def calibrated(scores: Sequence[float], wanted: Sequence[bool]) -> tuple[float, float]:
    """(slope, shift) that make odds of held-out scores true shares (Platt 1999), by Newton."""
    slope, shift, much = 1.0, 0.0, weights_of(wanted)
    for _ in range(50):
        gs = gh = hss = hsh = hhh = 0.0
        for score, want, weight in zip(scores, wanted, much, strict=True):
            p = odds(slope * score + shift)
            off, bend = weight * (p - want), weight * p * (1 - p)
            gs, gh = gs + off * score, gh + off
            hss, hsh, hhh = hss + bend * score * score, hsh + bend * score, hhh + bend
        flat = hss * hhh - hsh * hsh
        slope -= (hhh * gs - hsh * gh) / flat
        shift -= (hss * gh - hsh * gs) / flat
    return slope, shift


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of all sentences at or above a line."""

    line: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def figures(
    likely: Sequence[float], wanted: Sequence[bool], line: float, much: Sequence[float]
) -> Figures:
    """The figures at a line, each sentence counted `much`."""
    taken = sum(m for p, m in zip(likely, much, strict=True) if p >= line)
    right = sum(m for p, w, m in zip(likely, wanted, much, strict=True) if p >= line and w)
    there = sum(m for w, m in zip(wanted, much, strict=True) if w)
    return Figures(line, right / taken if taken else 1.0, right / there)
