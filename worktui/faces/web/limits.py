"""How often one address, form or person may do something: leaky buckets, bounded in number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

RULES: Mapping[str, tuple[int, int]] = {
    "post": (120, 600),
    "booked": (20, 3600),
    "invitee": (6, 3600),
    "form": (20, 600),
    "one_form": (120, 3600),
    "guess": (30, 600),
    "forged": (20, 600),
}
"""By what is counted: so many at once, and the seconds in which as many come back.

`post` every sent form of an address, `booked` bookings made from it, `invitee` bookings for
one mail address, `form` submissions of an address, `one_form` all those of one form, `guess`
false links, `forged` deliveries with a false signature.
"""
MOST = 20_000
"""Buckets kept; the one unused for longest goes first."""


@dataclass(slots=True)
class Limits:
    """The buckets of one server. Used from its event loop alone, so it needs no lock."""

    rules: Mapping[str, tuple[int, int]] = field(default_factory=lambda: RULES)
    _full: OrderedDict[tuple[str, str], tuple[float, datetime]] = field(default_factory=OrderedDict)

    def take(self, name: str, key: str, now: datetime) -> bool:
        """Count one more; False when it is one too many."""
        level = self._level(name, key, now)
        if level + 1 > self.rules[name][0]:
            return False
        self._full[name, key] = (level + 1, now)
        self._full.move_to_end((name, key))
        while len(self._full) > MOST:
            self._full.popitem(last=False)
        return True

    def spent(self, name: str, key: str, now: datetime) -> bool:
        """Whether one more would be too many; counts nothing."""
        return self._level(name, key, now) + 1 > self.rules[name][0]

    def wait(self, name: str) -> int:
        """Seconds until one more is free again."""
        burst, seconds = self.rules[name]
        return max(1, -(-seconds // burst))

    def _level(self, name: str, key: str, now: datetime) -> float:
        burst, seconds = self.rules[name]
        level, then = self._full.get((name, key), (0.0, now))
        return max(0.0, level - (now - then).total_seconds() * burst / seconds)
