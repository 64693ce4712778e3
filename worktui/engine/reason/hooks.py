"""Events of forges and other programs, signed: pull requests, issues, builds, comments."""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.matching import content, ids_in, project_said, titles_of
from worktui.engine.reason.moments import Moment, due_of, moments_in
from worktui.engine.reason.people import Who, from_author
from worktui.engine.reason.repository import closes, judge_commits
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.threads import likeness
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold, stem

_REVIEW = frozenset(stem(w) for w in "review reviews revision prufung".split())
_NOT_PLANNED = ("not_planned", "wontfix", "invalid", "duplicate", "won't fix", "not planned")


def judge_hook(scene: Scene, draft: Draft) -> None:
    """Steps for one event; a word why when there are none."""
    _steps(scene, draft)
    if not draft.steps and not draft.notes:
        named = ", ".join(task["id"] for task in _named(scene))
        draft.notes.append(
            f"It changes nothing about {named}." if named else "It names no task that is here."
        )


def _steps(scene: Scene, draft: Draft) -> None:
    event, fields = scene.arrival.event, scene.arrival.fields
    if event == "push":
        judge_commits(scene, draft)
        return
    tasks = _named(scene)
    if event == "pr_merged":
        _merged(scene, draft, tasks)
    elif event == "pr_opened":
        _opened(scene, draft, tasks)
    elif event == "pr_closed":
        _comment(
            draft,
            tasks,
            f"Pull request {fields.get('number', '')} was closed without being merged",
        )
    elif event == "issue_opened":
        _issue_opened(scene, draft, tasks)
    elif event == "issue_closed":
        _issue_closed(scene, draft, tasks)
    elif event == "issue_assigned":
        _assigned(scene, draft, tasks)
    elif event == "ci_failed":
        _failed(scene, draft, tasks)
    elif event == "comment":
        _commented(scene, draft, tasks)
    elif _told(scene, draft):
        return
    else:
        draft.notes.append(
            f"Nothing follows from this event "
            f"({fields.get('what') or fields.get('action') or event or 'unknown'})."
        )


_DONE = re.compile(
    r"(?:task|issue|ticket|card|todo|item)[._ -]?\w*[._ -](?:completed|done|closed|finished|"
    r"resolved)"
)
_CANCELLED = re.compile(
    r"(?:meeting|booking|appointment|call|event|slot)[._ -](?:cancel\w*|declined|deleted)"
)
_WON = re.compile(
    r"(?:deal|opportunity|proposal|quote|offer|contract|order)[._ -](?:won|signed|accepted|"
    r"closed_won|approved|created|placed)"
)
_LEAD = re.compile(
    r"(?:lead|contact|inquiry|enquiry|prospect)[._ -](?:created|new|added|submitted)"
)
_OVERDUE = re.compile(r"(?:invoice|payment)[._ -](?:overdue|failed|late|declined)")


def _told(scene: Scene, draft: Draft) -> bool:
    """An event of another program (type and data): what plainly follows from its type."""
    fields = scene.arrival.fields
    kind = fields.get("type", "").lower()
    values = " ".join(v for k, v in fields.items() if k != "type")
    tasks = ids_in(scene, values)
    if _DONE.search(kind) and tasks:
        for task in tasks[:3]:
            done = next((c for c in scene.columns(task) if c.get("kind") == "done"), None)
            if done is not None and not scene.is_done(task):
                draft.add(
                    {"type": "move_task", "task": task["id"], "to": done["id"]},
                    group=task["id"],
                    says=f"“{kind}” for {task['id']}",
                    signals=[signal("event", 1.6, "a signed event says it is done")],
                )
        return True
    if _CANCELLED.search(kind):
        return _booking_gone(scene, draft, values, kind)
    name = (
        fields.get("deal")
        or fields.get("title")
        or fields.get("name")
        or fields.get("company")
        or ""
    )
    who = scene.sender_name or fields.get("contact.name", "")
    title = (
        f"Begin: {name}"
        if _WON.search(kind)
        else f"Get in touch with {who or name}"
        if _LEAD.search(kind)
        else f"Follow up: {kind.replace('.', ' ')} {name}"
        if _OVERDUE.search(kind)
        else ""
    )
    if not title or not (name or who):
        return False
    email = fields.get("email") or fields.get("contact.email") or scene.address
    known = scene.people.by_email(email) if email else None
    project = (known.project if known else "") or project_said(scene, values)
    draft.add(
        {
            "type": "create_task",
            "title": tidy(title),
            "kind": "request",
            "project": project or None,
            "contact_email": email,
        },
        says=f"“{kind}”: {name or who}",
        signals=[signal("event", 1.2, "a signed event")],
    )
    return True


def _booking_gone(scene: Scene, draft: Draft, values: str, kind: str) -> bool:
    """A booking that another program says is off, named by its id or uid."""
    for booking in scene.work.all("bookings"):
        if booking.get("status") == "cancelled":
            continue
        if re.search(rf"(?<![\w-]){re.escape(booking['id'])}(?![\w-])", values) or (
            booking.get("uid") and booking["uid"] in values
        ):
            draft.add(
                {"type": "cancel_booking", "booking": booking["id"]},
                group=booking["id"],
                says=f"“{kind}” for {booking['id']}",
                contact=booking.get("invitee"),
                signals=[signal("event", 1.6, "a signed event says it is off")],
            )
            return True
    return False


def _named(scene: Scene) -> list[Doc]:
    """Tasks named in the branch, the title or after keywords, else the title's own words."""
    fields = scene.arrival.fields
    title_ids = re.findall(r"[A-Z][A-Z0-9]*-\d+", fields.get("title", "").upper())
    branch_ids = re.findall(
        r"(?:^|[/_-])([a-z][a-z0-9]*-\d+)(?=$|[-_/])", fields.get("branch", "").lower()
    )
    body = [i.upper() for i in closes(scene.arrival.text)]
    ids = [i.upper() for i in (*branch_ids, *title_ids, *body)]
    found = [t for i in dict.fromkeys(ids) if (t := scene.work.get("tasks", i))]
    if found:
        return found
    matches = titles_of(scene).matches(fields.get("title", ""), None, 0.8)
    return [matches[0].task] if matches and matches[0].text >= 0.5 else []


def _actor(scene: Scene) -> Who | None:
    fields = scene.arrival.fields
    for name in (fields.get("author"), fields.get("by")):
        if name and (who := from_author(scene.people, name, "")):
            return who
    return None


def _merged(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    fields = scene.arrival.fields
    if fields.get("base") and not scene.arrival.default_branch:
        _comment(
            draft,
            tasks,
            f"Pull request {fields.get('number', '')} was merged into {fields['base']}",
        )
        return
    for task in tasks:
        if scene.is_done(task):
            draft.notes.append(f"{task['id']} is done already.")
            continue
        target = after_merge(scene, task)
        if target is None:
            continue
        draft.add(
            {"type": "move_task", "task": task["id"], "to": target["id"]},
            group=task["id"],
            says=f"pull request {fields.get('number', '')} “{fields.get('title', '')}” was merged",
            signals=[
                signal("merged", 2.2, "merged into the default branch"),
                signal("task", 0.8, f"it names {task['id']}"),
            ],
        )
    if not tasks:
        draft.notes.append("The merged pull request names no task of this board.")


def after_merge(scene: Scene, task: Doc) -> Doc | None:
    """Where a merged task goes: the column after review, else the first done one."""
    columns = scene.columns(task)
    review = [
        i for i, c in enumerate(columns) if content(f"{c['id']} {c.get('name', '')}") & _REVIEW
    ]
    at = next((i for i, c in enumerate(columns) if c["id"] == task.get("status")), -1)
    if review and review[-1] + 1 < len(columns):
        chosen = columns[max(review[-1] + 1, at)]
        return chosen if chosen["id"] != task.get("status") else None
    return next((c for c in columns if c.get("kind") == "done"), None)


def _opened(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    """A pull request opened: the task waits for review now; a draft says nothing yet."""
    fields = scene.arrival.fields
    for task in tasks:
        if scene.is_done(task):
            continue
        columns = scene.columns(task)
        review = next(
            (c for c in columns if content(f"{c['id']} {c.get('name', '')}") & _REVIEW), None
        )
        at = next((i for i, c in enumerate(columns) if c["id"] == task.get("status")), -1)
        if review is None or fields.get("draft") == "true" or at >= columns.index(review):
            _comment(
                draft,
                [task],
                f"Pull request {fields.get('number', '')} “{fields.get('title', '')}” was opened",
            )
            continue
        draft.add(
            {"type": "move_task", "task": task["id"], "to": review["id"]},
            group=task["id"],
            says=f"pull request {fields.get('number', '')} “{fields.get('title', '')}” was opened",
            signals=[
                signal("opened", 1.4, "a pull request waits for review"),
                signal("task", 0.8, f"it names {task['id']}"),
            ],
        )
    if not tasks:
        draft.notes.append("The pull request names no task of this board.")


def _issue_opened(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    fields = scene.arrival.fields
    title = fields.get("title", "")
    tasks = [
        t
        for t in tasks
        if t["id"] in title.upper()
        or (not scene.is_done(t) and likeness(title, t.get("title", "")) >= 0.99)
    ]
    if tasks:
        _comment(draft, tasks, f"Issue {fields.get('number', '')} “{title}” was opened")
        return
    if not title:
        return
    given = {
        "type": "create_task",
        "title": title,
        "notes": fields.get("url") or None,
        "kind": "request",
    }
    due, notes = _due_said(scene)
    if due:
        given["due"] = due
    assignee = _person(scene, fields.get("assignee", ""))
    if assignee:
        given["assignee"] = assignee.id
    project = _repository_project(scene)
    if project:
        given["project"] = project
    draft.add(
        given,
        says=f"issue {fields.get('number', '')} “{title}” was opened by "
        f"{fields.get('author') or fields.get('by', '')}",
        assumptions=notes,
        signals=[signal("issue", 1.4, "an issue was opened")],
    )


_WANTED = re.compile(
    r"\b(?:fix|need|must|have to|has to|due|deadline|deliver|release|ship|finish|ready|resolve|"
    r"behoben|beheben|fertig|fallig|frist|brauchen|corriger|livrer|echeance|besoin|arreglar|"
    r"entregar|plazo|necesitamos|corrigir|entregar|prazo|precisamos|please|bitte|por favor|svp)\b"
)


def _due_said(scene: Scene) -> tuple[str | None, list[str]]:
    """The day an issue's own words set for it, and how it was read: "please fix by Friday"."""
    found: list[Moment] = []
    for line in re.split(r"(?<=[.!?;])\s+|\n+", scene.arrival.own or scene.arrival.text):
        words = line.strip()
        if not words or words.startswith((">", "|", "#")) or len(words) > 400:
            continue
        limits = [m for m in moments_in(scene, words, words) if m.days and m.when.deadline]
        if limits and (_WANTED.search(fold(words)) or len(words.split()) <= 6):
            found += limits
    due, moment = due_of(scene, found)
    return due, list(moment.when.assumptions) if moment and due else []


def _repository_project(scene: Scene) -> str | None:
    """The project whose name shares words with the repository's."""
    words = content(scene.arrival.fields.get("repository", "").replace("/", " ").replace("-", " "))
    fits = [
        p["id"]
        for p in scene.work.all("projects")
        if content(p.get("name", "")) & words or stem(p["id"].lower()) in words
    ]
    return fits[0] if len(fits) == 1 else None


def _issue_closed(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    fields = scene.arrival.fields
    reason = fields.get("state_reason", "").lower()
    if reason in _NOT_PLANNED:
        _comment(draft, tasks, f"Issue {fields.get('number', '')} was closed as not planned")
        return
    for task in tasks:
        done = next((c for c in scene.columns(task) if c.get("kind") == "done"), None)
        if done is None or scene.is_done(task):
            continue
        draft.add(
            {"type": "move_task", "task": task["id"], "to": done["id"]},
            group=task["id"],
            says=f"issue {fields.get('number', '')} “{fields.get('title', '')}” was closed",
            signals=[
                signal("closed", 1.8, "the issue was closed"),
                signal("task", 0.6, f"it names {task['id']}"),
            ],
        )
    if not tasks:
        draft.notes.append("The closed issue names no task of this board.")


def _person(scene: Scene, login: str) -> Who | None:
    for part in login.split(","):
        if part.strip() and (who := from_author(scene.people, part.strip(), "")):
            return who
    return None


def _assigned(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    who = _person(scene, scene.arrival.fields.get("assignee", ""))
    if who is None:
        draft.notes.append("It is assigned to nobody known here.")
        return
    for task in tasks:
        if task.get("assignee") == who.id:
            continue
        draft.add(
            {"type": "update_task", "task": task["id"], "assignee": who.id},
            group=task["id"],
            says=f"it was assigned to {who.name}",
            signals=[
                signal("assigned", 1.8, "assigned over there"),
                signal("task", 0.6, f"it names {task['id']}"),
            ],
        )


def _failed(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    fields = scene.arrival.fields
    what = fields.get("what") or fields.get("title") or "The build"
    where = fields.get("branch", "")
    if tasks:
        _comment(draft, tasks, f"{what} failed on {where}".strip())
        return
    if not scene.arrival.default_branch:
        draft.notes.append(f"{what} failed on {where}, beside the default branch.")
        return
    given = {
        "type": "create_task",
        "title": f"Fix the failing build: {what} on {where}",
        "notes": fields.get("url") or None,
        "kind": "request",
        "project": _repository_project(scene),
    }
    draft.add(
        given,
        says=f"{what} failed on {where}",
        signals=[signal("failed", 1.4, "the default branch does not build")],
    )


def _commented(scene: Scene, draft: Draft, tasks: list[Doc]) -> None:
    fields = scene.arrival.fields
    text = scene.arrival.own or scene.arrival.text
    review = fields.get("review", "").lower()
    if not text and review:
        text = {"approved": "approved it", "changes_requested": "asks for changes"}.get(
            review, review
        )
    if not text or not tasks:
        draft.notes.append("A comment on nothing that this board knows.")
        return
    _comment(draft, tasks, f"{fields.get('by', '')}: {text[:400]}".strip(": "))


def _comment(draft: Draft, tasks: list[Doc], text: str) -> None:
    for task in tasks[:3]:
        draft.add(
            {"type": "comment_task", "task": task["id"], "text": text},
            group=task["id"],
            says=text[:120],
            signals=[
                signal("event", 1.2, "an event of the forge"),
                signal("task", 0.8, f"it names {task['id']}"),
            ],
        )
    if not tasks:
        draft.notes.append("It names no task of this board.")
