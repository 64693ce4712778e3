"""The tight compositor paints what Textual's own would, for every region, also under dialogs:
the same cells in the same looks on a terminal, in fewer bytes."""

from __future__ import annotations

from random import Random

import pyte
import pytest
import textual
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual._context import visible_screen_stack
from textual.geometry import Region

from tests.faces.tui.inbox_stage import Hands, shown, stage
from worktui.faces.tui.compositor import TightCompositor, turned


def painted(update: ChopsUpdate | None) -> str:
    console = Console(force_terminal=True, color_system="truecolor", width=200)
    return update.render_segments(console) if update is not None else ""


def cells(size: tuple[int, int], sent: str, before: str = "") -> list[list[pyte.screens.Char]]:
    """What a terminal shows, cell by cell."""
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    stream.feed(before)
    stream.feed(sent)
    assert screen.cursor.attrs == screen.default_char, "the last look is taken back"
    return [[screen.buffer[y][x] for x in range(size[0])] for y in range(size[1])]


def both(hands: Hands, region: Region) -> tuple[str, str]:
    """What each compositor sends for a changed region of the screen as it is."""
    screen = hands.app.screen
    tight = screen._compositor
    assert type(tight) is TightCompositor
    stock = Compositor()
    stock.__dict__.update(tight.__dict__)
    sent = []
    for compositor in (tight, stock):
        visible_screen_stack.set(hands.app._background_screens)
        compositor._dirty_regions = {region}
        sent.append(painted(compositor.render_partial_update()))
    return sent[0], sent[1]


def test_the_version_is_the_one_whose_insides_this_rests_on() -> None:
    assert textual.__version__ == "8.2.8"


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("l", "j"),
        ("m",),
        ("question_mark",),
        ("a",),
        ("i",),
        ("slash", "p"),
        ("space", "space"),
    ],
    ids=["board", "moved", "ghost", "help", "add", "pane", "filter", "selected"],
)
async def test_every_region_comes_out_as_from_the_stock_compositor(keys: tuple[str, ...]) -> None:
    rng = Random(3)
    async with shown(stage(), "board", (100, 30)) as hands:
        await hands.press(*keys)
        width, height = hands.app.size
        regions = [Region(0, y, width, 1) for y in range(height)]
        for _ in range(60):
            x, y = rng.randrange(width), rng.randrange(height)
            regions.append(Region(x, y, rng.randint(1, width - x), rng.randint(1, height - y)))
        for region in regions:
            ours, theirs = both(hands, region)
            size = hands.app.size
            assert cells(size, ours, "\x1b[1;38;5;200m") == cells(size, theirs), region
            assert len(ours) <= len(theirs) + 2  # one reset, for whatever was before


async def test_a_cursor_key_draws_two_cards_and_no_more() -> None:
    async with shown(stage(), "board", (120, 40)) as hands:
        drawn: list[Region] = []
        compositor = hands.app.screen._compositor
        real = compositor.render_partial_update

        def spy() -> ChopsUpdate | None:
            drawn.extend(compositor._dirty_regions)
            return real()

        compositor.render_partial_update = spy  # type: ignore[method-assign]
        await hands.press("j")
        assert sum(region.area for region in drawn) <= 2 * 3 * 40 + 120


async def test_a_cursor_key_sends_less_than_half_a_thousand_bytes() -> None:
    async with shown(stage(), "board", (120, 40)) as hands:
        compositor = hands.app.screen._compositor
        real = compositor.render_partial_update
        sent: list[str] = []

        def spy() -> ChopsUpdate | None:
            update = real()
            console = Console(force_terminal=True, color_system="256", width=200)
            sent.append(update.render_segments(console) if update is not None else "")
            return update

        compositor.render_partial_update = spy  # type: ignore[method-assign]
        await hands.press("j")
        assert 100 < sum(len(each.encode()) for each in sent) < 500


LOOKS = [
    ("", "", ""), (";1", "31", ""), (";1;3", "31", "44"), (";3", "", "44"), (";7", "32", "44"),
    ("", "32", "45"), (";4", "32", "45"),
]  # fmt: skip


@pytest.mark.parametrize("now", LOOKS)
@pytest.mark.parametrize("wanted", LOOKS)
def test_every_turn_from_one_look_to_another_ends_in_that_look(
    now: tuple[str, str, str], wanted: tuple[str, str, str]
) -> None:
    def told(look: tuple[str, str, str]) -> str:
        return f"\x1b[0{look[0]}{''.join(f';{each}' for each in look[1:] if each)}m"

    after = []
    for way in (told(now) + turned(now, wanted), told(wanted)):
        screen = pyte.Screen(4, 1)
        pyte.Stream(screen).feed(way)
        after.append(screen.cursor.attrs)
    assert after[0] == after[1]
