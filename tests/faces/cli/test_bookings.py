"""Slots, bookings, and what leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run


def test_free_slots_as_lines_and_as_json(team: Run) -> None:
    said = team("slots", "intro", "--from", "thu", "--to", "thu", "--json").json
    assert said["slots"][0] == {
        "start": "2026-03-05T09:00:00+01:00",
        "end": "2026-03-05T09:30:00+01:00",
        "hosts": ["ana"],
    }
    assert "thu  5 Mar" in team("slots", "intro", "--to", "fri").out
    early = team("slots", "intro", "--from", "thu", "--to", "thu", "--part", "morning", "--json")
    assert len(early.json["slots"]) == 6
    away = team("slots", "intro", "--from", "thu", "--to", "thu", "--tz", "Asia/Tokyo", "--json")
    assert away.json["slots"][0]["start"].endswith("+09:00")


def test_a_slot_is_booked_moved_and_cancelled(team: Run) -> None:
    said = team("book", "intro", "thu 14:00", "--with", "zoe@client.example", "--json").json
    assert said["booking"]["start"] == "2026-03-05T14:00:00+01:00"
    assert said["effects"][0]["to"] == "zoe@client.example"
    id = said["booking"]["id"]
    assert team("book", "intro", "thu", "14:00", "--with", "joe@x.example").status == 1
    moved = team("reschedule", id, "fri 10:00", "--json").json["booking"]
    assert (moved["start"], moved["sequence"]) == ("2026-03-06T10:00:00+01:00", 1)
    assert team("cancel", id, "--json").json["booking"]["status"] == "cancelled"
    assert team("cancel", id).status == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["slots", "outro"], "no booking type"),
        (["slots", "intro", "--tz", "Mars"], "not a time zone"),
        (["slots", "intro", "--from", "fri", "--to", "thu"], "before the first"),
        (["book", "intro", "thu", "--with", "zoe@client.example"], "no time of day"),
        (["book", "intro", "thu 14:00", "--with", "zoe"], "not a mail address"),
        (["book", "intro", "thu 03:00", "--with", "zoe@client.example"], "worktui slots intro"),
        (["cancel", "BK-9"], "no booking"),
        (["reschedule", "BK-9", "thu 14:00"], "no booking"),
    ],
)
def test_what_cannot_be_booked_is_said(team: Run, words: list[str], told: str) -> None:
    said = team(*words)
    assert said.status == 1
    assert told in said.err


def test_the_outbox_is_delivered_into_a_maildir_and_that_is_said(team: Run, file: Path) -> None:
    team("book", "intro", "thu 14:00", "--with", "zoe@client.example")
    said = team("deliver", "--now", "--json").json
    assert [outcome["state"] for outcome in said["outcomes"]] == ["sent"]
    assert said["leaves"] is False
    assert len(list((file.parent / "work.json.d" / "mail" / "new").iterdir())) == 1
    assert "Nothing waits" in team("deliver").out


def test_the_doctor_finds_nothing_wrong_in_a_sound_workspace(team: Run) -> None:
    said = team("doctor", "--json")
    assert said.status == 0
    assert said.json["ok"] is True
    assert {finding["what"] for finding in said.json["findings"]} >= {"workspace", "log", "outbox"}
