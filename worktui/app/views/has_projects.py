"""Light by default: whether a workspace has anything that the place of projects could tell."""

from __future__ import annotations

from worktui.domain.snapshot import Snapshot


def has_projects(work: Snapshot) -> bool:
    """Whether projects have anything to say here: a milestone, a promised day, money or a link.

    A person with only tasks has none of these and never sees the place of projects.
    """
    if work.count("milestones"):
        return True
    if any(doc.get("target") or doc.get("budget") for doc in work.all("projects")):
        return True
    return bool(work.count("projects")) and any(doc.get("depends_on") for doc in work.all("tasks"))
