"""Colours by meaning, for four themes; the only place where a colour is written.

Every hex value lands on its xterm-256 index through Rich's downgrade and through Textual's
colour system (a test keeps that). Light greys carry three more than their index for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.theme import Theme

NAMES = ("dusk", "paper", "contrast", "ansi")

TOKENS: Mapping[str, tuple[str, str, str]] = {
    "background": ("#1c1c1c", "#f1f1f1", "#000000"),
    "surface": ("#262626", "#ffffff", "#000000"),
    "panel": ("#303030", "#e7e7e7", "#1c1c1c"),
    "foreground": ("#d3d3d3", "#303030", "#ffffff"),
    "accent": ("#87afd7", "#005faf", "#ffff00"),
    "error": ("#ff8787", "#af005f", "#ffafaf"),
    "warning": ("#d7af5f", "#875f00", "#ffd75f"),
    "success": ("#5fafaf", "#005f00", "#afffaf"),
    "wt-title": ("#f1f1f1", "#121212", "#ffffff"),
    "wt-dim": ("#949494", "#626262", "#d3d3d3"),
    "wt-rule": ("#4e4e4e", "#bfbfbf", "#ababab"),
    "wt-edge": ("#585858", "#ababab", "#ababab"),
    "wt-focus": ("#3a3a3a", "#afd7ff", "#ffffff"),
    "wt-stripe": ("#262626", "#e7e7e7", "#121212"),
    "wt-bar": ("#bfbfbf", "#444444", "#ffffff"),
    "wt-bar-slack": ("#6c6c6c", "#808080", "#8a8a8a"),
    "wt-on-reverse": ("#1c1c1c", "#f1f1f1", "#000000"),
    "wt-dim-f": ("#bfbfbf", "#444444", "#303030"),
    "wt-late-f": ("#ffafaf", "#87005f", "#870000"),
    "wt-ask-f": ("#d7af5f", "#5f5f00", "#5f5f00"),
    "wt-good-f": ("#87d7d7", "#005f00", "#005f00"),
    "wt-accent-f": ("#afd7ff", "#000087", "#000087"),
    "wt-title-f": ("#f1f1f1", "#121212", "#000000"),
    "wt-fg-f": ("#d3d3d3", "#303030", "#000000"),
}
"""Token → value in dusk, paper, contrast."""

ANSI: Mapping[str, str] = {
    "accent": "ansi_default",
    "error": "ansi_red",
    "warning": "ansi_magenta",
    "success": "ansi_default",
}
"""The sixteen colours: red is late, magenta asks, all else is the terminal's own."""

_OWN = ("background", "surface", "panel", "foreground", "accent", "error", "warning", "success")


def values(name: str) -> dict[str, str]:
    """Every token of a theme; in `ansi` all but two are the terminal's own colours."""
    if name == "ansi":
        return {token: ANSI.get(token, "ansi_default") for token in TOKENS}
    column = NAMES.index(name)
    return {token: row[column] for token, row in TOKENS.items()}


def theme(name: str) -> Theme:
    """A theme for Textual. `wt-*` tokens travel as its variables."""
    from textual.theme import BUILTIN_THEMES, Theme

    found = values(name)
    base = {token: found[token] for token in _OWN}
    more = {token: value for token, value in found.items() if token not in _OWN}
    quiet = {
        "scrollbar": found["wt-edge"],
        "scrollbar-background": found["background"],
        "block-cursor-background": found["wt-focus"],
        "input-cursor-background": found["wt-title"],
        "input-cursor-foreground": found["surface"],
        "input-selection-background": found["wt-focus"],
    }
    if name == "ansi":  # Textual wants more names there; the focus of a line is reverse
        wanted = {"input-cursor-background": "ansi_white", "input-cursor-foreground": "ansi_black"}
        quiet = {**BUILTIN_THEMES["ansi-dark"].variables, **wanted}
    return Theme(
        name=name,
        primary=found["accent"],
        secondary=found["accent"],
        boost=found["panel"],
        dark=name != "paper",
        ansi=name == "ansi",
        variables={**more, **quiet},
        **base,  # type: ignore[arg-type]  # colours, all of them text
    )
