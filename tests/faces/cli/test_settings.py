"""The settings by command: listed with what each is for, set, taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

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


def test_receivers_and_sources_have_names_of_their_own_and_are_kept_as_secrets(
    team: Run, tmp_path: Path
) -> None:
    said = team("settings", "hooks.crm=whsec_c2VjcmV0", "post.team=https://chat.example/hooks/x1",
                "filters.mine=@me", "keys.task.done=X", "theme=paper")  # fmt: skip
    assert said.status == 0, said.err
    assert "c2VjcmV0" not in said.out
    secrets = tmp_path / "secrets.toml"
    assert secrets.stat().st_mode & 0o077 == 0
    assert tomllib.loads(secrets.read_text()) == {
        "hooks": {"crm": "whsec_c2VjcmV0"}, "post": {"team": "https://chat.example/hooks/x1"},
    }  # fmt: skip
    kept = (tmp_path / "config.toml").read_text()
    assert "chat.example" not in kept
    assert "c2VjcmV0" not in kept
    named = team("settings", "--json").json["named"]
    assert named == {"post": ["team"], "hooks": ["crm"], "keys": ["task.done"],
                     "filters": ["mine"]}  # fmt: skip
    assert "crm" in team("settings").out
    assert "not set" in team("settings", "hooks.crm=", "post.team=").out
    assert team("settings", "--json").json["named"]["post"] == []


@pytest.mark.parametrize(
    "pair", ["post.team=ftp://x", "post.team=chat", "post.Te am=https://x.example", "hooks.=x",
             "hooks.crm=\x07", "post.team_allow_private=maybe", "pots.team=https://x.example"]
)  # fmt: skip
def test_what_cannot_be_a_receiver_or_a_source_is_refused(
    team: Run, tmp_path: Path, pair: str
) -> None:
    assert team("settings", pair).status == 1
    assert not (tmp_path / "secrets.toml").exists()
