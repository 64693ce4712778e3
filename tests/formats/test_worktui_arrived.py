"""A full export from a stranger: every value of it replaced by something that does not fit."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.outbox import deliver
from worktui.app.tick import tick
from worktui.app.views.bundle import bundle
from worktui.app.views.inbox import inbox
from worktui.domain.errors import BadInput, WorktuiError
from worktui.formats.worktui_json import export, import_into
from worktui.store.memory import MemoryStore

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")
AT = "2026-03-03T10:00:00+01:00"
WORK: dict[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "me": "ana",
    "people": [{"id": "ana", "name": "Ana"}],
    "tasks": [{"id": "T-1", "title": "Quote"}],
    "inbox": {
        "arrivals": [
            {"id": "A-1", "kind": "eml", "source": "tom@north.example", "trust": "known",
             "state": "reasoned", "sender": {"name": "Tom", "email": "tom@north.example"},
             "to": [{"name": "", "email": "ana@acme.example"}], "sent_at": AT, "received_at": AT,
             "text": "Please send the quote.", "fields": {"a": "b"}, "in_reply_to": ["<x@y>"],
             "zones": [{"kind": "own", "start": 0, "end": 22}]}
        ],
        "suggestions": [
            {"id": "S-1", "arrivals": ["A-1"], "title": "Quote", "state": "proposed",
             "confidence": 0.8, "band": "likely", "reason": "asked", "origin": "rules",
             "signals": [["asks", 1.5, "please"]], "assumptions": ["x"], "made_at": AT,
             "evidence": [{"arrival": "A-1", "zone": "own", "start": 0, "end": 6, "text": "Please"}],
             "saw": {"1": ""}, "unticked": [], "expires_at": "2026-04-03T10:00:00+01:00",
             "actions": [{"n": 1, "type": "create_task", "title": "Quote"},
                         {"n": 2, "type": "send_message", "to": "tom@north.example", "body": "Hi"}]}
        ],
    },
    "outbox": [
        {"id": "O-1", "kind": "mail", "to": "tom@north.example", "subject": "Hi", "body": "Hello",
         "state": "pending", "attempts": 0, "created_at": AT}
    ],
}  # fmt: skip
STRANGE: tuple[Any, ...] = (
    None, True, -1, 10**30, 1e300, "", "x", "\x1b[31m\u202e", "\ud800", [], {}, [None], [[]], [1],
    {"a": {}}, "../../x", "A-\u00b2", "S-" + "9" * 5000, "9999-12-31T00:00:00+00:00", "S-1",
)  # fmt: skip


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in nested JSON."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in items:
        yield (*way, name)
        if isinstance(inner, dict | list):
            yield from places(inner, (*way, name))


PLACES = [way for part in ("inbox", "outbox") for way in places(WORK[part], (part,))]


def with_value(way: tuple[Any, ...], value: Any) -> dict[str, Any]:
    work = copy.deepcopy(WORK)
    inner: Any = work
    for name in way[:-1]:
        inner = inner[name]
    inner[way[-1]] = value
    return work


def fresh() -> Desk:
    store = MemoryStore()
    store.open()
    return Desk(store, FixedClock(NOW), "ana", "import")


def used(desk: Desk) -> None:
    """What a person then does with an inbox."""
    box = Inbox(desk, lambda *_a, **_k: [])
    tick(desk)
    inbox(desk.snapshot(), now=NOW)
    for doc in desk.snapshot().all("suggestions"):
        bundle(desk.snapshot(), doc["id"], box.preview(doc["id"]))
        for step in (box.apply, box.dismiss):
            try:
                step(doc["id"])
            except WorktuiError:
                continue
    deliver(desk, None)  # type: ignore[arg-type]  # nothing that came in may leave
    export(desk.snapshot(), desk.store.entries())


def refusal(desk: Desk, work: dict[str, Any]) -> str:
    """Why work is not taken in, "" when it is."""
    try:
        import_into(desk, work)
    except BadInput as error:
        return str(error)
    return ""


@pytest.mark.parametrize("way", PLACES, ids=lambda way: ".".join(map(str, way)))
def test_a_strange_value_is_refused_with_its_place_or_does_no_harm(way: tuple[Any, ...]) -> None:
    for value in STRANGE:
        desk = fresh()
        said = refusal(desk, with_value(way, value))
        assert len(said) < 700
        assert bool(said) == (desk.store.seq == 0)
        if not said:
            used(desk)


def test_a_full_export_comes_in_and_goes_out_as_it_was() -> None:
    desk = fresh()
    import_into(desk, WORK)
    first = export(desk.snapshot(), ())
    again = fresh()
    import_into(again, first)
    assert export(again.snapshot(), ()) == first


def test_what_a_stranger_put_into_his_export_is_cleaned() -> None:
    desk = fresh()
    import_into(desk, with_value(("inbox", "suggestions", 0, "title"), "\x1b[31mPay \u202enow"))
    assert (desk.snapshot().get("suggestions", "S-1") or {})["title"] == "Pay now"


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"no key “stat”. Did you mean state"):
        import_into(fresh(), with_value(("inbox", "suggestions", 0, "stat"), "applied"))
