"""The signs of a quick-add line: who, priority, tag, project, estimate, what it comes after."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from worktui.domain.fields import PRIORITIES
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import BARE, hours_of, tidy
from worktui.engine.naming import (
    contacts_called,
    milestones_called,
    near,
    people_called,
    projects_called,
)

Span = tuple[int, int, str]
_WORD = re.compile(r"\S+")
_TASK = r"[A-Za-z][A-Za-z0-9]{0,9}-\d{1,9}"
_AFTER = rf"(?<!\S)after\s+({_TASK}(?:(?:\s*,\s*|\s+and\s+){_TASK})*)(?=$|[\s,;.])"
_TAIL = ",.;:)"
_MARKS = {"!": "high", "!!": "high", "!!!": "urgent"}
_DIGITS = {"1": "urgent", "2": "high", "3": "normal", "4": "low"}
_LETTERS = r"\w[\w./&-]*"


@dataclass(slots=True)
class Signs:
    """What the signs said. `escapes` are places of backslashes, `literal` the words they keep."""

    fields: dict[str, Any] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    escapes: list[int] = field(default_factory=list)
    literal: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing was read in that stretch."""
        taken = [(s, e) for s, e, _ in self.spans] + self.literal
        return all(end <= s or start >= e for s, e in taken)


def read_signs(text: str, work: Snapshot, me: str) -> Signs:
    """Read the signs of a line; words whose sign leads nowhere stay in the title, with a doubt."""
    signs = Signs()
    for found in _WORD.finditer(text):
        word = found[0]
        if word[0] == "\\" and len(word) > 1:
            signs.escapes.append(found.start())
            signs.literal.append(found.span())
    _read_after(text, work, signs)
    for found in _WORD.finditer(text):
        if signs.free(*found.span()):
            _read_word(found[0], found.start(), work, me, signs)
    return signs


def _read_word(word: str, start: int, work: Snapshot, me: str, signs: Signs) -> None:
    core = word.rstrip(_TAIL)
    read = _READERS.get(core[:1])
    if core.startswith("!") and core.strip("!") == "":
        kind = _mark(core, signs)
    elif read and len(core) > 1:
        kind = read(core[1:], work, me, signs)
    else:
        kind = _bare(core, signs)
    if kind:
        signs.spans.append((start, start + len(core), kind))


def _mark(word: str, signs: Signs) -> str:
    """`!!` and `!!!`; a single mark is how people write."""
    priority = _MARKS.get(word) if len(word) > 1 else None
    if priority is None:
        return ""
    signs.fields["priority"] = priority
    return "priority"


def _who(name: str, work: Snapshot, me: str, signs: Signs) -> str:
    if not re.match(_LETTERS, name):
        return ""
    found = people_called(work, name, me)
    if len(found) == 1:
        if signs.fields.get("assignee", found[0]) != found[0]:
            signs.doubts.append(f"@{found[0]} has it, not @{signs.fields['assignee']}.")
        signs.fields["assignee"] = found[0]
        return "who"
    if found:
        signs.doubts.append(f"@{name} could be {', '.join('@' + id for id in found[:5])}.")
        return ""
    outside = contacts_called(work, name)
    if len(outside) == 1:
        signs.fields["contact_email"] = outside[0]
        return "contact"
    close = near(name, work.ids("people"))
    ask = f"; did you mean @{close}?" if close else "."
    signs.doubts.append(f"nobody here is called @{name}{ask}")
    return ""


def _priority(name: str, _work: Snapshot, _me: str, signs: Signs) -> str:
    wanted = _DIGITS.get(name, name.lower())
    found = [priority for priority in PRIORITIES if priority.startswith(wanted)]
    if not found or not wanted.isalpha():
        return ""
    signs.fields["priority"] = found[0]
    return "priority"


def _tag(name: str, _work: Snapshot, _me: str, signs: Signs) -> str:
    if name.isdigit() or not re.fullmatch(_LETTERS, name):
        return ""  # `#42` is a number of something, not a tag
    tags = signs.fields.setdefault("tags", [])
    if name not in tags:
        tags.append(name)
    return "tag"


def _project(name: str, work: Snapshot, _me: str, signs: Signs) -> str:
    if not name[0].isalpha():
        return ""  # `+1` is a word
    found = projects_called(work, name)
    if len(found) == 1:
        signs.fields["project"] = found[0]
        return "project"
    milestones = milestones_called(work, name)
    if len(milestones) == 1:
        doc: Mapping[str, Any] = work.get("milestones", milestones[0]) or {}
        signs.fields["milestone"] = milestones[0]
        if doc.get("project"):
            signs.fields.setdefault("project", doc["project"])
        return "milestone"
    if found:
        signs.doubts.append(f"+{name} could be {', '.join('+' + id for id in found[:5])}.")
        return ""
    close = near(name, work.ids("projects"))
    ask = f"; did you mean +{close}?" if close else "."
    signs.doubts.append(f"no project is called +{name}{ask}")
    return ""


def _estimate(name: str, _work: Snapshot, _me: str, signs: Signs) -> str:
    return _length(name, signs)


def _length(text: str, signs: Signs) -> str:
    hours = hours_of(text)
    if hours is None or hours <= 0:
        return ""
    signs.fields["estimate_hours"] = tidy(hours)
    return "estimate"


def _bare(word: str, signs: Signs) -> str:
    """`2h` alone is an estimate; other lengths need their sign."""
    if (
        not word[:1].isdigit()
        or not re.fullmatch(BARE, word, re.I)
        or "estimate_hours" in signs.fields
    ):
        return ""
    return _length(word, signs)


def _read_after(text: str, work: Snapshot, signs: Signs) -> None:
    if "after" not in text.lower():
        return
    for found in re.finditer(_AFTER, text, re.IGNORECASE):
        if not signs.free(*found.span()):
            continue
        ids = [id.upper() for id in re.findall(_TASK, found[1])]
        unknown = [id for id in ids if work.get("tasks", id) is None]
        if unknown:
            if work.get("projects", unknown[0].split("-")[0]) is not None or len(ids) > 1:
                signs.doubts.append(f"there is no task {', '.join(unknown)}.")
            continue
        links = signs.fields.setdefault("depends_on", [])
        links += [{"task": id, "type": "FS", "lag_days": 0} for id in dict.fromkeys(ids)]
        signs.spans.append((found.start(), found.end(1), "after"))


_READERS: Mapping[str, Callable[[str, Snapshot, str, Signs], str]] = {
    "@": _who,
    "!": _priority,
    "#": _tag,
    "+": _project,
    "~": _estimate,
}
