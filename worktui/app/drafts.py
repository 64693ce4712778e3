"""Words that were typed and not yet taken, kept over leaving, a lost line and a crash.

One small file for each workspace and person, beside the settings of this machine and for its
owner only (0600). Where it cannot be written, words are kept as long as the program runs.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

MOST = 40
"""Drafts that are kept; the oldest go first."""
LONGEST = 50_000
"""Characters of one draft; a longer one is only kept while the program runs."""


def drafts_path(settings_file: Path, workspace: str, me: str) -> Path:
    """The file of a person in a workspace, whose names never become part of a path."""
    name = hashlib.sha256(f"{workspace}\n{me}".encode("utf-8", "replace")).hexdigest()[:16]
    return settings_file.with_name("drafts") / f"{name}.json"


class Drafts(dict[str, str]):
    """Drafts by what is asked. Reads its file when it is first looked into; writes it with
    every draft that is left or taken, and when told to after `hold`."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._path = path
        self._read = path is None
        self._dirty = False

    def _known(self) -> None:
        if self._read or self._path is None:
            return
        self._read = True
        import json

        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):  # none yet, or nothing that is ours
            return
        if isinstance(found, dict):
            for key, text in found.items():
                if isinstance(text, str):
                    super().setdefault(key, text)

    def __contains__(self, key: object) -> bool:
        self._known()
        return super().__contains__(key)

    def __getitem__(self, key: str) -> str:
        self._known()
        return super().__getitem__(key)

    def __setitem__(self, key: str, text: str) -> None:
        self.hold(key, text)
        self.save()

    def hold(self, key: str, text: str) -> None:
        """Keep words for now; `save` makes them last."""
        self._known()
        super().pop(key, None)
        super().__setitem__(key, text)
        while len(self) > MOST:
            super().pop(next(iter(self)))
        self._dirty = True

    def pop(self, key: str, *default: str) -> str:  # type: ignore[override]  # text, no objects
        """Words taken: they are kept no longer. Raises KeyError without a default."""
        self._known()
        if not super().__contains__(key):
            if default:
                return default[0]
            raise KeyError(key)
        text = super().pop(key)
        self._dirty = True
        self.save()
        return text

    def save(self) -> None:
        """Write what is held, where it can be."""
        if not self._dirty or self._path is None:
            return
        self._dirty = False
        kept = {key: text for key, text in self.items() if len(text) <= LONGEST}
        try:
            self._write(kept)
        except OSError:  # a place nothing can be written to
            return

    def _write(self, kept: dict[str, str]) -> None:
        assert self._path is not None
        if not kept:
            self._path.unlink(missing_ok=True)
            return
        import json

        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._path.with_suffix(f".{os.getpid()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(beside, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            json.dump(kept, file, ensure_ascii=False)
        beside.replace(self._path)
