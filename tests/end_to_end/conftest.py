"""The program over a workspace on disk, with real servers around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.servers import (
    Calendars,
    Hooks,
    Mailbox,
    free_port,
    hook_server,
    mail_server,
    radicale,
)
from worktui.main import main

NOW = "2026-03-04T10:00:00+01:00"  # a Wednesday
WORK: dict[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "me": "ana",
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "tz": "Europe/Berlin"},
    ],
    "contacts": [
        {"email": "zoe@client.example", "name": "Zoe Ray", "tz": "America/New_York"},
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing"},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["ana"], "step": 30}
    ],
}

Run = Callable[..., Any]
"""Words of one command in, its JSON out; `now` is the moment, `status` what it leaves with."""


@pytest.fixture(scope="session")
def calendars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calendars]:
    with radicale(tmp_path_factory.mktemp("radicale")) as found:
        yield found


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with hook_server() as found:
        yield found


@pytest.fixture
def free_url() -> str:
    """An address where nobody listens."""
    return f"http://127.0.0.1:{free_port()}/"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes the settings file of whoever acts."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("WORKTUI_CONFIG", str(path))

    def write(text: str) -> None:
        path.write_text(text)

    return write


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in this process, over a workspace of its own."""
    file = tmp_path / "work.json"
    (tmp_path / "given.json").write_text(json.dumps(WORK))

    def call(*words: str, now: str = NOW, status: int = 0, text: bool = False) -> Any:
        capsys.readouterr()
        options = ["--file", str(file), "--now", now, "--as", "ana"]
        left = main([*options, *words] if text else [*options, *words, "--json"])
        said = capsys.readouterr()
        assert left == status, (words, said.out, said.err)
        if text:
            return said.out + said.err
        return json.loads(said.out) if said.out.strip() else json.loads(said.err)

    call("import", "worktui", str(tmp_path / "given.json"))
    return call
