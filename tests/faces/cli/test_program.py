"""The program as it is started: options before the command, pipes, what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from tests.faces.cli.conftest import Run
from worktui import __version__
from worktui.wiring import House, Options


def start(
    *words: str, cwd: Path, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """`worktui WORDS` in its own process."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WORKTUI_")}
    clean |= {"HOME": str(cwd), "XDG_DATA_HOME": str(cwd / "data"), "LOGNAME": "zoe", **env}
    return subprocess.run(
        [sys.executable, "-P", "-m", "worktui", *words],
        cwd=cwd, env=clean, input=stdin, capture_output=True, timeout=30, check=False,
    )  # fmt: skip


def test_version_is_printed(tmp_path: Path) -> None:
    assert start("--version", cwd=tmp_path).stdout.decode() == f"worktui {__version__}\n"


def test_without_a_terminal_it_says_what_can_be_done(tmp_path: Path) -> None:
    done = start(cwd=tmp_path)
    assert done.returncode == 2
    assert b"worktui add" in done.stderr
    assert done.stdout == b""


def test_the_default_file_is_in_the_data_folder_of_the_person(tmp_path: Path) -> None:
    assert start("add", "x", cwd=tmp_path).returncode == 0
    assert (tmp_path / "data" / "worktui" / "work.json").exists()
    named = start("list", "--json", cwd=tmp_path, WORKTUI_FILE=str(tmp_path / "other.json"))
    assert named.returncode == 1


@pytest.mark.parametrize(
    "words",
    [["--now", "never", "list"], ["--tz", "Mars", "list"], ["--file"], ["--colour", "list"],
     ["--db", "postgresql://x", "list"]],
)  # fmt: skip
def test_wrong_options_before_the_command_are_refused(tmp_path: Path, words: list[str]) -> None:
    done = start(*words, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 2


def test_json_stands_before_or_after_the_command(tmp_path: Path) -> None:
    start("add", "x", cwd=tmp_path)
    before, after = start("--json", "list", cwd=tmp_path), start("list", "--json", cwd=tmp_path)
    assert json.loads(before.stdout) == json.loads(after.stdout)


@pytest.mark.parametrize(
    "words", [["add", "Call Iva on friday"], ["list", "@me"], ["next", "--line"]]
)
def test_what_runs_at_a_prompt_loads_no_parser_of_options(tmp_path: Path, words: list[str]) -> None:
    start("add", "x", cwd=tmp_path)
    code = (
        "import sys; from worktui.main import main; main(sys.argv[1:]); "
        "print(*sorted({'click', 'rich', 'textual', 'pendulum', 'icalendar', 'tinydb', 'tomllib'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        env=env, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == ""
    assert done.stdout


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = start("--help", cwd=tmp_path)
    from worktui.faces.cli.app import COMMANDS

    assert done.returncode == 0
    assert all(f"  {name} ".encode() in done.stdout for name in COMMANDS)


def test_every_command_has_its_own_help(tmp_path: Path) -> None:
    import click

    from worktui.faces.cli.app import COMMANDS, worktui

    for name in COMMANDS:
        command = worktui.get_command(click.Context(worktui), name)
        assert command is not None
        assert command.help


def test_a_terminal_without_unicode_gets_plain_signs(tmp_path: Path) -> None:
    start("add", "Send – 返事 yesterday", cwd=tmp_path)
    done = start("list", cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    done.stdout.decode("ascii")


def test_hostile_words_are_shown_harmless(tmp_path: Path) -> None:
    start("add", "red \x1b[31mtape\x07 \u202egnp.exe", cwd=tmp_path)
    out = start("list", cwd=tmp_path).stdout.decode()
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "red tape" in out


def test_sense_reads_a_pipe_and_names_what_it_made(tmp_path: Path) -> None:
    done = start("sense", "-", "--kind", "text", "--json", cwd=tmp_path, stdin=b"Thanks a lot!\n")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["arrivals"][0]["kind"] == "text"
    assert data["arrivals"][0]["state"] in ("reasoned", "closed", "parsed")


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    for n in range(3):
        start("add", f"task {n}", cwd=tmp_path)
    env = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "worktui", "list", "--json"],
        env=env, stdout=writer, stderr=subprocess.PIPE, timeout=30, check=False,
    )  # fmt: skip
    os.close(writer)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_the_sample_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    done = start("demo", "--write", str(tmp_path / "d.json"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    tasks = json.loads(
        start("--file", str(tmp_path / "d.json"), "list", "--json", cwd=tmp_path).stdout
    )
    assert len(tasks["tasks"]) > 20
    assert start("demo", "--write", str(tmp_path / "d.json"), cwd=tmp_path).returncode == 1


def test_files_dropped_into_a_folder_are_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "note.txt").write_text("Can you send the quote by Friday?\n")
    done = start("watch", str(folder), "--once", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row["file"] for row in json.loads(done.stdout)["taken"]] == ["note.txt"]
    assert (folder / "done" / "note.txt").exists()


@pytest.mark.parametrize(
    "redirected", ["1>&-", "2>&-", "0<&-", "0<&- 1>&- 2>&-", ">/dev/full", "2>/dev/full"]
)
@pytest.mark.parametrize("words", ["list", "list --json", "show T-9 --json", "log"])
def test_streams_that_are_closed_or_full_end_in_no_traceback(
    tmp_path: Path, redirected: str, words: str
) -> None:
    file = tmp_path / "work.json"
    start("--file", str(file), "add", "Quote", cwd=tmp_path)
    line = f'"$0" -P -m worktui --file "$1" {words} {redirected}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, str(file)],
        env={**os.environ, "HOME": str(tmp_path), "LOGNAME": "zoe"},
        capture_output=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
    assert b"worktui itself" not in done.stderr


def test_doctor_leaves_with_a_status_when_something_is_wrong(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("me = [1", "utf-8")
    done = start("doctor", cwd=tmp_path, WORKTUI_CONFIG=str(config))
    assert done.returncode == 1
    assert b"not TOML" in done.stdout


def test_what_is_put_in_order_while_the_program_runs_is_told_when_it_leaves(
    team: Run, file: Path
) -> None:
    house = House(Options(file=str(file)), {})
    store = house.store()
    house.notices.clear()
    store.fold()
    with TinyDB(file) as foreign:
        foreign.table("tasks").update({"title": "Price list"}, where("id") == "WEB-1")
    store.fold()
    house.close()
    assert ["edited outside worktui" in notice.text for notice in house.notices] == [True]
