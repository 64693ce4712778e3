"""Laws that hold for every answer of a model and every proposal of an agent, however mad."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import NOW, TEAM
from worktui.app.candidates import Dropped, checked
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.fence import Fence
from worktui.app.offered_names import ACTIONS, offered
from worktui.app.proposing import ALLOWED, Proposer
from worktui.domain.actions import ACTIONS as EVERY
from worktui.domain.errors import ModelProblem, Refused
from worktui.engine.reason.scene import Scene
from worktui.model.repair import MOST, candidates_in
from worktui.store.memory import MemoryStore
from worktui.wiring import intake

BODY = "could somebody look over the booking page until Friday? Thursday at 14:00 suits us too."
MAIL = f"From: Iva Novak <iva@novak.example>\nTo: ana@acme.example\nSubject: x\n\n{BODY}\n"
WORDS = st.sampled_from(
    ["WEB-1", "WEB-99", "WEB", "ana", "bo", "zed", "intro", "done", "iva@novak.example", "high",
     "boss@evil.example", "https://evil.example", "2030-01-01", "until Friday", "", "*",
     "Thursday at 14:00", BODY[:40], "\x1b[31m", "BK-1", "the booking page until Friday"]
)  # fmt: skip
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
PLAUSIBLE = {
    "title": "Look it over", "task": "WEB-1", "to": "iva@novak.example", "project": "WEB",
    "assignee": "bo", "priority": "high", "text": "They wait.", "about": "the page", "who": "bo",
    "question": "Will it be ready?", "event_type": "intro", "invitee": "iva@novak.example",
    "subject": "Your page", "body": "We are at it.", "when": "until Friday", "sure": "likely",
}  # fmt: skip
"""What an honest model might say, field by field; the mad ones say anything else beside it."""
MAD = st.sampled_from(
    ["due", "start", "from", "until", "at", "person", "contact", "booking", "reach", "undo", "n",
     "fields", "notes", "needs_clarification", "evidence "]
)  # fmt: skip
TYPES = st.sampled_from([*ACTIONS, *ACTIONS, *EVERY, "apply", "", None])
QUOTES = st.sampled_from([BODY, BODY[:56], "the booking page until Friday", BODY[57:]])


def candidate(types: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A candidate of some type, honest in most fields and mad in some."""
    honest = {name: st.just(value) | st.just(value) | WORDS | VALUES
              for name, value in PLAUSIBLE.items()}  # fmt: skip
    whole = st.fixed_dictionaries(
        {"type": types, "evidence": QUOTES | QUOTES | QUOTES | VALUES}, optional=honest
    )
    return st.builds(
        lambda a, b: {**b, **a}, whole, st.dictionaries(MAD, WORDS | VALUES, max_size=3)
    )


@cache
def desk() -> Desk:
    store = MemoryStore()
    store.open()

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, FixedClock(NOW), "ana", "sense").commit(fill)
    return Desk(store, FixedClock(NOW), "ana")


@cache
def scene() -> Scene:
    ((arrival, _),) = intake(MAIL, "eml", name="", now=NOW)
    return Scene(arrival, desk().snapshot(), NOW, "ana")


@given(candidate(TYPES))
def test_what_a_model_says_is_an_offered_step_on_the_senders_words_or_nothing(given: Any) -> None:
    here = scene()
    try:
        kept = checked(here, offered(here), given)
    except Dropped:
        return
    doc = kept.action.to_doc()
    assert doc["type"] in ACTIONS
    text = here.arrival.text[kept.evidence.start : kept.evidence.end]
    assert text.replace("\n", " ") == kept.evidence.text
    address = doc.get("to") if doc["type"] in ("send_message", "offer_slots") else None
    assert (doc.get("invitee") or address or "iva@novak.example") == "iva@novak.example"
    assert doc.get("task") in (None, "WEB-1")
    assert doc.get("assignee") in (None, "ana", "bo")
    for name in ("due", "start", "at", "from", "requested_start"):
        assert str(doc.get(name) or "2026-03-0")[:9] == "2026-03-0"
    assert "\x1b" not in str(doc)


@given(st.text(max_size=400) | st.builds(lambda a, b: '{"candidates": [' + a + b, st.text(),
                                         st.text(alphabet='{}[]",: \\n1e', max_size=40)))  # fmt: skip
def test_any_answer_is_a_list_of_objects_or_a_problem(text: str) -> None:
    try:
        found = candidates_in(text)
    except ModelProblem:
        return
    assert len(found) <= MOST
    assert all(isinstance(one, dict) for one in found)


@settings(max_examples=60)
@given(
    st.text(max_size=30), candidate(st.sampled_from(sorted(ALLOWED)) | TYPES), st.text(max_size=30)
)
def test_whatever_an_agent_proposes_only_its_own_suggestions_appear(
    agent: str, given: dict[str, Any], why: str
) -> None:
    proposer = Proposer(Fence(desk().store), FixedClock(NOW), "ana")
    before = {t: list(desk().snapshot().all(t)) for t in TEAM if t != "counters"}
    for name in ("evidence", "when", "sure"):
        given.pop(name, None)
    try:
        answer = proposer.propose(agent, given, why)
    except Refused as full:
        if "no more now" not in str(full):
            raise
        return
    work = desk().snapshot()
    assert {t: list(work.all(t)) for t in before} == before
    assert work.count("outbox") == 0
    assert answer.why
    if answer.status == "proposed":
        doc = work.get("suggestions", str(answer.id)) or {}
        assert doc["state"] == "proposed"
        assert str(doc["origin"]).startswith("agent:")
        assert doc["actions"][0]["type"] in ALLOWED
