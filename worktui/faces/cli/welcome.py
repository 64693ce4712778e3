"""The first start: the demo or an empty start, asked in plain text; or what to do without one."""

from __future__ import annotations

import sys
from pathlib import Path

from worktui.domain.errors import WrongUsage
from worktui.faces.cli.cells import plain
from worktui.faces.cli.room import House

_WELCOME = """worktui: a work system in the terminal. There is no work here yet.

  d  look at the demo first (sample work, thrown away afterwards)
  n  start a new, empty workspace
  q  leave

Your own work is kept in
  {path}
"""


def without_terminal(house: House) -> int:
    """No terminal to draw on: say what can be done instead. Raises WrongUsage."""
    there = house.exists()
    hint = "`worktui next` and `worktui list` answer as lines; `worktui --help` lists all."
    if not there:
        hint = "`worktui add` with some words starts a workspace; `worktui --help` lists all."
    raise WrongUsage("The terminal app needs a terminal, and this is none.", hint=hint)


def tell_notices(house: House) -> None:
    """Say what opening or recovery did, before the screens cover it."""
    for notice in house.notices:
        sys.stderr.write(f"{plain(notice.text)}\n")
    house.notices.clear()


def ask(house: House) -> str:
    """`demo`, `begun` after a workspace was started, or `leave`."""
    sys.stdout.write(_WELCOME.format(path=_short(house.path)))
    while True:
        word = _read("d, n or q: ").lower()
        if word in ("d", "demo"):
            return "demo"
        if word in ("q", "quit", "\x04"):
            return "leave"
        if word in ("n", "new"):
            _begin(house)
            return "begun"


def _short(path: Path) -> str:
    """A path as people write it: below home it starts with ~."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _begin(house: House) -> None:
    from worktui.app.workspace_wide import zone_called  # only a beginning needs it

    login = house.os_user()
    name = _read(f"Your name [{login.capitalize()}]: ") or login.capitalize() or "Me"
    guess = house.guess_zone()
    zone = zone_called(_read(f"Your time zone [{guess}]: ") or guess)
    while not zone:
        sys.stdout.write("That is not a time zone; write it as Berlin or Europe/Berlin.\n")
        zone = zone_called(_read(f"Your time zone [{guess}]: ") or guess)
    house.begin_as(name, zone)
    if house.notices:  # before the screens cover it
        tell_notices(house)
        _read("⏎ goes on: ")


def _read(question: str) -> str:
    """One line; the end of input counts as leaving."""
    try:
        return input(question).strip()
    except EOFError:
        return "\x04"
