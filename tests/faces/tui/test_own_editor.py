"""Notes in an editor of one's own: never for a guest, in a file of one's own, cleaned after."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faces.tui.inbox_stage import shown, stage
from worktui.domain.errors import Refused
from worktui.faces.tui.own_editor import edited, may_run_editor

LOCAL = {"TERM": "xterm-256color", "EDITOR": "vi", "PATH": os.environ.get("PATH", "")}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        ({"EDITOR": "", "VISUAL": "code -w"}, ""),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "over SSH"),
        ({"SSH_CLIENT": "10.0.0.1 1 22"}, "over SSH"),
        ({"SSH_TTY": "/dev/pts/1"}, "over SSH"),
        ({"SSH_ORIGINAL_COMMAND": "sh"}, "over SSH"),
        ({"TERM": "dumb"}, "no terminal"),
        ({"TERM": ""}, "no terminal"),
        ({"EDITOR": ""}, "no editor"),
        ({"EDITOR": "vi 'unclosed"}, "no editor"),
    ],
)
def test_it_may_run_only_locally_at_a_terminal_with_an_editor(
    more: dict[str, str], why: str
) -> None:
    found = may_run_editor({**LOCAL, **more})
    assert (found == "") == (why == "")
    assert why in found


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return dict(LOCAL)


def writes(env: dict[str, str], code: str) -> dict[str, str]:
    """An editor that is a line of Python; its file is `path`."""
    script = f"import os,sys; path=sys.argv[1]; {code}"
    return env | {"EDITOR": f"{sys.executable} -c {script!r}"}


def test_the_file_is_ours_alone_has_the_text_and_goes(env: dict[str, str], tmp_path: Path) -> None:
    code = "m=oct(os.stat(path).st_mode)[-3:]; t=open(path).read(); open(path,'w').write(t+m)"
    assert edited("before ", writes(env, code)) == "before 600"
    assert list(tmp_path.iterdir()) == []


def test_what_comes_back_is_cleaned(env: dict[str, str]) -> None:
    code = "open(path,'wb').write(bytes([27])+b']52;c;x'+bytes([7])+b'seen'+bytes([13,10])+b'two'+bytes([255]))"
    assert edited("", writes(env, code)) == "seen\ntwo\ufffd"


def test_an_editor_that_fails_or_is_not_there_is_refused_and_nothing_is_lost(
    env: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="status 3") as told:
        edited("words", writes(env, "sys.exit(3)"))
    [kept] = tmp_path.iterdir()
    assert str(kept) in str(told.value)
    assert kept.read_text() == "words"
    kept.unlink()
    with pytest.raises(Refused, match="cannot be started"):
        edited("words", env | {"EDITOR": "/no/such/editor"})
    assert list(tmp_path.iterdir()) == []


def test_too_long_for_notes_is_refused_and_kept(env: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="at most"):
        edited("", writes(env, "open(path,'w').write('x'*30000)"))
    assert len(list(tmp_path.iterdir())) == 1


async def test_the_key_says_why_not_over_ssh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("enter", "V")
        assert "not over SSH" in hands.seen()


async def test_the_key_takes_what_the_editor_wrote_as_one_change(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "SSH_ORIGINAL_COMMAND", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in writes(env, "open(path,'w').write('# written')").items():
        monkeypatch.setenv(name, value)
    here = stage()
    async with shown(here, "board", (80, 24)) as hands:
        driver: Any = hands.app._driver
        monkeypatch.setattr(type(driver), "can_suspend", True)
        for name in ("suspend_application_mode", "resume_application_mode", "close"):
            monkeypatch.setattr(type(driver), name, lambda _self: None, raising=False)
        await hands.press("enter", "V")
        assert (here[0].snapshot().get("tasks", "WEB-2") or {})["notes"] == "# written"
        await hands.press("u")
        assert "notes" not in (here[0].snapshot().get("tasks", "WEB-2") or {})
