"""Answers of the text cleaner to hostile strings, for `benchmarks.oracle text`."""

from __future__ import annotations

from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_line


def _one(value: str) -> dict[str, Any]:
    try:
        stored = clean_line(value)
    except BadInput as error:
        return {"stored": None, "why": str(error), "again": None}
    return {"stored": stored, "why": None, "again": clean_line(stored)}


def answer(data: Any) -> dict[str, Any]:
    """`{"strings": [{"id", "value"}]}` → `{id: {"stored", "why", "again"}}`."""
    strings = data["strings"] if isinstance(data, dict) else data
    return {item["id"]: _one(item["value"]) for item in strings}
