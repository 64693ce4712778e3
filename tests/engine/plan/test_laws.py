"""Laws of every plan: no link, day off or capacity is broken; taking work away delays nobody."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.plan.work import planned, task
from worktui.engine.plan import Planned

PEOPLE = [
    {"id": "ana", "away": [["2026-03-04", "2026-03-06"]]},
    {"id": "bo", "hours_per_week": 20},
    {"id": "cy", "working_hours": {"tue-sat": ["10:00-16:00"]}},
]


def tasks_of(seed: int, *, people: bool = True) -> list[dict[str, Any]]:
    """A dozen tasks with links that look back, of all types, lags and leads."""
    rng = Random(seed)
    made = []
    for n in range(rng.randint(3, 14)):
        links = [
            {
                "task": f"T{head}",
                "type": rng.choice(("FS", "FS", "SS", "FF", "SF")),
                "lag_days": rng.choice((0, 0, 1, 3, -1)),
                "elapsed": rng.random() < 0.2,
            }
            for head in sorted(rng.sample(range(n), min(n, rng.choice((0, 1, 1, 2)))))
        ]
        made.append(
            task(
                f"T{n}",
                assignee=rng.choice(("ana", "bo", "cy", None)) if people else None,
                estimate_hours=rng.choice((1, 3, 7, 12, 30)),
                status=rng.choice(("todo", "todo", "todo", "doing")),
                start=rng.choice((None, None, "2026-03-09")),
                depends_on=links or None,
            )
        )
    return made


def faults(plan: Planned) -> list[str]:
    """What a plan breaks, found without the code that made it."""
    wrong = []
    used: dict[tuple[str, int], int] = {}
    for id, (person, taken) in plan.spread.items():
        for day, minutes in taken:
            used[person, day] = used.get((person, day), 0) + minutes
        work = plan.model.tasks[id]
        if person and sum(minutes for _, minutes in taken) != work.minutes:
            wrong.append(f"{id} gets other work than it has")
    for (person, day), minutes in used.items():
        time = plan.model.people[person]
        if not time.days.works(day) or minutes > time.on(day):
            wrong.append(f"{person} works {minutes} on {day}")
    for task_ in plan.model.tasks.values():
        placed = plan.tasks[task_.id]
        for link in task_.links:
            before = plan.tasks[link.before]
            if task_.kind == "doing" and link.type in ("FS", "SS"):
                continue
            moment = before.finish + 1 if link.type in ("FS", "FF") else before.start
            if link.elapsed:
                moment += link.lag
            else:
                step = 1 if link.lag > 0 else -1
                left = abs(link.lag)
                while left:  # the lag-th working day, a day at a time
                    day = moment if step > 0 else moment - 1
                    left -= task_.calendar.works(day)
                    moment += step
            mine = placed.start if link.type in ("FS", "SS") else placed.finish + 1
            days = range(mine, moment)
            if any(task_.calendar.works(day) for day in days):
                wrong.append(f"{task_.id} breaks its {link.type} link to {link.before}")
    return wrong


@given(st.integers(0, 100_000))
def test_no_plan_breaks_a_link_a_calendar_or_a_capacity(seed: int) -> None:
    assert faults(planned(*tasks_of(seed), people=PEOPLE)) == []


@given(st.integers(0, 100_000))
def test_without_capacity_taking_a_task_away_delays_nobody(seed: int) -> None:
    made = tasks_of(seed, people=False)
    gone = f"T{seed % len(made)}"
    before = planned(*made)
    rest = []
    for doc in made:
        links = [link for link in doc.get("depends_on") or () if link["task"] != gone]
        if doc["id"] != gone:
            rest.append({**doc, "depends_on": links})
    after = planned(*rest)
    assert all(after.tasks[id].finish <= before.tasks[id].finish for id in after.tasks)


@given(st.integers(0, 100_000))
def test_the_same_facts_give_the_same_plan(seed: int) -> None:
    one, same = (planned(*tasks_of(seed), people=PEOPLE) for _ in range(2))
    assert (one.tasks, one.spread, one.order) == (same.tasks, same.spread, same.order)


@given(st.integers(0, 100_000))
def test_nothing_starts_before_today_or_before_its_first_day(seed: int) -> None:
    plan = planned(*tasks_of(seed), people=PEOPLE)
    for id, placed in plan.tasks.items():
        work = plan.model.tasks[id]
        assert placed.start <= placed.finish
        assert placed.finish >= plan.model.today
        if work.kind == "todo":
            assert placed.start >= max(plan.model.today, work.floor or 0)
