"""The program in this process: words in; status, lines and errors out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from worktui.main import main

NOW = "2026-03-04T14:02:00+01:00"  # a Wednesday
WORK: dict[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "me": "ana",
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "tz": "Europe/Berlin"},
        {"id": "bo", "name": "Bo Lind", "email": "bo@acme.example", "tz": "Europe/Berlin"},
    ],
    "contacts": [{"email": "iva@novak.example", "name": "Iva Novak", "project": "WEB"}],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing", "limit": 4},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "projects": [{"key": "WEB", "name": "Website"}],
    "tasks": [
        {"id": "WEB-1", "title": "Price table", "status": "todo", "assignee": "ana",
         "project": "WEB", "due": "2026-03-02"},
        {"id": "WEB-2", "title": "返事を書く", "status": "doing", "assignee": "bo", "project": "WEB"},
        {"id": "WEB-3", "title": "Logo", "status": "done", "assignee": "ana", "project": "WEB"},
        {"id": "WEB-4", "title": "Texts", "status": "todo", "assignee": "ana", "project": "WEB",
         "depends_on": [{"task": "WEB-2"}]},
        {"id": "WEB-5", "title": "Call the printer", "status": "todo", "assignee": "ana",
         "due": "2026-03-04", "project": "WEB"},
        {"id": "WEB-6", "title": "Quote", "status": "todo", "assignee": "ana", "project": "WEB",
         "contact_email": "iva@novak.example"},
    ],
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["ana"], "step": 30,
         "min_notice_hours": 4, "horizon_days": 60}
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the workspace is, or will be."""
    return tmp_path / "work.json"


@pytest.fixture
def run(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `worktui WORDS` on the workspace at a fixed moment."""
    for name in ("WORKTUI_FILE", "WORKTUI_DB", "WORKTUI_USER", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKTUI_NOW", NOW)
    monkeypatch.setenv("WORKTUI_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "zoe")
    monkeypatch.setenv("TZ", "Europe/Berlin")

    def words(*given: str) -> Said:
        capsys.readouterr()
        status = main(["--file", str(file), *given])
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    return words


@pytest.fixture
def team(run: Run, tmp_path: Path) -> Run:
    """The same over a workspace with a small team in it."""
    path = tmp_path / "in.json"
    path.write_text(json.dumps(WORK), "utf-8")
    said = run("import", "worktui", str(path))
    assert said.status == 0, said.err
    return run
