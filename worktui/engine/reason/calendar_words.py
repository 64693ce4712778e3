"""What is written beside an answer to an invitation: a wish for another time.

Calendars send ACCEPTED or DECLINED with a COMMENT, mail programs with a body (RFC 5546, 3.2.3);
people put "could we do Friday instead?" there, and that is lost when only the status is read.
"""

from __future__ import annotations

from dataclasses import replace

from worktui.domain.arrival import CalendarItem, Zone
from worktui.domain.change import Doc
from worktui.engine.reason.bookings import rearranged
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import clauses

_MOVES = ("reschedule_booking", "offer_slots")


def wishes_beside(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc) -> None:
    """Steps for another time that the comment or the body of an answer asks for.

    They stand as a suggestion of their own, beside what the calendar's answer means.
    """
    own = " ".join(z.text for z in scene.arrival.zones if z.kind == "own").strip()
    said = (item.comment or "").strip()
    for text, in_body in ((own, True), (said, False)):
        if not text or (not in_body and text in own):
            continue
        inner = _letter(scene, text, in_body)
        inner.memo["booking"] = booking
        theirs = Draft()
        heard = clauses(inner.arrival, inner.lang)
        rearranged(inner, theirs, heard)
        steps = [s for s in theirs.steps if s.type in _MOVES]
        for step in steps:
            step.group = f"{item.uid}/words"
            step.clause = step.clause if in_body else None
            draft.steps.append(step)
        if steps:
            return


def _letter(scene: Scene, text: str, in_body: bool) -> Scene:
    """The words as a letter of the same sender; those of a comment stand nowhere in the mail."""
    bare = replace(scene.arrival, kind="eml", calendar=())
    if not in_body:
        bare = replace(bare, text=text, zones=(Zone("own", 0, len(text), text),))
    return scene.of(bare)
