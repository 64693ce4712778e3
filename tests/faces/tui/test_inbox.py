"""The inbox screen, its pane and its dialogs, driven by keys over a memory store."""

from __future__ import annotations

import pytest
from textual import events

from tests.faces.tui.inbox_stage import CALL, REQUEST, shown, stage, states
from worktui.app.views.bundle import bundle
from worktui.domain.actions import parse
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.screens.board import Board
from worktui.faces.tui.widgets.inbox_pane import InboxPane
from worktui.faces.tui.widgets.inbox_text import flowed, lines_of, marked, shortened

QUOTE = """From: Iva Novak <iva@novak.example>
To: Ana Ruiz <ana@acme.example>
Subject: Quote
Message-ID: <q@novak.example>
Date: Mon, 23 Nov 2026 13:40:00 +0100

Hello Ana,

please send us the brochure by Friday.

Iva
"""

PUSH = {
    "provider": "github",
    "ref": "refs/heads/main",
    "default_branch": True,
    "commits": [
        {
            "sha": "4be29c7d",
            "author": "Bo Lind <bo@acme.example>",
            "date": "2026-11-23T13:00:00+01:00",
            "message": "Links in the footer\n\nCloses WEB-7",
        }
    ],
}


async def test_a_step_that_stays_here_is_applied_by_enter_and_undone_by_u() -> None:
    here = stage(REQUEST)
    async with shown(here, "inbox") as hands:
        await hands.press("enter")
        assert states(here[0]) == ["applied"]
        assert "nothing to decide" in hands.seen()
        assert "u undo" in hands.seen()
        await hands.press("u")
        assert states(here[0]) == ["proposed"]
        assert "Tom Hale" in hands.seen()


async def test_after_apply_the_next_suggestion_is_open() -> None:
    here = stage(CALL, REQUEST)
    async with shown(here, "inbox") as hands:
        assert "photos" in hands.seen()
        await hands.press("enter")
        assert states(here[0]) == ["proposed", "applied"]
        assert "Thursday afternoon" in hands.seen()


async def test_nothing_leaves_by_enter_nor_by_any_key_of_the_letter_but_capital_s() -> None:
    here = stage(CALL)
    desk = here[0]
    async with shown(here, "inbox") as hands:
        await hands.press("enter")
        seen = hands.seen()
        assert "iva@novak.example" in seen
        assert "these times are free" in seen
        assert "Stays here" in seen
        assert "not sent: worktui setup sets up mail" in seen
        await hands.press("enter", "s", "y", "space", "x", "u", "escape")
        assert desk.snapshot().count("outbox") == 0
        assert states(desk) == ["proposed"]
        await hands.press("enter", "S")
        assert [doc["to"] for doc in desk.snapshot().all("outbox")] == ["iva@novak.example"]
        assert states(desk) == ["applied"]


async def test_without_the_outward_step_enter_applies_at_once() -> None:
    here = stage(CALL)
    async with shown(here, "inbox") as hands:
        await hands.press("j", "space")
        assert "[ ] 2" in hands.seen()
        assert "apply 1" in hands.seen()
        await hands.press("enter")
        assert states(here[0]) == ["applied"]
        assert here[0].snapshot().count("outbox") == 0


async def test_no_link_is_promised_where_there_is_no_public_address() -> None:
    async with shown(stage(CALL), "inbox") as hands:
        await hands.press("enter")
        assert "booking_link" not in hands.seen()
        assert "All free times" not in hands.seen()
        assert "no public address" in hands.seen()


async def test_a_step_is_edited_by_fields_and_by_a_line() -> None:
    here = stage(REQUEST)
    desk = here[0]
    async with shown(here, "inbox") as hands:
        await hands.press("e")
        await hands.press("ctrl+u")
        await hands.type("due=2026-12-01 who=bo")
        assert "tue 1 Dec" in hands.seen()
        await hands.press("enter")
        action = desk.snapshot().all("suggestions")
        step = next(iter(action))["actions"][0]
        assert (step["due"], step["assignee"]) == ("2026-12-01", "bo")


def test_what_is_left_out_is_shown_behind_words_never_on_a_line_alone() -> None:
    lines = [(0, 10), (10, 10), (11, 40), (40, 40), (41, 60), (60, 60), (61, 64)]
    assert shortened(lines, [(11, 20)], 3)[-1] is None
    assert shortened(lines, [(11, 20)], 3)[-2] == (11, 40)
    assert shortened(lines, [(11, 20)], 4)[-2] == (11, 40)


async def test_pasted_words_are_told_of_once_and_undo_is_offered_once() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        hands.app.post_message(events.Paste("Call Tom back by Friday\rand send him the plan"))
        await hands.settle()
        assert "In the inbox: " in hands.seen().splitlines()[-1]
        await hands.press("4", "enter")
        assert hands.seen().splitlines()[-1].count("u undo") == 1


async def test_a_step_that_is_edited_shows_what_it_says_now() -> None:
    async with shown(stage(CALL), "inbox", (80, 24)) as hands:
        await hands.press("j", "e")
        seen = hands.seen()
        assert "now   " in seen
        assert "also  " in seen
        assert "=" in seen.split("now   ")[1].split("│")[0]


async def test_words_that_cannot_be_used_change_nothing_and_say_why() -> None:
    here = stage(REQUEST)
    async with shown(here, "inbox") as hands:
        await hands.press("e")
        await hands.press("ctrl+u")
        await hands.type("dwe=fri")
        assert "Did you mean due?" in hands.seen()
        await hands.press("enter", "escape")
        step = next(iter(here[0].snapshot().all("suggestions")))["actions"][0]
        assert step["due"] == "2026-12-04"


async def test_other_times_are_free_slots_and_up_to_three_are_offered() -> None:
    here = stage(CALL)
    async with shown(here, "inbox") as hands:
        await hands.press("j", "t")
        assert "thu 26 Nov  13:00" in hands.seen()
        await hands.press("enter", "down", "enter", "up", "up", "enter")
        step = next(iter(here[0].snapshot().all("suggestions")))["actions"][1]
        assert len(step["slots"]) == 2
        assert "2 times" in hands.seen()


async def test_later_hides_a_suggestion_and_dismiss_ends_it() -> None:
    here = stage(CALL, REQUEST)
    async with shown(here, "inbox") as hands:
        await hands.press("z")
        await hands.type("next monday")
        await hands.press("enter")
        assert states(here[0]) == ["proposed", "snoozed"]
        assert "1 comes back later" in hands.seen()
        assert "4 Inbox 1 " in hands.seen()
        await hands.press("d")
        assert states(here[0]) == ["dismissed", "snoozed"]


async def test_markup_in_a_mail_is_shown_as_it_was_written() -> None:
    async with shown(stage(REQUEST), "inbox") as hands:
        assert "[@click=app.quit]the photos[/]" in hands.seen()
        await hands.press("o")
        assert "subject  Photos" in hands.seen()
        assert "[@click=app.quit]the photos[/]" in hands.seen()
        await hands.press("r")
        assert "Subject: Photos" in hands.seen()
        assert "[@click=app.quit]the photos[/]" in hands.seen()


async def test_the_original_reads_as_it_was_meant_and_shows_its_bytes_on_demand() -> None:
    encoded = REQUEST.replace(
        "Message-ID:", "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\nMessage-ID:",
    ).replace("Please", "F=C3=BCr Euch: please")  # fmt: skip
    async with shown(stage(encoded), "inbox") as hands:
        await hands.press("o")
        assert "Für Euch" in hands.seen()
        assert "F=C3" not in hands.seen()
        await hands.press("r")
        assert "F=C3=BCr" in hands.seen()


async def test_what_could_not_be_read_becomes_a_task_and_comes_back_by_undo() -> None:
    here = stage()
    here[1].sense(b"{not json", "form")
    desk = here[0]
    async with shown(here, "inbox") as hands:
        assert "Could not be read" in hands.seen()
        before = desk.snapshot().count("tasks")
        await hands.press("enter")
        assert desk.snapshot().count("tasks") == before + 1
        assert "make a task from this" not in hands.seen()
        await hands.press("u")
        assert desk.snapshot().count("tasks") == before
        assert "make a task from this" in hands.seen()
        await hands.press("d")
        assert "nothing to decide" in hands.seen()


async def test_work_that_changed_since_is_said_and_shown_anew() -> None:
    here = stage()
    desk = here[0]
    here[1].sense(PUSH, "git")
    assert states(desk) == ["proposed"]
    async with shown(here, "inbox") as hands:
        desk.do([parse({"type": "move_task", "task": "WEB-7", "to": "doing"})])
        await hands.settle()
        await hands.press("enter")
        assert "changed since" in hands.seen()
        assert states(desk) == ["proposed"]


async def test_n_and_p_walk_and_w_shows_what_was_weighed() -> None:
    async with shown(stage(CALL, REQUEST), "inbox") as hands:
        assert "the photos" in hands.seen()
        await hands.press("n")
        assert "Thursday afternoon" in hands.seen()
        await hands.press("w")
        assert "+1.2" in hands.seen()
        await hands.press("p")
        assert "the photos" in hands.seen()


async def test_left_goes_to_the_list_and_there_j_opens_the_next() -> None:
    async with shown(stage(CALL, REQUEST), "inbox", (80, 24)) as hands:
        await hands.press("h", "j")
        assert "Thursday afternoon" in hands.seen()
        await hands.press("l", "j", "space")
        assert "[ ] 2" in hands.seen()


async def test_the_pane_takes_keys_by_tab_and_gives_them_back_by_esc() -> None:
    here = stage(CALL, REQUEST)
    async with shown(here, "board") as hands:
        await hands.press("i")
        assert "1 of 2" in hands.seen()
        await hands.press("tab", "n")
        assert "2 of 2" in hands.seen()
        await hands.press("j", "space")
        assert "[ ] Offer" in hands.seen()
        await hands.press("enter", "escape", "x")
        assert states(here[0]) == ["applied", "proposed"]


async def test_what_others_send_appears_in_the_pane_by_itself() -> None:
    here = stage(REQUEST)
    async with shown(here, "today", (80, 24)) as hands:
        await hands.press("i")
        here[1].sense(CALL.encode(), "eml")
        await hands.settle()
        assert "of 2" in hands.seen()


def test_the_words_understood_are_marked_in_the_text_of_the_mail() -> None:
    desk, inbox = stage(CALL)
    [doc] = desk.snapshot().all("suggestions")
    view = bundle(desk.snapshot(), doc["id"], inbox.preview(doc["id"]))
    assert view is not None
    words = [view.text[start:end] for start, end in view.marks]
    assert any("Thursday afternoon" in text for text in words)
    assert view.leaving == "1 mail to Iva Novak"


def test_lines_broken_by_a_mail_program_flow_and_no_character_moves() -> None:
    text = "x" * 60 + "\nand on\n\n- a list\n- goes on"
    flow = flowed(text)
    assert len(flow) == len(text)
    assert flow.startswith("x" * 60 + " and on\n\n- a list\n")


def test_a_text_is_broken_at_words_and_long_words_inside() -> None:
    text = "one two three " + "z" * 25
    lines = [text[start:end] for start, end in lines_of(text, 10)]
    assert lines == ["one two", "three", "z" * 10, "z" * 10, "z" * 5]


def test_a_long_text_keeps_what_is_marked() -> None:
    text = "\n".join(f"line {n}" for n in range(40))
    start = text.index("line 30")
    kept = shortened(lines_of(text, 40), ((start, start + 7),), 5)
    shown_lines = [text[a:b] for span in kept if span for a, b in (span,)]
    assert "line 30" in shown_lines
    assert len(kept) <= 6


def test_only_marked_words_are_underlined() -> None:
    pieces = marked("by Friday, please", (0, 17), ((3, 9),))
    assert pieces == [("by ", "fg"), ("Friday", "title u"), (", please", "fg")]
    assert Ink("dusk")("title u").underline


async def test_an_outward_step_that_cannot_be_done_applies_nothing_and_says_why() -> None:
    here = stage(CALL.replace("Thursday afternoon", "03/04 at 15:00"))
    async with shown(here, "inbox") as hands:
        await hands.press("enter")
        assert "Nothing can leave yet" in hands.seen()
        assert "free" in hands.seen()
        await hands.press("S", "escape")
        assert states(here[0]) == ["proposed"]
        assert here[0].snapshot().count("outbox") == 0


async def test_capital_s_held_too_long_sends_nothing_that_was_not_seen() -> None:
    here = stage(CALL)
    async with shown(here, "inbox") as hands:
        await hands.press("S", "S", "S")
        assert "shows the message" in hands.seen()
        assert here[0].snapshot().count("outbox") == 0


async def test_the_pane_tells_which_steps_are_ticked_and_that_none_is_when_it_closes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = stage(CALL)
    told: list[tuple[str, list[str]]] = []

    def hear(_board: Board, message: InboxPane.StepsTicked) -> None:
        told.append((message.id, [action.type for action in message.actions]))

    monkeypatch.setattr(Board, "on_inbox_pane_steps_ticked", hear, raising=False)
    async with shown(here, "board") as hands:
        await hands.press("i")
        assert told == [("S-1", ["create_task", "offer_slots"])]
        await hands.press("tab", "j", "space")
        assert told[-1] == ("S-1", ["create_task"])
        await hands.press("escape", "i")
        assert told[-1] == ("", [])


async def test_always_asks_once_makes_a_rule_and_tells_how_many_are_left() -> None:
    here = stage(REQUEST, QUOTE)
    async with shown(here, "inbox") as hands:
        await hands.press("A")
        assert "Always do this for Iva Novak?" in hands.seen()
        assert "makes a task" in hands.seen()
        await hands.press("enter")
        assert [rule["source"] for rule in here[0].snapshot().all("rules")] == ["iva@novak.example"]
        assert states(here[0]) == ["proposed", "applied"]
        assert "from now on rule RU-1 does it" in hands.seen()


async def test_always_says_why_not_for_a_stranger_and_for_what_leaves() -> None:
    here = stage(CALL, REQUEST)
    async with shown(here, "inbox") as hands:
        await hands.press("A")
        assert "nobody you know" in hands.seen()
        await hands.press("n", "A")
        assert "leaves the house" in hands.seen()
        assert here[0].snapshot().count("rules") == 0


async def test_what_is_done_can_be_opened_and_taken_back_from_there() -> None:
    here = stage(CALL, QUOTE)
    async with shown(here, "inbox") as hands:
        await hands.press("enter")
        before = here[0].snapshot().count("tasks")
        await hands.press("h", "G")
        seen = hands.seen()
        assert "by ana" in seen
        assert "takes it back" in seen
        here[0].do([parse({"type": "create_task", "title": "Something else"})])
        await hands.settle()
        await hands.press("enter")
        assert "decided already" in hands.seen()
        await hands.press("u")
        assert states(here[0]) == ["proposed", "proposed"]
        assert here[0].snapshot().count("tasks") == before  # one more, and one less


async def test_at_80_columns_what_is_done_stands_below_what_waits() -> None:
    here = stage(CALL, QUOTE)
    async with shown(here, "inbox", (80, 24)) as hands:
        await hands.press("enter", "h", "G")
        assert "takes it back" in hands.seen()
        await hands.press("n")
        assert "Thursday afternoon" in hands.seen()


async def test_what_a_rule_did_says_which_rule() -> None:
    here = stage(QUOTE)
    desk, inbox = here
    inbox.always("S-1")
    inbox.sense(QUOTE.replace("brochure", "catalogue").replace("q@", "c@").encode(), "eml")
    assert states(desk) == ["applied", "applied"]
    async with shown(here, "inbox") as hands:
        assert "rule RU-1" in hands.seen()
        await hands.press("l")
        assert "by rule RU-1, which is ana’s" in hands.seen()
        await hands.press("u")
        assert states(desk) == ["applied", "proposed"]


async def test_what_changed_is_marked_at_its_step_before_and_after_enter() -> None:
    here = stage()
    desk = here[0]
    here[1].sense(PUSH, "git")
    async with shown(here, "inbox") as hands:
        desk.do([parse({"type": "move_task", "task": "WEB-7", "to": "doing"})])
        await hands.settle()
        assert "changed since: WEB-7" in hands.seen()
        assert "(ana 14:02)" in hands.seen()
        await hands.press("enter")
        assert "changed since: WEB-7" in hands.seen()
        await hands.press("enter")
        assert states(desk) == ["applied"]


async def test_at_80_columns_what_is_done_is_opened_also_when_nothing_waits() -> None:
    here = stage(QUOTE, REQUEST)
    async with shown(here, "inbox", (80, 24)) as hands:
        await hands.press("enter", "enter")
        assert "nothing to decide" in hands.seen()
        assert "takes it back" not in hands.seen()
        await hands.press("j")
        assert "Send the brochure" in hands.seen()
        assert "takes it back" in hands.seen()
        await hands.press("escape")
        assert "nothing to decide" in hands.seen()
        assert hands.app.is_running


async def test_escape_closes_the_reasons_first() -> None:
    async with shown(stage(CALL), "inbox") as hands:
        await hands.press("w")
        place = hands.app.screen
        assert place.steps.why
        await hands.press("escape")
        assert not place.steps.why
        assert not hands.app._exit
