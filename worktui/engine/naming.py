"""Who and what a short name means: people, projects, contacts, milestones.

Exact names win over first names, and those over beginnings; several answers are several.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot


def people_called(work: Snapshot, name: str, me: str) -> list[str]:
    """Handles that `name` may mean; `me` is whoever asks."""
    wanted = name.lstrip("@").casefold()
    if wanted == "me":
        return [me] if me else []
    return _called(work.all("people"), wanted, "id", "email")


def projects_called(work: Snapshot, name: str) -> list[str]:
    """Keys of the projects that `name` may mean."""
    return _called(work.all("projects"), name.lstrip("+").casefold(), "id")


def milestones_called(work: Snapshot, name: str) -> list[str]:
    """Ids of the milestones that `name` may mean, by id or whole name."""
    wanted = name.lstrip("+").casefold()
    return [
        doc["id"]
        for doc in work.all("milestones")
        if wanted in (doc["id"].casefold(), str(doc.get("name", "")).casefold())
    ]


def contacts_called(work: Snapshot, name: str) -> list[str]:
    """Addresses of the people outside that `name` may mean."""
    return _called(work.all("contacts"), name.lstrip("@").casefold(), "id")


def _called(docs: Iterable[Doc], wanted: str, *exact: str) -> list[str]:
    if not wanted:
        return []
    first: list[str] = []
    begins: list[str] = []
    for doc in docs:
        name = str(doc.get("name", "")).casefold()
        if wanted == name or any(wanted == str(doc.get(field, "")).casefold() for field in exact):
            return [doc["id"]]
        if wanted in (name.split(" ")[0], name.replace(" ", "."), name.replace(" ", "")):
            first.append(doc["id"])
        elif doc["id"].casefold().startswith(wanted) or name.startswith(wanted):
            begins.append(doc["id"])
    return first or begins


def near(name: str, known: Iterable[str]) -> str:
    """The known name nearest to one that is not, "" when none is near."""
    by_fold = {one.casefold(): one for one in known}
    found = get_close_matches(name.casefold(), list(by_fold)[:5000], n=1)
    return by_fold[found[0]] if found else ""
