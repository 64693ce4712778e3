"""Milestones, projects and blocked time that a note asks for."""

from __future__ import annotations

import re
from datetime import datetime, time

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.matching import (
    project_said,
)
from worktui.engine.reason.moments import due_of, moments_in, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold

_MILESTONE = re.compile(
    r"^\s*(?:(?:add|new|create|set|neuer?|nouveau|nuevo|novo) )?(?:milestone|meilenstein|jalon|"
    r"hito|marco)\s*:?\s+[\"“']?(?P<name>[^\"”',:]+)"
)


_PROJECT = re.compile(
    r"^\s*(?:(?:add|start|create|open) (?:a )?)?(?:new|neues|nouveau|nuevo|novo) (?:project|"
    r"projekt|projet|proyecto|projeto)\s*[:,-]?\s+[\"“']?(?P<name>[^\"”',:(]+)"
)


_PARTS = {"morning": (9, 12), "afternoon": (13, 17), "evening": (18, 20)}


def make(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """A milestone, a project or a blocked time that a note asks for."""
    found = moments_in(scene, clause.text, clause.text)
    _, moment = due_of(scene, found)
    seen = [signal("order", 2.0, "an order to the board")]
    if hit := _MILESTONE.match(clause.folded):
        project = project_said(scene, clause.text)
        name = without(
            clause.text[hit.start("name") :],
            moments_in(scene, clause.text[hit.start("name") :], clause.text),
        )
        name = re.sub(
            r"\s*\b(?:for|in|of|für|pour|para|de)\s+\S+(?:\s\S+)?$|\s*\([^)]*\)", "", name
        ).strip(' ,:."“”')
        if project is None or not name or moment is None:
            return False
        return (
            draft.add(
                {
                    "type": "create_milestone",
                    "project": project,
                    "name": tidy(name),
                    "due": moment.days[1].isoformat(),
                },
                clause,
                says="asks for a milestone",
                assumptions=list(moment.when.assumptions),
                signals=seen,
            )
            is not None
        )
    if hit := _PROJECT.match(clause.folded):
        name = tidy(without(clause.text[hit.start("name") : hit.end("name")], ()))
        key = _key_for(scene, name)
        return (
            draft.add(
                {
                    "type": "create_project",
                    "key": key,
                    "name": name,
                    "lead": scene.me,
                    "target": moment.days[1].isoformat() if moment else None,
                },
                clause,
                says="asks for a project",
                signals=seen,
            )
            is not None
        )
    if (
        re.match(
            r"\s*(?:block|reserve|hold|blocke|blockiere|bloquer|bloquear|reservar)\b", clause.folded
        )
        and moment is not None
    ):
        given = {
            "type": "create_event",
            "assignee": scene.me,
            "summary": tidy(
                re.sub(r"^\W*\w+\s+(?:for|fur|pour|para)?\s*", "", without(clause.text, found))
            )
            or "Blocked",
        }
        if (
            moment.when.kind == "range"
            and isinstance(moment.when.start, datetime)
            and isinstance(moment.when.end, datetime)
        ):
            given |= {"start": moment.when.start.isoformat(), "end": moment.when.end.isoformat()}
        elif moment.instant is not None:
            given["start"] = moment.instant.isoformat()
        elif moment.when.part in _PARTS:
            a, b = (
                datetime.combine(moment.days[0], time(h), scene.settings.zone)
                for h in _PARTS[moment.when.part]
            )
            given |= {"start": a.isoformat(), "end": b.isoformat()}
        else:
            given["date"] = moment.days[0].isoformat()
        return (
            draft.add(
                given,
                clause,
                says="asks to keep a time free",
                assumptions=list(moment.when.assumptions),
                signals=seen,
            )
            is not None
        )
    return False


def _key_for(scene: Scene, name: str) -> str:
    """A free short key from a project's name."""
    words = re.findall(r"[a-z]+", fold(name))
    base = (
        "".join(w[0] for w in words[:4]) if len(words) > 1 else (words[0][:3] if words else "new")
    ).upper()
    taken, n, key = set(scene.work.ids("projects")), 2, base
    while key in taken:
        key, n = f"{base}{n}", n + 1
    return key
