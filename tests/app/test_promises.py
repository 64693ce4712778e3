"""Said and done: promises are heard where they are written, watched, and come up by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.tick import tick
from worktui.domain.change import Doc
from worktui.wiring import intake

MONDAY = datetime.fromisoformat("2026-03-09T18:00:00+01:00")
"""After the end of the Monday that follows `NOW`, a Wednesday."""


def mail(
    text: str,
    *,
    sender: str = "Iva Novak <iva@novak.example>",
    to: str = "Ana Ruiz <ana@acme.example>",
    subject: str = "News",
    id: str = "m1",
    date: str = "Wed, 4 Mar 2026 09:00:00 +0100",
    more: str = "",
) -> bytes:
    head = f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\n"
    head += f"Message-ID: <{id}@novak.example>\r\n{more}"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def sense(desk: Desk, raw: Any, kind: str | None = None) -> None:
    Inbox(desk, intake).sense(raw, kind)


def promises(desk: Desk) -> list[Doc]:
    return list(desk.snapshot().all("promises"))


def only(desk: Desk) -> Doc:
    found = promises(desk)
    assert len(found) == 1
    return found[0]


def told(desk: Desk) -> list[Doc]:
    return [
        doc
        for doc in desk.snapshot().all("suggestions")
        if str(doc.get("dedupe_key", "")).startswith("promise|")
    ]


def comment(desk: Desk, by: str, text: str, task: str = "WEB-1") -> None:
    Desk(desk.store, desk.clock, by).do([act("comment_task", task=task, text=text)])


def test_a_comment_is_heard_by_the_next_tick_with_its_own_words(desk: Desk) -> None:
    comment(desk, "bo", "Looked at it. I'll finish the page by monday.")
    tick(desk)
    doc = only(desk)
    assert doc["quote"] == "I'll finish the page by monday"
    assert (doc["who"], doc["task"], doc["due"], doc["state"]) == (
        "bo", "WEB-1", "2026-03-09", "open",
    )  # fmt: skip


def test_hearing_twice_keeps_once_and_the_second_tick_writes_nothing(desk: Desk) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    assert tick(desk).entry is not None
    assert tick(desk).entry is None
    assert len(promises(desk)) == 1


def test_a_promise_that_passed_comes_up_once_with_the_quote_and_steps(
    desk: Desk, clock: FixedClock
) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    assert told(desk) == []
    clock.set(MONDAY)
    tick(desk)
    assert only(desk)["state"] == "broken"
    (doc,) = told(desk)
    assert doc["title"] == "Bo Lind: not yet: “I'll finish the page by monday”, said on 4 Mar"
    assert "WEB-1 is in Doing" in doc["reason"]
    assert [a["type"] for a in doc["actions"]] == ["ask_person", "update_task", "comment_task"]
    assert doc["unticked"] == [2, 3]
    assert doc["actions"][1]["due"] == "2026-03-10"
    clock.set(MONDAY + timedelta(days=3))
    tick(desk)
    assert len(told(desk)) == 1


def test_what_was_dismissed_is_never_told_again(desk: Desk, clock: FixedClock) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(MONDAY)
    tick(desk)
    Inbox(desk, intake).dismiss(told(desk)[0]["id"])
    clock.set(MONDAY + timedelta(days=4))
    tick(desk)
    assert [doc["state"] for doc in told(desk)] == ["dismissed"]


def test_done_in_time_is_kept_and_said_in_the_log(desk: Desk, clock: FixedClock) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(NOW + timedelta(days=1))
    desk.do([act("move_task", task="WEB-1", to="done")])
    receipt = tick(desk)
    doc = only(desk)
    assert (doc["state"], doc["settled_by"]) == ("kept", "WEB-1")
    assert "Bo kept it" in receipt.text
    clock.set(MONDAY)
    tick(desk)
    assert told(desk) == []


def test_done_after_its_day_is_late_even_when_it_was_told_as_broken(
    desk: Desk, clock: FixedClock
) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(MONDAY)
    tick(desk)
    clock.set(MONDAY + timedelta(days=1))
    desk.do([act("move_task", task="WEB-1", to="done")])
    tick(desk)
    assert only(desk)["state"] == "late"
    assert told(desk)[0]["state"] == "superseded"


def test_a_contact_keeps_a_promise_by_the_mail_that_brings_it(
    desk: Desk, clock: FixedClock
) -> None:
    sense(desk, mail("Hi Ana,\n\nI'll send you the logo files by Friday.\n\nIva"))
    tick(desk)
    assert (only(desk)["who"], only(desk)["to"]) == ("iva@novak.example", "ana")
    clock.set(NOW + timedelta(days=1))
    sense(desk, mail("Hi Ana,\n\nwe are closed tomorrow.", id="m2", subject="Closed",
                     date="Thu, 5 Mar 2026 09:00:00 +0100"))  # fmt: skip
    tick(desk)
    assert only(desk)["state"] == "open"
    sense(desk, mail("Hi Ana,\n\nhere is the logo.", id="m3", subject="Files",
                     date="Thu, 5 Mar 2026 09:30:00 +0100"))  # fmt: skip
    tick(desk)
    assert (only(desk)["state"], only(desk)["settled_by"]) == ("kept", "A-3")


def test_a_contact_who_kept_silent_is_asked_by_mail_that_only_a_person_sends(
    desk: Desk, clock: FixedClock
) -> None:
    sense(desk, mail("Hi Ana,\n\nI'll send you the logo files by Friday.\n\nIva"))
    tick(desk)
    clock.set(MONDAY)
    tick(desk)
    (doc,) = told(desk)
    step = doc["actions"][0]
    assert (step["type"], step["to"], step["reach"]) == (
        "send_message", "iva@novak.example", "outward",
    )  # fmt: skip
    assert "On 4 Mar you wrote: “I'll send you the logo files by Friday”." in step["body"]
    assert doc["band"] == "high"
    reminders = [
        d for d in desk.snapshot().all("suggestions") if d is not doc and d["id"] != doc["id"]
    ]
    assert {d["state"] for d in reminders} <= {"superseded"}
    assert doc["evidence"][0]["text"] == "I'll send you the logo files by Friday"


def test_my_own_letter_is_held_against_me(desk: Desk, clock: FixedClock) -> None:
    letter = act(
        "send_message", to="iva@novak.example", subject="Quote",
        body="Hi Iva,\n\nI'll send you the quote by Friday.\n\nAna",
    )  # fmt: skip
    desk.do([letter])
    tick(desk)
    doc = only(desk)
    assert (doc["who"], doc["to"], doc["due"]) == ("ana", "iva@novak.example", "2026-03-06")
    clock.set(MONDAY)
    tick(desk)
    steps = told(desk)[0]["actions"]
    assert [a["type"] for a in steps] == ["create_task", "send_message"]
    assert steps[0]["contact_email"] == "iva@novak.example"


def test_a_letter_that_was_held_back_promised_nothing(desk: Desk) -> None:
    letter = act("send_message", to="iva@novak.example", subject="Q",
                 body="I'll send you the quote by Friday.")  # fmt: skip
    desk.do([letter])
    tick(desk)
    desk.undo(2)
    tick(desk)
    assert only(desk)["state"] == "withdrawn"


def test_a_comment_that_was_undone_promised_nothing(desk: Desk) -> None:
    own = Desk(desk.store, desk.clock, "bo")
    receipt = own.do([act("comment_task", task="WEB-1", text="I'll finish it by monday.")])
    tick(desk)
    assert receipt.entry is not None
    own.undo(receipt.entry.seq)
    tick(desk)
    assert only(desk)["state"] == "withdrawn"


def test_a_new_day_for_the_same_task_replaces_the_old_one(desk: Desk, clock: FixedClock) -> None:
    comment(desk, "bo", "I'll finish the page by friday.")
    tick(desk)
    clock.set(NOW + timedelta(days=1))
    comment(desk, "bo", "I'll finish it by wednesday.")
    tick(desk)
    assert [(d["state"], d["due"]) for d in promises(desk)] == [
        ("withdrawn", "2026-03-06"),
        ("open", "2026-03-11"),
    ]


def test_a_task_made_of_the_mail_shows_that_the_promise_was_kept(
    desk: Desk, clock: FixedClock
) -> None:
    sent = mail("Hi Iva,\n\nI'll prepare the price list by Friday.\n\nAna",
                sender="Ana Ruiz <ana@acme.example>", to="iva@novak.example")  # fmt: skip
    sense(desk, sent)
    tick(desk)
    assert "task" not in only(desk)
    (made,) = [
        d for d in desk.snapshot().all("suggestions") if d["actions"][0]["type"] == "create_task"
    ]
    receipt = Inbox(desk, intake).apply(made["id"])
    tick(desk)
    assert only(desk)["task"] == receipt.ids[0]
    desk.do([act("move_task", task=receipt.ids[0], to="done")])
    tick(desk)
    assert only(desk)["state"] == "kept"


def test_a_promise_without_a_day_comes_up_only_when_its_task_is_silent(
    desk: Desk, clock: FixedClock
) -> None:
    comment(desk, "bo", "I'll look into it.")
    comment(desk, "bo", "I'll look into the light.", task="WEB-2")
    tick(desk)
    clock.set(NOW + timedelta(days=3))
    comment(desk, "bo", "The light is fine so far.", task="WEB-2")
    tick(desk)
    assert told(desk) == []
    clock.set(NOW + timedelta(days=8))
    tick(desk)
    assert [doc["actions"][0]["task"] for doc in told(desk)] == ["WEB-1"]


def test_the_word_done_in_time_keeps_it_though_the_card_has_not_moved(
    desk: Desk, clock: FixedClock
) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(NOW + timedelta(days=1))
    comment(desk, "bo", "The page is finished.")
    tick(desk)
    assert (only(desk)["state"], only(desk)["settled_by"]) == ("kept", "WEB-1")


def test_what_was_said_and_done_between_two_looks_is_kept_at_once(
    desk: Desk, clock: FixedClock
) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    clock.set(NOW + timedelta(days=1))
    comment(desk, "bo", "The page is finished.")
    tick(desk)
    assert only(desk)["state"] == "kept"


def test_what_was_taken_back_in_time_is_not_broken(desk: Desk, clock: FixedClock) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(NOW + timedelta(days=1))
    comment(desk, "bo", "Sorry, I can't finish it by monday after all.")
    receipt = tick(desk)
    assert "Bo takes back" in receipt.text
    clock.set(MONDAY)
    tick(desk)
    assert only(desk)["state"] == "withdrawn"
    assert told(desk) == []


def test_what_a_program_sent_promises_nothing(desk: Desk) -> None:
    away = mail("I'm out of the office. I'll answer your mail on Monday.",
                more="Auto-Submitted: auto-replied\r\n")  # fmt: skip
    sense(desk, away)
    tick(desk)
    assert promises(desk) == []


def test_an_old_mailbox_brings_no_reproaches(desk: Desk) -> None:
    old = mail("I'll send you the logo by Friday.", date="Mon, 16 Feb 2026 09:00:00 +0100")
    sense(desk, old)
    tick(desk)
    assert promises(desk) == []


def test_what_comes_in_by_import_was_settled_elsewhere(desk: Desk) -> None:
    importing = Desk(desk.store, desk.clock, "bo", "import")
    importing.do([act("comment_task", task="WEB-1", text="I'll finish the page by monday.")])
    tick(desk)
    assert promises(desk) == []


def test_an_inbox_is_not_flooded_by_promises(desk: Desk, clock: FixedClock) -> None:
    for number in range(9):
        comment(desk, "bo", f"I'll write chapter {number} by friday.", task="WEB-2")
        clock.set(clock.now() + timedelta(minutes=1))
        tick(desk)
        desk.commit(lambda draft: [draft.update("promises", d["id"], {"state": "open"})
                                   for d in draft.all("promises")] and None)  # fmt: skip
    clock.set(MONDAY)
    tick(desk)
    clock.set(MONDAY + timedelta(minutes=5))
    tick(desk)
    assert len(told(desk)) == 7


def test_how_far_one_has_listened_is_noted_now_and_then(desk: Desk) -> None:
    for number in range(52):
        comment(desk, "bo", f"Looked at it {number}.")
    assert tick(desk).entry is not None
    assert (desk.snapshot().get("counters", "promises") or {})["n"] == 53
    assert tick(desk).entry is None


def test_quoted_words_in_a_comment_are_nobodys_new_promise(desk: Desk) -> None:
    comment(desk, "ana", "Bo: “I'll finish the page by monday.”")
    tick(desk)
    assert promises(desk) == []


def test_a_mail_from_the_future_is_said_now(desk: Desk) -> None:
    sense(desk, mail("I'll send you the logo by Friday.", date="Mon, 4 Mar 2030 09:00:00 +0100"))
    tick(desk)
    assert all(doc["said_at"] <= NOW.isoformat() for doc in promises(desk))


def test_a_strangers_promise_is_not_kept(desk: Desk) -> None:
    sense(desk, mail("I'll send you the offer by Friday.", sender="Max <max@else.example>"))
    tick(desk)
    assert promises(desk) == []


def test_a_promise_speaks_for_the_overdue_task_too(desk: Desk, clock: FixedClock) -> None:
    desk.do([act("update_task", task="WEB-1", due="2026-03-09", assignee="bo")])
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(MONDAY + timedelta(days=4))
    tick(desk)
    keys = [str(doc["dedupe_key"]) for doc in desk.snapshot().all("suggestions")]
    assert [key.split("|")[0] for key in keys] == ["promise"]


def test_a_task_that_is_taken_away_takes_its_promise_with_it(desk: Desk) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    desk.do([act("delete_task", task="WEB-1")])
    tick(desk)
    assert only(desk)["state"] == "withdrawn"


@pytest.mark.parametrize(
    "text", ["bo: page done by mon", "bo: will finish the booking page by mon"]
)
def test_a_standup_note_is_the_word_of_whom_it_names(desk: Desk, text: str) -> None:
    sense(desk, text, "text")
    tick(desk)
    doc = only(desk)
    assert (doc["who"], doc["task"], doc["due"]) == ("bo", "WEB-1", "2026-03-09")


def test_what_a_colleagues_note_says_of_somebody_stands_as_long_as_the_note(desk: Desk) -> None:
    comment(desk, "ana", "bo: page done by mon", task="WEB-1")
    for _ in range(3):
        tick(desk)
    assert (only(desk)["who"], only(desk)["state"]) == ("bo", "open")


def test_the_log_says_which_promise_is_watched_no_longer_and_why(desk: Desk) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    desk.do([act("delete_task", task="WEB-1")])
    text = tick(desk).text
    assert only(desk)["state"] == "withdrawn"
    assert "watched no longer" in text
    assert "WEB-1 is gone" in text


def test_no_entry_about_promises_is_without_words(desk: Desk, clock: FixedClock) -> None:
    comment(desk, "bo", "I'll finish the page by monday.")
    tick(desk)
    clock.set(NOW + timedelta(days=1))
    comment(desk, "bo", "The page is finished.")
    tick(desk)
    sense(desk, mail("Please send me the quote. I'll send the texts by Friday."))
    for doc in list(desk.snapshot().all("suggestions")):
        if doc["state"] == "proposed":
            Inbox(desk, intake).apply(doc["id"])
    tick(desk)
    clock.set(MONDAY)
    tick(desk)
    assert promises(desk)
    silent = [entry.seq for entry in desk.store.entries() if not entry.why.strip()]
    assert silent == [1]  # the team itself


def test_a_form_is_anybodys_claim_so_nobody_is_heard_in_it(desk: Desk, clock: FixedClock) -> None:
    sense(desk, mail("Hello Ana,\n\nI'll send you the texts by Friday.\n\nIva"))
    tick(desk)
    clock.set(NOW + timedelta(hours=2))
    for number, (name, email, message) in enumerate(
        (
            ("Iva", "iva@novak.example", "Sorry, I can't send the texts after all."),
            ("Iva", "iva@novak.example", "I have sent the texts."),
            ("Bo", "bo@acme.example", "I'll send the offer by tomorrow, I promise."),
        )
    ):
        fields = {"Name": name, "Email": email, "Message": message}
        sense(desk, {"form": "contact", "id": f"f{number}", "fields": fields}, "form")
    tick(desk)
    assert (only(desk)["who"], only(desk)["state"]) == ("iva@novak.example", "open")
    assert "told_at" not in only(desk)


@pytest.mark.parametrize(
    ("more", "state"), [("", "withdrawn"), ("Reply-To: other@evil.example\r\n", "open")]
)
def test_a_word_whose_answer_would_go_elsewhere_takes_nothing_back(
    desk: Desk, clock: FixedClock, more: str, state: str
) -> None:
    sense(desk, mail("Hello Ana,\n\nI'll send you the texts by Friday.\n\nIva"))
    tick(desk)
    clock.set(NOW + timedelta(hours=2))
    text = "Hello Ana,\n\nSorry, I can't send the texts after all.\n\nIva"
    sense(desk, mail(text, id="m2", more=more, date="Wed, 4 Mar 2026 11:00:00 +0100"))
    tick(desk)
    assert only(desk)["state"] == state
