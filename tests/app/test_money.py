"""Money at the desk: booking it, keeping a baseline, taking both back; and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.budget_work import DOING, PROJECT, TIME, TODAY, TODO, Docs, work
from worktui.app.desk import Desk
from worktui.app.views.money import MoneyView, money_view
from worktui.app.views.money_json import budget_json
from worktui.app.views.people import PeopleView, people_json, people_view
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.engine.budget import budget
from worktui.engine.load import Load, everybody, load
from worktui.engine.plan import plan_of


def do(desk: Desk, type: str, **fields: Any) -> str:
    return desk.do([parse({"type": type, **fields})]).text


def test_a_cost_is_booked_and_taken_back(desk: Desk) -> None:
    said = do(desk, "log_cost", project="WEB", amount="120.50", what="photos", currency="eur")
    assert said == "120.50 EUR for photos booked on WEB, 2026-03-04"
    (doc,) = desk.snapshot().all("costs")
    assert (doc["amount"], doc["currency"], doc["day"]) == ("120.50", "EUR", "2026-03-04")
    desk.undo()
    assert not list(desk.snapshot().all("costs"))


def test_time_is_booked_and_taken_back(desk: Desk) -> None:
    do(desk, "log_time", task="WEB-1", hours=2.5, person="bo", day="2026-03-02")
    (doc,) = desk.snapshot().all("time")
    assert (doc["person"], doc["hours"], doc["day"]) == ("bo", 2.5, "2026-03-02")
    desk.undo()
    assert not list(desk.snapshot().all("time"))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"project": "XYZ", "amount": "1"}, NotFound),
        ({"task": "WEB-99", "amount": "1"}, NotFound),
        ({"amount": "1"}, BadInput),
        ({"project": "WEB", "amount": "-1"}, BadInput),
        ({"project": "WEB", "amount": "0"}, BadInput),
        ({"project": "WEB", "amount": "1", "day": "2026-02-30"}, BadInput),
        ({"project": "WEB", "amount": "ten"}, BadInput),
    ],
)
def test_a_cost_that_cannot_be_is_refused(
    desk: Desk, fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        do(desk, "log_cost", **fields)
    assert not list(desk.snapshot().all("costs"))


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_time_that_no_day_has_is_refused(desk: Desk, hours: float) -> None:
    with pytest.raises(BadInput):
        do(desk, "log_time", task="WEB-1", hours=hours)


def test_a_cost_of_a_task_of_another_project_is_refused(desk: Desk) -> None:
    do(desk, "create_project", key="OPS", name="Operations")
    with pytest.raises(BadInput, match="WEB-1 is not a task of OPS"):
        do(desk, "log_cost", project="OPS", task="WEB-1", amount="5")


def test_a_day_that_has_not_come_is_told(desk: Desk) -> None:
    action = parse({"type": "log_time", "task": "WEB-1", "hours": 1, "day": "2026-03-05"})
    assert desk.do([action]).warnings == (
        "2026-03-05 has not come yet: it counts from that day on",
    )


def priced(desk: Desk) -> None:
    do(desk, "update_person", person="ana", rate="80")
    do(desk, "update_project", project="WEB", currency="EUR")
    do(desk, "update_task", task="WEB-1", assignee="ana", estimate_hours=14)
    do(desk, "update_task", task="WEB-2", assignee="ana", estimate_hours=7)


def test_a_baseline_keeps_planned_days_and_budgets(desk: Desk) -> None:
    priced(desk)
    assert do(desk, "take_baseline", project="web") == (
        "The plan of WEB is kept: 2 tasks, today to fri, 1,680 EUR"
    )
    (doc,) = desk.snapshot().all("baselines")
    assert doc["taken"] == "2026-03-04"
    assert doc["tasks"] == [
        {"task": "WEB-1", "start": "2026-03-04", "finish": "2026-03-05", "hours": 14,
         "budget": "1120.00"},
        {"task": "WEB-2", "start": "2026-03-06", "finish": "2026-03-06", "hours": 7,
         "budget": "560.00"},
    ]  # fmt: skip
    desk.undo()
    assert not list(desk.snapshot().all("baselines"))


def test_a_new_baseline_keeps_today_s_estimates_and_the_old_one_stays(desk: Desk) -> None:
    priced(desk)
    do(desk, "take_baseline", project="WEB")
    do(desk, "update_task", task="WEB-2", estimate_hours=21)
    do(desk, "take_baseline", project="WEB")
    rows = [doc["tasks"][1]["budget"] for doc in desk.snapshot().all("baselines")]
    assert rows == ["560.00", "1680.00"]
    assert budget(desk.snapshot(), "WEB", TODAY).tasks_budget == 1120 + 1680


def test_a_baseline_without_rates_keeps_hours(desk: Desk) -> None:
    do(desk, "update_task", task="WEB-1", assignee="ana", estimate_hours=14)
    do(desk, "take_baseline", project="WEB")
    (doc,) = desk.snapshot().all("baselines")
    assert doc["tasks"][0]["hours"] == 14
    assert "budget" not in doc["tasks"][0]


def test_a_project_without_tasks_has_no_plan_to_keep(desk: Desk) -> None:
    do(desk, "create_project", key="OPS", name="Operations")
    with pytest.raises(Refused, match="OPS has no tasks"):
        do(desk, "take_baseline", project="OPS")


def test_rows_given_are_kept_as_they_are(desk: Desk) -> None:
    row = {"task": "WEB-1", "start": "2026-03-02", "finish": "2026-03-03", "budget": "90"}
    do(desk, "take_baseline", project="WEB", tasks=[row])
    (doc,) = desk.snapshot().all("baselines")
    assert doc["tasks"] == [row]


@pytest.mark.parametrize(
    "row",
    [
        "WEB-1",
        {"start": "2026-03-02"},
        {"task": "WEB-1", "start": "2026-03-04", "finish": "2026-03-03"},
        {"task": "WEB-1", "start": "soon"},
        {"task": "WEB-1", "budget": "-1"},
        {"task": "WEB-1", "cost": "1"},
    ],
)
def test_rows_that_cannot_be_are_refused(desk: Desk, row: Any) -> None:
    with pytest.raises(BadInput):
        do(desk, "take_baseline", project="WEB", tasks=[row])


def test_a_rule_for_what_is_earned_must_be_one(desk: Desk) -> None:
    do(desk, "update_project", project="WEB", earning="50/50")
    with pytest.raises(BadInput, match="not a rule"):
        do(desk, "update_project", project="WEB", earning="by feel")


def view(**tables: Docs) -> MoneyView:
    return money_view(budget(work(**tables), "WEB", TODAY))


def test_three_lines_say_it_in_words() -> None:
    found = view(projects=[{**PROJECT, "budget": "5000"}])
    assert [(line.label, line.text, line.state) for line in found.lines] == [
        ("Budget", "59 % spent, 40 % done: ends 1,050 EUR over", "over"),
        ("Pace", "a week costs 2,581 EUR; the budget lasts till tue", "watch"),
        ("Plan", "1.1 of 2.6 weeks done, 0.5 behind", "watch"),
    ]


def test_what_is_undefined_is_a_dash_with_its_reason() -> None:
    found = view(time=[], baselines=[])
    rows = {row.name: row for row in (*found.main, *found.indices)}
    assert (rows["cpi"].value, rows["cpi"].note) == ("–", "Nothing is spent yet.")
    assert (rows["pv"].value, rows["spi_t"].value) == ("–", "–")
    assert all(row.note for row in rows.values() if row.value == "–")


def test_nothing_to_count_says_so() -> None:
    found = view(tasks=[], time=[], baselines=[])
    assert found.empty == "WEB has no tasks and no costs yet."


def test_tasks_that_run_over_stand_first() -> None:
    found = view()
    assert [(row.id, row.note) for row in found.tasks] == [
        ("WEB-2", "600 EUR over"),
        ("WEB-1", "320 EUR over, done"),
        ("WEB-3", ""),
    ]


def test_the_json_has_its_keys_as_decimal_strings_and_nulls() -> None:
    found = budget_json(budget(work(baselines=[]), "WEB", TODAY))
    keys = "bac pv ev ac cv sv cpi spi eac etc vac tcpi es_periods spi_t health why"
    assert set(keys.split()) <= set(found)
    assert (found["bac"], found["ac"], found["currency"]) == ("6000.00", "2950.00", "EUR")
    assert (found["pv"], found["spi"], found["spi_t"]) == (None, None, None)
    assert found["cpi"] == pytest.approx(0.688136)
    assert found["undefined"]["spi"]


def people(weeks: int = 2, **tables: Docs) -> Load:
    docs = work(**tables)
    plan = plan_of(docs, TODAY)
    return load(docs, TODAY, weeks, everybody(plan), model=plan.model)


def shown(**tables: Docs) -> PeopleView:
    return people_view(people(**tables))


def test_the_load_says_troubles_first() -> None:
    nobody = {key: value for key, value in TODO.items() if key != "assignee"}
    due = {**DOING, "remaining_hours": 30, "due": "2026-03-06"}
    found = shown(tasks=[due, nobody])
    assert found.weeks == ("2 Mar", "9 Mar")
    assert found.lines[:2] == (
        "@bo has 9 h too much by the end of the week of 2 Mar",
        "20 h of 1 task are nobody's",
    )
    bo = next(row for row in found.rows if row.id == "bo")
    assert (bo.cells[0].text, bo.cells[0].state, bo.state) == ("21 of 21", "over", "over")
    assert bo.note == "9 h more is due than there is time"


def test_a_week_without_any_time_is_away() -> None:
    away = [{"id": "ana", "name": "Ana", "away": [["2026-03-09", "2026-03-15"]]}]
    found = shown(people=away, tasks=[])
    assert [cell.state for cell in found.rows[0].cells] == ["free", "away"]
    assert found.rows[0].note == "off 5 days from mon"


def test_no_team_says_how_to_begin_one() -> None:
    assert "worktui person" in shown(people=[], tasks=[], time=TIME[:0]).empty


def test_the_load_as_json_is_in_minutes() -> None:
    found = people_json(people())
    assert found["weeks"] == ["2026-03-02", "2026-03-09"]
    ana = next(row for row in found["people"] if row["id"] == "ana")
    assert ana["weeks"][0]["capacity_minutes"] == 1260
