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


@pytest.fixture
def long(late: Run) -> Run:
    """Three tasks in a row with lags, ana's weeks short: several steps help."""
    for words in (
        ("person", "cy", "Cy", "hours=20"),
        ("add", "Last part @ana +APP ~30h"),
        ("edit", "APP-3", "milestone=Beta", "eligible=ana,bo,cy"),
        ("link", "APP-3", "after", "APP-2", "--lag", "1d"),
        ("person", "ana", "hours=20"),
    ):
        said = late(*words)
        assert said.status == 0, said.err
    return late


def test_what_is_shown_of_a_step_is_what_the_plan_says_after_it(long: Run) -> None:
    shown = long("rescue", "APP-M1", "--seconds", "0.5", "--json").json["plans"][0]
    done = long("rescue", "APP-M1", "--apply", "--yes", "--seconds", "0.5", "--json")
    assert done.status == 0, done.err
    plan = long("plan", "APP", "--json").json
    assert plan["milestones"][0]["forecast"] == shown["after"]
    finish = {task["id"]: task["planned_finish"] for task in plan["tasks"]}
    for step in done.json["plan"]["steps"]:
        if step["ticked"]:
            assert step["now"].split("–")[-1].split()[0] == str(int(finish[step["task"]][-2:]))


def test_taking_only_some_steps_is_forecast_again_and_says_so(long: Run) -> None:
    whole = long("rescue", "APP-M1", "--seconds", "0.5", "--json").json["plans"][0]
    assert whole["changes"] > 1
    some = long("rescue", "APP-M1", "--only", "1", "--seconds", "0.5", "--json").json["plans"][0]
    assert [step["ticked"] for step in some["steps"]][:2] == [True, False]
    assert some["gain_days"] < whole["gain_days"]
    assert some["after"] > whole["after"]
    long("rescue", "APP-M1", "--only", "1", "--apply", "--yes", "--seconds", "0.5")
    after = long("plan", "APP", "--json").json["milestones"][0]["forecast"]
    assert after == some["after"]


def test_a_step_that_is_not_there_is_refused(long: Run) -> None:
    said = long("rescue", "APP-M1", "--only", "9", "--seconds", "0.3")
    assert said.status == 1
    assert "no step 9" in said.err


def test_what_leaves_something_late_is_not_called_a_full_recovery(long: Run) -> None:
    long("milestone", "APP-M1", "due=2026-03-05")
    said = long("rescue", "APP-M1", "--seconds", "0.5").out
    assert "stays" in said
    assert "full recovery" not in said


def test_somebody_without_a_rate_is_not_called_free(long: Run) -> None:
    long("person", "ana", "rate=80")
    assert "has no rate" in long("rescue", "APP-M1", "--seconds", "0.5").out


def test_a_list_of_no_steps_is_refused(long: Run) -> None:
    assert "not a list of steps" in long("rescue", "APP-M1", "--only", ",").err


def test_what_nobody_can_save_says_what_would(late: Run) -> None:
    late("milestone", "APP-M1", "due=2026-03-05")
    late("edit", "APP-1", "eligible=ana")
    late("edit", "APP-2", "eligible=ana")
    said = late("rescue", "APP-M1", "--seconds", "0.3", "--json").json
    assert said["plans"] == []
    assert any("working day" in text for text in said["helps"])
    assert any("less work" in text for text in said["helps"])
    refused = late("rescue", "APP-M1", "--apply", "--yes", "--seconds", "0.3")
    assert refused.status == 1
    assert "would" in refused.err
