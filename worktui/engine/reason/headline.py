"""The headline of a suggestion: a colleague's few words, as "Iva asks for a call and the quote"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import begins_with_verb

_MOST = 30
"""Cells of a headline: what a narrow inbox shows of it."""
_PAIR = 34
"""Cells of two things together, when both can be said whole."""
_GIVING = re.compile(
    r"^(?:send|share|give|get|provide|forward|deliver|hand over|mail|email|bring)\s+(?:over |out |"
    r"back )?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:der|die|das|den|ein(?:en?|e)?|le|la|les|une?|el|los|las|una|uma?)\s+", re.IGNORECASE
)
_ASKED = ("create_task", "offer_slots", "book_slot")


def headline(scene: Scene, actions: Sequence[Action]) -> str:
    """At most 30 cells: who, and what they ask for or what would change."""
    docs = [action.to_doc() for action in actions]
    who = _who(scene)
    if who and (answer := _answer(scene, docs, who)):
        return answer
    asked = [d for d in docs if d["type"] in _ASKED and d.get("kind") != "commitment"]
    if who and len(asked) == len(docs):
        things = [_thing(d, who) for d in _calls_first(asked)]
        if len(asked) > 0 and (told := _told_of(asked[0], who)):
            return _fitted(f"{who} ", [told, *things[1:]])
        orders = begins_with_verb(things[0].lower(), scene.lang)
        return _fitted(f"{who}: " if orders else f"{who} asks for ", things)
    if who and docs and (told := _told_of(docs[0], who)):
        more = [words for d in docs[1:] if (words := _short(scene, d))]
        return _fitted(f"{who} ", [told, *more])
    said = list(dict.fromkeys(filter(None, (_short(scene, d) for d in docs))))
    lead = f"{who}: " if who else ""
    return _fitted(lead, said) if said else (who or "A suggestion")


def _told_of(doc: Doc, who: str) -> str:
    """ "accepts the offer", where the title of the work is what somebody did."""
    hit = re.match(rf"{re.escape(who)} (accepts the \w+)$", str(doc.get("title", "")))
    return hit.group(1) if hit else ""


def _answer(scene: Scene, docs: Sequence[Doc], who: str) -> str:
    """What an answer to a letter of ours does: "Iva takes Thu 12 Mar 14:00"; "" for others."""
    told = scene.memo.get("answer")
    answers = ("ask_person", "offer_slots", "book_slot", "reschedule_booking")
    doc = next((d for d in docs if d["type"] in answers), None)
    if not isinstance(told, str) or doc is None:
        return ""
    if told == "which":
        return _fitted(f"{who}: ", ["which of the times?"]) if len(docs) == 1 else ""
    if doc["type"] == "offer_slots":
        return _fitted(f"{who} ", ["asks for other times"])
    if doc["type"] == "ask_person":
        return ""
    words = _clock(scene, doc.get("start") or doc["requested_start"])
    more = ", more" if len(docs) > 1 else ""
    whole = f"{who} {told} {words}{more}"
    return _capital(whole) if len(whole) <= _PAIR else _fitted(f"{who} {told} ", [words])


def _who(scene: Scene) -> str:
    """The first name of the one who wrote, or what spoke."""
    arrival = scene.arrival
    if arrival.kind == "text" or scene.by_me:
        return ""
    if arrival.kind == "git" or (arrival.kind == "webhook" and arrival.event != "form"):
        return ""
    name = scene.sender_name.split("@")[0].strip()
    return name.split()[0] if name else ""


def _calls_first(docs: Sequence[Doc]) -> list[Doc]:
    return sorted(docs, key=lambda d: d["type"] == "create_task")


def _fitted(lead: str, things: list[str]) -> str:
    """Two things when they fit, else the first and a count; the last resort is a cut word."""
    if len(things) == 2 and len(both := f"{lead}{things[0]} and {things[1]}") <= _PAIR:
        return _capital(both)
    more = ", more" if len(things) > 1 else ""
    room = _MOST - len(lead) - len(more)
    first = things[0]
    if len(first) > room:
        words = (
            first[: room - 1].rsplit(" ", 1)[0] if " " in first[: room - 1] else first[: room - 1]
        )
        words = re.sub(
            r"(?:\s+(?:the|a|an|of|to|for|and|on|in|with|der|die|das|de|la|le|el))+$", "", words
        )
        first = words.rstrip(" ,;:-–—") + "…"
    return _capital(f"{lead}{first}{more}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _thing(doc: Doc, who: str) -> str:
    """What is asked for, as a noun: "a call", "the quote"."""
    if doc["type"] != "create_task":
        return "a call"
    title = str(doc.get("title", ""))
    title = re.sub(rf"\s+(?:to|for|für|pour|para) {re.escape(who)}$", "", title)
    title = re.sub(rf"^{re.escape(who)}[^:]{{0,40}}: ", "", title)
    title = _GIVING.sub("", title)
    return _small(_ARTICLE.sub("", title) or title) or "work"


def _small(text: str) -> str:
    """The first letter small, unless the word is a name or in capitals."""
    first = text.split(" ", maxsplit=1)[0]
    keep = first.isupper() or any(c.isupper() for c in first[1:])
    return text if keep or not text else text[:1].lower() + text[1:]


def _day(value: object) -> str:
    text = str(value or "")
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%b}"


def _clock(scene: Scene, value: object) -> str:
    """ "Wed 11 Mar 15:00", in the workspace's zone."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return ""
    local = moment.astimezone(scene.settings.zone) if moment.tzinfo else moment
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def _first(scene: Scene, id: object) -> str:
    who = scene.people.by_id(str(id)) or scene.people.by_email(str(id))
    return who.first if who is not None else str(id).split("@", maxsplit=1)[0]


def _changed(scene: Scene, doc: Doc) -> str:
    task = doc["task"]
    if doc.get("due"):
        return f"{task} due {_day(doc['due'])}"
    if doc.get("assignee"):
        return f"{task} to {_first(scene, doc['assignee'])}"
    if doc.get("priority"):
        return f"{task} is {doc['priority']}"
    return f"{task} changes"


def _moved(scene: Scene, doc: Doc) -> str:
    column = scene.work.get("columns", str(doc.get("to", ""))) or {}
    return f"{doc['task']} to {column.get('name', doc.get('to', ''))}"


def _away(scene: Scene, doc: Doc) -> str:
    first, last = _day(doc.get("from")), _day(doc.get("until"))
    span = first if first == last else f"{first}–{last}"
    whom = doc.get("person") or doc.get("contact") or ""
    mine = scene.sender is not None and whom in (scene.sender.id, scene.sender.email)
    who = "" if mine and scene.arrival.kind != "text" else f"{_first(scene, whom)} "
    return f"{who}away {span}"


def _event(scene: Scene, doc: Doc) -> str:
    have = scene.work.get("calendar", str(doc.get("uid", ""))) or {}
    return str(doc.get("summary") or have.get("summary") or "an event")


def _about(scene: Scene, doc: Doc) -> str:
    words = str(doc.get("about") or doc.get("task") or "")
    return _small(words.removeprefix(f"{scene.sender_name}: "))


_SHORT: dict[str, Callable[[Scene, Doc], str]] = {
    "create_task": lambda _, d: _small(str(d.get("title", ""))),
    "update_task": _changed,
    "move_task": _moved,
    "comment_task": lambda _, d: f"a word on {d['task']}",
    "link_tasks": lambda _, d: f"{d['task']} after {d['after']}",
    "unlink_tasks": lambda _, d: f"{d['task']} without {d['after']}",
    "offer_slots": lambda s, d: f"times for {_first(s, d.get('to', ''))}",
    "book_slot": lambda s, d: f"call {_clock(s, d.get('start'))}",
    "reschedule_booking": lambda s, d: f"{d['booking']} to {_clock(s, d.get('requested_start'))}",
    "cancel_booking": lambda _, d: f"{d['booking']} is off",
    "create_event": lambda _, d: str(d.get("summary", "an event")),
    "update_event": lambda s, d: f"{_event(s, d)} moves",
    "cancel_event": lambda s, d: f"{_event(s, d)} is off",
    "set_reminder": lambda s, d: f"remind: {_about(s, d)}",
    "set_availability": _away,
    "ask_person": lambda s, d: f"ask {_first(s, d.get('who', ''))}",
    "send_message": lambda s, d: f"answer {_first(s, d.get('to', ''))}",
    "log_time": lambda _, d: f"{float(d.get('hours', 0)):g} h on {d.get('task', '')}",
    "log_cost": lambda _, d: f"{d.get('amount', '')} for {d.get('what') or d.get('project') or ''}",
    "create_project": lambda _, d: f"project {d.get('name', '')}",
    "create_milestone": lambda _, d: f"milestone {d.get('name', '')}",
    "update_milestone": lambda _, d: f"milestone {d.get('milestone', '')}",
}


def _short(scene: Scene, doc: Doc) -> str:
    """What one action would do, in a few words."""
    make = _SHORT.get(doc["type"])
    words = make(scene, doc) if make is not None else doc["type"].replace("_", " ")
    return re.sub(r"\s+", " ", words).strip()
