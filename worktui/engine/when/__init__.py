"""Dates in words: what day, time, range, length or repetition a text speaks of.

The one entrance is `find`; it is pure and reads no clock.  English, German,
French, Spanish and Portuguese share one grammar: words become symbols of no
language (`lexicon`), and rules over symbols reduce them to values (`reading`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from worktui.engine.when.values import Habits, When

__all__ = ["Habits", "When", "find"]


def find(
    text: str,
    now: datetime,
    habits: Habits,
    languages: Sequence[str] = ("en", "de", "fr", "es", "pt"),
) -> tuple[When, ...]:
    """Every phrase of `text` that speaks of time, in order.

    `now` is aware; days are those of `habits.tz`.  Nothing is raised for any text.
    The grammar is loaded with the first call.  Only the first 30,000 words and marks
    of a text are read, so that time is bounded whatever comes in.
    """
    from worktui.engine.when.reading import read

    return read(text, now, habits, languages)
