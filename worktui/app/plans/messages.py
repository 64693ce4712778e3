"""How messages and questions are sent: to a reader by mail, to a program by name, to a teammate."""

from __future__ import annotations

import re
from typing import Any

from worktui.app.closing import close
from worktui.app.draft import Draft
from worktui.app.names import sender_of
from worktui.app.plans.contacts import make_known
from worktui.app.plans.letters import HOLD_BACK
from worktui.app.plans.lookup import column_kind, find_person, find_task, first_column
from worktui.app.plans.threads import answering, mail_id, of_subject
from worktui.domain.actions.meetings import AskPerson, SendMessage
from worktui.domain.actions.tasks import MoveTask
from worktui.domain.change import Doc, Effect
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.snapshot import Snapshot

_TO_ANSWER = re.compile(r"Answer [^:]{1,60}: .*\?$")
"""The title of a task that a question of somebody became (engine/reason/asking)."""


def send_message(action: SendMessage, draft: Draft) -> None:
    if action.channel == "copy":
        draft.say("The text is ready to copy")
        return
    if not (action.body or "").strip():
        raise BadInput("The message has no text yet.", hint="Edit it first.")
    if action.channel == "webhook":
        _to_receiver(action.to, draft)
    elif action.answers:
        _to_its_sender(action, draft)
    draft.effect(
        Effect(
            "webhook" if action.channel == "webhook" else "mail",
            action.to,
            action.subject or (action.body or "").strip().splitlines()[0][:70],
            action.body or "",
            delay=HOLD_BACK,
            action="send_message",
            facts=_thread(draft, action),
        )
    )
    draft.say(f"A message to {action.to} is on its way")
    if action.channel == "webhook":
        return
    if action.answers:
        answered(draft, action.answers)
    make_known(draft, action.to)


def _thread(draft: Draft, action: SendMessage) -> dict[str, Any]:
    """What kind of message it is, and the letter it goes on from."""
    facts: dict[str, Any] = {"purpose": action.kind} if action.kind else {}
    if action.channel == "webhook":
        return facts
    if action.answers:
        arrival = find_arrival(draft, action.answers)
        return {**facts, "answers": arrival["id"], **answering(draft, mail_id(arrival))}
    return {**facts, **answering(draft, of_subject(draft, action.to, action.subject))}


def find_arrival(work: Snapshot, id: str) -> Doc:
    """What came from outside, by its id whatever its case; raises NotFound."""
    doc = work.get("arrivals", id) or work.get("arrivals", id.strip().upper())
    if doc is None:
        raise NotFound(
            f"There is no message “{id[:40]}” here.", hint="`worktui inbox list` shows what came."
        )
    return doc


def _to_its_sender(action: SendMessage, draft: Draft) -> None:
    """An answer goes where the message came from, whatever that message says of others."""
    arrival = find_arrival(draft, action.answers or "")
    if sender_of(arrival) != action.to.strip().lower():
        raise Refused(
            f"An answer to {arrival['id']} goes to whoever sent it, and not to {action.to[:80]}.",
            hint="Write to them by itself: `worktui say`.",
        )


def answered(draft: Draft, arrival: str) -> None:
    """What was still suggested as an answer to a message is settled by the one that goes."""
    for doc in list(draft.all("suggestions")):
        if doc.get("state") not in ("proposed", "snoozed") or arrival not in doc.get(
            "arrivals", ()
        ):
            continue
        mine = [int(step["n"]) for step in doc.get("actions", ()) if is_answer(step)]
        left = {int(step["n"]) for step in doc.get("actions", ())} - set(mine)
        left -= {*doc.get("done", ()), *doc.get("unticked", ())}
        if not mine:
            continue
        off = sorted({*doc.get("unticked", ()), *mine} - set(doc.get("done", ())))
        draft.update("suggestions", doc["id"], {"unticked": off or None})
        if not left:
            close(draft, doc, "withdrawn", closed_by=arrival)
    _finish_answers(draft, arrival)


def _finish_answers(draft: Draft, arrival: str) -> None:
    """The tasks that a question became are done with its answer."""
    from worktui.app.plans.tasks import move_task

    asked = [doc for doc in draft.all("suggestions") if arrival in doc.get("arrivals", ())]
    for id in dict.fromkeys(str(id) for doc in asked for id in doc.get("tasks") or ()):
        task = draft.get("tasks", id)
        if task is None or task.get("archived") or not _TO_ANSWER.match(str(task.get("title"))):
            continue
        if column_kind(draft, task.get("status")) != "done":
            done = first_column(draft, task.get("project"), "done")
            move_task(MoveTask(task=id, to=done), draft)


def is_answer(step: Doc) -> bool:
    """Whether a step only answers what was asked: a drafted letter, or the task to write one."""
    if step.get("type") == "send_message":
        return bool(step.get("answers"))
    return step.get("type") == "create_task" and bool(_TO_ANSWER.match(str(step.get("title"))))


def _to_receiver(name: str, draft: Draft) -> None:
    """A message to another program goes to a name; the address behind it is in settings."""
    known = {each for person in draft.all("people") for each in person.get("posts") or ()}
    if name in known:
        return
    if "/" in name or ":" in name:
        raise BadInput(
            "A webhook is sent to a name, never to an address from a message.",
            hint=f"There are: {', '.join(sorted(known))}." if known else "[post] names them.",
        )
    draft.warn(f"Nobody's settings name a receiver “{name[:60]}” ([post]): it would not leave.")


def ask_person(action: AskPerson, draft: Draft) -> None:
    person = find_person(draft, action.who, draft.actor.by)
    fields: dict[str, Any] = {"who": person["id"], "question": action.question}
    if action.task:
        fields["task"] = find_task(draft, action.task)["id"]
    stamp = {"by": draft.actor.by, "at": draft.now.isoformat(), "state": "open"}
    draft.create("questions", {"id": draft.next_id("Q", "questions"), **fields, **stamp})
    draft.say(f"@{person['id']} is asked: {action.question}")
