"""The earned value oracle on published cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.oracle import answers
from benchmarks.oracle_earned import answer

CASES = json.loads(
    (Path(__file__).parent.parent / "data" / "earned" / "examples.json").read_text("utf-8")
)


@pytest.mark.parametrize(
    "case", [*CASES["index_cases"], *CASES["rollup_cases"]], ids=lambda case: str(case["id"])
)
def test_a_published_case_is_answered_to_a_millionth(case: dict[str, Any]) -> None:
    group = "rollup_cases" if "tasks" in case["input"] else "index_cases"
    found = answer({group: [case]})[case["id"]]
    for name, value in case["expected"].items():
        if value is None or name == "flags":
            assert found[name] == value, name
        else:
            assert found[name] == pytest.approx(value, rel=1e-6, abs=1e-6), name


def test_a_case_that_cannot_be_read_leaves_the_others_answered() -> None:
    data = {
        "index_cases": [{"id": "broken", "input": {}}, CASES["index_cases"][0]],
        "rollup_cases": CASES["rollup_cases"],
    }
    found = answers(answer, data)
    assert found["broken"]["error"]["kind"] == "KeyError"
    assert found["evm-001"]["flags"] == ["budget_exhausted"]
    assert found["roll-01"]["ev"] == 1000


def test_an_unknown_rule_is_answered_as_an_error() -> None:
    task = {"id": "A", "budget": 1, "method": "guess"}
    case = {"id": "x", "input": {"status_date_end_of_day": "2026-03-06", "tasks": [task]}}
    assert answer({"rollup_cases": [case]})["x"]["error"]["kind"] == "bad_input"
