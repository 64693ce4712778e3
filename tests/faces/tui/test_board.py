"""The board in use: the cursor, moves, verbs, selection, filter, mouse, others' changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.color import Color as TextualColor

from tests.faces.tui.inbox_stage import NOW, WORK, Hands, Stage, shown, stage
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.faces.tui.screens.board import Board
from worktui.faces.tui.widgets.column import Column
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox, open_store


def board(hands: Hands) -> Board:
    screen = hands.app.screen
    assert isinstance(screen, Board)
    return screen


def task(here: Stage, id: str) -> Any:
    doc = here[0].snapshot().get("tasks", id)
    assert doc is not None
    return doc


def many(count: int) -> Stage:
    """A board whose first column has so many cards."""
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    tasks = [{"id": f"T-{n}", "title": f"Card {n}", "status": "todo"} for n in range(1, count + 1)]
    import_workspace(desk, {**WORK, "tasks": tasks})
    return desk, make_inbox(desk)


async def put(hands: Hands, text: str) -> None:
    """Text into the line that is open, all at once."""
    hands.app.post_message(events.Paste(text))
    await hands.settle()


async def test_it_looks_as_drawn_at_eighty_columns() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        lines = hands.seen().splitlines()
        assert lines[0].startswith(" Website") or lines[0].startswith(" worktui")
        assert lines[2].split() == ["To", "do", "6", "Doing", "1", "Done", "0", "in", "7", "d"]
        assert "━" in lines[3]
        assert "─" in lines[3]
        assert lines[5].split()[:3] == ["▌", "WEB-2", "▲"]
        assert "nothing here" in lines[5]
        assert lines[-3].split()[0].isdigit()
        assert "more" in lines[-3]
        assert lines[-1].rstrip().endswith("? keys")
        assert all(len(line) <= 80 for line in lines)


async def test_the_cursor_walks_and_stays_on_its_task_when_it_moves() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("j", "j")
        id = board(hands).current()
        await hands.press("L")
        assert task(here, id)["status"] == "doing"
        assert board(hands).current() == id
        assert board(hands).at == 1


async def test_the_terminals_cursor_stands_on_the_focused_title() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("j")
        x, y = hands.app.cursor_position
        assert hands.seen().splitlines()[y][x:].startswith("Retry mail")


async def test_g_g_and_capital_g_go_to_the_ends_and_the_edge_jumps_half_a_page() -> None:
    async with shown(many(200), "board", (80, 24)) as hands:
        column = board(hands).columns[0]
        await hands.press("j", "j", "j")
        assert column.top == 0
        await hands.press("j")
        assert (column.top, board(hands).current()) == (2, "T-5")
        await hands.press("G")
        assert board(hands).current() == "T-200"
        assert "T-200" in hands.seen()
        await hands.press("g", "g")
        assert (column.top, board(hands).current()) == (0, "T-1")
        await hands.press("pagedown")
        assert board(hands).current() == "T-5"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_focused_card_is_always_seen_however_far_one_walks(size: tuple[int, int]) -> None:
    async with shown(many(60), "board", size) as hands:
        here = board(hands)
        walk = [here.action_down] * 40 + [here.action_up] * 25 + [here.action_bottom]
        for step in [*walk, *[here.action_up] * 15]:
            step()
            column = here.columns[0]
            assert column.top <= column.at < column.top + column.room
        await hands.settle()
        assert board(hands).current() in hands.seen()


async def test_start_finish_and_undo_say_what_was_done() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("x")
        assert task(here, "WEB-2")["status"] == "done"
        assert "✓ WEB-2 is done   u undo" in hands.seen()
        await hands.press("u")
        assert task(here, "WEB-2")["status"] == "todo"
        await hands.press("U")
        assert task(here, "WEB-2")["status"] == "done"


async def test_what_is_not_possible_now_is_said_with_the_reason_and_dim() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("l", "s")
        assert "Start: not now, it is started already." in hands.seen()
        assert ("s", "start", "task.start", False) in board(hands).foot._keys


async def test_a_move_shows_where_it_lands_and_esc_stays() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("m")
        assert "lands here" in hands.seen()
        assert "Move WEB-2 to Doing" in hands.seen()
        await hands.press("j")
        ghosts = board(hands).columns[1].marks.ghosts
        assert len(ghosts) == 1
        assert ghosts[0].row == 1
        await hands.press("escape")
        assert "lands here" not in hands.seen()
        assert task(here, "WEB-2")["status"] == "todo"
        assert board(hands).current() == "WEB-2"
        await hands.press("m", "enter")
        assert task(here, "WEB-2")["status"] == "doing"
        assert board(hands).current() == "WEB-2"


async def test_a_card_lands_before_the_one_its_ghost_stood_over() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("m", "h", "j", "j", "enter")
        ids = board(hands).view.columns[0].ids  # type: ignore[union-attr]
        assert ids[:3] == ("WEB-3", "WEB-2", "WEB-4")


async def test_a_card_lands_in_an_empty_column_too() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("m", "l")
        assert "Move WEB-2 to Done" in hands.seen()
        await hands.press("enter")
        assert task(here, "WEB-2")["status"] == "done"
        assert "lands here" not in hands.seen()


async def test_another_verb_ends_a_move_and_is_done_to_the_card_where_it_stood() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("m", "l", "s")
        assert "lands here" not in hands.seen()
        assert task(here, "WEB-2")["status"] == "doing"


async def test_a_long_receipt_gives_way_to_the_key_that_takes_it_back() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("a")
        await put(hands, "a title that goes on " * 8)
        await hands.press("enter")
        foot = hands.seen().splitlines()[-1]
        assert "…   u undo" in foot
        assert "……" not in foot
        assert foot.rstrip().endswith("? keys")


async def test_a_note_not_yet_begun_is_no_search_without_a_find() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("c")
        assert "a few words" in hands.seen()
        assert "nothing fits" not in hands.seen()


async def test_what_a_change_warns_of_is_told_after_what_it_did() -> None:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    columns = [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing", "limit": 1},
    ]
    tasks = [{"id": f"T-{n}", "title": "Card", "status": "todo"} for n in (1, 2)]
    import_workspace(desk, {**WORK, "columns": columns, "tasks": tasks})
    async with shown((desk, make_inbox(desk)), "board", (80, 24)) as hands:
        await hands.press("L", "h", "L")
        assert "is in Doing; Doing now holds 2 of 1   u undo" in hands.seen()


async def test_a_task_that_is_opened_for_editing_raises_no_doubts() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("e")
        assert "Edit WEB-2" in hands.seen()
        assert "Nothing is changed" not in hands.seen()


async def test_an_empty_board_offers_first_what_works_on_it() -> None:
    async with shown(many(0), "board") as hands:
        foot = hands.seen().splitlines()[-1]
        assert foot.split()[:2] == ["/", "filter"]
        assert "a add" in foot


async def test_capital_j_and_k_move_a_card_among_its_own() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("J")
        view = board(hands).view
        assert view is not None
        assert view.columns[0].ids[:2] == ("WEB-3", "WEB-2")
        await hands.press("K")
        view = board(hands).view
        assert view is not None
        assert view.columns[0].ids[:2] == ("WEB-2", "WEB-3")
        assert board(hands).current() == "WEB-2"


async def test_verbs_act_on_all_that_are_selected() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("space", "space")
        assert "2 selected" in hands.seen()
        await hands.press("at")
        await put(hands, "bo")
        await hands.press("enter")
        assert [task(here, id)["assignee"] for id in ("WEB-2", "WEB-3")] == ["bo", "bo"]
        assert "2 selected" not in hands.seen()


@pytest.mark.parametrize(
    ("key", "words", "field", "value"),
    [
        ("at", "nobody", "assignee", None),
        ("exclamation_mark", "low", "priority", "low"),
        ("number_sign", "copy legal", "tags", ["copy", "legal"]),
        ("t", "10 dec", "due", "2026-12-10"),
        ("z", "2026-12-01", "snoozed_until", "2026-12-01"),
        ("b", "the lawyer", "blocked", "the lawyer"),
        ("plus", "no project", "project", None),
    ],
)
async def test_the_sign_typed_in_quick_add_is_the_key_on_a_card(
    key: str, words: str, field: str, value: object
) -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press(key)
        await put(hands, words)
        await hands.press("enter")
        assert task(here, "WEB-2").get(field) == value


async def test_blocked_by_a_task_is_a_link_and_can_be_taken_away() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("b")
        await put(hands, "web-3")
        await hands.press("enter")
        assert task(here, "WEB-2")["depends_on"][0]["task"] == "WEB-3"
        assert "⊘ WEB-3" in hands.seen()
        await hands.press("B")
        assert not task(here, "WEB-2").get("depends_on")


async def test_a_ring_of_links_is_refused_with_its_sentence() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        board(hands).goto("WEB-1")
        await hands.press("b")
        await put(hands, "WEB-6")
        await hands.press("enter")
        assert "ring" in hands.seen()


async def test_a_note_is_kept_with_the_task() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("c")
        await put(hands, "asked twice")
        await hands.press("enter")
        assert task(here, "WEB-2")["comments"][0]["text"] == "asked twice"


async def test_edit_shows_the_task_as_its_line_and_takes_it_back() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("e")
        assert "Send quote to Iva" in hands.seen()
        assert "!urgent" in hands.seen()
        await put(hands, " ~4h")
        await hands.press("enter")
        assert task(here, "WEB-2")["estimate_hours"] == 4
        assert task(here, "WEB-2")["title"] == "Send quote to Iva"


async def test_the_filter_shows_as_it_is_typed_and_esc_takes_it_away() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("slash")
        await put(hands, "price")
        view = board(hands).view
        assert view is not None
        assert [c.ids for c in view.columns] == [("WEB-5",), (), ()]
        await hands.press("enter", "escape")
        view = board(hands).view
        assert view is not None
        assert view.count == 7


async def test_a_filter_that_cannot_be_read_says_why_and_hides_nothing() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("slash")
        await put(hands, "due:nonsense")
        view = board(hands).view
        assert view is not None
        assert view.count == 7
        assert board(hands).filter.why


async def test_compact_cards_take_one_line() -> None:
    async with shown(many(30), "board", (80, 24)) as hands:
        before = board(hands).columns[0].room
        await hands.press("v")
        assert board(hands).columns[0].room > 3 * before
        assert "T-12 Card 12" in hands.seen()


async def test_the_task_page_opens_and_esc_comes_back_to_the_card() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("j", "enter")
        assert "Retry mail when the server is away" in hands.seen()
        assert "nothing is written here yet" in hands.seen()
        await hands.press("escape")
        assert board(hands).current() == "WEB-3"


async def test_a_click_puts_the_cursor_there_and_the_wheel_turns_the_column() -> None:
    async with shown(many(40), "board", (80, 24)) as hands:
        column = board(hands).columns[0]
        await hands.pilot.click(Column, offset=(4, 3 + 4 * 2))
        assert board(hands).current() == "T-3"
        column.post_message(
            events.MouseScrollDown(column, 2, 8, 0, 1, 0, False, False, False, 2, 8)
        )
        await hands.settle()
        assert column.top == 1


async def test_a_drag_moves_the_card() -> None:
    here = stage()
    async with shown(here, "board", (120, 40)) as hands:
        target = board(hands).columns[1]
        await hands.pilot.mouse_down(board(hands).columns[0], offset=(4, 4))
        await hands.pilot.mouse_up(target, offset=(4, 20))
        await hands.settle()
        assert task(here, "WEB-2")["status"] == "doing"


async def test_without_colours_every_cell_keeps_those_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown(stage(), "board", (80, 24)) as hands:
        for strip in hands.app.screen._compositor.render_strips():
            for each in hands.app._filters:
                strip = (
                    strip.apply_filter(each, TextualColor.parse("black")) if each.enabled else strip
                )
            styles = [style for _, style, _ in strip if style is not None]
            assert all(s.color is None or s.color.is_default for s in styles)
            assert all(s.bgcolor is None or s.bgcolor.is_default for s in styles)


async def test_with_ascii_signs_dialogs_have_an_ascii_frame() -> None:
    async with shown(stage(), "board", (80, 24), ascii=True) as hands:
        await hands.press("a")
        seen = hands.seen()
        assert "Add a task" in seen
        assert not set(seen) & set("╭╮╰╯│─")


async def test_hostile_titles_are_shown_as_they_are_and_run_nothing() -> None:
    here = stage()
    title = "[bold red]X[/] [@click=app.quit]go[/] [/nope] [link=x"
    here[0].do([parse({"type": "update_task", "task": "WEB-2", "title": title})])
    async with shown(here, "board", (200, 60)) as hands:
        assert "[bold red]X[/] [@click=app.quit]go[/]" in hands.seen()
        await hands.press("enter")
        assert "[@click=app.quit]go[/]" in hands.seen()
        await hands.press("escape", "colon")
        await put(hands, "nope")
        assert "[@click=app.quit]" in hands.seen()


async def test_another_process_is_seen_by_itself_with_its_hand_on_the_card(tmp_path: Path) -> None:
    path, clock = tmp_path / "work.json", FixedClock(NOW)
    first = open_store(path, clock=clock)
    first.open()
    import_workspace(Desk(first, clock, "ana", "import"), WORK)
    second = open_store(path, clock=clock)
    second.open()
    try:
        async with shown((Desk(first, clock, "ana"), None), "board") as hands:  # type: ignore[arg-type]
            change = {"type": "update_task", "task": "WEB-5", "title": "Changed elsewhere"}
            Desk(second, clock, "bo").do([parse(change)])
            hands.app.clerk.submit(first.poll and hands.app.desk.poll)
            await hands.settle()
            await hands.settle()
            assert "Changed elsewhere" in hands.seen()
            assert board(hands).theirs == {"WEB-5": "bo"}
            assert board(hands).current() == "WEB-2"
    finally:
        first.close()
        second.close()


async def test_many_columns_are_seen_a_few_at_a_time() -> None:
    columns = [{"id": f"c{n}", "name": f"Column {n}", "kind": "todo"} for n in range(9)]
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    tasks = [{"id": f"T-{n}", "title": "x", "status": f"c{n}"} for n in range(9)]
    import_workspace(desk, {"worktui": 1, "columns": columns, "tasks": tasks})
    async with shown((desk, make_inbox(desk)), "board", (80, 24)) as hands:
        assert "Column 0" in hands.seen()
        assert "Column 8" not in hands.seen()
        await hands.press(*["l"] * 8)
        assert "Column 8" in hands.seen()
        assert "Column 0" not in hands.seen()
        assert board(hands).current() == "T-8"


async def test_what_is_selected_is_named_in_the_order_of_the_board() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("G", "space", "k", "k", "space", "home", "space", "m")
        assert "Move WEB-2, WEB-5 and 1 more to Doing" in hands.seen()
        assert [doc["id"] for doc in board(hands).chosen()] == ["WEB-2", "WEB-5", "WEB-7"]
