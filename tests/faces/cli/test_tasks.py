"""Commands on tasks: what they do, what they answer, how they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run


def test_the_first_words_start_a_workspace(run: Run, file: Path) -> None:
    said = run("add", "Send quote fri !high #sales ~2h")
    assert said.status == 0
    assert said.out.splitlines()[0] == "T-1  Send quote"
    assert "fri 6 Mar" in said.out
    assert "begins" in said.err
    assert file.exists()
    task = run("show", "T-1", "--json").json
    assert (task["assignee"], task["due"], task["priority"]) == ("zoe", "2026-03-06", "high")


def test_reading_makes_no_workspace(run: Run, file: Path) -> None:
    said = run("list")
    assert said.status == 1
    assert "no workspace" in said.err
    assert "worktui add" in said.err
    assert not file.exists()


def test_add_says_what_it_understood_and_what_is_unsure(team: Run) -> None:
    said = team("add", "Print", "leaflets", "@bo", "+WEB", "#print", "--json")
    assert said.json["id"] == "WEB-7"
    assert said.json["understood"] == {
        "title": "Print leaflets",
        "who": "bo",
        "project": "WEB",
        "tags": "#print",
    }
    assert said.json["doubts"] == ["new tag #print."]
    assert said.json["undo"] == "worktui undo 2"


def test_a_dry_run_adds_nothing(team: Run) -> None:
    assert team("add", "--dry-run", "x fri").status == 0
    assert len(team("list", "--json").json["tasks"]) == 6


def test_two_dashes_let_a_title_begin_with_one(team: Run) -> None:
    assert team("add", "--", "--json", "is", "broken").status == 0
    assert team("show", "T-1", "--json").json["title"] == "--json is broken"


def test_list_shows_columns_and_counts_what_is_done(team: Run) -> None:
    out = team("list").out
    assert "To do  4" in out
    assert "Doing  1 of 4" in out
    assert "! 2 d late" in out
    assert "Logo" not in out
    assert "1 done; `worktui list is:done` shows them." in out


def test_list_as_json_holds_all_that_is_not_archived(team: Run) -> None:
    tasks = {task["id"]: task for task in team("list", "--json").json["tasks"]}
    assert set(tasks) == {f"WEB-{n}" for n in range(1, 7)}
    assert tasks["WEB-1"]["late"] is True
    assert tasks["WEB-4"]["blocked_by"] == ["WEB-2"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["is:late"], ["WEB-1"]),
        (["@bo"], ["WEB-2"]),
        (["-status:todo", "-is:done"], ["WEB-2"]),
        (["is:done"], ["WEB-3"]),
        (["返事"], ["WEB-2"]),
    ],
)
def test_list_filters(team: Run, query: list[str], ids: list[str]) -> None:
    assert [task["id"] for task in team("list", *query, "--json").json["tasks"]] == ids


def test_a_filter_that_is_wrong_is_named(team: Run) -> None:
    said = team("list", "dues:fri")
    assert said.status == 1
    assert "Did you mean due" in said.err


def test_wide_letters_keep_the_columns_aligned(team: Run) -> None:
    from worktui.faces.cli.cells import width

    rows = [line for line in team("list").out.splitlines() if "WEB-" in line]
    ends = {line[: line.rindex("bo" if "bo" in line else "ana")] for line in rows}
    assert len({width(head) for head in ends}) == 1


def test_next_is_in_order_with_the_reason(team: Run) -> None:
    tasks = team("next", "--json").json["tasks"]
    assert [(task["id"], task["why"]) for task in tasks] == [
        ("WEB-1", "2 d late"),
        ("WEB-5", "today"),
        ("WEB-6", "Iva waits"),
    ]


def test_next_in_one_line_for_a_prompt(team: Run) -> None:
    assert team("next", "--line").out == "WEB-1 Price table · 2 d late\n"


def test_a_prompt_without_a_workspace_stays_quiet(run: Run) -> None:
    said = run("next", "--line")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_next_for_someone_else(team: Run) -> None:
    assert [task["id"] for task in team("next", "--who", "bo", "--json").json["tasks"]] == ["WEB-2"]


def test_edit_sets_fields_in_words(team: Run) -> None:
    said = team("edit", "web-1", "due=fri", "who=bo", "tags+=api", "est=1.5d", "notes=see mail")
    assert said.status == 0, said.err
    task = team("show", "WEB-1", "--json").json
    assert (task["due"], task["assignee"], task["tags"]) == ("2026-03-06", "bo", ["api"])
    assert (task["estimate_hours"], task["notes"]) == (12, "see mail")
    team("edit", "WEB-1", "due=", "tags-=api")
    task = team("show", "WEB-1", "--json").json
    assert task["due"] is None
    assert "tags" not in task


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["edit", "WEB-1", "dues=fri"], 1, "Did you mean due?"),
        (["edit", "WEB-1", "due=2026-02-30"], 1, "not a day"),
        (["edit", "WEB-1", "fri"], 2, "FIELD=VALUE"),
        (["edit", "WEB-1", "who=zoe"], 1, "no person “zoe”"),
        (["show", "WEB-99"], 1, "no task “WEB-99”"),
        (["move", "WEB-1", "dooing"], 1, "Did you mean doing?"),
        (["move", "WEB-1"], 2, "COLUMN"),
        (["link", "WEB-2", "after", "WEB-4"], 1, "ring"),
        (["link", "WEB-2", "before", "WEB-4"], 2, "after"),
        (["spent", "WEB-1", "long"], 1, "not a length"),
        (["lst"], 2, "Did you mean list?"),
        (["list", "--frobnicate"], 2, "frobnicate"),
        (["block", "WEB-1"], 2, "By what"),
        (["add", "fri"], 1, "no title"),
        (["comment", "WEB-1", "\u200b"], 1, ""),
        (["undo", "99"], 1, "no entry 99"),
    ],
)
def test_a_refusal_is_one_sentence_and_a_status(
    team: Run, words: list[str], status: int, told: str
) -> None:
    said = team(*words)
    assert said.status == status
    assert told in said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    as_json = team(*words, "--json")
    assert as_json.status == status
    assert set(as_json.json["error"]) == {"kind", "message", "hint"}


def test_a_task_goes_its_way(team: Run) -> None:
    assert "is in Doing" in team("start", "WEB-1").out
    assert "is done" in team("done", "WEB-1", "WEB-5").out
    task = team("show", "WEB-1", "--json").json
    assert (task["status"], task["actual_finish"]) == ("done", "2026-03-04")
    team("undo")
    assert team("show", "WEB-5", "--json").json["status"] == "todo"
    assert team("move", "WEB-5", "Doing", "--json").json["tasks"][0]["status"] == "doing"


def test_what_blocks_a_task_may_be_a_task_a_person_or_words(team: Run) -> None:
    team("block", "WEB-1", "--by", "WEB-2")
    assert team("show", "WEB-1", "--json").json["blocked_by"] == ["WEB-2"]
    team("block", "WEB-5", "--by", "@bo", "--why", "needs the numbers")
    task = team("show", "WEB-5", "--json").json
    assert (task["waiting_for"], task["blocked"]) == ("@bo", "needs the numbers")
    team("block", "WEB-5", "--off")
    assert "blocked" not in team("show", "WEB-5", "--json").json


def test_links_carry_their_kind_and_lag(team: Run) -> None:
    assert team("link", "WEB-5", "after", "WEB-1", "--type", "ss", "--lag", "2d").status == 0
    link = team("show", "WEB-5", "--json").json["depends_on"][0]
    assert link == {"task": "WEB-1", "type": "SS", "lag_days": 2}
    assert team("unlink", "WEB-5", "after", "WEB-1").status == 0
    assert "depends_on" not in team("show", "WEB-5", "--json").json


def test_time_spent_is_booked_on_a_day(team: Run) -> None:
    assert "2.5 h on WEB-1" in team("spent", "WEB-1", "2h30", "--day", "yesterday").out
    time = team("export", "worktui").json["time"]
    assert time == [{"task": "WEB-1", "person": "ana", "day": "2026-03-03", "hours": 2.5}]


def test_taking_away_is_undone(team: Run) -> None:
    team("rm", "WEB-2")
    assert team("show", "WEB-2").status == 1
    assert "depends_on" not in team("show", "WEB-4", "--json").json
    team("undo")
    assert team("show", "WEB-4", "--json").json["blocked_by"] == ["WEB-2"]


def test_all_about_someone_outside(team: Run) -> None:
    said = team("contact", "iva", "--json")
    assert [task["id"] for task in said.json["tasks"]] == ["WEB-6"]
    assert "Iva Novak" in team("contact", "Iva").out
    assert team("contact", "nobody").status == 1


def test_another_person_acts_when_it_is_said(team: Run, file: Path) -> None:
    from worktui.main import main

    assert main(["--as", "bo", "--file", str(file), "done", "WEB-2"]) == 0
    entry = team("log", "--json").json["entries"][0]
    assert (entry["by"], entry["through"]) == ("bo", "cli")
    assert main(["--as", "mallory", "--file", str(file), "list"]) == 1


def test_a_repeat_is_written_in_words(team: Run) -> None:
    (task,) = team("edit", "WEB-1", "repeat=every monday", "--json").json["tasks"]
    assert task["repeat"] == "FREQ=WEEKLY;BYDAY=MO"


def test_fields_with_an_inner_shape_are_written_as_json(team: Run) -> None:
    bound = '{"type": "SNET", "date": "2026-03-09"}'
    said = team("edit", "WEB-1", f"constraint={bound}", 'checklist=["proof"]', "--json")
    (task,) = said.json["tasks"]
    assert task["constraint"] == {"type": "SNET", "date": "2026-03-09"}
    assert task["checklist"] == ["proof"]
