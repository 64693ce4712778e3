"""Said against done as frozen values: who owes comes first, and what a standup asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.app.conftest import NOW
from worktui.app.desk import Desk
from worktui.app.views.promises import on_task, promises_view, said_by, summary, with_contact
from worktui.app.views.task import task as task_view


def promise(desk: Desk, id: str, **fields: Any) -> None:
    doc = {
        "id": id, "who": "bo", "quote": f"I'll do {id}", "what": id, "kind": "do",
        "state": "open", "said_at": (NOW - timedelta(days=2)).isoformat(), **fields,
    }  # fmt: skip
    desk.commit(lambda draft: draft.create("promises", doc))


@pytest.fixture
def promised(desk: Desk) -> Desk:
    promise(desk, "PR-1", due="2026-03-02", state="broken", task="WEB-1",
            settled_at="2026-03-02T17:00:00+01:00")  # fmt: skip
    promise(desk, "PR-2", due="2026-03-06", task="WEB-2")
    promise(desk, "PR-3", who="ana", due="2026-03-03", state="kept", settled_at="2026-03-03",
            to="iva@novak.example")  # fmt: skip
    promise(desk, "PR-4", who="iva@novak.example", to="ana", due="2026-03-02", state="late",
            settled_at="2026-03-04T09:00:00+01:00")  # fmt: skip
    promise(desk, "PR-5", who="ana", state="withdrawn", settled_by="PR-3")
    promise(desk, "PR-6", who="ana", state="kept", due="2026-01-05", settled_at="2026-01-04",
            said_at="2026-01-02T09:00:00+01:00")  # fmt: skip
    return desk


def test_those_who_owe_come_first_and_what_is_long_settled_is_only_counted(promised: Desk) -> None:
    view = promises_view(promised.snapshot(), now=NOW)
    assert [teller.name for teller in view.tellers] == ["Bo Lind", "Iva Novak", "Ana Ruiz"]
    assert [row.id for row in view.tellers[0].rows] == ["PR-1", "PR-2"]
    assert view.tellers[0].words == "1 not yet, 1 to come"
    assert view.hidden == 1
    assert summary(view) == "5 promises: 1 not yet, 1 to come"
    assert promises_view(promised.snapshot(), now=NOW, everything=True).hidden == 0


def test_each_state_is_said_in_words_and_a_sign(promised: Desk) -> None:
    rows = {row.id: row for row in promises_view(promised.snapshot(), now=NOW).rows}
    assert {id: (row.words, row.sign) for id, row in rows.items()} == {
        "PR-1": ("not yet, 2 d over", "late"),
        "PR-2": ("by fri", ""),
        "PR-3": ("kept tue", "done"),
        "PR-4": ("done 2 d late", "done"),
        "PR-5": ("said anew", ""),
    }
    assert rows["PR-1"].said == "on 2 Mar"


def test_a_standup_hears_what_is_open_and_what_was_settled_since_the_last_one(
    promised: Desk,
) -> None:
    since = datetime.fromisoformat("2026-03-03T09:30:00+01:00")
    work = promised.snapshot()
    assert [row.id for row in said_by(work, "bo", now=NOW, since=since)] == ["PR-1", "PR-2"]
    assert [row.id for row in said_by(work, "ana", now=NOW, since=since)] == ["PR-3"]
    later = NOW + timedelta(days=3)
    assert said_by(work, "ana", now=later, since=later) == ()


def test_a_task_and_a_contact_show_what_was_said_about_them(promised: Desk) -> None:
    work = promised.snapshot()
    assert [row.id for row in on_task(work, "WEB-1", now=NOW)] == ["PR-1"]
    view = task_view(work, "WEB-1", now=NOW)
    assert view is not None
    assert [row.quote for row in view.said] == ["I'll do PR-1"]
    found = with_contact(work, "iva@novak.example", now=NOW)
    assert [(row.id, row.name) for row in found] == [("PR-4", "Iva Novak"), ("PR-3", "Ana Ruiz")]


def test_one_person_alone_can_be_asked_for(promised: Desk) -> None:
    view = promises_view(promised.snapshot(), now=NOW, who="iva@novak.example")
    assert [row.id for row in view.rows] == ["PR-4"]
