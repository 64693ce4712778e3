"""plan, forecast, level, health from the command line: answers, JSON, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run


@pytest.fixture
def planned(team: Run) -> Run:
    """A project with a milestone in trouble."""
    team("milestone", "WEB", "Beta", "due=2026-03-10")
    for id, hours, who in (("WEB-1", "14", "ana"), ("WEB-2", "40", "bo"), ("WEB-4", "21", "ana")):
        team("edit", id, f"estimate={hours}h", f"who={who}", "milestone=WEB-M1")
    return team


def test_the_plan_answers_in_words_and_lists_who_does_what_when(planned: Run) -> None:
    said = planned("plan", "WEB").out
    assert said.index("Schedule") < said.index("Budget") < said.index("Blocked")
    assert "WEB-2" in said
    assert "off track" in said


def test_the_plan_as_json_has_the_fixed_names(planned: Run) -> None:
    plan = planned("plan", "WEB", "--json").json
    assert set(plan) >= {"project", "status_date", "finish", "errors", "conflicts", "tasks",
                         "milestones"}  # fmt: skip
    assert plan["status_date"] == "2026-03-04"
    row = next(task for task in plan["tasks"] if task["id"] == "WEB-2")
    assert set(row) >= {"early_start", "early_finish", "late_start", "late_finish",
                        "total_slack_days", "free_slack_days", "critical", "planned_start",
                        "planned_finish"}  # fmt: skip
    (beta,) = plan["milestones"]
    assert (beta["id"], beta["due"], beta["health"]) == ("WEB-M1", "2026-03-10", "off_track")
    assert beta["p80"] >= beta["forecast"] > beta["due"]
    assert beta["why"][0]["rule"] == "forecast_after_due"


def test_what_must_end_and_cannot_is_told_in_words_and_as_an_error(planned: Run) -> None:
    bound = 'constraint={"type":"FNLT","date":"2026-03-09"}'
    planned("edit", "WEB-2", bound, "deadline=2026-03-10")
    found = planned("plan", "WEB", "--json").json["errors"]
    assert [(one["error"], one["tasks"]) for one in found] == [
        ("constraint_missed", ["WEB-2"]),
        ("deadline_missed", ["WEB-2"]),
    ]
    said = planned("plan", "WEB").out
    assert "WEB-2 must end by 2026-03-09" in said
    assert "has the deadline 2026-03-10" in said


def test_a_ring_of_links_never_comes_in(planned: Run, tmp_path: Path) -> None:
    ring = tmp_path / "ring.json"
    ring.write_text(json.dumps({"worktui": 1, "tasks": [
        {"id": "WEB-20", "title": "A", "project": "WEB", "depends_on": [{"task": "WEB-21"}]},
        {"id": "WEB-21", "title": "B", "project": "WEB", "depends_on": [{"task": "WEB-20"}]},
    ]}))  # fmt: skip
    said = planned("import", "worktui", str(ring))
    assert said.status != 0
    assert "WEB-20" in said.err
    assert "WEB-21" in said.err


def test_a_forecast_says_how_sure_it_is_and_what_was_assumed(planned: Run) -> None:
    said = planned("forecast", "WEB", "--samples", "200").out
    assert "P80" in said
    assert "0.8 to 1.8" in said
    assert planned("forecast", "WEB", "--samples", "200").out == said


def test_a_persons_word_is_kept_with_its_reason(planned: Run) -> None:
    planned("health", "WEB-M1", "on", "track", "--why", "Bo has the part")
    (beta,) = planned("plan", "WEB", "--json").json["milestones"]
    assert beta["health"] == "on_track"
    assert planned("health", "WEB-M1", "splendid", "--why", "x").status == 1
    planned("undo")
    (beta,) = planned("plan", "WEB", "--json").json["milestones"]
    assert beta["health"] == "off_track"


def test_a_better_order_is_looked_for_and_writes_only_when_told(planned: Run) -> None:
    before = planned("list", "--json").json
    answer = planned("level", "WEB", "--schedules", "50", "--json").json
    assert answer["late_days_after"] <= answer["late_days_before"] == 4  # not the weekend's two
    assert planned("list", "--json").json == before


def test_an_unknown_project_and_none_at_all_have_a_way_out(planned: Run, run: Run) -> None:
    said = planned("plan", "NOPE")
    assert said.status == 1
    assert "NOPE" in said.err
