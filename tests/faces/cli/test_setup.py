"""The guided set-up: each part kept as it is answered, slips seen at once, secrets apart."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.conftest import Run

Answer = Callable[..., list[str]]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers to questions that contain some words; what is not named is ⏎, `STOP` is Ctrl-C.
    Returns the questions as they come."""
    monkeypatch.setattr("sys.stdin", Terminal())
    asked: list[str] = []

    def given(**answers: str) -> list[str]:
        left = {words.replace("_", " "): told for words, told in answers.items()}

        def prompt(question: str) -> str:
            asked.append(question)
            word = next((left.pop(words) for words in [*left] if words in question), "")
            if word == "STOP":
                raise KeyboardInterrupt
            return word

        monkeypatch.setattr("click.termui.visible_prompt_func", prompt)
        monkeypatch.setattr("click.termui.hidden_prompt_func", prompt)
        return asked

    return given


def kept(tmp_path: Path, name: str = "config.toml") -> dict[str, Any]:
    path = tmp_path / name
    return tomllib.loads(path.read_text()) if path.exists() else {}


def test_what_was_answered_before_ctrl_c_is_kept_and_said(
    team: Run, answer: Answer, tmp_path: Path
) -> None:
    answer(carrier="smtp", address_it="mara@x.example", server="mail.x.example", user="-",
           Maildir="y", mbox="STOP")  # fmt: skip
    said = team("setup")
    assert said.status != 0
    assert "Kept: mail. `worktui setup watch` goes on there." in said.err
    assert kept(tmp_path)["mail"]["host"] == "mail.x.example"
    assert "watch" not in kept(tmp_path)


def test_a_server_without_a_login_is_asked_for_no_password(
    team: Run, answer: Answer, tmp_path: Path
) -> None:
    asked = answer(carrier="smtp", address_it="mara@x.example", server="localhost", user="-")
    assert team("setup", "mail").status == 0
    assert not any("password" in question for question in asked)
    assert kept(tmp_path)["mail"]["user"] == ""
    assert not (tmp_path / "secrets.toml").exists()


def test_a_password_that_is_typed_lies_with_the_secrets(
    team: Run, answer: Answer, tmp_path: Path
) -> None:
    answer(address_of="https://dav.x.example/", user="mara", password="geheim")
    said = team("setup", "caldav")
    assert kept(tmp_path, "secrets.toml") == {"caldav": {"password": "geheim"}}
    assert "geheim" not in said.out + (tmp_path / "config.toml").read_text()


def test_what_is_read_begins_with_a_maildir(team: Run, answer: Answer) -> None:
    asked = answer(carrier="maildir", Set_up="")
    assert team("setup").status == 0
    assert next(question for question in asked if "Set up" in question).startswith(
        "Set up a Maildir"
    )


def test_a_place_that_is_not_there_is_offered_to_be_made(
    team: Run, answer: Answer, tmp_path: Path
) -> None:
    answer(Maildir="~/Mail/in", make_it="y")
    assert team("setup", "watch").status == 0
    assert (tmp_path / "Mail" / "in" / "new").is_dir()
    assert kept(tmp_path)["watch"]["maildir"] == "~/Mail/in"
    answer(folder_into="~/drop", make_it="n", git="code")
    said = team("setup", "watch")
    assert "Kept anyway" in said.out
    assert "code is not there yet; kept anyway." in said.out
    assert not (tmp_path / "drop").exists()
    assert kept(tmp_path)["watch"]["folder"] == "~/drop"
    assert Path(kept(tmp_path)["watch"]["repositories"][0]).is_absolute()
    assert kept(tmp_path)["watch"]["maildir"] == "~/Mail/in"


def test_a_receiver_and_a_source_are_asked_for_and_kept_as_secrets(
    team: Run, answer: Answer, tmp_path: Path
) -> None:
    answer(name_of="team", its_address="https://chat.example/x", key="k3y")
    assert team("setup", "post").status == 0
    answer(name_of="github")
    said = team("setup", "hooks")
    secrets = kept(tmp_path, "secrets.toml")
    assert secrets["post"] == {"team": "https://chat.example/x", "team_secret": "k3y"}
    assert secrets["hooks"]["github"].startswith("whsec_")
    assert secrets["hooks"]["github"] in said.out
    assert kept(tmp_path) == {}
    assert team("setup", "hooks", "--set", "crm=geheim").status == 0
    assert kept(tmp_path, "secrets.toml")["hooks"]["crm"] == "geheim"
    assert "geheim" not in team("setup", "hooks", "--set", "erp=geheim", "--json").out
