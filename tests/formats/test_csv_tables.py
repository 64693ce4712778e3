"""Tables of tasks: out by RFC 4180 with no formula in them, in from whatever made them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.plans import Json, draft, laid, plain, plans, small, taken
from tests.growth import growth
from worktui.app.draft import Draft
from worktui.domain.errors import BadInput, NotFound
from worktui.formats.csv_read import read_csv
from worktui.formats.csv_write import FORMULA, export_csv, guarded
from worktui.formats.taken import lay_foreign


def read(text: str | bytes, work: Any = None) -> Draft:
    return taken(read_csv(text if isinstance(text, bytes) else text.encode(), "t.csv"), work)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_has_a_heading_planned_days_and_slack() -> None:
    text = export_csv(
        laid(small()), "WEB", {"WEB-3": (date(2026, 3, 9), date(2026, 3, 11))}, {"WEB-3": -2}
    )
    assert text.startswith("id,title,status,assignee,project,milestone,priority,start,due,")
    assert text.count("\r\n") == text.count("\n") - 1  # one cell of notes has two lines
    row = rows(text)[2]
    assert (row["planned_start"], row["planned_finish"], row["slack_days"]) == (
        "2026-03-09",
        "2026-03-11",
        "-2",
    )
    assert row["depends_on"] == "WEB-2 SS+2d, WEB-1 FF-1d"
    assert row["milestone"] == "Beta"


def test_all_tasks_or_those_of_one_project() -> None:
    work = small()
    work["projects"].append({"key": "OPS", "name": "Operations"})
    work["tasks"].append({"id": "OPS-1", "title": "Cable", "project": "OPS", "status": "todo"})
    assert [row["id"] for row in rows(export_csv(laid(work), "operations"))] == ["OPS-1"]
    assert len(rows(export_csv(laid(work)))) == 6
    with pytest.raises(NotFound):
        export_csv(laid(work), "NONE")


@given(st.text(st.sampled_from("=+-@\t\r\n '\"a,;"), min_size=1, max_size=6))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(FORMULA)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize(
    "title", ["=1+1", "+49 30 1234", "-5 degrees", "@home", "'tis", '=HYPERLINK("x")']
)
def test_titles_like_formulas_come_back_without_the_guard(title: str) -> None:
    work = small()
    work["tasks"][4]["title"] = title
    text = export_csv(laid(work), "WEB")
    assert rows(text)[4]["title"] == f"'{title}"
    assert plain(read(text))["tasks"]["WEB-5"]["title"] == title


def _kept(whole: Json) -> Json:
    """What a table holds of tasks."""
    return {id: {n: v for n, v in doc.items() if n not in ("calendar", "milestone")}
            for id, doc in whole["tasks"].items()}  # fmt: skip


@given(plans())
def test_a_table_comes_back_as_it_was(work: Json) -> None:
    before = laid(work)
    after = read(export_csv(before, "WEB"))
    assert _kept(plain(after)) == _kept(plain(before))
    again = read(export_csv(before, "WEB"), before)
    assert plain(again)["tasks"] == plain(before)["tasks"]


def test_tables_of_other_tools_are_understood() -> None:
    text = (
        "Task Name;Resource Names;Start Date;Finish Date;Duration;Predecessors;ID;Labels;State;Prio;Colour\r\n"
        "Dig;Ana Ruiz;02/03/2026;4.3.2026;3 days;;1;site, heavy;Completed;P1;red\r\n"
        "Pour;bo@acme.example;2026-03-05;;1 wk;1FS+2 days;2;;In Progress;;\r\n"
        "Cure;;;;2d?;2SS+1d,1;3;;Backlog;Low;\r\n"
    )
    made = read(text)
    tasks = list(plain(made)["tasks"].values())
    assert [task["id"] for task in tasks] == ["T-1", "T-2", "T-3"]
    assert tasks[0] == {"id": "T-1", "title": "Dig", "assignee": "ana", "start": "2026-03-02", "due": "2026-03-04",
                        "duration_days": 3, "tags": ["site", "heavy"], "status": "done", "priority": "high"}  # fmt: skip
    assert tasks[1]["depends_on"] == [{"task": "T-1", "type": "FS", "lag_days": 2}]
    assert (tasks[1]["assignee"], tasks[1]["duration_days"], tasks[1]["status"]) == (
        "bo",
        5,
        "doing",
    )
    assert {one["task"]: one["type"] for one in tasks[2]["depends_on"]} == {
        "T-2": "SS",
        "T-1": "FS",
    }
    assert "Not kept: the column Colour." in made.warnings
    assert any(w.startswith("New people: Ana Ruiz, bo") for w in made.warnings)


def test_projects_and_milestones_are_found_or_made() -> None:
    here = laid(small())
    made = read(
        "title,project,milestone\nA,Website relaunch,beta\nB,WEB,Afters\nC,Garden,Spring\nD,garden,spring\n",
        here,
    )
    whole = plain(made)
    new = [task for task in whole["tasks"].values() if task["title"] in "ABCD"]
    assert [(t["project"], t["milestone"]) for t in new] == [
        ("WEB", "WEB-M1"), ("WEB", "WEB-M4"), ("GARD", "GARD-M1"), ("GARD", "GARD-M1")]  # fmt: skip
    assert [t["id"] for t in new] == ["WEB-6", "WEB-7", "GARD-1", "GARD-2"]


def test_an_id_that_is_here_is_that_task() -> None:
    made = read("id,title,due\nWEB-5,Party,2026-05-01\n", laid(small()))
    assert plain(made)["tasks"]["WEB-5"]["due"] == "2026-05-01"
    assert plain(made)["tasks"]["WEB-5"]["start"] == "2026-04-13"


@pytest.mark.parametrize("order", ["DMY", "MDY"])
def test_days_are_read_in_the_order_of_the_workspace(order: str) -> None:
    made = read("title,due\nA,05/06/2026\n", laid(small(date_order=order)))
    due = next(task["due"] for task in plain(made)["tasks"].values() if task["title"] == "A")
    assert due == ("2026-06-05" if order == "DMY" else "2026-05-06")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found_out(encoding: str, separator: str) -> None:
    text = f"Title{separator}Notes\nGrößen prüfen{separator}“a”\n"
    made = read(text.encode(encoding))
    assert next(iter(plain(made)["tasks"].values()))["title"] == "Größen prüfen"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t.csv is empty"),
        ("a,b\n1,2\n", "line 1: no column is a title; there are a, b"),
        ("title,due\nA,someday soon\n", "line 2, due: “someday soon” is not a day"),
        ("title,estimate\n\nA,lots\n", "line 3, estimate_hours: “lots” is not a length"),
        ("title,priority\nA,purple\n", "line 2, priority: “purple” is none"),
        ("title,after\nA,ZZ-9\n", "line 2, depends_on: there is no task “ZZ-9”"),
        ("id,title\n1,A\n1,B\n", "line 3: the id 1 is there twice"),
        ('title\n"A\n', "line 2: unexpected end of data"),
        ("title\nA\0\n", "not a table in text"),
        ("id,title,after\n1,A,2\n2,B,1\n", "round in a ring"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_line_and_column(text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert words in str(caught.value)


def test_rows_without_a_title_and_columns_that_are_not_there_are_told() -> None:
    made = read("title,status\n,todo\nA,Somewhere\n")
    assert made.count("tasks") == 1
    assert any("line 2 has no title" in w for w in made.warnings)
    assert any("no column “Somewhere”" in w for w in made.warnings)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    said = ""
    try:
        read(b"title,due,after,tags,duration\n" + data)
    except BadInput as error:
        said = error.message
    assert not said or said[0].isupper() or said.startswith("t.csv")


def test_a_table_grows_no_faster_than_its_rows() -> None:
    def take(size: int) -> None:
        text = "id,title,project,after\n" + "".join(
            f"{n},T{n},Garden,{n - 1 or ''}\n" for n in range(1, size)
        )
        lay_foreign(draft(), read_csv(text.encode(), "t.csv"))

    assert growth(take, 2000) < 9
