"""Projects, milestones, people and their working time from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run


def test_a_project_is_made_changed_and_listed(team: Run) -> None:
    made = team("project", "SHOP", "New shop", "target=2026-05-01", "budget=12000", "lead=@bo")
    assert made.out.startswith("Project SHOP is made")
    team("project", "shop", "budget=13000.50")
    shop = next(doc for doc in team("project", "--json").json["projects"] if doc["id"] == "SHOP")
    assert (shop["name"], shop["lead"], shop["budget"]) == ("New shop", "bo", "13000.50")
    team("undo")
    shop = next(doc for doc in team("project", "--json").json["projects"] if doc["id"] == "SHOP")
    assert shop["budget"] == "12000"


def test_a_milestone_is_made_in_a_project_and_moved(team: Run) -> None:
    assert "WEB-M1" in team("milestone", "WEB", "Beta", "due=2026-03-19").out
    team("milestone", "WEB-M1", "due=2026-03-24")
    (beta,) = team("milestone", "WEB", "--json").json["milestones"]
    assert (beta["name"], beta["due"]) == ("Beta", "2026-03-24")


def test_a_milestone_without_a_name_or_a_place_is_refused(team: Run) -> None:
    assert "has a name" in team("milestone", "WEB", "due=2026-03-19").err
    assert "no project and no milestone" in team("milestone", "NOPE", "due=2026-03-19").err
    assert team("milestone", "NOPE", "x=1").status != 0


def test_a_health_cannot_be_set_as_a_field_of_a_milestone(team: Run) -> None:
    team("milestone", "WEB", "Beta")
    said = team("milestone", "WEB-M1", 'override={"health":"on_track"}')
    assert said.status == 1
    assert "override" in said.err


def test_a_person_joins_and_changes(team: Run) -> None:
    team("person", "@cy", "Cy Okafor", "rate=75", "hours=32")
    team("person", "cy", "rate=80")
    cy = next(doc for doc in team("person", "--json").json["people"] if doc["id"] == "cy")
    assert (cy["name"], cy["rate"], cy["hours_per_week"]) == ("Cy Okafor", "80", 32)
    assert "set_role" in team("person", "cy", "role=lead").err


def test_an_unknown_field_names_the_nearest_one(team: Run) -> None:
    assert "Did you mean target?" in team("project", "WEB", "targt=2026-05-01").err


def test_working_time_is_set_for_everybody_somebody_and_a_calendar(team: Run) -> None:
    team("calendar", "--days", "mon-thu", "--hours", "09:00-17:00", "--holiday", "2026-04-06")
    team("calendar", "@bo", "--per-week", "20", "--away", "2026-03-23..2026-03-25")
    team("calendar", "night", "--days", "sat-sun", "--extra", "2026-04-06")
    shown = team("calendar", "--json").json
    assert shown["working_hours"] == {"mon-thu": ["09:00-17:00"]}
    assert shown["holidays"] == ["2026-04-06"]
    assert shown["calendars"]["night"]["extra_days"] == ["2026-04-06"]
    bo = next(each for each in shown["people"] if each["id"] == "bo")
    assert (bo["hours_per_week"], bo["away"]) == (20, [["2026-03-23", "2026-03-25"]])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--per-week", "20"), "@SOMEBODY"),
        (("@bo", "--holiday", "2026-04-06"), "everybody"),
        (("night",), "Say what night is"),
        (("--days", "moonday"), "does not name days"),
        (("--hours", "17:00-09:00"), "ends before it begins"),
        (("@nobody", "--per-week", "20"), "nobody"),
    ],
)
def test_working_time_that_makes_no_sense_is_refused(
    team: Run, words: tuple[str, ...], said: str
) -> None:
    answer = team("calendar", *words)
    assert answer.status != 0
    assert said in answer.err


def test_holidays_come_from_a_calendar_file(team: Run, tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    file.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
        "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:Easter Monday\n"
        "DTSTART;VALUE=DATE:20260406\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTAMP:20260101T000000Z\nSUMMARY:Labour Day\n"
        "DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nDTSTAMP:20260101T000000Z\nSUMMARY:A meeting\n"
        "DTSTART:20260407T090000Z\nDTEND:20260407T100000Z\nEND:VEVENT\n"
        "END:VCALENDAR\n"
    )
    team("calendar", "--holidays", str(file))
    assert team("calendar", "--json").json["holidays"] == [
        "2026-04-06",
        "2026-05-01",
        "2027-05-01",
        "2028-05-01",
    ]


@pytest.mark.needs("holidays")
def test_holidays_of_a_country_come_from_the_extra(team: Run) -> None:
    team("calendar", "--holidays", "DE-BE")
    assert "2026-03-08" in team("calendar", "--json").json["holidays"]
    assert "not a country" in team("calendar", "--holidays", "XX").err


def test_a_task_joins_a_milestone_by_its_name_and_a_link_is_taken_away(team: Run) -> None:
    team("milestone", "WEB", "Beta", "due=2026-03-19")
    said = team("edit", "WEB-4", "milestone=beta")
    assert said.status == 0, said.err
    assert "project" not in said.out
    assert team("show", "WEB-4", "--json").json["milestone"] == "WEB-M1"
    assert team("unlink", "WEB-4", "WEB-2").status == 0
    assert "one task" in team("unlink", "WEB-4", "after").err


def test_a_status_is_written_only_as_something_it_can_be(team: Run, tmp_path: Path) -> None:
    said = team("status", "WEB", "--out", str(tmp_path / "x.pdf"))
    assert said.status == 1
    assert ".pdf" in said.err
    assert team("status", "WEB", "--out", str(tmp_path / "x.html")).status == 0
