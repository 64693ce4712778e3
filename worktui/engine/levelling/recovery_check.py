"""Is a recovery plan possible, and is what it says of itself true? Shares no code with those
who make such plans: it goes through the plan slot by slot."""

from __future__ import annotations

from itertools import pairwise

from worktui.engine.levelling.recovery import Recovery, RPlan


def faults(recovery: Recovery, plan: RPlan) -> list[str]:
    """One sentence for each rule the plan breaks; empty for a plan that can be carried out."""
    tasks = recovery.tasks
    if len(plan.starts) != len(tasks) or len(plan.options) != len(tasks):
        return [f"There are {len(tasks)} tasks and {len(plan.starts)} starts."]
    wrong = [
        f"{task.id} has no option {option}."
        for task, option in zip(tasks, plan.options, strict=True)
        if not 0 <= option < len(task.options)
    ]
    if wrong:
        return wrong
    worked = _worked(recovery, plan)
    spans = [
        (at, days[-1] + 1 if days else at) for at, days in zip(plan.starts, worked, strict=True)
    ]
    return [
        *_dates(recovery, plan, worked, spans),
        *_people(recovery, plan, worked),
        *_links(recovery, spans),
        *_promises(recovery, plan, spans),
        *_order(recovery, plan),
    ]


def _worked(recovery: Recovery, plan: RPlan) -> list[list[int]]:
    """The slots in which each task is worked on: free ones of its person, one after another."""
    taken: list[set[int]] = [set() for _ in recovery.people]
    for someone, shut_at in zip(recovery.people, taken, strict=True):
        for first, last in someone.blocked:
            shut_at.update(range(first, last))
    worked: list[list[int]] = [[] for _ in recovery.tasks]
    fixed_first = sorted(range(len(recovery.tasks)), key=lambda n: not recovery.tasks[n].fixed)
    held: list[set[int]] = [set() for _ in recovery.people]
    for n in fixed_first:
        task = recovery.tasks[n]
        person, work = task.options[plan.options[n]]
        slot = plan.starts[n]
        while len(worked[n]) < work:
            shut = person >= 0 and (
                slot in taken[person] or (not task.fixed and slot in held[person])
            )
            if not shut:
                worked[n].append(slot)
            slot += 1
        if task.fixed and person >= 0 and worked[n]:
            held[person].update(range(worked[n][0], worked[n][-1] + 1))
    return worked


def _dates(
    recovery: Recovery, plan: RPlan, worked: list[list[int]], spans: list[tuple[int, int]]
) -> list[str]:
    wrong = []
    for n, task in enumerate(recovery.tasks):
        start, end = spans[n]
        if task.fixed:
            if (start, plan.options[n]) != (task.start0, task.option):
                wrong.append(f"{task.id} must stay where it is.")
            continue
        if start < max(0, task.release):
            wrong.append(f"{task.id} starts in slot {start}, before {task.release}.")
        if end > recovery.horizon:
            wrong.append(f"{task.id} ends in slot {end}, after the horizon.")
        if worked[n] and worked[n][0] != start:
            wrong.append(f"{task.id} starts in slot {start}, when its person has no time.")
    return wrong


def _people(recovery: Recovery, plan: RPlan, worked: list[list[int]]) -> list[str]:
    wrong = []
    for number, person in enumerate(recovery.people):
        mine: dict[int, str] = {}
        for n, task in enumerate(recovery.tasks):
            if task.fixed or task.options[plan.options[n]][0] != number or not worked[n]:
                continue
            for slot in range(worked[n][0], worked[n][-1] + 1):
                if slot in mine:
                    wrong.append(f"{person.id} does {mine[slot]} and {task.id} in slot {slot}.")
                    break
                mine[slot] = task.id
    return wrong


def _links(recovery: Recovery, spans: list[tuple[int, int]]) -> list[str]:
    wrong = []
    for link in recovery.links:
        before, after = recovery.tasks[link.before], recovery.tasks[link.after]
        if after.fixed:
            continue
        first_day, over_day = _days(recovery, spans[link.before])
        starts_on, ends_by = _days(recovery, spans[link.after])
        from_day = first_day if link.type[0] == "S" else over_day
        to_day = starts_on if link.type[1] == "S" else ends_by
        if to_day < from_day + link.lag:
            wrong.append(f"{after.id} does not wait for {before.id} ({link.type} {link.lag:+}).")
    return wrong


def _days(recovery: Recovery, span: tuple[int, int]) -> tuple[int, int]:
    """The day a span starts on, and the first day after it."""
    start, end = span
    return start // recovery.grain, (end + recovery.grain - 1) // recovery.grain


def _promises(recovery: Recovery, plan: RPlan, spans: list[tuple[int, int]]) -> list[str]:
    wrong = []
    for stone, said in zip(recovery.milestones, plan.lateness, strict=True):
        late = max([0, *(_days(recovery, spans[n])[1] - stone.due for n in stone.tasks)])
        if late != said:
            wrong.append(f"{stone.id} is {late} days late, not {said}.")
    handed = [n for n, task in enumerate(recovery.tasks) if task.option != plan.options[n]]
    if handed != list(plan.reassigned):
        wrong.append("The tasks handed over are not those it names.")
    return wrong


def _order(recovery: Recovery, plan: RPlan) -> list[str]:
    """Tasks that neither moved nor were handed over follow each other as they did."""
    changed = {*plan.reassigned, *plan.moved}
    wrong = []
    for number, person in enumerate(recovery.people):
        mine = [
            (task.start0, n)
            for n, task in enumerate(recovery.tasks)
            if task.options[task.option][0] == number
            and task.options[task.option][1]
            and not task.fixed
            and n not in changed
        ]
        mine.sort()
        for (_, first), (_, second) in pairwise(mine):
            if plan.starts[second] < plan.starts[first]:
                names = f"{recovery.tasks[second].id} and {recovery.tasks[first].id}"
                wrong.append(f"{names} changed places on the list of {person.id} unsaid.")
    return wrong
