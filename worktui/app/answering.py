"""A question in a mail is answered by a letter: drafted beside the task that would have it written.

The draft has greeting, closing and thread; what it says only a person knows. So its step is left
out until somebody has written in it, and is then chosen in place of the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from worktui.app.draft import Draft
from worktui.app.names import called, sender_of
from worktui.app.plans.messages import is_answer
from worktui.app.sensing import digest_of, suggestion_doc
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line

MISSING = "what you answer"
"""What an answer that nobody wrote in waits for."""
KEY = "answer"
FRESH = timedelta(days=7)
"""A mail that is older is not asked about any more."""
_ASKING = re.compile(
    r"\W*(?:(?:and|but|also|so|und|aber|auch|et|mais|aussi|y|pero|e|mas)\W+)?(?:"
    r"when|how|what|which|who|whose|where|why|"
    r"wann|wie|was|welche\w*|wer|wem|wen|wo|woher|wohin|warum|wieso|bis wann|ab wann|"
    r"quand|comment|quel\w*|qui|où|pourquoi|combien|qu'est-ce|"
    r"cuándo|cómo|qué|cuál\w*|quién\w*|dónde|por qué|cuánt\w+|"
    r"quando|como|qual|quais|quem|onde|por que|quant\w+)\b",
    re.IGNORECASE,
)
"""How a sentence begins to which the answer is words, and not something that is done."""
_QUOTED = re.compile(r"“(.+\?)”")
"""A note of the judgement on a question of which it could make nothing."""


def draft_answers(draft: Draft, me: str) -> None:
    """Give whatever comes from a question its drafted answer, once."""
    for doc in list(draft.all("suggestions")):
        steps = doc.get("actions") or ()
        if doc.get("state") not in ("proposed", "snoozed") or not doc.get("arrivals"):
            continue
        if any(step.get("type") == "send_message" for step in steps):
            continue
        if any(is_answer(step) for step in steps) or _asks(draft, doc):
            _add_answer(draft, doc, me)
    for arrival, question in list(_unheard(draft)):
        _propose(draft, arrival, question, me)


def _asks(work: Snapshot, doc: Doc) -> bool:
    """Whether words that a suggestion rests on are a question that words answer."""
    for quote in doc.get("evidence") or ():
        text = str((work.get("arrivals", str(quote.get("arrival"))) or {}).get("text") or "")
        start, end = int(quote.get("start", 0)), int(quote.get("end", 0))
        rest = re.match(r"[^.!?\n]{0,40}\?", text[end:]) if text[:end][-1:] != "?" else True
        if rest and _ASKING.match(text[start:end]):
            return True
    return False


def _add_answer(draft: Draft, doc: Doc, me: str) -> None:
    from worktui.app.replying import answerable, reply_to  # few suggestions are questions

    try:
        action = reply_to(draft, answerable(draft, str(doc["id"])), me)
    except WorktuiError:
        return  # nobody would read it: the task stands alone
    number = max(int(step["n"]) for step in doc["actions"]) + 1
    fields = {
        "actions": [*doc["actions"], {"n": number, **action.to_doc(), **_WAITS}],
        "unticked": sorted({*doc.get("unticked", ()), number}),
        "saw": {**(doc.get("saw") or {}), str(number): digest_of(draft, action)},
    }
    draft.update("suggestions", doc["id"], fields)
    draft.say(f"an answer is drafted in {doc['id']}")


_WAITS = {"needs_clarification": True, "issue": MISSING}


def _unheard(draft: Draft) -> Iterator[tuple[Doc, str]]:
    """Mails that asked something of which nothing was made, and what they asked."""
    known = {str(doc.get("dedupe_key")) for doc in draft.all("suggestions")}
    answered = {str(doc["answers"]) for doc in draft.all("outbox") if doc.get("answers")}
    for arrival in draft.all("arrivals"):
        notes = arrival.get("notes") or ()
        if not notes or arrival.get("state") != "closed" or arrival.get("duplicate_of"):
            continue
        if f"{KEY}|{arrival['id']}" in known or arrival["id"] in answered:
            continue
        if parse_instant(arrival["received_at"]) < draft.now - FRESH:
            continue
        found = _QUOTED.match(str(notes[0]))
        if len(notes) == 1 and found and arrival.get("kind") in ("eml", "form"):
            yield arrival, found[1]


def _propose(draft: Draft, arrival: Doc, question: str, me: str) -> None:
    """A suggestion to answer, and nothing else."""
    from worktui.app.by_itself import proposal
    from worktui.app.replying import answerable, reply_to

    try:
        action = reply_to(draft, answerable(draft, str(arrival["id"])), me)
    except WorktuiError:
        return
    who = called(draft, sender_of(arrival))
    made = proposal(
        action.to_doc() | _WAITS,
        title=clean_line(f"{who}: {question}"),
        reason=f"{who} asks something that only words answer.",
        key=f"{KEY}|{arrival['id']}",
        says="question",
        contact=sender_of(arrival),
    )
    text = str(arrival.get("text") or "")
    at = text.find(question)
    evidence = [{"arrival": arrival["id"], "zone": "own", "start": at,
                 "end": at + len(question), "text": question}] if at >= 0 else []  # fmt: skip
    id = draft.next_id("S", "suggestions")
    doc = suggestion_doc(draft, made, id, [arrival["id"]], evidence)
    draft.create("suggestions", {**doc, "unticked": [1]})
    draft.update("arrivals", arrival["id"], {"state": "reasoned"})
    draft.say(f"{id}: {made.title}")


def left_out(doc: Doc, steps: Sequence[dict[str, Any]], written: int) -> list[int]:
    """The steps that are left out once `written` was edited: an answer that says something takes
    the place of the task to answer."""
    off = set(doc.get("unticked") or ())
    answer = next((s for s in steps if s["n"] == written and s["type"] == "send_message"), None)
    if answer is None or not answer.get("answers"):
        return sorted(off)
    tasks = {s["n"] for s in steps if s["type"] == "create_task" and is_answer(s)}
    return sorted((off - {written}) | (tasks - set(doc.get("done") or ())))
