"""An event that its own organizer calls off in words."""

from __future__ import annotations

from typing import Any

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import content, on_day
from worktui.engine.reason.moments import moments
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause


def event_off(scene: Scene, draft: Draft, hits: list[Clause]) -> set[int] | None:
    """ "The kick-off on the 11th is off": the sender’s own event, named or on its day."""
    for clause in hits:
        if not said("cancel", scene.lang).search(clause.folded):
            continue
        days = [d for m in moments(scene, clause) for d in m.days[:1]]
        words = content(clause.text) | content(scene.subject_words())
        fitting = [
            e
            for e in scene.work.all("calendar")
            if scene.address
            and str(e.get("organizer", "")).lower() == scene.address
            and not e.get("cancelled")
            and (content(str(e.get("summary", ""))) & words or on_day(scene, _timed(e), days))
            and (not days or e.get("rrule") or on_day(scene, _timed(e), days))
        ]
        if len(fitting) != 1:
            continue
        event = fitting[0]
        given: dict[str, Any] = {"type": "cancel_event", "uid": event.get("uid") or event["id"]}
        if event.get("rrule"):
            if not days:
                continue
            given |= {"scope": "one", "date": days[0].isoformat()}
            given["recurrence_id"] = days[0].isoformat()
        draft.add(
            given,
            clause,
            contact=scene.address,
            says=f"calls off “{event.get('summary', '')}”",
            signals=[
                signal("called off", 1.4, "calls it off"),
                signal("organizer", 1.2, "as its organizer"),
            ],
        )
        return {clause.sentence}
    return None


def _timed(event: Doc) -> list[Doc]:
    return [event] if len(str(event.get("start", ""))) > 10 else []
