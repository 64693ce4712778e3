"""What changed since the status before: days, health, scope and money, each worse, better or new.

Compares the facts of two moments; where no status was kept, only what was finished in the
last days is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from worktui.app.phrases import counted, listed
from worktui.app.status.keeping import day_of
from worktui.app.status.page import Moved, Since, StatusPage, day_words
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.health.model import ORDER, WORDS

LOOK_BACK = 7
"""Days told of where no status was kept."""
NAMED = 8
"""Finished tasks that are named."""
_MONEY = (("ac", "spent"), ("eac", "ends at"), ("bac", "the budget is"))


def compared(
    page: StatusPage, facts: Doc, kept: Doc | None, work: Snapshot, project: str
) -> StatusPage:
    """The page with what changed since a kept status. `facts` are the page's own."""
    today = page.at.date()
    if kept is None:
        start = today - timedelta(days=LOOK_BACK)
        named, more = _finished(work, project, start, None)
        return replace(page, since=Since("", start, "", (), named, more))
    before: Doc = kept.get("facts") or {}
    start = parse_instant(str(kept["at"])).astimezone(page.at.tzinfo).date()
    was_open = frozenset(map(str, before.get("open") or ()))
    named, more = _finished(work, project, start, was_open)
    changes = (
        *_stones(facts, before, today),
        *_scope(facts, was_open, work, project),
        *_money(facts.get("money") or {}, before.get("money") or {}),
    )
    who = str(kept.get("by", ""))
    return replace(page, since=Since(str(kept["id"]), start, who, changes, named, more))


def _stones(facts: Doc, before: Doc, today: date) -> Iterable[Moved]:
    now: Mapping[str, Any] = facts.get("milestones") or {}
    then: Mapping[str, Any] = before.get("milestones") or {}
    for id, stone in now.items():
        if id not in then:
            due = day_of(stone, "due")
            promised = f", promised for {day_words(due, today)}" if due else ""
            yield Moved("news", f"{stone['name']} is a new milestone{promised}")
        else:
            yield from _stone(stone, then[id], today)
    for id, stone in then.items():
        if id not in now:
            yield Moved("news", f"{stone.get('name', id)} is a milestone no more")


def _stone(now: Doc, then: Doc, today: date) -> Iterable[Moved]:
    name = str(now["name"])
    due, was_due = day_of(now, "due"), day_of(then, "due")
    if due != was_due:
        yield _promise(name, due, was_due, today)
    parts, kinds = [], []
    health, was = str(now["health"]), str(then.get("health", ""))
    ranks = {str(state): rank for rank, state in enumerate(ORDER)}
    if health != was and was in ranks and health in ranks:
        parts.append(f"is {WORDS[health]}, was {WORDS[was]}")
        kinds.append("worse" if ranks[health] < ranks[was] else "better")
    for field, label in (("forecast", "forecast"), ("p80", "P80")):
        day, before = day_of(now, field), day_of(then, field)
        if health == "done" or day is None or before is None or day == before:
            continue
        if field == "p80" and any(part.startswith("forecast") for part in parts):
            continue  # it moved along
        parts.append(f"{label} {day_words(day, today)}, was {day_words(before, today)}")
        kinds.append("worse" if day > before else "better")
    if parts:
        yield Moved("worse" if "worse" in kinds else "better", f"{name} {'; '.join(parts)}")


def _promise(name: str, due: date | None, was: date | None, today: date) -> Moved:
    if due is None:
        return Moved("worse", f"{name} has no promised day any more")
    if was is None:
        return Moved("news", f"{name} is now promised for {day_words(due, today)}")
    text = f"{name} is promised for {day_words(due, today)}, was {day_words(was, today)}"
    return Moved("worse" if due > was else "news", text)


def _scope(facts: Doc, was_open: frozenset[str], work: Snapshot, project: str) -> Iterable[Moved]:
    now_open = list(map(str, facts.get("open") or ()))
    new = [id for id in now_open if id not in was_open]
    if new:
        yield Moved("news", f"{counted(len(new), 'task')} came in: {listed(new)}")
    gone = sorted(id for id in was_open if _left(work.get("tasks", id), project))
    if gone:
        yield Moved("news", f"{counted(len(gone), 'task')} left the project: {listed(gone)}")


def _left(doc: Doc | None, project: str) -> bool:
    return doc is None or doc.get("project") != project or bool(doc.get("archived"))


def _money(now: Doc, then: Doc) -> Iterable[Moved]:
    currency = str(now.get("currency", ""))
    if currency != str(then.get("currency", "")):
        return
    for name, label in _MONEY:
        value, before = _amount(now, name), _amount(then, name)
        if value is None or before is None or value == before:
            continue
        by = f"{abs(value - before):,.0f} {currency}".strip()
        if name == "ac":
            yield Moved("news", f"{by} spent since")
            continue
        way = "more" if value > before else "less"
        worse = (value > before) == (name == "eac")
        text = f"{label} {value:,.0f} {currency}".strip()
        kind = "worse" if worse and name == "eac" else "better" if name == "eac" else "news"
        yield Moved(kind, f"{text}, {by} {way} than then")


def _amount(money: Doc, name: str) -> Decimal | None:
    try:
        return Decimal(str(money[name])) if name in money else None
    except InvalidOperation:
        return None


def _finished(
    work: Snapshot, project: str, start: date, was_open: frozenset[str] | None
) -> tuple[tuple[str, ...], int]:
    """Tasks finished from a day on (of those open then, or made and finished since)."""
    kinds = {str(doc["id"]): doc.get("kind") for doc in work.all("columns")}
    zone = Settings.of(work)
    found: list[tuple[date, str]] = []
    for doc in work.all("tasks"):
        if doc.get("project") != project or kinds.get(str(doc.get("status"))) != "done":
            continue
        day = _day_of(str(doc.get("actual_finish") or ""), zone)
        known = was_open is not None and doc["id"] in was_open
        if known or (day is not None and (day > start if was_open is not None else day >= start)):
            who = f" ({doc['assignee']})" if doc.get("assignee") else ""
            found.append((day or date.max, f"{doc['id']} {doc.get('title', '')}{who}"))
    found.sort(key=lambda pair: pair[0], reverse=True)
    named = tuple(text for _, text in found[:NAMED])
    return named, len(found) - len(named)


def _day_of(text: str, settings: Settings) -> date | None:
    if not text:
        return None
    try:
        return parse_day(text) if len(text) <= 10 else settings.due_day(text)
    except BadInput:
        return None
