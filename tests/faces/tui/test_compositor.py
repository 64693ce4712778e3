"""The tight compositor paints what Textual's own would, for every region, also under dialogs."""

from __future__ import annotations

from random import Random

import pytest
import textual
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual._context import visible_screen_stack
from textual.geometry import Region

from tests.faces.tui.inbox_stage import Hands, shown, stage
from worktui.faces.tui.compositor import TightCompositor


def painted(update: ChopsUpdate | None) -> str:
    console = Console(force_terminal=True, color_system="truecolor", width=200)
    return update.render_segments(console) if update is not None else ""


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
            assert ours == theirs, region


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
