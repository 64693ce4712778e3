"""The receipt of some days: what was suggested and what became of it, how soon, how much is proven.

It is counted from the log, so that it holds for days gone by too; what was undone is not counted
as done. Pure: the work, its entries newest first, and two moments go in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from statistics import median

from worktui.app.plans.lookup import column_kind
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

READ = 50_000
"""So many entries are looked through; a column set before them counts as brought along."""
SLACK = timedelta(days=1)
"""Clocks of several machines disagree by less than this."""
_DECIDED = frozenset({"suggestion", "rule"})
_SHOWN_BY_EVENTS = frozenset({*_DECIDED, "web"})
_BROUGHT = frozenset({"import", "tick", "external", "sense"})


@dataclass(frozen=True, slots=True)
class Carried:
    """One suggestion carried out: by whom or by which rule, in which entry, how many seconds
    after its first message came (None where none did); `changed` where steps were edited or left
    out before."""

    id: str
    text: str
    by: str
    rule: str
    entry: int
    at: datetime
    after: float | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Of the tasks that say they are started or done, whose column came about how.

    `proven`: by a message, a commit or a page, through a suggestion, a rule or the web.
    `by_hand`: by a key, a command or an agent. `brought`: it came so into this workspace.
    """

    proven: int = 0
    by_hand: int = 0
    brought: int = 0

    @property
    def counted(self) -> int:
        """The tasks whose column was set here."""
        return self.proven + self.by_hand

    @property
    def share(self) -> float | None:
        """0…1, None where no column was set here."""
        return self.proven / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted between two instants; `carried` is newest first."""

    since: datetime
    until: datetime
    arrived: int
    suggested: int
    carried: tuple[Carried, ...]
    dismissed: int
    expired: int
    overtaken: int
    undone: int
    waiting: int
    proof: Proof

    @property
    def changed(self) -> int:
        """How many somebody carried out edited, or in part."""
        return sum(each.changed and not each.rule for each in self.carried)

    @property
    def as_suggested(self) -> int:
        """How many somebody carried out as they were; with those changed and those by rule, all."""
        return len(self.carried) - self.changed - self.by_rule

    @property
    def by_rule(self) -> int:
        """How many were carried out by a rule."""
        return sum(bool(each.rule) for each in self.carried)

    @property
    def seconds(self) -> float | None:
        """The median from a message to the entry that made the work say so."""
        known = [each.after for each in self.carried if each.after is not None]
        return median(known) if known else None


@dataclass(slots=True)
class _Count:
    """What is counted on the way through the log."""

    arrived: int = 0
    suggested: int = 0
    undone: int = 0
    closed: dict[str, str] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def tally(work: Snapshot, entries: Iterable[Entry], since: datetime, until: datetime) -> Tally:
    """Count the entries (newest first) with since <= moment < until; proof is of the work as
    it stands."""
    open_ = {str(task["id"]) for task in work.all("tasks") if _claims(work, task)}
    every = len(open_)
    count = _Count()
    taken_back: dict[int, bool] = {}
    for entry in islice(entries, READ):
        at = parse_instant(entry.ts)
        if not open_ and at < since - SLACK:
            break
        inside = since <= at < until
        if entry.seq in taken_back:
            count.undone += taken_back[entry.seq] and entry.through in _DECIDED
            continue
        if entry.undoes is not None:
            taken_back[entry.undoes] = inside
            continue
        _columns(work, entry, open_, count)
        if inside:
            for edit in entry.edits:
                _one(work, entry, edit, at, count)
    states = list(count.closed.values())
    proven = sum(through in _SHOWN_BY_EVENTS for through in count.columns.values())
    by_hand = sum(t not in _SHOWN_BY_EVENTS | _BROUGHT for t in count.columns.values())
    return Tally(
        since,
        until,
        count.arrived,
        count.suggested,
        tuple(sorted(count.carried.values(), key=lambda each: each.entry, reverse=True)),
        states.count("dismissed"),
        states.count("expired"),
        states.count("superseded") + states.count("withdrawn"),
        count.undone,
        sum(doc.get("state") in ("proposed", "snoozed") for doc in work.all("suggestions")),
        Proof(proven, by_hand, every - proven - by_hand),
    )


def _claims(work: Snapshot, task: Doc) -> bool:
    """Whether a task's column says that something happened: it is started or done."""
    return not task.get("archived") and column_kind(work, task.get("status")) in ("doing", "done")


def _columns(work: Snapshot, entry: Entry, open_: set[str], count: _Count) -> None:
    """The newest entry that set a task's column tells how it came there."""
    if not open_:
        return
    for edit in entry.edits:
        if edit.table == "tasks" and edit.id in open_ and "status" in (edit.after or {}):
            open_.discard(edit.id)
            count.columns[edit.id] = _how(work, entry)


def _how(work: Snapshot, entry: Entry) -> str:
    """Through what an entry came; a suggestion that no message stands behind is a hand's."""
    if entry.through not in _DECIDED:
        return entry.through
    ids = [edit.id for edit in entry.edits if edit.table == "suggestions"]
    return entry.through if any(_arrivals(work, id) for id in ids) else "key"


def _arrivals(work: Snapshot, id: str) -> tuple[str, ...]:
    return tuple((work.get("suggestions", id) or {}).get("arrivals") or ())


def _one(work: Snapshot, entry: Entry, edit: Edit, at: datetime, count: _Count) -> None:
    after = edit.after or {}
    if edit.table == "arrivals" and edit.creates:
        count.arrived += not after.get("duplicate_of")
    if edit.table != "suggestions":
        return
    count.suggested += edit.creates and bool(after.get("actions"))
    state, receipt = str(after.get("state", "")), after.get("receipt")
    if receipt and edit.id not in count.carried:
        count.carried[edit.id] = _carried(work, edit.id, receipt, entry, at)
    elif state in ("dismissed", "expired", "superseded", "withdrawn"):
        count.closed.setdefault(edit.id, state)


def _carried(work: Snapshot, id: str, receipt: Doc, entry: Entry, at: datetime) -> Carried:
    doc = work.get("suggestions", id) or {}
    came = [
        parse_instant(arrival["received_at"])
        for each in _arrivals(work, id)
        if (arrival := work.get("arrivals", each)) and arrival.get("received_at")
    ]
    return Carried(
        id=id,
        text=str(receipt.get("text", "")),
        by=entry.by,
        rule=str(receipt.get("rule", "")) if entry.through == "rule" else "",
        entry=entry.seq,
        at=at,
        after=max(0.0, (at - min(came)).total_seconds()) if came else None,
        changed=bool(doc.get("edited") or doc.get("unticked")),
    )
