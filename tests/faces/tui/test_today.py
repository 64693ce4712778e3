"""Today: the order, the day, the week, and verbs on the task stood on."""

from __future__ import annotations

from tests.faces.tui.inbox_stage import NOW, shown, stage
from worktui.app.views.day import today


def view():  # type: ignore[no-untyped-def]
    return today(stage()[0].snapshot(), "ana", now=NOW)


def test_late_comes_before_today_and_today_before_a_date() -> None:
    assert [row.id for row in view().next][:2] == ["WEB-1", "WEB-3"]


def test_each_says_why_it_presses() -> None:
    rows = {row.id: row for row in view().next}
    assert rows["WEB-1"].why == "bo waits for it · started thu · on the way to Beta"
    assert rows["WEB-1"].holds
    assert rows["WEB-1"].mark == "3 d late"
    assert rows["WEB-2"].why.startswith("Iva waits")


def test_what_waits_for_others_stands_apart_and_names_them() -> None:
    [row] = view().waiting
    assert (row.id, row.who, row.why) == ("WEB-6", "bo", "WEB-5")


def test_free_time_stands_between_meetings() -> None:
    rows = [(row.start, row.end, row.free) for row in view().agenda]
    assert rows == [
        ("09:00", "09:15", False),
        ("14:02", "15:30", True),
        ("15:30", "16:30", False),
        ("16:30", "17:00", True),
    ]


def test_nobody_but_me_is_counted_in_my_week() -> None:
    assert view().planned == 6 + 9 + 2 + 1 + 1


async def test_the_day_fits_at_eighty_columns_and_names_more() -> None:
    async with shown(stage(), "today", (80, 24)) as hands:
        seen = hands.seen()
        assert "! 3 d late" in seen
        assert "14:02 ─" in seen
        assert "Waiting for others" in seen
        assert all(len(line) <= 80 for line in seen.splitlines())


async def test_j_k_g_and_capital_g_walk_and_verbs_act_on_the_task_stood_on() -> None:
    here = stage()
    async with shown(here, "today") as hands:
        await hands.press("j", "k", "j", "x")
        task = here[0].snapshot().get("tasks", "WEB-3")
        assert task is not None
        assert task["status"] == "done"
        await hands.press("u")
        await hands.press("G", "x")
        last = here[0].snapshot().get("tasks", "WEB-7")
        assert last is not None
        assert last["status"] == "done"


async def test_several_selected_are_finished_at_once_and_one_undo_brings_them_back() -> None:
    here = stage()
    async with shown(here, "today") as hands:
        await hands.press("space", "space")
        assert "2 selected" in hands.seen()
        await hands.press("x")
        done = [doc["id"] for doc in here[0].snapshot().all("tasks") if doc["status"] == "done"]
        assert done == ["WEB-1", "WEB-3"]
        await hands.press("u")
        assert not [d for d in here[0].snapshot().all("tasks") if d["status"] == "done"]


async def test_a_day_without_tasks_says_what_to_press() -> None:
    here = stage()
    here[0].actor = type(here[0].actor)("bo", "key")
    async with shown(here, "today", (80, 24)) as hands:
        await hands.press("x")
        assert "nothing is waiting for you" in hands.seen()
        assert "a adds a task" in hands.seen()
