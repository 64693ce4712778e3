"""What changed since a suggestion was made: which steps would now come to something else, and why.

The digest of each step's plan says that something changed; the log says what.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import islice

from worktui.app.applying import saw_now
from worktui.app.draft import Draft
from worktui.app.ports import Store
from worktui.app.undo import newest
from worktui.domain.actions import Action, parse
from worktui.domain.change import Doc, Entry
from worktui.domain.fields import parse_instant

LOOKED = 400
"""So many entries of the log are looked through for what changed."""
_TARGETS = ("task", "after", "booking", "uid", "event_type", "milestone", "project", "person")
_UNKNOWN = "the work changed"


def what_changed(draft: Draft, doc: Doc, store: Store) -> dict[int, str]:
    """For each step, by number, that comes to something else than was seen: what changed, in
    the words of the log; {} when nothing did. Steps that could not be planned before are new."""
    seen: Mapping[str, str] = doc.get("saw") or {}
    now = saw_now(draft, doc)
    done = set(doc.get("done", ()))
    moved = [int(n) for n in now if seen.get(n) and seen[n] != now[n] and int(n) not in done]
    if not moved:
        return {int(row["n"]): str(row["says"]) for row in doc.get("changed") or ()}
    actions = {int(each["n"]): parse(each) for each in doc.get("actions", ())}
    since = parse_instant(doc["made_at"]) if doc.get("made_at") else None
    return {n: _told(_targets(actions[n]), store, since, draft) for n in moved}


def _targets(action: Action) -> set[str]:
    found = {getattr(action, name, None) for name in _TARGETS}
    return {value for value in found if isinstance(value, str)}


def _told(ids: Collection[str], store: Store, since: datetime | None, draft: Draft) -> str:
    """The newest entry that touched one of these: who did what, and when."""
    for entry in islice(newest(store), LOOKED):
        at = _moment(entry)
        if since is not None and at is not None and at < since:
            break
        if any(edit.id in ids for edit in entry.edits) and entry.why:
            clock = f" {at.astimezone(draft.settings.zone):%H:%M}" if at else ""
            return f"{entry.why} ({entry.by}{clock})"
    return _UNKNOWN


def _moment(entry: Entry) -> datetime | None:
    try:
        return parse_instant(entry.ts)
    except ValueError:
        return None
