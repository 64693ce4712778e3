"""Learn the weights that ship: `python -m benchmarks.train PATH_TO_LANGUAGE_DATA [--check]`.

Reads `parakweet/Ask0729-fixed.txt` under the path and writes `requests.json` beside the code
that uses it. Lines between the bands come from ten-fold cross-validation and nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.train_data import Judged, parakweet
from benchmarks.train_linear import (
    SHARE,
    calibrated,
    figures,
    fitted,
    held_out,
    odds,
    weights_of,
)
from worktui.engine.reason import weights
from worktui.engine.reason.weights import marks_of

WHERE = Path(weights.__file__).parent
SEED = 1
ROUNDS = 2
"""Cross-validations with other folds; the lines are those of all of them together."""
HIGH, GUESS = 0.965, 0.25
"""The precision that the band high has to keep, and the least likelihood of a guess."""
ROWS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95)
"""Where the rows of the table begin, beside the lines."""


def learned(judged: list[Judged]) -> dict[str, Any]:
    """The weights file of one act: weights, lines between the bands, the table behind them.

    Odds are calibrated, so the line of the best F1 is half of that F1 (Lipton, Elkan and
    Naryanaswamy 2014); the peak of the curve itself is flat and moves with the folds.
    """
    wanted = [want for _, want in judged]
    marks = [marks_of(sentence) for sentence, _ in judged]
    rounds = [held_out(marks, wanted, seed=SEED + n) for n in range(ROUNDS)]
    scores, every = [score for one in rounds for score in one], wanted * ROUNDS
    slope, shift = calibrated(scores, every)
    likely = [odds(slope * score + shift) for score in scores]
    much = weights_of(every)
    steps = [n / 100 for n in range(20, 100)]
    at = {line: figures(likely, every, line, much) for line in steps}
    asks = round(max(got.f1 for got in at.values()) / 2, 2)
    high = next((n for n in steps if n > asks and at[n].precision >= HIGH), steps[-1])
    for name, line in (("asks", asks), ("high", high), ("guess", GUESS)):
        got = figures(likely, every, line, much)
        print(
            f"{name:5} {line:.2f}  precision {got.precision:.3f}  recall {got.recall:.3f}"
            f"  F1 {got.f1:.3f}  (held out, {SHARE:.0%} asking)"
        )
    model = fitted(marks, wanted, SEED)
    return {
        "act": "request",
        "intercept": round(slope * model.intercept + shift, 3),
        "lines": {"high": high, "asks": asks, "guess": min(GUESS, asks)},
        "table": _table(likely[: len(wanted)], wanted, sorted({*ROWS, high, asks})),
        "weights": {m: round(slope * w, 2) for m, w in model.weights.items()},
    }


def _table(likely: list[float], wanted: list[bool], lines: list[float]) -> list[list[float]]:
    rows: list[list[float]] = []
    for low, top in zip(lines, [*lines[1:], 1.1], strict=True):
        inside = [want for p, want in zip(likely, wanted, strict=True) if low <= p < top]
        rows.append([low, len(inside), sum(inside)])
    return rows


def main(argv: list[str] | None = None) -> int:
    """Learn and write; with --check only say whether that would change the file."""
    parser = argparse.ArgumentParser("benchmarks.train", description=__doc__)
    parser.add_argument("path", type=Path, help="the folder that holds parakweet/")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    given = parser.parse_args(argv)
    doc = learned(parakweet(given.path / "parakweet" / "Ask0729-fixed.txt"))
    text = json.dumps(doc, ensure_ascii=False, indent=0) + "\n"
    file = WHERE / "requests.json"
    print(f"{len(doc['weights'])} weights, {len(text) / 1000:.0f} kB")
    if given.check:
        return 0 if file.read_text("utf-8") == text else 1
    file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
