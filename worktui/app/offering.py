"""What is offered to people outside, as it is set up: booking types and forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.plans import plan_all
from worktui.app.plans.lookup import find_person
from worktui.app.questions import KINDS, MOST_QUESTIONS, SLUG
from worktui.domain.actions.workspace import CreateEventType
from worktui.domain.documents import FIELDS
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.domain.text import clean_or

LONGEST_BOOKING = 24 * 60
_WORD = re.compile(r"[^\w]+")


def set_type(desk: Desk, slug: str, fields: Mapping[str, Any]) -> Receipt:
    """Make a booking type, or set fields of one; None takes a field away. Raises BadInput."""
    id = slug.strip().lower()

    def fill(draft: Draft) -> None:
        if draft.get("event_types", id) is None:
            given = {name: value for name, value in fields.items() if value is not None}
            given.setdefault("title", id.capitalize())
            plan_all([CreateEventType.of({"slug": id, **given})], draft)
            return
        kinds = FIELDS["event_types"]
        changed = {name: check(kinds[name], name, value) for name, value in fields.items()}
        if "hosts" in changed:
            hosts = changed["hosts"] or []
            if not hosts:
                raise BadInput("A booking type has a host.", hint="As in hosts=ana,bo.")
            changed["hosts"] = [find_person(draft, host, desk.me)["id"] for host in hosts]
        if "minutes" in changed and not 1 <= (changed["minutes"] or 0) <= LONGEST_BOOKING:
            raise BadInput("A booking lasts from a minute to a day.")
        draft.update("event_types", id, changed)
        draft.say(f"Booking type {id}: {', '.join(changed) or 'nothing'} set")

    return desk.commit(fill)


def set_form(desk: Desk, slug: str, fields: Mapping[str, Any]) -> Receipt:
    """Make a form page, or set fields of one; None takes a field away. Raises BadInput."""
    id = slug.strip().lower()
    if not SLUG.fullmatch(id):
        raise BadInput(f"“{clean_or(slug, '?')[:40]}” cannot name a form.", hint="As in contact.")
    kinds = FIELDS["forms"]
    changed = {name: check(kinds[name], name, value) for name, value in fields.items()}

    def fill(draft: Draft) -> None:
        if changed.get("event_type"):
            draft.need("event_types", changed["event_type"], "booking type")
        if draft.get("forms", id) is None:
            draft.create("forms", {"id": id, "slug": id, "title": id.capitalize(), **changed})
            draft.made.append(id)
            draft.say(f"Form {id} is made")
        else:
            draft.update("forms", id, changed)
            draft.say(f"Form {id}: {', '.join(changed) or 'nothing'} set")

    return desk.commit(fill)


def questions_in(text: str) -> list[dict[str, Any]]:
    """Questions in a line: `Your name*; Your mail: email*; Topic: Web|Shop; Message: text*`.

    A star says that it must be answered; after a colon comes the kind (line, text, email,
    date, yes) or choices parted by bars. Raises BadInput.
    """
    found: list[dict[str, Any]] = []
    taken: set[str] = set()
    for part in text.split(";"):
        required = "*" in part
        label, _, told = (piece.strip() for piece in part.replace("*", "").partition(":"))
        label, told = clean_or(label, limit=200), clean_or(told)
        if not label:
            continue
        question: dict[str, Any] = {"label": label, "kind": told.lower() or "line"}
        if "|" in told:
            choices = [choice.strip() for choice in told.split("|") if choice.strip()]
            question |= {"kind": "choice", "choices": choices}
        elif question["kind"] not in KINDS:
            raise BadInput(
                f"“{told[:40]}” is no kind of question.",
                hint=f"There are {', '.join(k for k in KINDS if k != 'choice')}, or A|B|C.",
            )
        question["name"] = _name(label, question["kind"], taken)
        found.append(question | ({"required": True} if required else {}))
    if not 1 <= len(found) <= MOST_QUESTIONS:
        raise BadInput(f"A form has 1 to {MOST_QUESTIONS} questions.", hint="Part them by `;`.")
    return found


def _name(label: str, kind: str, taken: set[str]) -> str:
    """What a question is called in what arrives: what everybody calls it, or from its label."""
    usual = {"email": "email", "text": "message"}.get(kind, "")
    own = _WORD.sub("_", label.lower()).strip("_")[:40] or "question"
    if not usual and own.startswith(("your_name", "name")):
        usual = "name"
    name = usual if usual and usual not in taken else own
    while name in taken:
        name += "_"
    taken.add(name)
    return name
