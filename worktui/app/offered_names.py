"""What a language model may speak of: the actions it may suggest of one arrival, and the names
it may use. What is not offered here cannot be suggested at all.

No action here deletes, forwards, or touches more than one thing; recipients are those who took
part; bookings are the sender's own. The less is shown, the less can leak or be mixed up.
"""

from __future__ import annotations

from collections.abc import Mapping

from worktui.app.ports import Asked
from worktui.domain.change import Doc
from worktui.engine.reason.matching import bookings_of, content, ids_in, widened
from worktui.engine.reason.scene import Scene

MOST_TEXT = 8_000
"""Characters of a sender's words that are shown."""
MOST = 40
"""Names of one kind that are shown."""
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "create_task": ("title", "project", "assignee", "priority"),
    "update_task": ("task", "assignee", "priority"),
    "move_task": ("task", "to"),
    "comment_task": ("task", "text"),
    "set_reminder": ("about", "task"),
    "ask_person": ("who", "question", "task"),
    "offer_slots": ("event_type", "to"),
    "book_slot": ("event_type", "invitee"),
    "reschedule_booking": ("booking",),
    "cancel_booking": ("booking",),
    "set_availability": (),
    "send_message": ("to", "subject", "body"),
}
"""Every action a message may suggest, and the fields that may be filled; dates are none of
them, since they are read from the quoted words."""
_STRANGERS = ("create_task", "offer_slots", "book_slot", "send_message")
_NEEDS: Mapping[str, str] = {
    "update_task": "task", "move_task": "task", "comment_task": "task", "ask_person": "person",
    "offer_slots": "event_type", "book_slot": "event_type", "send_message": "address",
    "reschedule_booking": "booking", "cancel_booking": "booking",
}  # fmt: skip
"""Actions that make no sense when there is no name of this kind."""


def offered(scene: Scene) -> Asked:
    """What is shown of an arrival: its own words, and the names and actions that may be used."""
    strange = scene.stranger
    tasks = {} if strange else _tasks(scene)
    addresses = _addresses(scene)
    names: dict[str, dict[str, str]] = {
        "task": tasks,
        "column": _named(scene, "columns") if tasks else {},
        "project": {} if strange else _named(scene, "projects"),
        "person": {} if strange else _named(scene, "people"),
        "event_type": _named(scene, "event_types", "title") if addresses else {},
        "booking": {} if strange else _bookings(scene),
        "address": addresses,
    }
    kept = {kind: known for kind, known in names.items() if known}
    return Asked(scene.arrival.own[:MOST_TEXT], kept, _actions(scene, kept))


def _actions(scene: Scene, names: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    allowed = _STRANGERS if scene.stranger else tuple(ACTIONS)
    found = {type: ACTIONS[type] for type in allowed if _NEEDS.get(type, "") in ("", *names)}
    if scene.sender is None:
        found.pop("set_availability", None)
    return found


def _named(scene: Scene, table: str, field: str = "name") -> dict[str, str]:
    docs = list(scene.work.all(table))[:MOST]
    return {doc["id"]: str(doc.get(field) or doc["id"]) for doc in docs if not doc.get("archived")}


def _tasks(scene: Scene) -> dict[str, str]:
    """Open tasks that the words may mean: named, of that contact, or sharing words; for the
    team's own notes any other open ones too, as far as there is room."""
    words = widened(content(scene.arrival.own))
    named = {doc["id"] for doc in ids_in(scene, scene.arrival.own)}

    def near(task: Doc) -> int:
        theirs = bool(scene.address) and task.get("contact_email") == scene.address
        shared = len(words & content(str(task.get("title", ""))))
        return 100 * (task["id"] in named) + 3 * theirs + shared

    ranked = sorted(
        ((near(task), task) for task in scene.tasks if not scene.is_done(task)),
        key=lambda pair: -pair[0],
    )
    least = 0 if scene.by_team else 1
    kept = [task for score, task in ranked if score >= least][:MOST]
    return {task["id"]: str(task.get("title", "")) for task in kept}


def _bookings(scene: Scene) -> dict[str, str]:
    """The sender's own bookings: those they were invited to, or host."""
    if scene.by_team:
        mine = scene.sender.id if scene.sender else ""
        docs = [b for b in bookings_of(scene, None) if mine in (b.get("hosts") or ())]
    else:
        docs = bookings_of(scene, scene.address) if scene.address else []
    return {doc["id"]: f"{doc.get('event_type')} {doc['start']}" for doc in docs[:MOST]}


def _addresses(scene: Scene) -> dict[str, str]:
    """Those who took part, without ourselves; for the team's own notes contacts as well."""
    arrival = scene.arrival
    parties = [arrival.sender, *arrival.to, *arrival.cc]
    found = {p.email: p.name or p.email for p in parties if p is not None and "@" in p.email}
    if scene.by_team:
        found |= {who.email: who.name for who in scene.people.contacts[:MOST]}
    return {email: name for email, name in found.items() if email != scene.myself.email}
