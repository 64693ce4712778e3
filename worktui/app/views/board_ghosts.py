"""The board as it would be, beside the board as it is: cards that would come, cards that would say
something else. Pure: a view, the work afterwards, and which tasks that touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from worktui.app.views.board import BoardView, follow
from worktui.app.views.card import CardView, card
from worktui.domain.snapshot import Snapshot

NEW, HERE, GONE = "would be here", "would land here", "would go"


class Ghost(NamedTuple):
    """A card that would stand in a column: before its `row`-th line of what is drawn, with all
    ghosts counted. `words` says why it is there."""

    row: int
    card: CardView
    words: str


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
        elif was is None or was[0] != will[0]:
            column = then.columns[will[0]].id
            coming.setdefault(column, {})[id] = NEW if view.work.get("tasks", id) is None else HERE
        else:
            doc = after.get("tasks", id)
            made = card(doc, after, then.settings, then.now) if doc is not None else None
            if made != view.card(id):
                cards[id] = made
    columns = {id: _among(view, then, id, words) for id, words in coming.items()}
    return BoardGhosts(columns, cards)


def _among(
    view: BoardView, then: BoardView, column: str, words: Mapping[str, str]
) -> tuple[Ghost, ...]:
    """Ghosts laid between the cards that stand there now, each behind its neighbour to be."""
    here = list(next(each.ids for each in view.columns if each.id == column))
    rows: list[tuple[str, bool]] = [(id, False) for id in here]
    before = ""
    for id in next(each.ids for each in then.columns if each.id == column):
        if id in words:
            at = next((n + 1 for n, (each, _) in enumerate(rows) if each == before), 0)
            rows.insert(at, (id, True))
        before = id
    made = []
    for number, (id, ghost) in enumerate(rows):
        found = then.card(id) if ghost else None
        if found is not None:
            made.append(Ghost(number, found, words[id]))
    return tuple(made)
