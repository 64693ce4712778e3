"""How a person left a face, kept beside the settings for the next time: which board, which lanes.

One small JSON file for all workspaces of this machine; nothing depends on it, so that a file
that cannot be read or written is as good as none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "remembered.json"
_MOST = 50
"""Workspaces that are remembered, those left last."""


class Remembered:
    """What is remembered of one workspace. Without a folder it lasts as long as the program."""

    def __init__(self, folder: Path | None, workspace: str) -> None:
        self._path = folder / NAME if folder is not None else None
        self._workspace = workspace
        self._values: dict[str, Any] | None = None

    def get(self, what: str) -> dict[str, Any]:
        """What was put under a name, {} when nothing was."""
        if self._values is None:
            self._values = _table(_table(self._read()).get(self._workspace))
        return _table(self._values.get(what))

    def put(self, what: str, values: dict[str, Any]) -> bool:
        """Remember; True if that is news, and `keep` has something to do."""
        if self.get(what) == values:
            return False
        self._values = {**(self._values or {}), what: values}
        return True

    def keep(self) -> None:
        """Write what was put; another process's workspaces stay as they are."""
        if self._path is None or self._values is None:
            return
        every = {k: v for k, v in _table(self._read()).items() if k != self._workspace}
        every[self._workspace] = self._values
        for old in list(every)[:-_MOST]:
            del every[old]
        fresh = self._path.with_name(f"{NAME}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_text(json.dumps(every, ensure_ascii=False), "utf-8")
            fresh.replace(self._path)

    def _read(self) -> Any:
        if self._path is None:
            return {}
        try:
            return json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
