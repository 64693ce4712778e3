"""Order of tasks by their links, and the rings that leave none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worktui.engine.network.model import Link


def find_cycle(tasks: Iterable[str], links: Iterable[Link]) -> list[str]:
    """The tasks of one ring in the order of the links; empty where there is none.

    Links of every type count, and links to tasks that are not named too.
    """
    after: dict[str, list[str]] = {id: [] for id in tasks}
    for link in links:
        after.setdefault(link.before, []).append(link.after)
        after.setdefault(link.after, [])
    names = list(after)
    at = {id: place for place, id in enumerate(names)}
    return [names[place] for place in ring([[at[id] for id in after[name]] for name in names])]


def ring(after: Sequence[Sequence[int]]) -> list[int]:
    """One ring of a graph given as successors by place; empty where there is none."""
    fresh, open, closed = 0, 1, 2
    state = [fresh] * len(after)
    for root in range(len(after)):
        if state[root] != fresh:
            continue
        path, walks = [root], [iter(after[root])]
        state[root] = open
        while path:
            place = next(walks[-1], None)
            if place is None:
                walks.pop()
                state[path.pop()] = closed
            elif state[place] == open:
                return path[path.index(place) :]
            elif state[place] == fresh:
                state[place] = open
                path.append(place)
                walks.append(iter(after[place]))
    return []
