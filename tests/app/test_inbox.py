"""The inbox: taken in, judged, folded, applied as shown, refused when the work moved on."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from tests.app.conftest import act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.outbox import deliver, due
from worktui.app.ports import Outcome
from worktui.app.tick import tick
from worktui.app.views.bundle import bundle, undo_words
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.wiring import intake

MAIL = """\
From: Iva Novak <iva@novak.example>
To: ana@acme.example
Subject: Prices
Message-ID: <{id}@novak.example>
Date: Wed, 04 Mar 2026 08:58:00 +0100
Content-Type: text/plain; charset=utf-8

Hello Ana,

can we talk on Thursday at 14:00? I also need the quote by Friday.

Iva
"""


@pytest.fixture
def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake)


def mail(id: str = "m1") -> bytes:
    return MAIL.format(id=id).replace("\n", "\r\n").encode()


def types(doc: Doc) -> set[str]:
    return {action["type"] for action in doc["actions"]}


def test_a_mail_becomes_a_task_and_a_slot_and_one_key_takes_both_back(box: Inbox) -> None:
    sensed = box.sense(mail())
    assert [a["state"] for a in sensed.arrivals] == ["reasoned"]
    (suggestion,) = sensed.suggestions
    assert types(suggestion) == {"create_task", "book_slot"}
    receipt = box.apply(suggestion["id"], yes=True)
    work = box.desk.snapshot()
    assert (work.get("bookings", "BK-1") or {})["start"] == "2026-03-05T14:00:00+01:00"
    task = next(doc for doc in work.all("tasks") if "uote" in doc["title"])
    assert task["due"] == "2026-03-06"
    assert (work.get("suggestions", suggestion["id"]) or {})["state"] == "applied"
    assert receipt.entry is not None
    assert (work.get("suggestions", suggestion["id"]) or {})["receipt"][
        "entry"
    ] == receipt.entry.seq
    assert work.count("outbox") == 1

    box.desk.undo()
    work = box.desk.snapshot()
    assert work.get("bookings", "BK-1") is None
    assert work.get("tasks", task["id"]) is None
    assert work.count("outbox") == 0
    assert (work.get("suggestions", suggestion["id"]) or {})["state"] == "proposed"


def test_the_very_words_are_kept_as_evidence_and_the_raw_mail_beside(box: Inbox) -> None:
    sensed = box.sense(mail())
    (suggestion,) = sensed.suggestions
    text = sensed.arrivals[0]["text"]
    assert suggestion["evidence"]
    for evidence in suggestion["evidence"]:
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert box.desk.store.get_blob(sensed.arrivals[0]["blob"]) == mail()


def test_the_same_mail_twice_suggests_once(box: Inbox) -> None:
    first = box.sense(mail())
    again = box.sense(mail())
    assert again.arrivals[0]["duplicate_of"] == first.arrivals[0]["id"]
    assert again.suggestions == ()
    assert box.desk.snapshot().count("suggestions") == 1


def test_without_a_yes_only_what_stays_here_is_done_and_the_rest_waits(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    receipt = box.apply(suggestion["id"])
    work = box.desk.snapshot()
    assert work.count("bookings") == 0
    assert work.count("tasks") == 3
    assert any("--yes" in warning for warning in receipt.warnings)
    assert (work.get("suggestions", suggestion["id"]) or {})["state"] == "proposed"
    box.apply(suggestion["id"], yes=True)
    work = box.desk.snapshot()
    assert work.count("bookings") == 1
    assert work.count("tasks") == 3
    assert (work.get("suggestions", suggestion["id"]) or {})["state"] == "applied"


def test_a_step_seen_outside_chosen_by_number_needs_the_yes(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    number = next(a["n"] for a in suggestion["actions"] if a["type"] == "book_slot")
    with pytest.raises(Refused, match="seen outside"):
        box.apply(suggestion["id"], [number])
    assert box.desk.snapshot().count("bookings") == 0


def test_a_slot_taken_meanwhile_is_refused_and_nothing_is_half_done(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    start = "2026-03-05T14:00:00+01:00"
    Desk(box.desk.store, box.desk.clock, "bo").do(
        [act("book_slot", event_type="intro", invitee="iva@novak.example", start=start)]
    )
    with pytest.raises(Refused, match=r"booked for iva@novak.example already"):
        box.apply(suggestion["id"], yes=True)
    work = box.desk.snapshot()
    assert work.count("tasks") == 2
    assert (work.get("suggestions", suggestion["id"]) or {})["state"] == "proposed"


def test_what_changed_since_it_was_shown_is_planned_again_and_then_applies(box: Inbox) -> None:
    desk = box.desk
    desk.do(
        [
            act(
                "create_task",
                title="Send the quote",
                project="WEB",
                contact_email="iva@novak.example",
            )
        ]
    )
    (suggestion,) = box.sense(
        mail().replace(b"can we talk on Thursday at 14:00? I also", b"I")
    ).suggestions
    (step,) = suggestion["actions"]
    assert step["type"] == "update_task"
    desk.do([act("update_task", task=step["task"], due="2026-03-12")])
    with pytest.raises(Refused, match="changed since"):
        box.apply(suggestion["id"], yes=True)
    assert (desk.snapshot().get("tasks", step["task"]) or {})["due"] == "2026-03-12"
    box.apply(suggestion["id"], yes=True)
    assert (desk.snapshot().get("tasks", step["task"]) or {})["due"] == "2026-03-06"


def test_an_applied_suggestion_cannot_be_applied_again(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.apply(suggestion["id"], yes=True)
    with pytest.raises(Refused, match="applied already"):
        box.apply(suggestion["id"], yes=True)


def test_a_step_is_edited_checked_and_then_carried_out_as_edited(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    number = next(a["n"] for a in suggestion["actions"] if a["type"] == "create_task")
    box.edit(suggestion["id"], number, {"title": "Quote for Iva", "assignee": "bo"})
    box.apply(suggestion["id"], [number])
    assert any(
        doc["title"] == "Quote for Iva" and doc["assignee"] == "bo"
        for doc in box.desk.snapshot().all("tasks")
    )
    with pytest.raises(NotFound, match="no step 9"):
        box.edit(suggestion["id"], 9, {"title": "x"})


def test_an_edit_that_is_not_valid_is_refused(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    number = next(a["n"] for a in suggestion["actions"] if a["type"] == "create_task")
    with pytest.raises(BadInput, match="not a day"):
        box.edit(suggestion["id"], number, {"due": "2026-13-01"})


def test_a_dismissed_one_is_gone_and_undo_brings_it_back(box: Inbox) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.dismiss(suggestion["id"], "not now")
    assert list(box.list()) == []
    box.desk.undo()
    assert [doc["id"] for doc in box.list()] == [suggestion["id"]]


def test_a_snoozed_one_sleeps_until_its_moment(box: Inbox, clock: FixedClock) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.snooze(suggestion["id"], clock.now() + timedelta(hours=2))
    assert list(box.list()) == []
    clock.set(clock.now() + timedelta(hours=3))
    tick(box.desk)
    assert [doc["id"] for doc in box.list()] == [suggestion["id"]]
    with pytest.raises(BadInput, match="passed"):
        box.snooze(suggestion["id"], clock.now() - timedelta(hours=1))


def test_letting_time_pass_twice_changes_nothing_the_second_time(
    box: Inbox, clock: FixedClock
) -> None:
    box.sense(mail())
    clock.set(datetime.fromisoformat("2026-05-04T10:00:00+02:00"))
    tick(box.desk)
    seq = box.desk.store.seq
    tick(box.desk)
    assert box.desk.store.seq == seq


def test_bytes_nobody_understands_stay_in_the_inbox_with_a_sentence(box: Inbox) -> None:
    sensed = box.sense(b"\x00\xff\xfe\x00garbage", "ics")
    assert sensed.arrivals[0]["state"] == "failed"
    assert sensed.arrivals[0]["why"]
    assert sensed.suggestions == ()


class Post:
    """A courier with scripted answers."""

    leaves = True

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.tried: list[str] = []

    def deliver(self, due: Sequence[Doc], now: datetime) -> list[Outcome]:
        (doc,) = due
        self.tried.append(doc["ics"]["method"])
        state = self.answers.pop(0)
        fields = {"state": state, "attempts": doc["attempts"] + 1}
        if state == "pending":
            fields["next_at"] = (now + timedelta(minutes=5)).isoformat()
        return [Outcome(doc["id"], fields, f"{doc['id']} is {state}")]


def test_a_message_waits_ten_seconds_in_which_undo_can_hold_it(
    box: Inbox, clock: FixedClock
) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.apply(suggestion["id"], yes=True)
    assert due(box.desk.snapshot(), clock.now()) == []
    clock.set(clock.now() + timedelta(seconds=10))
    post = Post("sent")
    deliver(box.desk, post)
    assert post.tried == ["REQUEST"]
    assert (box.desk.snapshot().get("outbox", "O-1") or {})["state"] == "sent"


def test_a_cancellation_never_overtakes_its_invitation(box: Inbox, clock: FixedClock) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.apply(suggestion["id"], yes=True)
    box.desk.do([act("cancel_booking", booking="BK-1")])
    clock.set(clock.now() + timedelta(seconds=20))
    post = Post("pending", "sent", "sent")
    deliver(box.desk, post)
    assert post.tried == ["REQUEST"]
    clock.set(clock.now() + timedelta(minutes=6))
    deliver(box.desk, post)
    assert post.tried == ["REQUEST", "REQUEST", "CANCEL"]


def test_only_the_process_with_the_lease_delivers(box: Inbox, clock: FixedClock) -> None:
    (suggestion,) = box.sense(mail()).suggestions
    box.apply(suggestion["id"], yes=True)
    clock.set(clock.now() + timedelta(seconds=20))
    post = Post("sent")
    with box.desk.store.lease("outbox") as mine:
        assert mine
        assert deliver(box.desk, post).held_elsewhere
    assert post.tried == []


def test_a_message_marked_as_leaving_before_a_crash_still_leaves_when_the_clock_stands(
    box: Inbox,
) -> None:
    box.desk.do([act("send_message", to="iva@novak.example", body="Hello")])

    class Crash:
        leaves = True

        def deliver(self, _due: object, _now: object) -> list[Outcome]:
            raise KeyboardInterrupt

    class Post:
        leaves = True

        def deliver(self, due: Sequence[Doc], _now: object) -> list[Outcome]:
            return [Outcome(doc["id"], {"state": "sent"}, "sent") for doc in due]

    with pytest.raises(KeyboardInterrupt):
        deliver(box.desk, Crash(), at_once=True)
    assert [o.id for o in deliver(box.desk, Post(), at_once=True).outcomes] == ["O-1"]


def test_a_mail_from_the_end_of_time_is_kept_without_its_date(box: Inbox) -> None:
    raw = mail().replace(b"Wed, 04 Mar 2026 08:58:00 +0100", b"Fri, 31 Dec 9999 23:59:59 -1200")
    assert raw != mail()
    assert "sent_at" not in box.sense(raw, "eml").arrivals[0]


def test_only_a_step_that_is_there_can_be_left_out(box: Inbox) -> None:
    (doc, *_) = box.sense(mail(), "eml").suggestions
    with pytest.raises(NotFound, match="no step 99"):
        box.tick(doc["id"], 99, on=False)


def test_a_time_named_later_is_the_calls_and_the_quote_stays(box: Inbox) -> None:
    first = mail("m1").replace(b"Thursday at 14:00", b"Thursday afternoon")
    (before,) = box.sense(first).suggestions
    assert types(before) == {"create_task", "offer_slots"}
    later = (
        mail("m2")
        .replace(b"Message-ID", b"In-Reply-To: <m1@novak.example>\r\nMessage-ID")
        .replace(
            b"can we talk on Thursday at 14:00? I also need the quote by Friday.",
            b"let's make it Tuesday at 15:30 then.",
        )
    )
    (now,) = box.sense(later).suggestions
    steps = {action["type"]: action for action in now["actions"]}
    assert steps.keys() == {"book_slot", "create_task"}
    assert steps["book_slot"]["start"] == "2026-03-10T15:30:00+01:00"
    assert steps["create_task"]["due"] == "2026-03-06"
    assert box.show(before["id"])["state"] == "superseded"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([("create_task", {"title": "Quote"})], "u takes it back"),
        (
            [("create_task", {"title": "Quote"}),
             ("send_message", {"to": "iva@novak.example", "body": "Hello"})],
            "u holds it for 10 s; what has left cannot be unsaid",
        ),
        ([("cancel_booking", {"booking": "BK-1"})], "u holds it for 10 s; then it sends word again"),
        ([], ""),
    ],
)  # fmt: skip
def test_how_steps_are_taken_back_is_said_before_they_are_taken(
    given: list[tuple[str, dict[str, str]]], words: str
) -> None:
    assert undo_words([act(kind, **fields) for kind, fields in given]) == words


def test_a_time_that_passes_soon_says_when_it_lapses(box: Inbox) -> None:
    (doc,) = box.sense(mail()).suggestions
    box.desk.commit(
        lambda draft: draft.update(
            "suggestions", doc["id"], {"expires_at": "2026-03-05T13:00:00+00:00"}
        )
    )
    work, now = box.desk.snapshot(), box.desk.now()
    view = bundle(work, doc["id"], box.preview(doc["id"]), now=now)
    assert view is not None
    assert view.lapses == "lapses thu 5 Mar 14:00"


def test_a_forges_delivery_under_another_id_is_the_same_one(desk: Desk) -> None:
    inbox = Inbox(desk, intake, {"github": "s3cret"})
    body = json.dumps({"action": "closed", "issue": {"number": 3, "title": "Broken", "html_url":
                       "https://forge.example/i/3"}, "repository": {"full_name": "a/b",
                       "default_branch": "main"}, "sender": {"login": "bo"}},
                      separators=(",", ":"))  # fmt: skip
    mark = "sha256=" + hmac.new(b"s3cret", body.encode(), hashlib.sha256).hexdigest()
    for id in ("one", "two"):
        headers = {"x-github-event": "issues", "x-github-delivery": id, "x-hub-signature-256": mark}
        inbox.sense({"source": "github", "headers": headers, "body": body}, "webhook")
    first, second = desk.snapshot().all("arrivals")
    assert first["trust"] == "signed"
    assert second["duplicate_of"] == first["id"]
