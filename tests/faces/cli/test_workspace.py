"""What a workspace decides for everybody: listed with what it is for, set by name, undone."""

from __future__ import annotations

import pytest

from tests.faces.cli.conftest import Run
from worktui.app.workspace_wide import WORDS
from worktui.domain.documents import FIELDS


def test_everything_that_is_decided_for_all_is_listed_or_set_elsewhere(team: Run) -> None:
    elsewhere = {"working_hours", "holidays", "extra_days", "calendars"}  # `worktui calendar`
    assert set(WORDS) | elsewhere == set(FIELDS["settings"])
    said = team("workspace").out
    assert all(f"\n{name} " in f"\n{said}" for name in WORDS)
    assert "no holidays" in said


def test_it_is_set_by_name_and_taken_back(team: Run) -> None:
    said = team("workspace", "name=Studio Mara", "timezone=lisbon", "week_starts=sun",
                "date_order=mdy", "end_of_day=18:30", "follow_up_days=3")  # fmt: skip
    assert said.status == 0, said.err
    assert "name is Studio Mara." in said.out
    held = team("workspace", "--json").json["workspace"]
    assert held == {
        "name": "Studio Mara", "timezone": "Europe/Lisbon", "week_starts": "sunday",
        "date_order": "MDY", "end_of_day": "18:30", "follow_up_days": 3,
        "public_address": None, "me": "ana",
    }  # fmt: skip
    team("workspace", "name=")
    assert team("workspace", "--json").json["workspace"]["name"] is None
    team("undo")
    assert team("workspace", "--json").json["workspace"]["name"] == "Studio Mara"


@pytest.mark.parametrize(
    ("pair", "hint"),
    [("week_start=mon", "week_starts"), ("end_of_day=late", "end_of_day"), ("name", "NAME=VALUE"),
     ("timezone=Mars", "zone"), ("public_address=nope", "https://"), ("follow_up_days=-1", "0"),
     ("me=nobody", "nobody"), ("week_starts=t", "monday")],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_way_out(team: Run, pair: str, hint: str) -> None:
    said = team("workspace", "name=Other", pair)
    assert said.status in (1, 2)
    assert hint in said.err
    assert team("workspace", "--json").json["workspace"]["name"] is None
