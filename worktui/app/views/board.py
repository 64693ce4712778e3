"""The board as a frozen value: columns of task ids in order; cards are made when they are seen.

A board of a hundred thousand tasks holds ids, not cards: `BoardView.card` makes a card from
its document and keeps it as long as the document, and what it waits for, stay the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from worktui.app.plans.lookup import columns_of
from worktui.app.views.board_lanes import (
    LaneKey,
    LaneOf,
    LaneView,
    keys_of,
    lane_of,
    lane_views,
    starts_of,
)
from worktui.app.views.card import CardView, card
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

WINDOW = 7
"""So many days finished work stays on the board."""

Fits = Callable[[Doc], bool]
Key = tuple[float | int | str, ...]
Order = tuple[float, str]


class ColumnView(NamedTuple):
    """One column: the ids of its cards from top to bottom. `limit` 0 is none.

    In a column for done work (`kind` done) they are those of the last days, newest first.
    `starts` says where in `ids` each lane begins; `held` how many tasks the column has in all
    where a filter or a project shows some of them only, -1 where all are shown; a `hard` limit
    asks before it is passed.
    """

    id: str
    name: str
    kind: str
    limit: int
    ids: Sequence[str]
    windowed: bool = False
    starts: tuple[int, ...] = ()
    held: int = -1
    hard: bool = False

    @property
    def full(self) -> int:
        """How many tasks stand in it, shown or not."""
        return len(self.ids) if self.held < 0 else self.held

    @property
    def over(self) -> bool:
        """Whether it holds more than its limit."""
        return bool(self.limit) and self.full > self.limit

    @property
    def counted(self) -> str:
        """How many, in words: `12`, `4 of 3`, `1, 4 of 3` where not all are shown, `41 in 7 d`."""
        number = len(self.ids)
        if self.windowed:
            return f"{number} in {WINDOW} d"
        if not self.limit:
            return str(number)
        shown = f"{number}, " if self.full != number else ""
        return f"{shown}{self.full} of {self.limit}"

    def lane_at(self, row: int) -> int:
        """The lane a row is in, 0 where there are none."""
        return max(0, bisect_right(self.starts, row) - 1) if self.starts else 0

    def lane(self, number: int) -> range:
        """The rows of a lane."""
        if not self.starts:
            return range(len(self.ids))
        after = self.starts[number + 1 : number + 2] or (len(self.ids),)
        return range(self.starts[number], after[0])


@dataclass(frozen=True, slots=True)
class BoardView:
    """All columns over one picture of the work. `fits` is the filter that made it, if any;
    `project` the one whose board it is; `by` what its lanes are by."""

    columns: tuple[ColumnView, ...]
    work: Snapshot
    now: datetime
    settings: Settings
    fits: Fits | None = None
    all_done: bool = False
    archived: bool = False
    project: str = ""
    by: str = ""
    lanes: tuple[LaneView, ...] = ()
    _lane: LaneOf | None = field(default=None, compare=False, repr=False)
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
            row = _place(column, doc, self)
            if row is not None:
                return number, row
        return None

    @property
    def count(self) -> int:
        """Cards on the board."""
        return sum(len(column.ids) for column in self.columns)

    def lane_key(self, id: str) -> LaneKey:
        """The lane of a task; only where there are lanes."""
        assert self._lane is not None
        return self._lane(self.work.get("tasks", id) or {})

    def shows(self, task: Doc) -> bool:
        """Whether a task belongs here, apart from how long ago it was finished."""
        if task.get("archived") and not self.archived:
            return False
        if self.project and task.get("project") != self.project:
            return False
        return self.fits is None or self.fits(task)


def board(
    work: Snapshot,
    *,
    now: datetime,
    fits: Fits | None = None,
    among: Iterable[Doc] | None = None,
    all_done: bool = False,
    archived: bool = False,
    project: str = "",
    by: str = "",
    held: Mapping[str, int] | None = None,
) -> BoardView:
    """The board as it stands at `now`. `fits` keeps some tasks only (`among`, if given, are
    those that fit already); `all_done` shows finished work of any age, as a filter that names
    a state wants, `archived` what was put away too. With `project` it is the board of one, with
    the columns that one uses; `by` makes lanes (`board_lanes.KINDS`). `held` is `held_by` of this
    work, for who keeps it."""
    settings = Settings.of(work)
    lane = lane_of(by, work)
    view = BoardView(
        _heads(work, project), work, now, settings, fits, all_done, archived, project, by,
        _lane=lane,
    )  # fmt: skip
    lists = _sorted_out(view, among)
    partial = fits is not None or bool(project)
    if held is None:
        limited = partial and any(head.limit for head in view.columns)
        held = held_by(work) if limited else {}
    columns = tuple(
        head._replace(
            ids=_ordered(lists[head.id], head.kind, lane),
            windowed=_windowed(head, all_done),
            held=held.get(head.id, 0) if head.limit and partial else -1,
        )
        for head in view.columns
    )
    return in_lanes(replace(view, columns=columns))


def _sorted_out(view: BoardView, among: Iterable[Doc] | None) -> dict[str, list[Doc]]:
    """The tasks that are shown, by column."""
    lists: dict[str, list[Doc]] = {head.id: [] for head in view.columns}
    first = view.columns[0].id if view.columns else ""
    archived, project = view.archived, view.project
    for task in view.work.all("tasks") if among is None else among:
        if task.get("archived") and not archived:
            continue
        if project and task.get("project") != project:
            continue
        try:
            lists[task["status"]].append(task)
        except KeyError:  # no column, or one that is not here: the first
            if first:
                lists[first].append(task)
    since, fits = _since(view.settings, view.now), view.fits
    for head in view.columns:
        id = head.id
        if head.kind == "done" and not view.all_done:
            lists[id] = [task for task in lists[id] if _finish(task) >= since]
        if fits is not None and among is None:
            lists[id] = [task for task in lists[id] if fits(task)]
    return lists


def held_by(work: Snapshot) -> Mapping[str, int]:
    """How many tasks each column of the workspace has, whatever is shown of them."""
    return Counter(
        str(task.get("status", "")) for task in work.all("tasks") if not task.get("archived")
    )


def in_lanes(view: BoardView, more: Iterable[LaneKey] = ()) -> BoardView:
    """The lanes there are cards in, and `more`, and where each begins in every column."""
    if view._lane is None:
        return view
    found = {key for column in view.columns for key in keys_of(column.ids, view.lane_key)}
    keys = sorted(found | set(more))
    columns = tuple(
        column._replace(starts=starts_of(column.ids, keys, view.lane_key))
        for column in view.columns
    )
    return replace(view, columns=columns, lanes=lane_views(view.by, keys, view.work))


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
    then = replace(view, work=work, now=now)
    for id in changed:
        task = work.get("tasks", id)
        if task is None or not view.shows(task):
            continue
        status = task.get("status", first)
        status = status if status in heads else first
        if heads.get(status) == "done" and not view.all_done and _finish(task) < since:
            continue
        ids = lists.setdefault(status, list(_column(view, status).ids))
        _insert(ids, task, heads[status], then)
    columns = tuple(
        column._replace(
            ids=tuple(lists[column.id]) if column.id in lists else column.ids,
            held=column.held if column.held < 0 else _held_then(column, view.work, work, changed),
        )
        for column in view.columns
    )
    cards = {id: kept for id, kept in view._cards.items() if not _waits_for(kept[0], changed)}
    return in_lanes(replace(then, columns=columns, _cards=cards))


def _held_then(column: ColumnView, before: Snapshot, after: Snapshot, changed: set[str]) -> int:
    """How many tasks a column has in all after some changed."""
    held = column.held
    for id in changed:
        held += _stands(after, id, column.id) - _stands(before, id, column.id)
    return held


def _stands(work: Snapshot, id: str, column: str) -> bool:
    task = work.get("tasks", id)
    return task is not None and task.get("status") == column and not task.get("archived")


def _heads(work: Snapshot, project: str) -> tuple[ColumnView, ...]:
    return tuple(
        ColumnView(
            doc["id"],
            str(doc.get("name", doc["id"])),
            str(doc.get("kind", "todo")),
            int(doc.get("limit") or 0),
            (),
            hard=bool(doc.get("hard")),
        )
        for doc in columns_of(work, project)
    )


def _windowed(head: ColumnView, all_done: bool) -> bool:
    return head.kind == "done" and not all_done


def _ordered(tasks: list[Doc], kind: str, lane: LaneOf | None) -> tuple[str, ...]:
    key = _key(kind)
    if lane is not None:
        rows = sorted([(*lane(task), *key(task)) for task in tasks])
        return tuple([str(row[-1]) for row in rows])
    return tuple([str(id) for _, id in sorted([key(task) for task in tasks])])


def _rank_key(task: Doc) -> Order:
    return (task.get("rank", 0), task["id"])


def _newest_key(task: Doc) -> Order:
    return (-_ordinal(_finish(task)), task["id"])


def _ordinal(finish: str) -> int:
    return int(finish.replace("-", "") or 0)


def _finish(task: Mapping[str, object]) -> str:
    """The day it was finished as stored, "" when nobody noted it."""
    return str(task.get("actual_finish") or "")[:10]


def _since(settings: Settings, now: datetime) -> str:
    return (settings.today(now) - timedelta(days=WINDOW - 1)).isoformat()


def _key(kind: str) -> Callable[[Doc], Order]:
    return _newest_key if kind == "done" else _rank_key


def _place(column: ColumnView, task: Doc, view: BoardView) -> int | None:
    """The row of a task in a column by bisection over what the column is ordered by."""
    key = _whole_key(column.kind, view)
    row = bisect_left(column.ids, key(task["id"]), key=key)
    return row if row < len(column.ids) and column.ids[row] == task["id"] else None


def _whole_key(kind: str, view: BoardView) -> Callable[[str], Key]:
    """What a column is ordered by, for ids: its lane first, where there are lanes."""
    order, lane, work = _key(kind), view._lane, view.work

    def key(id: str) -> Key:
        doc = work.get("tasks", id)
        if doc is None:
            return (float("-inf"), id)
        return order(doc) if lane is None else (*lane(doc), *order(doc))

    return key


def _insert(ids: list[str], task: Doc, kind: str, view: BoardView) -> None:
    insort(ids, task["id"], key=_whole_key(kind, view))


def _column(view: BoardView, id: str) -> ColumnView:
    return next(column for column in view.columns if column.id == id)


def _waits_for(task: Doc, changed: set[str]) -> bool:
    return any(link.get("task") in changed for link in task.get("depends_on") or ())
