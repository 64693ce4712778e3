"""Form submissions: somebody new wants something; it becomes a task, and a call if asked for."""

from __future__ import annotations

import re

from worktui.engine.reason.draft import Draft, Step, signal
from worktui.engine.reason.requests import project_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold

_COMPANY = (
    "company",
    "organisation",
    "organization",
    "firma",
    "empresa",
    "entreprise",
    "unternehmen",
    "business",
    "societe",
)
_CALL_FIELD = re.compile(
    r"call|meeting|appointment|termin|rendez|reuni|llamada|contact.?me|callback|ruckruf"
)
_TIME_FIELD = re.compile(
    r"date|time|when|day|datum|zeit|tag|fecha|hora|data|quand|jour|slot|availab"
)
_YES = re.compile(r"^(?:yes|y|true|1|on|ja|si|oui|sim|checked)\b", re.IGNORECASE)
_META = ("submitted", "timezone", "tz", "birth", "timestamp")


def company(scene: Scene) -> str:
    """The company a form names, or ""."""
    for name, value in scene.arrival.fields.items():
        if fold(name).replace("_", " ").strip() in _COMPANY:
            return value
    return ""


def call_wanted(scene: Scene) -> bool:
    """Whether a field of its own asks for a call, or names a day and time for one."""
    return _slot_named(scene) or any(
        _CALL_FIELD.search(fold(n)) and _YES.match(v.strip())
        for n, v in scene.arrival.fields.items()
    )


_WISHED = re.compile(r"prefer|desired|wunsch|slot|appointment|termin|booking|souhait|desead|prefer")


def _slot_named(scene: Scene) -> bool:
    """Whether fields of their own name a day and a time: a booking form."""
    names = [fold(n) for n, v in scene.arrival.fields.items() if re.search(r"\d", v)]
    booking = _CALL_FIELD.search(fold(str(scene.arrival.subject))) or "book" in fold(
        str(scene.arrival.subject)
    )
    dated = [n for n in names if re.search(r"date|day|datum|tag|fecha|data|jour", n)]
    timed = [n for n in names if re.search(r"time|zeit|uhr|hora|heure", n) and "zone" not in n]
    wished = any(_WISHED.search(n) for n in dated + timed)
    return bool(dated and (timed or booking) and (wished or booking))


def times_given(scene: Scene) -> str:
    """What date and time fields say, in one line."""
    parts = [
        v
        for n, v in scene.arrival.fields.items()
        if _TIME_FIELD.search(fold(n)) and len(v) < 80 and not any(m in fold(n) for m in _META)
    ]
    return " ".join(parts)


def lead(scene: Scene, draft: Draft, first: Clause | None) -> None:
    """A form leaves a task with its sender's name, whatever else it leaves."""
    name = scene.sender_name or "a form"
    firm = company(scene)
    who = f"{name} ({firm})" if firm and fold(firm) not in fold(name) else name
    tasks = [s for s in draft.steps if s.type == "create_task"]
    if (
        any(
            s.type in ("update_task", "comment_task", "cancel_booking", "reschedule_booking")
            for s in draft.steps
        )
        and not tasks
    ):
        return
    if tasks:
        for step in tasks:
            _with_name(step, who)
        return
    text = tidy(first.text) if first else tidy(scene.subject_words())
    given = {
        "type": "create_task",
        "title": tidy(f"{who}: {text}") if text else f"Answer {who}",
        "kind": "request",
        "contact_email": scene.address,
        "project": project_of(scene, scene.arrival.text),
        "notes": scene.arrival.text or None,
    }
    draft.add(
        given,
        first,
        says="sent a form",
        contact=scene.address,
        signals=[signal("form", 1.6, "a form was filled in")],
    )


def _with_name(step: Step, who: str) -> None:
    from worktui.domain.actions import parse

    doc = step.action.to_doc()
    if fold(who.split(maxsplit=1)[0]) not in fold(doc["title"]):
        doc["title"] = f"{who}: {doc['title']}"
    step.action = parse(doc)
