"""Short questions about tasks: who, when, how urgent, which project, blocked by what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from worktui.app.phrases import full_day
from worktui.app.plans.lookup import column_kind
from worktui.domain.change import Doc
from worktui.domain.fields import PRIORITIES
from worktui.domain.settings import Settings
from worktui.engine.spoken import Spoken
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching
from worktui.faces.tui.dialogs.dialog import Dialog
from worktui.faces.tui.ink import Ink

if TYPE_CHECKING:
    from worktui.faces.tui.place import Shell

Tasks = Sequence[Doc]
_DAYS = ("today", "tomorrow", "friday", "next monday", "in two weeks", "end of the month")
_FOUND = 8


def about(what: str, shell: Shell, tasks: Tasks, named: str) -> Dialog:
    """The question for a verb; its title says on what."""
    title, offer, hint, does = _QUESTIONS[what](shell, tasks)
    return Chooser(shell.ink, offer, title=f"{named}: {title}", hint=hint, does=does)


def confirm(ink: Ink, words: str, detail: str) -> Dialog:
    """Yes, or leave."""
    rows = [Choice("Yes", value=True, note=detail)]
    return Chooser(ink, lambda _text: rows, title=words, does="yes")


def doubtful(ink: Ink, words: str, told: Sequence[str]) -> Dialog:
    """What speaks against something, a line each; then yes, or leave."""
    rows = [*(Choice(f"{each}.", head=True) for each in told), Choice("", head=True)]
    rows.append(Choice("Yes", value=True))
    return Chooser(ink, lambda _text: rows, title=words, does="yes")


Offer = Callable[[str], Sequence[Choice]]
Question = tuple[str, Offer, str, str]


def _who(shell: Shell, _tasks: Tasks) -> Question:
    people = [
        Choice(str(doc.get("name") or doc["id"]), value=doc["id"], note=f"@{doc['id']}")
        for doc in shell.work.all("people")
    ]
    mine = [choice for choice in people if choice.value == shell.me]
    rows = [*mine, *(choice for choice in people if choice.value != shell.me)]
    rows.append(Choice("Nobody", value=None, note=shell.ink.signs.nobody))
    return "who?", lambda text: matching(rows, text.lstrip("@")), "a name", "give"


def _priority(_shell: Shell, _tasks: Tasks) -> Question:
    rows = [Choice(name, value=name) for name in reversed(PRIORITIES)]
    return "how urgent?", lambda text: matching(rows, text.lstrip("!")), "", "set"


def _project(shell: Shell, _tasks: Tasks) -> Question:
    rows = [
        Choice(str(doc.get("name", doc["id"])), value=doc["id"], lead=doc["id"])
        for doc in shell.work.all("projects")
    ]
    rows.append(Choice("No project", value=None))
    return "which project?", lambda text: matching(rows, text.lstrip("+")), "a key or a name", "set"


def _tags(shell: Shell, tasks: Tasks) -> Question:
    known = sorted({tag for doc in shell.work.all("tasks") for tag in doc.get("tags") or ()})
    here = {tag for task in tasks for tag in task.get("tags") or ()}

    def offer(text: str) -> list[Choice]:
        words = text.replace("#", " ").split()
        rows = []
        if words:
            rows.append(Choice(_tags_said(words), value=words))
        *rest, last = words or [""]
        rows += [
            Choice(
                f"{'take away ' if tag in here else ''}#{tag}",
                value=[*rest, f"-{tag}" if tag in here else tag],
            )
            for tag in known
            if last.lstrip("-") in tag
        ][:_FOUND]
        return rows

    return "tags", offer, "copy legal; -copy takes it away", "set"


def _tags_said(words: Sequence[str]) -> str:
    more = " ".join(f"#{word}" for word in words if not word.startswith("-"))
    less = " ".join(f"#{word[1:]}" for word in words if word.startswith("-"))
    return ", ".join(filter(None, (more and f"add {more}", less and f"take away {less}")))


def _day_offer(shell: Shell, none: str) -> Offer:
    spoken = Spoken.of(Settings.of(shell.work), shell.time())

    def one(text: str, label: str = "") -> Choice | None:
        value = spoken.value(text)
        if value is None:
            return None
        day = full_day(spoken.day(value))
        stored = spoken.stored(value)
        clock = f" {stored[11:16]}" if len(stored) > 10 else ""
        return Choice(label or text, value=stored, note=f"{day}{clock}")

    def offer(text: str) -> list[Choice]:
        rows: list[Choice | None] = []
        if text.strip():
            typed = one(text.strip())
            if typed is None:
                return [
                    Choice(text.strip(), note="not a day: fri, 10 dec, in 2 weeks", possible=False)
                ]
            return [typed]
        rows += [one(words) for words in _DAYS]
        kept = [choice for choice in rows if choice is not None]
        return [*kept, Choice(none, value=None)] if none else kept

    return offer


def _when(shell: Shell, _tasks: Tasks) -> Question:
    return "due when?", _day_offer(shell, "No date"), "fri, 10 dec, in 2 weeks", "set"


def _later(shell: Shell, _tasks: Tasks) -> Question:
    return "not before when?", _day_offer(shell, "Wake it now"), "mon, in 2 weeks", "park"


def _block(shell: Shell, tasks: Tasks) -> Question:
    own = {task["id"] for task in tasks}
    open_ = [
        doc for doc in shell.work.all("tasks") if doc["id"] not in own and _is_open(shell, doc)
    ]

    def offer(text: str) -> list[Choice]:
        wanted = text.casefold().split()
        found = []
        for doc in open_:
            hay = f"{doc['id']} {doc.get('title', '')}".casefold()
            if all(word in hay for word in wanted):
                found.append(Choice(str(doc.get("title", "")), value=doc["id"], lead=doc["id"]))
                if len(found) == _FOUND:
                    break
        if text.strip():
            words = Choice(text.strip(), value=text.strip(), note="in words")
            exact = bool(found) and found[0].lead.casefold() == text.strip().casefold()
            found.insert(1 if exact else 0, words)
        return found

    return "blocked by what?", offer, "a task, a person, some words", "block"


def _is_open(shell: Shell, doc: Doc) -> bool:
    return not doc.get("archived") and column_kind(shell.work, doc.get("status")) != "done"


def _comment(_shell: Shell, _tasks: Tasks) -> Question:
    def offer(text: str) -> list[Choice]:
        return [Choice(text.strip(), value=text.strip())] if text.strip() else []

    return "a few words", offer, "what should be remembered", "keep"


_QUESTIONS: dict[str, Callable[[Shell, Tasks], Question]] = {
    "who": _who,
    "priority": _priority,
    "project": _project,
    "tags": _tags,
    "when": _when,
    "later": _later,
    "block": _block,
    "comment": _comment,
}
