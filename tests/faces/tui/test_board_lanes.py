"""Lanes on the board: drawn as bands, walked through, moved between by key and mouse."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from tests.faces.tui.board_stage import board, board_of, palette, task, team
from tests.faces.tui.inbox_stage import Hands
from worktui.domain.actions import parse


async def by_person(hands: Hands) -> None:
    await hands.press("V")
    assert board(hands).by == "person"


def lane(hands: Hands) -> str:
    """The lane the cursor is in."""
    here = board(hands)
    assert here.view is not None
    return here.view.lanes[here.view.columns[here.at].lane_at(here.rows[here.at])].lead


async def test_one_key_walks_through_the_kinds_of_lanes_and_the_palette_has_it_too() -> None:
    async with board_of(team()) as hands:
        walked = []
        for _ in range(4):
            await hands.press("V")
            walked.append(board(hands).by)
        assert walked == ["person", "project", "priority", ""]
        await palette(hands, "lanes")
        assert board(hands).by == "person"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_a_lane_is_one_band_through_all_columns_with_its_name_and_counts(
    size: tuple[int, int], *, ascii: bool
) -> None:
    async with board_of(team(), size, ascii=ascii) as hands:
        await by_person(hands)
        lines = hands.seen().splitlines()
        band = next(line for line in lines if line.startswith(" ana  Ana Ruiz"))
        assert band.rstrip().endswith("6 open")
        assert ("-" if ascii else "─") * 20 in band
        assert len(band.rstrip()) == size[0] - 2
        assert all(len(line) <= size[0] for line in lines)


async def test_cards_of_a_lane_stand_under_it_and_columns_stay_level() -> None:
    async with board_of(team(), (120, 40)) as hands:
        await by_person(hands)
        here = board(hands)
        tops = {(column.top, column.length) for column in here.columns}
        assert len(tops) == 1
        starts = here.grid.starts  # type: ignore[union-attr]
        assert starts[0] == 0
        assert here.columns[0].id_at(starts[0]) == ""
        assert here.columns[0].id_at(starts[1] + 1) == "WEB-5"
        assert here.columns[1].id_at(starts[1] + 1) == ""


async def test_the_cursor_walks_over_lanes_and_stays_level_across_columns() -> None:
    async with board_of(team(), (120, 40)) as hands:
        await by_person(hands)
        assert board(hands).current() == "WEB-2"
        await hands.press("l")
        assert board(hands).current() == "WEB-1"
        await hands.press("h", "j", "j", "j", "j", "j")
        assert (board(hands).current(), lane(hands)) == ("WEB-5", "bo")
        await hands.press("k")
        assert lane(hands) == "ana"
        await hands.press("right_curly_bracket")
        assert board(hands).current() == "WEB-5"
        await hands.press("left_curly_bracket")
        assert board(hands).current() == "WEB-2"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("compact", [False, True])
async def test_the_focused_card_is_seen_however_far_one_walks(
    size: tuple[int, int], *, compact: bool
) -> None:
    more = [
        {"id": f"T-{n}", "title": f"Card {n}", "status": ("todo", "doing")[n % 2],
         **({"assignee": ("ana", "bo")[n % 3]} if n % 3 < 2 else {})}
        for n in range(60)
    ]  # fmt: skip
    async with board_of(team(*more), size) as hands:
        await by_person(hands)
        if compact:
            await hands.press("v")
        here = board(hands)
        walk: list[Any] = [here.action_down] * 30 + [here.action_right] + [here.action_up] * 12
        walk += [here.action_left, here.action_bottom, here.action_right, here.action_top]
        for step in walk:
            step()
            column = here.columns[here.at]
            assert column.top <= column.at < column.top + column.room
            assert {each.top for each in here.columns} == {column.top}
            assert column.id_at(column.at) == here.current()
        await hands.settle()
        assert here.current() in hands.seen()
        assert "\n ana  Ana Ruiz" in hands.seen()  # its lane's heading came along


async def test_a_move_into_another_lane_gives_the_task_away_as_one_undo() -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        await by_person(hands)
        await hands.press("m", "l", "h", "h")
        assert "Move WEB-2 to To do" in hands.seen()
        await hands.press("right_curly_bracket")
        assert "Move WEB-2 to To do, Bo Lind" in hands.seen()
        await hands.press("left_curly_bracket", "G")
        assert "Move WEB-2 to To do, Bo Lind" in hands.seen()
        assert "lands here" in hands.seen()
        await hands.press("enter")
        assert (task(here, "WEB-2")["assignee"], task(here, "WEB-2")["status"]) == ("bo", "todo")
        assert board(hands).current() == "WEB-2"
        await hands.press("u")
        assert task(here, "WEB-2")["assignee"] == "ana"


async def test_a_move_walks_through_every_place_of_every_lane() -> None:
    async with board_of(team(), (120, 40)) as hands:
        await by_person(hands)
        await hands.press("m", "h")
        move = board(hands).move
        assert move is not None
        await hands.press("home")
        seen = [(move.lane, move.place)]
        for _ in range(20):
            await hands.press("j")
            if (move.lane, move.place) != seen[-1]:
                seen.append((move.lane, move.place))
        assert seen == [*((0, n) for n in range(6)), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [(1, "assignee", "bo"), (2, "project", None), (3, "priority", "normal")],
)
async def test_a_card_dragged_into_another_lane_is_of_that_lane(
    keys: int, field: str, value: object
) -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        await hands.press(*["V"] * keys)
        screen = board(hands)
        assert screen.current() == "WEB-2"
        column, onto = screen.columns[0], screen.columns[1]
        last = screen.grid.starts[1] - column.top  # type: ignore[union-attr]
        y = column.head + (last + 1) * column._step + 1
        await hands.pilot.mouse_down(column, offset=(4, column.cursor().y))
        await hands.pilot.hover(onto, offset=(4, y))
        await hands.settle()
        assert "lands here" in hands.seen()
        await hands.pilot.mouse_up(onto, offset=(4, y))
        await hands.settle()
        assert task(here, "WEB-2").get(field) == value
        assert task(here, "WEB-2")["status"] == "doing"
        assert screen.move is None


async def test_a_card_dragged_back_stays() -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        before = here[0].store.seq
        column = board(hands).columns[0]
        await hands.pilot.mouse_down(column, offset=(4, 4))
        await hands.pilot.hover(column, offset=(4, 12))
        await hands.pilot.hover(column, offset=(4, 4))
        await hands.pilot.mouse_up(column, offset=(4, 4))
        await hands.settle()
        assert here[0].store.seq == before
        assert board(hands).move is None
        assert "lands here" not in hands.seen()


async def test_order_by_hand_stays_within_its_lane() -> None:
    async with board_of(team(), (120, 40)) as hands:
        await by_person(hands)
        await hands.press("J")
        assert board(hands).view.columns[0].ids[:2] == ("WEB-3", "WEB-2")  # type: ignore[union-attr]
        for _ in range(3):
            await hands.press("J")
        await hands.press("J")
        assert "edge of its lane" in hands.seen()


async def test_the_wheel_turns_all_columns_together() -> None:
    more = [{"id": f"T-{n}", "title": "x", "status": "todo", "assignee": "bo"} for n in range(40)]
    async with board_of(team(*more), (80, 24)) as hands:
        await by_person(hands)
        column = board(hands).columns[2]
        turn = events.MouseScrollDown(column, 2, 8, 0, 1, 0, False, False, False, 2, 8)
        for _ in range(5):
            column.post_message(turn)
        await hands.settle()
        assert {each.top for each in board(hands).columns} == {5}
        assert board(hands).current() in hands.seen()


async def test_a_ticked_step_has_its_ghost_in_the_lane_it_would_come_to() -> None:
    from tests.faces.tui.test_ghosts import proposed

    here = team()
    proposed(here[0], {"type": "create_task", "title": "New one", "priority": "low"})
    async with board_of(here, (200, 60)) as hands:
        await hands.press("V", "V", "V", "i")
        screen = board(hands)
        assert screen.view is not None
        assert [lane.lead for lane in screen.view.lanes] == ["Urgent", "Normal", "Low"]
        assert "would be here" in hands.seen()
        await hands.press("i")
        assert "would be here" not in hands.seen()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_columns_stay_level_when_the_inbox_stands_beside_and_when_the_size_changes(
    size: tuple[int, int],
) -> None:
    from tests.faces.tui.test_ghosts import moving

    more = [{"id": f"T-{n}", "title": "x", "status": "todo", "assignee": "bo"} for n in range(9)]
    here = team(*more)
    moving(here[0])
    async with board_of(here, size) as hands:
        await by_person(hands)
        for keys in ("i", "G", "i", "i", "home"):
            await hands.press(keys)
            assert len({column.top for column in board(hands).columns}) == 1, keys
            assert board(hands).current() in hands.seen()
        for wide, high in ((100, 20), (80, 40), (160, 24)):
            await hands.pilot.resize_terminal(wide, high)
            await hands.settle()
            assert len({column.top for column in board(hands).columns}) == 1
            assert board(hands).current() in hands.seen()


async def test_the_column_in_a_lane_is_selected_with_one_key_and_let_go_again() -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        await by_person(hands)
        await hands.press("asterisk")
        assert board(hands).selected == {"WEB-2", "WEB-3", "WEB-4", "WEB-6", "WEB-7"}
        assert "5 selected" in hands.seen()
        await hands.press("asterisk")
        assert board(hands).selected == frozenset()
        await hands.press("V", "V", "V", "asterisk")
        assert len(board(hands).selected) == 6


async def test_another_hand_on_the_work_moves_a_card_between_lanes() -> None:
    here = team()
    async with board_of(here, (120, 40)) as hands:
        await by_person(hands)
        here[0].do([parse({"type": "update_task", "task": "WEB-5", "assignee": "ana"})])
        await hands.settle()
        assert [each.lead for each in board(hands).view.lanes] == ["ana"]  # type: ignore[union-attr]
        assert "Bo Lind" not in hands.seen()


async def test_hostile_names_of_lanes_are_shown_and_run_nothing() -> None:
    evil = "[@click=app.quit]x[/]\x1b[31m"
    people = [{"id": "ana", "name": evil}, {"id": "bo", "name": "[bold"}]
    async with board_of(team(people=people), (120, 40)) as hands:
        await by_person(hands)
        assert "[@click=app.quit]x[/]" in hands.seen()
        assert "\x1b" not in hands.seen()
