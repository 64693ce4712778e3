"""The oracle: answers by case, an error where one raises, and the run goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.oracle import KINDS, answers, main
from worktui.domain.errors import Refused


def test_answers_are_written_as_one_object(tmp_path: Path) -> None:
    cases, out = tmp_path / "in.json", tmp_path / "out.json"
    cases.write_text(
        '{"strings": [{"id": "a", "value": "x\\ud800\\u202e"}, {"id": "b", "value": ""}]}'
    )
    assert main(["text", str(cases), "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["b"]["stored"] is None
    assert found["a"]["again"] == found["a"]["stored"]


def test_a_case_that_raises_does_not_stop_the_others() -> None:
    def answer(data: Any) -> dict[str, Any]:
        return {case["id"]: _one(case["value"]) for case in data["cases"]}

    def _one(value: int) -> int:
        if value == 0:
            raise Refused("Not nought.")
        return 10 // (value - 1)

    cases = [{"id": "a", "value": 3}, {"id": "b", "value": 0}, {"id": "c", "value": 1}]
    assert answers(answer, {"cases": cases, "more": 1}) == {
        "a": 5,
        "b": {"error": {"kind": "refused", "message": "Not nought."}},
        "c": {
            "error": {"kind": "ZeroDivisionError", "message": "integer division or modulo by zero"}
        },
    }


def test_cases_without_an_id_are_known_by_their_place() -> None:
    def answer(data: list[dict[str, Any]]) -> dict[str, Any]:
        return {str(case.get("id", n)): 1 // case["x"] for n, case in enumerate(data)}

    found = answers(answer, [{"x": 1}, {"x": 0}, {"x": 1}])
    assert found["0"] == 1
    assert found["1"]["error"]["kind"] == "ZeroDivisionError"
    assert found["2"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_module(kind: str) -> None:
    from importlib import import_module

    name = "answer_files" if kind == "psplib" else "answer"  # whose files are no JSON
    assert callable(getattr(import_module(f"benchmarks.oracle_{kind}"), name))


def test_a_folder_of_projects_is_levelled_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.formats.test_psplib import SMALL

    (tmp_path / "small_1.sm").write_text(SMALL)
    assert main(["psplib", str(tmp_path), "--schedules", "20", "--seed", "0"]) == 0
    answer = json.loads(capsys.readouterr().out)["small_1"]
    assert (answer["makespan"], answer["seed"]) == (7, 0)


def test_a_file_that_is_no_json_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["when", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err
