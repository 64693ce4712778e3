"""The shell around every place: palette, help, go to, quick add, paste to act, themes, size."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual import events

from tests.faces.tui.inbox_stage import NOW, Hands, Stage, shown, stage
from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.faces.tui import make_app
from worktui.faces.tui.dialogs.adding import Adding
from worktui.faces.tui.dialogs.chooser import Chooser
from worktui.faces.tui.safety import Burst
from worktui.faces.tui.screens.board import Board
from worktui.store.memory import MemoryStore

PASTED = """From: Tom Hale <tom@hale.example>
Subject: Photos

Please send us the photos of the shop by 4 December.
Tom
"""


async def put(hands: Hands, text: str) -> None:
    hands.app.post_message(events.Paste(text))
    await hands.settle()


def titles(here: Stage) -> list[str]:
    return [doc["title"] for doc in here[0].snapshot().all("tasks")]


async def test_the_palette_has_every_verb_by_name_with_its_key_or_why_not_now() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        await hands.press("colon")
        await put(hands, "blo")
        seen = hands.seen()
        assert "Mark as blocked, by what?" in seen
        assert "not now: nothing blocks it" in seen
        chooser = hands.app.screen
        assert isinstance(chooser, Chooser)
        assert [choice.possible for choice in chooser.choices[:2]] == [True, False]


async def test_the_palette_does_what_is_taken_and_finds_tasks_too() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("ctrl+p")
        await put(hands, "finish")
        await hands.press("enter")
        assert here[0].snapshot().get("tasks", "WEB-2")["status"] == "done"  # type: ignore[index]
        await hands.press("colon")
        await put(hands, "price table")
        await hands.press("enter")
        board = hands.app.screen
        assert isinstance(board, Board)
        assert board.current() == "WEB-5"


async def test_help_shows_the_keys_of_this_place_and_can_be_searched() -> None:
    async with shown(stage(), "board", (80, 40)) as hands:
        await hands.press("question_mark")
        assert "Keys here" in hands.seen()
        assert "Move, with a look where it lands" in hands.seen()
        await put(hands, "urgent")
        assert "Set how urgent it is" in hands.seen()
        assert "Move, with a look" not in hands.seen()


async def test_go_to_takes_an_id_words_or_a_place() -> None:
    async with shown(stage(), "board") as hands:
        board = hands.app.screen
        assert isinstance(board, Board)
        await hands.press("g")
        await put(hands, "web-6")
        await hands.press("enter")
        assert board.current() == "WEB-6"
        await hands.press("g")
        await put(hands, "activity")
        await hands.press("enter")
        assert hands.app.current_mode == "activity"


async def test_numbers_go_to_places_and_an_unknown_one_says_so() -> None:
    async with shown(stage(), "board") as hands:
        for key, name in (("1", "today"), ("4", "inbox"), ("7", "activity"), ("2", "board")):
            await hands.press(key)
            assert hands.app.current_mode == name
        await hands.press("6")
        assert "There is no place 6 here yet." in hands.seen()


async def test_quick_add_reads_the_line_back_before_it_is_added() -> None:
    here = stage()
    async with shown(here, "board", (80, 24)) as hands:
        await hands.press("a")
        await put(hands, "Order badges fri @bo !1 ~2h #fair")
        seen = hands.seen()
        assert "fri 27 Nov   bo   ▲ urgent   2 h   #fair" in seen
        assert "? new tag #fair" in seen
        await hands.press("enter")
        assert "Order badges is on the board   u undo" in hands.seen()
        assert "Order badges" in titles(here)


async def test_what_was_typed_and_left_stands_there_the_next_time() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("a")
        await put(hands, "Half a thou")
        await hands.press("escape", "a")
        assert hands.app.screen.text == "Half a thou"  # type: ignore[attr-defined]
        assert "Half a thou" not in titles(here)


async def test_alt_enter_adds_and_stays_for_another() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("a")
        await put(hands, "One")
        await hands.press("alt+enter")
        assert isinstance(hands.app.screen, Adding)
        await put(hands, "Two")
        await hands.press("enter")
        assert {"One", "Two"} <= set(titles(here))


async def test_no_letter_acts_or_is_lost_while_a_dialog_opens() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        for char in "axdbs":
            hands.app.post_message(events.Key(char, char))
        await hands.settle()
        await hands.settle()
        assert hands.app.screen.text == "xdbs"  # type: ignore[attr-defined]
        assert {doc["status"] for doc in here[0].snapshot().all("tasks")} == {"todo", "doing"}


async def test_escape_and_a_key_at_once_leave_and_then_act() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("a")
        for event in (events.Key("escape", "\x1b"), events.Key("question_mark", "?")):
            hands.app.post_message(event)
        await hands.settle()
        assert "Keys here" in hands.seen()


async def test_a_message_pasted_on_any_place_waits_in_the_inbox() -> None:
    here = stage()
    async with shown(here, "board", (120, 40)) as hands:
        await put(hands, PASTED)
        await hands.settle()
        assert here[0].snapshot().count("arrivals") == 1
        made = list(here[0].snapshot().all("suggestions"))
        assert [doc["state"] for doc in made] == ["proposed"]
        assert "Inbox 1" in hands.seen().splitlines()[0]
        await put(hands, PASTED)
        await hands.settle()
        assert here[0].snapshot().count("suggestions") == 1


async def test_a_slip_of_the_fingers_is_no_message() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        hands.app.post_message(Burst("xd"))
        await hands.settle()
        assert "“xd” came all at once and was not read as keys." in hands.seen()
        assert here[0].snapshot().count("arrivals") == 0


async def test_messages_keep_what_has_gone_by() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("x", "u", "colon")
        await put(hands, "gone by")
        await hands.press("enter")
        assert "What has gone by" in hands.seen()
        assert "WEB-2 is done" in hands.seen()


@pytest.mark.parametrize("theme", ["dusk", "paper", "contrast", "ansi"])
async def test_every_theme_draws_every_place(theme: str) -> None:
    async with shown(stage(), "board", (100, 30), theme=theme) as hands:
        for key in ("1", "4", "7", "2", "question_mark"):
            await hands.press(key)
            assert len(hands.seen().splitlines()) <= 30


async def test_another_theme_is_taken_on_at_once() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("colon")
        await put(hands, "another theme")
        await hands.press("enter")
        assert (hands.app.theme, hands.app.ink.theme) == ("paper", "paper")


@pytest.mark.parametrize("size", [(59, 24), (80, 14), (1, 1), (10, 3)])
async def test_too_small_is_said_and_nothing_else_is_drawn(size: tuple[int, int]) -> None:
    async with shown(stage(), "board", size) as hands:
        assert "WEB-2" not in hands.seen()
        if size[0] > 40:
            assert f"{size[0]}x{size[1]} is too small. 60x15 is enough." in hands.seen()
        await hands.pilot.resize_terminal(80, 24)
        await hands.settle()
        assert "WEB-2" in hands.seen()


def empty() -> Stage:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    from worktui.app.beginning import begin

    begin(desk, name="Ana", handle="ana", zone="Europe/Berlin")
    from worktui.wiring import make_inbox

    return desk, make_inbox(desk)


@pytest.mark.parametrize(
    ("place", "says"),
    [("board", "nothing here"), ("today", "a"), ("activity", "A workspace begins for @ana")],
)
async def test_an_empty_workspace_says_what_to_press(place: str, says: str) -> None:
    async with shown(empty(), place, (80, 24)) as hands:
        assert says in hands.seen()
        await hands.press("a")
        assert "Add a task" in hands.seen()


async def test_keys_can_be_given_another_meaning_by_the_settings() -> None:
    here = stage()
    settings = Config(keys={"task.done": "f8"})
    app = make_app(here[0], here[1], settings=settings)
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        await hands.press("x")
        assert here[0].snapshot().get("tasks", "WEB-2")["status"] == "todo"  # type: ignore[index]
        await hands.press("f8")
        assert here[0].snapshot().get("tasks", "WEB-2")["status"] == "done"  # type: ignore[index]


async def test_the_task_page_ticks_steps_and_shows_its_past() -> None:
    from worktui.domain.actions import parse

    here = stage()
    steps = [{"text": "Ask"}, {"text": "Answer"}]
    here[0].do([parse({"type": "update_task", "task": "WEB-2", "checklist": steps})])
    async with shown(here, "board", (120, 40)) as hands:
        await hands.press("enter", "j", "space")
        doc: Any = here[0].snapshot().get("tasks", "WEB-2")
        assert [bool(step.get("done")) for step in doc["checklist"]] == [False, True]
        seen = hands.seen()
        assert "Checklist  1 of 2" in seen
        assert "checklist 1/2" in seen
        assert "2 Board" in seen.splitlines()[0]


async def test_an_entry_is_undone_from_the_log() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("x", "7")
        await hands.settle()
        assert "WEB-2 is done" in hands.seen()
        await hands.press("d")
        assert here[0].snapshot().get("tasks", "WEB-2")["status"] == "todo"  # type: ignore[index]


async def test_escape_closes_one_thing_after_the_other_and_never_the_app() -> None:
    async with shown(stage(), "today") as hands:
        await hands.press("i", "escape")
        assert hands.app.screen.pane is None
        await hands.press("escape")
        assert "q leaves worktui" in hands.seen()
        assert not hands.app._exit
        await hands.press("q")
        assert hands.app._exit


async def test_mail_that_cannot_leave_is_told_before_the_keys_until_it_does() -> None:
    here = stage()

    def put_down(why: str | None) -> None:
        def fill(draft: Draft) -> None:
            moment = (draft.now - timedelta(minutes=5)).isoformat()
            doc = {"id": "O-99", "kind": "mail", "to": "zoe@x.example", "state": "pending"}
            fields = {"last_error": why, "first_tried": moment, "created_at": moment}
            if draft.get("outbox", "O-99") is None:
                draft.create("outbox", {**doc, **fields})
            else:
                draft.update("outbox", "O-99", {"state": "sent", **fields})

        here[0].through("tick").commit(fill)

    async with shown(here, "board", (100, 24)) as hands:
        put_down("mail.x:25 could not be reached: connection refused.")
        await hands.settle()
        assert "! mail cannot leave; 1 waits: mail.x:25" in hands.seen()
        await hands.press("question_mark", "escape")
        assert "mail cannot leave" in hands.seen()
        put_down(None)
        await hands.settle()
        assert "cannot leave" not in hands.seen()
