"""Keys of projects from their names: `Website relaunch` is WR, `Garden` is GARD."""

from __future__ import annotations

import re
import unicodedata

from worktui.domain.snapshot import Snapshot

KEY = re.compile(r"[A-Z][A-Z0-9]{0,9}", re.ASCII)
TAKEN = frozenset(("T", "A", "S", "O", "R", "Q", "BK", "TM", "CO", "BL"))
"""Prefixes of ids that are no project's."""


def project_key(name: str) -> str:
    """A key for a name: itself if it is one, the first letters of its words, else of its word."""
    if KEY.fullmatch(name) and name not in TAKEN and len(name) > 1:
        return name
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", text)
    letters = "".join(word[0] for word in words)[:4] if len(words) > 1 else "".join(words)[:4]
    letters = letters.lstrip("0123456789")
    return letters if len(letters) > 1 and letters not in TAKEN else f"P{letters}"


def free_key(wanted: str, work: Snapshot) -> str:
    """The key, or the next one that neither a project nor an id has: WEB, WEB2, WEB3, …"""
    prefixes = {str(id).upper() for table in ("projects", "counters") for id in work.ids(table)}
    prefixes |= {str(id).rpartition("-")[0].upper() for id in work.ids("tasks")}
    key, number = wanted, 1
    while key in prefixes:
        number += 1
        key = f"{wanted}{number}"
    return key
