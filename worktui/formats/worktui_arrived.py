"""The shape of what a full export adds: arrivals, suggestions, outbox, each value checked.

A shape is the name of a kind, a list of one shape (any number of it), a tuple of shapes (one
each, in order), or an object of named shapes, where a name with `!` must be there. What does
not fit is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from worktui.domain.actions import parse
from worktui.domain.errors import BadInput
from worktui.domain.fields import check, shown
from worktui.domain.shapes import one_of, unknown
from worktui.domain.text import clean_block, clean_or

TEXT_LIMIT = 1_000_000
_ID = re.compile(r"[A-Z]{1,3}-[0-9]{1,12}", re.ASCII)

PARTY = {"name": "text", "email": "text"}
SPAN = {"kind!": "line", "start!": "count", "end!": "count"}
ARRIVAL: Mapping[str, Any] = {
    **dict.fromkeys(("kind", "source", "why", "external_id", "digest", "subject"), "text"),
    **dict.fromkeys(("duplicate_of", "blob", "event"), "text"),
    "trust": "trust", "state!": "arrival_state",
    "sender": PARTY, "to": [PARTY], "cc": [PARTY],
    "sent_at": "instant", "received_at": "instant",
    "text": "text", "zones": [SPAN], "in_reply_to": ["text"], "fields": "texts",
    "calendar": [{"uid": "text", "method": "text", "sequence": "whole", "start": "text",
                  "end": "text", "summary": "text"}],
    "auto": "flag", "attachments": ["text"], "warnings": ["text"], "notes": ["text"],
}  # fmt: skip
SUGGESTION: Mapping[str, Any] = {
    "title!": "text",
    **dict.fromkeys(("reason", "origin", "dedupe_key", "contact"), "text"),
    **dict.fromkeys(("closed_by", "closed_why"), "text"),
    "arrivals": ["text"], "state!": "suggestion_state", "band": "band", "confidence": "number",
    "signals": [("text", "number", "text")], "assumptions": ["text"],
    "evidence": [{"arrival!": "text", "zone": "text", "start!": "count", "end!": "count",
                  "text!": "text"}],
    "actions": ["step"], "saw": "texts", "unticked": ["count"], "done": ["count"],
    "edited": ["count"], "held": "text", "changed": [{"n!": "count", "says!": "text"}],
    "expires_at": "instant", "made_at": "instant", "snoozed_until": "instant",
    "tasks": ["text"],
    "receipt": {"entry": "whole", "by": "text", "at": "instant", "steps": ["count"],
                "text": "text", "rule": "text", "letters": ["text"]},
}  # fmt: skip
OUTBOX: Mapping[str, Any] = {
    **dict.fromkeys(("kind!", "to!", "subject", "body", "entity", "key", "message_id"), "text"),
    **dict.fromkeys(("last_error", "action", "event_type", "via"), "text"),
    **dict.fromkeys(("etag", "in_reply_to", "purpose", "again_of"), "text"), "over": "flag",
    **dict.fromkeys(("sender", "answers"), "text"), "references": ["text"],
    "state!": "outbox_state", "attempts": "count", "delay": "number", "ics": "object",
    "starts": ["instant"], "hosts": ["text"], "minutes": "count",
    **dict.fromkeys(("created_at!", "next_at", "not_before", "first_tried"), "instant"),
    **dict.fromkeys(("sent_at", "on_its_way", "tried_at", "not_after"), "instant"),
}  # fmt: skip
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "arrivals": ARRIVAL,
    "suggestions": SUGGESTION,
    "outbox": OUTBOX,
}


def read_arrived(table: str, where: str, given: Any) -> dict[str, Any]:
    """One document of these tables, checked and cleaned; raises BadInput naming the place."""
    if not isinstance(given, Mapping):
        raise BadInput(f"{where} must be an object, not {shown(given)}.")
    id = given.get("id")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise BadInput(f"{where}: “{shown(id)}” is not an id.", hint="Ids look like S-12.")
    return dict(_fit(f"{where} ({id})", {"id": "line", **SHAPES[table]}, given))


def _fit(where: str, shape: Any, value: Any) -> Any:
    if value is None:
        raise BadInput(f"{where} holds nothing where something must stand.")
    if isinstance(shape, str):
        own = _KINDS.get(shape)
        return own(where, value) if own else check(shape, where, value)
    if isinstance(shape, list):
        return [
            _fit(f"{where}[{n}]", shape[0], v) for n, v in enumerate(check("list", where, value))
        ]
    if isinstance(shape, tuple):
        items = check("list", where, value)
        if len(items) != len(shape):
            raise BadInput(f"{where} must have {len(shape)} values.")
        return [
            _fit(f"{where}[{n}]", s, v) for n, (s, v) in enumerate(zip(shape, items, strict=True))
        ]
    given = check("object", where, value)
    kinds = {name.rstrip("!"): kind for name, kind in shape.items()}
    unknown(where, given, kinds)
    found = {n: _fit(f"{where}: {n}", kinds[n], v) for n, v in given.items() if v is not None}
    missing = [name[:-1] for name in shape if name.endswith("!") and name[:-1] not in found]
    if missing:
        raise BadInput(f"{where} needs {' and '.join(missing)}.")
    return found


def _text(where: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{where} must be text, not {shown(value)}.")
    return clean_block(value, TEXT_LIMIT)


def _texts(where: str, value: Any) -> dict[str, str]:
    return {clean_or(n, "?"): _text(where, v) for n, v in check("object", where, value).items()}


def _step(where: str, value: Any) -> dict[str, Any]:
    """One action of a suggestion with its number, as its type knows it."""
    given = check("object", where, value)
    try:
        action = parse(given)
    except BadInput as error:
        raise BadInput(f"{where}: {error.message}", hint=error.hint) from error
    return {"n": _fit(f"{where}: n", "count", given.get("n")), **action.to_doc()}


_KINDS: Mapping[str, Callable[[str, Any], Any]] = {
    "text": _text,
    "texts": _texts,
    "step": _step,
    "trust": one_of("signed", "known", "unknown", "bulk"),
    "band": one_of("high", "likely", "guess"),
    "arrival_state": one_of("received", "parsed", "reasoned", "closed", "quarantined", "failed"),
    "suggestion_state": one_of(
        *("proposed", "snoozed", "accepted", "applying", "applied", "refused", "failed"),
        *("dismissed", "expired", "superseded", "withdrawn"),
    ),
    "outbox_state": one_of("pending", "sent", "failed", "dead"),
}
