"""Undo, redo and the log."""

from __future__ import annotations

from tests.faces.cli.conftest import Run


def test_the_log_is_newest_first_and_searched_by_word_id_and_person(team: Run) -> None:
    team("done", "WEB-1")
    team("comment", "WEB-5", "asked twice")
    entries = team("log", "--json").json["entries"]
    assert [entry["seq"] for entry in entries] == [3, 2, 1]
    assert entries[2]["through"] == "import"
    assert [e["seq"] for e in team("log", "WEB-5", "comment", "--json").json["entries"]] == [3]
    assert [e["seq"] for e in team("log", "@ana", "by:cli", "--json").json["entries"]] == [3, 2]
    assert team("log", "--since", "tomorrow").out.strip() == "Nothing of that kind has happened."


def test_undo_and_redo_of_the_last_and_of_any(team: Run) -> None:
    team("done", "WEB-1")
    team("done", "WEB-5")
    assert team("undo", "2", "--json").json["entry"] == 4
    assert team("show", "WEB-1", "--json").json["status"] == "todo"
    assert team("show", "WEB-5", "--json").json["status"] == "done"
    assert team("redo").status == 0
    assert team("show", "WEB-1", "--json").json["status"] == "done"


def test_undo_that_would_overwrite_later_work_is_a_conflict(team: Run) -> None:
    team("edit", "WEB-1", "due=fri")
    team("edit", "WEB-1", "due=mon")
    said = team("undo", "2")
    assert said.status == 3
    assert "changed afterwards" in said.err
    assert team("show", "WEB-1", "--json").json["due"] == "2026-03-09"


def test_nothing_to_undo_is_said(run: Run) -> None:
    run("add", "x")
    run("undo")
    assert run("redo").status == 0
