"""The links of a plan: read from `depends_on`, checked, rings cut and named.

A link to a milestone waits for all of its tasks. A link to nothing is left out and told; so
are the links of a ring, so that the rest of the plan still stands.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from dataclasses import replace
from math import ceil, floor

from worktui.engine.network import Link, find_cycle
from worktui.engine.plan.model import PlanLink, PlanTask, Problem


def tied(
    tasks: MutableMapping[str, PlanTask],
    members: Mapping[str, Sequence[str]],
    problems: MutableSequence[Problem],
) -> None:
    """Give every task its links, in place; what is wrong goes to `problems`."""
    found: dict[str, list[PlanLink]] = {}
    for task in tasks.values():
        given = task.doc.get("depends_on")
        if given:
            found[task.id] = _read(task, given, tasks, members, problems)
    if found:
        _cut(found, tasks, problems)
    for id, links in found.items():
        tasks[id] = replace(tasks[id], links=tuple(links))


def _read(
    task: PlanTask,
    given: Sequence[Mapping[str, object]],
    tasks: Mapping[str, PlanTask],
    members: Mapping[str, Sequence[str]],
    problems: MutableSequence[Problem],
) -> list[PlanLink]:
    links: list[PlanLink] = []
    for item in given:
        before = str(item.get("task"))
        lag = float(str(item.get("lag_days") or 0))
        whole = ceil(lag) if lag > 0 else floor(lag)
        kind = str(item.get("type") or "FS")
        heads = [before] if before in tasks else list(members.get(before, ()))
        if not heads:
            problems.append(
                Problem(
                    "unknown_task",
                    f"{task.id} waits for {before[:40]}, which is not there; "
                    "it is planned as if it waited for nothing.",
                    f"Take the link away: `worktui unlink {task.id} {before[:40]}`.",
                    (task.id,),
                    task.project,
                )
            )
        links.extend(
            PlanLink(head, task.id, kind, whole, bool(item.get("elapsed")))
            for head in heads
            if head != task.id or head == before
        )
    return links


def _cut(
    found: dict[str, list[PlanLink]],
    tasks: Mapping[str, PlanTask],
    problems: MutableSequence[Problem],
) -> None:
    while True:
        links = [Link(link.before, link.after) for some in found.values() for link in some]
        ring = find_cycle(found, [link for link in links if link.before in found])
        if not ring:
            return
        pairs = set(zip(ring, [*ring[1:], ring[0]], strict=True))
        for id in ring:
            found[id] = [link for link in found[id] if (link.before, id) not in pairs]
        names = " → ".join([*ring, ring[0]])
        problems.append(
            Problem(
                "cycle",
                f"These tasks wait for each other in a ring: {names}. "
                "They are planned without the links of the ring.",
                f"Take one of them away: `worktui unlink {ring[0]} {ring[-1]}`.",
                tuple(ring),
                tasks[ring[0]].project,
            )
        )
