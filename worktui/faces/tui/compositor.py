"""A compositor that draws only the rows asked for.

Textual 8.2.8's own renders every visible widget whose clip meets the changed region, all of
its lines. Here widgets outside are skipped and those inside give only the rows concerned.
Private API: the version is pinned, and tests compare both compositors' output.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region, Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.screen import Screen


class TightCompositor(Compositor):
    """As Textual's, with less work for small changes."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """(region, clip, strips) of what meets `crop`; rows outside are left out."""
        if crop is None:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip).intersection(crop)
            if not part:
                continue
            inside = region.intersection(clip)
            rows = Region(inside.x, part.y, inside.width, part.height)
            strips = widget.render_lines(rows.translate((-region.x, -region.y)))
            yield region, rows, strips

    def render_partial_update(self) -> ChopsUpdate | None:
        """An update of the changed regions, built for their lines alone."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not regions:
            return None
        crop = Region.from_union(regions).intersection(self.size.region)
        spans = list(self._regions_to_spans(regions))
        lines = {y for y, _, _ in spans}
        chops = self._render_chops(crop, lines.__contains__)
        return TightUpdate(chops, spans, [cuts[1:] for cuts in self.cuts])


class TightUpdate(ChopsUpdate):
    """As Textual's, in fewer bytes: over a slow line a cursor move is counted in hundreds.

    A style is told where it changes and as far as it changes; Textual tells each piece its whole
    style and resets after it, and moves the cursor also where nothing is to be drawn.
    """

    def render_segments(self, console: Console) -> str:
        """The update as characters for the terminal."""
        system = console._color_system or ColorSystem.TRUECOLOR
        made: list[str] = []
        now: Look | None = None  # nobody knows what was written before
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x > x2 or end <= x1:
                    continue
                if not (x2 > x >= x1 and end <= x2):
                    strip = strip.crop(0, min(end, x2) - x)
                if not strip.cell_length:
                    continue
                made.append(f"\x1b[{y + 1};{x + 1}H")
                for text, style, _ in strip:
                    look = look_of(style, system) if style is not None else ("", "", "")
                    if look != now:
                        made.append(turned(now, look))
                        now = look
                    made.append(text)
        made.append("\x1b[0m")
        return "".join(made)


Look = tuple[str, str, str]
"""Forms (bold, reverse, …), foreground and background as SGR codes, "" for the terminal's own."""


@lru_cache(maxsize=1024)
def look_of(style: Style, system: ColorSystem) -> Look:
    """How a style looks on a terminal with so many colours."""
    forms = "".join(f";{code}" for name, code in _FORMS if getattr(style, name))
    ink, ground = style.color, style.bgcolor
    return (
        forms,
        ";".join(ink.downgrade(system).get_ansi_codes()) if ink is not None else "",
        ";".join(ground.downgrade(system).get_ansi_codes(False)) if ground is not None else "",
    )


_FORMS = (
    ("bold", 1), ("dim", 2), ("italic", 3), ("underline", 4), ("blink", 5), ("reverse", 7),
    ("conceal", 8), ("strike", 9),
)  # fmt: skip


def turned(now: Look | None, wanted: Look) -> str:
    """The codes that lead from one look to another (ECMA-48, 8.3.117), the shorter way."""
    if now is None:
        return f"\x1b[0{wanted[0]}{''.join(f';{ink}' for ink in wanted[1:] if ink)}m"
    had, has = set(now[0].split(";")), set(wanted[0].split(";"))
    inks = list(zip(wanted[1:], now[1:], strict=True))
    if any(was and not ink for ink, was in inks):
        return turned(None, wanted)
    codes = [_OFF[form] for form in sorted(had - has)] + sorted(has - had)
    codes += [ink for ink, was in inks if ink != was]
    codes = [code for code in codes if code]
    return f"\x1b[{';'.join(codes)}m" if codes else ""


_OFF = {
    "": "",
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "7": "27",
    "8": "28",
    "9": "29",
}
"""What takes a form away. Bold and dim go together; no style here has both."""


def tighten(screen: Screen[Any]) -> None:
    """Give a new screen this compositor. Call before it is first laid out.

    It also stops a screen from answering sizes that are no longer so: Textual lays out for
    each, tells the screen, which lays out again, and two in flight go on for ever.
    """
    screen._compositor = TightCompositor()
    resized = screen._screen_resized

    def steady(size: Size) -> None:
        if size == screen.app.size:
            resized(size)

    screen._screen_resized = steady  # type: ignore[method-assign]  # for this one screen
