"""The inbox is in the order that decisions taught; what is suggested stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from worktui.app.habit import Order
from worktui.app.views.inbox import inbox
from worktui.domain.snapshot import MappingSnapshot

NOW = datetime(2026, 5, 6, 9, tzinfo=UTC)
ANA, PETR = "ana@client.example", "petr@other.example"


def suggestion(
    id: int, state: str, contact: str, hours_ago: float = 1, **more: Any
) -> dict[str, Any]:
    made = (NOW - timedelta(hours=hours_ago)).isoformat()
    return {
        "id": f"S-{id}", "state": state, "contact": contact, "made_at": made, "title": f"Number {id}",
        "arrivals": [], "band": "likely", "actions": [{"n": 1, "type": "create_task", "title": "T"}], **more,
    }  # fmt: skip


def work(*docs: dict[str, Any]) -> MappingSnapshot:
    return MappingSnapshot({"suggestions": {doc["id"]: doc for doc in docs}})


def shown(*docs: dict[str, Any]) -> list[str]:
    return [item.id for item in inbox(work(*docs), now=NOW).items]


WAITING = (suggestion(1, "proposed", ANA, 5), suggestion(2, "proposed", PETR, 1))


def test_without_decisions_the_newest_is_first() -> None:
    assert shown(*WAITING) == ["S-2", "S-1"]


def test_what_is_usually_accepted_comes_first_and_what_is_dismissed_later() -> None:
    taken = [suggestion(10 + n, "applied", ANA) for n in range(5)]
    left = [suggestion(20 + n, "dismissed", PETR) for n in range(5)]
    assert shown(*WAITING, *taken) == ["S-1", "S-2"]
    assert shown(*WAITING, *left) == ["S-1", "S-2"]


def test_what_a_rule_did_or_time_closed_is_nobodys_habit() -> None:
    ruled = [suggestion(10 + n, "applied", ANA, receipt={"rule": "RU-1"}) for n in range(5)]
    gone = [suggestion(20 + n, "expired", PETR) for n in range(5)]
    assert shown(*WAITING, *ruled, *gone) == ["S-2", "S-1"]


def test_habit_changes_no_band_and_no_step() -> None:
    taken = [suggestion(10 + n, "applied", ANA) for n in range(5)]
    before, after = (inbox(work(*WAITING, *more), now=NOW).items for more in ((), taken))
    assert {item.id: item for item in before} == {item.id: item for item in after}


def test_it_is_said_why_something_stands_earlier() -> None:
    taken = [suggestion(10 + n, "applied", ANA) for n in range(5)]
    assert "usually accept" in Order(work(*WAITING, *taken)).leaning(WAITING[0]).says
    assert Order(work(*WAITING)).leaning(WAITING[0]).says == ""
