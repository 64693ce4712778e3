"""What is written and delivered from the command line: say, deliver and its lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run

LATER = "2026-03-08T12:00:00+01:00"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat is named, and mail goes to a server that is away."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("WORKTUI_CONFIG", str(path))
    path.write_text(
        '[post]\nteam = "https://chat.example/in"\n'
        '[mail]\ncarrier = "smtp"\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n'
    )


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("to", "kind", "address"),
    [("team", "webhook", "team"), ("iva", "mail", "iva@novak.example"),
     ("zoe@client.example", "mail", "zoe@client.example"), ("@bo", "mail", "bo@acme.example")],
)  # fmt: skip
def test_say_writes_to_a_chat_a_contact_an_address_a_teammate(
    team: Run, to: str, kind: str, address: str
) -> None:
    team("say", to, "The", "page", "is", "live.")
    (doc,) = team("export", "worktui", "--full", "--json").json["outbox"]
    assert (doc["kind"], doc["to"]) == (kind, address)
    assert (doc["subject"], doc["body"]) == ("The page is live.", "The page is live.")


@pytest.mark.usefixtures("settings")
def test_nobody_of_that_name_is_told_with_a_near_one(team: Run) -> None:
    said = team("say", "taem", "x")
    assert said.status == 1
    assert "Did you mean team?" in said.err


@pytest.mark.usefixtures("settings")
def test_what_was_not_delivered_is_listed_sent_again_and_given_up(team: Run) -> None:
    team("say", "iva", "Hello.", "--subject", "Greeting")
    assert "Greeting" in team("deliver", "--list").out
    team("deliver", "--now")
    assert "could not be reached" in team("deliver", "--list").out
    team("--now", LATER, "deliver")
    listed = team("--now", LATER, "deliver", "--list").out
    assert "not delivered" in listed
    assert "--again ID" in listed
    team("--now", LATER, "deliver", "--again", "o-1", "--to", "iva@home.example")
    (again,) = team("--now", LATER, "deliver", "--list", "--json").json
    assert (again["id"], again["what"]) == ("O-2", "Mail to iva@home.example")
    assert team("--now", LATER, "deliver", "--drop", "O-2").status == 0
    assert team("--now", LATER, "deliver", "--list").out.strip() == "Nothing waits in the outbox."


def test_one_thing_at_a_time(team: Run) -> None:
    assert team("deliver", "--list", "--drop", "O-1").status == 2
    assert team("deliver", "--to", "a@b.example").status == 2
    said = team("deliver", "--again", "O-9")
    assert said.status == 1
    assert "no message" in said.err
