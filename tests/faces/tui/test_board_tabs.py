"""Several boards: by tabs, by mouse, remembered; filters that are kept, completed, taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events

from tests.faces.tui.board_stage import PROJECTS, board, board_of, columns, palette, task, team
from tests.faces.tui.inbox_stage import Hands, stage
from worktui.app.config import read_config
from worktui.domain.actions import parse
from worktui.faces.tui.screens.activity import ActivityLog

OPS = ({"id": "OPS-1", "title": "Renew certificate", "status": "todo", "project": "OPS"},)


async def put(hands: Hands, text: str) -> None:
    hands.app.post_message(events.Paste(text))
    await hands.settle()


def shown(hands: Hands) -> list[tuple[str, ...]]:
    view = board(hands).view
    assert view is not None
    return [tuple(column.ids) for column in view.columns]


async def test_one_board_alone_has_no_tabs() -> None:
    async with board_of(stage(), (80, 24)) as hands:
        assert not board(hands).tabs.display
        await hands.press("tab")
        assert "there is one board" in hands.seen()


async def test_tab_walks_through_all_boards_and_back() -> None:
    async with board_of(team(*OPS), (80, 24), filters={"late": "is:late"}) as hands:
        assert hands.seen().splitlines()[1].split() == ["All", "WEB", "OPS", "late"]
        await hands.press("tab", "tab")
        assert board(hands).tab.id == "+OPS"
        assert shown(hands) == [("OPS-1",), (), ()]
        await hands.press("tab")
        assert shown(hands) == [(), ("WEB-1",), ()]
        await hands.press("tab")
        assert board(hands).tab.id == ""
        await hands.press("shift+tab")
        assert board(hands).tab.id == "/late"


async def test_a_project_has_its_own_columns() -> None:
    projects = [PROJECTS[0], {**PROJECTS[1], "columns": ["todo", "done"]}]
    async with board_of(team(*OPS, projects=projects), (80, 24)) as hands:
        await hands.press("tab", "tab")
        assert len(board(hands).columns) == 2
        assert "Doing" not in hands.seen().splitlines()[2]
        await hands.press("x")
        await hands.press("tab")
        assert len(board(hands).columns) == 3


async def test_a_click_on_a_tab_goes_there_and_many_tabs_stand_around_the_active_one() -> None:
    filters = {f"filter {n}": f"T-{n}" for n in range(30)}
    async with board_of(team(), (80, 24), filters=filters) as hands:
        tabs = board(hands).tabs
        x = next(cell for cell, tab in tabs.placed() if tab.id == "+OPS")
        await hands.pilot.click(tabs, offset=(x + 1, 0))
        assert board(hands).tab.id == "+OPS"
        await hands.press(*["shift+tab"] * 5)
        assert board(hands).tab.lead == "filter 27"
        line = hands.seen().splitlines()[1]
        assert "filter 27" in line
        assert "…" in line
        assert len(line) <= 80


async def test_the_board_is_as_it_was_left(tmp_path: Path) -> None:
    here = team(*OPS)
    async with board_of(here, file=tmp_path / "config.toml") as hands:
        await hands.press("tab", "tab", "V", "v")
    async with board_of(here, file=tmp_path / "config.toml") as hands:
        screen = board(hands)
        assert (screen.tab.id, screen.by, screen.compact) == ("+OPS", "person", True)
        assert "OPS Operations" in hands.seen()


@pytest.mark.parametrize(
    "left", [{"tab": "+GONE", "lanes": "colour", "compact": 3}, {"tab": 7}, []]
)
async def test_what_was_left_and_is_gone_is_let_go(tmp_path: Path, left: object) -> None:
    (tmp_path / "remembered.json").write_text(json.dumps({"": {"board": left}}))
    async with board_of(team(), file=tmp_path / "config.toml") as hands:
        assert (board(hands).tab.id, board(hands).by) == ("", "")


async def test_a_filter_is_kept_under_a_name_as_a_board_and_dropped_again(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\ntheme = "dusk"\n')
    async with board_of(team(), file=file) as hands:
        await palette(hands, "keep this filter")
        assert "no filter is typed" in hands.seen()
        await hands.press("escape", "slash")
        await put(hands, "price")
        await hands.press("enter")
        await palette(hands, "keep this filter")
        await put(hands, "prices")
        await hands.press("enter")
        assert read_config(file).filters == {"prices": "price"}
        assert "# mine" in file.read_text()
        assert board(hands).tab.id == "/prices"
        assert board(hands).filter.text == ""
        assert shown(hands) == [("WEB-5",), (), ()]
        await palette(hands, "drop this filter")
        assert read_config(file).filters == {}
        assert board(hands).tab.id == ""
        assert task_count(hands) == 7


def task_count(hands: Hands) -> int:
    view = board(hands).view
    assert view is not None
    return view.count


async def test_a_filter_typed_on_a_projects_board_is_kept_with_the_project(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    async with board_of(team(*OPS), file=file) as hands:
        await hands.press("tab", "slash")
        await put(hands, "price")
        await hands.press("enter")
        await palette(hands, "keep this filter")
        await put(hands, "w")
        await hands.press("enter")
        assert read_config(file).filters == {"w": "+WEB price"}


async def test_a_kept_filter_and_a_typed_one_hold_together() -> None:
    async with board_of(team(), filters={"mine": "@ana or @bo"}) as hands:
        await hands.press("tab", "tab", "tab")
        assert board(hands).tab.lead == "mine"
        await hands.press("slash")
        await put(hands, "price or quote")
        assert shown(hands) == [("WEB-2", "WEB-5"), (), ()]


async def test_a_kept_filter_that_is_not_understood_says_so_and_shows_all() -> None:
    async with board_of(team(), filters={"odd": "dux:fri"}) as hands:
        await hands.press("shift+tab")
        assert "“dux” is not something to filter by" in hands.seen()
        assert task_count(hands) == 7


async def test_known_values_are_offered_and_tab_takes_one() -> None:
    async with board_of(team(), (100, 30)) as hands:
        await hands.press("slash")
        await put(hands, "price @b")
        assert "@bo Bo Lind" in hands.seen()
        assert "tab takes it" in hands.seen()
        await hands.press("tab")
        assert board(hands).filter.text == "price @bo "
        assert shown(hands)[0] == ("WEB-5",)
        await put(hands, "du")
        await hands.press("tab")
        await put(hands, "<=n")
        await hands.press("tab")
        assert board(hands).filter.text == "price @bo due:<=next_week "
        assert not board(hands).filter.why


async def test_an_offer_is_taken_by_a_click_too() -> None:
    async with board_of(team(), (100, 30)) as hands:
        await hands.press("slash")
        await put(hands, "is:")
        bar = board(hands).filter
        cell, offer = bar.placed()[2]
        await hands.pilot.click(bar.says, offset=(cell + 1, 0))
        assert bar.text == f"{offer.text} "


async def test_what_is_wrong_is_told_under_the_line_and_the_word_is_underlined() -> None:
    async with board_of(team(), (80, 24)) as hands:
        await hands.press("slash")
        await put(hands, "price dux:fri")
        assert "“dux” is not something to filter by. Did you mean due: ?" in hands.seen()
        line = board(hands).filter.line
        assert line is not None
        assert list(line.marked.spans) == [(6, 13)]


async def test_what_was_put_away_is_found_and_brought_back_with_a_key() -> None:
    here = team()
    here[0].do([parse({"type": "archive_task", "task": "WEB-7"})])
    async with board_of(here) as hands:
        assert "WEB-7" not in hands.seen()
        await hands.press("Z")
        assert "it was not put away" in hands.seen()
        await hands.press("slash")
        await put(hands, "is:archived")
        await hands.press("enter")
        assert shown(hands) == [("WEB-7",), (), ()]
        await hands.press("Z")
        assert not task(here, "WEB-7").get("archived")
        await hands.press("escape")
        assert "WEB-7" in [id for ids in shown(hands) for id in ids]


async def test_old_done_work_is_put_away_from_the_palette_as_one_undo() -> None:
    old = [
        {"id": f"T-{n}", "title": "x", "status": "done", "actual_finish": f"2026-10-{n:02}"}
        for n in range(10, 20)
    ]
    here = team(*old)
    async with board_of(here, (80, 24)) as hands:
        await palette(hands, "put old done")
        assert "10 tasks" in hands.seen()
        await hands.press("enter")
        assert "10 finished tasks put away" in hands.seen()
        assert all(task(here, f"T-{n}")["archived"] for n in range(10, 20))
        await hands.press("u")
        assert not any(task(here, f"T-{n}").get("archived") for n in range(10, 20))


async def test_moving_what_waits_into_work_in_hand_names_what_it_waits_for_and_asks() -> None:
    here = team()
    async with board_of(here, (80, 24)) as hands:
        board(hands).goto("WEB-5")
        await hands.press("s")
        assert "WEB-5 waits for WEB-1 Booking page (@ana)." in hands.seen()
        assert "Move it all the same?" in hands.seen()
        await hands.press("escape")
        assert task(here, "WEB-5")["status"] == "todo"
        await hands.press("m")
        assert "WEB-5 still waits for WEB-1" in hands.seen()
        await hands.press("enter", "enter")
        assert task(here, "WEB-5")["status"] == "doing"


@pytest.mark.parametrize("hard", [True, False])
async def test_a_hard_limit_asks_before_and_a_soft_one_warns(*, hard: bool) -> None:
    here = team(columns=columns(limit=1, hard=hard))
    async with board_of(here, (80, 24)) as hands:
        await hands.press("L")
        assert ("Doing holds 1 task, its limit is 1." in hands.seen()) is hard
        if hard:
            assert task(here, "WEB-2")["status"] == "todo"
            await hands.press("enter")
        assert task(here, "WEB-2")["status"] == "doing"
        assert "2 of 1" in hands.seen()


async def test_several_land_where_their_ghost_stands_in_their_order() -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        await hands.press("space", "j", "space", "m", "h", "home", "j", "j", "j", "j", "enter")
        assert shown(hands)[0][:5] == ("WEB-3", "WEB-5", "WEB-2", "WEB-4", "WEB-6")
        await hands.press("u")
        assert shown(hands)[0][:4] == ("WEB-2", "WEB-3", "WEB-4", "WEB-5")


async def test_what_is_selected_goes_up_and_down_together() -> None:
    async with board_of(team(), (120, 40)) as hands:
        await hands.press("space", "space", "J")
        assert shown(hands)[0][:3] == ("WEB-4", "WEB-2", "WEB-3")
        await hands.press("K")
        assert shown(hands)[0][:3] == ("WEB-2", "WEB-3", "WEB-4")
        await hands.press("l", "space", "K")
        assert "several columns" in hands.seen()


async def test_the_log_is_filtered_in_the_same_language() -> None:
    here = team()
    here[0].through("cli").do([parse({"type": "comment_task", "task": "WEB-2", "text": "a"})])
    here[0].do([parse({"type": "move_task", "task": "WEB-3", "to": "doing"})])
    async with board_of(here) as hands:
        await hands.press("7", "slash")
        screen = hands.app.screen
        assert isinstance(screen, ActivityLog)
        await put(hands, "by:c")
        assert "cli" in hands.seen()
        await hands.press("tab")
        assert screen.filter.text == "by:cli "
        await hands.settle()
        assert "WEB-2 has a comment" in hands.seen()
        assert "WEB-3 is in Doing" not in hands.seen()
        await hands.press("escape")
        await hands.settle()
        assert "WEB-3 is in Doing" in hands.seen()
        await hands.press("slash")
        await put(hands, "zzz")
        assert "nothing of that kind has happened" in hands.seen()


async def test_hostile_names_of_boards_and_filters_run_nothing(tmp_path: Path) -> None:
    evil = "[@click=app.quit]x[/]\x1b[31m"
    projects = [{"key": "WEB", "name": evil}, {"key": "OPS", "name": evil}]
    async with board_of(team(projects=projects), filters={evil: evil}) as hands:
        for _ in range(4):
            await hands.press("tab")
            assert "\x1b" not in hands.seen()
        await hands.press("tab")
        assert "[@click=app.quit]x[/]" in hands.seen()
        await hands.press("slash")
        await put(hands, "+")
        assert "\x1b" not in hands.seen()
