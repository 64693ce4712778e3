"""The board as a frozen value: columns of task ids in order; cards are made when they are seen.

A board of a hundred thousand tasks holds ids, not cards: `BoardView.card` makes a card from
its document and keeps it as long as the document, and what it waits for, stay the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from worktui.app.views.card import CardView, card
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

WINDOW = 7
"""So many days finished work stays on the board."""

Fits = Callable[[Doc], bool]
Key = tuple[float, str]


class ColumnView(NamedTuple):
    """One column: the ids of its cards from top to bottom. `limit` 0 is none.

    In a column for done work (`kind` done) they are those of the last days, newest first.
    """

    id: str
    name: str
    kind: str
    limit: int
    ids: Sequence[str]
    windowed: bool = False

    @property
    def over(self) -> bool:
        """Whether it holds more than its limit."""
        return bool(self.limit) and len(self.ids) > self.limit

    @property
    def counted(self) -> str:
        """How many, in words: `12`, `4 of 3`, `41 in 7 d`."""
        number = len(self.ids)
        if self.windowed:
            return f"{number} in {WINDOW} d"
        return f"{number} of {self.limit}" if self.limit else str(number)


@dataclass(frozen=True, slots=True)
class BoardView:
    """All columns over one picture of the work. `fits` is the filter that made it, if any."""

    columns: tuple[ColumnView, ...]
    work: Snapshot
    now: datetime
    settings: Settings
    fits: Fits | None = None
    all_done: bool = False
    _cards: dict[str, tuple[Doc, datetime, CardView]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def card(self, id: str) -> CardView | None:
        """The card of a task on this board, made now if need be; None when the task is gone."""
        doc = self.work.get("tasks", id)
        if doc is None:
            return None
        kept = self._cards.get(id)
        if kept is not None and kept[0] is doc and kept[1] == self.now:
            return kept[2]
        made = card(doc, self.work, self.settings, self.now)
        if kept is not None and kept[2] == made:
            made = kept[2]  # the very same, so that nobody draws it again
        self._cards[id] = (doc, self.now, made)
        return made

    def find(self, id: str) -> tuple[int, int] | None:
        """(column, row) of a task, None when it is not shown."""
        doc = self.work.get("tasks", id)
        if doc is None:
            return None
        for number, column in enumerate(self.columns):
            row = _place(column, doc, self.work)
            if row is not None:
                return number, row
        return None

    @property
    def count(self) -> int:
        """Cards on the board."""
        return sum(len(column.ids) for column in self.columns)


def board(
    work: Snapshot,
    *,
    now: datetime,
    fits: Fits | None = None,
    among: Iterable[Doc] | None = None,
    all_done: bool = False,
) -> BoardView:
    """The board as it stands at `now`. `fits` keeps some tasks only (`among`, if given, are
    those that fit already); `all_done` shows finished work of any age, as a filter that names
    a state wants."""
    settings = Settings.of(work)
    heads = _heads(work)
    since = _since(settings, now)
    lists: dict[str, list[Doc]] = {head.id: [] for head in heads}
    kinds = {head.id: head.kind for head in heads}
    first = heads[0].id if heads else ""
    for task in work.all("tasks") if among is None else among:
        if task.get("archived"):
            continue
        try:
            lists[task["status"]].append(task)
        except KeyError:  # no column, or one that is not here: the first
            if first:
                lists[first].append(task)
    for id, kind in kinds.items():
        if kind == "done" and not all_done:
            lists[id] = [task for task in lists[id] if _finish(task) >= since]
        if fits is not None and among is None:
            lists[id] = [task for task in lists[id] if fits(task)]
    columns = tuple(
        head._replace(ids=_ordered(lists[head.id], head.kind), windowed=_windowed(head, all_done))
        for head in heads
    )
    return BoardView(columns, work, now, settings, fits, all_done)


def follow(view: BoardView, work: Snapshot, touched: Iterable[str], now: datetime) -> BoardView:
    """The same board after some tasks changed; costs what changed, not what is there."""
    changed = set(touched)
    heads = {column.id: column.kind for column in view.columns}
    lists: dict[str, list[str]] = {}
    since = _since(view.settings, now)
    first = view.columns[0].id if view.columns else ""
    for id in changed:  # all are taken out before any is put in: what is ordered by must hold
        at = view.find(id)
        if at is not None:
            column = view.columns[at[0]]
            lists.setdefault(column.id, list(column.ids)).remove(id)
    for id in changed:
        task = work.get("tasks", id)
        if task is None or task.get("archived") or (view.fits and not view.fits(task)):
            continue
        status = task.get("status", first)
        status = status if status in heads else first
        if heads.get(status) == "done" and not view.all_done and _finish(task) < since:
            continue
        ids = lists.setdefault(status, list(_column(view, status).ids))
        _insert(ids, task, heads[status], work)
    columns = tuple(
        column._replace(ids=tuple(lists[column.id])) if column.id in lists else column
        for column in view.columns
    )
    cards = {id: kept for id, kept in view._cards.items() if not _waits_for(kept[0], changed)}
    return replace(view, columns=columns, work=work, now=now, _cards=cards)


def _heads(work: Snapshot) -> list[ColumnView]:
    columns = sorted(work.all("columns"), key=lambda doc: doc.get("rank", 0))
    return [
        ColumnView(
            doc["id"],
            str(doc.get("name", doc["id"])),
            str(doc.get("kind", "todo")),
            int(doc.get("limit") or 0),
            (),
        )
        for doc in columns
    ]


def _windowed(head: ColumnView, all_done: bool) -> bool:
    return head.kind == "done" and not all_done


def _ordered(tasks: list[Doc], kind: str) -> tuple[str, ...]:
    key = _key(kind)
    return tuple([id for _, id in sorted([key(task) for task in tasks])])


def _rank_key(task: Doc) -> Key:
    return (task.get("rank", 0), task["id"])


def _newest_key(task: Doc) -> Key:
    return (-_ordinal(_finish(task)), task["id"])


def _ordinal(finish: str) -> int:
    return int(finish.replace("-", "") or 0)


def _finish(task: Mapping[str, object]) -> str:
    """The day it was finished as stored, "" when nobody noted it."""
    return str(task.get("actual_finish") or "")[:10]


def _since(settings: Settings, now: datetime) -> str:
    return (settings.today(now) - timedelta(days=WINDOW - 1)).isoformat()


def _key(kind: str) -> Callable[[Doc], Key]:
    return _newest_key if kind == "done" else _rank_key


def _place(column: ColumnView, task: Doc, work: Snapshot) -> int | None:
    """The row of a task in a column by bisection over what the column is ordered by."""
    key = _key(column.kind)
    row = bisect_left(column.ids, key(task), key=lambda id: _key_of(work, id, key))
    return row if row < len(column.ids) and column.ids[row] == task["id"] else None


def _key_of(work: Snapshot, id: str, key: Callable[[Doc], Key]) -> Key:
    doc = work.get("tasks", id)
    return key(doc) if doc is not None else (float("-inf"), id)


def _insert(ids: list[str], task: Doc, kind: str, work: Snapshot) -> None:
    key = _key(kind)
    insort(ids, task["id"], key=lambda id: _key_of(work, id, key))


def _column(view: BoardView, id: str) -> ColumnView:
    return next(column for column in view.columns if column.id == id)


def _waits_for(task: Doc, changed: set[str]) -> bool:
    return any(link.get("task") in changed for link in task.get("depends_on") or ())
