"""Realistic task documents from a seed, about 390 bytes of JSON each."""

from __future__ import annotations

from random import Random
from typing import Any

_VERBS = "Write Review Fix Draft Plan Test Ship Move Check Translate Measure Call".split()
_THINGS = (
    "homepage hero copy|checkout form|price list|import of contacts|release notes|billing mail|"
    "search index|export to CSV|onboarding call|press kit|data model|login page|"
    "quote for Northwind|calendar feed|photo shoot|cookie banner|site map|backup routine|"
    "invoice layout|user interviews"
).split("|")
_PEOPLE = "mara ana joe li tomas".split()
_PROJECTS = ("WEB", "NW", "OPS")
_STATUS = ("todo", "todo", "todo", "doing", "review", "done", "done")
_NOTES = (
    "Agreed on the phone; see the minutes for the details and the two open questions.",
    "Ask before changing the wording, legal has seen this version already.",
    "Depends on the numbers that finance sends at the end of the week.",
    "",
)


def documents(n: int, seed: int = 1) -> list[dict[str, Any]]:
    """`n` tasks in the shape of workspace JSON; the same ones for the same seed."""
    rng = Random(seed)
    return [_task(rng, number) for number in range(1, n + 1)]


def _task(rng: Random, number: int) -> dict[str, Any]:
    project = rng.choice(_PROJECTS)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    hours = rng.choice((2, 4, 8, 16, 24, 40))
    doc: dict[str, Any] = {
        "id": f"{project}-{number}",
        "title": f"{rng.choice(_VERBS)} {rng.choice(_THINGS)} for round {rng.randint(1, 99)}",
        "status": rng.choice(_STATUS),
        "assignee": rng.choice(_PEOPLE),
        "project": project,
        "milestone": f"{project}-M{rng.randint(1, 4)}",
        "priority": rng.choice(("low", "normal", "normal", "high")),
        "start": f"2026-{month:02}-{max(1, day - 5):02}",
        "due": f"2026-{month:02}-{day:02}",
        "estimate_hours": hours,
        "remaining_hours": rng.randint(0, hours),
        "tags": rng.sample(("copy", "legal", "client", "urgent", "idea"), rng.randint(0, 2)),
        "rank": number * 1024,
        "notes": rng.choice(_NOTES),
    }
    if number > 3 and rng.random() < 0.3:
        before = f"{project}-{rng.randint(1, number - 1)}"
        doc["depends_on"] = [{"task": before, "type": "FS", "lag_days": 0, "elapsed": False}]
    return doc
