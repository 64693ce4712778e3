"""Commits: what they say of tasks by the keywords of forges, on the default branch only.

GitHub closes with close, fix and resolve in their forms; GitLab adds closing, fixing,
resolving and implement*, and lists ("Closes #1, #2 and WEB-3").
"""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.domain.arrival import Commit
from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.gates import orders_machine
from worktui.engine.reason.people import from_author
from worktui.engine.reason.scene import Scene

_ID = r"(?:#?[A-Za-z][A-Za-z0-9]{0,9}-\d{1,6}|#\d{1,6})"
_KEYWORD = r"clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?"
_CLOSING = re.compile(
    rf"(?<![\w-])(?P<word>{_KEYWORD})\b\s*:?\s*(?:(?:task|issue|"
    rf"ticket)s?\s+)?(?P<ids>{_ID}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+){_ID})*)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|n't|never|no longer|without|doesn't|don't|didn't|won't|isn't|partially|"
    r"partly|almost|does not|will not|may|might|should|would|could|to|will|helps?|toward|"
    r"towards|prepar\w+|first step|start\w*|wip)\b[^.\n]{0,18})$",
    re.IGNORECASE,
)
_REVERT = re.compile(r"^\s*revert\b|this reverts commit", re.IGNORECASE)
_TAKES_BACK = re.compile(r"this reverts commit ([0-9a-f]{7,64})", re.IGNORECASE)
_LAYER = re.compile(r"\s*(revert|reapply)\s*:?\s*[\"“]?", re.IGNORECASE)
_MENTION = re.compile(rf"(?<![\w/-]){_ID}(?![\w-]*\d)")
_WIP = re.compile(r"^\s*(?:wip|draft|\[wip\]|fixup!|squash!)", re.IGNORECASE)


def _heard(message: str) -> str:
    """A commit's message without the paragraphs that speak to a machine."""
    parts = re.split(r"(\n\s*\n)", message)
    return "".join("" if orders_machine(part) or _TO_BOT.search(part) else part for part in parts)


_TO_BOT = re.compile(
    r"\b(?:assistant|bots?|ai|gpt|llm|agent|claude|copilot|gemini|worktui)\b[^\n]{0,20}:",
    re.IGNORECASE,
)


_Deed = tuple[str, list[str]]
"""What a commit does, close or reopen, to which tasks."""


def judge_commits(scene: Scene, draft: Draft) -> None:
    """Steps for all commits, oldest first: the last word on each task counts."""
    commits = scene.arrival.commits
    if not scene.arrival.default_branch:
        _side_branch(scene, draft, commits)
        return
    last: dict[str, tuple[str, Commit]] = {}
    mentioned: dict[str, Commit] = {}
    did: dict[str, _Deed] = {}
    for commit in commits:
        commit = replace(commit, message=_heard(commit.message))
        back = _REVERT.search(commit.message) is not None
        deed = (
            _turned(scene, commit, did)
            if back
            else ("close", _known(scene, closes(commit.message)))
        )
        did[commit.sha] = deed
        last |= dict.fromkeys(deed[1], (deed[0], commit))
        if back:
            continue
        for id in _known(scene, [m.group() for m in _MENTION.finditer(commit.message)]):
            if id not in last:
                mentioned.setdefault(id, commit)
    for id, (what, commit) in last.items():
        task = scene.work.get("tasks", id)
        if task is not None:
            (_close if what == "close" else _reopen)(scene, draft, task, commit)
    _note_mentions(scene, draft, mentioned, set(last))
    if not draft.steps and not draft.notes:
        draft.notes.append("No commit says that it closes a task.")


def closes(message: str) -> list[str]:
    """Ids after closing keywords, in order; negated ones and quoted lines left out."""
    text = "\n".join(line for line in message.splitlines() if not line.lstrip().startswith(">"))
    text = re.sub(r"`[^`\n]*`|\"[^\"\n]*\"", lambda m: " " * len(m.group()), text)
    found: list[str] = []
    for hit in _CLOSING.finditer(text):
        line = text[text.rfind("\n", 0, hit.start()) + 1 : hit.start()]
        if _NEGATED.search(line):
            continue
        found.extend(m.group() for m in re.finditer(_ID, hit.group("ids")))
    return list(dict.fromkeys(found))


def _known(scene: Scene, ids: list[str]) -> list[str]:
    """Ids of tasks here; "#12" is one when a single task ends in that number."""
    found: list[str] = []
    for id in ids:
        id = id.removeprefix("#") if "-" in id else id  # "#WEB-12"
        if id.startswith("#"):
            fits = [
                t["id"]
                for t in scene.tasks
                if t["id"].rsplit("-", 1)[-1] == id[1:] and t["id"].startswith("T-")
            ]
            found += fits if len(fits) == 1 else []
        elif scene.work.get("tasks", id.upper()):
            found.append(id.upper())
    return list(dict.fromkeys(found))


def _turned(scene: Scene, commit: Commit, did: dict[str, _Deed]) -> _Deed:
    """What a commit comes to that takes another one back: the opposite of what that one did,
    where it is among these; else what its words say of the tasks they name."""
    told = _TAKES_BACK.search(commit.message)
    for sha, (what, ids) in did.items():
        if told and sha and (sha.startswith(told[1].lower()) or told[1].lower().startswith(sha)):
            return "close" if what == "reopen" else "reopen", ids
    ids = _known(scene, [m.group() for m in _MENTION.finditer(commit.message)])
    return "close" if _done_again(commit.message) else "reopen", ids


def _done_again(message: str) -> bool:
    """Whether what was taken back is done again: `Reapply "X"`, or `Revert "Revert "X""`."""
    times, rest = 0, message.lstrip()
    while found := _LAYER.match(rest):
        times += 2 if found[1].lower() == "reapply" else 1
        rest = rest[found.end() :]
    return times > 0 and times % 2 == 0


def _close(scene: Scene, draft: Draft, task: Doc, commit: Commit) -> None:
    done = next((c for c in scene.columns(task) if c.get("kind") == "done"), None)
    if done is None or scene.is_done(task):
        draft.notes.append(f"{task['id']} is done already.")
        return
    who = from_author(scene.people, commit.author.name, commit.author.email)
    draft.add(
        {"type": "move_task", "task": task["id"], "to": done["id"]},
        group=task["id"],
        says=f"commit {commit.sha[:7]} by "
        f"{who.name if who else commit.author.name or commit.author.email} closes "
        f"{task['id']}: “{_first(commit)}”",
        signals=[
            signal("closing keyword", 2.2, "a closing keyword on the default branch"),
            *([signal("author", 0.6, f"{who.name} is of this team")] if who else []),
        ],
    )


def _reopen(scene: Scene, draft: Draft, task: Doc, commit: Commit) -> None:
    if not scene.is_done(task):
        draft.notes.append(
            f"{task['id']} is not done, so the revert {commit.sha[:7]} changes nothing about it."
        )
        return
    doing = next((c for c in scene.columns(task) if c.get("kind") == "doing"), None)
    if doing is None:
        return
    draft.add(
        {"type": "move_task", "task": task["id"], "to": doing["id"]},
        group=task["id"],
        says=f"commit {commit.sha[:7]} reverts the work of {task['id']}",
        signals=[signal("revert", 1.6, "the closing commit was reverted")],
    )


def _note_mentions(
    scene: Scene, draft: Draft, mentioned: dict[str, Commit], closed: set[str]
) -> None:
    """ "Part of WEB-3", "refs WEB-3": a word on the task, nothing more."""
    for id, commit in mentioned.items():
        task = scene.work.get("tasks", id)
        if id in closed or task is None or scene.is_done(task):
            continue
        draft.add(
            {
                "type": "comment_task",
                "task": id,
                "text": f"{commit.sha[:7]} by {commit.author.name or commit.author.email}: "
                f"{_first(commit)}",
            },
            group=id,
            says=f"commit {commit.sha[:7]} mentions {id}",
            signals=[signal("mention", 1.2, "the commit names the task without closing it")],
        )


def _side_branch(scene: Scene, draft: Draft, commits: tuple[Commit, ...]) -> None:
    ids = [i for c in commits for i in _known(scene, closes(c.message))]
    if ids:
        draft.notes.append(
            f"{', '.join(dict.fromkeys(ids))} will be closed when this branch is merged into "
            f"the default branch."
        )
    else:
        draft.notes.append("Commits beside the default branch close nothing.")


def _first(commit: Commit) -> str:
    return commit.message.strip().splitlines()[0][:80] if commit.message.strip() else ""
