"""Every published query has exactly the starts that are printed with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.oracle_slots import answer

CASES = json.loads(
    (Path(__file__).parents[1] / "data" / "slots" / "examples.json").read_text("utf-8")
)
QUERIES = {query["id"]: query for query in CASES["queries"]}


@pytest.mark.parametrize("id", QUERIES)
def test_the_starts_on_offer_are_the_published_ones(id: str) -> None:
    assert answer({**CASES, "queries": [QUERIES[id]]})[id] == QUERIES[id]["expected"]


def test_a_query_that_cannot_be_answered_says_why_and_the_run_goes_on() -> None:
    good = QUERIES["SL01-1"]
    wrong = {**good, "id": "wrong", "type": "nothing"}
    found = answer({**CASES, "queries": [wrong, {**good, "id": "zone", "tz": "Mars/Dome"}, good]})
    assert found["wrong"]["error"]["kind"] == "not_found"
    assert "Mars/Dome" in found["zone"]["error"]["message"]
    assert found["SL01-1"] == good["expected"]
