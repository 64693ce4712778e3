"""Projects in trouble, from a seed: a plan that held, an overrun and an absence.

People have skills and tasks ask for one, so that only some can take over; every milestone was
promised for about the day the plan gave before the trouble.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.plan import plan_of

TODAY = date(2026, 3, 2)  # a Monday
TEAMS = {50: 4, 200: 16, 1000: 83}
"""People by the number of tasks."""
_LENGTHS = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8)
Tables = dict[str, dict[str, dict[str, Any]]]


def troubled(size: int, seed: int = 1, *, room: int = 1) -> MappingSnapshot:
    """A workspace of so many open tasks in which an overrun and an absence came up.

    `room` is the number of working days between the first plan and each promise.
    """
    rng = Random(size * 1000 + seed)
    tables = _calm(rng, size)
    _promise(MappingSnapshot(tables), tables, room)
    _trouble(rng, tables)
    return MappingSnapshot(tables, seq=1)


def _calm(rng: Random, size: int) -> Tables:
    team = TEAMS.get(size) or max(3, size // 12)
    skills = max(2, team // 4)
    people = [f"p{n}" for n in range(team)]
    known = {name: {n % skills, rng.randrange(skills)} for n, name in enumerate(people)}
    able = [[name for name in people if skill in known[name]] for skill in range(skills)]
    marks = 3 if size <= 50 else 6 if size <= 200 else 12
    tables: Tables = {
        "settings": {
            "workspace": {
                "id": "workspace",
                "timezone": "UTC",
                "working_hours": {"mon-fri": ["09:00-17:00"]},
            }
        },
        "people": {name: {"id": name, "name": name.upper()} for name in people},
        "columns": {
            kind: {"id": kind, "name": kind, "kind": kind} for kind in ("todo", "doing", "done")
        },
        "projects": {"RUN": {"id": "RUN", "key": "RUN", "name": "Run"}},
        "milestones": {
            f"RUN-M{n + 1}": {"id": f"RUN-M{n + 1}", "project": "RUN", "name": f"Stage {n + 1}"}
            for n in range(marks)
        },
        "tasks": {},
    }
    load = dict.fromkeys(people, 0)
    for n in range(size):
        tables["tasks"][f"RUN-{n + 1}"] = _task(rng, n, able, load, size, marks)
    for n, name in enumerate(people[: max(1, team // 2)]):  # some work has begun
        doc = next((d for d in _of(tables, name) if not d.get("depends_on")), None)
        if doc is not None and n % 2 == 0:
            doc.update(status="doing", actual_start=TODAY.isoformat())
    return tables


def _task(
    rng: Random, n: int, able: list[list[str]], load: dict[str, int], size: int, marks: int
) -> dict[str, Any]:
    eligible = able[rng.randrange(len(able))]
    reach = max(4, size // 6)
    heads = (
        {rng.randrange(max(0, n - reach), n) for _ in range(rng.choice((0, 1, 1, 2, 2)))}
        if n
        else set()
    )
    doc: dict[str, Any] = {
        "id": f"RUN-{n + 1}",
        "title": f"Work {n + 1}",
        "status": "todo",
        "assignee": min(eligible, key=lambda name: load[name]),
        "eligible": eligible,
        "project": "RUN",
        "milestone": f"RUN-M{min(marks, n * marks // size + 1)}",
        "rank": float(n + 1),
        "estimate_hours": 8 * rng.choice(_LENGTHS),
    }
    load[doc["assignee"]] += doc["estimate_hours"]
    if heads:
        doc["depends_on"] = [{"task": f"RUN-{head + 1}", "type": "FS"} for head in sorted(heads)]
    return doc


def _of(tables: Tables, name: str) -> list[dict[str, Any]]:
    return [doc for doc in tables["tasks"].values() if doc["assignee"] == name]


def _promise(work: MappingSnapshot, tables: Tables, room: int) -> None:
    for _ in range(2):  # promises order the work, which moves what can be promised
        found = plan_of(work, TODAY)
        for id, doc in tables["milestones"].items():
            forecast = found.milestones[id].forecast
            if forecast is not None:
                days = found.model.calendar
                doc["due"] = date.fromordinal(days.plus(forecast, room + 1)).isoformat()


def _trouble(rng: Random, tables: Tables) -> None:
    begun = [doc for doc in tables["tasks"].values() if doc["status"] == "doing"]
    over = rng.choice(begun or list(tables["tasks"].values()))
    over["remaining_hours"] = over["estimate_hours"] + 8 * rng.randint(5, 15)
    needed = {
        link["task"] for doc in tables["tasks"].values() for link in doc.get("depends_on", ())
    }
    others = [name for name in tables["people"] if name != over["assignee"]]
    others.sort(key=lambda name: -sum(doc["id"] in needed for doc in _of(tables, name)))
    first = TODAY + timedelta(days=rng.randint(2, 10))
    last = first + timedelta(days=rng.randint(10, 20))
    away = rng.choice(others[: max(2, len(others) // 3)])
    tables["people"][away]["away"] = [[first.isoformat(), last.isoformat()]]
