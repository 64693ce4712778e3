"""Import, export, backup: files in and out, and files that are no good."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from tests.faces.cli.conftest import WORK, Run


def test_an_export_taken_in_elsewhere_is_the_same_work(team: Run, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", tmp_path / "other.json"
    assert team("export", "worktui", str(out)).status == 0
    from worktui.main import main

    assert main(["--file", str(other), "import", "worktui", str(out)]) == 0
    work = json.loads(out.read_text("utf-8"))
    assert work == team("export", "worktui").json
    assert [task["id"] for task in work["tasks"]] == [task["id"] for task in WORK["tasks"]]


def test_a_dry_run_tells_what_would_come_and_writes_nothing(team: Run, tmp_path: Path) -> None:
    more = tmp_path / "more.json"
    more.write_text('{"tasks": [{"title": "new"}, {"id": "WEB-1", "title": "Prices"}]}')
    said = team("import", "worktui", str(more), "--dry-run", "--json")
    assert said.json["changes"]["tasks"] == {"new": 1, "changed": 1, "gone": 0}
    assert team("log", "--json").json["entries"][0]["seq"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "line 1, column 2"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, ""),
        (b"[]", "not a workspace"),
        (b'{"tasks": [{"titel": "x"}]}', "Did you mean title?"),
    ],
)
def test_a_file_that_is_no_work_is_refused_by_name(
    team: Run, tmp_path: Path, content: bytes, words: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    said = team("import", "worktui", str(bad))
    assert said.status == 1
    assert words in said.err
    assert "went wrong" not in said.err
    assert team("log", "--json").json["entries"][0]["seq"] == 1


def test_unknown_formats_and_missing_files_are_named(team: Run, tmp_path: Path) -> None:
    assert "not a format" in team("import", "excel", "x").err
    assert "no file" in team("import", "worktui", str(tmp_path / "none.json")).err
    assert "folder" in team("import", "worktui", str(tmp_path)).err
    assert "cannot be written" in team("export", "worktui", str(tmp_path / "no/x.json")).err


def test_a_backup_unpacks_to_the_same_work(team: Run, tmp_path: Path) -> None:
    target, place = tmp_path / "b.tgz", tmp_path / "again"
    assert team("backup", str(target)).status == 0
    assert target.stat().st_mode & 0o077 == 0
    with tarfile.open(target) as tar:
        # the first releases of Python 3.11 have no filters
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(place, **safe)
    from worktui.main import main

    assert main(["--file", str(place / "work.json"), "show", "WEB-1"]) == 0
    assert team("backup", str(target)).status == 1


def test_a_damaged_workspace_is_a_sentence(run: Run, file: Path) -> None:
    file.write_text('{"tasks": ')
    said = run("list")
    assert "went wrong" not in said.err
    assert file.name in said.err


def test_settings_that_are_wrong_are_named(team: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[mail]\nhots = "x"\n')
    said = team("setup", "--test", "a@b.example")
    assert said.status == 1
    assert "Did you mean mail.host?" in said.err


def test_setup_writes_the_settings_and_a_test_waits_in_the_outbox(
    team: Run, tmp_path: Path
) -> None:
    said = team("setup", "--set", "carrier=smtp", "--set", "host=mail.example", "--set", "port=465")
    assert said.status == 0, said.err
    text = (tmp_path / "config.toml").read_text()
    assert 'carrier = "smtp"' in text
    assert "port = 465" in text
    team("setup", "--set", "host=mx.example")
    assert (tmp_path / "config.toml").read_text().count("host") == 1
    assert team("setup", "--set", "carrier=pigeon").status == 1
