"""The settings by command: listed with what each is for, set, taken back."""

from __future__ import annotations

from tests.faces.cli.conftest import Run


def test_they_are_listed_with_what_each_is_for(team: Run) -> None:
    said = team("settings")
    assert "mail.carrier" in said.out
    assert "how the connection is kept private" in said.out
    assert team("settings", "--json").json["settings"]["mail.port"] == "587"


def test_they_are_set_together_and_taken_back(team: Run) -> None:
    said = team("settings", "theme=paper", "imap.host=mail.example", "watch.repositories=~/a, ~/b")
    assert said.status == 0
    assert "watch.repositories is ~/a, ~/b." in said.out
    assert set(team("settings", "--json").json["set"]) == {
        "theme", "imap.host", "watch.repositories",
    }  # fmt: skip
    assert "theme is not set." in team("settings", "theme=").out


def test_what_cannot_be_is_refused_with_the_nearest_name(team: Run) -> None:
    said = team("settings", "imap.hots=x", "theme=paper")
    assert said.status == 1
    assert "Did you mean imap.host?" in said.err
    assert team("settings", "--json").json["set"] == []
    assert team("settings", "theme").status == 2
