"""The board as it would be, beside the board as it is: cards that would come, cards that would say
something else. Pure: a view, the work afterwards, and which tasks that touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from worktui.app.views.board import BoardView, follow
from worktui.app.views.board_lanes import LaneKey
from worktui.app.views.card import CardView, card
from worktui.domain.snapshot import Snapshot

NEW, HERE, GONE = "would be here", "would land here", "would go"


class Ghost(NamedTuple):
    """A card that would stand in a column: before its `row`-th line of what is drawn, with all
    ghosts counted. `words` says why it is there; `lane` in which lane, where there are some."""

    row: int
    card: CardView
    words: str
    lane: LaneKey | None = None


@dataclass(frozen=True, slots=True)
class BoardGhosts:
    """Ghosts by column, and for cards that stay: how each would look, None where it would go."""

    columns: Mapping[str, tuple[Ghost, ...]] = field(default_factory=dict)
    cards: Mapping[str, CardView | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.columns or self.cards)


NOTHING = BoardGhosts()


def board_ghosts(view: BoardView, after: Snapshot, touched: Iterable[str]) -> BoardGhosts:
    """What would be different on this board. Costs what is touched, not what is there."""
    ids = sorted(set(touched))
    if not ids:
        return NOTHING
    then = follow(view, after, ids, view.now)
    coming: dict[str, dict[str, str]] = {}
    cards: dict[str, CardView | None] = {}
    for id in ids:
        was, will = view.find(id), then.find(id)
        if was is None and will is None:
            continue
        if will is None:
            cards[id] = None
        elif was is None or was[0] != will[0] or _beside(view, was) != _beside(then, will):
            column = then.columns[will[0]].id
            coming.setdefault(column, {})[id] = NEW if view.work.get("tasks", id) is None else HERE
        else:
            doc = after.get("tasks", id)
            made = card(doc, after, then.settings, then.now) if doc is not None else None
            if made != view.card(id):
                cards[id] = made
    columns = {id: _among(view, then, id, words) for id, words in coming.items()}
    return BoardGhosts(columns, cards)


def _beside(view: BoardView, at: tuple[int, int]) -> tuple[object, object]:
    """What a card is ordered by: it stands elsewhere in its column when that is another."""
    column = view.columns[at[0]]
    id = column.ids[at[1]]
    doc = view.work.get("tasks", id) or {}
    lane = view.lane_key(id) if view.lanes else None
    return lane, doc.get("actual_finish") if column.kind == "done" else doc.get("rank")


def _among(
    view: BoardView, then: BoardView, column: str, words: Mapping[str, str]
) -> tuple[Ghost, ...]:
    """Ghosts laid between the cards that stand there now, each behind its neighbour to be."""
    number = next(n for n, each in enumerate(then.columns) if each.id == column)
    ids = then.columns[number].ids
    places = []
    for id in words:
        found = then.find(id)
        made = then.card(id)
        if found is None or made is None:
            continue
        row = found[1]
        places.append((_behind(view, ids, row, number, words), row, made, words[id]))
    places.sort(key=lambda place: place[:2])
    lanes = {made.id: then.lane_key(made.id) for _, _, made, _ in places} if then.by else {}
    return tuple(
        Ghost(at + n, made, why, lanes.get(made.id)) for n, (at, _, made, why) in enumerate(places)
    )


def _behind(
    view: BoardView, ids: Sequence[str], row: int, number: int, coming: Mapping[str, str]
) -> int:
    """How many of the cards that stand in a column now lie before a row of what it would be."""
    for before in range(row - 1, -1, -1):
        id = ids[before]
        at = None if id in coming else view.find(id)
        if at is not None and at[0] == number:
            return at[1] + 1
    return 0
