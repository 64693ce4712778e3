"""A person's word on the health of a milestone: checked, with a reason and an end."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.app.draft import Draft
from worktui.domain.actions.workspace import OverrideHealth
from worktui.domain.errors import BadInput, Refused
from worktui.domain.settings import Settings
from worktui.engine.health import ORDER, WORDS

DAYS = 7
"""So long a word stands where nobody says how long."""
BACK = ("derived", "none", "auto")
"""Words that take it back."""


def override_health(action: OverrideHealth, draft: Draft) -> None:
    """Put a word beside the derived health, or take it back."""
    stone = draft.need("milestones", action.milestone, "milestone")
    word = "_".join(action.health.casefold().replace("-", " ").replace("_", " ").split())
    if word in BACK:
        if not stone.get("override"):
            raise Refused(f"Nobody has put a word beside the health of {action.milestone}.")
        draft.update("milestones", action.milestone, {"override": None})
        draft.say(f"{action.milestone} is judged by its facts alone again")
        return
    if word not in ORDER:
        raise BadInput(
            f"“{action.health[:30]}” is not a health.",
            hint=f"One of {', '.join(WORDS.values())}; `derived` takes a word back.",
        )
    if not (action.reason or "").strip():
        raise BadInput("Say why, so that others can judge it.", hint="Give a reason.")
    _put(action, word, draft)


def _put(action: OverrideHealth, word: str, draft: Draft) -> None:
    today = Settings.of(draft).today(draft.now)
    until = date.fromisoformat(action.until) if action.until else today + timedelta(days=DAYS)
    if until < today:
        raise BadInput(f"The word would have ended on {until}, before today.")
    kept = {"health": word, "reason": action.reason, "until": until.isoformat()}
    draft.update("milestones", action.milestone, {"override": {**kept, "by": draft.actor.by}})
    draft.say(f"{action.milestone} is called {WORDS[word]} till {until}")
