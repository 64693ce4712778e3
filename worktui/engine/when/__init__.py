"""Dates in words: what day, time, range, length or repetition a text speaks of.

The one entrance is `find`; it is pure and reads no clock.  English, German,
French, Spanish and Portuguese share one grammar: words become symbols of no
language (`lexicon`), and rules over symbols reduce them to values (`reading`).
"""

from worktui.engine.when.reading import find
from worktui.engine.when.values import Habits, When

__all__ = ["Habits", "When", "find"]
