"""From a message in a file to a task on the board, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run

MAIL = b"""From: Iva Novak <iva@novak.example>\r
To: Ana Ruiz <ana@acme.example>\r
Subject: Quote\r
Date: Wed, 04 Mar 2026 12:00:00 +0100\r
Message-ID: <1@novak.example>\r
Content-Type: text/plain; charset=utf-8\r
\r
Hello Ana,\r
\r
could you send me the quote by Friday, please?\r
\r
Best regards\r
Iva\r
"""


@pytest.fixture
def mail(tmp_path: Path) -> str:
    path = tmp_path / "quote.eml"
    path.write_bytes(MAIL)
    return str(path)


def test_a_mail_becomes_a_suggestion_and_then_a_task_and_is_undone(team: Run, mail: str) -> None:
    sensed = team("sense", mail, "--json")
    assert sensed.status == 0, sensed.err
    assert set(sensed.json) == {"arrivals", "suggestions"}
    arrival, suggestion = sensed.json["arrivals"][0], sensed.json["suggestions"][0]
    assert (arrival["kind"], arrival["source"]) == ("eml", "iva@novak.example")
    assert suggestion["arrivals"] == [arrival["id"]]
    assert suggestion["state"] == "proposed"
    assert {action["n"] for action in suggestion["actions"]} == set(
        range(1, len(suggestion["actions"]) + 1)
    )
    before = {task["id"] for task in team("list", "--json").json["tasks"]}
    applied = team("inbox", "apply", suggestion["id"], "--json")
    assert applied.status == 0, applied.err
    receipt = applied.json["receipts"][0]
    assert receipt["undo"] == f"worktui undo {receipt['entry']}"
    after = team("list", "--json").json["tasks"]
    assert after != []
    team("undo", str(receipt["entry"]))
    assert {task["id"] for task in team("list", "--json").json["tasks"]} == before


def test_the_same_mail_twice_is_noted_and_suggests_nothing_more(team: Run, mail: str) -> None:
    first = team("sense", mail, "--json").json
    again = team("sense", mail, "--json").json
    assert again["arrivals"][0]["duplicate_of"] == first["arrivals"][0]["id"]
    assert again["suggestions"] == []
    assert len(team("inbox", "list", "--json").json["suggestions"]) >= 1


def test_the_inbox_is_listed_shown_put_off_and_dismissed(team: Run, mail: str) -> None:
    assert "inbox is empty" in team("inbox").out or "S-" in team("inbox").out
    id = team("sense", mail, "--json").json["suggestions"][0]["id"]
    assert id in team("inbox").out
    page = team("inbox", "show", id).out
    assert "by Friday" in page
    assert "why:" in page
    assert team("inbox", "snooze", id, "tomorrow", "9:00").status == 0
    listed = [doc["id"] for doc in team("inbox", "list", "--json").json["suggestions"]]
    assert id not in listed
    assert team("inbox", "dismiss", id).status == 0
    assert team("inbox", "apply", id).status == 1


def test_a_step_is_changed_before_it_is_applied(team: Run, mail: str) -> None:
    suggestion = team("sense", mail, "--json").json["suggestions"][0]
    action = suggestion["actions"][0]
    field = "title" if action["type"] == "create_task" else "due"
    value = "Send the quote" if field == "title" else "mon"
    said = team("inbox", "edit", suggestion["id"], "1", f"{field}={value}", "--json")
    assert said.status == 0, said.err
    changed = said.json["suggestion"]["actions"][0][field]
    assert changed in ("Send the quote", "2026-03-09")
    assert team("inbox", "edit", suggestion["id"], "1", "colour=red").status == 1
    assert team("inbox", "edit", suggestion["id"], "99", "title=x").status == 1
    assert team("inbox", "apply", suggestion["id"], "--only", "x").status == 2


def test_what_cannot_be_read_is_an_arrival_that_says_why(team: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_bytes(b"BEGIN:VCALENDAR\r\nnothing of the kind")
    arrival = team("sense", str(bad), "--json").json["arrivals"][0]
    assert arrival["state"] in ("failed", "quarantined")
    assert arrival["why"]
    assert arrival["id"] in team("inbox").out


def test_several_files_are_taken_in_in_order(team: Run, mail: str, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Thanks!\n")
    arrivals = team("sense", mail, str(note), "--json").json["arrivals"]
    assert [arrival["kind"] for arrival in arrivals] == ["eml", "text"]
    assert team("sense", str(tmp_path / "none.eml")).status == 1


def test_a_snoozed_suggestion_says_when_it_comes_back_on_the_clock_here(
    team: Run, mail: str
) -> None:
    id = team("sense", mail, "--json").json["suggestions"][0]["id"]
    assert "mon 9 Mar 09:00" in team("inbox", "snooze", id, "mon", "9:00").out


def test_a_suggestion_that_is_closed_has_no_problem_to_show(team: Run, mail: str) -> None:
    id = team("sense", mail, "--json").json["suggestions"][0]["id"]
    assert team("inbox", "apply", id, "--yes").status == 0
    assert "!" not in team("inbox", "show", id).out
    assert f"{id} is applied already" in team("inbox", "apply", id).err


def test_without_mail_set_up_a_step_that_would_leave_says_so_before_it_is_applied(
    team: Run, tmp_path: Path
) -> None:
    path = tmp_path / "call.eml"
    path.write_bytes(
        MAIL.replace(b"could you send me the quote by Friday", b"can we talk on Friday at 14:00")
    )
    id = team("sense", str(path), "--json").json["suggestions"][0]["id"]
    assert "written here, not sent" in team("inbox", "show", id).out
    assert "written here, not sent" in team("inbox", "apply", id, "--yes").out


def test_what_could_not_be_read_is_put_aside_by_its_own_id_and_comes_back_by_undo(
    team: Run, tmp_path: Path
) -> None:
    path = tmp_path / "broken.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nthis is none\r\n")
    [arrival] = team("sense", str(path), "--json").json["arrivals"]
    assert arrival["state"] in ("failed", "quarantined")
    id = arrival["id"]
    listed = team("inbox").out
    assert f"`worktui inbox dismiss {id}` puts it aside" in " ".join(listed.split())
    assert "inbox apply" not in listed
    assert arrival["state"] in team("inbox", "show", id).out
    assert team("inbox", "dismiss", id.lower()).out == f"{id} is put aside\n"
    assert team("inbox", "--json").json["arrivals"] == []
    assert id not in team("inbox").out
    assert id not in team("doctor").out
    again = team("inbox", "dismiss", id)
    assert (again.status, "does not wait" in again.err) == (1, True)
    team("undo")
    assert id in team("inbox").out
