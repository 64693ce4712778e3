"""One row after another of a table as tasks: each cell read as its field wants it.

Names that are not here yet (people, projects, milestones) are kept to be made with the rows.
What cannot be read is refused with its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from worktui.app.beginning import COLUMNS
from worktui.app.field_words import typed
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import TASK_FIELDS
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_block, clean_or
from worktui.engine.lengths import hours_of, tidy
from worktui.engine.naming import people_called
from worktui.engine.spoken import Spoken
from worktui.formats.keys import free_key, project_key
from worktui.formats.link_words import parse_link
from worktui.formats.mspdi_people import new_handle

OURS = re.compile(r"[A-Z][A-Z0-9]{0,9}-\d{1,12}", re.ASCII)
"""An id that may be kept; others only name a row within the table."""
_KINDS = {
    "done": "done closed complete completed finished resolved erledigt fertig shipped",
    "doing": "doing started active wip review testing progress laufend",
    "todo": "todo open new backlog planned offen ready next",
}
"""Words of a status by which it is known, where no column is called so."""
_PRIORITY = {
    "urgent": "urgent highest critical blocker p0 1 kritisch dringend",
    "high": "high major important p1 2 hoch",
    "normal": "normal medium middle moderate p2 3 mittel",
    "low": "low lowest minor trivial p3 4 p4 5 niedrig",
}


@dataclass(slots=True)
class Cells:
    """Rows in the making. `aliases` are the ids of rows that get others here."""

    work: Snapshot
    spoken: Spoken
    file: str
    ids: Mapping[str, str]
    tasks: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    projects: dict[str, dict[str, Any]] = field(default_factory=dict)
    milestones: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    line: int = 0

    def take(self, line: int, given: Mapping[str, str]) -> None:
        """One row; raises BadInput naming line and column."""
        self.line = line
        if not clean_or(given.get("title")):
            self.warnings.append(f"{self.file}, line {line} has no title: left out.")
            return
        doc: dict[str, Any] = {"title": clean_or(given["title"])}
        if id := self.ids.get(given.get("id", "")):
            doc["id"] = id
        project = self.project(given["project"]) if "project" in given else self.kept(doc)
        if "project" in given:
            doc["project"] = project
        for name, text in given.items():
            if name not in ("id", "title", "project"):
                doc[name] = self.value(name, text, project)
        self.status(doc)
        self.tasks.append({name: value for name, value in doc.items() if value is not None})

    def kept(self, doc: Mapping[str, Any]) -> str:
        """The project of a task that is here already."""
        here = self.work.get("tasks", str(doc.get("id", "")))
        return str((here or {}).get("project") or "")

    def value(self, name: str, text: str, project: str) -> Any:
        """One cell as its field holds it; None for one that says nothing."""
        match name:
            case "assignee":
                return self.person(text)
            case "milestone":
                return self.milestone(text, project)
            case "status":
                return self.column(text)
            case "priority":
                return self.priority(text)
            case "depends_on":
                return self.links(text)
            case "constraint":
                return self.constraint(text)
            case "duration_days":
                return self.days(text)
            case "notes":
                return clean_block(text) or None
            case "tags":
                parted = re.split(r"[,;]", text) if re.search(r"[,;]", text) else text.split()
                return [tag for part in parted if (tag := "-".join(part.strip("# ").split()))]
        return self.plain(name, text)

    def plain(self, name: str, text: str) -> Any:
        try:
            return typed(TASK_FIELDS[name], name, text, self.spoken)
        except BadInput as error:
            raise self.bad(name, text, error.message, error.hint) from error

    def bad(self, name: str, text: str, what: str = "", hint: str = "") -> BadInput:
        """A refusal with its place."""
        said = what or f"“{clean_or(text, '?')[:60]}” cannot be read."
        return BadInput(f"{self.file}, line {self.line}, {name}: {said}", hint=hint)

    def person(self, text: str) -> str | None:
        """A handle; several people are the first, and told."""
        names = [part.strip() for part in re.split(r"[;,&]| and ", text) if part.strip()]
        if not names:
            return None
        if len(names) > 1 and not people_called(self.work, text.strip(), ""):
            self.warnings.append(
                f"{self.file}, line {self.line}: of {clean_or(text)[:80]} only the first is taken."
            )
        elif len(names) > 1:
            names = [text.strip()]
        name = clean_or(names[0].lstrip("@"), "?")
        found = people_called(self.work, name, "")
        if len(found) > 1:
            raise self.bad("assignee", text, f"“{name}” may be {', '.join(found)}.")
        if found:
            return found[0]
        if name.casefold() not in self.people:
            taken = {str(id) for id in self.work.ids("people")}
            taken |= {doc["id"] for doc in self.people.values()}
            email = name.lower() if "@" in name else None
            shown = name.partition("@")[0] if email else name
            handle = new_handle(shown, taken)
            self.people[name.casefold()] = {"id": handle, "name": shown, "email": email}
        return str(self.people[name.casefold()]["id"])

    def project(self, text: str) -> str:
        """A key; a project that is not here is made."""
        name = clean_or(text.lstrip("+"), "?")
        for doc in [*self.work.all("projects"), *self.projects.values()]:
            key = str(doc.get("key") or doc.get("id"))
            if name.casefold() in (key.casefold(), str(doc.get("name", "")).casefold()):
                return key
        key = free_key(project_key(name), self.work)
        while any(doc["key"] == key for doc in self.projects.values()):
            key += "2"
        self.projects[key] = {"key": key, "name": name}
        return key

    def milestone(self, text: str, project: str) -> str | None:
        """The id of a milestone of the project; one that is not there is made."""
        name = clean_or(text.lstrip("+"), "?")
        for doc in self.work.all("milestones"):
            called = (str(doc["id"]).casefold(), str(doc.get("name", "")).casefold())
            if doc.get("project") == project and name.casefold() in called:
                return str(doc["id"])
        if not project:
            self.warnings.append(
                f"{self.file}, line {self.line}: the milestone {name[:60]} needs a project: "
                "left out."
            )
            return None
        key = (project, name.casefold())
        if key not in self.milestones:
            number = 1 + sum(1 for owner, _ in self.milestones if owner == project)
            while self.work.get("milestones", f"{project}-M{number}"):
                number += 1
            used = {doc["id"] for doc in self.milestones.values()}
            while f"{project}-M{number}" in used:
                number += 1
            self.milestones[key] = {"id": f"{project}-M{number}", "project": project, "name": name}
        return str(self.milestones[key]["id"])

    def columns(self) -> list[Doc]:
        here = sorted(self.work.all("columns"), key=lambda doc: float(doc.get("rank", 0)))
        return here or list(COLUMNS)

    def column(self, text: str) -> str | None:
        """A column by id or name, else the first of the kind that the word means."""
        wanted = clean_or(text).casefold()
        columns = self.columns()
        for doc in columns:
            if wanted in (str(doc["id"]).casefold(), str(doc.get("name", "")).casefold()):
                return str(doc["id"])
        plain = set(wanted.replace("-", " ").split()) | {wanted.replace(" ", "").replace("-", "")}
        for kind, words in _KINDS.items():
            if plain & set(words.split()) and "not" not in plain:
                return next((str(doc["id"]) for doc in columns if doc.get("kind") == kind), None)
        self.warnings.append(
            f"{self.file}, line {self.line}: there is no column “{clean_or(text, '?')[:40]}”; "
            "the task stands in the first one."
        )
        return None

    def status(self, doc: dict[str, Any]) -> None:
        """A task that was finished stands in a column that says so."""
        if doc.get("status") is None and doc.get("actual_finish"):
            done = next((c for c in self.columns() if c.get("kind") == "done"), None)
            if done:
                doc["status"] = str(done["id"])

    def priority(self, text: str) -> str | None:
        plain = set(re.split(r"[\W_]+", text.lower()))
        for name, words in _PRIORITY.items():
            if plain & set(words.split()):
                return name
        if text.strip().lower() in ("none", "no priority", "-", "–"):
            return None
        raise self.bad(
            "priority", text, f"“{clean_or(text, '?')[:40]}” is none.",
            "Write low, normal, high or urgent.",
        )  # fmt: skip

    def days(self, text: str) -> float | int:
        """Working days: a bare number, or a length such as `3d` or `1 week`."""
        spelled = re.sub(
            r"\s*(days?|weeks?|wks?|hours?|hrs?)\b\??", lambda m: m[1][0], text.strip()
        )
        try:
            days = float(text.strip().replace(",", "."))
        except ValueError:
            hours = hours_of(spelled.rstrip("?"))
            if hours is None:
                raise self.bad(
                    "duration", text, f"“{clean_or(text, '?')[:40]}” is no length.", "Write 3d."
                ) from None
            days = hours / 8
        if not 0 <= days <= 100_000:
            raise self.bad("duration", text)
        return tidy(days)

    def constraint(self, text: str) -> dict[str, str]:
        kind, _, day = text.strip().partition(" ")
        return {"type": kind.upper()} | ({"date": self.plain("due", day)} if day.strip() else {})

    def links(self, text: str) -> list[dict[str, Any]]:
        """`WEB-3, 4 SS+2d`: tasks here or rows of this table, with type and lag."""
        return [self.link(part.strip()) for part in re.split(r"[,;\n]", text) if part.strip()]

    def link(self, text: str) -> dict[str, Any]:
        found = parse_link(text, self.known)
        if found is None:
            raise self.bad(
                "depends_on",
                text,
                f"there is no task “{clean_or(text, '?')[:40]}”.",
                "Name the id of a row or of a task that is here, as in WEB-3 or WEB-3 SS+2d.",
            )
        return found

    def known(self, text: str) -> str | None:
        if text in self.ids:
            return self.ids[text]
        for id in (text, text.upper()):
            if self.work.get("tasks", id) is not None:
                return id
        return None

    def work_json(self) -> dict[str, Any]:
        """All of it as workspace JSON."""
        for kind, made in (("people", self.people), ("projects", self.projects)):
            if made:
                names = ", ".join(str(doc["name"])[:40] for doc in list(made.values())[:12])
                self.warnings.append(f"New {kind}: {names}{', …' if len(made) > 12 else ''}.")
        return {
            "people": list(self.people.values()),
            "projects": list(self.projects.values()),
            "milestones": list(self.milestones.values()),
            "tasks": self.tasks,
        }
