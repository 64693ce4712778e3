"""Who acts: told, set in the environment or the settings, the login, else the workspace's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from worktui.domain.errors import NotFound
from worktui.domain.snapshot import Snapshot


def who_am_i(
    work: Snapshot,
    *,
    told: str = "",
    env: Mapping[str, str],
    config: str = "",
    os_user: Callable[[], str],
) -> str:
    """A handle of this workspace. Raises NotFound when one was named that is not here."""
    for source, name in (
        ("--as", told),
        ("WORKTUI_USER", env.get("WORKTUI_USER", "")),
        ("the settings", config),
    ):
        if name:
            return _named(work, name, source)
    login = os_user().lower()
    if login and work.get("people", login):
        return login
    settings = work.get("settings", "workspace") or {}
    if settings.get("me"):
        return str(settings["me"])
    people = list(work.ids("people"))
    return people[0] if len(people) == 1 else login


def _named(work: Snapshot, name: str, source: str) -> str:
    wanted = name.strip().lstrip("@").lower()
    people = list(work.ids("people"))
    for handle in people:
        if handle.lower() == wanted:
            return handle
    if not people:
        return wanted
    listed = ", ".join(f"@{handle}" for handle in people[:12])
    raise NotFound(
        f"There is no person “{wanted[:40]}” here ({source} says so).",
        hint=f"People here: {listed}.",
    )
