"""`worktui status`: four formats, files, keeping, and what is wrong named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run


@pytest.fixture
def project(team: Run) -> Run:
    """The small team with a milestone and estimates."""
    team("milestone", "WEB", "Beta", "due=2026-03-06")
    for id, hours in (("WEB-1", "14"), ("WEB-2", "35"), ("WEB-4", "7")):
        said = team("edit", id, "milestone=WEB-M1", f"estimate={hours}h")
        assert said.status == 0, said.err
    return team


def test_it_is_text_unless_asked_otherwise(project: Run) -> None:
    said = project("status", "web")
    assert said.status == 0, said.err
    assert said.out.startswith("Website (WEB)\nStatus at Wed 4 Mar 2026, 14:02 (Europe/Berlin)\n")
    assert "Schedule" in said.out
    assert "MILESTONES" in said.out


@pytest.mark.parametrize(
    ("form", "beginning"), [("md", "# Website"), ("html", "<!DOCTYPE html>"), ("json", "{")]
)
def test_every_format_prints_itself_and_nothing_else(
    project: Run, form: str, beginning: str
) -> None:
    said = project("status", "WEB", "--format", form)
    assert said.status == 0, said.err
    assert said.out.startswith(beginning)
    assert said.err == ""


def test_json_is_one_document_either_way(project: Run) -> None:
    one, other = project("--json", "status", "WEB"), project("status", "WEB", "--format", "json")
    assert one.json == other.json
    assert one.json["milestones"][0]["id"] == "WEB-M1"


def test_keep_keeps_and_the_next_one_says_what_changed(project: Run) -> None:
    first = project("status", "WEB", "--keep")
    assert "kept as ST-1" in first.err
    project("edit", "WEB-M1", "due=2026-03-10")
    project("milestone", "WEB-M1", "due=2026-03-10")
    said = project("status", "WEB")
    assert "SINCE THE STATUS OF 4 MAR (ST-1)" in said.out
    assert "Beta is promised for 10 Mar, was 6 Mar" in said.out
    assert project("undo").status == 0


def test_kept_in_json_names_its_id(project: Run) -> None:
    assert project("--json", "status", "WEB", "--keep").json["kept"] == "ST-1"


def test_a_file_takes_the_format_of_its_ending(project: Run, tmp_path: Path) -> None:
    path = tmp_path / "status.html"
    said = project("status", "WEB", "--out", str(path))
    assert said.status == 0, said.err
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert str(path) in said.out
    told = project("--json", "status", "WEB", "--out", str(tmp_path / "s.json"))
    assert told.json["format"] == "json"
    assert json.loads((tmp_path / "s.json").read_text("utf-8"))["project"] == "WEB"


def test_what_cannot_be_is_said_with_a_way_out(project: Run, tmp_path: Path) -> None:
    assert project("status", "NOPE").status == 1
    said = project("status", "WEB", "--out", str(tmp_path / "no" / "x.md"))
    assert said.status == 1
    assert "cannot be written" in said.err
    assert project("status", "WEB", "--format", "pdf").status == 2


def test_kept_ones_come_back_from_an_export(project: Run, tmp_path: Path) -> None:
    project("status", "WEB", "--keep")
    path = tmp_path / "out.json"
    project("export", "worktui", str(path))
    kept = json.loads(path.read_text("utf-8"))["statuses"]
    assert [doc["id"] for doc in kept] == ["ST-1"]
    again = tmp_path / "again.json"
    assert project("--file", str(again), "import", "worktui", str(path)).status == 0
