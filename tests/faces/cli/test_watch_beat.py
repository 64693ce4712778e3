"""Whoever watches goes on watching, whatever goes wrong in what is done beside it."""

from __future__ import annotations

import queue
from types import SimpleNamespace
from typing import Any, cast

import pytest

from worktui.faces.cli.commands import watching


def test_a_mistake_in_the_chores_is_said_once_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watching, "BEAT", 0.0)
    errors: list[BaseException | None] = [
        ValueError("s3cret"), None, ValueError("s3cret"), OverflowError(), None, KeyboardInterrupt()
    ]  # fmt: skip

    def chores() -> None:
        error = errors.pop(0)
        if error is not None:
            raise error

    room = cast(Any, SimpleNamespace(paper=SimpleNamespace(lines=str), json=False))
    desk = cast(Any, SimpleNamespace(poll=lambda: None))
    with pytest.raises(KeyboardInterrupt):
        watching._beat(room, desk, cast(Any, chores), queue.SimpleQueue())
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "ValueError" in said[0]
    assert "OverflowError" in said[1]
    assert "s3cret" not in "".join(said)
