"""What agents propose: one suggestion each, checked, told apart, counted, and never applied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.app.conftest import act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.fence import Fence
from worktui.app.inbox import Inbox
from worktui.app.proposing import HOURLY, WAITING, Answer, Proposer, origin_of
from worktui.app.undo import plan_undo
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.errors import Refused
from worktui.store.memory import MemoryStore
from worktui.wiring import intake


@pytest.fixture
def proposer(desk: Desk, clock: FixedClock) -> Proposer:
    return Proposer(Fence(desk.store), clock, "ana")


def task(title: str = "Send the quote", **more: Any) -> dict[str, Any]:
    return {"type": "create_task", "title": title, **more}


def title(n: int) -> str:
    """A title that shares no word with any other."""
    return f"q{chr(97 + n // 26)}{chr(97 + n % 26)}x w{chr(97 + n // 26)}{chr(97 + n % 26)}y"


def propose(
    proposer: Proposer, given: dict[str, Any], agent: str = "claude", why: str = ""
) -> Answer:
    return proposer.propose(agent, given, why)


def test_a_proposal_waits_under_the_agents_name_until_a_person_applies_it(
    desk: Desk, proposer: Proposer
) -> None:
    before = list(desk.snapshot().all("tasks"))
    answer = propose(proposer, task(project="WEB", due="2026-03-06", assignee="bo"),
                     why="Iva asked twice.")  # fmt: skip
    assert answer.status == "proposed"
    work = desk.snapshot()
    assert list(work.all("tasks")) == before
    doc = work.get("suggestions", str(answer.id)) or {}
    assert doc["origin"] == "agent:claude"
    assert doc["title"].startswith("Agent claude: ")
    assert doc["reason"] == "Agent claude says: Iva asked twice."
    assert doc["band"] == "likely"
    (entry,) = desk.store.latest(1)
    assert (entry.by, entry.through) == ("agent:claude", "agent")
    Inbox(desk, intake).apply(str(answer.id))
    assert any(t["title"] == "Send the quote" and t["assignee"] == "bo"
               for t in desk.snapshot().all("tasks"))  # fmt: skip


def test_what_an_agent_proposed_is_no_ones_last_change_to_undo(
    desk: Desk, proposer: Proposer
) -> None:
    desk.do([act("comment_task", task="WEB-1", text="mine")])
    propose(proposer, task())
    desk.undo()
    assert not (desk.snapshot().get("tasks", "WEB-1") or {}).get("comments")
    assert desk.snapshot().count("suggestions") == 1


@pytest.mark.parametrize(
    "given",
    [
        {"type": "update_task", "task": "WEB-2", "priority": "high", "due": "2026-03-10"},
        {"type": "comment_task", "task": "WEB-1", "text": "The photos are late."},
        {"type": "move_task", "task": "WEB-1", "to": "done"},
        {"type": "book_slot", "event_type": "intro", "invitee": "iva@novak.example",
         "start": "2026-03-05T14:00:00+01:00"},
        {"type": "send_message", "channel": "mail", "to": "iva@novak.example", "body": "Hello"},
    ],
)  # fmt: skip
def test_each_kind_of_proposal_changes_nothing_and_repeats_nothing(
    desk: Desk, proposer: Proposer, given: dict[str, Any]
) -> None:
    before = {t: list(desk.snapshot().all(t)) for t in ("tasks", "bookings", "outbox", "contacts")}
    first = propose(proposer, given)
    assert first.status == "proposed"
    again = propose(proposer, given, "another")
    assert (again.status, again.id) == ("duplicate_of", first.id)
    assert {t: list(desk.snapshot().all(t)) for t in before} == before


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"type": "delete_task", "task": "WEB-1"}, "No agent may"),
        ({"type": "set_role", "person": "bo", "role": "lead"}, "No agent may"),
        ({"type": ["create_task"], "title": "x"}, "No agent may"),
        (task(""), "nothing readable"),
        (task(due="friday"), "not a day"),
        (task(assignee="zed"), "no person"),
        (task(project="NOPE"), "no project"),
        (task(colour="red"), "no field"),
        ({"type": "move_task", "task": "WEB-9", "to": "done"}, "no task"),
        ({"type": "move_task", "task": "WEB-1", "to": "limbo"}, "no column"),
        ({"type": "move_task", "task": "WEB-1", "to": "doing"}, "so already"),
        ({"type": "update_task", "task": "WEB-1"}, ""),
        ({"type": "send_message", "to": "boss@evil.example", "body": "x"}, "no contact"),
        ({"type": "send_message", "to": "iva@novak.example, boss@evil.example", "body": "x"},
         "no contact"),
        ({"type": "book_slot", "event_type": "intro", "invitee": "boss@evil.example",
          "start": "2026-03-05T14:00:00+01:00"}, "no contact"),
        ({"type": "book_slot", "event_type": "intro", "invitee": "iva@novak.example",
          "start": "2026-03-05T03:00:00+01:00"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_answered_with_the_reason_and_leaves_no_trace(
    desk: Desk, proposer: Proposer, given: dict[str, Any], why: str
) -> None:
    seq = desk.store.seq
    answer = propose(proposer, given)
    assert (answer.status, answer.id) == ("invalid", None)
    assert why in answer.why
    assert answer.why
    assert desk.store.seq == seq


def test_text_of_an_agent_is_cleaned_and_inert(desk: Desk, proposer: Proposer) -> None:
    evil = "\x1b]52;c;ZXZpbA==\x07[@click=app.quit]Apply everything[/] \u202etxt"
    answer = proposer.propose(f"cl\x1b[31maude\n{evil}", task(evil, notes=evil), evil)
    doc = desk.snapshot().get("suggestions", str(answer.id)) or {}
    for text in (doc["title"], doc["reason"], doc["origin"], doc["actions"][0]["title"],
                 doc["actions"][0]["notes"]):  # fmt: skip
        assert not set(text) & {"\x1b", "\x07", "\u202e", "\n"}
    assert doc["state"] == "proposed"
    assert desk.snapshot().count("tasks") == 2


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("Claude Desktop", "agent:claude-desktop"),
        ("", "agent:unnamed"),
        ("\x1b\x07", "agent:unnamed"),
        ("rules", "agent:rules"),
        ("agent:x\nmodel:y", "agent:agent-x-model-y"),
        ("x" * 400, "agent:" + "x" * 40),
    ],
)
def test_a_name_can_pass_for_nothing_else(name: str, origin: str) -> None:
    assert origin_of(name) == origin


def test_what_the_rules_or_the_board_say_already_is_a_duplicate(
    desk: Desk, proposer: Proposer
) -> None:
    assert propose(proposer, task("booking page", project="WEB")).id == "WEB-1"
    (made,) = (
        Inbox(desk, intake).sense("Please send the quote to Iva by Friday.", "text").suggestions
    )
    answer = propose(proposer, task("Send Iva the quote"))
    assert (answer.status, answer.id) == ("duplicate_of", made["id"])


def test_what_was_dismissed_is_not_taken_again_for_a_month(
    desk: Desk, proposer: Proposer, clock: FixedClock
) -> None:
    first = propose(proposer, task())
    Inbox(desk, intake).dismiss(str(first.id))
    again = propose(proposer, task(), "another")
    assert (again.status, again.id) == ("duplicate_of", first.id)
    assert "dismissed" in again.why
    clock.set(clock.now() + timedelta(days=31))
    assert propose(proposer, task()).status == "proposed"


def test_one_agent_may_have_only_so_much_waiting_also_after_a_new_start(
    desk: Desk, proposer: Proposer, clock: FixedClock
) -> None:
    for n in range(WAITING):
        assert propose(proposer, task(title(n))).status == "proposed"
    anew = Proposer(Fence(desk.store), clock, "ana")
    with pytest.raises(Refused, match="wait for a decision"):
        propose(anew, task("Paint the fence"))
    assert desk.snapshot().count("suggestions") == WAITING
    assert propose(anew, task("Paint the fence"), "other").status == "proposed"


def test_one_agent_may_propose_only_so_much_an_hour(
    desk: Desk, proposer: Proposer, clock: FixedClock
) -> None:
    box = Inbox(desk, intake)
    for n in range(HOURLY):
        answer = propose(proposer, task(title(n)))
        box.apply(str(answer.id))
    with pytest.raises(Refused, match="an hour"):
        propose(proposer, task("Paint the fence"))
    clock.set(clock.now() + timedelta(minutes=61))
    assert propose(proposer, task("Paint the fence")).status == "proposed"


def test_new_names_are_no_new_quota_for_ever(desk: Desk, proposer: Proposer) -> None:
    for n in range(WAITING * 4):
        assert propose(proposer, task(title(n)), f"agent{n}").status == "proposed"
    with pytest.raises(Refused, match="of agents"):
        propose(proposer, task("Paint the fence"), "newcomer")
    assert desk.snapshot().count("suggestions") == 4 * WAITING


# the fence


CREATE = Edit("tasks", "T-1", None, {"id": "T-1", "title": "x"})
WAITS = {"id": "S-1", "state": "proposed", "origin": "agent:claude", "actions": []}


@pytest.mark.parametrize(
    "edit",
    [
        CREATE,
        Edit("tasks", "WEB-1", {"title": "Booking page"}, {"title": "y"}),
        Edit("tasks", "WEB-1", {"id": "WEB-1"}, None),
        Edit("outbox", "O-1", None, {"id": "O-1", "kind": "mail", "to": "x@y.example"}),
        Edit("settings", "workspace", {"me": "ana"}, {"me": "bo"}),
        Edit("counters", "WEB", {"n": 2}, {"n": 9}),
        Edit("suggestions", "S-1", None, {**WAITS, "state": "applied"}),
        Edit("suggestions", "S-1", None, {**WAITS, "origin": "rules"}),
        Edit("suggestions", "S-1", None, {**WAITS, "origin": "agent:other"}),
        Edit("suggestions", "S-1", None, {**WAITS, "receipt": {"entry": 1}}),
        Edit("suggestions", "S-1", None, {**WAITS, "done": [1]}),
        Edit("suggestions", "S-1", {"state": "proposed"}, {"state": "accepted"}),
        Edit("suggestions", "S-1", {"id": "S-1"}, None),
    ],
    ids=lambda edit: f"{edit.table} {edit.id}",
)
def test_the_fence_lets_nothing_through_but_new_suggestions(desk: Desk, edit: Edit) -> None:
    fence, seq = Fence(desk.store), desk.store.seq
    fine = Edit("suggestions", "S-2", None, {**WAITS, "id": "S-2"})
    with pytest.raises(Refused, match="only suggestions"):
        fence.commit(lambda _: Change((fine, edit)), Actor("agent:claude", "agent"), ts=desk.now())
    assert desk.store.seq == seq


def test_no_undo_passes_the_fence(desk: Desk) -> None:
    fine = Edit("suggestions", "S-1", None, WAITS)
    with pytest.raises(Refused, match="undone"):
        Fence(desk.store).commit(
            lambda _: Change((fine,), "", 1), Actor("agent:claude", "agent"), ts=desk.now()
        )


def test_a_desk_over_a_fence_can_do_nothing(
    desk: Desk, store: MemoryStore, clock: FixedClock
) -> None:
    inside: Any = Fence(store)
    bold = Desk(inside, clock, "ana", "agent")
    seq = store.seq
    with pytest.raises((Refused, TypeError)):
        bold.do([act("move_task", task="WEB-1", to="done")])
    with pytest.raises(Refused):
        inside.commit(
            lambda work: _undone(bold, store, work), Actor("ana", "agent"), ts=clock.now()
        )
    assert store.seq == seq
    assert not hasattr(inside, "store")
    assert [name for name in dir(inside) if not name.startswith("_")] == ["commit", "snapshot"]


def _undone(desk: Desk, store: MemoryStore, work: Any) -> Change:
    draft = desk.draft(work)
    plan_undo(draft, store, 1, yes=True)
    return draft.change(undoes=1)
