"""The training in plain Python: what it learns, what it holds out, and that it does so again."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from benchmarks.train import learned
from benchmarks.train_data import parakweet
from benchmarks.train_linear import (
    SEEN,
    calibrated,
    descend,
    figures,
    fitted,
    held_out,
    odds,
    weights_of,
)

ASKS = ["please send the list", "could you call me", "please check the door", "can you print it"]
TELLS = ["we sent the list", "he called me", "the door is fine", "it was printed today"]
JUDGED = [(f"{s} {n}", True) for n in range(6) for s in ASKS] + [
    (f"{s} {n}", False) for n in range(6) for s in TELLS
]
MARKS = [{f"w {word}": 1.0 for word in sentence.split()} for sentence, _ in JUDGED]
WANTED = [want for _, want in JUDGED]


def test_a_file_of_judged_sentences_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "judged.txt"
    file.write_text("Yes\tPlease call.\nNo\tIt rained.\nnothing\n\nYes\t \n", "utf-8")
    assert parakweet(file) == [("Please call.", True), ("It rained.", False)]


def test_what_tells_requests_from_news_gets_weight() -> None:
    model = fitted(MARKS, WANTED, seed=1)
    assert model.weights["w please"] > 0 > model.weights["w the"] - model.weights["w please"]
    assert all((model.score(m) > 0) == want for m, want in zip(MARKS, WANTED, strict=True))


def test_the_same_sentences_and_seed_give_the_same_weights() -> None:
    assert fitted(MARKS, WANTED, seed=4) == fitted(MARKS, WANTED, seed=4)


def test_rare_marks_are_dropped() -> None:
    marks = [*MARKS, {"w once": 1.0}, *({"w often": 1.0} for _ in range(SEEN))]
    model = fitted(marks, [*WANTED, True, *[True] * SEEN], seed=1)
    assert "w once" not in model.weights
    assert "w often" in model.weights


def test_a_sentence_held_out_is_judged_by_what_others_taught() -> None:
    alone = [*MARKS, {"w alone": 1.0}, {"w alone": 1.0}]
    scores = held_out(alone, [*WANTED, True, True], folds=len(alone), seed=1)
    assert scores[-1] < descend(alone, [*WANTED, True, True], 1).score({"w alone": 1.0})


def test_calibrated_odds_sum_to_the_share_that_asks() -> None:
    scores = [n / 10 - 2 for n in range(40)]
    wanted = [n % 4 < 1 + (n > 20) for n in range(40)]
    slope, shift = calibrated(scores, wanted)
    much = weights_of(wanted)
    told = sum(m * odds(slope * s + shift) for s, m in zip(scores, much, strict=True))
    assert told == pytest.approx(
        sum(m for m, want in zip(much, wanted, strict=True) if want), rel=1e-6
    )


def test_figures_count_precision_recall_and_f1() -> None:
    got = figures([0.9, 0.8, 0.4, 0.1], [True, False, True, False], 0.5, [1.0] * 4)
    assert (got.precision, got.recall, got.f1) == (0.5, 0.5, 0.5)
    weighed = figures([0.9, 0.8, 0.4, 0.1], [True, False, True, False], 0.5, [1.0, 3.0, 1.0, 3.0])
    assert math.isclose(weighed.precision, 0.25)


def test_what_is_learned_is_a_weights_file(capsys: pytest.CaptureFixture[str]) -> None:
    doc = learned(JUDGED)
    assert set(doc) == {"act", "intercept", "lines", "table", "weights"}
    assert doc["lines"]["guess"] <= doc["lines"]["asks"] < doc["lines"]["high"]
    assert sum(row[1] for row in doc["table"]) == len(JUDGED)
    assert "held out" in capsys.readouterr().out
