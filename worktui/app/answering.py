"""A question in a mail is answered by a letter: drafted beside the task that would have it written.

The draft has greeting, closing and thread; what it says only a person knows. So its step is left
out until somebody has written in it, and is then chosen in place of the task.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.messages import is_answer
from worktui.app.sensing import digest_of
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError

MISSING = "what you answer"
"""What an answer that nobody wrote in waits for."""


def draft_answers(draft: Draft, me: str) -> None:
    """Give every suggestion that comes from a question its drafted answer, once."""
    for doc in list(draft.all("suggestions")):
        steps = doc.get("actions") or ()
        asks = doc.get("state") in ("proposed", "snoozed") and doc.get("arrivals")
        if not asks or not any(is_answer(step) for step in steps):
            continue
        if any(step.get("type") == "send_message" for step in steps):
            continue
        _add_answer(draft, doc, me)


def _add_answer(draft: Draft, doc: Doc, me: str) -> None:
    from worktui.app.replying import answerable, reply_to  # few suggestions are questions

    try:
        action = reply_to(draft, answerable(draft, str(doc["id"])), me)
    except WorktuiError:
        return  # nobody would read it: the task stands alone
    number = max(int(step["n"]) for step in doc["actions"]) + 1
    step = {"n": number, **action.to_doc(), "needs_clarification": True, "issue": MISSING}
    fields = {
        "actions": [*doc["actions"], step],
        "unticked": sorted({*doc.get("unticked", ()), number}),
        "saw": {**(doc.get("saw") or {}), str(number): digest_of(draft, action)},
    }
    draft.update("suggestions", doc["id"], fields)
    draft.say(f"an answer is drafted in {doc['id']}")


def left_out(doc: Doc, steps: Sequence[dict[str, Any]], written: int) -> list[int]:
    """The steps that are left out once `written` was edited: an answer that says something takes
    the place of the task to answer."""
    off = set(doc.get("unticked") or ())
    answer = next((s for s in steps if s["n"] == written and s["type"] == "send_message"), None)
    if answer is None or not answer.get("answers"):
        return sorted(off)
    tasks = {s["n"] for s in steps if s["type"] == "create_task" and is_answer(s)}
    return sorted((off - {written}) | (tasks - set(doc.get("done") or ())))
