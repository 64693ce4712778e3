"""Verbs: everything a person can do, in one table.

Keys, footer, palette, help and the command line's help are made from it. A verb is never
hidden: where it is not possible now, `blocked` says why in a few words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from worktui.app.verbs_table import FOOTERS, TABLE
from worktui.app.verbs_when import Blocked, Scene


class Verb(NamedTuple):
    """One thing to do. `keys` the first is shown; `label` as short as the footer needs it;
    `places` where it is at home ("*" everywhere); `reach` view, local or outward."""

    id: str
    title: str
    says: str
    keys: tuple[str, ...]
    label: str
    places: tuple[str, ...]
    reach: str
    blocked: Blocked

    def at(self, place: str) -> bool:
        """Whether it is at home in a place."""
        return place in self.places or "*" in self.places

    @property
    def key(self) -> str:
        """The key shown, "" when it has none."""
        return self.keys[0] if self.keys else ""


VERBS: tuple[Verb, ...] = tuple(
    Verb(id, title, says, tuple(k for k in keys.split(",") if k), label, places, reach, blocked)
    for id, title, says, keys, label, places, reach, blocked in TABLE
)
"""All verbs; in each place those at its front are used most."""

_BY_ID = {verb.id: verb for verb in VERBS}


def verb(id: str) -> Verb:
    """A verb by its id; raises KeyError."""
    return _BY_ID[id]


def verbs_of(place: str) -> Iterator[Verb]:
    """The verbs at home in a place, in order of use."""
    return (verb for verb in VERBS if verb.at(place))


__all__ = ["FOOTERS", "VERBS", "Scene", "Verb", "verb", "verbs_of"]
