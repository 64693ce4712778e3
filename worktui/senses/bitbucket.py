"""Events of Bitbucket: `X-Event-Key` says what ("issue:created", "pullrequest:fulfilled")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from worktui.domain.text import clean_block
from worktui.senses.payload import Facts, at, commits_of, kept, word

Payload = Mapping[str, Any]

_EVENTS: Final = {
    "issue:created": "issue_opened", "issue:updated": "issue_changed",
    "issue:comment_created": "comment", "pullrequest:created": "pr_opened",
    "pullrequest:fulfilled": "pr_merged", "pullrequest:rejected": "pr_closed",
    "pullrequest:comment_created": "comment", "repo:push": "push",
}  # fmt: skip
_CLOSED: Final = ("resolved", "closed", "duplicate", "invalid", "wontfix")


def bitbucket_facts(event: str, payload: Payload) -> Facts:
    """Facts of one event; `event` is the event key, "" to guess."""
    key = event.lower() or ("repo:push" if "push" in payload else "")
    if key == "repo:push":
        return _push(payload)
    ours = _EVENTS.get(key, "pr_changed" if key.startswith("pullrequest:") else "unknown")
    if key in ("repo:commit_status_created", "repo:commit_status_updated"):
        return _status(payload)
    box = "pullrequest" if "pullrequest" in payload else "issue"
    thing = payload.get(box)
    state = word(thing, "state")
    if key == "issue:updated" and state in _CLOSED:
        ours = "issue_closed"
    raw = at(payload, "comment.content.raw") or at(thing, "content.raw")
    text = clean_block(raw) if isinstance(raw, str) else word(thing, "description")
    branch = word(thing, "source.branch.name")
    fields = _common(payload, key) | {
        "number": word(thing, "id"),
        "title": word(thing, "title"),
        "state": state,
        "url": word(thing, "links.html.href"),
        "author": word(thing, "author.nickname", "reporter.nickname"),
        "assignee": word(thing, "assignee.nickname", "assignee.display_name"),
        "milestone": word(thing, "milestone.name"),
        "branch": branch,
        "base": word(thing, "destination.branch.name"),
    }
    if box == "pullrequest":
        fields["merged"] = "true" if key == "pullrequest:fulfilled" else "false"
    return Facts(ours, kept(fields, text, branch=branch), text, at=at(thing, "updated_on"))


def _common(payload: Payload, key: str) -> dict[str, str]:
    repository, by = word(payload, "repository.full_name"), word(payload, "actor.nickname")
    action = key.partition(":")[2]
    return {"action": action, "repository": repository, "repo": repository, "by": by, "user": by}


def _push(payload: Payload) -> Facts:
    changes = at(payload, "push.changes")
    listed = [c for c in changes if isinstance(c, Mapping)] if isinstance(changes, list) else []
    commits = tuple(c for one in listed for c in commits_of(one.get("commits")))
    branch = word(listed[0], "new.name", "old.name") if listed else ""
    is_branch = bool(listed) and word(listed[0], "new.type", "old.type") == "branch"
    fields = _common(payload, "repo:push") | {
        "ref": f"refs/heads/{branch}" if is_branch else branch,
        "branch": branch if is_branch else "",
        "commits": str(len(commits)),
    }
    default = word(payload, "repository.mainbranch.name")
    text = "\n".join(c.message for c in commits)
    return Facts("push", kept(fields, text, branch=branch), "", commits,
                 bool(default) and default == branch)  # fmt: skip


def _status(payload: Payload) -> Facts:
    state = word(payload, "commit_status.state").lower()
    event = {"failed": "ci_failed", "successful": "ci_passed"}.get(state, "unknown")
    fields = _common(payload, "repo:commit_status") | {
        "conclusion": {"failed": "failure", "successful": "success"}.get(state, state),
        "state": state,
        "title": word(payload, "commit_status.name"),
        "branch": word(payload, "commit_status.refname"),
        "url": word(payload, "commit_status.url"),
    }
    return Facts(event, kept(fields, branch=fields["branch"]))
