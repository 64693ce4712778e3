"""Always-rules and the receipt on the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run

MAIL = b"""From: Iva Novak <iva@novak.example>\r
To: Ana Ruiz <ana@acme.example>\r
Subject: %(subject)b\r
Date: Wed, 04 Mar 2026 12:00:00 +0100\r
Message-ID: <%(id)b@novak.example>\r
Content-Type: text/plain; charset=utf-8\r
\r
Hello Ana,\r
\r
could you send me the %(thing)b by Friday, please?\r
\r
Iva\r
"""


def sensed(team: Run, folder: Path, id: str, thing: str) -> dict[str, object]:
    """The suggestion that a mail makes, as it stands afterwards."""
    path = folder / f"{id}.eml"
    told = {b"id": id.encode(), b"thing": thing.encode(), b"subject": thing.encode()}
    path.write_bytes(MAIL % told)
    (suggestion,) = team("sense", str(path), "--json").json["suggestions"]
    return dict(suggestion)


def test_always_makes_a_rule_that_acts_is_listed_rests_and_goes(team: Run, tmp_path: Path) -> None:
    first = sensed(team, tmp_path, "m1", "brochure")
    applied = team("inbox", "always", str(first["id"]), "--json")
    assert applied.status == 0, applied.err
    assert applied.json["receipts"][0]["rule"] == "RU-1"
    second = sensed(team, tmp_path, "m2", "catalogue")
    assert second["state"] == "applied"
    page = team("inbox", "show", str(second["id"])).out
    assert "by rule RU-1" in page
    assert "takes it back" in page
    listed = {rule["id"]: rule for rule in team("rules", "--json").json["rules"]}
    assert (listed["RU-1"]["used"], listed["RU-1"]["on"]) == (1, True)
    assert any(rule["built_in"] and not rule["on"] for rule in listed.values())
    assert "acted 1 time" in team("rules", "list").out
    assert team("rules", "off", "RU-1").status == 0
    assert sensed(team, tmp_path, "m3", "map")["state"] == "proposed"
    assert team("rules", "delete", "RU-1").status == 0
    assert team("rules", "delete", "RU-1").status == 1
    assert team("rules", "on", "own").status == 0


@pytest.mark.needs("git")
def test_own_commits_move_their_task_where_the_settings_say_so(team: Run, tmp_path: Path) -> None:
    id = team("add", "Footer links", "--json").json["task"]["id"]
    repository = tmp_path / "web"
    git(repository.parent, "init", "-q", "-b", "main", "web")
    commit(repository, "Begin")
    (tmp_path / "config.toml").write_text(
        f'own_commits = true\n[watch]\nrepositories = ["{repository}"]\n'
    )
    assert any(rule["built_in"] and rule["on"] for rule in team("rules", "--json").json["rules"])
    assert team("watch", "--once", "--senses").status == 0
    commit(repository, f"Links\n\nCloses {id}")
    assert team("watch", "--once", "--senses").status == 0
    assert team("show", id, "--json").json["column_kind"] == "done"
    entry = team("log", "by:rule", "--json").json["entries"][0]["seq"]
    assert team("undo", str(entry)).status == 0
    assert team("show", id, "--json").json["column_kind"] == "todo"


def test_a_push_that_is_only_handed_over_moves_nothing(team: Run, tmp_path: Path) -> None:
    id = team("add", "Footer links", "--json").json["task"]["id"]
    push = tmp_path / "push.json"
    made = {"sha": "4be29c7d", "author": "Ana Ruiz <ana@acme.example>",
            "date": "2026-03-04T13:00:00+01:00", "message": f"Links\n\nCloses {id}"}  # fmt: skip
    push.write_text(json.dumps({"provider": "local", "ref": "refs/heads/main",
                                "default_branch": True, "commits": [made]}))  # fmt: skip
    (tmp_path / "config.toml").write_text("own_commits = true\n")
    (doc,) = team("sense", str(push), "--kind", "git", "--json").json["suggestions"]
    assert doc["state"] == "proposed"
    assert team("show", id, "--json").json["column_kind"] == "todo"


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Ana Ruiz", "-c", "user.email=ana@acme.example"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def test_the_receipt_in_words_in_markdown_and_as_json(team: Run, tmp_path: Path) -> None:
    id = sensed(team, tmp_path, "m1", "brochure")["id"]
    team("inbox", "apply", str(id))
    assert "1 suggestion, 1 is carried out." in team("receipt").out
    data = team("receipt", "--json").json
    assert (data["suggested"], data["carried"], data["median_minutes"]) == (1, 1, 0.0)
    assert team("receipt", "--format", "json").json == data
    assert team("receipt", "--format", "md").out.startswith("# Receipt, wed 4 Mar")
    assert team("receipt", "--since", "2026-03-02", "--json").json["since"].startswith("2026-03-01")
    assert team("receipt", "--since", "monday").status == 0
    later = team("receipt", "--since", "2026-04-01")
    assert later.status == 1
    assert "not come yet" in later.err


def test_a_reason_stays_with_what_was_dismissed(team: Run, tmp_path: Path) -> None:
    id = str(sensed(team, tmp_path, "m1", "brochure")["id"])
    assert team("inbox", "dismiss", id, "--why", "sent in spring").status == 0
    assert "(dismissed: sent in spring)" in team("inbox", "show", id).out
