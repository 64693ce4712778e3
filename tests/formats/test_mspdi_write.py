"""Microsoft Project XML out: in the order of the schema, and back again as it was."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.formats.plans import Json, laid, plain, plans, small, taken
from worktui.domain.errors import BadInput, NotFound
from worktui.formats.mspdi_read import read_mspdi
from worktui.formats.mspdi_write import export_mspdi

NS = "{http://schemas.microsoft.com/project}"
TASK_ORDER = """UID ID Name Active Manual Type IsNull WBS OutlineNumber OutlineLevel Priority Start
    Finish Duration DurationFormat Work EffortDriven Estimated Milestone Summary PercentComplete
    PercentWorkComplete ActualStart ActualFinish ActualDuration RemainingDuration RemainingWork
    ConstraintType CalendarUID ConstraintDate Deadline IgnoreResourceCalendar Notes PredecessorLink
    ExtendedAttribute Baseline""".split()
PROJECT_ORDER = """SaveVersion UID Name Title Manager ScheduleFromStart StartDate FinishDate
    CurrencyDigits CurrencyCode CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay
    MinutesPerWeek DaysPerMonth DefaultTaskType DurationFormat WorkFormat HonorConstraints
    NewTasksEffortDriven WeekStartDay NewTasksAreManual ExtendedAttributes Calendars Tasks
    Resources Assignments""".split()


def written(work: Json, planned: dict[str, tuple[date, date]] | None = None) -> str:
    return export_mspdi(laid(work), "WEB", planned or {})


def back(text: str) -> Json:
    return plain(taken(read_mspdi(text.encode(), "plan.xml")))


def test_a_plan_comes_back_as_it_was() -> None:
    before, after = plain(laid(small())), back(written(small()))
    for name in ("people", "milestones", "tasks", "time", "costs", "baselines", "holidays"):
        assert after[name] == before[name], name
    assert after["projects"]["WEB"] == before["projects"]["WEB"]
    assert after["working_hours"] == before["working_hours"]


@given(plans())
def test_any_plan_comes_back_with_its_tasks_links_constraints_and_lengths(work: Json) -> None:
    before, after = plain(laid(work)), back(written(work))
    assert after["tasks"] == before["tasks"]
    assert after.get("milestones") == before.get("milestones")


@given(plans())
def test_a_plan_taken_in_where_it_came_from_changes_nothing(work: Json) -> None:
    here = laid(work)
    fit = read_mspdi(export_mspdi(here, "WEB", {}).encode(), "plan.xml")
    assert plain(taken(fit, here)) == plain(here)


def test_elements_stand_in_the_order_of_the_schema() -> None:
    root = ElementTree.fromstring(written(small()))
    assert [kid.tag.removeprefix(NS) for kid in root] == [
        name for name in PROJECT_ORDER if root.find(NS + name) is not None
    ]
    for task in root.iter(NS + "Task"):
        names = [kid.tag.removeprefix(NS) for kid in task]
        assert names == sorted(names, key=TASK_ORDER.index)


def test_planned_days_are_the_dates_of_tasks_and_phases() -> None:
    planned = {
        f"WEB-{n}": (date(2026, 3, 2) + timedelta(n), date(2026, 3, 5) + timedelta(n))
        for n in (1, 2, 3)
    }
    root = ElementTree.fromstring(written(small(), planned))
    rows = {task.findtext(NS + "Name"): task for task in root.iter(NS + "Task")}
    assert rows["Test"].findtext(NS + "Start") == "2026-03-05T09:00:00"
    assert rows["Test"].findtext(NS + "Finish") == "2026-03-08T18:00:00"
    assert rows["Beta"].findtext(NS + "Start") == "2026-03-03T09:00:00"
    assert rows["Beta"].findtext(NS + "Summary") == "1"
    assert rows["Beta"].findtext(NS + "Deadline") == "2026-03-19T18:00:00"


def test_lags_stand_in_tenths_of_minutes_of_the_day_of_the_task_that_waits() -> None:
    root = ElementTree.fromstring(written(small()))
    links = [(link.findtext(NS + "Type"), link.findtext(NS + "LinkLag"), link.findtext(NS + "LagFormat"))
             for link in root.iter(NS + "PredecessorLink")]  # fmt: skip
    assert ("3", "9600", "7") in links  # SS, two days of eight hours
    assert ("0", "-4800", "7") in links  # FF, a day before
    assert ("1", "43200", "8") in links  # FS, three days of the calendar


def test_a_gate_that_is_its_milestone_is_one_row() -> None:
    root = ElementTree.fromstring(written(small()))
    rows = [task for task in root.iter(NS + "Task") if task.findtext(NS + "Name") == "Launch"]
    assert len(rows) == 1
    assert rows[0].findtext(NS + "Milestone") == "1"
    assert rows[0].findtext(NS + "Duration") == "PT0H0M0S"
    assert rows[0].findtext(NS + "Deadline") == "2026-04-10T18:00:00"


def test_text_that_xml_cannot_hold_does_not_break_the_file() -> None:
    work = small()
    work["tasks"][0]["title"] = "a ]]> <b> & \ud83c\udf88 “c” \ufffe"
    root = ElementTree.fromstring(written(work))
    assert any(
        (task.findtext(NS + "Name") or "").startswith("a ]]> <b> &")
        for task in root.iter(NS + "Task")
    )


def test_a_project_that_is_not_there_or_is_empty_is_a_sentence() -> None:
    with pytest.raises(NotFound, match=r"no project “WEBB”\. Did you mean WEB"):
        export_mspdi(laid(small()), "WEBB", {})
    with pytest.raises(BadInput, match="no tasks"):
        export_mspdi(laid(small(tasks=[], time=[], costs=[], baselines=[])), "WEB", {})


def test_links_to_another_project_come_back_where_it_is_and_are_told_elsewhere() -> None:
    work = small()
    work["projects"].append({"key": "OPS", "name": "Operations"})
    work["tasks"].append({"id": "OPS-1", "title": "Cable", "project": "OPS", "status": "todo"})
    work["tasks"][4]["depends_on"] = [{"task": "OPS-1", "type": "SS", "lag_days": 2}]
    here = laid(work)
    fit = read_mspdi(export_mspdi(here, "WEB", {}).encode(), "plan.xml")
    assert plain(taken(fit, here)) == plain(here)
    alone = taken(fit)
    assert "depends_on" not in plain(alone)["tasks"]["WEB-5"]
    assert any("“Party” (OPS-1 SS+2d)" in warning for warning in alone.warnings)
