"""A realistic workspace of N tasks: `python -m benchmarks.fill PATH --tasks N [--seed S]`.

The same seed and day give the same work: people, projects with milestones, four columns,
links that only look back, dates around today, a few bookings and hours spent.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

Json = dict[str, Any]
ZONE = "Europe/Berlin"
_VERBS = (
    "Write", "Review", "Fix", "Draft", "Plan", "Test", "Ship", "Move", "Check", "Translate",
    "Measure", "Call", "Order", "Compare", "Close", "Ask for",
)  # fmt: skip
_THINGS = (
    "the price table", "the checkout form", "hotel for five", "the import of contacts",
    "release notes", "the reminder mail", "the search index", "the export to CSV",
    "the onboarding call", "the press kit", "the data model", "the login page", "the quote",
    "the calendar feed", "photos of the team", "the cookie banner", "redirects",
    "the backup by restoring it", "the invoice layout", "notes of the interviews",
    "北村さんへの返事", "die Druckdaten", "the certificate", "the load test",
)  # fmt: skip
_FOR = ("", "", "", " for Northwind", " before the fair", " with legal", " in two languages",
        " on small screens", " for the open day")  # fmt: skip
_NAMES = ("Ana Ruiz", "Bo Lindqvist", "Cy Okafor", "Di Moreau", "Eli Brandt", "Gus Novak",
          "Hal Ito", "Ivo Silva", "Joe Hart", "Kim Weber", "Lea Roth", "Mo Haddad")  # fmt: skip
_KEYS = ("WEB", "OPS", "FAIR", "APP", "DATA", "LEGAL", "NW", "SALES")
_COLUMNS = (("todo", "To do", "todo"), ("doing", "Doing", "doing"), ("review", "Review", "doing"),
            ("done", "Done", "done"))  # fmt: skip
_NOTES = (
    "Agreed on the phone; the minutes have the details and two open questions.",
    "Ask before changing the wording: legal has seen this version already.",
    "Needs the numbers that come at the end of the week.",
)
_TAGS = ("copy", "legal", "client", "mail", "docs", "idea", "api")


def workspace(tasks: int, seed: int = 1, today: date | None = None) -> Json:
    """Workspace JSON with so many tasks, around `today` (UTC)."""
    rng = Random(seed)
    day = today or datetime.now(UTC).date()
    people = [_person(name) for name in _NAMES[: max(3, min(len(_NAMES), 3 + tasks // 200))]]
    keys = _KEYS[: max(2, min(len(_KEYS), 2 + tasks // 300))]
    work: Json = {
        "worktui": 1, "timezone": ZONE, "me": people[0]["id"], "name": "sample",
        "people": people,
        "contacts": [
            {"name": "Tom Hale", "email": "tom@northwind.example", "tz": "Europe/London"},
            {"name": "Iva Novak", "email": "iva@novak.example", "tz": "Europe/Prague"},
        ],
        "columns": [{"id": id, "name": name, "kind": kind} for id, name, kind in _COLUMNS],
        "projects": [_project(rng, key, people, day) for key in keys],
        "milestones": [_milestone(key, n, day) for key in keys for n in (1, 2, 3, 4)],
    }  # fmt: skip
    work["tasks"] = _tasks(rng, tasks, keys, [person["id"] for person in people], day)
    work["time"] = _time(rng, work["tasks"], day)
    work["event_types"] = [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": [people[0]["id"]],
         "buffer_after": 15, "step": 30, "min_notice_hours": 24, "horizon_days": 60}
    ]  # fmt: skip
    return work


def _person(name: str) -> Json:
    handle = name.split(maxsplit=1)[0].lower()
    return {"id": handle, "name": name, "email": f"{handle}@acme.example", "tz": ZONE,
            "hours_per_week": 35}  # fmt: skip


def _project(rng: Random, key: str, people: list[Json], day: date) -> Json:
    return {"key": key, "name": f"{key.capitalize()} work", "lead": rng.choice(people)["id"],
            "start": _day(day, -60), "target": _day(day, 90), "budget": "50000",
            "currency": "EUR"}  # fmt: skip


def _milestone(key: str, n: int, day: date) -> Json:
    name = ("Alpha", "Beta", "Launch", "After")[n - 1]
    due = _day(day, (n - 1) * 30 - 10)
    return {"id": f"{key}-M{n}", "project": key, "name": name, "due": due, "weight": 1}


def _day(day: date, ahead: int) -> str:
    return (day + timedelta(days=ahead)).isoformat()


def _tasks(rng: Random, count: int, keys: tuple[str, ...], who: list[str], day: date) -> list[Json]:
    numbers = dict.fromkeys(keys, 0)
    made: dict[str, list[str]] = {key: [] for key in keys}
    tasks = []
    for n in range(count):
        key = rng.choice(keys)
        numbers[key] += 1
        task = _task(rng, f"{key}-{numbers[key]}", key, n / max(1, count), who, day)
        if made[key] and rng.random() < 0.25:
            before = rng.choice(made[key][-40:])
            task["depends_on"] = [{"task": before, "type": "FS", "lag_days": rng.choice((0, 0, 1))}]
        made[key].append(task["id"])
        tasks.append(task)
    return tasks


def _task(rng: Random, id: str, key: str, along: float, who: list[str], day: date) -> Json:
    """`along` 0 to 1: earlier tasks are more often done."""
    done = rng.random() < 0.85 - along
    status = "done" if done else rng.choices(("todo", "doing", "review"), (8, 2, 1))[0]
    due = int(rng.gauss(-30 if done else 12, 15))
    hours = rng.choice((1, 2, 4, 8, 16, 24))
    task: Json = {
        "id": id, "title": f"{rng.choice(_VERBS)} {rng.choice(_THINGS)}{rng.choice(_FOR)}",
        "status": status, "project": key, "milestone": f"{key}-M{rng.randint(1, 4)}",
        "priority": rng.choices(("low", "normal", "high", "urgent"), (2, 10, 3, 1))[0],
        "estimate_hours": hours,
    }  # fmt: skip
    if rng.random() < 0.9:
        task["assignee"] = rng.choice(who)
    if rng.random() < 0.7:
        task["due"] = _day(day, due)
    if status != "todo":
        task["actual_start"] = _day(day, due - rng.randint(1, 6))
    if done:
        task["actual_finish"] = _day(day, min(0, due))
    elif status != "todo":
        task["remaining_hours"] = rng.randint(1, hours)
    if rng.random() < 0.4:
        task["tags"] = rng.sample(_TAGS, rng.randint(1, 2))
    if rng.random() < 0.2:
        task["notes"] = rng.choice(_NOTES)
    return task


def _time(rng: Random, tasks: list[Json], day: date) -> list[Json]:
    return [
        {"task": task["id"], "person": task["assignee"], "day": _day(day, -rng.randint(0, 20)),
         "hours": rng.choice((0.5, 1, 2, 3))}
        for task in tasks[-400:]
        if task.get("assignee") and task["status"] != "todo"
    ]  # fmt: skip


def fill(path: Path, tasks: int, seed: int = 1, now: datetime | None = None) -> None:
    """Write such a workspace into a new file at `path`."""
    from worktui.app.clock import FixedClock
    from worktui.wiring import import_workspace, make_desk, open_store

    moment = now or datetime.combine(datetime.now(UTC).date(), time(9), UTC)
    store = open_store(path, clock=FixedClock(moment))
    store.open()
    try:
        work = workspace(tasks, seed, moment.date())
        import_workspace(make_desk(store, FixedClock(moment), work["me"], "import"), work)
        store.fold()
    finally:
        store.close()


def main(argv: list[str] | None = None) -> int:
    """Write the workspace that was asked for."""
    parser = argparse.ArgumentParser("benchmarks.fill", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--tasks", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--now", type=datetime.fromisoformat, help="the day around which it lies")
    given = parser.parse_args(argv)
    if given.path.exists():
        print(f"{given.path} is there already; name a new file.", file=sys.stderr)
        return 1
    now = given.now.replace(tzinfo=given.now.tzinfo or UTC) if given.now else None
    fill(given.path, given.tasks, given.seed, now)
    print(f"{given.tasks} tasks are in {given.path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
