"""What a move should be asked about before it is done: work that still waits for something, a
column that is full. Pure; a face asks, and `meant` is the answer yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from worktui.app.phrases import counted, listed
from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.plans.places import held_in
from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import MoveTask
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot

_MOST = 3
"""So many tasks are named one by one."""


def doubts(actions: Sequence[Action], work: Snapshot) -> tuple[str, ...]:
    """A sentence for each thing to be asked about, () when the moves are plain."""
    moves = [action for action in actions if isinstance(action, MoveTask)]
    return (*_waiting(moves, work), *_full(moves, work)) if moves else ()


def meant(actions: Sequence[Action]) -> list[Action]:
    """The same, with full columns passed over."""
    return [replace(each, over=True) if isinstance(each, MoveTask) else each for each in actions]


def _waiting(moves: Sequence[MoveTask], work: Snapshot) -> list[str]:
    """Those that go into work in hand and wait for something: for what."""
    going = {move.task for move in moves}
    told = []
    for move in moves:
        task = work.get("tasks", move.task)
        if task is None or column_kind(work, move.to) != "doing" or task.get("status") == move.to:
            continue
        if why := _waits_for(task, work, going):
            told.append(f"{task['id']} waits for {why}")
    if len(told) > _MOST:
        told = [*told[: _MOST - 1], f"{len(told) - _MOST + 1} more wait"]
    return told


def _waits_for(task: Doc, work: Snapshot, going: set[str]) -> str:
    """What a task waits for in words, "" when for nothing."""
    waiting = [id for id in open_blockers(work, task) if id not in going]
    if waiting:
        return listed([_named(work.get("tasks", id) or {"id": id}) for id in waiting], 2)
    return str(task.get("blocked") or task.get("waiting_for") or "").removeprefix("waits for ")


def _named(task: Doc) -> str:
    who = f" (@{task['assignee']})" if task.get("assignee") else " (nobody has it)"
    return f"{task['id']} {str(task.get('title', ''))[:40]}".rstrip() + who


def _full(moves: Sequence[MoveTask], work: Snapshot) -> list[str]:
    """Columns with a hard limit that would hold more than it."""
    come: Counter[str] = Counter()
    for move in moves:
        status = (work.get("tasks", move.task) or {}).get("status")
        if status != move.to:
            come[move.to] += 1
            come[str(status)] -= 1
    told = []
    for id, more in come.items():
        column = work.get("columns", id) or {}
        limit = column.get("limit")
        if more > 0 and limit and column.get("hard") and held_in(work, id) + more > limit:
            now = counted(held_in(work, id), "task")
            told.append(f"{column.get('name', id)} holds {now}, its limit is {limit}")
    return told
