"""Projects on screen: the list, the plan and its dates, what drives a promise, its neighbours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from tests.pictures import NOW
from worktui import demo
from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.faces.tui import make_app
from worktui.faces.tui.app import Worktui
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, intake, make_inbox


class Hands:
    """Keys in, text out."""

    def __init__(self, app: Worktui, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def settled(self) -> None:
        for _ in range(1500):
            await self.pilot.pause()
            every = (self.app.screen, *self.app.screen.walk_children())
            busy = any(getattr(each, "reckoner", None) and each.reckoner.busy for each in every)
            if not self.app.clerk.busy and not busy:
                break
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    def seen(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def task(self, id: str) -> Any:
        return self.app.desk.snapshot().get("tasks", id)


def sample() -> Desk:
    """The sample team's desk."""
    store = MemoryStore()
    store.open()
    demo.write(store, NOW, intake=intake, lay_in=import_workspace)
    return Desk(store, FixedClock(NOW), demo.ME)


def _typed(text: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in text]


@asynccontextmanager
async def shown(
    desk: Desk, *keys: str, start: str = "projects", size: tuple[int, int] = (120, 40), **more: Any
) -> AsyncIterator[Hands]:
    app = make_app(desk, make_inbox(desk), settings=Config(**more), start=start)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settled()
        await hands.press(*keys)
        yield hands


async def test_the_list_answers_three_questions_of_each_project() -> None:
    async with shown(sample()) as hands:
        seen = hands.seen()
        assert seen.count("Schedule") == seen.count("Budget") == seen.count("Blocked") == 3
        assert seen.index("Website relaunch") < seen.index("Operations")
        assert "promised 4 Dec" in seen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_plan_shows_slip_slack_and_who_at_every_size(size: tuple[int, int]) -> None:
    async with shown(sample(), "enter", size=size) as hands:
        seen = hands.seen()
        assert "Booking page" in seen
        assert "-2 d" in seen
        assert "8 Dec, promised 4 Dec" in seen
        assert "nobody" in seen
        assert "▆" in seen
        assert "▄" in seen
        assert all(len(line) <= size[0] for line in seen.splitlines())


async def test_plain_signs_stand_in_where_others_cannot_be_drawn() -> None:
    async with shown(sample(), "enter", ascii=True) as hands:
        seen = hands.seen()
        assert "###" in seen
        assert "o---#" in seen
        assert "▆" not in seen


async def test_the_row_stood_on_is_told_in_words() -> None:
    async with shown(sample(), "enter", "down") as hands:
        seen = hands.seen()
        assert "Waits for   WEB-12 Booking page (bo)" in seen
        assert "Why then    WEB-12 Booking page ends before it" in seen
        assert "Would help" in seen


async def test_a_heading_folds_and_opens() -> None:
    async with shown(sample(), "enter", "up", "left") as hands:
        assert "WEB-35 Cookie" not in hands.seen()
        await hands.press("right")
        assert "WEB-35 Cookie" in hands.seen()
        await hands.press("G", "enter")
        assert "Import CSV from the old" in hands.seen()


async def test_moving_a_date_shows_what_follows_and_writes_only_when_set() -> None:
    desk = sample()
    async with shown(desk, "enter", "down", "t", "l") as hands:
        seen = hands.seen()
        assert "starts mon 30 Nov" in seen
        assert "other tasks move" in seen
        assert "┆" in seen
        assert hands.task("WEB-31").get("start") is None
        await hands.press("escape")
        assert "starts mon" not in hands.seen()
        assert "┆" not in hands.seen()
        await hands.press("t", "l", "enter")
        assert hands.task("WEB-31")["start"] == "2026-11-30"
        await hands.press("u")
        assert hands.task("WEB-31").get("start") is None


async def test_a_bar_is_dragged_and_set_with_enter() -> None:
    async with shown(sample(), "enter") as hands:
        await _dragged(hands, 3, (56, 57, 59))
        assert "starts mon 30 Nov" in hands.seen()  # letting go is no click elsewhere
        await hands.press("enter")
        assert hands.task("WEB-31")["start"] == "2026-11-30"


async def test_a_bar_dragged_back_to_where_it_was_shows_that_nothing_follows() -> None:
    async with shown(sample(), "enter") as hands:
        await _dragged(hands, 3, (56, 59, 56))
        assert "starts fri 27 Nov  0 other tasks move" in hands.seen()


async def test_what_has_begun_is_not_dragged_and_says_so() -> None:
    async with shown(sample(), "enter") as hands:
        await _dragged(hands, 2, (52, 55, 57))
        assert "WEB-12 has begun" in hands.seen()
        assert "starts " not in hands.seen()


async def _dragged(hands: Hands, y: int, xs: tuple[int, ...]) -> None:
    """A bar in line `y` of the chart taken hold of, moved over cells and let go, as a terminal
    tells it: the app makes a click of where it is let go."""
    corner = hands.app.screen.query_one("Gantt").region.offset
    kinds = [events.MouseDown, *[events.MouseMove] * (len(xs) - 1), events.MouseUp]
    for kind, x in zip(kinds, [*xs, xs[-1]], strict=True):
        at = corner + Offset(x, y)
        hands.app.post_message(
            kind(None, at.x, at.y, 0, 0, 1, False, False, False, screen_x=at.x, screen_y=at.y)
        )
        await hands.settled()


async def test_the_chart_goes_from_days_to_weeks_to_all_of_it() -> None:
    async with shown(sample(), "enter") as hands:
        days = hands.seen()
        await hands.press("v")
        weeks = hands.seen()
        await hands.press("v", "v")
        assert weeks != days
        assert weeks.count("▆") < days.count("▆")
        assert hands.seen() == days


async def test_a_promise_is_moved_like_a_date() -> None:
    desk = sample()
    async with shown(desk, "enter", "up", "t", "down") as hands:
        assert "promised fri 11 Dec" in hands.seen()
        await hands.press("enter")
        stone = desk.snapshot().get("milestones", "WEB-M1")
        assert stone is not None
        assert stone["due"] == "2026-12-11"
        assert "promised 11 Dec" in hands.seen()


async def test_what_has_begun_keeps_its_start() -> None:
    async with shown(sample(), "enter", "t") as hands:
        assert "WEB-12 has begun" in hands.seen()


async def test_verbs_on_tasks_act_on_the_row_and_the_plan_follows() -> None:
    async with shown(sample(), "enter", "x") as hands:
        assert hands.task("WEB-12")["status"] == "done"
        assert "Beta 8 Dec" not in hands.seen()


async def test_the_chain_names_why_each_task_comes_when_it_comes() -> None:
    async with shown(sample(), "enter", "tab") as hands:
        seen = hands.seen()
        assert "Beta  ends tue 8 Dec, promised fri 4 Dec: 2 working days late" in seen
        assert "WEB-40 Retry mail when the server is away ends before it" in seen
        assert "Fragile" in seen
        await hands.press("n")
        assert "Relaunch  ends" in hands.seen()


async def test_the_neighbourhood_is_drawn_and_walked() -> None:
    async with shown(sample(), "enter", "tab", "v") as hands:
        seen = hands.seen()
        assert "├─▸" in seen
        assert "Waits for  nothing" in seen
        await hands.press("v")
        assert "Waits for  WEB-12 Booking page" in hands.seen()
        await hands.press("escape")
        assert "2 working days late" in hands.seen()


async def test_tab_goes_round_and_escape_leads_out() -> None:
    async with shown(sample(), "enter", "tab", "tab", "tab", "tab") as hands:
        assert "▆" in hands.seen()
        await hands.press("R")
        assert "fewest changes" in hands.seen()
        await hands.press("escape")
        assert "slack" in hands.seen()
        await hands.press("escape")
        assert "the most pressing first" in hands.seen()


async def test_a_way_out_is_ticked_applied_and_undone_with_one_key() -> None:
    desk = sample()
    before = desk.snapshot()
    async with shown(desk, "enter", "R") as hands:
        assert "→ ✓ 4 Dec" in hands.seen()
        await hands.press("space")
        assert "→ ✓ 4 Dec" not in hands.seen()
        await hands.press("space", "enter")
        assert hands.task("WEB-43")["assignee"] != "eli"
        await hands.press("u")
        assert hands.task("WEB-43") == before.get("tasks", "WEB-43")


async def test_a_project_and_a_milestone_are_made_on_screen() -> None:
    desk = sample()
    async with shown(desk, "plus", *_typed("SHOP New shop"), "enter") as hands:
        made = desk.snapshot().get("projects", "SHOP")
        assert made is not None
        assert made["name"] == "New shop"
        await hands.press("home", "enter", "M", *_typed("Launch 11 dec"), "enter")
        names = {doc["name"]: doc.get("due") for doc in desk.snapshot().all("milestones")}
        assert names["Launch"] == "2026-12-11"


async def test_somebody_with_only_tasks_never_sees_projects() -> None:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    import_workspace(desk, {"worktui": 1, "me": "ana", "people": [{"id": "ana"}],
                            "tasks": [{"id": "T-1", "title": "Call Tom"}]})  # fmt: skip
    async with shown(desk, start="board") as hands:
        assert "Projects" not in hands.seen().splitlines()[0]
        await hands.press("3")
        assert "A project is a heading over tasks" in hands.seen()


async def test_a_project_of_thousands_of_tasks_is_walked_in_lines() -> None:
    from benchmarks.fill import workspace

    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    import_workspace(desk, workspace(3000, 1, NOW.date()))
    async with shown(desk, "enter", "G", "g", "g", "pagedown") as hands:
        assert "slack" in hands.seen()


async def test_in_large_plans_a_moved_date_is_reckoned_beside_the_screen() -> None:
    from benchmarks.fill import workspace

    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    import_workspace(desk, workspace(2500, 1, NOW.date()))
    async with shown(desk, "enter") as hands:
        for _ in range(40):  # to a task that has not begun
            await hands.pilot.press("down")
            row = hands.app.screen.query_one("Gantt").row  # type: ignore[attr-defined]
            if row.kind == "task" and not row.begun:
                break
        await hands.pilot.press("t")
        await hands.pilot.press("l")
        assert "reckoning…" in hands.seen() or "other task" in hands.seen()
        await hands.settled()
        assert "other task" in hands.seen()
        await hands.press("escape")
        assert "other task" not in hands.seen()


async def test_somebody_elses_change_leaves_a_date_that_is_being_moved_where_it_is() -> None:
    desk = sample()
    async with shown(desk, "enter", "down", "t", "l") as hands:
        assert "starts mon 30 Nov" in hands.seen()
        desk.do([parse({"type": "update_task", "task": "WEB-45", "estimate_hours": 3})])
        await hands.settled()
        assert "starts mon 30 Nov" in hands.seen()
        await hands.press("enter")
        assert hands.task("WEB-31")["start"] == "2026-11-30"


async def test_the_prover_is_asked_on_screen_where_it_is_installed() -> None:
    asked = []

    class Played:
        """Answers nothing, and remembers that it was asked."""

        def available(self) -> bool:
            return True

        def solve(self, recovery: Any, **_more: Any) -> None:
            asked.append(recovery)

    app = make_app(sample(), None, settings=Config(), start="projects", solver=Played)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot)
        await hands.settled()
        await hands.press("enter", "R")
        assert "✓ 4 Dec" in hands.seen()
    assert asked


async def test_what_changes_no_plan_leaves_a_way_out_as_it_is_ticked() -> None:
    desk = sample()
    async with shown(desk, "enter", "R", "space") as hands:
        seen = hands.seen()
        assert "[ ] 1" in seen
        desk.do([parse({"type": "comment_task", "task": "WEB-12", "text": "half of it stands"})])
        await hands.settled()
        assert "[ ] 1" in hands.seen()
        desk.do([parse({"type": "update_task", "task": "WEB-12", "remaining_hours": 60})])
        await hands.settled()
        assert "[ ] 1" not in hands.seen()
