"""Today: the order, the day, the week, and verbs on the task stood on."""

from __future__ import annotations

import pytest

from tests.faces.tui.inbox_stage import NOW, Stage, shown, stage
from worktui.app.views.day import today
from worktui.domain.actions import parse


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


def evening(*more: dict[str, object], clock: str = "16:20") -> Stage:
    """WEB-3 was worked on from ten to one; it is evening now."""
    here = stage()
    desk = here[0]
    for hour, minute, fields in (
        (10, 0, {"type": "move_task", "task": "WEB-3", "to": "doing"}),
        (13, 0, {"type": "move_task", "task": "WEB-3", "to": "done"}),
        *((13, 10 + n, fields) for n, fields in enumerate(more)),
    ):
        desk.clock.set(NOW.replace(hour=hour, minute=minute))  # type: ignore[attr-defined]
        desk.do([parse(fields)])  # type: ignore[arg-type]  # plain JSON
    hour, minute = clock.split(":")
    desk.clock.set(NOW.replace(hour=int(hour), minute=int(minute)))  # type: ignore[attr-defined]
    return here


def spent(here: Stage) -> list[tuple[str, float]]:
    return [(row["task"], row["hours"]) for row in here[0].snapshot().all("time")]


SO_FAR = {"type": "comment_task", "task": "WEB-1", "text": "so far"}


async def test_in_the_evening_time_is_offered_and_one_key_books_it_as_one_undo() -> None:
    here = evening(SO_FAR)
    async with shown(here, "today", (80, 24)) as hands:
        assert "You worked on" in hands.seen()
        await hands.press("T")
        assert spent(here) == [("WEB-3", 2), ("WEB-1", 2.5)]
        assert "You worked on" not in hands.seen()
        await hands.press("u")
        assert spent(here) == []


async def test_one_line_is_asked_in_a_sentence_with_its_reason() -> None:
    async with shown(evening(), "today", (120, 40)) as hands:
        assert "You worked on WEB-3 about 2 h?" in hands.seen()
        assert "started 10:00, finished 13:00" in hands.seen()


async def test_before_the_evening_nothing_is_offered_unless_it_is_asked_for() -> None:
    here = evening(clock="15:00")
    async with shown(here, "today", (80, 24)) as hands:
        assert "You worked on" not in hands.seen()
        await hands.press("T")
        assert "no time is offered" in hands.seen()
        await hands.press("colon")
        await hands.type("evening")
        await hands.press("enter")
        assert "WEB-3" in hands.seen()
        await hands.press("enter")
        assert spent(here) == [("WEB-3", 2)]


async def test_lines_are_left_out_made_longer_and_stay_so() -> None:
    here = evening(SO_FAR)
    async with shown(here, "today", (120, 40)) as hands:
        await hands.press("E", "space", "j", "l", "l")
        assert "3 h in all" in hands.seen()
        await hands.press("escape")
        assert "You worked on WEB-1 about 3 h?" in hands.seen()
        await hands.press("T")
        assert spent(here) == [("WEB-1", 3)]


async def test_a_click_on_what_is_asked_looks_at_it() -> None:
    async with shown(evening(), "today", (120, 40)) as hands:
        lines = hands.seen().splitlines()
        y = next(n for n, line in enumerate(lines) if "You worked on" in line)
        await hands.pilot.click(offset=(lines[y].index("You worked"), y))
        await hands.settle()
        assert "in all" in hands.seen()


async def test_anybodys_day_is_shown_by_name_and_esc_comes_back() -> None:
    async with shown(stage(), "today", (80, 24)) as hands:
        await hands.press("at")
        await hands.type("bo")
        await hands.press("enter")
        assert "Next for Bo Lind" in hands.seen()
        assert "WEB-5" in hands.seen()
        await hands.press("E")
        assert "theirs to book" in hands.seen()
        await hands.press("escape")
        assert "Booking page" in hands.seen()


async def test_a_task_is_given_away_from_today_by_name_in_the_palette() -> None:
    here = stage()
    async with shown(here, "today", (80, 24)) as hands:
        await hands.press("colon")
        await hands.type("give to")
        await hands.press("enter")
        await hands.type("bo")
        await hands.press("enter")
        assert (here[0].snapshot().get("tasks", "WEB-1") or {})["assignee"] == "bo"


@pytest.mark.parametrize(("size", "theme"), [((60, 15), "ansi"), ((200, 60), "contrast")])
async def test_the_evening_stands_in_every_size_in_plain_signs(
    size: tuple[int, int], theme: str
) -> None:
    here = evening(
        SO_FAR, *({"type": "move_task", "task": f"WEB-{n}", "to": "doing"} for n in (2, 4, 7))
    )
    async with shown(here, "today", size, theme, ascii=True) as hands:
        assert "You worked on" in hands.seen()
        await hands.press("E", "G", "space", "k")
        seen = hands.seen()
        assert "in all" in seen
        assert "esc not now" in seen
        assert "[ ] WEB-7" in seen
        y = next(n for n, line in enumerate(seen.splitlines()) if "[ ] WEB-7" in line)
        await hands.pilot.click(offset=(size[0] // 2, y))
        await hands.settle()
        assert "[v] WEB-7" in hands.seen()


async def test_what_was_set_for_one_evening_is_not_set_for_what_comes_after() -> None:
    here = evening(SO_FAR)
    async with shown(here, "today", (120, 40)) as hands:
        await hands.press("E", "j", "l", "enter")
        assert spent(here) == [("WEB-3", 2), ("WEB-1", 2.75)]
        here[0].clock.set(NOW.replace(hour=16, minute=59))  # type: ignore[attr-defined]
        await hands.press("E")
        assert "2.75" not in hands.seen()
