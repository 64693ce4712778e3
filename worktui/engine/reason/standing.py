"""Suggestions from the state of the work itself: few, precise, each with a stable key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.draft import signal
from worktui.engine.reason.standing_flow import Hours, at_risk, over_limit, stale
from worktui.engine.reason.standing_words import one, title
from worktui.engine.reason.values import Proposal

_OVERDUE_DAYS = 2
_MOST = 3
"""Of one kind at a time: an inbox is read, not scrolled."""
_OPEN = frozenset({"proposed", "snoozed"})
KINDS = ("freed", "overdue", "stale", "over", "risk")
"""What their keys begin with."""


def from_state(work: Snapshot, *, now: datetime, me: str) -> tuple[Proposal, ...]:
    """What the work asks for by itself and was not suggested before: tasks set free, overdue
    ones nobody speaks of, tasks without news, columns over their limit, dates out of reach."""
    known, waiting = set[str](), dict.fromkeys(KINDS, 0)
    for doc in work.all("suggestions"):
        key = str(doc.get("dedupe_key") or "")
        kind = key.partition("|")[0]
        if kind in waiting:
            known.add(key)
            waiting[kind] += doc.get("state") in _OPEN
    found: list[Proposal] = []
    for kind, proposals in _all(work, now, me):
        fresh = (made for made in proposals if made.dedupe_key not in known)
        found += islice(fresh, max(0, _MOST - waiting[kind]))
    return tuple(found)


def still_called_for(work: Snapshot, *, now: datetime, me: str) -> frozenset[str]:
    """The keys of all that the work asks for now, suggested before or not."""
    return frozenset(made.dedupe_key for _, some in _all(work, now, me) for made in some)


def _all(work: Snapshot, now: datetime, me: str) -> Iterator[tuple[str, Iterator[Proposal]]]:
    settings = Settings.of(work)
    kinds = {c["id"]: c.get("kind", "todo") for c in work.all("columns")}
    tasks = {t["id"]: t for t in work.all("tasks") if not t.get("archived")}
    hours = Hours(work, settings)
    yield "freed", _freed(work, tasks, kinds, now)
    yield "overdue", _overdue(tasks, kinds, settings, me, now)
    yield "stale", stale(work, tasks, kinds, hours, me, now)
    yield "over", over_limit(work, tasks, kinds, me, now)
    yield "risk", at_risk(work, tasks, kinds, hours, me, now)


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
        yield one(
            _begin(work, task, names),
            title=f"{task['id']} can begin",
            reason=f"{names} is done, so {title(task)} waits for nothing.",
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
        yield one(
            {
                "type": "ask_person",
                "who": holder,
                "task": task["id"],
                "question": f"{title(task)} was due {due[:10]}. How does it stand?",
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
