"""Safe looking into foreign JSON, and the facts of a forge in our words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from worktui.domain.arrival import Commit
from worktui.domain.text import clean_block, clean_or
from worktui.senses.instants import instant
from worktui.senses.people import party

_TASK_ID: Final = re.compile(r"(?<![A-Za-z0-9-])[A-Z][A-Z0-9]{0,9}-\d{1,6}(?![A-Za-z0-9-]*\d-)")
_BRANCH_ID: Final = re.compile(r"(?:^|/)([A-Za-z][A-Za-z0-9]{0,9}-\d{1,6})(?=$|[-_/])")
_MOST_COMMITS: Final = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What a payload says: `event` in our words, texts by name, body, commits."""

    event: str
    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    commits: tuple[Commit, ...] = ()
    default_branch: bool = False
    at: Any = None


def at(payload: Any, path: str) -> Any:
    """The value at a dotted path, None if something on the way is missing."""
    for key in path.split("."):
        if not isinstance(payload, Mapping):
            return None
        payload = payload.get(key)
    return payload


def word(payload: Any, *paths: str) -> str:
    """The first of the paths that holds text or a number, as a clean line; else ""."""
    for path in paths:
        value = at(payload, path)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | int | float) and (found := clean_or(str(value))):
            return found
    return ""


def words(values: Any, *paths: str) -> str:
    """One text of each entry of a list, joined with ", "."""
    entries = values[:50] if isinstance(values, list) else []
    texts = (clean_or(v) if isinstance(v, str) else word(v, *paths) for v in entries)
    return ", ".join(t for t in texts if t)


def kept(pairs: Mapping[str, str], *texts: str, branch: str = "") -> dict[str, str]:
    """The facts that are there, with the ids of tasks named in them under `tasks`."""
    found = {name: text for name, text in pairs.items() if text}
    if ids := task_ids([found.get("title", ""), *texts], branch):
        found["tasks"] = ", ".join(ids)
    return found


def task_ids(texts: Iterable[str], branch: str = "") -> list[str]:
    """Ids like API-31 in texts, and api-31 at the head of a branch name; each once."""
    ids = [m.upper() for m in _BRANCH_ID.findall(branch)]
    for text in texts:
        ids += _TASK_ID.findall(text)
    return list(dict.fromkeys(ids))[:20]


def commits_of(entries: Any) -> tuple[Commit, ...]:
    """Commits as GitHub, Gitea, GitLab, Bitbucket or a script list them."""
    listed = entries[:_MOST_COMMITS] if isinstance(entries, list) else []
    return tuple(_commit(one) for one in listed if isinstance(one, Mapping))


def _commit(one: Mapping[str, Any]) -> Commit:
    author = one.get("author")
    if isinstance(author, Mapping):
        name = word(author, "name", "user.display_name", "username", "raw")
        email = word(author, "email", "raw")
    else:
        name, _, email = str(author or one.get("author_name") or "").partition("<")
        email = email or word(one, "author_email") or (name if "@" in name else "")
    message = one.get("message")
    return Commit(
        sha=word(one, "sha", "id", "hash"),
        author=party(name.split("<")[0], email),
        date=instant(one.get("date") or one.get("timestamp") or one.get("created_at")),
        message=clean_block(message) if isinstance(message, str) else "",
    )
