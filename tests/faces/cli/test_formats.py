"""Plans and tables on the command line: tried first, one entry, taken back as one, written out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run

BRIDGE = str(Path(__file__).parents[2] / "data" / "mspdi" / "bridge.xml")


def test_a_plan_is_tried_first_and_told_with_what_is_not_kept(team: Run) -> None:
    said = team("import", "mspdi", BRIDGE, "--dry-run", "--json").json
    assert said["changes"]["tasks"] == {"new": 6, "changed": 0, "gone": 0}
    assert any("“Old plan” is inactive" in warning for warning in said["warnings"])
    shown = team("import", "mspdi", BRIDGE, "--dry-run").out
    assert "! line 106: “Old plan” is inactive" in shown
    assert team("show", "BR-2").status == 1
    assert team("log", "--json").json["entries"][0]["seq"] == 1


def test_a_plan_comes_in_as_one_entry_and_goes_as_one(team: Run) -> None:
    before = team("export", "worktui").out
    said = team("import", "mspdi", BRIDGE, "--json").json
    assert (said["entry"], said["changes"]["milestones"]["new"]) == (2, 3)
    assert team("show", "BR-8").status == 0
    assert team("undo").status == 0
    assert team("export", "worktui").out == before


def test_a_plan_begins_a_workspace_where_there_is_none(run: Run) -> None:
    assert run("import", "mspdi", BRIDGE).status == 0
    assert len(run("export", "worktui").json["tasks"]) == 6


def test_a_plan_written_and_taken_in_again_changes_nothing(team: Run, tmp_path: Path) -> None:
    out = tmp_path / "web.xml"
    assert team("export", "mspdi", str(out), "--project", "web").status == 0
    assert team("import", "mspdi", str(out), "--dry-run", "--json").json["changes"] == {}


@pytest.mark.parametrize("format", ["mspdi", "mermaid", "taskjuggler", "tjp"])
def test_a_format_of_one_project_asks_for_it(team: Run, format: str) -> None:
    said = team("export", format)
    assert said.status == 2
    assert "--project KEY" in said.err
    assert "no project “NONE”" in team("export", format, "--project", "NONE").err


def test_charts_are_written_to_the_screen(team: Run) -> None:
    assert team("export", "mermaid", "--project", "WEB").out.startswith("gantt\n")
    assert team("export", "mermaid", "--project", "WEB", "--chart", "links").out.startswith(
        "flowchart"
    )
    assert (
        "draws gantt, links" in team("export", "mermaid", "--project", "WEB", "--chart", "pie").err
    )
    assert team("export", "tjp", "--project", "WEB").out.startswith("project WEB")


def test_a_table_goes_out_and_comes_in(team: Run, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    assert team("export", "csv", str(out)).status == 0
    text = out.read_bytes()
    assert text.count(b"\r\n") == 7
    assert "返事を書く".encode() in text
    assert team("import", "csv", str(out), "--dry-run", "--json").json["changes"] == {}
    bad = tmp_path / "bad.csv"
    bad.write_text("title,due\nA,perhaps\n")
    said = team("import", "csv", str(bad), "--json")
    assert said.status == 1
    assert "bad.csv, line 2, due" in json.loads(said.out)["error"]["message"]


def test_formats_are_listed_where_help_is_asked_for(team: Run) -> None:
    assert "mspdi" in team("import", "--help").out
    assert "taskjuggler" not in team("import", "--help").out
    assert "taskjuggler" in team("export", "--help").out
    assert "mermaid cannot come in" in team("import", "mermaid", BRIDGE).err
    assert "Did you mean mspdi?" in team("import", "mpsdi", BRIDGE).err
    assert "Leave --replace out" in team("import", "mspdi", BRIDGE, "--replace").err
