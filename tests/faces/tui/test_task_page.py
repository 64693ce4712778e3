"""The page of a task: notes drawn, every part changed where it stands, walked with n and p."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events

from tests.faces.tui.inbox_stage import Hands, Stage, shown, stage
from worktui.app.config import Config
from worktui.domain.actions import parse
from worktui.faces.tui import make_app
from worktui.faces.tui.dialogs.notes import Notes
from worktui.faces.tui.screens.task import TaskPage

NOTES = "# Plan\n\nSee [the brief](https://x.example/a) and **ask**.\n\n- [ ] one\n- [x] two\n"
STEPS = [{"text": "Ask"}, {"text": "Answer"}, {"text": "Send"}]


def ready(**fields: Any) -> Stage:
    here = stage()
    here[0].do([parse({"type": "update_task", "task": "WEB-2", **fields})])
    return here


def task(here: Stage, id: str = "WEB-2") -> dict[str, Any]:
    return dict(here[0].snapshot().get("tasks", id) or {})


def steps(here: Stage) -> list[str]:
    return [step["text"] for step in task(here).get("checklist", ())]


async def page(hands: Hands, id: str = "WEB-2") -> TaskPage:
    hands.app.open_task(id)
    await hands.settle()
    found = hands.app.screen
    assert isinstance(found, TaskPage)
    return found


async def to_fact(hands: Hands, field: str) -> None:
    """Onto a row of the facts."""
    here = hands.app.screen
    assert isinstance(here, TaskPage)
    if here.roll is not here.facts_:
        await hands.press("tab")
    assert here.facts_.stand(field), f"{field} is not among the facts"
    await hands.settle()


async def put(hands: Hands, words: str) -> None:
    """Words into the line that has the keys, all at once."""
    hands.app.post_message(events.Paste(words))
    await hands.settle()


async def test_notes_are_drawn_and_a_link_is_its_words_with_its_address() -> None:
    async with shown(ready(notes=NOTES), "board", (120, 40)) as hands:
        await page(hands)
        seen = hands.seen()
        assert "Plan" in seen
        assert "# Plan" not in seen
        assert "See the brief <https://x.example/a> and ask." in seen
        assert "· [ ] one" in seen
        assert "· [✓] two" in seen


async def test_time_spent_says_of_how_much_what_is_left_and_who_when() -> None:
    here = ready(estimate_hours=8)
    here[0].do([parse({"type": "log_time", "task": "WEB-2", "hours": 3})])
    async with shown(here, "board", (120, 40)) as hands:
        await page(hands)
        seen = hands.seen()
        assert "3 h of 8 h, 5 h left" in seen
        assert "ana 3 h today" in seen
        assert "3 h booked" in seen


FACTS: list[tuple[str, str, str, object]] = [
    ("fact:assignee", "bo", "assignee", "bo"),
    ("fact:project", "no project", "project", None),
    ("fact:milestone", "beta", "milestone", "WEB-M1"),
    ("fact:priority", "low", "priority", "low"),
    ("fact:tags", "legal", "tags", ["legal"]),
    ("fact:due", "10 dec", "due", "2026-12-10"),
    ("fact:start", "tomorrow", "start", "2026-11-24"),
    ("fact:estimate_hours", "1h30", "estimate_hours", 1.5),
    ("fact:remaining_hours", "45m", "remaining_hours", 0.75),
    ("fact:repeat", "every 2 weeks", "repeat", "FREQ=WEEKLY;INTERVAL=2"),
    ("fact:contact_email", "tom@hale.example", "contact_email", "tom@hale.example"),
    ("fact:blocked", "the printer", "blocked", "the printer"),
]


async def test_each_fact_is_changed_where_it_stands_and_undone() -> None:
    here = stage()
    before = task(here)
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        for row, words, field, value in FACTS:
            await to_fact(hands, row)
            await hands.press("enter")
            await put(hands, words)
            await hands.press("enter")
            assert task(here).get(field) == value, row
            await hands.press("u")
            assert task(here) == before


async def test_the_cursor_walks_over_all_that_can_be_changed() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        here = await page(hands)
        await hands.press("tab", "home")
        seen = [here.facts_.key]
        for _ in range(18):
            await hands.press("j")
            seen.append(here.facts_.key)
        assert {row for row, *_ in FACTS} | {"fact:time", "waits:", "holds:"} <= set(seen)


async def test_d_clears_a_fact_and_a_field_that_is_not_set_says_so() -> None:
    here = stage()
    async with shown(here, "board", (120, 40)) as hands:
        await page(hands)
        await to_fact(hands, "fact:due")
        await hands.press("d")
        assert "due" not in task(here)
        assert "not set" in hands.seen()


async def test_what_cannot_be_read_as_a_value_says_why_and_sets_nothing() -> None:
    here = stage()
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await to_fact(hands, "fact:estimate_hours")
        await hands.press("enter")
        await put(hands, "longish")
        assert "not a length" in hands.seen()
        await hands.press("enter")
        assert task(here)["estimate_hours"] == 2


async def test_steps_are_added_reworded_moved_ticked_and_taken_away() -> None:
    here = ready(checklist=STEPS)
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("A")
        await put(hands, "Wait")
        await hands.press("enter")
        assert steps(here) == ["Ask", "Wait", "Answer", "Send"]
        await hands.press("J")
        assert steps(here) == ["Ask", "Answer", "Wait", "Send"]
        await hands.press("K", "K")
        assert steps(here) == ["Wait", "Ask", "Answer", "Send"]
        await hands.press("e", "home", "ctrl+k")
        await put(hands, "Rest")
        await hands.press("enter", "enter")
        assert steps(here)[0] == "Rest"
        assert task(here)["checklist"][0]["done"]
        await hands.press("d")
        assert steps(here) == ["Ask", "Answer", "Send"]
        await hands.press("u", "u")
        assert steps(here)[0] == "Rest"


async def test_alt_enter_adds_one_step_after_the_other() -> None:
    here = stage()
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("A")
        for word in ("one", "two"):
            await put(hands, word)
            await hands.press("alt+enter")
        await put(hands, "three")
        await hands.press("enter")
        assert steps(here) == ["one", "two", "three"]


async def test_links_are_added_opened_and_taken_away_in_both_directions() -> None:
    here = stage()
    async with shown(here, "board", (120, 40)) as hands:
        here_page = await page(hands)
        await to_fact(hands, "waits:")
        await hands.press("enter")
        await put(hands, "web-4")
        await hands.press("enter")
        assert task(here)["depends_on"][0]["task"] == "WEB-4"
        assert "Waits for  ⊘ WEB-4" in hands.seen()
        await to_fact(hands, "holds:")
        await hands.press("enter")
        await put(hands, "footer")
        await hands.press("enter")
        assert task(here, "WEB-7")["depends_on"][0]["task"] == "WEB-2"
        await to_fact(hands, "waits:WEB-4")
        await hands.press("enter")
        opened = hands.app.screen
        assert isinstance(opened, TaskPage)
        assert opened.task_id == "WEB-4"
        await hands.press("escape", "d")
        assert hands.app.screen is here_page
        assert not task(here).get("depends_on")


async def test_a_link_of_another_kind_is_said_in_words() -> None:
    here = ready(depends_on=[{"task": "WEB-4", "type": "SS", "lag_days": 2}])
    async with shown(here, "board", (120, 40)) as hands:
        await page(hands)
        assert "from its start +2 d" in hands.seen()


async def test_a_link_that_would_go_round_is_refused_with_the_reason() -> None:
    here = stage()
    async with shown(here, "board", (120, 40)) as hands:
        await page(hands, "WEB-1")
        await to_fact(hands, "waits:")
        await hands.press("enter")
        await put(hands, "web-6")
        await hands.press("enter")
        assert not task(here, "WEB-1").get("depends_on")
        assert "WEB-1" in hands.seen().splitlines()[-1]


async def test_a_change_of_the_past_is_undone_from_the_page() -> None:
    here = ready(priority="low")
    async with shown(here, "board", (120, 40)) as hands:
        shown_page = await page(hands)
        seq = shown_page.past[0].seq
        await to_fact(hands, f"past:{seq}")
        await hands.press("d")
        assert task(here)["priority"] == "urgent"


async def test_notes_are_written_over_lines_and_taken_with_one_undo() -> None:
    here = stage()
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("N")
        await put(hands, "first")
        await hands.press("enter")
        await put(hands, "second")
        await hands.press("ctrl+g")
        assert task(here)["notes"] == "first\nsecond"
        await hands.press("u")
        assert "notes" not in task(here)


async def test_typed_notes_survive_leaving_and_say_that_they_do() -> None:
    here = ready(notes="old")
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("N")
        await hands.press("home")
        await hands.type("new ")
        await hands.press("escape", "escape")
        await page(hands)
        await hands.press("N")
        dialog = hands.app.screen
        assert isinstance(dialog, Notes)
        assert dialog.written == "new old"
        assert "this is what you had typed and left" in hands.seen()
        here[0].do([parse({"type": "update_task", "task": "WEB-2", "notes": "theirs"})])
        await hands.settle()
        await hands.press("ctrl+g")
        assert task(here)["notes"] == "theirs"
        await hands.press("N")
        assert hands.app.screen.written == "new old"  # type: ignore[attr-defined]
        assert "were changed since you wrote this" in hands.seen()
        await hands.press("ctrl+g")
        assert task(here)["notes"] == "new old"


async def test_enter_on_a_part_of_the_notes_opens_them_at_its_line() -> None:
    async with shown(ready(notes=NOTES), "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("home", "j", "j", "enter")
        dialog = hands.app.screen
        assert isinstance(dialog, Notes)
        assert dialog.pad.cursor_location == (2, 0)


async def test_n_and_p_walk_the_list_it_was_opened_from_and_esc_stands_there() -> None:
    here = stage()
    async with shown(here, "today", (80, 24)) as hands:
        await hands.press("enter")
        first = hands.app.screen
        assert isinstance(first, TaskPage)
        assert first.task_id == "WEB-1"
        await hands.press("p")
        assert "This is the first one." in hands.seen()
        await hands.press("n")
        assert first.task_id == "WEB-3"
        assert "Retry mail" in hands.seen()
        await hands.press("escape")
        assert hands.app.screen.tasks.key == "WEB-3"  # type: ignore[attr-defined]


async def test_on_a_board_the_walk_is_down_the_column() -> None:
    async with shown(stage(), "board", (120, 40)) as hands:
        await hands.press("enter", "n")
        assert hands.app.screen.task_id == "WEB-3"  # type: ignore[attr-defined]


async def test_time_is_booked_with_one_key_and_the_guess_of_today_stands_first() -> None:
    here = stage()
    from tests.faces.tui.inbox_stage import NOW

    clock = here[0].clock
    clock.set(NOW.replace(hour=10, minute=0))  # type: ignore[attr-defined]
    here[0].do([parse({"type": "move_task", "task": "WEB-2", "to": "doing"})])
    clock.set(NOW)  # type: ignore[attr-defined]
    async with shown(here, "board", (80, 24)) as hands:
        await page(hands)
        await hands.press("w")
        assert "started 10:00" in hands.seen()
        await hands.press("enter")
        [first] = here[0].snapshot().all("time")
        assert (first["task"], first["hours"], first["day"]) == ("WEB-2", 3, "2026-11-23")
        await hands.press("w")
        assert "3 h booked today" in hands.seen()
        await put(hands, "30m fri")
        await hands.press("enter")
        *_, last = here[0].snapshot().all("time")
        assert (last["hours"], last["day"]) == (0.5, "2026-11-20")


async def test_in_a_narrow_terminal_text_and_facts_take_turns() -> None:
    async with shown(ready(checklist=STEPS), "board", (60, 15)) as hands:
        await page(hands)
        assert "[ ] Ask" in hands.seen()
        assert "Priority" not in hands.seen()
        await hands.press("tab")
        assert "Priority" in hands.seen()
        assert "[ ] Ask" not in hands.seen()
        await hands.press("escape")
        assert "[ ] Ask" in hands.seen()


@pytest.mark.parametrize("theme", ["ansi", "contrast", "paper"])
async def test_plain_signs_and_other_themes_show_the_same_words(theme: str) -> None:
    async with shown(
        ready(notes=NOTES, checklist=STEPS), "board", (80, 24), theme, ascii=True
    ) as hands:
        await page(hands)
        await hands.press("tab")
        seen = hands.seen()
        assert "[v] two" in seen
        assert "[ ] Ask" in seen
        assert seen.isascii()


async def test_a_click_moves_keys_to_where_it_was_and_a_second_one_opens() -> None:
    async with shown(stage(), "board", (120, 40)) as hands:
        here = await page(hands)
        spot = here.facts_.region.offset
        await hands.pilot.click(offset=(spot.x + 14, spot.y + 2), times=2)
        await hands.settle()
        assert "how urgent?" in hands.seen()


async def test_in_the_past_links_are_opened_and_nothing_is_changed() -> None:
    here = ready(checklist=STEPS)
    async with shown(here, "board", (120, 40)) as hands:
        await page(hands, "WEB-6")
        hands.app.look_back(here[0].snapshot().seq)
        await hands.settle()
        await to_fact(hands, "fact:due")
        await hands.press("enter")
        assert isinstance(hands.app.screen, TaskPage)
        assert "this is the past" in hands.seen()
        await to_fact(hands, "waits:WEB-5")
        await hands.press("enter")
        assert hands.app.screen.task_id == "WEB-5"  # type: ignore[attr-defined]


def left_over(folder: Path) -> list[Path]:
    return list(folder.rglob("*.json"))


async def test_notes_half_typed_survive_a_lost_line(tmp_path: Path) -> None:
    here = ready(notes="old")
    for lost in (True, False):
        app = make_app(*here, settings=Config(), start="board", settings_file=tmp_path / "c.toml")
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(app, pilot)
            await hands.settle()
            await page(hands)
            await hands.press("N")
            if lost:
                await hands.press("home")
                await hands.type("new ")
                app.hung_up(129)
            else:
                assert app.screen.written == "new old"  # type: ignore[attr-defined]
                await hands.press("ctrl+g")
                assert task(here)["notes"] == "new old"
    assert not left_over(tmp_path)


async def test_history_follows_each_change_without_reading_the_log_again() -> None:
    here = stage()
    async with shown(here, "today", (120, 40)) as hands:
        shown_page = await page(hands)
        store = here[0].store
        read: list[int] = []
        latest = store.latest
        store.latest = lambda *given: read.append(1) or latest(*given)  # type: ignore[method-assign]
        await hands.press("x")
        here[0].do([parse({"type": "log_time", "task": "WEB-2", "hours": 1})])
        await hands.settle()
        assert [row.words for row in shown_page.past][:2] == ["1 h booked", "to Done"]
        assert read == []


async def test_d_on_what_was_said_takes_nothing_away() -> None:
    here = stage()
    here[0].do([parse({"type": "comment_task", "task": "WEB-2", "text": "as agreed"})])
    async with shown(here, "today", (120, 40)) as hands:
        await page(hands)
        await hands.press("G", "d")
        assert not task(here).get("archived")
        assert "What is written stays" in hands.seen()
        await hands.press("home", "d")
        assert task(here)["archived"]


@pytest.mark.parametrize("key", ["w", "at", "A", "N", "t"])
async def test_dialogs_stand_within_the_smallest_terminal(key: str) -> None:
    async with shown(ready(notes=NOTES), "board", (60, 15)) as hands:
        await page(hands)
        await hands.press(key)
        frame = hands.app.screen.query_one(".dialog")
        assert frame.region.x >= 0
        assert frame.region.right <= 60
        assert "esc " in hands.seen()
