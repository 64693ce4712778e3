"""Quick add: one line of words and signs read as a task.

    Send quote to Iva fri @ana !high #sales +WEB ~2h after WEB-12

`@` who, `!` priority, `#` tag, `+` project or milestone, `~` estimate, `after` a task, days
in words; what is left over is the title. A backslash keeps a word as it is. Only what a
person typed here is read so: text from outside never is. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import CreateTask, UpdateTask
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.engine.quickadd_days import Days, read_days
from worktui.engine.quickadd_doubts import doubts
from worktui.engine.quickadd_signs import Signs, Span, read_signs
from worktui.engine.quickadd_words import readback, repeat_said
from worktui.engine.spoken import Spoken

EDITED = (
    "title", "assignee", "priority", "tags", "project", "milestone", "estimate_hours",
    "depends_on", "due", "start", "repeat", "contact_email",
)  # fmt: skip
"""Fields that a quick-add line can say; editing as a line changes no others."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line was understood as.

    `actions` one CreateTask (or UpdateTask), empty when there is no title; `spans`
    (start, end, kind) of the words that were read as something; `readback` (label, value)
    in the order to show; `doubts` plain sentences to show before it is added.
    """

    actions: tuple[Action, ...]
    spans: tuple[Span, ...]
    readback: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    title: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def parse(text: str, work: Snapshot, now: datetime, me: str, tz: str = "") -> Understood:
    """Read a line as a new task. Raises nothing: what is unclear is a doubt."""
    return _understand(text, work, me, Spoken.of(Settings.of(work), now, tz), None)


def parse_edit(
    text: str, task: Doc, work: Snapshot, now: datetime, me: str, *, tz: str = ""
) -> Understood:
    """Read a line as what a task should be now; what the line no longer says is taken away."""
    return _understand(text, work, me, Spoken.of(Settings.of(work), now, tz), task)


def _understand(text: str, work: Snapshot, me: str, spoken: Spoken, task: Doc | None) -> Understood:
    text = " ".join(text.splitlines())
    signs = read_signs(text, work, me)
    days = read_days(text, signs, spoken)
    spans = tuple(sorted([*signs.spans, *days.spans]))
    title = clean_or(title_of(text, spans, signs.escapes))
    fields = {**signs.fields, **days.fields}
    if not title:
        unsure = ("There is no title left; a \\ before a word keeps it.",)
        return Understood((), spans, (), unsure, "", fields)
    alone = _alone(work, me) if task is None else ""
    if alone and "assignee" not in fields:
        fields["assignee"] = alone
    if task is not None:
        fields = {**_unsaid(task, spoken), **fields}
    action, problem = _action(title, fields, task)
    doubtful = (*signs.doubts, *days.doubts, *doubts(fields, work, spoken), *problem)
    told = tuple(dict.fromkeys(doubtful))
    return Understood(action, spans, readback(title, fields, spoken), told, title, fields)


def _unsaid(task: Doc, spoken: Spoken) -> dict[str, Any]:
    """What no line can say, so that no line takes it away."""
    kept = {name: task[name] for name in ("contact_email", "repeat") if task.get(name)}
    if kept.get("repeat") and repeat_said(kept["repeat"], spoken):
        del kept["repeat"]
    return kept


def _alone(work: Snapshot, me: str) -> str:
    """Me, when nobody else is here: then everything is mine."""
    people = list(work.ids("people"))
    return me if people == [me] else ""


def _action(
    title: str, fields: Mapping[str, Any], task: Doc | None
) -> tuple[tuple[Action, ...], tuple[str, ...]]:
    try:
        if task is None:
            return (CreateTask.of({"title": title, **fields}),), ()
        wanted = {"title": title, **fields}
        changed = {n: wanted.get(n) for n in EDITED if wanted.get(n) != _plain(task, n)}
        if not changed:
            return (), ("Nothing is changed.",)
        seen = {name: task.get(name) for name in changed}
        return (UpdateTask.of({"task": task["id"], "seen": seen, **changed}),), ()
    except BadInput as error:
        return (), (str(error),)


def _plain(task: Doc, name: str) -> Any:
    value = task.get(name)
    if name == "depends_on" and not value:
        return None
    if name == "tags" and not value:
        return None
    if name == "priority" and value == "normal":
        return None
    return value


def title_of(text: str, spans: Sequence[Span], escapes: Sequence[int]) -> str:
    """What is left over, with backslashes that kept a word taken out."""
    left: list[str] = []
    at = 0
    for start, end, _ in spans:
        left.append(text[at:start])
        at = max(at, end)
    left.append(text[at:])
    if not escapes and len(left) == 1:
        return " ".join(text.split())
    kept: list[str] = []
    position = 0
    for piece, (_, end, _) in zip(left, [*spans, (0, 0, "")], strict=True):
        for offset, char in enumerate(piece):
            if position + offset not in escapes:
                kept.append(char)
        kept.append(" ")
        position = max(position + len(piece), end)
    return " ".join("".join(kept).split()).strip(" ,;").strip()


__all__ = ["EDITED", "Days", "Signs", "Understood", "parse", "parse_edit", "title_of"]
