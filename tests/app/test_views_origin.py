"""Whoever looks at a suggestion sees when a model or an agent says so."""

from __future__ import annotations

import pytest

from worktui.app.desk import Desk
from worktui.app.fence import Fence
from worktui.app.inbox import Inbox
from worktui.app.proposing import Proposer
from worktui.app.views.bundle import bundle
from worktui.app.views.inbox import inbox
from worktui.app.views.origin import origin_words
from worktui.wiring import intake


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("model:llama3.2:3b", "model llama3.2:3b"),
        ("agent:claude", "agent claude"),
        ("rules", ""),
        ("plan", ""),
        ("person", ""),
        (None, ""),
    ],
)
def test_a_model_and_an_agent_are_named_and_nobody_else(origin: str | None, words: str) -> None:
    assert origin_words({"origin": origin}) == words


def test_a_proposal_stands_in_the_inbox_as_the_agents(desk: Desk) -> None:
    proposer = Proposer(Fence(desk.store), desk.clock, "ana")
    given = {"type": "create_task", "title": "Send the quote"}
    answer = proposer.propose("claude", given, "Iva asked twice.")
    work = desk.snapshot()
    (item,) = inbox(work, now=desk.now()).items
    assert (item.who, item.sign) == ("Agent claude", "message")
    seen = bundle(work, str(answer.id), Inbox(desk, intake).preview(str(answer.id)))
    assert seen is not None
    assert seen.channel == "from agent claude"
    assert seen.reason == "Agent claude says: Iva asked twice."
