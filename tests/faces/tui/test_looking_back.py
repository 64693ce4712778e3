"""Looking back: any place as it stood at an entry, stepped through, and nothing done in it."""

from __future__ import annotations

from tests.faces.tui.inbox_stage import CALL, shown, stage
from worktui.domain.actions import parse


def changed_twice():  # type: ignore[no-untyped-def]
    here = stage()
    here[0].do([parse({"type": "move_task", "task": "WEB-3", "to": "doing"})])
    here[0].do([parse({"type": "update_task", "task": "WEB-3", "title": "Try the mail again"})])
    return here


async def test_enter_on_an_entry_shows_the_board_as_it_stood_and_brackets_step() -> None:
    here = changed_twice()
    async with shown(here, "activity") as hands:
        await hands.press("j", "enter")
        seen = hands.seen()
        assert hands.app.current_mode == "board"
        assert "Retry mail" in seen
        assert "Try the mail again" not in seen
        assert f"entry {here[0].store.seq - 1}, mon 23 Nov 14:02" in seen.splitlines()[0]
        await hands.press("right_square_bracket")
        assert "Try the mail again" in hands.seen()
        await hands.press("right_square_bracket")
        assert "This is the newest entry." in hands.seen()
        await hands.press("left_square_bracket", "left_square_bracket")
        assert hands.app.work.get("tasks", "WEB-3")["status"] == "todo"


async def test_escape_comes_back_to_now_before_it_leaves() -> None:
    async with shown(changed_twice(), "activity") as hands:
        await hands.press("j", "enter", "escape")
        assert "entry" not in hands.seen().splitlines()[0]
        assert "Try the mail again" in hands.seen()
        assert hands.app._exit is False


async def test_every_place_can_be_looked_at_in_the_past() -> None:
    async with shown(changed_twice(), "activity") as hands:
        await hands.press("j", "enter")
        for number in "1345726":
            await hands.press(number)
            if number != "6":
                assert "entry" in hands.seen().splitlines()[0], number


async def test_nothing_is_changed_from_the_past() -> None:
    here = changed_twice()
    here[1].sense(CALL.encode(), "eml")
    seq = here[0].store.seq
    async with shown(here, "activity", (120, 40)) as hands:
        await hands.press("enter", "x", "a", "u", "d", "s")
        assert "this is the past" in hands.seen()
        await hands.press("4", "enter", "d", "space")
        await hands.press("5", "a", "d")
        await hands.press("3", "plus")
        await hands.press("1", "x", "escape", "2")
    assert here[0].store.seq == seq


async def test_what_a_teammate_does_meanwhile_is_there_on_the_way_back() -> None:
    here = changed_twice()
    async with shown(here, "activity") as hands:
        await hands.press("j", "enter")
        here[0].do([parse({"type": "update_task", "task": "WEB-3", "title": "Mail, once more"})])
        await hands.settle()
        assert "Mail, once more" not in hands.seen()
        await hands.press("escape")
        assert "Mail, once more" in hands.seen()


async def test_brackets_in_the_present_say_how_to_look_back() -> None:
    async with shown(changed_twice(), "board") as hands:
        await hands.press("left_square_bracket")
        assert "7 and enter look back" in hands.seen()
