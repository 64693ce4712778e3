"""Run as a program: books or cancels and delivers, and ends by itself at a named point, as if
it had been killed there.

    killed_worker.py FILE DO POINT NTH

`DO` is book or cancel; POINT one of committed, leased, taken, carried, noting, noted; NTH counts
how often the point may be passed before it is the end (1: the first time).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from worktui.app import outbox
from worktui.domain.actions import parse
from worktui.effects.courier import Courier
from worktui.wiring import House, Options

DO = {
    "book": [
        {"type": "book_slot", "event_type": "intro", "invitee": "zoe@client.example",
         "start": "2026-03-05T14:00:00+01:00", "name": "Zoe Ray"},
        {"type": "send_message", "channel": "webhook", "to": "team", "body": "Zoe is booked."},
    ],
    "cancel": [
        {"type": "cancel_booking", "booking": "BK-1"},
        {"type": "send_message", "channel": "webhook", "to": "team", "body": "Zoe is off."},
    ],
}  # fmt: skip
KILLED = 9


class Kill:
    """Ends the process, without a word, when a point is passed for the nth time."""

    def __init__(self, point: str, nth: int) -> None:
        self.point, self.left = point, nth

    def at(self, point: str) -> None:
        """Here is that point."""
        if point == self.point:
            self.left -= 1
            if not self.left:
                os._exit(KILLED)


def _around(
    call: Callable[..., Any], kill: Kill, before: str = "", after: str = ""
) -> Callable[..., Any]:
    def wrapped(*given: Any, **named: Any) -> Any:
        kill.at(before)
        result = call(*given, **named)
        kill.at(after)
        return result

    return wrapped


def main() -> None:
    """Do it."""
    file, do, point, nth = sys.argv[1:]
    kill = Kill(point, int(nth))
    now = "2026-03-04T10:00:00+01:00" if do == "book" else "2026-03-04T10:30:00+01:00"
    house = House(Options(file=str(Path(file)), me="ana", now=datetime.fromisoformat(now)))
    desk = house.desk()
    desk.do([parse(each) for each in DO[do]])
    kill.at("committed")
    outbox.due = _around(outbox.due, kill, before="leased")  # type: ignore[assignment]
    outbox._take = _around(outbox._take, kill, after="taken")
    outbox._note = _around(outbox._note, kill, before="noting", after="noted")
    Courier._carry = _around(Courier._carry, kill, after="carried")  # type: ignore[method-assign]
    outbox.deliver(desk, house.courier(), at_once=True)
    house.close()


if __name__ == "__main__":
    main()
