"""What a foreign file came to: workspace JSON, and a sentence for all it held that we do not.

Every foreign format ends here, so that what it brings is checked and written by the one way
in that workspace JSON has.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.domain.snapshot import Snapshot
from worktui.formats.worktui_json import lay_in


@dataclass(frozen=True, slots=True)
class Taken:
    """`work` is workspace JSON; `warnings` are whole sentences, in the order of the file."""

    work: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


Fit = Callable[[Snapshot, datetime], Taken]
"""A file that was read, waiting for the workspace (and the moment) it shall fit into."""


def lay_foreign(draft: Draft, fit: Fit, *, uid: str = "", replace: bool = False) -> None:
    """Write a foreign file into a draft; raises BadInput naming the place."""
    taken = fit(draft, draft.now)
    lay_in(draft, taken.work, uid=uid, replace=replace)
    for warning in taken.warnings:
        draft.warn(warning)


def take_foreign(desk: Desk, fit: Fit, *, replace: bool = False) -> Receipt:
    """Take a foreign file in as one change."""
    uid = secrets.token_hex(4)
    return desk.commit(lambda draft: lay_foreign(draft, fit, uid=uid, replace=replace))
