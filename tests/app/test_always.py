"""Always-rules: what is done by itself from a source, what never is, and how it is taken back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha1
from typing import Any

import pytest

from tests.app import clone
from tests.app.conftest import act
from worktui.app import always
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.inbox import Inbox
from worktui.app.views.rules import DOES
from worktui.domain.actions import ACTIONS
from worktui.domain.change import Doc, Entry
from worktui.domain.errors import NotFound, Refused
from worktui.wiring import intake

MAIL = """\
From: {who}
To: ana@acme.example
Subject: {subject}
Message-ID: <{id}@novak.example>
Date: Wed, 04 Mar 2026 08:58:00 +0100
Content-Type: text/plain; charset=utf-8
{more}
Hello Ana,

{text}

Iva
"""
IVA = "Iva Novak <iva@novak.example>"


@pytest.fixture
def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake)


def mail(id: str, text: str, *, who: str = IVA, more: str = "") -> bytes:
    told = MAIL.format(id=id, text=text, who=who, subject=f"About {id}", more=more)
    return told.replace("\n", "\r\n").encode()


def push(
    message: str, *, name: str = "Ana Ruiz", email: str = "ana@acme.example"
) -> dict[str, Any]:
    author = f"{name} <{email}>"
    sha = sha1(f"{message}{author}".encode(), usedforsecurity=False).hexdigest()
    commit = {"sha": sha, "author": author, "date": "2026-03-04T09:00:00+01:00", "message": message}
    return {
        "provider": "github", "ref": "refs/heads/main", "default_branch": True, "commits": [commit]
    }  # fmt: skip


def one(box: Inbox, raw: Any, kind: str | None = None) -> Doc:
    """The one suggestion that something arriving makes, as it stands afterwards."""
    (suggestion,) = box.sense(raw, kind).suggestions
    return box.show(suggestion["id"])


def watched(box: Inbox, raw: Any, name: str = clone.NAME) -> Doc:
    """The one suggestion that commits of a watched repository make."""
    (suggestion,) = clone.brought(box, raw, name).suggestions
    return box.show(suggestion)


def ruled(box: Inbox) -> Doc:
    """A rule on Iva's requests."""
    first = one(box, mail("m1", "Please send me the quote by Friday."))
    assert {a["type"] for a in first["actions"]} == {"create_task"}
    box.always(first["id"])
    (rule,) = box.desk.snapshot().all("rules")
    return rule


def test_always_carries_out_what_is_shown_and_makes_a_rule_that_one_undo_takes_back(
    box: Inbox,
) -> None:
    before = box.desk.snapshot().count("tasks")
    rule = ruled(box)
    assert (rule["source"], rule["kinds"], rule["by"]) == (
        "iva@novak.example", ["create_task"], "ana",
    )  # fmt: skip
    work = box.desk.snapshot()
    assert work.count("tasks") == before + 1
    assert "rule" not in (work.get("suggestions", "S-1") or {})["receipt"]  # ana did this one
    box.desk.undo()
    work = box.desk.snapshot()
    assert (work.count("tasks"), work.count("rules")) == (before, 0)
    assert (work.get("suggestions", "S-1") or {})["state"] == "proposed"


def test_the_next_of_its_kind_is_done_by_itself_in_its_own_entry_and_undone_like_all_else(
    box: Inbox,
) -> None:
    rule = ruled(box)
    before = box.desk.snapshot().count("tasks")
    doc = one(box, mail("m2", "Please send me the logo files by Tuesday."))
    assert (doc["state"], doc["receipt"]["rule"]) == ("applied", rule["id"])
    assert box.desk.snapshot().count("tasks") == before + 1
    entry = box.desk.store.entry(doc["receipt"]["entry"])
    assert entry is not None
    assert (entry.through, entry.by) == ("rule", "ana")
    assert entry.why.startswith(f"by rule {rule['id']}: ")
    box.desk.undo()
    assert box.show(doc["id"])["state"] == "proposed"
    assert box.desk.snapshot().count("tasks") == before
    assert box.desk.snapshot().count("rules") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Can we talk on Thursday at 14:00?",
        "Please send me the photos by Friday. Can we talk on Thursday at 14:00?",
    ],
)
def test_what_leaves_the_house_waits_although_a_rule_covers_the_rest(box: Inbox, text: str) -> None:
    ruled(box)
    seq = box.desk.store.seq
    doc = one(box, mail("m2", text))
    assert doc["state"] == "proposed"
    assert box.desk.store.seq == seq + 1


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("Tom Hale <tom@hale.example>", ""),
        ("Iva Novak <iva@novak.example>", "List-Unsubscribe: <mailto:out@novak.example>\n"),
        ("Iva Novak <iva@novak.example>", "Reply-To: other@evil.example\n"),
        ("ana@acme.example <iva@novak.example>", ""),
    ],
)
def test_nobody_else_and_nothing_doubtful_is_carried_out_by_the_rule(
    box: Inbox, who: str, more: str
) -> None:
    ruled(box)
    before = box.desk.snapshot().count("tasks")
    box.sense(mail("m2", "Please send me the logo files by Tuesday.", who=who, more=more))
    assert box.desk.snapshot().count("tasks") == before


def test_a_step_that_leaves_and_a_stranger_and_a_note_of_ones_own_get_no_rule(box: Inbox) -> None:
    call = one(box, mail("m1", "Can we talk on Thursday at 14:00?"))
    with pytest.raises(Refused, match="leaves the house; a rule never does that"):
        box.always(call["id"])
    strange = one(box, mail("m2", "Please send me the logo files.", who="T <tom@hale.example>"))
    with pytest.raises(Refused, match="nobody you know"):
        box.always(strange["id"])
    note = one(box, "WEB-2 is done", "text")
    with pytest.raises(Refused, match="no source"):
        box.always(note["id"])
    assert box.desk.snapshot().count("rules") == 0


def test_a_form_proves_nobody_so_it_gets_no_rule(box: Inbox) -> None:
    form = {
        "form": "contact",
        "id": "f1",
        "submitted_at": "2026-03-04T09:00:00+01:00",
        "fields": {"name": "Iva Novak", "email": "iva@novak.example",
                   "message": "Please send me the quote by Friday."},
    }  # fmt: skip
    doc = one(box, form, "form")
    with pytest.raises(Refused, match="any address"):
        box.always(doc["id"])


@pytest.mark.parametrize("origin", ["agent", "model", "plan", "person"])
def test_what_a_program_proposed_gets_no_rule_and_is_covered_by_none(
    box: Inbox, origin: str
) -> None:
    doc = one(box, mail("m1", "Please send me the quote by Friday."))
    box.desk.commit(lambda draft: draft.update("suggestions", doc["id"], {"origin": origin}))
    with pytest.raises(Refused):
        box.always(doc["id"])


def test_a_rule_that_rests_does_nothing_until_it_is_switched_on_again(box: Inbox) -> None:
    rule = ruled(box)
    always.switch(box.desk, rule["id"], on=False)
    assert one(box, mail("m2", "Please send me the logo files by Tuesday."))["state"] == "proposed"
    always.switch(box.desk, rule["id"].lower(), on=True)
    assert one(box, mail("m3", "Please send me the contract by Monday."))["state"] == "applied"
    always.delete(box.desk, rule["id"])
    assert one(box, mail("m4", "Please send me the invoice by Monday."))["state"] == "proposed"
    with pytest.raises(NotFound, match="no rule"):
        always.delete(box.desk, rule["id"])


def test_a_rule_whose_maker_is_gone_does_nothing(box: Inbox) -> None:
    ruled(box)
    box.desk.commit(lambda draft: draft.delete("people", "ana"))
    box.desk.commit(lambda draft: draft.update("settings", "workspace", {"me": "bo"}))
    doc = one(box, mail("m2", "Please send me the logo files by Tuesday."))
    assert doc["state"] == "proposed"


def test_after_twenty_in_an_hour_it_waits_for_a_person_and_says_so(
    box: Inbox, clock: FixedClock
) -> None:
    ruled(box)
    things = [f"thing{chr(97 + n)}{chr(97 + n)}{chr(97 + n)}" for n in range(22)]
    docs = [one(box, mail(f"n{n}", f"Please send me the {word} by Friday."))
            for n, word in enumerate(things)]  # fmt: skip
    assert [doc["state"] for doc in docs] == ["applied"] * always.MOST + ["proposed"] * 2
    assert "waits for you" in docs[-1]["held"]
    clock.set(clock.now() + timedelta(hours=1, minutes=1))
    assert one(box, mail("late", "Please send me the map by Friday."))["state"] == "applied"


def test_what_a_person_took_back_is_not_done_again_when_the_same_is_asked_once_more(
    box: Inbox,
) -> None:
    ruled(box)
    doc = one(box, mail("m2", "Please send me the logo files by Tuesday."))
    box.desk.undo()
    box.sense(mail("m3", "Please send me the logo files by Tuesday."))
    assert box.show(doc["id"])["state"] == "proposed"


def test_ones_own_closing_commit_moves_its_task_only_where_that_is_switched_on(
    desk: Desk,
) -> None:
    off, on = Inbox(desk, intake), Inbox(desk, intake, own_commits=True)
    assert watched(off, push("Photos\n\nCloses WEB-2"))["state"] == "proposed"
    doc = watched(on, push("Page\n\nCloses WEB-1"))
    assert (doc["state"], doc["receipt"]["rule"]) == ("applied", "own-ana")
    assert (desk.snapshot().get("tasks", "WEB-1") or {})["status"] == "done"
    entry = desk.store.entry(doc["receipt"]["entry"])
    assert entry is not None
    assert entry.through == "rule"
    desk.undo()
    assert (desk.snapshot().get("tasks", "WEB-1") or {})["status"] == "doing"


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (push("Closes WEB-1", name="Bo Lind", email="bo@acme.example"), "proposed"),
        (push("Closes WEB-1", name="Eve", email="eve@evil.example"), "proposed"),
        (push("Closes WEB-1") | {"default_branch": False}, "none"),
        (push("Refs WEB-1"), "proposed"),
    ],
)
def test_no_other_commit_moves_anything_by_itself(desk: Desk, raw: Any, state: str) -> None:
    box = Inbox(desk, intake, own_commits=True)
    found = [box.show(id)["state"] for id in clone.brought(box, raw).suggestions]
    assert found == ([] if state == "none" else [state])
    assert (desk.snapshot().get("tasks", "WEB-1") or {})["status"] == "doing"


def test_the_built_in_rule_is_switched_on_and_off_by_hand_too(desk: Desk) -> None:
    box = Inbox(desk, intake, own_commits=True)
    always.switch(desk, "own", on=False)
    assert watched(box, push("Closes WEB-1"))["state"] == "proposed"
    always.switch(desk, "own", on=True)
    assert watched(Inbox(desk, intake), push("Closes WEB-2"))["state"] == "applied"


LOG = """\
commit {sha} (HEAD -> main)
Author: Ana Ruiz <ana@acme.example>
Date:   Wed Mar 4 09:10:00 2026 +0100

    Closes WEB-1
"""


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (push("Closes WEB-1"), "git"),
        (push("Closes WEB-1") | {"provider": "web:77ab01cd"}, "git"),
        (json.dumps(push("Closes WEB-1")).encode(), None),
        (LOG.format(sha="e" * 40), None),
    ],
)
def test_commits_that_anybody_can_write_into_a_text_move_nothing_by_themselves(
    desk: Desk, raw: Any, kind: str | None
) -> None:
    box = Inbox(desk, intake, own_commits=True)
    desk.do([act("create_task", title="Links", project="WEB")])
    assert watched(box, push("Closes WEB-3"))["state"] == "applied"
    box.always(watched(box, push("Closes WEB-2", name="Bo Lind", email="bo@acme.example"))["id"])
    doc = one(box, raw, kind)
    assert doc["state"] == "proposed"
    with pytest.raises(Refused, match="Anybody can write"):
        box.always(doc["id"])


def test_a_rule_on_one_repository_says_nothing_about_another(desk: Desk) -> None:
    box = Inbox(desk, intake)
    bo = {"name": "Bo Lind", "email": "bo@acme.example"}
    box.always(watched(box, push("Closes WEB-2", **bo))["id"])
    assert watched(box, push("Closes WEB-1", **bo), "git:api:0badc0de")["state"] == "proposed"


def test_a_rule_on_a_repository_acts_for_the_team_and_for_nobody_else(desk: Desk) -> None:
    box = Inbox(desk, intake)
    desk.do([act("create_task", title="Links", project="WEB")])
    first = watched(box, push("Closes WEB-2", name="Bo Lind", email="bo@acme.example"))
    box.always(first["id"])
    stranger = watched(box, push("Closes WEB-3", name="Eve", email="eve@evil.example"))
    assert stranger["state"] == "proposed"
    assert watched(box, push("Closes WEB-1"))["state"] == "applied"


def test_what_a_rule_may_do_stays_here_and_is_turned_round_by_undo() -> None:
    for kind in always.KINDS:
        assert (ACTIONS[kind].reach, ACTIONS[kind].undo) == ("local", "inverse")
    assert set(always.KINDS) == set(DOES)


@pytest.mark.parametrize("kind", sorted(set(ACTIONS) - always.KINDS))
def test_no_rule_is_made_for_any_other_kind_of_step(box: Inbox, kind: str) -> None:
    one(box, mail("m1", "Please send me the quote by Friday."))
    needed = {
        field.name: "x"
        for field in dataclasses.fields(ACTIONS[kind])
        if "kind" in field.metadata and field.default is dataclasses.MISSING
    }
    step = ACTIONS[kind](**needed)
    doc = box.show("S-1")
    why, hint = always.no_rule(box.desk.snapshot(), doc, [(1, step)])
    assert why
    assert hint


def test_a_step_with_a_doubt_or_a_condition_waits_each_time(box: Inbox) -> None:
    rule = ruled(box)
    doc = box.show("S-1")
    doubtful = act("create_task", title="x", needs_clarification=True, issue="ambiguous_date")
    assert "your word" in always.no_rule(box.desk.snapshot(), doc, [(1, doubtful)])[0]

    def widen(draft: Draft) -> None:
        draft.update("rules", rule["id"], {"kinds": ["create_task", "move_task"]})
        moved = act("move_task", task="WEB-2", to="done", condition="the client agrees")
        actions = [{"n": 1, **moved.to_doc()}]
        draft.update("suggestions", "S-1", {"state": "proposed", "done": None, "actions": actions})

    box.desk.commit(widen)
    (arrival, _) = next(iter(intake(mail("m1", "x"), None, now=box.desk.now())))
    found = always.covering(box.desk.snapshot(), box.show("S-1"), arrival, me="ana")
    assert found is None


def test_two_people_can_have_rules_and_each_answers_for_their_own(box: Inbox) -> None:
    ruled(box)
    always.switch(box.desk, "RU-1", on=False)
    bo = Inbox(Desk(box.desk.store, box.desk.clock, "bo"), intake)
    doc = one(box, mail("m2", "Please send me the logo files by Tuesday."))
    bo.always(doc["id"])
    assert box.desk.snapshot().count("rules") == 2
    third = one(box, mail("m3", "Please send me the contract by Monday."))
    entry = box.desk.store.entry(third["receipt"]["entry"])
    assert entry is not None
    assert (entry.by, third["receipt"]["rule"]) == ("bo", "RU-2")


def test_where_the_work_changed_in_between_it_waits_for_a_person(desk: Desk) -> None:
    box = Inbox(desk, intake, own_commits=True)

    def meddle(entries: Sequence[Entry]) -> None:
        if any(edit.table == "arrivals" for entry in entries for edit in entry.edits):
            silence()
            desk.do([act("move_task", task="WEB-1", to="todo")])

    silence = desk.subscribe(meddle)
    doc = one(box, push("Closes WEB-1"), "git")
    assert doc["state"] == "proposed"
    assert (desk.snapshot().get("tasks", "WEB-1") or {})["status"] == "todo"
    assert box.changed(doc["id"])[1].startswith("WEB-1 is in To do")
