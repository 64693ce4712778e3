"""How messages and questions are sent: to a reader by mail, to a program by name, to a teammate."""

from __future__ import annotations

from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.letters import HOLD_BACK
from worktui.app.plans.lookup import find_person, find_task
from worktui.app.plans.threads import of_subject
from worktui.domain.actions.meetings import AskPerson, SendMessage
from worktui.domain.change import Effect
from worktui.domain.errors import BadInput


def send_message(action: SendMessage, draft: Draft) -> None:
    if action.channel == "copy":
        draft.say("The text is ready to copy")
        return
    if not (action.body or "").strip():
        raise BadInput("The message has no text yet.", hint="Edit it first.")
    if action.channel == "webhook":
        _to_receiver(action.to, draft)
    draft.effect(
        Effect(
            "webhook" if action.channel == "webhook" else "mail",
            action.to,
            action.subject or (action.body or "").strip().splitlines()[0][:70],
            action.body or "",
            entity=f"mail:{action.to}",
            delay=HOLD_BACK,
            action="send_message",
            facts=_thread(draft, action),
        )
    )
    draft.say(f"A message to {action.to} is on its way")


def _thread(draft: Draft, action: SendMessage) -> dict[str, str]:
    """What kind of message it is, and the letter it goes on from."""
    facts = {"purpose": action.kind} if action.kind else {}
    before = of_subject(draft, action.to, action.subject) if action.channel != "webhook" else ""
    return {**facts, "in_reply_to": before} if before else facts


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
