"""`worktui spent`: booked in words, and offered from what a day's acts tell."""

from __future__ import annotations

from tests.faces.cli.conftest import Run


def test_time_is_booked_with_its_day_in_the_same_words(team: Run) -> None:
    assert (
        "0.5 h on WEB-1 booked for @ana, 2026-03-03"
        in team("spent", "WEB-1", "30m", "yesterday").out
    )
    said = team("spent", "WEB-1", "1h30 mon", "--json").json
    assert said["text"] == "1.5 h on WEB-1 booked for @ana, 2026-03-02"


def test_without_a_task_or_a_length_it_says_what_to_write(team: Run) -> None:
    for words in (["spent"], ["spent", "WEB-1"], ["spent", "WEB-1", "--offer"]):
        said = team(*words)
        assert said.status == 2
        assert "worktui spent" in said.err


def test_an_offer_says_what_for_and_why_and_is_booked_as_one_change(team: Run) -> None:
    team("--now", "2026-03-04T09:00:00+01:00", "start", "WEB-1")
    team("--now", "2026-03-04T11:00:00+01:00", "done", "WEB-1")
    found = team("spent", "--offer", "--json").json
    assert [(one["task"], one["minutes"], one["sure"]) for one in found["offers"]] == [
        ("WEB-1", 120, True)
    ]
    assert "started 09:00, finished 11:00" in team("spent", "--offer").out
    done = team("spent", "--offer", "--book", "--json").json
    assert done["text"] == "2 h on WEB-1 booked for @ana, 2026-03-04"
    again = team("spent", "--offer", "--json").json
    assert (again["offers"], again["booked_minutes"]) == ([], 120)
    assert "Nothing more" in team("spent", "--offer").out
