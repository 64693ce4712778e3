"""A small team with mails in its inbox, the app over it, and hands that speak in keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from textual.pilot import Pilot

from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.faces.tui import make_app
from worktui.faces.tui.app import Worktui
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox

NOW = datetime.fromisoformat("2026-11-23T14:02+01:00")

WORK: dict[str, Any] = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "me": "ana",
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "tz": "Europe/Berlin"},
        {"id": "bo", "name": "Bo Lind", "email": "bo@acme.example", "tz": "Europe/Berlin"},
    ],
    "contacts": [
        {"name": "Iva Novak", "email": "iva@novak.example", "tz": "Europe/Prague", "project": "WEB"}
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing"},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "projects": [{"key": "WEB", "name": "Website"}],
    "milestones": [{"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-12-11"}],
    "tasks": [
        {"id": "WEB-1", "title": "Booking page", "status": "doing", "assignee": "ana",
         "project": "WEB", "milestone": "WEB-M1", "due": "2026-11-20", "estimate_hours": 6,
         "actual_start": "2026-11-19"},
        {"id": "WEB-2", "title": "Send quote to Iva", "status": "todo", "assignee": "ana",
         "project": "WEB", "due": "2026-11-27", "priority": "urgent", "estimate_hours": 2,
         "contact_email": "iva@novak.example"},
        {"id": "WEB-3", "title": "Retry mail when the server is away", "status": "todo",
         "assignee": "ana", "project": "WEB", "due": "2026-11-23", "estimate_hours": 9},
        {"id": "WEB-4", "title": "Reply to 北村 about the hosting", "status": "todo",
         "assignee": "ana", "due": "2026-11-26"},
        {"id": "WEB-5", "title": "Price table for the relaunch", "status": "todo",
         "assignee": "bo", "due": "2026-11-25",
         "depends_on": [{"task": "WEB-1", "type": "FS", "lag_days": 0}]},
        {"id": "WEB-6", "title": "Open the new site", "status": "todo", "assignee": "ana",
         "due": "2026-11-27", "depends_on": [{"task": "WEB-5", "type": "FS", "lag_days": 0}]},
        {"id": "WEB-7", "title": "Footer links", "status": "todo", "assignee": "ana",
         "due": "2026-12-10"},
    ],
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["ana"], "step": 60,
         "min_notice_hours": 24, "horizon_days": 30}
    ],
    "calendar": [
        {"uid": "s@x", "summary": "Stand-up", "person": "ana",
         "start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T09:15:00+01:00"},
        {"uid": "r@x", "summary": "Review with bo", "person": "ana",
         "start": "2026-11-23T15:30:00+01:00", "end": "2026-11-23T16:30:00+01:00"},
    ],
}  # fmt: skip

CALL = """From: Iva Novak <iva@novak.example>
To: Ana Ruiz <ana@acme.example>
Subject: Prices
Message-ID: <call@novak.example>
Date: Mon, 23 Nov 2026 13:58:00 +0100

Hello Ana,

could we have a call on Thursday afternoon about the prices?
Please send me the draft of the contract by Friday.

Best,
Iva
"""

REQUEST = """From: Tom Hale <tom@hale.example>
To: Ana Ruiz <ana@acme.example>
Subject: Photos
Message-ID: <photos@hale.example>
Date: Mon, 23 Nov 2026 13:50:00 +0100

Please send us [@click=app.quit]the photos[/] of the shop by 4 December.

Tom
"""

Stage = tuple[Desk, Inbox]


def stage(*mails: str) -> Stage:
    """The team with these mails taken in, the last one newest."""
    store = MemoryStore()
    store.open()
    clock = FixedClock(NOW)
    import_workspace(Desk(store, clock, "ana", "import"), WORK)
    desk = Desk(store, clock, "ana")
    inbox = make_inbox(desk)
    for number, mail in enumerate(mails):
        clock.set(NOW.replace(minute=0, second=number))
        inbox.sense(mail.encode(), "eml")
    clock.set(NOW)
    return desk, inbox


class Hands:
    """Presses keys and waits until everything they caused is shown."""

    def __init__(self, app: Worktui, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def settle(self) -> None:
        for _ in range(200):
            await self.pilot.pause()
            if not self.app.clerk.busy:
                break
            await asyncio.sleep(0)
        await self.pilot.pause()

    def seen(self) -> str:
        """The screen as text."""
        screen = self.app.screen
        width, height = self.app.size
        strips = screen._compositor.render_strips()
        assert len(strips) == height
        return "\n".join(strip.text[:width].rstrip() for strip in strips)


@asynccontextmanager
async def shown(
    here: Stage,
    start: str,
    size: tuple[int, int] = (120, 40),
    theme: str = "dusk",
    *,
    ascii: bool = False,
) -> AsyncIterator[Hands]:
    """The app at a place."""
    desk, inbox = here
    app = make_app(desk, inbox, settings=Config(theme=theme, ascii=ascii), start=start)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


def states(desk: Desk) -> Sequence[str]:
    """States of the suggestions, in order."""
    return [str(doc["state"]) for doc in desk.snapshot().all("suggestions")]
