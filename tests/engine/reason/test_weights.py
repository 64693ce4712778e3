"""Weights learned from judged mail: one signal among the rules', shown in words, never alone in charge."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reason.stage import mail, tables
from tests.engine.reason.teams import ATELIER
from worktui.app.weights import request_model
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason import Reading, read
from worktui.engine.reason.weights import Model, marks_of
from worktui.senses.intake import read as sense

NOW = datetime.fromisoformat(ATELIER["now"])
PAUL = "Paul Brandt <paul@brandt.example>"


def judged(body: str, *, model: Model | None, kind: str = "eml") -> Reading:
    raw = mail(PAUL, "vera@atelier.example", "Hello", body, "Wed, 06 May 2026 07:10:00 +0000")[1]
    arrival = sense(raw if kind == "eml" else body, kind, now=NOW, secrets={})[0]
    work = MappingSnapshot(tables(ATELIER))
    return read(arrival, work, now=NOW, me="vera", requests=model)


def sounds(reading: Reading) -> list[str]:
    return [s.says for p in reading.proposals for s in p.signals if s.name == "sounds"]


@pytest.mark.parametrize(
    "text",
    [
        "Could you send me the revised sections by Thursday?",
        "Please call me when you have a minute.",
        "Can you forward the contract to Anna?",
        "Are you available on Monday at 9?",
    ],
)
def test_plain_requests_are_in_the_band_high(text: str) -> None:
    assert request_model().opinion(text).band == "high"


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much for the lovely afternoon.",
        "The invoice was paid on Tuesday.",
        "We moved into the new office in March.",
        "He said that the meeting went well.",
    ],
)
def test_what_only_tells_is_in_no_band(text: str) -> None:
    assert request_model().opinion(text).band == "none"


@pytest.mark.parametrize(
    ("intercept", "band"), [(3.0, "high"), (1.0, "likely"), (-0.5, "guess"), (-3.0, "none")]
)
def test_the_bands_are_the_lines_of_the_file(intercept: float, band: str) -> None:
    assert Model("request", intercept, {}, high=0.9, asks=0.5, guess=0.3).opinion("x").band == band


def test_the_table_behind_the_bands_counts_every_sentence_once() -> None:
    table = request_model().table
    assert [row.least for row in table] == sorted(row.least for row in table)
    assert all(0 <= row.right <= row.judged for row in table)
    top = [row for row in table if row.least >= request_model().high]
    assert sum(row.right for row in top) / sum(row.judged for row in top) > 0.97
    assert {request_model().high, request_model().asks} <= {row.least for row in table}


def test_a_file_that_holds_no_model_is_refused() -> None:
    for text in ("", "[]", "{}", json.dumps({"act": "request", "intercept": 0, "weights": {}})):
        with pytest.raises((ValueError, KeyError, TypeError)):
            Model.of(text)


@given(st.text(max_size=400))
def test_any_text_has_marks_and_a_likelihood(text: str) -> None:
    assert marks_of(text) == marks_of(text)
    assert 0 <= request_model().likely(text) <= 1


def test_a_request_says_how_much_it_reads_like_one() -> None:
    said = sounds(
        judged(
            "Vera, could you please order the door handle by Friday?\n\nPaul", model=request_model()
        )
    )
    assert len(said) == 1
    assert said[0].startswith("reads like a request (0.9")


def test_the_weights_are_silent_on_notes_and_in_other_languages() -> None:
    model = request_model()
    assert sounds(judged("order the door handle by Friday", model=model, kind="text")) == []
    german = judged(
        "Liebe Vera, könntest du bitte den Türgriff bis Freitag bestellen?\n\nPaul", model=model
    )
    assert german.proposals
    assert sounds(german) == []


def test_without_weights_the_rules_judge_alone_and_ask_for_the_same() -> None:
    body = "Vera, could you please order the door handle by Friday?\n\nPaul"

    def asked(model: Model | None) -> list[dict[str, Any]]:
        return [a.to_doc() for p in judged(body, model=model).proposals for a in p.actions]

    assert asked(None) == asked(request_model())


def test_what_no_rule_hears_is_at_most_a_guess_and_says_so() -> None:
    body = "Vera, it's best you two draw up something about the gutter and mail it to me.\n\nPaul"
    model = Model("request", 3.0, {}, high=0.9, asks=0.5, guess=0.3)
    unheard = judged(body, model=model)
    assert judged(body, model=None).proposals == ()
    assert [p.band for p in unheard.proposals] == ["likely"]
    assert "though no rule says so" in sounds(unheard)[0]


def test_weights_alone_never_touch_meetings_and_never_act_on_thanks() -> None:
    model = Model("request", 3.0, {}, high=0.9, asks=0.5, guess=0.3)
    for body in (
        "Our call on Tuesday went very well for us.",
        "Thank you for everything, you are great.",
    ):
        assert judged(body + "\n\nPaul", model=model).proposals == ()


def test_a_letter_is_judged_in_a_few_milliseconds() -> None:
    body = "\n\n".join(
        f"Point {n}: could you please send the list of doors for floor {n} by Friday? "
        "The neighbours were pleased with the scaffolding, and the mason comes next week."
        for n in range(6)
    )
    judged(body, model=request_model())  # words and patterns are made ready once
    spent = []
    for n in range(5):
        begun = time.process_time()
        judged(f"{body} {n}", model=request_model())
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.1, "a dozen sentences cost what a dozen sentences cost"
