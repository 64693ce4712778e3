"""Every field of every action given what does not belong there: refused, or work stays whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.plans.meetings import slot_work
from worktui.domain.actions import ACTIONS, parse
from worktui.domain.errors import BadInput, WorktuiError
from worktui.engine.slots import slots
from worktui.formats.worktui_json import export, import_into
from worktui.store.memory import MemoryStore

THU, FRI = "2026-03-05T10:00:00+01:00", "2026-03-06T10:00:00+01:00"
STRANGE: tuple[Any, ...] = (
    None, True, -1, 10**30, "", "x", "\x1b[31m", "\ud800", "WEB-1", "WEB-2", "ana", "2026-03-05",
    "9998-12-31", "9998-12-31T23:59:59-12:00", "0002-01-01T00:00:00+14:00", THU, [], [None], [1],
    ["x"], [[]], [[1, 2]], [{}], [{"start": 1}], [{"task": None}], [{"task": "WEB-1", "type": 5}],
    {}, {"a": {}}, "intro", "BK-1", "FREQ=SECONDLY", {"freq": "SECONDLY"}, "x" * 30_000,
)  # fmt: skip
GOOD: dict[str, dict[str, Any]] = {
    "create_task": {"title": "t"},
    "update_task": {"task": "WEB-2"},
    "move_task": {"task": "WEB-2", "to": "done"},
    "comment_task": {"task": "WEB-2", "text": "x"},
    "link_tasks": {"task": "WEB-2", "after": "WEB-1"},
    "reorder_task": {"task": "WEB-2"},
    "offer_slots": {"event_type": "intro", "to": "iva@novak.example"},
    "book_slot": {"event_type": "intro", "invitee": "a@b.example", "start": THU},
    "hold_slot": {"event_type": "intro", "start": FRI, "until": THU},
    "reschedule_booking": {"booking": "BK-1"},
    "cancel_booking": {"booking": "BK-1"},
    "create_event": {"summary": "x", "start": "2026-03-05"},
    "update_event": {"uid": "u1"},
    "cancel_event": {"uid": "u1"},
    "send_message": {"to": "a@b.example", "body": "x"},
    "retry_message": {"message": "O-1"},
    "drop_message": {"message": "O-1"},
    "ask_person": {"who": "bo", "question": "?"},
    "set_availability": {"person": "bo", "start": "2026-03-05", "until": "2026-03-06"},
    "override_health": {
        "milestone": "WEB-M1",
        "health": "at_risk",
        "reason": "x",
        "until": "2026-03-06",
    },
    "create_event_type": {"slug": "z"},
    "create_person": {"id": "zz"},
    "create_contact": {"email": "q@r.example"},
    "update_contact": {"contact": "iva@novak.example"},
    "delete_contact": {"contact": "iva@novak.example"},
    "create_project": {"key": "ZZ"},
    "update_project": {"project": "WEB"},
    "create_milestone": {"project": "WEB"},
    "update_milestone": {"milestone": "WEB-M1"},
    "log_time": {"task": "WEB-1", "hours": 1},
    "log_cost": {"project": "WEB", "amount": "1"},
    "set_reminder": {"at": FRI, "about": "x"},
    "set_role": {"person": "bo", "role": "lead"},
    "take_baseline": {"project": "WEB"},
    "update_person": {"person": "bo"},
    "update_workspace": {},
}


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """The desk with a booking, a repeated event and a milestone on it."""
    booked = {"event_type": "intro", "invitee": "iva@novak.example", "start": FRI}
    event = {"uid": "u1", "summary": "Daily", "start": THU, "end": FRI, "rrule": "FREQ=DAILY"}
    desk.do([act("book_slot", **booked), act("create_event", **event)])
    desk.do([act("create_milestone", project="WEB", name="Beta")])
    return desk


@pytest.mark.parametrize("type", list(ACTIONS))
def test_a_strange_value_is_refused_or_leaves_work_that_comes_in_again(
    busy: Desk, type: str
) -> None:
    kind = ACTIONS[type]
    for field in {**(kind.known or {}), **kind.own_kinds()}:
        for value in STRANGE:
            try:
                action = parse({**GOOD.get(type, {}), "type": type, field: value})
            except WorktuiError:
                continue
            assert parse(action.to_doc()).to_doc() == action.to_doc()
            preview = busy.preview([action])
            if preview.problem:
                continue
            store = MemoryStore()
            store.open()
            copy = Desk(store, FixedClock(NOW), "ana", "import")
            import_into(copy, export(preview.work))
            work = slot_work(copy.snapshot())
            slots(
                work,
                work.event_types["intro"],
                date(2026, 3, 5),
                date(2026, 3, 6),
                now=NOW,
                tz="UTC",
            )


def test_an_event_that_only_gets_a_new_start_lasts_as_long_as_before(busy: Desk) -> None:
    busy.do([act("update_event", uid="u1", start="2026-03-09T10:00:00+01:00")])
    event = busy.snapshot().get("calendar", "u1") or {}
    assert event["end"] == "2026-03-10T10:00:00+01:00"


def test_an_event_does_not_end_before_it_starts_nor_last_for_centuries(busy: Desk) -> None:
    for end in ("2026-03-01T10:00:00+01:00", "2126-03-01T10:00:00+01:00"):
        with pytest.raises(BadInput):
            busy.do([act("update_event", uid="u1", end=end)])
