"""Keys from the table of verbs: bindings for Textual, and how a key is written for people."""

from __future__ import annotations

from textual.binding import Binding

from worktui.app.verbs import VERBS, Verb

_SHOWN = {
    "enter": "⏎",
    "escape": "esc",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "shift+up": "⇧↑",
    "shift+down": "⇧↓",
}

CURSOR = [
    Binding("h,left", "left", "Left", show=False, id="cursor.left"),
    Binding("j,down", "down", "Down", show=False, id="cursor.down"),
    Binding("k,up", "up", "Up", show=False, id="cursor.up"),
    Binding("l,right", "right", "Right", show=False, id="cursor.right"),
    Binding("G,end", "bottom", "To the end", show=False, id="cursor.bottom"),
    Binding("home", "top", "To the beginning", show=False, id="cursor.top"),
    Binding("pagedown,ctrl+d", "page(1)", "A page down", show=False, id="cursor.page_down"),
    Binding("pageup,ctrl+u", "page(-1)", "A page up", show=False, id="cursor.page_up"),
]
"""Keys that move the cursor; each place says what they mean there."""

CURSOR_HELP = (
    ("h j k l", "Left, down, up, right; arrows too"),
    ("gg G", "To the beginning, to the end"),
    ("ctrl+d ctrl+u", "A page down, up"),
    ("1 … 7", "To a place"),
)


def bindings(place: str) -> list[Binding]:
    """The bindings of a place, from the verbs at home there."""
    return [binding(verb) for verb in VERBS if place in verb.places and verb.keys]


def everywhere() -> list[Binding]:
    """The bindings that hold in every place."""
    places = [
        Binding(str(number), f"place({number})", f"Go to place {number}", show=False)
        for number in range(1, 8)
    ]
    return [binding(verb) for verb in VERBS if "*" in verb.places and verb.keys] + places


def binding(verb: Verb) -> Binding:
    """One verb as a binding; its id is the verb's, so that people can remap it."""
    return Binding(
        ",".join(verb.keys),
        f"verb('{verb.id}')",
        verb.title,
        show=False,
        id=verb.id,
        tooltip=verb.says,
    )


def shown(key: str, enter: str = "⏎") -> str:
    """A key as people read it."""
    return enter if key == "enter" else _SHOWN.get(key, key)
