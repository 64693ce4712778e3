"""Workspace JSON, the `worktui` format: a whole workspace as one object, in and out.

Everything is checked before anything is written: an unknown key, an impossible day, a link
that leads nowhere or in a ring is refused with the place named. Ids given are kept. An id
that is here already means that document: its given fields are set, null takes one away.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from worktui.app.beginning import standard_columns
from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.domain.change import Doc, Entry
from worktui.domain.documents import RANK_STEP
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.domain.settings import WORKSPACE
from worktui.domain.shapes import unknown
from worktui.domain.snapshot import Snapshot
from worktui.formats.worktui_full import FULL_KEYS, export_full, take_full
from worktui.formats.worktui_read import Read, read_part
from worktui.formats.worktui_schema import PARTS, SETTINGS, VERSION, Part
from worktui.formats.worktui_ties import check_ties
from worktui.formats.worktui_write import count_up, write_part


def import_into(desk: Desk, given: Any, *, replace: bool = False) -> Receipt:
    """Take a workspace in as one change; `replace` also takes away what it does not name.

    Raises BadInput naming the place; then nothing is written.
    """
    uid = secrets.token_hex(4)
    return desk.commit(lambda draft: lay_in(draft, given, uid=uid, replace=replace))


def lay_in(draft: Draft, given: Any, *, uid: str = "", replace: bool = False) -> None:
    """Write a workspace into a draft, so that it can be looked at before it is committed."""
    work = _object(given)
    parts = {
        name: read_part(name, part, work.get(name, []))
        for name, part in PARTS.items()
        if name in work or replace
    }
    _settings(draft, work, uid)
    placed: dict[str, Sequence[Read]] = {}
    for name, found in parts.items():
        placed[name] = write_part(draft, PARTS[name], found, replace=replace)
        if name == "columns":
            standard_columns(draft)
    standard_columns(draft)
    check_ties(draft, placed)
    count_up(draft)
    told = {name: len(found) for name, found in parts.items()} | take_full(draft, work)
    said = ", ".join(_counted(n, name) for name, n in told.items() if n)
    draft.say(f"imported {said or 'settings'}")


_ONE = {"people": "person", "calendar": "event", "time": "booked time", "outbox": "letter"}


def _counted(number: int, table: str) -> str:
    """`1 booking type`, `3 people`."""
    name = table.replace("event_types", "booking types")
    one = _ONE.get(table, name.removesuffix("s"))
    return counted(number, one, "people" if table == "people" else "")


def _object(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise BadInput(
            "This is not a workspace: it is not one JSON object.",
            hint='It starts with {"worktui": 1, …}.',
        )
    unknown("The workspace", given, ("worktui", *SETTINGS, *PARTS, *FULL_KEYS))
    version = given.get("worktui", VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadInput(f"worktui: {version!r} is no version.", hint=f"This reads {VERSION}.")
    if version > VERSION:
        raise BadInput(
            f"This workspace is of version {version}; this worktui reads up to {VERSION}.",
            hint="A newer worktui reads it.",
        )
    return given


def _settings(draft: Draft, work: Mapping[str, Any], uid: str) -> None:
    fields = {n: check(kind, n, work[n]) for n, kind in SETTINGS.items() if n in work}
    if draft.get("settings", WORKSPACE) is None:
        draft.create("settings", {"id": WORKSPACE, "uid": uid or None, **fields})
    elif fields:
        draft.update("settings", WORKSPACE, fields)


def export(work: Snapshot, entries: Iterable[Entry] | None = None) -> dict[str, Any]:
    """The workspace as one object; with `entries` also log, inbox and outbox (`--full`)."""
    settings = work.get("settings", WORKSPACE) or {}
    result: dict[str, Any] = {"worktui": VERSION}
    result.update({name: settings[name] for name in SETTINGS if name in settings})
    for name, part in PARTS.items():
        docs = _ordered(work, part)
        if docs:
            result[name] = docs
    if entries is not None:
        result.update(export_full(work, entries))
    return result


def _ordered(work: Snapshot, part: Part) -> list[dict[str, Any]]:
    docs = list(work.all(part.table))
    if "rank" not in part.fields:
        return [_plain(part, doc) for doc in docs]
    docs.sort(key=lambda doc: doc.get("rank", float("inf")))
    usual = all(doc.get("rank") == n * RANK_STEP for n, doc in enumerate(docs, 1))
    return [_plain(part, doc, leave="rank" if usual else "") for doc in docs]


def _plain(part: Part, doc: Doc, leave: str = "") -> dict[str, Any]:
    """A document in the format's own fields and order; the order of a list tells usual ranks."""
    key = {} if part.unnumbered else {part.key: doc["id"]}
    return key | {n: doc[n] for n in part.fields if n in doc and n != leave}
