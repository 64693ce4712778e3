"""The desk: what is done, refused, previewed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.app.conftest import act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.errors import BadInput, Conflict, NotFound, Refused
from worktui.domain.settings import Settings


def test_a_new_task_gets_the_next_id_of_its_project_and_its_first_column(desk: Desk) -> None:
    receipt = desk.do([act("create_task", title="Quote", project="web", due="2026-03-06")])
    assert receipt.ids == ("WEB-3",)
    task = desk.snapshot().get("tasks", "WEB-3")
    assert task is not None
    assert (task["status"], task["due"], task["project"]) == ("todo", "2026-03-06", "WEB")


def test_an_id_is_never_used_again_even_after_undo(desk: Desk) -> None:
    desk.do([act("create_task", title="One", project="WEB")])
    desk.undo()
    assert desk.snapshot().get("tasks", "WEB-3") is None
    assert desk.do([act("create_task", title="Two", project="WEB")]).ids == ("WEB-4",)


def test_undo_and_redo_bring_the_same_work_back(desk: Desk) -> None:
    before = list(desk.snapshot().all("tasks"))
    desk.do([act("update_task", task="WEB-2", due="2026-03-09", assignee="Bo")])
    after = list(desk.snapshot().all("tasks"))
    desk.undo()
    assert list(desk.snapshot().all("tasks")) == before
    desk.redo()
    assert list(desk.snapshot().all("tasks")) == after
    with pytest.raises(Refused, match="nothing to redo"):
        desk.redo()


def test_undo_walks_back_through_several_changes(desk: Desk) -> None:
    for title in ("a", "b", "c"):
        desk.do([act("update_task", task="WEB-2", title=title)])
    titles = []
    for _ in range(3):
        desk.undo()
        titles.append((desk.snapshot().get("tasks", "WEB-2") or {})["title"])
    assert titles == ["b", "a", "Photos"]


def test_undo_is_refused_where_it_would_overwrite_somebodys_later_edit(desk: Desk) -> None:
    entry = desk.do([act("update_task", task="WEB-2", title="Photos of us")]).entry
    bo = Desk(desk.store, desk.clock, "bo")
    bo.do([act("update_task", task="WEB-2", title="Photos, new")])
    assert entry is not None
    with pytest.raises(Conflict, match="title of WEB-2 was changed afterwards"):
        desk.undo(entry.seq)
    assert (desk.snapshot().get("tasks", "WEB-2") or {})["title"] == "Photos, new"


def test_undo_keeps_what_somebody_else_changed_in_another_field(desk: Desk) -> None:
    desk.do([act("update_task", task="WEB-2", title="Photos of us")])
    Desk(desk.store, desk.clock, "bo").do([act("update_task", task="WEB-2", due="2026-03-09")])
    desk.undo()
    task = desk.snapshot().get("tasks", "WEB-2") or {}
    assert (task["title"], task["due"]) == ("Photos", "2026-03-09")


def test_an_entry_can_be_undone_by_number_only_once(desk: Desk) -> None:
    entry = desk.do([act("update_task", task="WEB-2", title="x")]).entry
    assert entry is not None
    desk.undo(entry.seq)
    with pytest.raises(Refused, match="undone already"):
        desk.undo(entry.seq)


def test_a_change_based_on_an_older_value_shows_both_and_writes_nothing(desk: Desk) -> None:
    Desk(desk.store, desk.clock, "bo").do([act("update_task", task="WEB-2", title="Bo's")])
    with pytest.raises(Conflict) as caught:
        desk.do([act("update_task", task="WEB-2", title="Mine", seen={"title": "Photos"})])
    assert "Bo's" in caught.value.message
    assert (desk.snapshot().get("tasks", "WEB-2") or {})["title"] == "Bo's"


def test_steps_are_carried_out_all_or_none(desk: Desk) -> None:
    with pytest.raises(NotFound, match="Step 2"):
        desk.do([act("create_task", title="x"), act("move_task", task="WEB-99", to="done")])
    assert desk.snapshot().count("tasks") == 2


def test_a_ring_of_links_is_refused_and_named(desk: Desk) -> None:
    desk.do([act("link_tasks", task="WEB-2", after="WEB-1")])
    with pytest.raises(Refused, match="WEB-1 → WEB-2 → WEB-1"):
        desk.do([act("link_tasks", task="WEB-1", after="WEB-2")])


def test_taking_a_task_away_takes_its_links_and_undo_brings_both_back(desk: Desk) -> None:
    desk.do([act("link_tasks", task="WEB-2", after="WEB-1")])
    before = sorted(desk.snapshot().all("tasks"), key=lambda doc: doc["id"])
    desk.do([act("delete_task", task="WEB-1")])
    assert "depends_on" not in (desk.snapshot().get("tasks", "WEB-2") or {})
    desk.undo()
    assert sorted(desk.snapshot().all("tasks"), key=lambda doc: doc["id"]) == before


def test_moving_a_blocked_task_names_the_blocker_and_a_full_column_says_so(desk: Desk) -> None:
    desk.do([act("link_tasks", task="WEB-2", after="WEB-1")])
    receipt = desk.do([act("move_task", task="WEB-2", to="doing")])
    assert any("waits for WEB-1" in warning for warning in receipt.warnings)
    assert any("2 of 1" in warning for warning in receipt.warnings)


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"type": "update_task", "task": "WEB-2", "due": "2026-02-30"}, BadInput, "not a day"),
        ({"type": "update_task", "task": "WEB-2", "colour": "red"}, BadInput, "no field"),
        ({"type": "update_task", "task": "WEB-2", "assignee": "zed"}, NotFound, "no person"),
        ({"type": "move_task", "task": "WEB-2", "to": "moon"}, NotFound, "no column"),
        ({"type": "create_task", "title": "\x1b[2J"}, BadInput, "nothing readable"),
        ({"type": "moev_task"}, BadInput, "no action"),
        ({"type": "log_time", "task": "WEB-2", "hours": -1}, BadInput, "between 0"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(
    desk: Desk, fields: dict[str, object], error: type[Exception], words: str
) -> None:
    seq = desk.store.seq

    def try_it() -> None:
        desk.do([act(**fields)])  # type: ignore[arg-type]

    with pytest.raises(error, match=words):
        try_it()
    assert desk.store.seq == seq


def test_a_preview_writes_nothing_and_shows_the_message_that_would_leave(desk: Desk) -> None:
    seq = desk.store.seq
    preview = desk.preview([_booking()])
    assert preview.problem == ""
    assert preview.outward
    assert preview.effects[0]["ics"]["method"] == "REQUEST"
    assert "Iva" in preview.effects[0]["body"]
    assert desk.store.seq == seq


def _booking(start: str = "2026-03-05T14:00:00+01:00") -> Callable[..., object] | object:
    return act("book_slot", event_type="intro", invitee="iva@novak.example", start=start)


def test_a_booked_slot_is_taken_and_the_second_attempt_is_refused(desk: Desk) -> None:
    receipt = desk.do([_booking()])
    assert receipt.ids == ("BK-1",)
    booking = desk.snapshot().get("bookings", "BK-1") or {}
    assert (booking["status"], booking["sequence"], booking["hosts"]) == ("confirmed", 0, ["ana"])
    with pytest.raises(Refused, match=r"booked for .* already, as BK-1"):
        desk.do([_booking()])
    with pytest.raises(Refused, match="busy"):
        desk.do(
            [
                act(
                    "book_slot",
                    event_type="intro",
                    invitee="somebody@else.example",
                    start="2026-03-05T14:00:00+01:00",
                )
            ]
        )


def test_undoing_a_booking_whose_mail_has_not_left_takes_both_away(desk: Desk) -> None:
    desk.do([_booking()])
    desk.undo()
    assert desk.snapshot().get("bookings", "BK-1") is None
    assert desk.snapshot().count("outbox") == 0


def test_undoing_a_told_booking_asks_then_sends_a_cancellation_with_a_higher_sequence(
    desk: Desk,
) -> None:
    entry = desk.do([_booking()]).entry
    assert entry is not None
    desk.through("tick").commit(lambda draft: draft.update("outbox", "O-1", {"state": "sent"}))
    with pytest.raises(Refused, match="told outside already"):
        desk.undo(entry.seq)
    desk.undo(entry.seq, yes=True)
    booking = desk.snapshot().get("bookings", "BK-1") or {}
    assert (booking["status"], booking["sequence"]) == ("cancelled", 1)
    letter = desk.snapshot().get("outbox", "O-2") or {}
    assert (letter["ics"]["method"], letter["ics"]["sequence"]) == ("CANCEL", 1)
    assert letter["ics"]["uid"] == booking["uid"]


def test_a_moved_booking_keeps_its_uid_raises_its_sequence_and_revokes_its_link(
    desk: Desk,
) -> None:
    desk.do([_booking()])
    desk.do(
        [
            act(
                "reschedule_booking",
                booking="BK-1",
                requested_start="2026-03-05T15:00:00+01:00",
            )
        ]
    )
    booking = desk.snapshot().get("bookings", "BK-1") or {}
    assert booking["start"] == "2026-03-05T15:00:00+01:00"
    assert (booking["sequence"], booking["generation"]) == (1, 1)
    desk.undo()
    assert (desk.snapshot().get("bookings", "BK-1") or {})["start"] == "2026-03-05T14:00:00+01:00"


def test_a_cancelled_booking_frees_its_time_for_the_next(desk: Desk) -> None:
    desk.do([_booking()])
    desk.do([act("cancel_booking", booking="BK-1")])
    assert desk.do([_booking()]).ids == ("BK-2",)
    with pytest.raises(Refused, match="cancelled already"):
        desk.do([act("cancel_booking", booking="BK-1")])


def test_a_key_makes_the_same_command_count_once(desk: Desk) -> None:
    first = desk.do([act("create_task", title="x")], key="k1")
    again = desk.do([act("create_task", title="x")], key="k1")
    assert first.entry is not None
    assert again.entry is not None
    assert first.entry.seq == again.entry.seq
    assert desk.snapshot().count("tasks") == 3


def test_finishing_a_task_notes_the_day_and_taking_it_back_forgets_it(
    desk: Desk, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(days=1))
    desk.do([act("move_task", task="WEB-2", to="done")])
    assert (desk.snapshot().get("tasks", "WEB-2") or {})["actual_finish"] == "2026-03-05"
    desk.do([act("move_task", task="WEB-2", to="todo")])
    assert "actual_finish" not in (desk.snapshot().get("tasks", "WEB-2") or {})


def test_a_bare_due_day_ends_at_the_end_of_the_working_day(desk: Desk) -> None:
    settings = Settings.of(desk.snapshot())
    assert settings.due_instant("2026-03-06").isoformat() == "2026-03-06T17:00:00+01:00"
