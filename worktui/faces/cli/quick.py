"""The quick way for the commands that run at a prompt: no option parser is loaded for them.

Only forms without further options are taken here; everything else goes the usual way, by
the same functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from worktui.faces.cli.room import House, Room


def quick(words: Sequence[str], house: House, *, as_json: bool) -> bool:
    """Carry a command out if it is one of the simple ones; whether it was."""
    name, rest = words[0], list(words[1:])
    if rest[:1] == ["--"]:
        rest = rest[1:]
    elif (name, rest) != ("next", ["--line"]) and any(_is_option(name, word) for word in rest):
        return False
    if name == "add" and rest:
        from worktui.faces.cli.add import add

        add(Room(house, as_json), " ".join(rest))
        return True
    if name == "list":
        from worktui.faces.cli.listing import listing

        listing(Room(house, as_json), " ".join(rest))
        return True
    if name == "next" and rest in ([], ["--line"]):
        from worktui.faces.cli.listing import upcoming

        upcoming(Room(house, as_json), line=bool(rest))
        return True
    return False


def _is_option(name: str, word: str) -> bool:
    """`-status:done` in a filter is a term; all else with a dash may be an option."""
    term = name == "list" and not word.startswith("--") and len(word) > 2
    return word.startswith("-") and not term
