"""Limits of columns and what was put away, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.conftest import WORK, Run, Said


@pytest.fixture
def full(run: Run, tmp_path: Path) -> Run:
    """A team whose work in hand has a hard limit that is reached."""
    columns = [
        {**c, "limit": 1, "hard": True} if c["id"] == "doing" else c for c in WORK["columns"]
    ]
    path = tmp_path / "full.json"
    path.write_text(json.dumps({**WORK, "columns": columns}))
    assert run("import", "worktui", str(path)).status == 0
    return run


@pytest.mark.parametrize("command", [("move", "WEB-1", "doing"), ("start", "WEB-1")])
def test_a_hard_limit_refuses_with_the_way_and_yes_goes_it(
    full: Run, command: tuple[str, ...]
) -> None:
    said: Said = full(*command)
    assert said.status == 1
    assert "Doing is full: it holds 1 of 1." in said.err
    assert "--yes" in said.err
    done = full(*command, "--yes")
    assert done.status == 0
    assert "2 of 1" in done.out + done.err


def test_what_was_put_away_is_listed_where_it_is_asked_for(full: Run) -> None:
    assert full("edit", "WEB-3", "archived=yes", "actual_finish=2026-02-20").status == 0
    ids = {t["id"] for t in full("list", "is:done", "--json").json["tasks"]}
    assert ids == set()
    for query in ("is:archived", "done:<1mar", "done:last_month"):
        found = full("list", query, "--json").json["tasks"]
        assert [task["id"] for task in found] == ["WEB-3"], query


def test_the_log_is_found_by_days_and_a_minus(full: Run) -> None:
    full("comment", "WEB-1", "called")
    full("done", "WEB-5")
    assert len(full("log", "since:today", "by:cli", "--json").json["entries"]) == 2
    assert len(full("log", "by:cli", "-comment", "--json").json["entries"]) == 1
    wrong = full("log", "by:rulo")
    assert wrong.status == 1
    assert "by:rule" in wrong.err
    assert full("log", "--limt", "3").status == 2


def test_old_done_work_is_put_away_at_once_and_one_undo_brings_it_back(full: Run) -> None:
    full("edit", "WEB-3", "actual_finish=2026-01-20")
    dry = full("tidy", "--dry-run", "--json")
    assert dry.json["tasks"] == ["WEB-3"]
    assert full("list", "is:archived", "--json").json["tasks"] == []
    assert "1 finished task put away" in full("tidy").out
    assert [t["id"] for t in full("list", "is:archived", "--json").json["tasks"]] == ["WEB-3"]
    assert full("undo").status == 0
    assert full("list", "is:archived", "--json").json["tasks"] == []
    assert full("tidy", "--days", "60", "--project", "WEB").status == 1
    assert "No finished work is as old" in full("tidy", "--days", "60").err
