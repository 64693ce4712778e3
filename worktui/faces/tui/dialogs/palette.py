"""Lists over everything: verbs by name with key or why not now, tasks, keys, messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from worktui.app.phrases import listed
from worktui.app.verbs import VERBS, Scene, Verb
from worktui.domain.change import Doc
from worktui.engine.query import haystack
from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching, spans
from worktui.faces.tui.dialogs.naming import contact_rows
from worktui.faces.tui.keys import CURSOR_HELP, shown
from worktui.faces.tui.paint import Piece
from worktui.faces.tui.places import PLACES

if TYPE_CHECKING:
    from worktui.faces.tui.app import Worktui

_TASKS = 6
_FOUND = 40
_OTHERS = 4
"""Projects and people outside that stand before the tasks which name them."""


def open_verbs(app: Worktui) -> None:
    """Every verb of the place first, then those of the app."""
    place = app.place_now()
    if place is None:
        return
    scene = place.scene()
    rows = [_verb_row(app, verb, scene) for verb in VERBS if verb.at(place.place)]
    rows.sort(key=lambda choice: not choice.possible)

    def offer(text: str) -> list[Choice]:
        found = matching(rows, text)
        tasks = task_rows(app, text, _TASKS) if text.strip() else []
        if tasks:
            found += [Choice("", head=True), Choice("Tasks", head=True), *tasks]
        return found

    app.ask(Chooser(app.ink, offer, hint="type a verb or a task"), lambda value: _do(app, value))


def _verb_row(app: Worktui, verb: Verb, scene: Scene) -> Choice:
    why = verb.blocked(scene)
    key = shown(verb.key, app.ink.signs.enter)
    about = f"on {listed([task['id'] for task in scene.tasks], 2)}" if scene.tasks else ""
    note = f"not now: {why}" if why else about if verb.id.startswith("task.") else ""
    right: tuple[Piece, ...] = () if why or not key else ((key, "title b"),)
    return Choice(verb.title, ("verb", verb.id), note, right=right, possible=not why)


def _do(app: Worktui, value: tuple[str, str]) -> None:
    kind, id = value
    place = app.place_now()
    if kind == "verb" and place is not None:
        place.action_verb(id)
    elif kind == "place":
        app.go(int(id))
    elif kind == "task":
        _to_task(app, id)
    elif kind == "project":
        app.open_project(id)
    elif kind == "contact":
        app.open_contact(id)


def _to_task(app: Worktui, id: str) -> None:
    """Onto the task where it stands, else to its page."""
    goto = getattr(app.screen, "goto", None)
    if goto is None or not goto(id):
        app.open_task(id)


def task_rows(app: Worktui, text: str, most: int) -> list[Choice]:
    """Tasks that have every word typed; an id that is typed comes first."""
    words = text.casefold().split()
    exact = app.work.get("tasks", text.strip().upper())
    found = (doc for doc in app.work.all("tasks") if doc is not exact and _has(doc, words))
    docs = [*([exact] if exact else []), *islice(found, most)][:most]
    return [_task_row(doc, words) for doc in docs]


def _has(doc: Doc, words: Sequence[str]) -> bool:
    hay = haystack(doc)
    return not doc.get("archived") and all(word in hay for word in words)


def _task_row(doc: Doc, words: Sequence[str]) -> Choice:
    title = str(doc.get("title", ""))
    who = str(doc.get("assignee", ""))
    right: tuple[Piece, ...] = ((who, "dim"),) if who else ()
    return Choice(
        title, value=("task", doc["id"]), lead=doc["id"], right=right, spans=spans(title, words)
    )


def open_go(app: Worktui) -> None:
    """To anything: a place, a task by id or words, a project, somebody outside. A second g goes
    to the top."""
    places = [
        Choice(title, value=("place", str(number)), lead=str(number))
        for number, _, title, _ in PLACES
    ]

    others = [
        Choice(str(doc.get("name") or doc["id"]), value=("project", doc["id"]), lead=doc["id"])
        for doc in app.work.all("projects")
    ]
    others += [replace(each, value=("contact", str(each.value))) for each in contact_rows(app)]

    def offer(text: str) -> list[Choice]:
        found = matching(others, text)[:_OTHERS] if text.strip() else []
        tasks = task_rows(app, text, _FOUND)
        exact = bool(tasks) and tasks[0].lead == text.strip().upper()
        named = [*tasks, *found] if exact else [*found, *tasks]
        return [*named, *matching(places, text)]

    app.ask(GoTo(app.ink, offer, hint="an id, words, a place", does="go"), lambda v: _go(app, v))


def _go(app: Worktui, value: tuple[str, str]) -> None:
    top = getattr(app.screen, "action_top", None)
    if value[0] == "top":
        if top is not None:
            top()
    else:
        _do(app, value)


class GoTo(Chooser):
    """A list in which `g`, pressed first and at once, means the top."""

    def on_input_changed(self, message: object) -> None:
        """A lone g right after the first."""
        from worktui.faces.tui.dialogs.dialog import Chosen

        if self.text == "g" and self._for in (None, ""):
            self.dismiss(Chosen(("top", "")))
            return
        super().on_input_changed(message)  # type: ignore[arg-type]  # Input.Changed


def open_help(app: Worktui) -> None:
    """Keys of this place; taking one does it."""
    place = app.place_now()
    if place is None:
        return
    scene = place.scene()
    rows = []
    for verb in VERBS:
        if not verb.at(place.place):
            continue
        why = verb.blocked(scene)
        keys = " ".join(shown(key, app.ink.signs.enter) for key in verb.keys) or ":"
        note = f"not now: {why}" if why else ""
        right: tuple[Piece, ...] = ((keys, "title b" if not why else "dim"),)
        id = ("verb", verb.id)
        rows.append(Choice(verb.title, id, note, right=right, says=verb.says, possible=not why))
    rows += [Choice(says, right=((keys, "title b"),), possible=False) for keys, says in CURSOR_HELP]
    chooser = Chooser(
        app.ink, lambda text: matching(rows, text), title="Keys here", hint="search", most=30
    )
    chooser.draft = ""
    app.ask(chooser, lambda value: _do(app, value))


def open_messages(app: Worktui) -> None:
    """What has gone by, the last first."""
    rows = [Choice(text, lead=app.moment(at)) for at, text in reversed(app.seen)]
    if not rows:
        rows = [Choice("Nothing yet", possible=False)]
    chooser = Chooser(
        app.ink, lambda text: matching(rows, text), title="What has gone by", does="close", most=30
    )
    chooser.draft = ""
    app.ask(chooser, lambda _value: None)
