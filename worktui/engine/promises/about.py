"""Which task a promise is about: named by id, by its words, or written on."""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.matching import (
    Titles,
    best_task,
    content,
    ids_in,
    verbs_in,
    widened,
)
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold


def task_of(scene: Scene, words: str, what: str, speaker: Who, about: str) -> str:
    """The task it is about: by id, by its words, the one written on, or the only own one."""
    named = ids_in(scene, words)
    if named:
        return _open(scene, named[0])
    match = best_task(scene, words)
    solid = content(words) - verbs_in(words) - _done_to(words, what)
    said_so = match is not None and widened(solid) & content(str(match.task.get("title", "")))
    if match is not None and said_so and match.score >= (0.7 if about else 0.5):
        return _open(scene, match.task)
    if about:
        task = scene.work.get("tasks", about)
        return _open(scene, task) if task is not None else ""
    if speaker.kind == "person":
        own = [t for t in scene.tasks if t.get("assignee") == speaker.id and not scene.is_done(t)]
        found = Titles(own).matches(words, None, 0.24)
        if len(found) == 1:
            return str(found[0].task["id"])
    if scene.arrival.subject and len(content(words)) <= 1:
        match = best_task(scene, scene.subject_words(), least=0.6)
        if match is not None:
            return _open(scene, match.task)
    return ""


def _done_to(words: str, what: str) -> set[str]:
    """The verb of a promise: "I'll book it" is not about the booking page."""
    first = fold(what.split(" ", 1)[0])
    led = re.search(rf"(?:'ll|\bwill|\bto|\blet me) {re.escape(first)}\b", fold(words))
    return content(first) if led else set()


def _open(scene: Scene, task: Doc) -> str:
    """Nobody promises what is done: then it is about something else."""
    return "" if scene.is_done(task) else str(task["id"])
