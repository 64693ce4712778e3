"""Ways out in words and as JSON: the same on the command line, in the inbox and in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from worktui.app.phrases import counted
from worktui.app.rescue_model import WayOut, WayStep
from worktui.app.rescue_steps import day_words

_LABELS = {"reassign": "reassign", "later": "later", "move": "move", "cut": "split off",
           "chase": "ask"}  # fmt: skip
FAR = 200
"""Days beyond a promise from which a date is said with its year."""


def head(way: WayOut, place: int, of: int) -> str:
    """`Recover Beta: 24 Mar → 18 Mar (promised 19 Mar)  plan 1 of 3: fewest changes`."""
    far = max(way.before, way.after, way.p80_after or 0) - way.due > FAR
    said = (lambda day: date.fromordinal(day).isoformat()) if far else day_words
    days = f"{said(way.before)} → {said(way.after)}"
    sure = ""
    if way.p80_before is not None and way.p80_after is not None:
        sure = f"  P80 about {said(way.p80_before)} → {said(way.p80_after)}"
    name = " and ".join(way.kinds)
    what = "Recover" if way.together > 0 or way.late_before else "Make sure of"
    return (
        f"{what} {way.title}: {days} (promised {said(way.due)}){sure}  plan {place} of {of}: {name}"
    )


def gain_words(step: WayStep) -> str:
    """`-4 d`: by so much the milestone comes sooner with it."""
    return f"{-step.gain_days:+} d" if step.gain_days else "0 d"


def step_words(step: WayStep, *, ticked: bool) -> tuple[str, str, str, str, str, str]:
    """(box, number and kind, text, days, gain, why) of a step."""
    box = "[x]" if ticked else "[ ]"
    days = f"{step.was} → {step.now}" if step.was or step.now else ""
    return box, f"{step.n} {_LABELS[step.kind]}", step.text, days, gain_words(step), step.detail


def foot(way: WayOut) -> list[str]:
    """What the steps come to together, what follows, and what stays late."""
    said = [f"together -{way.together} d" if way.together > 0 else "together nothing"]
    if way.follows:
        said.append(f"follows: {'; '.join(way.follows)}")
    if way.load or way.cost:
        money = way.cost if way.cost.startswith("cost") else f"cost {way.cost}"
        cost = (money,) if way.cost else ()
        said.append(f"load: {'; '.join((*way.load, *cost))}")
    said.append(f"remains: {way.remains}" if way.remains else "remains: nothing late")
    return said


def reason(way: WayOut) -> str:
    """Why a way out is proposed, with its numbers."""
    ticked = [step for step in way.steps if step.ticked]
    late = counted(way.late_before, "working day")
    said = (
        f"{way.title} is forecast for {day_words(way.before)}, {late} after its promise of "
        f"{day_words(way.due)}. With {counted(len(ticked), 'change')} it is "
        f"{day_words(way.after)}."
    )
    return f"{said} {way.remains}." if way.remains else said


def way_json(way: WayOut) -> dict[str, Any]:
    """A way out as a document; days as ISO dates."""
    return {
        "plan": way.name,
        "also": list(way.also),
        "milestone": way.milestone,
        "due": iso(way.due),
        "before": iso(way.before),
        "after": iso(way.after),
        "late_before": way.late_before,
        "late_after": way.late_after,
        "gain_days": way.together,
        "p80_before": iso(way.p80_before),
        "p80_after": iso(way.p80_after),
        "steps": [step_json(step) for step in way.steps],
        "changes": sum(step.ticked for step in way.steps),
        "follows": list(way.follows),
        "load": list(way.load),
        "cost": way.cost or None,
        "remains": way.remains or None,
    }


def step_json(step: WayStep) -> dict[str, Any]:
    """A step as a document."""
    return {
        "n": step.n,
        "kind": step.kind,
        "task": step.task,
        "text": step.text,
        "was": step.was or None,
        "now": step.now or None,
        "gain_days": step.gain_days,
        "detail": step.detail or None,
        "ticked": step.ticked,
        "reach": "outward" if step.outward else "local",
        "actions": [action.to_doc() for action in step.actions],
    }


def iso(day: int | None) -> str | None:
    """An ordinal as an ISO date."""

    return None if day is None else date.fromordinal(day).isoformat()


__all__ = ["foot", "gain_words", "head", "iso", "reason", "step_json", "step_words",
           "way_json"]  # fmt: skip
