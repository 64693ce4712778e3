"""One field of a task changed where it stands: what it can be, completed while it is typed.

Each question gives a value; `Asked.make` says which actions it comes to, so that every change
is one entry with its undo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from worktui.app.field_words import typed
from worktui.app.phrases import full_day
from worktui.app.plans.lookup import column_kind
from worktui.app.tasking import blocked, set_fields, tagged
from worktui.app.views.spent import task_time
from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import LinkTasks
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import TASK_FIELDS
from worktui.domain.settings import Settings
from worktui.engine.lengths import said
from worktui.engine.spoken import Spoken
from worktui.faces.tui.dialogs import asking
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching
from worktui.faces.tui.dialogs.dialog import Dialog
from worktui.faces.tui.dialogs.naming import contact_rows

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_LENGTHS = ("30m", "1h", "2h", "4h", "1d", "2d", "1w")
_REPEATS = (
    "every day", "every weekday", "every monday", "every 2 weeks", "every month",
)  # fmt: skip
_DAYS = ("today", "tomorrow", "friday", "next monday", "in two weeks")
_FOUND = 8
_ASKED = {
    "assignee": "who", "due": "when", "priority": "priority", "project": "project",
    "tags": "tags", "snoozed_until": "later", "blocked": "block",
}  # fmt: skip
"""Fields that a verb asks for in the same words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what its answer comes to."""

    dialog: Dialog
    make: Callable[[Any], Sequence[Action]]


def about(field: str, shell: Shell, task: Doc) -> Asked:
    """The question for a field."""
    what = _ASKED.get(field)
    if what is not None:
        dialog = asking.about(what, shell, (task,), str(task["id"]))
        return Asked(dialog, lambda value: _verb(field, task, value, shell))
    title, offer, hint = _QUESTIONS[field](shell, task)
    dialog = Chooser(shell.ink, offer, title=f"{task['id']}: {title}", hint=hint, does="set")
    return Asked(dialog, lambda value: changed(task, field, value))


def changed(task: Doc, field: str, value: Any) -> list[Action]:
    """The field set, or taken away with None."""
    fields = {field: value}
    if field == "contact_email" and task.get("contact"):
        fields["contact"] = None  # the same one by name; the address says it better
    if field == "blocked" and value is None and task.get("waiting_for"):
        fields["waiting_for"] = None
    return set_fields([task], **fields)


def _verb(field: str, task: Doc, value: Any, shell: Shell) -> list[Action]:
    if field == "tags":
        return tagged([task], value)
    if field == "blocked":
        return blocked([task], value, shell.work)
    return changed(task, field, value)


Offer = Callable[[str], Sequence[Choice]]
Question = tuple[str, Offer, str]


def _milestone(shell: Shell, task: Doc) -> Question:
    project, settings = task.get("project"), Settings.of(shell.work)
    docs = sorted(shell.work.all("milestones"), key=lambda doc: doc.get("project") != project)
    rows = [
        Choice(
            str(doc.get("name") or doc["id"]),
            value=doc["id"],
            note=full_day(settings.due_day(str(doc["due"]))) if doc.get("due") else "",
            lead=str(doc.get("project") or ""),
        )
        for doc in docs
    ]
    rows.append(Choice("No milestone", value=None))
    return "which milestone?", lambda text: matching(rows, text.lstrip("+")), "a name"


def _contact(shell: Shell, _task: Doc) -> Question:
    rows = [*contact_rows(shell), Choice("Nobody", value=None)]

    def offer(text: str) -> Sequence[Choice]:
        found = matching(rows, text)
        words = text.strip().lower()
        if "@" in words[1:] and not any(choice.value == words for choice in found):
            found.insert(0, Choice(words, value=words, note="a new address"))
        return found

    return "for whom outside?", offer, "a name or an address"


def _typed(
    shell: Shell, field: str, examples: Sequence[str], none: str, show: Callable[[Any], str]
) -> Offer:
    """Rows of what was typed, read as the field wants it; examples while nothing is."""
    spoken = Spoken.of(Settings.of(shell.work), shell.time())

    def one(words: str) -> Choice:
        try:
            value = typed(TASK_FIELDS[field], field, words, spoken)
            return Choice(words, value=value, note=show(value))
        except WorktuiError as error:
            return Choice(words, note=str(error), possible=False)

    def offer(text: str) -> list[Choice]:
        if text.strip():
            return [one(text.strip())]
        return [*map(one, examples), Choice(none, value=None)]

    return offer


def _estimate(shell: Shell, _task: Doc) -> Question:
    return (
        "how long in all?",
        _typed(shell, "estimate_hours", _LENGTHS, "No estimate", said),
        "2h, 1.5d",
    )


def _remaining(shell: Shell, task: Doc) -> Question:
    time = task_time(shell.work, task, Settings.of(shell.work).today(shell.time()))
    rows = list(_LENGTHS)
    if time.estimate and time.estimate > time.spent:
        rows.insert(0, f"{round((time.estimate - time.spent) * 60)}m")
    offer = _typed(shell, "remaining_hours", rows, "As the estimate says", said)
    return "how much is left?", offer, "2h, 1.5d"


def _repeat(shell: Shell, _task: Doc) -> Question:
    from worktui.engine.quickadd_words import repeat_words
    from worktui.engine.recur_rule import Rule

    def show(value: str) -> str:
        Rule.of(value)
        return repeat_words(value)

    offer = _typed(shell, "repeat", _REPEATS, "It does not repeat", show)
    return "how often?", offer, "every monday, every 2 weeks"


def _day(title: str, none: str, field: str) -> Callable[[Shell, Doc], Question]:
    def question(shell: Shell, _task: Doc) -> Question:
        settings = Settings.of(shell.work)

        def show(value: str) -> str:
            clock = f" {value[11:16]}" if len(value) > 10 else ""
            return full_day(settings.due_day(value)) + clock

        return title, _typed(shell, field, _DAYS, none, show), "fri, 10 dec, 4 mar 14:00"

    return question


_QUESTIONS: dict[str, Callable[[Shell, Doc], Question]] = {
    "milestone": _milestone,
    "contact_email": _contact,
    "estimate_hours": _estimate,
    "remaining_hours": _remaining,
    "repeat": _repeat,
    "start": _day("not to begin before when?", "Any day", "start"),
    "actual_start": _day("begun when?", "Not begun", "actual_start"),
    "actual_finish": _day("finished when?", "Not finished", "actual_finish"),
}


def link(shell: Shell, task: Doc, *, holds: bool) -> Asked:
    """Another task that this one waits for, or that waits for this one."""
    known = {str(each.get("task")) for each in task.get("depends_on") or ()} | {task["id"]}
    if holds:
        known = {task["id"]} | {
            str(doc["id"])
            for doc in shell.work.all("tasks")
            if any(each.get("task") == task["id"] for each in doc.get("depends_on") or ())
        }

    def offer(text: str) -> list[Choice]:
        wanted = text.casefold().split()
        found: list[Choice] = []
        for doc in shell.work.all("tasks"):
            done = doc.get("archived") or column_kind(shell.work, doc.get("status")) == "done"
            hay = f"{doc['id']} {doc.get('title', '')}".casefold()
            if doc["id"] in known or done or not all(word in hay for word in wanted):
                continue
            who = str(doc.get("assignee") or "")
            right = ((who, "dim"),) if who else ()
            row = Choice(str(doc.get("title", "")), value=doc["id"], lead=doc["id"], right=right)
            exact = doc["id"].casefold() == text.strip().casefold()
            found.insert(0 if exact else len(found), row)
            if len(found) > _FOUND * 4:
                break
        return found[:_FOUND]

    title = "which waits for it?" if holds else "which does it wait for?"
    dialog = Chooser(
        shell.ink, offer, title=f"{task['id']}: {title}", hint="an id or words", does="link"
    )

    def make(other: str) -> list[Action]:
        ends = (other, task["id"]) if holds else (task["id"], other)
        return [LinkTasks(task=ends[0], after=ends[1])]

    return Asked(dialog, make)
