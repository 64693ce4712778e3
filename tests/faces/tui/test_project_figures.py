"""Forecast, money and people, ways out and status as they are seen and worked with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, ClassVar

import pytest
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widget import Widget

from tests.app.project_stage import WORK, link, stage, task
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.app.outlook import outlook
from worktui.faces.tui import make_app
from worktui.faces.tui.app import Worktui
from worktui.faces.tui.dialogs.message import MessageDialog
from worktui.faces.tui.place import Place
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.forecast_view import CHARTS, ForecastView
from worktui.faces.tui.widgets.money_view import MoneyView
from worktui.faces.tui.widgets.status_view import StatusView
from worktui.faces.tui.widgets.ways_out_view import WaysOutView
from worktui.wiring import make_inbox


class Bare(Place):
    """A place that holds one view and nothing else."""

    place = "task"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, shell: Any, kind: type[ProjectPane], project: str) -> None:
        super().__init__(shell)
        self.view, self.project = kind(shell, shell.ink), project

    def body(self) -> Iterable[Widget]:
        yield self.view

    def load(self) -> None:
        self.view.show(outlook(self.shell.work, self.shell.time()), self.project)


class Eyes:
    """What is seen, and hands for it."""

    def __init__(self, app: Worktui, pilot: Pilot[None], place: Bare) -> None:
        self.app, self.pilot, self.place = app, pilot, place

    @property
    def view(self) -> Any:
        return self.place.view

    def seen(self) -> str:
        view = self.view
        return "\n".join(view.strip(y).text for y in range(view.size.height))

    def all(self) -> str:
        """The whole view, what is below the screen too."""
        lines = [line for block in self.view.blocks(self.view.size.width)
                 for line in block.lines("page")]  # fmt: skip
        return "\n".join(line.text for line in lines)

    async def settled(self) -> None:
        """Until nothing is reckoned and nothing is written any more."""
        for _ in range(400):
            await self.pilot.pause()
            if not self.view.reckoner.busy and not self.app.clerk.busy:
                break
            await asyncio.sleep(0.01)
        await self.pilot.pause()


@asynccontextmanager
async def looking(
    desk: Desk,
    kind: type[ProjectPane],
    size: tuple[int, int] = (80, 24),
    *,
    project: str = "WEB",
    ascii: bool = False,
    theme: str = "dusk",
) -> AsyncIterator[Eyes]:
    app = make_app(desk, make_inbox(desk), settings=Config(theme=theme, ascii=ascii), start="today")
    assert isinstance(app, Worktui)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        place = Bare(app, kind, project)
        app.push_screen(place)
        await pilot.pause()
        eyes = Eyes(app, pilot, place)
        await eyes.settled()
        yield eyes


VIEWS = (ForecastView, MoneyView, WaysOutView, StatusView)


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_view_fills_its_place_in_ascii_too(
    kind: type[ProjectPane], size: tuple[int, int]
) -> None:
    async with looking(stage(), kind, size, ascii=True) as eyes:
        lines = eyes.seen().splitlines()
        assert len(lines) == eyes.view.size.height
        assert {len(line) for line in lines} == {eyes.view.size.width}
        assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("kind", VIEWS)
async def test_an_empty_project_says_what_to_do_and_nothing_breaks(
    kind: type[ProjectPane],
) -> None:
    desk = stage(work={**WORK, "projects": [*WORK["projects"], {"id": "NEW", "key": "NEW"}]})
    async with looking(desk, kind, project="NEW") as eyes:
        assert eyes.seen().strip()
        for do in ("action_down", "action_up", "action_bottom", "action_top", "back"):
            getattr(eyes.view, do)()


# forecast


async def test_the_forecast_says_days_chance_and_its_assumption() -> None:
    async with looking(stage(), ForecastView, (120, 40)) as eyes:
        seen = eyes.seen()
        beta = next(line for line in seen.splitlines() if "Beta" in line)
        assert "7 Dec" in beta
        assert "4 Dec" in beta
        assert "% sure by 4 Dec" in beta
        assert "samples" in seen
        assert "Kick-off" in seen
        assert "done" in seen


async def test_the_burn_up_is_of_what_is_stood_on_and_names_its_marks() -> None:
    async with looking(stage(), ForecastView, (120, 40)) as eyes:
        assert "Burn-up of WEB" in eyes.seen()
        eyes.view.action_down()
        seen = eyes.seen()
        assert "Burn-up of Beta" in seen
        for word in ("today", "promised 4 Dec", "P50", "P80", "scope 84 h", "done 0 h"):
            assert word in seen


async def test_v_goes_round_burn_up_flow_and_money() -> None:
    async with looking(stage(), ForecastView, (120, 40)) as eyes:
        heads = []
        for _ in range(len(CHARTS) + 1):
            heads.append(next(line for line in eyes.seen().splitlines() if " of WEB" in line))
            eyes.view.verb_project_view()
        assert [head.split()[0] for head in heads] == ["Burn-up", "Flow", "Money", "Burn-up"]


async def test_before_the_simulation_has_run_the_plan_is_shown_already() -> None:
    desk = stage()
    async with looking(desk, ForecastView) as eyes:
        fresh = outlook(stage().snapshot(), desk.now())
        assert not fresh.simulated_ready
        eyes.view.show(fresh, "WEB")
        assert "reckoning" in eyes.seen()
        assert "7 Dec" in eyes.seen()
        await eyes.settled()
        assert "reckoning" not in eyes.seen()


# money and people


async def test_money_begins_with_words_and_gives_a_dash_its_reason() -> None:
    async with looking(stage(), MoneyView, (120, 40)) as eyes:
        lines = eyes.all().splitlines()
        assert "a week costs 1,075 EUR" in lines[0]
        spi = next(line for line in lines if line.strip().startswith("SPI "))
        assert "–" in spi
        assert "baseline" in spi


async def test_load_stands_by_week_with_too_much_marked_and_nobodys_work() -> None:
    async with looking(stage(), MoneyView) as eyes:
        seen = eyes.seen()
        bo = next(line for line in seen.splitlines() if line.strip().startswith("@bo "))
        assert "▲ 35" in bo
        assert "nobody" in seen
        assert "@bo has 7 h too much" in seen


# ways out


async def test_a_plan_is_found_and_says_what_it_brings() -> None:
    async with looking(stage(), WaysOutView) as eyes:
        seen = eyes.seen()
        assert "Beta" in seen
        assert "✓ 3 Dec" in seen
        assert "[x] 1 Load test: bo → cy" in seen
        assert "plan 1 of" in seen
        assert eyes.view.chosen() == ("WEB-40",)


async def test_a_tick_moves_the_day_and_the_ghosts_at_once() -> None:
    async with looking(stage(), WaysOutView) as eyes:
        assert "▆▆" in eyes.seen()
        eyes.view.verb_way_tick()
        seen = eyes.seen()
        assert "! 7 Dec" in seen
        assert "[ ] 1 Load test" in seen
        assert "1 day late" in seen
        assert "▆▆" not in seen
        eyes.view.verb_way_tick()
        assert "✓ 3 Dec" in eyes.seen()


async def test_the_p80_follows_from_beside_the_screen() -> None:
    async with looking(stage(), WaysOutView) as eyes:
        eyes.view.verb_way_tick()
        assert "P80 about 14 Dec → …" in eyes.seen()
        await eyes.settled()
        assert "P80 about 14 Dec → 14 Dec" in eyes.seen()


async def test_why_tells_what_follows_and_who_has_more_to_do() -> None:
    async with looking(stage(), WaysOutView, (120, 40)) as eyes:
        eyes.view.verb_way_why()
        assert "load" in eyes.seen()
        assert "cy 0 %" in eyes.seen()


async def test_what_is_ticked_is_applied_as_one_change_with_one_undo() -> None:
    desk = stage()
    async with looking(desk, WaysOutView) as eyes:
        before = desk.snapshot().seq
        eyes.view.verb_way_apply()
        await eyes.settled()
        doc = desk.snapshot().get("tasks", "WEB-40")
        assert doc is not None
        assert doc["assignee"] == "cy"
        assert desk.snapshot().seq == before + 1
        entry = desk.store.entry(before + 1)
        assert entry is not None
        assert "promised 4 Dec" in entry.why
        desk.undo()
        doc = desk.snapshot().get("tasks", "WEB-40")
        assert doc is not None
        assert doc["assignee"] == "bo"


async def test_with_nothing_ticked_nothing_is_applied() -> None:
    desk = stage()
    async with looking(desk, WaysOutView) as eyes:
        before = desk.snapshot().seq
        eyes.view.verb_way_tick()
        eyes.view.verb_way_apply()
        await eyes.settled()
        assert desk.snapshot().seq == before


async def test_the_other_milestone_in_trouble_is_a_key_away() -> None:
    async with looking(stage(), WaysOutView) as eyes:
        assert eyes.view.milestone == "WEB-M1"
        eyes.view.action_right()
        await eyes.settled()
        assert eyes.view.milestone == "WEB-M2"


async def test_esc_ends_the_search_and_shows_what_was_found() -> None:
    async with looking(stage(), WaysOutView) as eyes:
        eyes.view.search()
        assert eyes.view.searching
        assert eyes.view.back()
        assert not eyes.view.back()
        await eyes.settled()
        assert not eyes.view.searching


async def test_where_no_promise_is_in_danger_it_says_so() -> None:
    calm = {**WORK, "milestones": [{**stone, "due": "2027-03-01"} for stone in WORK["milestones"]],
            "projects": [{**WORK["projects"][0], "target": "2027-03-01"}]}  # fmt: skip
    async with looking(stage(work=calm), WaysOutView) as eyes:
        assert "no promise is in danger" in eyes.seen()


async def test_a_message_in_a_plan_is_shown_before_anything_leaves() -> None:
    stuck = [dict(doc) for doc in WORK["tasks"]]
    for doc in stuck:
        if doc["id"] == "WEB-12":
            doc |= {"waiting_for": "the prices", "contact_email": "iva@novak.example",
                    "contact": "iva@novak.example", "blocked": "the prices of Iva"}  # fmt: skip
    desk = stage(work={**WORK, "tasks": stuck})
    async with looking(desk, WaysOutView) as eyes:
        way = eyes.view.way
        letters = [step for step in way.steps if step.outward] if way else []
        assert letters, "who a driving task waits for is written to"
        assert all(step.n not in eyes.view.ticked for step in letters)
        eyes.view.stand(str(letters[0].n))
        before = desk.snapshot().seq
        eyes.view.verb_way_apply()
        await eyes.pilot.pause()
        assert isinstance(eyes.app.screen, MessageDialog)
        await eyes.pilot.press("enter", "escape")
        await eyes.settled()
        assert desk.snapshot().seq == before
        eyes.view.verb_way_apply()
        await eyes.pilot.pause()
        await eyes.pilot.press("S")
        await eyes.settled()
        assert [doc["to"] for doc in desk.snapshot().all("outbox")] == ["iva@novak.example"]


def long_work(tasks: int) -> dict[str, list[dict[str, Any]]]:
    """A project of so many tasks in eight hands, its promise too early."""
    people = [{"id": f"p{n}", "name": f"P{n}"} for n in range(8)]
    made = []
    for n in range(1, tasks + 1):
        before = [link(f"WEB-{n - 7}")] if n > 7 and n % 3 else []
        made.append(task(f"WEB-{n}", f"Part {n}", "WEB-M1", f"p{n % 7}", 7 + n % 9,
                         depends_on=before))  # fmt: skip
    stones = [{"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-12-18"}]
    return {**WORK, "people": people, "tasks": made, "milestones": stones, "time": [],
            "projects": [{"id": "WEB", "key": "WEB", "name": "Website"}]}  # fmt: skip


async def test_a_tick_takes_no_longer_than_a_frame_at_two_hundred_tasks() -> None:
    async with looking(stage(work=long_work(200)), WaysOutView, (120, 40)) as eyes:
        view = eyes.view
        assert view.way is not None
        took = []
        for _ in range(12):
            view.reckoner.leave()
            began = perf_counter()
            view.verb_way_tick()
            eyes.seen()
            took.append(perf_counter() - began)
        assert min(took) < 0.05  # 6 ms alone; room for a machine that others use


# status


async def test_the_page_is_seen_with_its_moment_and_its_reasons() -> None:
    async with looking(stage(), StatusView) as eyes:
        seen = eyes.all()
        assert "as of Mon 23 Nov 2026, 14:02 (Europe/Berlin)" in seen
        assert "off track" in seen
        assert "In the week since 16 Nov (no status was kept before)" in seen
        assert "page" in eyes.view.facts()


async def test_keeping_it_makes_the_next_one_compare() -> None:
    desk = stage()
    async with looking(desk, StatusView) as eyes:
        eyes.view.verb_status_keep()
        await eyes.settled()
        assert [doc["id"] for doc in desk.snapshot().all("statuses")] == ["ST-1"]
        await eyes.settled()
        eyes.place.load()
        await eyes.settled()
        assert "nothing changed" in eyes.all()


async def test_it_is_copied_as_markdown() -> None:
    async with looking(stage(), StatusView) as eyes:
        eyes.view.verb_status_copy()
        assert eyes.app.clipboard.startswith("# Website relaunch (WEB)")


async def test_it_is_written_to_the_file_that_is_named(tmp_path: Path) -> None:
    async with looking(stage(), StatusView) as eyes:
        eyes.view.verb_status_write()
        await eyes.pilot.pause()
        path = tmp_path / "s.html"
        eyes.app.screen.line.value = str(path)  # type: ignore[attr-defined]  # the dialog's line
        await eyes.pilot.pause()
        await eyes.pilot.press("enter")
        await eyes.settled()
        assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


async def test_it_leaves_only_after_it_was_shown_and_by_capital_s() -> None:
    desk = stage()
    async with looking(desk, StatusView, (120, 40)) as eyes:
        eyes.view.verb_status_send()
        await eyes.pilot.pause()
        await eyes.pilot.press(*"iva", "enter")
        await eyes.pilot.pause()
        assert isinstance(eyes.app.screen, MessageDialog)
        letter = eyes.app.screen.view.letters[0]
        assert "Website relaunch (WEB)" in letter.body
        await eyes.pilot.press("enter", "s", "space")
        assert not list(desk.snapshot().all("outbox"))
        await eyes.pilot.press("S")
        await eyes.settled()
        [sent] = desk.snapshot().all("outbox")
        assert (sent["to"], sent["state"]) == ("iva@novak.example", "pending")
        assert sent["body"].startswith(letter.body[:60])
