"""Ways out on the command line: the diff, JSON, and what is refused."""

from __future__ import annotations

import pytest

from tests.faces.cli.conftest import Run


@pytest.fixture
def late(team: Run) -> Run:
    for words in (
        ("project", "APP", "App"),
        ("milestone", "APP", "Beta", "due=2026-03-12"),
        ("add", "First half @ana +APP ~35h"),
        ("add", "Other half @ana +APP ~35h"),
        ("edit", "APP-1", "milestone=APP-M1", "eligible=ana,bo"),
        ("edit", "APP-2", "milestone=APP-M1", "eligible=ana,bo"),
    ):
        said = team(*words)
        assert said.status == 0, said.err
    return team


def test_ways_out_are_shown_and_nothing_is_written(late: Run) -> None:
    before = late("log", "--json").out
    said = late("rescue", "beta", "--seconds", "0.3")
    assert said.status == 0, said.err
    assert "Recover Beta:" in said.out
    assert "ana → bo" in said.out
    assert "fewest changes" in said.out
    assert late("log", "--json").out == before


def test_a_project_means_its_worst_milestone(late: Run) -> None:
    data = late("rescue", "app", "--seconds", "0.3", "--json").json
    assert data["milestone"] == "APP-M1"
    plan = data["plans"][0]
    assert plan["late_after"] == 0
    assert plan["after"] <= data["due"] < plan["before"]
    assert plan["steps"][0]["actions"][0]["type"] == "update_task"


def test_applying_needs_a_yes_and_is_one_undoable_change(late: Run) -> None:
    refused = late("rescue", "APP-M1", "--apply", "--seconds", "0.3")
    assert refused.status == 1
    assert "--yes" in refused.err
    done = late("rescue", "APP-M1", "--apply", "--yes", "--seconds", "0.3")
    assert done.status == 0, done.err
    after = late("rescue", "APP-M1", "--seconds", "0.2", "--json").json
    assert after["late_days"] == 0
    late("undo")
    assert "Recover Beta" in late("rescue", "APP-M1", "--seconds", "0.3").out


def test_only_some_steps_and_only_one_plan_can_be_taken(late: Run) -> None:
    said = late("rescue", "APP-M1", "--plan", "full", "--only", "1", "--apply", "--yes",
                "--seconds", "0.3", "--json")  # fmt: skip
    assert said.json["steps"] == [1]
    assert late("rescue", "APP-M1", "--only", "x", "--apply", "--seconds", "0.2").status != 0


def test_what_is_not_there_is_named_with_a_way_out(late: Run) -> None:
    said = late("rescue", "Gamma")
    assert said.status == 1
    assert "worktui milestone" in said.err
    late("milestone", "APP", "Launch", "due=2026-06-01")
    assert "no tasks" in late("rescue", "Launch").out
