"""Suggestions from the state of the work itself: few, precise, each with a stable key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.bands import weigh
from worktui.engine.reason.draft import signal
from worktui.engine.reason.values import Proposal, Signal

_OVERDUE_DAYS = 2
_MOST = 3
"""Of one kind at a time: an inbox is read, not scrolled."""
_KEPT = timedelta(days=7)


def from_state(work: Snapshot, *, now: datetime, me: str) -> tuple[Proposal, ...]:
    """What the work asks for by itself: tasks set free, and overdue ones nobody speaks of."""
    settings = Settings.of(work)
    kinds = {c["id"]: c.get("kind", "todo") for c in work.all("columns")}
    tasks = {t["id"]: t for t in work.all("tasks") if not t.get("archived")}
    freed = islice(_freed(work, tasks, kinds, now), _MOST)
    late = islice(_overdue(tasks, kinds, settings, me, now), _MOST)
    return (*freed, *late)


def _freed(
    work: Snapshot, tasks: dict[str, Doc], kinds: dict[str, str], now: datetime
) -> Iterator[Proposal]:
    """A task still to do whose predecessors are all done: it can begin."""
    for task in tasks.values():
        before = [str(link.get("task")) for link in task.get("depends_on") or ()]
        if not before or kinds.get(task.get("status", "")) != "todo" or task.get("snoozed_until"):
            continue
        if any(kinds.get((tasks.get(p) or {}).get("status", "")) != "done" for p in before):
            continue
        names = ", ".join(before)
        yield _one(
            _begin(work, task, names),
            title=f"{task['id']} can begin",
            reason=f"{names} is done, so {task['id']} “{task.get('title', '')}” waits for nothing.",
            key=f"freed|{task['id']}|{names}",
            signals=[signal("unblocked", 2.0, "all it waited for is done")],
            now=now,
        )


def _begin(work: Snapshot, task: Doc, names: str) -> dict[str, object]:
    """The next column of things to do when there is one, else a word to its holder."""
    project = work.get("projects", task.get("project") or "") or {}
    order = project.get("columns") or [c["id"] for c in work.all("columns")]
    at = order.index(task["status"]) if task.get("status") in order else len(order)
    after = work.get("columns", order[at + 1]) if at + 1 < len(order) else None
    if after is not None and after.get("kind") == "todo":
        return {"type": "move_task", "task": task["id"], "to": after["id"]}
    if task.get("assignee"):
        question = f"{names} is done: can {task['id']} begin?"
        return {
            "type": "ask_person",
            "who": task["assignee"],
            "task": task["id"],
            "question": question,
        }
    return {"type": "comment_task", "task": task["id"], "text": f"{names} is done: this can begin."}


def _overdue(
    tasks: dict[str, Doc], kinds: dict[str, str], settings: Settings, me: str, now: datetime
) -> Iterator[Proposal]:
    """Overdue by days, held by somebody else, not spoken of since: ask."""
    today = settings.today(now)
    for task in tasks.values():
        due, holder = task.get("due"), task.get("assignee")
        if not due or not holder or holder == me or kinds.get(task.get("status", "")) != "doing":
            continue
        late = (today - settings.due_day(due)).days
        if late < _OVERDUE_DAYS or _spoken_since(task, settings.due_day(due).isoformat()):
            continue
        yield _one(
            {
                "type": "ask_person",
                "who": holder,
                "task": task["id"],
                "question": f"{task['id']} “{task.get('title', '')}” was due {due[:10]}. How "
                f"does it stand?",
            },
            title=f"{task['id']} is {late} days late",
            reason=f"{task['id']} was due {due[:10]} and nobody has said anything since.",
            key=f"overdue|{task['id']}|{due[:10]}",
            signals=[signal("overdue", 1.4, f"{late} days late without a word")],
            now=now,
        )


def _spoken_since(task: Doc, day: str) -> bool:
    return any(
        str(c.get("at") or c.get("ts") or "")[:10] >= day for c in task.get("comments") or ()
    )


def _one(
    given: dict[str, object],
    *,
    title: str,
    reason: str,
    key: str,
    signals: list[Signal],
    now: datetime,
) -> Proposal:
    confidence, band = weigh(signals)
    return Proposal(
        title=title,
        actions=(parse(given),),
        reason=reason,
        signals=tuple(signals),
        assumptions=(),
        evidence=(),
        confidence=confidence,
        band=band,
        dedupe_key=key,
        expires_at=now + _KEPT,
        origin="rules",
    )
