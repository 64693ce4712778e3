"""The commands that look by themselves, and what they say of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.conftest import Run

MAIL = "From: Iva Novak <iva@novak.example>\nMessage-ID: <{n}@x>\nSubject: Quote {n}\n\nCan you send quote {n} by Friday?\n"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A Maildir that the settings name."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    (tmp_path / "config.toml").write_text(f'[watch]\nmaildir = "{tmp_path}/Mail"\n')
    return tmp_path / "Mail"


def deliver(box: Path, number: int) -> None:
    (box / "tmp" / f"{number}.host").write_text(MAIL.format(n=number))
    (box / "tmp" / f"{number}.host").rename(box / "new" / f"{number}.host")


def test_mail_is_taken_in_from_now_on_and_once(team: Run, box: Path) -> None:
    deliver(box, 1)
    assert team("watch", "--once", "--json").json["taken"] == []
    deliver(box, 2)
    said = team("watch", "--once", "--json").json
    [row] = said["taken"]
    assert row["arrivals"] == ["A-1"]
    assert row["suggestions"] == ["S-1"]
    assert row["sense"].startswith("maildir:")
    assert said["problems"] == []
    assert team("watch", "--once", "--json").json["taken"] == []


def test_older_mail_is_taken_from_the_day_that_is_named(team: Run, box: Path) -> None:
    deliver(box, 1)
    team("watch", "--once")
    said = team("watch", "--once", "--since", "2026-03-01")
    assert said.status == 0, said.err
    assert "Iva Novak, “Quote 1”: S-1" in said.out
    assert team("watch", "--once", "--since", "2026-03-01").out == "Nothing new was there.\n"
    assert team("watch", "--once", "--since", "someday").status == 1


def test_what_is_looked_at_is_listed(team: Run, box: Path) -> None:
    said = team("watch", "--list")
    assert [line.split("  ")[0] for line in said.out.splitlines()] == ["drop folder", "Maildir"]
    assert "Never looked at" in said.out
    team("watch", "--once")
    deliver(box, 1)
    team("watch", "--once")
    [drop, mail] = team("watch", "--list", "--json").json["senses"]
    assert (drop["kind"], mail["kind"]) == ("drop", "maildir")
    assert (mail["taken"], mail["place"]) == (1, str(box))
    assert mail["looked_at"]


def test_the_doctor_names_each_sense_and_what_is_wrong(team: Run, box: Path) -> None:
    team("watch", "--once")
    deliver(box, 1)
    team("watch", "--once")
    assert "1 taken in" in team("doctor").out
    for name in ("new", "cur", "tmp"):
        for file in (box / name).iterdir():
            file.unlink()
        (box / name).rmdir()
    said = team("watch", "--once")
    assert "There is no Maildir" in said.err
    assert said.status == 1
    findings = team("doctor", "--json").json["findings"]
    [found] = [f for f in findings if f["what"] == "Maildir"]
    assert found["level"] == "error"
    assert "There is no Maildir" in found["text"]
    assert str(box) in found["text"]


def test_without_settings_the_doctor_says_how_to_begin(team: Run) -> None:
    assert "setup watch" in team("doctor").out


def test_the_workspace_never_learns_where_mail_lies_here(
    team: Run, box: Path, tmp_path: Path
) -> None:
    deliver(box, 1)
    team("watch", "--once")
    (box / "cur").rmdir()
    team("watch", "--once")
    out = tmp_path / "out.json"
    assert team("export", "worktui", str(out), "--full").status == 0
    assert str(box) not in out.read_text()
    assert "maildir" in out.read_text()


def test_the_drop_folder_answers_for_what_is_put_there_again(team: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for _ in range(2):
        (folder / "a.eml").write_text(MAIL.format(n=1))
        said = team("watch", str(folder), "--once")
    assert "a.eml is A-1 once more" in said.out
    assert sorted(p.name for p in (folder / "done").iterdir()) == ["a-1.eml", "a.eml"]


class Watch:
    """`worktui watch --json` in a process of its own, its lines as they come."""

    def __init__(self, file: Path, tmp_path: Path) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("WORKTUI_")}
        env = {**clean, "HOME": str(tmp_path), "WORKTUI_CONFIG": str(tmp_path / "config.toml")}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "worktui", "--file", str(file), "watch", "--json"],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def row(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline()))

    def ends(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err


def looks(run: Run) -> bool:
    senses = run("watch", "--list", "--json").json["senses"]
    return any(one["kind"] == "maildir" and one["looked_at"] and one["by"] for one in senses)


def begun(run: Run) -> None:
    until = time.monotonic() + 20
    while not looks(run):
        assert time.monotonic() < until, "it never looked"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_runs_until_it_is_told_to_stop(
    team: Run, box: Path, file: Path, tmp_path: Path, number: int
) -> None:
    watch = Watch(file, tmp_path)
    begun(team)
    deliver(box, 1)
    assert watch.row()["told"] == "Iva Novak, “Quote 1”: S-1"
    assert "by process" in team("doctor").out
    assert watch.ends(number) == (0, "")
    assert team("inbox", "list", "--json").json["suggestions"]


def test_another_one_is_refused_where_all_is_looked_after(
    team: Run, box: Path, file: Path, tmp_path: Path
) -> None:
    watch = Watch(file, tmp_path)
    begun(team)
    said = team("watch", "--once")
    assert said.status == 1
    assert "watches already" in said.err
    watch.ends(signal.SIGTERM)


def test_killed_again_and_again_it_loses_and_doubles_nothing(
    team: Run, box: Path, file: Path, tmp_path: Path
) -> None:
    team("watch", "--once")
    for number in range(30):
        deliver(box, number)
    for _ in range(3):
        watch = Watch(file, tmp_path)
        watch.row()
        watch.process.kill()
        watch.process.communicate()
    team("watch", "--once")
    arrivals = team("export", "worktui", str(tmp_path / "o.json"), "--full")
    assert arrivals.status == 0
    taken = json.loads((tmp_path / "o.json").read_text())["inbox"]["arrivals"]
    assert sorted(doc["external_id"] for doc in taken) == sorted(f"{n}@x" for n in range(30))


def test_the_first_look_says_what_was_there_before_and_how_to_take_it(team: Run, box: Path) -> None:
    for number in (1, 2, 3):
        deliver(box, number)
    first = team("watch", "--once")
    assert "3 mails were there before; `worktui watch --since DAY` takes them." in first.out
    assert "there before" not in team("watch", "--once").out
    assert "3 mails were there" not in team("log").out
    deliver(box, 4)
    team("watch", "--once")
    assert "1 mail from the Maildir" in team("log").out
    assert "maildir:" not in team("log").out


def test_what_could_not_be_looked_at_leaves_with_a_status(team: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'[watch]\nmbox = "{tmp_path}/nowhere"\n')
    said = team("watch", "--once", "--json")
    assert said.status == 1
    [problem] = said.json["problems"]
    assert "There is no mailbox file here" in problem


@pytest.mark.parametrize("named", [True, False])
def test_another_workspace_does_not_take_in_what_is_looked_at_for_mine(
    team: Run, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    if named:
        text = (tmp_path / "config.toml").read_text()
        (tmp_path / "config.toml").write_text(f'file = "{tmp_path}/mine.json"\n{text}')
    else:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        (tmp_path / "data" / "worktui").mkdir(parents=True)
        (tmp_path / "data" / "worktui" / "work.json").write_text("{}")
    said = team("watch", "--once")
    assert "belongs to another workspace" in said.err
    assert said.status == 0
    deliver(box, 1)
    assert team("watch", "--once", "--json").json["taken"] == []
    assert [s["kind"] for s in team("watch", "--list", "--json").json["senses"]] == ["drop"]
    assert "belongs to another workspace" in team("doctor").out
    every = team("watch", "--list", "--senses", "--json").json["senses"]
    assert [s["kind"] for s in every] == ["drop", "maildir"]
