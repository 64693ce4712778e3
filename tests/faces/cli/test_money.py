"""Commands on money: costs, baselines, budgets and load."""

from __future__ import annotations

import pytest

from tests.faces.cli.conftest import Run


@pytest.fixture
def priced(team: Run) -> Run:
    """The team's work with rates, a budget and estimates."""
    assert team("person", "ana", "rate=80").status == 0
    assert team("project", "WEB", "budget=2000", "currency=EUR").status == 0
    assert team("edit", "WEB-1", "estimate=10h").status == 0
    return team


def test_a_cost_is_booked_in_the_words_one_has(priced: Run) -> None:
    said = priced("cost", "web", "€120.50", "stock", "photos", "--task", "web-1", "--day", "mon")
    assert said.status == 0
    assert said.out.splitlines() == ["120.50 EUR for stock photos booked on WEB, 2026-03-02"]
    assert priced("budget", "WEB", "--json").json["ac"] == "120.50"


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("mon", "2026-03-02"),
        ("Thursday", "2026-02-26"),
        ("yesterday", "2026-03-03"),
        ("5 mar", "2026-03-05"),
        ("20 dec", "2025-12-20"),
        ("2026-12-20", "2026-12-20"),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(priced: Run, word: str, day: str) -> None:
    assert f", {day}" in priced("spent", "WEB-1", "1h", "--day", word).out
    assert f", {day}" in priced("cost", "WEB", "5", "x", "--day", word).out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("cost", "XYZ", "5", "x"), "no project"),
        (("cost", "WEB", "-5", "x"), "more than nothing"),
        (("cost", "WEB", "much", "x"), "not an amount"),
        (("cost", "WEB", "5", "x", "--day", "never"), "never"),
        (("budget", "XYZ"), "no project"),
        (("budget", "WEB", "--by", "feel"), "50/50"),
        (("baseline", "XYZ"), "no project"),
        (("budget", "WEB", "--by", "units"), "Finished pieces of a task are not counted here"),
        (("project", "WEB", "earning=feel"), "50/50"),
        (("project", "WEB", "earning=units"), "Finished pieces of a task are not counted here"),
        (("project", "WEB", "earning=Units complete"), "Use percent, 50/50, 0/100, milestones"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    priced: Run, words: tuple[str, ...], hint: str
) -> None:
    said = priced(*words)
    assert said.status == 1
    assert hint in said.err


def test_the_budget_says_words_first_and_gives_reasons(priced: Run) -> None:
    priced("spent", "WEB-1", "6h")
    priced("cost", "WEB", "1200", "print")
    out = priced("budget", "WEB").out
    lines = out.splitlines()
    assert lines[0] == "WEB Website"
    assert lines[1].startswith("Budget")
    assert "% spent" in lines[1]
    assert "no baseline yet: `worktui baseline WEB` takes one" in out
    assert "CPI" in out


def test_the_budget_as_json_names_what_is_undefined(priced: Run) -> None:
    found = priced("budget", "WEB", "--json").json
    keys = "bac pv ev ac cv sv cpi spi eac etc vac tcpi es_periods spi_t health why"
    assert set(keys.split()) <= set(found)
    assert (found["bac"], found["ac"], found["cpi"], found["pv"]) == ("2000.00", "0.00", None, None)
    assert found["undefined"]["pv"].startswith("No baseline yet")


def test_a_baseline_is_kept_and_taken_back(priced: Run) -> None:
    said = priced("baseline", "WEB", "--json").json
    (kept,) = said["baselines"]
    row = next(row for row in kept["tasks"] if row["task"] == "WEB-1")
    assert (row["budget"], row["start"]) == ("800.00", "2026-03-04")
    assert priced("budget", "WEB", "--json").json["baseline"] == "2026-03-04"
    assert priced("undo").status == 0
    assert priced("budget", "WEB", "--json").json["baseline"] is None


def test_the_load_of_the_team_by_week(priced: Run) -> None:
    out = priced("people", "--weeks", "2").out
    assert "@ana" in out
    assert "2 Mar" in out
    found = priced("people", "--weeks", "3", "--json").json
    assert len(found["weeks"]) == 3
    assert {row["id"] for row in found["people"]} >= {"ana", "bo"}


def test_a_budget_survives_export_and_import(priced: Run) -> None:
    priced("cost", "WEB", "1200", "print")
    priced("baseline", "WEB")
    out = priced("export", "worktui").out
    assert '"baselines"' in out
    assert '"budget": "800.00"' in out or '"budget":"800.00"' in out


def test_a_rule_that_is_refused_leaves_the_one_there_was(priced: Run) -> None:
    assert priced("project", "WEB", "earning=milestones").status == 0
    assert priced("project", "WEB", "earning=units").status == 1
    (web,) = priced("project", "--json").json["projects"]
    assert web["earning"] == "milestones"


def earned(run: Run, *rule: str) -> str:
    """What WEB-1, of 800 EUR, has earned."""
    parts = run("budget", "WEB", *rule, "--json").json["tasks"]
    return str(next(part["ev"] for part in parts if part["id"] == "WEB-1"))


@pytest.mark.parametrize("rule", [(), ("--by", "percent")])
def test_what_is_said_to_remain_earns_nothing_before_the_task_begins(
    priced: Run, rule: tuple[str, ...]
) -> None:
    priced("edit", "WEB-1", "remaining=4h")
    assert earned(priced, *rule) == "0.00"
    priced("move", "WEB-1", "doing")
    assert earned(priced, *rule) == "480.00"


def test_by_its_steps_a_task_that_is_done_has_earned_all(priced: Run) -> None:
    priced("project", "WEB", "earning=milestones")
    priced("edit", "WEB-1", 'checklist=[{"text":"a","done":true},{"text":"b"}]')
    priced("move", "WEB-1", "todo")
    assert earned(priced) == "0.00", "nothing before it begins"
    priced("move", "WEB-1", "doing")
    assert earned(priced) == "400.00"
    priced("done", "WEB-1")
    assert earned(priced) == "800.00"
