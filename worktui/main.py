"""From the words of the command line to a face: the terminal app, or one command.

Options that stand before the command are read here; nothing heavy is loaded until it is
known what is wanted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial

TYPE_CHECKING = False  # importing typing would cost more than all of --version
if TYPE_CHECKING:
    from datetime import datetime

    from worktui.app.desk import Desk
    from worktui.app.inbox import Inbox
    from worktui.wiring import House, Options

USAGE_HINT = "`worktui --help` lists the commands."
_NAMES = {"--file": "file", "-f": "file", "--db": "db", "--as": "me", "--now": "now", "--tz": "tz"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status (0 done, 1 could not, 2 usage, 3 conflict)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):
        from worktui import __version__

        sys.stdout.write(f"worktui {__version__}\n")
        return 0
    from worktui.faces.cli.frame import framed

    return framed(lambda: _run(words), as_json="--json" in words)


def _run(words: list[str]) -> int:
    from worktui.wiring import House

    named, rest = split(words)
    house = House(options(named, "--json" in words))
    try:
        if not rest:
            return _app(house)
        if rest[0] in ("--version", "-V"):
            return main(["--version"])
        if rest[0] == "demo":
            return _demo(house, rest[1:])
        from worktui.faces.cli import run

        return run(rest, house)
    finally:
        house.close()
        _tell(house)


def split(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Options before the command by name, and the rest; raises WrongUsage."""
    from worktui.domain.errors import WrongUsage

    named: dict[str, str] = {}
    left = list(words)
    while left and left[0].startswith("-") and left[0] not in ("--help", "-h", "--version", "-V"):
        word, equals, value = left.pop(0).partition("=")
        if word == "--json":
            named["json"] = "yes"
            continue
        if word not in _NAMES:
            raise WrongUsage(f"There is no option {word[:40]} before a command.", hint=USAGE_HINT)
        if not equals:
            if not left:
                raise WrongUsage(f"{word} lacks its value.", hint=USAGE_HINT)
            value = left.pop(0)
            if value.startswith("--"):
                raise WrongUsage(f"{word} lacks its value.", hint=USAGE_HINT)
        named[_NAMES[word]] = value
    if named.pop("json", "") and left:
        left.insert(1, "--json")
    return named, left


def options(named: dict[str, str], as_json: bool) -> Options:
    """Checked options; the environment fills what was not said."""
    from worktui.domain.errors import BadInput
    from worktui.wiring import Options

    now = named.get("now") or os.environ.get("WORKTUI_NOW", "")
    tz = named.get("tz", "")
    if tz:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(tz)
        except (ValueError, OSError, KeyError) as error:
            raise BadInput(
                f"“{tz[:60]}” is not a time zone.", hint="Write it as Europe/Berlin."
            ) from error
    return Options(
        named.get("file", ""),
        named.get("db", ""),
        named.get("me", ""),
        _moment(now, tz),
        tz,
        as_json,
    )


def _moment(text: str, tz: str) -> datetime | None:
    """The instant of `--now`; a wall time without offset is one of `--tz` or UTC."""
    from worktui.domain.errors import BadInput

    if not text:
        return None
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(
            f"--now: “{text[:60]}” is not a moment.", hint="Write it as 2026-03-04T14:02:00+01:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(tz or "UTC"))


def _app(house: House) -> int:
    """The terminal app; a first start asks how to begin."""
    gc.disable()  # until the first screen is painted: start-up makes much and drops little
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from worktui.faces.cli import welcome

        return welcome.without_terminal(house)
    if not house.exists():
        from worktui.faces.cli import welcome

        choice = welcome.ask(house)
        if choice != "begun":
            return _demo(house, []) if choice == "demo" else 0
    from worktui.faces import tui

    desk = house.desk().through("key")
    if house.options.file and (words := house.left_out()):
        sys.stderr.write(f"{words}\n")
    _tell(house)
    return tui.run(
        desk,
        partial(_inbox, desk, house),
        settings=house.config,
        settings_file=house.config_file,
        courier=house.courier,
        solver=house.solver,
        senses=house.senses,
    )


def _tell(house: House) -> None:
    """Say what had to be put in order, if anything had."""
    if house.notices:
        from worktui.faces.cli import welcome

        welcome.tell_notices(house)


def _inbox(desk: Desk, house: House) -> Inbox:
    """The inbox, made when it is first asked for."""
    from worktui.wiring import make_inbox

    config = house.config
    return make_inbox(desk, config.hooks, own_commits=config.own_commits, model=house.model())


def _demo(house: House, words: list[str]) -> int:
    """The app on sample work that is thrown away; `--write PATH` leaves the sample there."""
    from worktui.faces.cli import demo

    wish = demo.wish(words)
    if wish.help:
        return demo.say_help()
    if wish.path:
        house.write_demo(demo.fresh(wish.path))
        return demo.told(wish.path, as_json=house.options.json)
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="worktui-demo-") as folder:
        path = Path(folder) / "work.json"
        house.write_demo(path)
        trial = house.at(path)
        try:
            return _app(trial)
        finally:
            trial.close()
