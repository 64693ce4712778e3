"""A promise that was not kept, as a suggestion: the quote, and what can be done about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from worktui.app.closing import close
from worktui.app.draft import Draft
from worktui.app.phrases import full_day
from worktui.app.promise_words import PREFIX, name_of, said_on
from worktui.app.promises import is_silent
from worktui.app.sensing import OPEN, suggestion_doc
from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.text import clean_line
from worktui.engine.reason import Evidence, Proposal, Signal
from worktui.engine.reason.bands import weigh
from worktui.engine.working import days_off, week_of

SILENT = timedelta(days=7)
"""A promise without a day comes up when its task has been silent for so long."""
MOST = 7
"""That wait at a time: an inbox is read, not scrolled."""
KEPT = timedelta(days=21)


Steps = list[tuple[dict[str, Any], bool]]
"""Actions as JSON, each with whether it is ticked to begin with."""


def hold_to(draft: Draft, me: str) -> None:
    """Promises that passed with nothing come to the inbox with their quote, each once, ever.

    `me` is whose inbox it is: one's own promises are work, others' are asked after.
    """
    known = {doc.get("dedupe_key") for doc in draft.all("suggestions")}
    due = [doc for doc in draft.all("promises") if _key(doc) not in known and _comes_up(draft, doc)]
    waiting = sum(
        1
        for doc in draft.all("suggestions")
        if str(doc.get("dedupe_key", "")).startswith(PREFIX) and doc.get("state") in OPEN
    )
    for doc in due[: max(0, MOST - waiting)]:
        proposal, unticked = _proposal(draft, doc, me)
        if not proposal.actions:
            continue
        id = draft.next_id("S", "suggestions")
        evidence = [
            {"arrival": doc["arrival"], "zone": e.zone, "start": e.start, "end": e.end,
             "text": e.text}
            for e in proposal.evidence
        ]  # fmt: skip
        source = [str(doc["arrival"])] if evidence else []
        made = suggestion_doc(draft, proposal, id, source, evidence)
        _in_place_of_reminders(draft, source, id)
        draft.create("suggestions", {**made, "unticked": list(unticked) or None})
        if source:
            draft.update("arrivals", source[0], {"state": "reasoned"})
        draft.say(f"{id}: {proposal.title}")


def _in_place_of_reminders(draft: Draft, source: list[str], id: str) -> None:
    """A reminder proposed for the same message, and not yet decided, is overtaken."""
    for doc in list(draft.all("suggestions")):
        only = {action["type"] for action in doc.get("actions", ())} == {"set_reminder"}
        if only and doc.get("state") in OPEN and list(doc.get("arrivals", ())) == source:
            close(draft, doc, "superseded", closed_by=id)


def spoken_for(draft: Draft) -> list[list[str]]:
    """The beginnings of keys that need no other suggestion: a promise speaks of the same task."""
    waiting = {
        str(doc.get("dedupe_key"))
        for doc in draft.all("suggestions")
        if str(doc.get("dedupe_key", "")).startswith(PREFIX) and doc.get("state") in OPEN
    }
    return [
        ["overdue", str(doc["task"])]
        for doc in draft.all("promises")
        if doc.get("task") and _key(doc) in waiting
    ]


def _key(doc: Doc) -> str:
    return f"{PREFIX}{doc['id']}"


def _comes_up(draft: Draft, doc: Doc) -> bool:
    """Its day passed with nothing; or it has none, and its task has been silent for long."""
    if doc.get("state") == "broken":
        return True
    if doc.get("state") != "open" or doc.get("due"):
        return False
    old = parse_instant(doc["said_at"]) + SILENT <= draft.now
    return old and bool(doc.get("task")) and is_silent(draft, doc)


def _proposal(draft: Draft, doc: Doc, me: str) -> tuple[Proposal, tuple[int, ...]]:
    """The suggestion, and the numbers of the steps that are not ticked to begin with."""
    steps = _steps(draft, doc, me)
    who, quote = _full_name(draft, str(doc["who"])), clean_line(str(doc["quote"]))
    on = said_on(draft, doc, draft.now)
    signals = [Signal("promise", 3.0, f"{name_of(draft, str(doc['who']))} said so {on}")]
    confidence, band = weigh(signals)
    proposal = Proposal(
        title=clean_line(f"{who}: {_head(doc)}: “{quote}”, said {on}"),
        actions=tuple(parse(given) for given, _ in steps),
        reason=clean_line(f"{who} said {on}: “{quote}”. {_not_yet(draft, doc)}"),
        signals=tuple(signals),
        assumptions=(),
        evidence=_evidence(draft, doc),
        confidence=confidence,
        band=band,
        dedupe_key=_key(doc),
        expires_at=draft.now + KEPT,
        contact=None if draft.get("people", str(doc["who"])) else str(doc["who"]),
    )
    return proposal, tuple(n for n, (_, ticked) in enumerate(steps, 1) if not ticked)


def _head(doc: Doc) -> str:
    return "not yet" if doc.get("due") else "silent"


def _full_name(draft: Draft, who: str) -> str:
    doc = draft.get("people", who) or draft.get("contacts", who) or {}
    return str(doc.get("name") or who)


def _not_yet(draft: Draft, doc: Doc) -> str:
    """What is so instead, in a sentence."""
    task = draft.get("tasks", str(doc.get("task") or ""))
    if task is not None:
        column = draft.get("columns", str(task.get("status", ""))) or {}
        where = str(column.get("name") or task.get("status") or "")
        since = "" if doc.get("due") else " and nothing was heard of it since"
        return f"Not yet: {task['id']} is in {where}{since}."
    return "Nothing has come since." if doc.get("kind") != "do" else "Nothing here shows it done."


def _evidence(draft: Draft, doc: Doc) -> tuple[Evidence, ...]:
    """The quote's place in its message, where there is one."""
    arrival = draft.get("arrivals", str(doc.get("arrival") or ""))
    quote = str(doc["quote"]).rstrip("…")
    at = str((arrival or {}).get("text", "")).find(quote) if arrival else -1
    if arrival is None or at < 0:
        return ()
    return (Evidence("own", at, at + len(quote), quote),)


def _steps(draft: Draft, doc: Doc, me: str) -> Steps:
    who = str(doc["who"])
    if draft.get("people", who) is None:
        return _of_contact(draft, doc)
    return _of_mine(draft, doc) if who == me else _of_teammate(draft, doc)


def _of_teammate(draft: Draft, doc: Doc) -> Steps:
    on = said_on(draft, doc, draft.now)
    question = f"You said {on}: “{doc['quote']}”. How does it stand?"
    ask = {"type": "ask_person", "who": doc["who"], "question": clean_line(question),
           "task": doc.get("task")}  # fmt: skip
    return [(_given(ask), True), *_on_task(draft, doc)]


def _on_task(draft: Draft, doc: Doc, *, first: bool = False) -> Steps:
    """The task's day moved on, and a word on it."""
    task = draft.get("tasks", str(doc.get("task") or ""))
    if task is None:
        return []
    steps: Steps = []
    day = next_working_day(draft).isoformat()
    if task.get("due") != day:
        steps.append(({"type": "update_task", "task": task["id"], "due": day}, first))
    on = said_on(draft, doc, draft.now)
    who = name_of(draft, str(doc["who"]))
    text = f"{who} said {on}: “{doc['quote']}”. Not yet on "
    text += full_day(draft.settings.today(draft.now)) + "."
    steps.append(({"type": "comment_task", "task": task["id"], "text": text}, False))
    return steps


def _of_mine(draft: Draft, doc: Doc) -> Steps:
    steps = _on_task(draft, doc, first=True)
    to = str(doc.get("to") or "")
    outside = draft.get("people", to) is None and "@" in to
    if not steps:
        made = {"type": "create_task", "title": doc["what"], "assignee": doc["who"],
                "due": draft.settings.today(draft.now).isoformat(), "kind": "commitment",
                "contact_email": to if outside else None}  # fmt: skip
        steps.append((_given(made), True))
    if outside:
        name = name_of(draft, to)
        body = f"Hi {name},\n\nI wrote: “{doc['quote']}”. It is not done yet, sorry.\n"
        steps.append((_letter(draft, doc, to, body), False))
    return steps


def _of_contact(draft: Draft, doc: Doc) -> Steps:
    """They are asked; what they answer decides. A promise that stands in no address is kept."""
    who = str(doc["who"])
    if "@" not in who:
        return _on_task(draft, doc)
    on = said_on(draft, doc, draft.now)
    body = f"Hi {name_of(draft, who)},\n\n{on[:1].upper()}{on[1:]} you wrote: “{doc['quote']}”. "
    body += "How does it stand?\n"
    return [(_letter(draft, doc, who, body), True), *_on_task(draft, doc)]


def _letter(draft: Draft, doc: Doc, to: str, body: str) -> dict[str, Any]:
    arrival = draft.get("arrivals", str(doc.get("arrival") or "")) or {}
    subject = str(arrival.get("subject") or doc.get("what") or "")
    subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
    return {"type": "send_message", "channel": "mail", "to": to, "subject": clean_line(subject),
            "body": body, "kind": "chase"}  # fmt: skip


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def next_working_day(draft: Draft) -> date:
    """The first day after today on which the workspace works."""
    settings = draft.settings
    week, off = week_of(settings.working_hours), days_off(settings.holidays, ())
    day = settings.today(draft.now)
    for _ in range(60):
        day += timedelta(days=1)
        if week[day.weekday()] and day not in off:
            break
    return day
