"""A seeded monkey at the keys: whatever it does, nothing breaks, and all of it can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from textual import events

from tests.faces.tui.inbox_stage import CALL, NOW, REQUEST, Hands, Stage, shown, stage
from worktui import demo
from worktui.app.checkup import checkup
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.verbs import VERBS
from worktui.domain.errors import Refused
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, intake, make_inbox

LEAVING = ("q", "escape", "ctrl+c")
VERB_KEYS = [key for verb in VERBS for key in verb.keys if key not in LEAVING]
NAMED = {
    "@": "at", "!": "exclamation_mark", "#": "number_sign", "+": "plus", "/": "slash",
    ":": "colon", "?": "question_mark", " ": "space",
}  # fmt: skip
CURSOR = [*"hjklGgnp1234567", "up", "down", "left", "right", "home", "end", "pagedown", "pageup"]
ODD = [
    "tab", "shift+tab", "backspace", "delete", "insert", "f1", "f10", "alt+x", "alt+enter",
    *(f"ctrl+{letter}" for letter in "abdefghijklnoqrstuvwxyz"), "ctrl+left", "shift+end", "é", "北",
]  # fmt: skip
WORDS = [
    "fri", "bo", "nobody", "Call Iva fri ~2h @bo #web !high", "WEB-3", "none", "tomorrow 14:00",
    "[@click=app.quit]x[/]", "due:nonsense (", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "e\u0301" * 30,
    "👩‍👩‍👧‍👧 family", "北村さんへの返事", "\x1b]52;c;cm0=\x07\x1b[2J", "x" * 3000, "a\rb\nc\td", "\x00",
]  # fmt: skip
MAIL = "Hello Ana,\n\ncould you send the photos by Friday? Can we talk on Thursday at 14:00?\n\nTom {n}"
SIZES = [(20, 5), (60, 15), (80, 24), (79, 24), (100, 30), (120, 40), (160, 50), (200, 60)]
LASTING = (
    "settings", "people", "contacts", "columns", "projects", "milestones", "tasks", "event_types",
    "bookings", "calendar", "time", "costs", "baselines",
)  # fmt: skip


class Monkey:
    """Does something at random; `said` is what it did, for whoever must find out why it broke."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.said: list[str] = []

    async def act(self, hands: Hands) -> None:
        """One key, paste or new size."""
        chance = self.rng.random()
        if chance < 0.03:
            await self._resize(hands)
        elif chance < 0.08:
            await self._paste(hands)
        else:
            await self._key(hands, self._choose(hands, chance))

    def _choose(self, hands: Hands, chance: float) -> str:
        in_dialog = len(hands.app.screen_stack) > 1
        if chance < (0.22 if in_dialog else 0.1):
            return "escape"
        if chance < 0.3:
            return "enter"
        if chance < 0.6:
            return self.rng.choice(VERB_KEYS)
        if chance < 0.9:
            return self.rng.choice(CURSOR)
        return self.rng.choice(LEAVING if chance > 0.995 else ODD)

    async def _key(self, hands: Hands, key: str) -> None:
        self.said.append(key)
        char = key if len(key) == 1 else {"enter": "\r", "tab": "\t", "escape": "\x1b"}.get(key)
        hands.app.post_message(events.Key(NAMED.get(key, key), char))
        for _ in range(self.rng.choice((0, 1, 3, 10))):  # a quick hand does not wait for answers
            await asyncio.sleep(0)

    async def _paste(self, hands: Hands) -> None:
        text = self.rng.choice([*WORDS, MAIL.format(n=self.rng.randrange(5))])
        self.said.append(f"paste {text[:40]!r}")
        hands.app.post_message(events.Paste(text))

    async def _resize(self, hands: Hands) -> None:
        size = self.rng.choice(SIZES)
        self.said.append(f"resize {size}")
        await hands.pilot.resize_terminal(*size)


def lasting(desk: Desk) -> dict[str, dict[str, Any]]:
    """What work consists of: everything but what arrived, what leaves, and numbers used."""
    work = desk.snapshot()
    return {
        table: {str(doc["id"]): dict(doc) for doc in work.all(table)}
        for table in LASTING
        if work.count(table)
    }


def check_screen(hands: Hands) -> None:
    """Every line of the screen has exactly its cells, and none holds a control character."""
    width, height = hands.app.size
    strips = hands.app.screen._compositor.render_strips()
    assert len(strips) == height
    for strip in strips:
        assert strip.cell_length == width
        assert all(char >= " " and not "\x7f" <= char <= "\x9f" for char in strip.text), repr(
            strip.text
        )


def nulls(value: Any) -> Iterator[str]:
    """Where null or something that is not JSON stands in a document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (f"{name}.{where}" for where in nulls(inner))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from nulls(inner)
    elif not isinstance(value, (str, int, float, bool)):
        yield repr(value)


def check_work(desk: Desk) -> None:
    """The store is sound: the chain, the links, no nulls."""
    assert [found for found in checkup(desk) if found.level == "error"] == []
    for table, docs in lasting(desk).items():
        for id, doc in docs.items():
            assert list(nulls(doc)) == [], (table, id)


def undo_all(desk: Desk) -> int:
    """Take back everything of this person's."""
    count = 0
    while True:
        try:
            desk.undo(yes=True)
        except Refused as refusal:
            if "nothing of yours" in str(refusal):
                return count
            raise
        count += 1


async def play(here: Stage, seed: int, count: int, look: int = 10) -> int:
    """The monkey over a stage; gives how many changes it made that could be undone."""
    desk = Desk(here[0].store, here[0].clock, "bo")  # so that all that is bo's is the monkey's
    here = desk, make_inbox(desk)
    begun = lasting(desk)
    monkey, done = Monkey(seed), 0
    while done < count:  # it may leave; then the app is started anew
        try:
            async with shown(
                here, monkey.rng.choice(["board", "today", "inbox"]), (80, 24)
            ) as hands:
                while done < count and hands.app._exit is False:
                    await monkey.act(hands)
                    done += 1
                    if done % look == 0 and not hands.app._exit:
                        await hands.settle()
                        if not hands.app._exit:
                            check_screen(hands)
            assert hands.app.crash is None
            assert not [text for _, text in hands.app.seen if "That failed" in text]
            check_work(desk)
        except BaseException:
            print(f"seed {seed}, after {done}:", *monkey.said[-60:], sep=" | ")
            raise
    undone = undo_all(desk)
    assert lasting(desk) == begun
    return undone


def sample() -> Stage:
    """The demo."""
    store = MemoryStore()
    store.open()
    clock = FixedClock(NOW)
    demo.write(store, NOW, intake=intake, lay_in=import_workspace)
    desk = Desk(store, clock, "ana")
    return desk, make_inbox(desk)


async def test_a_monkey_at_the_keys_breaks_nothing_and_can_be_undone() -> None:
    assert await play(stage(CALL, REQUEST), seed=7, count=400) > 3


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("make", [sample, lambda: stage(CALL, REQUEST)], ids=["demo", "small"])
async def test_many_monkeys_break_nothing(make: Callable[[], Stage], seed: int) -> None:
    assert await play(make(), seed=seed, count=1000) > 3
