"""Ink: the styles of the theme in use, asked for by meaning, never by colour.

A style is named by a role and letters for its form, on a ground: `ink("ask b", "focus")` is
what asks, bold, on the focus fill. Styles are made once a theme. One Ink is shared by all
who draw; changing the theme changes it in place.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.color import Color
from rich.style import Style
from textual.strip import Strip

from worktui.faces.tui.signs import ASCII, DRAWN, Signs
from worktui.faces.tui.themes import values

ROLES = {
    "fg": "foreground",
    "title": "wt-title",
    "dim": "wt-dim",
    "accent": "accent",
    "late": "error",
    "ask": "warning",
    "good": "success",
    "rule": "wt-rule",
    "edge": "wt-edge",
    "bar": "wt-bar",
    "slack": "wt-bar-slack",
    "reverse": "wt-on-reverse",
}
ON_FOCUS = {
    **ROLES,
    "fg": "wt-fg-f",
    "title": "wt-title-f",
    "dim": "wt-dim-f",
    "accent": "wt-accent-f",
    "late": "wt-late-f",
    "ask": "wt-ask-f",
    "good": "wt-good-f",
}
GROUNDS = {
    "page": "background",
    "surface": "surface",
    "panel": "panel",
    "focus": "wt-focus",
    "stripe": "wt-stripe",
    "count": "warning",
}
_FORMS = {"b": "bold", "u": "underline", "i": "italic"}


class Ink:
    """Styles by meaning. `plain` is true with sixteen colours or none: then focus is reverse."""

    def __init__(self, theme: str = "dusk", *, colour: bool = True, ascii: bool = False) -> None:
        self.colour = colour
        self.signs: Signs = ASCII if ascii else DRAWN
        self._made: dict[tuple[str, str], Style] = {}
        self._kept: dict[tuple[str, int, str], Strip] = {}
        self.use(theme)

    def use(self, theme: str) -> None:
        """Change the theme in place."""
        self.theme = theme if self.colour else "ansi"
        self.plain = self.theme == "ansi"
        self.bars = self.theme in ("dusk", "paper")
        """Whether focus has a bar beside its fill (else it is reversed)."""
        self._values = values(self.theme)
        self._made.clear()
        self._kept.clear()
        self.turn = getattr(self, "turn", 0) + 1
        """Counts themes, so that what was drawn with an earlier one is known to be old."""

    def __call__(self, spec: str, ground: str = "page") -> Style:
        """The style of a role with forms (`"dim"`, `"title b"`, `"ask bu"`) on a ground.

        A spec may name its own ground: `"reverse b@count"`.
        """
        style = self._made.get((spec, ground))
        if style is None:
            style = self._made[(spec, ground)] = self._make(spec, ground)
        return style

    def kept(self, key: tuple[str, int, str], make: Callable[[], Strip]) -> Strip:
        """A line that looks the same wherever it stands, made once a theme."""
        strip = self._kept.get(key)
        if strip is None:
            strip = self._kept[key] = make()
        return strip

    def _make(self, spec: str, ground: str) -> Style:
        spec, _, own = spec.partition("@")
        ground = own or ground
        role, _, forms = spec.partition(" ")
        form = {_FORMS[letter]: True for letter in forms}
        if self.plain:
            return self._plain(role, form, ground)
        roles = ON_FOCUS if ground == "focus" else ROLES
        return Style(
            color=Color.parse(self._values[roles[role]]),
            bgcolor=Color.parse(self._values[GROUNDS[ground]]),
            **form,  # type: ignore[arg-type]  # names of flags, by construction
        )

    def _plain(self, role: str, form: dict[str, bool], ground: str) -> Style:
        """Default colours, red for late and magenta for asking; reverse is focus."""
        if role == "title":
            form = {**form, "bold": True}
        name = {"late": "red", "ask": "magenta"}.get(role, "default")
        if ground == "count":
            name = "magenta"
        if ground == "focus" or not self.colour:
            name = "default"
        return Style(
            color=name,
            bgcolor="default",
            reverse=ground in ("focus", "count"),
            **form,  # type: ignore[arg-type]  # names of flags, by construction
        )
