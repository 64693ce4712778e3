"""Textual with less of itself: what it imports at start and this app never uses.

Importing Textual is five sixths of a bare start. Four parts are left out while it is
imported, and only then: its command palette (ours is `dialogs.palette`) with the eight
widgets that it draws on; toasts and tooltips (the footer tells); TLS inside asyncio; and
the folders that screenshots of its own would go to. All can be imported afterwards as ever.
Measured: a seventh less CPU. Tests start the app in a fresh interpreter.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

PALETTE = "textual.command"
FOLDERS = "platformdirs"


def load() -> None:
    """Import Textual lightly; does nothing when it is there already."""
    if "textual.app" in sys.modules:
        return
    without_tls = "ssl" not in sys.modules
    if without_tls:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # the way to say: not to be had
    try:
        import asyncio  # noqa: F401 - here, so that it settles for less
    finally:
        if without_tls:
            del sys.modules["ssl"]
    stand_ins = {
        PALETTE: _of_classes(
            PALETTE,
            *("CommandListItem", "CommandPalette", "Provider", "SimpleProvider"),
            *("DiscoveryHit", "Hit", "Hits"),
        ),
        "textual.widgets._toast": _of_classes("textual.widgets._toast", "Toast", "ToastRack"),
        "textual.widgets._tooltip": _of_classes("textual.widgets._tooltip", "Tooltip"),
        FOLDERS: _folders(),
    }
    fresh = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(fresh)
    try:
        import textual.app  # noqa: F401 - here, so that it takes the stand-ins
    finally:
        for name in fresh:
            del sys.modules[name]


def _folders() -> ModuleType:
    module = ModuleType(FOLDERS)
    module.__dict__["user_downloads_path"] = Path.home
    return module


def _of_classes(module_name: str, *names: str) -> ModuleType:
    module = ModuleType(module_name)
    for name in names:
        setattr(module, name, type(name, (), {"Opened": object, "Closed": object}))
    return module
