"""Events of GitHub and of those who speak like it: Gitea, Forgejo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from worktui.domain.text import clean_block
from worktui.senses.payload import Facts, at, commits_of, kept, word, words

Payload = Mapping[str, Any]

_ISSUE: Final = {"opened": "issue_opened", "reopened": "issue_opened", "closed": "issue_closed",
                 "assigned": "issue_assigned"}  # fmt: skip
_PULL: Final = {"opened": "pr_opened", "reopened": "pr_opened", "ready_for_review": "pr_opened"}
_FAILED: Final = ("failure", "timed_out", "startup_failure", "error", "action_required")


def github_facts(event: str, payload: Payload) -> Facts:
    """Facts of one event; `event` as in X-GitHub-Event or X-Gitea-Event, "" to guess."""
    name = event.lower() or _guessed(payload)
    for start, read in _READERS:
        if name.startswith(start):
            return read(payload)
    return Facts("unknown", kept(_common(payload) | {"what": name}))


def _guessed(payload: Payload) -> str:
    for key in ("comment", "review", "pull_request", "issue", "workflow_run", "check_run",
                "check_suite", "release"):  # fmt: skip
        if key in payload:
            return {"issue": "issues", "comment": "issue_comment"}.get(key, key)
    return "push" if "commits" in payload and "ref" in payload else ""


def _common(payload: Payload) -> dict[str, str]:
    repository = word(payload, "repository.full_name", "repository.name")
    by = word(payload, "sender.login", "sender.username", "pusher.name", "pusher.login")
    return {
        "action": word(payload, "action"),
        "repository": repository,
        "repo": repository,
        "by": by,
        "user": by,
        "email": word(payload, "sender.email", "pusher.email"),
    }


def _thing(payload: Payload, key: str) -> dict[str, str]:
    """What issues and pull requests have in common."""
    thing = payload.get(key)
    assigned = word(payload, "assignee.login") or word(thing, "assignee.login")
    return _common(payload) | {
        "number": word(thing, "number") or word(payload, "number"),
        "title": word(thing, "title"),
        "state": word(thing, "state"),
        "state_reason": word(thing, "state_reason"),
        "url": word(thing, "html_url", "url"),
        "author": word(thing, "user.login"),
        "assignee": assigned,
        "assignees": words(at(thing, "assignees"), "login"),
        "milestone": word(payload, "milestone.title") or word(thing, "milestone.title"),
        "milestone_due": word(thing, "milestone.due_on"),
        "labels": words(at(thing, "labels"), "name"),
        "label": word(payload, "label.name"),
    }


def _body(payload: Payload, path: str) -> str:
    body = at(payload, path)
    return clean_block(body) if isinstance(body, str) else ""


def _issue(payload: Payload) -> Facts:
    text = _body(payload, "issue.body")
    event = _ISSUE.get(word(payload, "action"), "issue_changed")
    return Facts(event, kept(_thing(payload, "issue"), text), text,
                 at=at(payload, "issue.updated_at"))  # fmt: skip


def _pull(payload: Payload) -> Facts:
    text, branch = _body(payload, "pull_request.body"), word(payload, "pull_request.head.ref")
    action, merged = word(payload, "action"), word(payload, "pull_request.merged")
    event = _PULL.get(action, "pr_changed")
    if action == "closed":
        event = "pr_merged" if merged == "true" else "pr_closed"
    base = word(payload, "pull_request.base.ref")
    default = word(payload, "repository.default_branch",
                   "pull_request.base.repo.default_branch")  # fmt: skip
    fields = _thing(payload, "pull_request") | {
        "branch": branch,
        "base": base,
        "merged": merged,
        "draft": word(payload, "pull_request.draft"),
        "sha": word(payload, "pull_request.merge_commit_sha"),
    }
    when = at(payload, "pull_request.merged_at") or at(payload, "pull_request.updated_at")
    return Facts(event, kept(fields, text, branch=branch), text,
                 default_branch=bool(base) and base == default, at=when)  # fmt: skip


def _comment(payload: Payload) -> Facts:
    key = "issue" if "issue" in payload else "pull_request"
    if key not in payload and "commit" in payload:
        key = "commit"
    box = "review" if "review" in payload else "comment"
    text = _body(payload, f"{box}.body")
    fields = _thing(payload, key) | {
        "comment_url": word(payload, f"{box}.html_url"),
        "branch": word(payload, f"{key}.head.ref"),
        "review": word(payload, "review.state"),
    }
    fresh = word(payload, "action") in ("created", "submitted", "")
    return Facts("comment" if fresh else "comment_changed", kept(fields, text), text,
                 at=at(payload, f"{box}.updated_at"))  # fmt: skip


def _push(payload: Payload) -> Facts:
    ref = word(payload, "ref")
    commits = commits_of(payload.get("commits"))
    branch = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ""
    fields = _common(payload) | {
        "ref": ref,
        "branch": branch,
        "commits": str(len(commits)),
        "deleted": word(payload, "deleted"),
        "url": word(payload, "compare", "compare_url"),
    }
    text = "\n".join(c.message for c in commits)
    return Facts(
        "push", kept(fields, text, branch=branch), "", commits,
        bool(branch) and branch == word(payload, "repository.default_branch"),
        at(payload, "head_commit.timestamp"),
    )  # fmt: skip


def _run(payload: Payload) -> Facts:
    key = next((k for k in ("workflow_run", "workflow_job", "check_run", "check_suite")
                if k in payload), "")  # fmt: skip
    run = payload.get(key, payload)
    result = word(run, "conclusion") or word(payload, "state")
    event = "ci_failed" if result in _FAILED else "ci_passed" if result == "success" else "unknown"
    branch = word(run, "head_branch", "check_suite.head_branch") or word(payload, "branches.name")
    fields = _common(payload) | {
        "conclusion": result,
        "state": word(run, "status") or word(payload, "state"),
        "title": word(run, "display_title", "name") or word(payload, "context"),
        "what": word(run, "name") or word(payload, "workflow.name", "context"),
        "number": word(run, "run_number"),
        "url": word(run, "html_url") or word(payload, "target_url"),
        "branch": branch,
        "sha": word(run, "head_sha") or word(payload, "sha"),
    }
    default = word(payload, "repository.default_branch")
    return Facts(event, kept(fields, word(run, "head_commit.message"), branch=branch),
                 default_branch=bool(branch) and branch == default,
                 at=at(run, "updated_at"))  # fmt: skip


def _release(payload: Payload) -> Facts:
    text = _body(payload, "release.body")
    fields = _common(payload) | {
        "tag": word(payload, "release.tag_name"),
        "title": word(payload, "release.name", "release.tag_name"),
        "url": word(payload, "release.html_url"),
        "author": word(payload, "release.author.login"),
    }
    fresh = word(payload, "action") in ("published", "released", "created", "")
    return Facts("release" if fresh else "unknown", kept(fields, text), text,
                 at=at(payload, "release.published_at"))  # fmt: skip


#: By the beginning of the event's name, the longer ones first.
_READERS: Final[tuple[tuple[str, Callable[[Payload], Facts]], ...]] = (
    ("issue_comment", _comment), ("pull_request_review", _comment),
    ("pull_request_comment", _comment), ("commit_comment", _comment),
    ("pull_request_approved", _comment), ("pull_request_rejected", _comment),
    ("issue", _issue), ("pull_request", _pull), ("push", _push), ("workflow_", _run),
    ("check_", _run), ("status", _run), ("action_run", _run), ("release", _release),
)  # fmt: skip
