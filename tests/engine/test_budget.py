"""Budgets: what was spent, earned and planned, what it will come to, and why it is judged so."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.budget_work import (
    BASELINE,
    DOING,
    DONE,
    PEOPLE,
    PROJECT,
    TIME,
    TODAY,
    TODO,
    Docs,
    work,
)
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.budget import Budget, budget, sentence
from worktui.engine.budget_words import decimal_text, money, percent


def web(today: date = TODAY, rule: str = "", **tables: Docs) -> Budget:
    return budget(work(**tables), "WEB", today, rule=rule)


def cost(amount: str, day: str = "2026-03-03", **more: Any) -> dict[str, Any]:
    return {"id": f"CO-{amount}-{day}", "project": "WEB", "day": day, "amount": amount, **more}


def test_time_costs_hours_at_the_rate_of_who_worked() -> None:
    assert web().ac == 20 * 80 + 18 * 75


def test_costs_are_added_to_time() -> None:
    found = web(costs=[cost("120.55"), cost("10", task="WEB-3")])
    assert found.ac == 2950 + Fraction("130.55")
    assert {part.id: part.ac for part in found.by_task}["WEB-3"] == 10


def test_a_cost_in_another_currency_is_named_and_left_out() -> None:
    found = web(costs=[cost("500", currency="USD"), cost("20", currency="eur")])
    assert found.ac == 2970
    assert any("500 USD are left out" in text for text in found.assumptions)


def test_what_is_booked_for_a_later_day_does_not_count_yet() -> None:
    found = web(costs=[cost("500", "2026-03-05")])
    assert found.ac == 2950
    assert any("1 entry after today" in text for text in found.assumptions)
    assert web(date(2026, 3, 5), costs=[cost("500", "2026-03-05")]).ac == 3450


def test_hours_without_a_rate_are_named_and_cost_nothing() -> None:
    extra = {"id": "TM-9", "task": "WEB-2", "person": "cy", "day": "2026-03-03", "hours": 1}
    found = web(time=[*TIME, extra])
    assert (found.ac, found.health) == (2950, "watch")
    assert "1 h by @cy cost nothing here: they have no rate." in found.assumptions


def test_many_hours_without_a_rate_leave_the_health_unknown() -> None:
    extra = {"id": "TM-9", "task": "WEB-2", "person": "cy", "day": "2026-03-03", "hours": 20}
    found = web(time=[*TIME, extra])
    assert (found.health, found.why[0].rule) == ("unknown", "rates_missing")
    assert sentence(found) == "49 % spent or more, 40 % done: hours without a rate"


def test_planned_value_is_linear_over_the_working_days_of_the_baseline() -> None:
    assert web().pv == 1280 + 2250 * Fraction(5, 7)
    assert web(date(2026, 2, 22)).pv == 0
    assert web(date(2026, 3, 8)).pv == 1280 + 2250
    assert web(date(2026, 4, 1)).pv == 5130


def test_a_holiday_plans_nothing() -> None:
    found = web(settings=[{"id": "workspace", "holidays": ["2026-03-02"]}])
    assert found.pv == 1280 + 2250 * Fraction(4, 6)


def test_what_remains_of_the_estimate_earns_the_rest() -> None:
    parts = {part.id: part.ev for part in web().by_task}
    assert parts == {"WEB-1": 1280, "WEB-2": 750, "WEB-3": 0}


def test_more_left_than_was_estimated_earns_nothing() -> None:
    found = web(tasks=[{**DOING, "remaining_hours": 45}])
    assert found.ev == 0


@pytest.mark.parametrize(
    ("rule", "earned"), [("50/50", 1125), ("0/100", 0), ("25/75", Fraction(1125, 2))]
)
def test_a_project_can_earn_by_another_rule(rule: str, earned: Fraction) -> None:
    assert web(rule=rule).ev == 1280 + earned
    assert web(projects=[{**PROJECT, "earning": rule}]).ev == 1280 + earned


def test_a_stored_rule_that_is_none_is_said_and_not_used() -> None:
    found = web(projects=[{**PROJECT, "earning": "guess"}])
    assert found.ev == web().ev
    assert "“guess” is not a rule" in found.assumptions[0]
    with pytest.raises(BadInput):
        web(rule="guess")


def test_steps_of_a_checklist_earn_where_nobody_says_what_is_left() -> None:
    steps = [{"text": "a", "done": True}, {"text": "b", "done": False}, "c", "d"]
    doc = {key: value for key, value in DOING.items() if key != "remaining_hours"}
    assert web(tasks=[{**doc, "checklist": steps}]).ev == Fraction(2250, 4)


def test_hours_spent_earn_where_nothing_else_is_known_and_that_is_said() -> None:
    doc = {key: value for key, value in DOING.items() if key != "remaining_hours"}
    found = web(tasks=[doc])
    assert found.ev == 2250 * Fraction(18, 30)
    assert any(text.startswith("Nobody says what is left of WEB-2") for text in found.assumptions)


def test_the_indices_follow_from_the_sums() -> None:
    found = web()
    assert found.pv is not None
    assert (found.cv, found.sv) == (2030 - 2950, 2030 - found.pv)
    assert (found.cpi, found.spi) == (Fraction(2030, 2950), 2030 / found.pv)
    assert found.tcpi == Fraction(5130 - 2030, 6000 - 2950)


def test_estimates_of_everything_left_forecast_bottom_up() -> None:
    found = web()
    assert (found.eac_rule, found.eac) == ("bottom_up", 2950 + 20 * 75 + 20 * 80)
    assert (found.etc, found.vac) == (3100, -50)


def test_an_estimate_missing_forecasts_by_the_cost_so_far() -> None:
    bare = {key: value for key, value in TODO.items() if key != "estimate_hours"}
    found = web(tasks=[DONE, DOING, bare])
    assert found.eac_rule == "index"
    assert found.eac == 2950 * Fraction(5130, 2030)
    assert found.why[1].tasks == ("WEB-3",)


def test_before_15_percent_are_earned_the_rest_costs_its_budget() -> None:
    bare = {key: value for key, value in TODO.items() if key != "estimate_hours"}
    doing = {**DOING, "remaining_hours": 27}
    found = web(tasks=[doing, bare], time=TIME[1:])
    assert found.share_done is not None
    assert found.share_done < Fraction(15, 100)
    assert (found.eac_rule, found.eac) == ("budget_rate", 1350 + 3850 - 225)


def test_what_is_all_done_cost_what_it_cost() -> None:
    found = web(tasks=[DONE], time=TIME[:1])
    assert (found.eac_rule, found.eac, found.etc, found.tcpi) == ("done", 1600, 0, None)
    assert found.undefined["tcpi"] == "Everything is earned."
    assert sentence(found) == "done for 1,600 EUR, 4,400 EUR under"


@pytest.mark.parametrize(
    ("bac", "health"),
    [
        ("6050", "on_budget"),
        ("6049.99", "watch"),
        ("5761.91", "watch"),
        ("5761.90", "over"),
        ("3000", "over"),
    ],
)
def test_up_to_the_budget_is_on_budget_and_up_to_5_percent_more_to_be_watched(
    bac: str, health: str
) -> None:
    found = web(projects=[{**PROJECT, "budget": bac}])
    assert found.eac == 6050
    assert found.health == health


def test_a_budget_that_is_over_names_the_tasks_that_cost_more() -> None:
    found = web(projects=[{**PROJECT, "budget": "5000"}])
    assert sentence(found) == "59 % spent, 40 % done: ends 1,050 EUR over"
    assert [reason.rule for reason in found.why] == [
        "eac_over_budget",
        "eac_bottom_up",
        "tasks_over",
    ]
    assert found.why[0].tasks == ("WEB-2", "WEB-1")
    assert "WEB-2 costs 2,850 EUR instead of 2,250 EUR" in found.why[2].text


def test_money_gone_before_the_work_is_done_is_said() -> None:
    found = web(projects=[{**PROJECT, "budget": "2950"}])
    assert "budget_exhausted" in [reason.rule for reason in found.why]
    assert found.undefined["tcpi"] == "Nothing is left of the budget."
    assert found.runs_out == date(2026, 3, 3)


def test_a_budget_overspent_is_over_whatever_else_is_unknown() -> None:
    extra = {"id": "TM-9", "task": "WEB-2", "person": "cy", "day": "2026-03-03", "hours": 99}
    found = web(time=[*TIME, extra], projects=[{**PROJECT, "budget": "2000"}])
    assert (found.health, found.why[0].rule) == ("over", "spent_over_budget")


@pytest.mark.parametrize("amount", ["0", "0.00"])
def test_a_zero_budget_is_named(amount: str) -> None:
    found = web(projects=[{**PROJECT, "budget": amount}])
    assert (found.bac, found.health, found.why[0].rule) == (0, "unknown", "zero_budget")
    assert (found.vac, found.runs_out) == (None, None)
    assert found.undefined["vac"] == "There is no budget."
    assert sentence(found) == "2,950 EUR spent, 40 % done, no budget"


def test_nothing_booked_leaves_the_health_unknown() -> None:
    found = web(time=[])
    assert (found.health, found.why[0].rule, found.cpi) == ("unknown", "no_cost_recorded", None)
    assert found.undefined["cpi"] == "Nothing is spent yet."
    assert sentence(found) == "nothing spent yet of 6,000 EUR, 40 % done"


def test_work_done_without_time_booked_leaves_the_health_unknown() -> None:
    found = web(time=TIME[1:])
    assert (found.health, found.why[0].rule) == ("unknown", "time_missing")
    assert found.why[0].tasks == ("WEB-1",)
    assert sentence(found) == "22 % spent or more, 40 % done: time is not booked"


def test_costs_of_the_project_may_be_for_work_without_time() -> None:
    assert web(time=TIME[1:], costs=[cost("1300")]).health == "on_budget"


def test_no_tasks_and_no_costs_is_no_error() -> None:
    found = web(tasks=[], time=[], baselines=[])
    assert (found.eac, found.pv, found.health, found.curve) == (None, None, "unknown", ())
    assert sentence(found) == "no tasks yet, nothing to count"
    assert set(found.undefined) >= {"eac", "pv", "cpi", "spi", "spi_t", "burn_per_week"}


def test_without_a_baseline_nothing_is_planned_and_estimates_are_the_budget() -> None:
    found = web(baselines=[], projects=[{**PROJECT, "budget": None}])
    assert (found.bac, found.pv, found.es_periods) == (16 * 80 + 30 * 75 + 20 * 80, None, None)
    assert "`worktui baseline WEB`" in found.undefined["pv"]
    assert "WEB has no budget of its own: it is measured by today's estimates." in found.assumptions


def test_the_newest_baseline_up_to_today_counts() -> None:
    newer = {
        **BASELINE[0],
        "id": "BL-2",
        "taken": "2026-03-01",
        "tasks": [{"task": "WEB-1", "budget": "9"}],
    }
    later = {**newer, "id": "BL-3", "taken": "2026-03-05"}
    found = web(baselines=[newer, later, *BASELINE])
    assert found.baseline_taken == date(2026, 3, 1)
    assert {part.id: part.budget for part in found.by_task}["WEB-1"] == 9
    assert found.pv is None


def test_a_baseline_of_hours_alone_is_priced_at_the_rates() -> None:
    rows = [{"task": "WEB-2", "start": "2026-02-26", "finish": "2026-03-06", "hours": 10}]
    found = web(tasks=[DOING], baselines=[{**BASELINE[0], "tasks": rows}])
    assert found.tasks_budget == 750


def test_both_budgets_are_told_where_they_differ() -> None:
    found = web()
    assert (found.bac, found.tasks_budget) == (6000, 5130)
    assert any("870 EUR less than the budget of 6,000 EUR" in text for text in found.assumptions)


def test_tasks_the_baseline_does_not_have_are_named() -> None:
    found = web(tasks=[DONE, DOING, TODO, {**TODO, "id": "WEB-4"}])
    assert found.tasks_budget == 5130 + 1600
    assert any("Not in the baseline, so not planned by it: WEB-4." in t for t in found.assumptions)
    gone = web(tasks=[DONE, DOING])
    assert any("no longer to be done: WEB-3." in text for text in gone.assumptions)


def test_work_of_nobody_costs_the_mean_rate_and_that_is_said() -> None:
    nobody = {key: value for key, value in TODO.items() if key != "assignee"}
    found = web(tasks=[DONE, DOING, nobody], baselines=[])
    assert {part.id: part.budget for part in found.by_task}["WEB-3"] == 20 * Fraction(155, 2)
    assert any("77.50 EUR an hour is taken, the mean: WEB-3" in text for text in found.assumptions)


def test_without_any_rate_the_budget_is_spread_over_the_hours() -> None:
    people = [{**doc, "rate": None} for doc in PEOPLE]
    found = web(people=people, baselines=[], time=[], costs=[cost("1000")])
    assert found.tasks_budget == 6000
    assert found.share_done == Fraction(26, 66)
    assert (
        "Nobody has a rate: the budget is spread over the hours of the tasks." in found.assumptions
    )


def test_without_rates_and_money_hours_are_counted() -> None:
    people = [{**doc, "rate": None} for doc in PEOPLE]
    bare = {"id": "WEB", "key": "WEB", "name": "Website"}
    found = web(people=people, baselines=[], projects=[bare])
    assert (found.currency, found.bac, found.ac, found.ev) == ("h", 66, 38, 26)
    assert sentence(found) == "58 % spent, 39 % done: ends 12 h over"


def test_a_project_without_a_currency_takes_the_one_that_is_used() -> None:
    bare = {key: value for key, value in PROJECT.items() if key != "currency"}
    assert web(projects=[bare], costs=[cost("1", currency="CHF")]).currency == "CHF"
    assert web(projects=[bare, {**PROJECT, "id": "OPS"}]).currency == "EUR"


def test_earned_schedule_counts_working_weeks_of_the_baseline() -> None:
    found = web()
    ahead = Fraction(750, 2250) * 7  # of the seven days of WEB-2
    assert (found.es_periods, found.at_periods) == ((3 + ahead) / 5, Fraction(8, 5))
    assert found.planned_periods == Fraction(13, 5)
    assert found.spi_t == (3 + ahead) / 8


def test_on_plan_earned_time_is_the_time_gone() -> None:
    doing = {**DOING, "remaining_hours": 30 - 30 * 5 / 7}
    found = web(tasks=[DONE, doing, TODO])
    assert found.spi_t == pytest.approx(1, abs=1e-9)


def test_what_ended_late_stays_late() -> None:
    late = {**DONE, "actual_finish": "2026-03-03"}
    rows = [{**BASELINE[0], "tasks": BASELINE[0]["tasks"][:1]}]
    found = web(date(2026, 3, 31), tasks=[late], baselines=rows, time=TIME[:1])
    assert found.spi == 1
    assert found.spi_t == Fraction(3, 7)


def test_the_pace_is_the_mean_of_four_weeks() -> None:
    found = web(costs=[cost("400", "2026-01-05")])
    assert found.burn_per_week == Fraction(2950, 4)
    left = 6000 - 3350
    assert found.runs_out == date.fromordinal(TODAY.toordinal() + -(-left * 7 * 4 // 2950))


def test_the_pace_of_a_young_project_is_since_its_first_cost() -> None:
    found = web(time=[], costs=[cost("700", "2026-02-19")])
    assert found.burn_per_week == 350


def test_money_that_nobody_spends_does_not_run_out() -> None:
    found = web(time=[], costs=[cost("700", "2025-06-02")])
    assert (found.burn_per_week, found.runs_out) == (0, None)
    assert found.undefined["runs_out"] == "Nothing was spent in four weeks."


def test_parts_of_milestones_are_the_sums_of_their_tasks() -> None:
    (beta,) = web().by_milestone
    assert (beta.id, beta.name, beta.budget, beta.ev, beta.ac) == (
        "WEB-M1",
        "Beta",
        3530,
        2030,
        2950,
    )
    assert beta.eac == 2950 + 1500
    assert not beta.done


def test_the_curve_ends_where_the_sums_are() -> None:
    found = web(costs=[cost("100", "2026-02-27")])
    today = next(point for point in found.curve if point.day == TODAY)
    assert (today.pv, today.ev, today.ac) == (found.pv, found.ev, found.ac)
    assert (found.curve[-1].pv, found.curve[-1].ev) == (5130, None)
    assert (found.curve[0].pv, found.curve[0].ev, found.curve[0].ac) == (0, 0, 0)
    sundays = [point.day.weekday() for point in found.curve[1:-1] if point.day != TODAY]
    assert set(sundays) <= {6}


def test_a_slip_of_the_pen_in_a_baseline_plans_nothing_and_takes_no_time() -> None:
    rows = [{"task": "WEB-1", "start": "0002-01-01", "finish": "9998-12-31", "budget": "x"}, 7, {}]
    found = web(baselines=[{**BASELINE[0], "tasks": rows}])
    assert found.pv is None
    assert len(found.curve) < 300


def test_what_was_spent_on_a_task_that_is_gone_stays_spent() -> None:
    found = web(tasks=[DOING, TODO])
    assert found.ac == 2950
    assert "WEB-1" not in {part.id for part in found.by_task}


@pytest.mark.parametrize("amount", ["1e999999999", "1e-999999999", "nan", "inf", [], {}, True])
def test_an_amount_without_bounds_is_none(amount: Any) -> None:
    rows = [{**BASELINE[0]["tasks"][0], "budget": amount, "hours": amount}]
    found = web(tasks=[DONE], baselines=[{**BASELINE[0], "tasks": rows}])
    assert found.tasks_budget == 16 * 80


def test_an_unknown_project_is_named() -> None:
    with pytest.raises(NotFound, match="XYZ"):
        budget(work(), "XYZ", TODAY)


def test_amounts_are_said_in_the_minor_unit_of_their_currency() -> None:
    assert decimal_text(Fraction(1280), "EUR") == "1280.00"
    assert decimal_text(Fraction(1000, 3), "JPY") == "333"
    assert decimal_text(Fraction(1000, 3), "KWD") == "333.333"
    assert money(Fraction(5201, 2), "EUR") == "2,600 EUR"
    assert money(Fraction(241, 2), "EUR") == "120.50 EUR"
    assert money(Fraction(25, 2), "h") == "12.5 h"
    assert money(Fraction(-1, 1000), "EUR") == "0 EUR"


def test_a_share_is_never_all_or_nothing_where_it_is_not() -> None:
    shares = [Fraction(0), Fraction(1, 900), Fraction(1, 2), Fraction(899, 900), Fraction(1)]
    assert [percent(share) for share in shares] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


HOURS = st.one_of(st.none(), st.integers(0, 90), st.sampled_from([0.25, 7.5, 1 / 3]))
TASKS = st.builds(
    dict,
    status=st.sampled_from(["todo", "doing", "done"]),
    assignee=st.sampled_from(["ana", "bo", "cy", "gone", None]),
    estimate_hours=HOURS,
    remaining_hours=HOURS,
    actual_start=st.sampled_from([None, "2026-02-20", "2026-03-10"]),
    actual_finish=st.sampled_from([None, "2026-02-24"]),
)
AMOUNTS = st.sampled_from([None, "0", "100", "12345.67", "0.01"])


@settings(max_examples=60, deadline=None)
@given(
    tasks=st.lists(TASKS, max_size=5),
    hours=st.lists(st.integers(1, 24), max_size=4),
    whole=AMOUNTS,
    rows=st.lists(st.tuples(st.integers(1, 28), st.integers(1, 28), AMOUNTS), max_size=5),
    today=st.dates(date(2026, 1, 20), date(2026, 5, 1)),
)
def test_every_figure_is_exact_and_every_gap_has_its_reason(
    tasks: Docs, hours: list[int], whole: str | None, rows: list[tuple[Any, ...]], today: date
) -> None:
    docs = [
        {k: v for k, v in {**doc, "id": f"WEB-{n}", "project": "WEB"}.items() if v is not None}
        for n, doc in enumerate(tasks)
    ]
    time = [
        {"id": f"TM-{n}", "task": f"WEB-{n}", "person": "ana", "day": "2026-02-25", "hours": h}
        for n, h in enumerate(hours)
    ]
    kept = [
        {"task": f"WEB-{n}", "start": f"2026-02-{a:02}", "finish": f"2026-02-{b:02}", "budget": c}
        for n, (a, b, c) in enumerate(rows)
    ]
    project = {k: v for k, v in {**PROJECT, "budget": whole}.items() if v is not None}
    baseline = {**BASELINE[0], "taken": "2026-01-15", "tasks": kept}
    found = web(today, projects=[project], tasks=docs, time=time, baselines=[baseline])
    for name in Budget.__dataclass_fields__:
        value = getattr(found, name)
        assert not isinstance(value, float), name
        if value is None and name != "baseline_taken":
            assert found.undefined[name].endswith("."), name
    assert found.why
    assert sentence(found)
    assert 0 <= found.ev <= found.tasks_budget
    if found.eac is not None:
        assert found.eac >= found.ac
    if found.pv is not None and found.curve:
        assert found.pv == sum(part.pv for part in found.by_task if part.pv is not None)
        assert found.pv <= found.tasks_budget
        planned = [point.pv for point in found.curve]
        assert planned == sorted(p for p in planned if p is not None)


def test_a_budget_reads_only_what_is_stored() -> None:
    docs: MappingSnapshot = work()
    assert budget(docs, "WEB", TODAY) == budget(docs, "WEB", TODAY)
