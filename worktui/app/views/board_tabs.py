"""The boards there are: one across all work, one a project, one a filter that is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from worktui.domain.snapshot import Snapshot

ALL = ""


class TabView(NamedTuple):
    """One board. `id` is "" for the one across, `+WEB` for a project's, `/name` for a kept
    filter; `lead` what it is called in short, `name` in full; `query` what a kept filter says."""

    id: str
    lead: str
    name: str = ""
    query: str = ""

    @property
    def project(self) -> str:
        """The project whose board it is, "" for none."""
        return self.id[1:] if self.id.startswith("+") else ""

    @property
    def kept(self) -> str:
        """The name of the kept filter, "" for none."""
        return self.id[1:] if self.id.startswith("/") else ""


EVERYTHING = TabView(ALL, "All")


def board_tabs(work: Snapshot, filters: Mapping[str, str]) -> tuple[TabView, ...]:
    """All boards in order. One project alone has none of its own unless it has its own columns:
    it would be the same."""
    projects = [doc for doc in work.all("projects") if not doc.get("archived")]
    if len(projects) == 1 and not projects[0].get("columns"):
        projects = []
    own = [TabView(f"+{doc['id']}", doc["id"], str(doc.get("name") or "")) for doc in projects]
    kept = [TabView(f"/{name}", name, "", query) for name, query in filters.items()]
    return (EVERYTHING, *own, *kept)
