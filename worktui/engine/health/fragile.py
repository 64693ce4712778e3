"""Where a project would break first: no slack, one person, nobody's work, what drives most."""

from __future__ import annotations

from collections import Counter

from worktui.engine.forecast import Simulated
from worktui.engine.health.model import Reason
from worktui.engine.health.words import counted
from worktui.engine.plan import Planned, PlanTask

TIGHT = 2
"""Working days of slack up to which a driving task has none to speak of."""
MANY = 3
"""Driving tasks from which on one person is the neck of the bottle."""
OFTEN = 0.5
"""Share of the samples from which on a task drives."""
_SHOWN = 6


def fragile(planned: Planned, simulated: Simulated | None, project: str) -> tuple[Reason, ...]:
    """The fragile spots of a project, the most telling first."""
    driving = _driving(planned, project)
    found = [*_tight(planned, driving), *_one_person(driving), *_nobodys(driving)]
    if simulated is not None:
        found += _critical(planned, simulated, project)
    return tuple(found)


def _driving(planned: Planned, project: str) -> list[PlanTask]:
    ids = dict.fromkeys(
        id for plan in planned.milestones.values() if plan.project == project for id in plan.chain
    )
    return [planned.model.tasks[id] for id in ids]


def _tight(planned: Planned, driving: list[PlanTask]) -> list[Reason]:
    tight = [
        task.id
        for task in driving
        if (slack := planned.tasks[task.id].slack) is not None and slack <= TIGHT
    ]
    if not tight:
        return []
    have = "has" if len(tight) == 1 else "have"
    return [
        Reason(
            "no_slack",
            f"{len(tight)} of {counted(len(driving), 'driving task')} {have} {TIGHT} working days "
            f"of slack or less: {_named(tight)}.",
            tuple(tight),
        )
    ]


def _one_person(driving: list[PlanTask]) -> list[Reason]:
    found = []
    for person, count in Counter(task.person for task in driving if task.person).most_common():
        if count < MANY or count * 2 <= len(driving):
            continue
        ids = tuple(task.id for task in driving if task.person == person)
        found.append(
            Reason(
                "one_person",
                f"{person} alone does {count} of the {len(driving)} driving tasks: {_named(ids)}.",
                ids,
            )
        )
    return found


def _nobodys(driving: list[PlanTask]) -> list[Reason]:
    ids = tuple(task.id for task in driving if not task.person)
    if not ids:
        return []
    one = len(ids) == 1
    text = f"{counted(len(ids), 'driving task')} {'is' if one else 'are'} nobody's: {_named(ids)}."
    return [Reason("nobodys", text, ids)]


def _critical(planned: Planned, simulated: Simulated, project: str) -> list[Reason]:
    often = sorted(
        (
            (share, id)
            for id, share in simulated.criticality.items()
            if share >= OFTEN and planned.model.tasks[id].project == project
        ),
        key=lambda one: (-one[0], one[1]),
    )
    if not often:
        return []
    ids = tuple(id for _, id in often)
    said = ", ".join(f"{id} ({round(share * 100)} %)" for share, id in often[:_SHOWN])
    more = f" and {len(often) - _SHOWN} more" if len(often) > _SHOWN else ""
    return [Reason("criticality", f"In most samples these decide the end: {said}{more}.", ids)]


def _named(ids: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
