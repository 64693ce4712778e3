"""Microsoft Project XML in: outline, links, work, calendars, money; and what is no plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.formats.plans import Json, draft, laid, plain, small, taken
from tests.growth import growth
from worktui.app.draft import Draft
from worktui.domain.errors import BadInput
from worktui.formats.mspdi_read import read_mspdi
from worktui.formats.taken import lay_foreign

BRIDGE = Path(__file__).parents[1] / "data" / "mspdi" / "bridge.xml"


def read(text: str, work: Any = None) -> Draft:
    return taken(read_mspdi(text.encode(), "plan.xml"), work)


def plan(*tasks: str, head: str = "", more: str = "") -> str:
    """A file of a few tasks; each is (UID=its place) the elements it has beside a name."""
    rows = "".join(
        f"<Task><UID>{n}</UID><Name>T{n}</Name>{body}</Task>" for n, body in enumerate(tasks, 1)
    )
    return (
        '<Project xmlns="http://schemas.microsoft.com/project"><Title>Alpha Beta</Title>'
        f"<StartDate>2026-03-02T08:00:00</StartDate>{head}<Tasks>{rows}</Tasks>{more}</Project>"
    )


def link(uid: int, kind: int = 1, lag: int = 0, unit: int = 7) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat></PredecessorLink>"
    )


def level(n: int, body: str = "") -> str:
    return f"<OutlineLevel>{n}</OutlineLevel>{body}"


@pytest.fixture(scope="module")
def bridge() -> Draft:
    return taken(read_mspdi(BRIDGE.read_bytes(), "bridge.xml"))


def test_phases_are_milestones_promised_for_their_deadline(bridge: Draft) -> None:
    stones = plain(bridge)["milestones"]
    assert stones["BR-M1"] == {
        "id": "BR-M1",
        "project": "BR",
        "name": "Survey",
        "due": "2026-03-20",
    }
    assert "due" not in stones["BR-M5"]
    assert stones["BR-M11"]["due"] == "2026-04-01"  # a gate that must be reached by then


def test_tasks_have_their_length_work_progress_and_tags(bridge: Draft) -> None:
    tasks = plain(bridge)["tasks"]
    assert list(tasks) == ["BR-2", "BR-3", "BR-7", "BR-8", "BR-9", "BR-11"]
    assert tasks["BR-2"] == {
        "id": "BR-2", "title": "Measure", "status": "done", "assignee": "ana", "project": "BR",
        "milestone": "BR-M1", "priority": "high", "estimate_hours": 24, "duration_days": 3,
        "actual_start": "2026-03-02", "actual_finish": "2026-03-04"}  # fmt: skip
    assert tasks["BR-3"]["status"] == "doing"
    assert (tasks["BR-3"]["remaining_hours"], tasks["BR-3"]["duration_days"]) == (12, 5)
    assert tasks["BR-3"]["notes"] == "Ask the city.\nhttps://plans.example/bridge"
    assert tasks["BR-8"]["tags"] == ["steel-work"]
    assert tasks["BR-11"]["duration_days"] == 0


def test_links_keep_type_lag_and_unit(bridge: Draft) -> None:
    tasks = plain(bridge)["tasks"]
    assert tasks["BR-8"]["depends_on"] == [
        {"task": "BR-7", "type": "FF", "lag_days": -1},
        {"task": "BR-7", "type": "SS", "lag_days": 2},
    ]
    assert tasks["BR-9"]["depends_on"][0]["elapsed"] is True
    assert tasks["BR-9"]["depends_on"][0]["lag_days"] == 2
    assert tasks["BR-11"]["depends_on"] == [{"task": "BR-9", "type": "SF", "lag_days": 1.5}]


def test_a_link_between_phases_joins_their_last_and_first_tasks(bridge: Draft) -> None:
    tasks = plain(bridge)["tasks"]
    assert tasks["BR-7"]["depends_on"] == [{"task": "BR-3", "type": "FS", "lag_days": 0}]
    assert {one["task"] for one in tasks["BR-8"]["depends_on"]} == {"BR-7"}


def test_resources_are_people_with_mail_rate_hours_and_absences(bridge: Draft) -> None:
    people = plain(bridge)["people"]
    assert people["ana"] == {"id": "ana", "name": "Ana Ruiz", "email": "ana@bridge.example",
                             "rate": "80", "away": [["2026-03-16", "2026-03-20"]]}  # fmt: skip
    assert people["ana-b"] == {"id": "ana-b", "name": "Ana Berg", "hours_per_week": 20}
    assert plain(bridge)["projects"]["BR"]["lead"] == "ana"


def test_calendars_come_with_the_plan(bridge: Draft) -> None:
    whole = plain(bridge)
    assert whole["working_hours"] == {"mon-fri": ["08:00-12:00", "13:00-17:00"]}
    assert whole["holidays"] == ["2026-04-03", "2026-04-06"]
    assert whole["tasks"]["BR-7"]["calendar"] == "Night shift"
    assert whole["calendars"]["Night shift"]["working_hours"]["sun"] == ["20:00-24:00"]
    assert whole["tasks"]["BR-9"]["calendar"] == "around the clock"


def test_work_done_costs_and_the_baseline_are_entries(bridge: Draft) -> None:
    whole = plain(bridge)
    assert [(e["task"], e["day"], e["hours"]) for e in whole["time"]] == [
        ("BR-2", "2026-03-02", 8), ("BR-2", "2026-03-03", 8), ("BR-2", "2026-03-04", 8),
        ("BR-3", "2026-03-11", 8)]  # fmt: skip
    assert [(e["task"], e["day"], e["amount"], e["what"]) for e in whole["costs"]] == [
        ("BR-7", "2026-03-10", "450.5", "Concrete")]  # fmt: skip
    assert whole["baselines"] == [{"project": "BR", "taken": "2026-03-11", "tasks": [
        {"task": "BR-2", "start": "2026-03-02", "finish": "2026-03-03", "budget": "1280"}]}]  # fmt: skip


def test_what_is_not_kept_is_told(bridge: Draft) -> None:
    told = "\n".join(bridge.warnings)
    for words in ("“Old plan” is inactive", "which is inactive: that link was left out", "per cent (1)",
                  "“Report” (@ana-b, not @ana)", "“Weld” (Concrete)", "baseline 1 (on 1 task)",
                  "custom fields “Permit”"):  # fmt: skip
        assert words in told


def test_the_same_file_again_changes_nothing(bridge: Draft) -> None:
    again = taken(read_mspdi(BRIDGE.read_bytes(), "bridge.xml"), bridge)
    assert plain(again) == plain(bridge)
    assert not [w for w in again.warnings if "now" in w and "was “" in w]


def test_a_newer_file_changes_what_it_says_and_keeps_what_was_done_here(bridge: Draft) -> None:
    here = draft(bridge)
    here.update("tasks", "BR-3", {"status": "review", "blocked": "the mayor"})
    newer = BRIDGE.read_text().replace("PT40H0M0S", "PT48H0M0S")
    after = plain(taken(read_mspdi(newer.encode(), "bridge.xml"), here))["tasks"]["BR-3"]
    assert (after["duration_days"], after["status"], after["blocked"]) == (6, "review", "the mayor")
    assert after["milestone"] == "BR-M1"


def test_another_plan_of_that_name_gets_a_key_of_its_own() -> None:
    first = read(plan(level(1), level(1)))
    other = plan(level(1), level(1)).replace("<Name>T", "<Name>Other ")
    assert set(plain(read(other, first))["projects"]) == {"AB", "AB2"}


def test_people_who_are_here_are_known_by_mail_or_name_and_keep_their_hours() -> None:
    here = laid(small())
    more = ("<Resources><Resource><UID>1</UID><Name>bo LIND</Name><Type>1</Type><StandardRate>50</StandardRate>"
            "</Resource><Resource><UID>2</UID><Name>A. R.</Name><EmailAddress>Ana@acme.example</EmailAddress>"
            "</Resource></Resources>")  # fmt: skip
    after = plain(read(plan(level(1), more=more), here))["people"]
    assert set(after) == {"ana", "bo"}
    assert (after["bo"]["rate"], after["bo"]["hours_per_week"], after["ana"]["rate"]) == (
        "50",
        20,
        "80",
    )


def test_a_workspace_with_plans_keeps_its_hours_and_the_project_gets_its_calendar() -> None:
    here = laid(small())
    after = plain(taken(read_mspdi(BRIDGE.read_bytes(), "bridge.xml"), here))
    assert after["working_hours"] == small()["working_hours"]
    assert after["projects"]["BR"]["calendar"] == "Standard"
    assert after["calendars"]["Standard"]["holidays"] == ["2026-04-03", "2026-04-06"]
    assert after["people"]["ana-b"]["working_hours"] == {"mon-fri": ["08:00-12:00", "13:00-17:00"]}


@pytest.mark.parametrize(
    ("unit", "lag", "wanted"),
    [(7, 4800, (1, False)), (8, 14400, (1, True)), (5, 2400, (0.5, False)), (9, 24000, (5, False)),
     (19, 50, (1, False)), (20, 100, (2, True)), (39, -9600, (-2, False)), (40, 28800, (2, True))],
)  # fmt: skip
def test_lags_of_every_unit_are_days(unit: int, lag: int, wanted: tuple[float, bool]) -> None:
    made = read(plan("<Duration>PT16H0M0S</Duration>", link(1, 1, lag, unit)))
    one = plain(made)["tasks"]["AB-2"]["depends_on"][0]
    assert (one["lag_days"], one.get("elapsed", False)) == wanted


@pytest.mark.parametrize(("number", "kind"), enumerate(("FF", "FS", "SF", "SS")))
def test_every_type_of_link_is_known(number: int, kind: str) -> None:
    made = read(plan("", link(1, number)))
    assert plain(made)["tasks"]["AB-2"]["depends_on"][0]["type"] == kind


@pytest.mark.parametrize(
    ("number", "when", "wanted"),
    [(1, "", {"type": "ALAP"}), (2, "2026-03-06T08:00:00", {"type": "MSO", "date": "2026-03-06"}),
     (3, "2026-03-06T17:00:00", {"type": "MFO", "date": "2026-03-06"}),
     (4, "2026-03-06T17:00:00", {"type": "SNET", "date": "2026-03-07"}),
     (5, "2026-03-06T08:00:00", {"type": "SNLT", "date": "2026-03-06"}),
     (6, "2026-03-09T08:00:00", {"type": "FNET", "date": "2026-03-06"}),
     (7, "2026-03-06T00:00:00", {"type": "FNLT", "date": "2026-03-06"}), (0, "2026-03-06T08:00:00", None)],
)  # fmt: skip
def test_every_constraint_is_known(number: int, when: str, wanted: Json | None) -> None:
    day = f"<ConstraintDate>{when}</ConstraintDate>" if when else ""
    made = read(plan(f"<ConstraintType>{number}</ConstraintType>{day}"))
    assert plain(made)["tasks"]["AB-1"].get("constraint") == wanted


def test_a_task_scheduled_by_hand_is_held_on_its_day_and_told() -> None:
    made = read(
        plan("<Manual>1</Manual><Start>2026-03-05T08:00:00</Start><Duration>PT8H0M0S</Duration>")
    )
    assert plain(made)["tasks"]["AB-1"]["constraint"] == {"type": "MSO", "date": "2026-03-05"}
    assert any("by hand" in w and "“T1”" in w for w in made.warnings)


def test_a_guessed_day_is_nobodys_estimate() -> None:
    guess = (
        "<Duration>PT8H0M0S</Duration><DurationFormat>39</DurationFormat><Estimated>1</Estimated>"
    )
    assert "duration_days" not in plain(read(plan(guess)))["tasks"]["AB-1"]


def test_split_work_is_told() -> None:
    body = ("<Start>2026-03-02T08:00:00</Start><Finish>2026-03-13T17:00:00</Finish>"
            "<Duration>PT24H0M0S</Duration>")  # fmt: skip
    assert any("one piece: “T1” (2026-03-02 to 2026-03-13)" in w for w in read(plan(body)).warnings)


def test_one_summary_over_everything_is_the_project() -> None:
    made = plain(
        read(
            plan(level(1), level(2), level(3), level(2), level(3)).replace("Alpha Beta", "Project1")
        )
    )
    assert next(iter(made["projects"].values()))["name"] == "T1"
    assert [stone["name"] for stone in made["milestones"].values()] == ["T2", "T4"]


def test_a_task_held_before_the_project_starts_moves_only_its_start() -> None:
    early = "<ConstraintType>4</ConstraintType><ConstraintDate>2026-02-16T08:00:00</ConstraintDate>"
    made = plain(read(plan(early, level(1))))
    assert made["projects"]["AB"]["start"] == "2026-02-16"
    assert made["tasks"]["AB-2"]["start"] == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "plan.xml is not XML"),
        ("{}", "not XML: line 1"),
        ("<html/>", "it begins with <html>"),
        ("<Project><Tasks><Task></Tasks></Project>", "line 1, column"),
        (plan("<Duration>8 hours</Duration>"), "<Duration> “8 hours” is not a length of time"),
        (plan("<Deadline>soon</Deadline>"), "<Deadline> “soon” is not a moment"),
        (plan("<ConstraintType>9</ConstraintType>"), "<ConstraintType> “9” is not a number between 0 and 7"),
        (plan("<PercentComplete>half</PercentComplete>"), "<PercentComplete> “half” is not a number"),
        (plan("", link(9)), "“T2” waits for the task with the UID 9, which is not in the file"),
        (plan("", "").replace("<UID>2</UID>", "<UID>1</UID>"), "two tasks with the UID 1"),
        (plan("").replace("<UID>1</UID>", ""), "a <Task> has no <UID>"),
        (plan(link(2), link(1)), "AB-1 → AB-2 → AB-1"),
        (plan("<Milestone>perhaps</Milestone>"), "<Milestone> “perhaps” is not a yes or no"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line_and_element(text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(text)
    assert words in str(caught.value)


def test_a_file_of_microsoft_projects_own_is_told_from_xml() -> None:
    with pytest.raises(BadInput, match=r"\.mpp.*Save As, XML"):
        read_mspdi(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "plan.mpp")


def test_a_link_to_its_own_summary_is_told_and_no_ring() -> None:
    made = read(plan(level(1), level(2, link(1)), level(1)))
    assert "depends_on" not in plain(made)["tasks"]["AB-2"]
    assert any("which it is part of" in w for w in made.warnings)


def test_a_plan_grows_no_faster_than_its_tasks() -> None:
    def take(size: int) -> None:
        made = draft()
        tasks = [level(1 + bool(n % 10), link(n) if n % 10 > 1 else "") for n in range(size)]
        lay_foreign(made, read_mspdi(plan(*tasks).encode(), "plan.xml"))

    assert growth(take, 2000) < 9
