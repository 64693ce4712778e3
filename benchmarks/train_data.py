"""Judged sentences as published: what the models learn from."""

from __future__ import annotations

from pathlib import Path

Judged = tuple[str, bool]
"""A sentence, and whether it does the act."""


def parakweet(path: Path) -> list[Judged]:
    """Lines `Yes` or `No`, a tab, a sentence: whether it asks its reader for something."""
    found: list[Judged] = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        label, tab, sentence = line.partition("\t")
        if tab and sentence.strip():
            found.append((sentence, label == "Yes"))
    return found
