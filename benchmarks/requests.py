"""How well requests are heard in sentences of mail: `python -m benchmarks.requests TRAIN [TEST]`.

Both files hold a line a sentence: Yes or No, a tab, the sentence. TRAIN is learned again, with its
lines between the bands from cross-validation, and compared with the weights that ship; TEST
is judged by those that ship, through the code that ships.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.train import learned
from benchmarks.train_data import Judged, parakweet
from benchmarks.train_linear import Figures, figures
from worktui.app.weights import request_model
from worktui.engine.reason.weights import Model, marks_of

RULES = ("r ask", "r want", "r meet")


def judge(model: Model, judged: list[Judged]) -> dict[str, Figures]:
    """The figures of rules alone, of the line between yes and no, and of each band's line."""
    likely = [model.likely(sentence) for sentence, _ in judged]
    wanted = [want for _, want in judged]
    ruled = [float(any(r in marks_of(s) for r in RULES)) for s, _ in judged]
    much = [1.0] * len(judged)
    return {
        "rules alone": figures(ruled, wanted, 0.5, much),
        "requests": figures(likely, wanted, model.asks, much),
        "band high": figures(likely, wanted, model.high, much),
    }


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser("benchmarks.requests", description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path, nargs="?")
    given = parser.parse_args(argv)
    model = request_model()
    again = learned(parakweet(given.train))
    same = again["weights"] == model.weights and again["lines"]["asks"] == model.asks
    print(f"the weights that ship are {'these' if same else 'OTHERS'}")
    if given.test is None:
        return 0 if same else 1
    judged = parakweet(given.test)
    begun = time.perf_counter()
    found = judge(model, judged)
    spent = (time.perf_counter() - begun) / len(judged) / 2
    print(f"{len(judged)} sentences, {sum(want for _, want in judged)} of them ask")
    for name, got in found.items():
        print(
            f"{name:12} line {got.line:.2f}  precision {got.precision:.3f}"
            f"  recall {got.recall:.3f}  F1 {got.f1:.3f}"
        )
    print(f"{spent * 1000:.2f} ms a sentence")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
