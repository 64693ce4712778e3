"""Long lists in pages. A cursor names the last one shown, so that what comes in between does not
shift the pages; it is no secret and holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from worktui.domain.errors import BadInput

Json = dict[str, Any]
T = TypeVar("T")
_MARK = "after:"


def page(
    items: Sequence[T],
    cursor: str | None,
    limit: int,
    *,
    key: Callable[[T], str],
    tell: Callable[[T], Any],
) -> Json:
    """At most `limit` items from behind the cursor on, as {"items", "total", "next_cursor"}.

    `next_cursor` is null on the last page. Raises BadInput for a cursor that leads nowhere.
    """
    begin = _begin([key(item) for item in items], cursor)
    shown = items[begin : begin + limit]
    more = begin + limit < len(items)
    return {
        "items": [tell(item) for item in shown],
        "total": len(items),
        "next_cursor": f"{_MARK}{key(shown[-1])}" if shown and more else None,
    }


def _begin(keys: Sequence[str], cursor: str | None) -> int:
    if not cursor:
        return 0
    name = cursor.removeprefix(_MARK)
    if not cursor.startswith(_MARK) or name not in keys:
        raise BadInput(
            "That cursor leads nowhere; the list may have changed.",
            hint="Begin again without a cursor.",
        )
    return keys.index(name) + 1
