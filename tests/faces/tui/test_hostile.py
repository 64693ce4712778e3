"""Hostile text in every field, put into the store past all cleaning: none of it acts."""

from __future__ import annotations

import unicodedata
from itertools import cycle

import pytest

from tests.faces.tui.inbox_stage import NOW, WORK, Hands, Stage, shown
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.errors import BadInput
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox

HOSTILE = [
    "\x1b]52;c;Y3VybCBldmlsfHNo\x1b\\clip", "\x1b[2J\x1b[Hwiped", "\x9b2Jeight bits", "\x9d0;title\x9c",
    "\x1b[6nanswer", "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07", "a\x07b\x08c\x0dd\x0ae\x7ff",
    "\x1b(0lines", "\x0e\x0f\x00", "invoice\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "\N{RIGHT-TO-LEFT ISOLATE}x",
    "zero\N{ZERO WIDTH SPACE}width\N{ZERO WIDTH NO-BREAK SPACE}", "tag\U000e0041\U000e0042", "half\ud800",
    "line\N{LINE SEPARATOR}para\N{PARAGRAPH SEPARATOR}nel\x85", "Z" + "\u0301\u0489" * 40,
    "👩\u200d👩\u200d👧\u200d👧 family", "北村さんへの返事" * 9, "ﷺ" * 20, "🇩🇪🇫🇷", "❤\ufe0f heart", "\u1100\u1161\u11a8",
    "[bold red]X[/] [@click=app.quit]go[/]", "oops [/nope] [unclosed", "[link=https://x]y", "\\[b] {x} %s $(id)",
]  # fmt: skip
"""Escapes, controls, directions, invisible characters, wide and joined signs, markup."""
FIELDS = {
    "settings": ("name",), "people": ("name",), "contacts": ("name",), "columns": ("name",),
    "projects": ("name",), "milestones": ("name",), "event_types": ("title",),
    "calendar": ("summary",), "tasks": ("title", "notes", "blocked"),
    "arrivals": ("subject", "text", "why"), "suggestions": ("title", "reason"),
}  # fmt: skip


def hostile(start: int) -> Stage:
    """The team, each text of it hostile, from the `start`-th on."""
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    import_workspace(desk, WORK)
    inbox = make_inbox(desk)
    inbox.sense(MAIL.encode(), "eml")
    texts = cycle(HOSTILE[start:] + HOSTILE[:start])
    work = desk.snapshot()
    edits = []
    for table, fields in FIELDS.items():
        for doc in work.all(table):
            after = {name: next(texts) for name in fields}
            if table == "tasks":
                after |= {
                    "tags": [next(texts)],
                    "checklist": [{"text": next(texts), "done": False}],
                }
                after["comments"] = [{"by": "bo", "at": NOW.isoformat(), "text": next(texts)}]
            if table == "arrivals":
                after["sender"] = {"name": next(texts), "email": "a@b.example"}
            edits.append(Edit(table, str(doc["id"]), {n: doc.get(n) for n in after}, after))
    for edit in edits:  # one by one: what the store itself will not have stays as it was
        try:
            store.commit(lambda _, e=edit: Change((e,), "raw"), Actor("bo"), ts=NOW)  # type: ignore[misc]
        except BadInput:
            continue
    return desk, inbox


MAIL = """From: Iva Novak <iva@novak.example>
To: Ana Ruiz <ana@acme.example>
Subject: Prices
Message-ID: <call@novak.example>
Date: Mon, 23 Nov 2026 13:58:00 +0100

Please send me the draft of the contract by Friday. Can we have a call on Thursday at 14:00?
"""


def check(hands: Hands) -> None:
    """Every line has its cells, and each character of it can only be seen."""
    width, height = hands.app.size
    strips = hands.app.screen._compositor.render_strips()
    assert len(strips) == height
    for strip in strips:
        assert strip.cell_length == width
        for char in strip.text:
            seen = unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
            assert seen, repr(strip.text)
            assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", repr(
                strip.text
            )


async def visit(hands: Hands, *keys: str) -> None:
    """Press keys one by one, looking at what each opens, then out of that again."""
    for key in keys:
        await hands.press(key)
        check(hands)
        while len(hands.app.screen_stack) > 1:
            await hands.press("escape")
            check(hands)


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 9))
async def test_nothing_hostile_reaches_the_screen_as_what_it_is(start: int) -> None:
    async with shown(hostile(start), "board", (80, 24)) as hands:
        check(hands)
        await visit(hands, "j", "m", "v", "enter", "at", "b", "e", "number_sign", "g", "colon")
        await hands.pilot.resize_terminal(160, 50)
        await visit(hands, "i", "1", "j", "enter", "4", "j", "w", "o", "e", "enter", "7", "x")
        assert hands.app.crash is None
        assert hands.app.is_running
