"""A small team behind the server for agents, spoken to in memory by the official client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.app.conftest import NOW, TEAM
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.fence import Fence
from worktui.app.inbox import Inbox
from worktui.app.proposing import Proposer
from worktui.store.memory import MemoryStore
from worktui.wiring import intake

MAIL = """\
From: Iva Novak <iva@novak.example>
To: ana@acme.example
Subject: Canary prices
Message-ID: <m1@novak.example>
Date: Wed, 04 Mar 2026 08:58:00 +0100
Content-Type: text/plain; charset=utf-8

Hello Ana,

I need the canary quote by Friday.

Iva
"""


def team() -> Desk:
    """A desk over a memory store with the team of the app's tests."""
    store = MemoryStore()
    store.open()
    clock = FixedClock(NOW)

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, clock, "ana", "sense").commit(fill)
    return Desk(store, clock, "ana")


def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake)


@asynccontextmanager
async def client(
    desk: Desk, *, name: str = "", announced: str = "Claude Desktop", mail: bool = False
) -> AsyncIterator[Any]:
    """The official client, connected in memory."""
    from mcp import Client
    from mcp.types import Implementation

    from worktui.faces.mcp.server import make_server

    proposer = Proposer(Fence(desk.store), desk.clock, "ana", mail=mail)
    info = Implementation(name=announced, version="1")
    async with Client(make_server(proposer, name), client_info=info) as connected:
        yield connected


async def call(connected: Any, tool: str, **given: Any) -> Any:
    """The structured result of a tool; fails the test when it is an error."""
    result = await connected.call_tool(tool, given)
    assert not result.is_error, result.content[0].text
    return result.structured_content


async def refused(connected: Any, tool: str, **given: Any) -> str:
    """The sentence of a tool that fails."""
    result = await connected.call_tool(tool, given)
    assert result.is_error
    return str(result.content[0].text)
