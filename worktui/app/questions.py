"""Form pages as the workspace defines them, and what keeps them from flooding the inbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from worktui.app.sensing import OPEN
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or

KINDS = ("line", "text", "email", "date", "choice", "yes")
MOST_WAITING = 200
"""Suggestions of one form that may wait for a decision; beyond, it takes nothing more."""
MOST_OF_ALL = 1000
"""The same for all forms together, since a form's name is the sender's to choose."""
MOST_QUESTIONS = 40
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `kind` is one of KINDS; `choices` only where that is choice."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form page."""

    slug: str
    title: str
    intro: str
    thanks: str
    questions: tuple[Question, ...]
    event_type: str
    closed: bool


def form_of(work: Snapshot, slug: str) -> Form | None:
    """The form of that name, None where the workspace defines none."""
    doc = work.get("forms", slug)
    if doc is None:
        return None
    return Form(
        slug,
        str(doc.get("title") or slug),
        str(doc.get("intro") or ""),
        str(doc.get("thanks") or ""),
        _questions(doc),
        str(doc.get("event_type") or ""),
        bool(doc.get("closed")),
    )


def _questions(doc: Doc) -> tuple[Question, ...]:
    """The questions of a form; what is none is left out, names are told apart."""
    found: dict[str, Question] = {}
    given = doc.get("questions")
    for item in given[:MOST_QUESTIONS] if isinstance(given, list | tuple) else ():
        if not isinstance(item, Mapping):
            continue
        name = clean_or(item.get("name"), clean_or(item.get("label")), 60)
        if not name or name in found:
            continue
        kind = str(item.get("kind") or "line")
        choices = tuple(filter(None, (clean_or(one) for one in item.get("choices") or ())))
        kind = kind if kind in KINDS and (kind != "choice" or choices) else "line"
        label = clean_or(item.get("label"), name)
        found[name] = Question(name, label, kind, bool(item.get("required")), choices)
    return tuple(found.values()) or DEFAULT


DEFAULT = (
    Question("name", "Your name", "line", True),
    Question("email", "Your mail address", "email", True),
    Question("message", "Your message", "text", True),
)
"""Asked where a form names no questions of its own."""


def answered(form: Form, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers to a form's questions by name, and what is wrong by name."""
    answers: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for question in form.questions:
        text = given.get(question.name, "").strip()
        if not text:
            if question.required:
                wrong[question.name] = "This is needed."
            continue
        try:
            answers[question.name] = _checked(question, text)
        except BadInput as error:
            wrong[question.name] = error.message
    return answers, wrong


def _checked(question: Question, text: str) -> str:
    if question.kind == "email":
        try:
            return str(check("email", question.label, text))
        except BadInput as error:
            raise BadInput("Write a mail address, as in zoe@example.org.") from error
    if question.kind == "date":
        try:
            return str(check("day", question.label, text))
        except BadInput as error:
            raise BadInput("Write a day, as in 2026-03-12.") from error
    if question.kind == "choice" and text not in question.choices:
        raise BadInput("Choose one of these.")
    if question.kind == "yes":
        return "yes"
    return str(check("block" if question.kind == "text" else "line", question.label, text))


def is_full(work: Snapshot, slug: str) -> bool:
    """Whether as many suggestions of a form wait as may."""
    source = f"form:{slug}"
    mine = of_all = 0
    for doc in work.all("suggestions"):
        if doc.get("state") not in OPEN:
            continue
        sources = {
            str((work.get("arrivals", id) or {}).get("source", ""))
            for id in doc.get("arrivals", ())
        }
        mine += source in sources
        of_all += any(one.startswith("form:") for one in sources)
    return mine >= MOST_WAITING or of_all >= MOST_OF_ALL
