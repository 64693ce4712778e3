"""What is heard of a promise, what can prove it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["send", "answer", "do"]
State = Literal["open", "kept", "late", "broken", "withdrawn"]
"""Open until its day; kept in time, late after it, broken when the day passed with nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One promise in a message.

    `who` made it (a handle or an address), `to` whom ("" when nobody is named), `quote` the
    writer's own words at [start, end) of the text, `what` the thing without frame and date,
    `due` a day or an instant with offset ("" without), `task` the id it is about ("" if none).
    `kind` is send (something goes to somebody), answer (a word comes back) or do.
    """

    who: str
    to: str
    quote: str
    what: str
    due: str
    task: str
    kind: Kind
    start: int
    end: int
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that happened: `at` a day or an instant as stored, `by` the id that shows it."""

    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a promise, since when and by what (an id, "" for time alone)."""

    state: State
    at: str = ""
    by: str = ""
