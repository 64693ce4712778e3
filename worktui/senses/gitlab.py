"""Events of GitLab: `object_kind` says what, the thing lies in `object_attributes`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from worktui.domain.text import clean_block
from worktui.senses.payload import Facts, at, commits_of, kept, word, words

Payload = Mapping[str, Any]

_ISSUE: Final = {"open": "issue_opened", "reopen": "issue_opened", "close": "issue_closed"}
_MERGE: Final = {"open": "pr_opened", "reopen": "pr_opened", "merge": "pr_merged",
                 "close": "pr_closed"}  # fmt: skip
_NOTED: Final = ("merge_request", "issue", "snippet", "commit")


def gitlab_facts(event: str, payload: Payload) -> Facts:
    """Facts of one event; `event` as in X-Gitlab-Event ("Merge Request Hook")."""
    kind = word(payload, "object_kind") or event.lower().removesuffix(" hook").replace(" ", "_")
    read = _READERS.get(kind)
    if read is None:
        return Facts("unknown", kept(_common(payload) | {"what": kind}))
    return read(payload)


def _common(payload: Payload) -> dict[str, str]:
    repository = word(payload, "project.path_with_namespace", "project_name", "repository.name")
    by = word(payload, "user.username", "user_username", "user.name", "user_name")
    return {
        "action": word(payload, "object_attributes.action", "action"),
        "repository": repository,
        "repo": repository,
        "by": by,
        "user": by,
        "email": word(payload, "user.email", "user_email"),
    }


def _thing(payload: Payload, key: str) -> dict[str, str]:
    thing = payload.get(key)
    assignees = at(payload, "assignees") or at(thing, "assignees")
    return _common(payload) | {
        "number": word(thing, "iid"),
        "title": word(thing, "title"),
        "state": word(thing, "state"),
        "url": word(thing, "url", "web_url"),
        "assignee": words(assignees, "username", "name").split(", ")[0]
        or word(payload, "assignee.username"),
        "assignees": words(assignees, "username", "name"),
        "milestone": word(thing, "milestone.title"),
        "due": word(thing, "due_date"),
        "labels": words(at(payload, "labels") or at(thing, "labels"), "title", "name"),
    }


def _text(payload: Payload, path: str) -> str:
    value = at(payload, path)
    return clean_block(value) if isinstance(value, str) else ""


def _issue(payload: Payload) -> Facts:
    text = _text(payload, "object_attributes.description")
    event = _ISSUE.get(word(payload, "object_attributes.action"), "issue_changed")
    if event == "issue_changed" and at(payload, "changes.assignees"):
        event = "issue_assigned"
    return Facts(event, kept(_thing(payload, "object_attributes"), text), text,
                 at=at(payload, "object_attributes.updated_at"))  # fmt: skip


def _merge(payload: Payload) -> Facts:
    text = _text(payload, "object_attributes.description")
    state = word(payload, "object_attributes.state")
    branch = word(payload, "object_attributes.source_branch")
    base = word(payload, "object_attributes.target_branch")
    event = _MERGE.get(word(payload, "object_attributes.action"), "pr_changed")
    fields = _thing(payload, "object_attributes") | {
        "branch": branch,
        "base": base,
        "merged": "true" if state == "merged" else "false",
        "draft": word(payload, "object_attributes.draft", "object_attributes.work_in_progress"),
        "sha": word(payload, "object_attributes.merge_commit_sha"),
    }
    default = word(payload, "project.default_branch")
    return Facts(event, kept(fields, text, branch=branch), text,
                 default_branch=bool(base) and base == default,
                 at=at(payload, "object_attributes.updated_at"))  # fmt: skip


def _note(payload: Payload) -> Facts:
    text = _text(payload, "object_attributes.note")
    key = next((k for k in _NOTED if k in payload), "")
    fields = _thing(payload, key) | {
        "comment_url": word(payload, "object_attributes.url"),
        "branch": word(payload, f"{key}.source_branch"),
    }
    fresh = word(payload, "object_attributes.action") in ("create", "")
    return Facts("comment" if fresh else "comment_changed", kept(fields, text), text,
                 at=at(payload, "object_attributes.updated_at"))  # fmt: skip


def _push(payload: Payload) -> Facts:
    ref = word(payload, "ref")
    branch = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ""
    commits = commits_of(payload.get("commits"))
    fields = _common(payload) | {
        "ref": ref,
        "branch": branch,
        "commits": word(payload, "total_commits_count") or str(len(commits)),
    }
    text = "\n".join(c.message for c in commits)
    default = word(payload, "project.default_branch")
    return Facts("push", kept(fields, text, branch=branch), "", commits,
                 bool(branch) and branch == default)  # fmt: skip


def _run(payload: Payload) -> Facts:
    inner = payload.get("object_attributes", payload)
    status = word(inner, "status", "build_status")
    event = {"failed": "ci_failed", "success": "ci_passed"}.get(status, "unknown")
    branch = word(inner, "ref")
    fields = _common(payload) | {
        "conclusion": {"failed": "failure"}.get(status, status),
        "state": status,
        "number": word(inner, "iid"),
        "title": word(inner, "name", "build_name") or word(payload, "commit.message"),
        "what": word(inner, "name", "build_name"),
        "ref": branch,
        "branch": branch,
        "url": word(inner, "url"),
        "sha": word(inner, "sha"),
    }
    default = word(payload, "project.default_branch")
    return Facts(event, kept(fields, word(payload, "commit.message"), branch=branch),
                 default_branch=bool(branch) and branch == default,
                 at=at(inner, "finished_at"))  # fmt: skip


def _release(payload: Payload) -> Facts:
    text = _text(payload, "description")
    fields = _common(payload) | {
        "tag": word(payload, "tag"),
        "title": word(payload, "name", "tag"),
        "url": word(payload, "url"),
    }
    fresh = word(payload, "action") in ("create", "")
    return Facts("release" if fresh else "unknown", kept(fields, text), text,
                 at=payload.get("released_at"))  # fmt: skip


_READERS: Final[Mapping[str, Callable[[Payload], Facts]]] = {
    "issue": _issue, "work_item": _issue, "merge_request": _merge, "note": _note,
    "push": _push, "tag_push": _push, "pipeline": _run, "build": _run, "job": _run,
    "release": _release,
}  # fmt: skip
