"""The oracle answers network cases in the shape of what is expected, from files only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.oracle import main
from benchmarks.oracle_network import answer

DATA = Path(__file__).parents[1] / "data" / "network" / "examples.json"
CASES = json.loads(DATA.read_text("utf-8"))["cases"]
LATE = ("late_start", "late_finish", "total_float", "free_float")


def _one(given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer({"cases": [{"id": "x", "input": given}]})["x"]
    return found


def _ring(ids: list[str]) -> list[str]:
    first = ids.index(min(ids))
    return ids[first:] + ids[:first]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")
def test_every_value_of_a_worked_case_is_the_same(case: dict[str, Any]) -> None:
    found, expected = _one(case["input"]), case["expected"]
    if "cycle" in expected:
        assert found["error"] == "cycle"
        assert _ring(found["cycle"]) == _ring(expected["cycle"])
        return
    for key, value in expected.items():
        if key == "tasks":
            assert set(found["tasks"]) == set(value)
            for id, dates in value.items():
                told = found["tasks"][id]
                assert {name: told[name] for name in dates} == dates, id
                assert not dates.get("done") or not any(told.get(name) for name in LATE)
        else:
            assert found[key] == value
    assert bool(found.get("conflicts")) == ("conflicts" in expected)
    assert bool(found.get("deadlines")) == ("deadlines" in expected)


TASK = {"id": "A", "duration": 1}


@pytest.mark.parametrize(
    ("tasks", "links", "error"),
    [
        ([TASK, TASK], [], {"error": "duplicate_id", "id": "A"}),
        ([{"id": "A", "duration": -1}], [], {"error": "negative_duration", "id": "A"}),
        ([TASK], [{"from": "A", "to": "Q"}], {"error": "unknown_task", "id": "Q"}),
        ([TASK], [{"from": "A", "to": "A"}], {"error": "cycle", "cycle": ["A"]}),
    ],
)
def test_what_is_wrong_is_named(tasks: list[Any], links: list[Any], error: dict[str, Any]) -> None:
    assert _one({"start": "2026-03-02", "tasks": tasks, "links": links}) == error


def test_a_ring_of_start_links_is_a_cycle_without_the_tasks_that_lead_to_it() -> None:
    names = "ABCDE"
    links = [
        ("A", "B", "FS"),
        ("B", "C", "SS"),
        ("C", "D", "FF"),
        ("D", "B", "SF"),
        ("D", "E", "FS"),
    ]
    found = _one(
        {
            "start": "2026-03-02",
            "tasks": [{"id": name, "duration": 2} for name in names],
            "links": [{"from": a, "to": b, "type": kind, "lag": 1} for a, b, kind in links],
        }
    )
    assert found["error"] == "cycle"
    assert _ring(found["cycle"]) == ["B", "C", "D"]


def test_a_late_deadline_says_by_how_many_days() -> None:
    found = _one(
        {"start": "2026-03-02", "tasks": [{"id": "A", "duration": 7, "deadline": "2026-03-08"}]}
    )
    assert found["deadlines"] == {
        "A": {"met": False, "working_days_late": 2, "working_days_spare": 0}
    }
    assert found["tasks"]["A"]["total_float"] == -2


def test_a_project_without_tasks_has_no_dates_but_its_start() -> None:
    found = _one({"start": "2026-03-02", "tasks": [], "links": []})
    assert found["tasks"] == {}
    assert found["critical_tasks"] == []


def test_a_calendar_without_a_working_day_is_an_error_of_that_case_only(tmp_path: Path) -> None:
    empty = {"start": "2026-03-02", "calendars": {"c": {"workdays": []}}, "tasks": [TASK]}
    file, out = tmp_path / "in.json", tmp_path / "out.json"
    cases = [{"id": "bad", "input": empty}, {"id": "good", "input": CASES[0]["input"]}]
    file.write_text(json.dumps({"cases": cases}))
    assert main(["network", str(file), "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["bad"]["error"]["kind"] == "bad_input"
    assert found["good"]["project_finish"] == CASES[0]["expected"]["project_finish"]
