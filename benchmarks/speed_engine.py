"""What filters and quick add cost."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.fill import workspace
from benchmarks.rows import Row, took_ms
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.query import haystack, parse
from worktui.engine.quickadd import parse as quick_add

FRAME = 1000 / 60
NOW = datetime(2026, 3, 4, 13, 2, tzinfo=UTC)


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """A text filter and a filter with fields against a frame; quick add against one too."""
    return [row for size in sizes for row in _sized(size)]


def _sized(size: int) -> list[Row]:
    work = workspace(size, today=NOW.date())
    tables = {
        name: {doc.get("id") or doc["key"]: doc for doc in work[name]}
        for name in ("people", "columns", "milestones", "tasks")
    }
    snapshot = MappingSnapshot(tables)
    tasks = list(snapshot.all("tasks"))
    hays = [haystack(task) for task in tasks]
    text = parse("quote northwind", snapshot, NOW, "ana")
    fields = parse("due:<=fri @ana -status:done", snapshot, NOW, "ana")
    line = "Send the quote fri @ana !high ~2h #sales"
    return [
        _row("filter by text", size, took_ms(lambda: text.pick(tasks, hays)), 2),
        _row("filter by fields", size, took_ms(lambda: fields.pick(tasks, hays)), 0),
        _row("quick add line", size, took_ms(lambda: quick_add(line, snapshot, NOW, "ana")), 1),
    ]


def _row(what: str, size: int, value: float, goal: float) -> Row:
    return Row("engine", what, size, value, "ms", "a frame", FRAME, goal)
