"""The page of someone outside: how one gets there, and from there to everything."""

from __future__ import annotations

from tests.faces.tui.inbox_stage import CALL, shown, stage


async def test_c_on_a_card_opens_the_one_it_is_for_and_esc_comes_back() -> None:
    async with shown(stage(CALL), "today") as hands:
        await hands.press("j", "j", "C")
        seen = hands.seen()
        assert "Iva Novak" in seen
        assert "iva@novak.example · WEB" in seen
        await hands.press("escape")
        assert hands.app.screen.place == "today"


async def test_c_where_nobody_is_meant_asks_whom() -> None:
    async with shown(stage(), "activity") as hands:
        await hands.press("C")
        assert "Whom?" in hands.seen()
        await hands.type("iva")
        await hands.press("enter")
        assert hands.app.screen.place == "contact"


async def test_g_finds_people_outside_and_projects_by_name() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("g")
        await hands.type("novak")
        await hands.press("enter")
        assert hands.app.screen.place == "contact"
        await hands.press("escape", "g")
        await hands.type("website")
        await hands.press("enter")
        assert "WEB  Website" in hands.seen() or "WEB Website" in hands.seen()


async def test_enter_opens_what_one_stands_on_and_verbs_act_on_its_task() -> None:
    here = stage(CALL)
    async with shown(here, "board", (80, 24)) as hands:
        hands.app.open_contact("iva@novak.example")
        await hands.settle()
        page = hands.app.screen
        for _ in range(12):
            if page.rows_.key.startswith("task:"):
                break
            await hands.press("j")
        await hands.press("x")
        assert here[0].snapshot().get("tasks", "WEB-2")["status"] == "done"
        await hands.press("u", "enter")
        assert hands.app.screen.place == "task"
        await hands.press("escape", "G", "enter")
        assert "could we have a call" in hands.seen()


async def test_somebody_with_nothing_between_us_says_so() -> None:
    desk, inbox = stage()
    desk.commit(lambda draft: draft.create("contacts", {"id": "t@x.example", "name": "Tom"}))
    async with shown((desk, inbox), "board") as hands:
        hands.app.open_contact("t@x.example")
        await hands.settle()
        assert "nothing is between us yet" in hands.seen()


async def test_c_in_the_inbox_opens_the_one_who_wrote() -> None:
    async with shown(stage(CALL), "inbox") as hands:
        await hands.press("C")
        assert "iva@novak.example · WEB" in hands.seen()
