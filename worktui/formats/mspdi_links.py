"""The links of a Microsoft Project file: types, lags, and links of summaries as links of tasks.

A task that comes after a summary comes after the last tasks in it; a summary that comes after
a task is waited in by its first ones. What cannot be said so is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.snapshot import Snapshot
from worktui.formats.link_words import parse_link
from worktui.formats.mspdi_outline import Outline, Row
from worktui.formats.mspdi_tasks import Facts, day_of, days_of
from worktui.formats.mspdi_values import ELAPSED, LINKS, PERCENT, number, switch, tidy, whole
from worktui.formats.mspdi_xml import Node

MOST = 200_000
"""Links that all links of summaries together may become."""


@dataclass(frozen=True, slots=True)
class _Link:
    before: int
    after: int
    kind: str
    lag: float | int
    elapsed: bool


@dataclass(slots=True)
class _Links:
    outline: Outline
    facts: Facts
    plain: list[_Link] = field(default_factory=list)
    wide: list[tuple[Row, Row, _Link]] = field(default_factory=list)
    halves: int = 0
    shares: int = 0

    def read(self, row: Row, node: Node) -> None:
        """One <PredecessorLink>."""
        uid = whole(node.kid("PredecessorUID"))
        if switch(node.kid("CrossProject")) or uid is None:
            self.warn(row, f"waits for a task of another project ({node.get('CrossProjectName')})")
            return
        if uid in self.outline.left_out:
            reason = self.outline.left_out[uid]
            self.warn(row, f"waits for the task with the UID {uid}, which is {reason}")
            return
        before = self.outline.rows.get(uid)
        if before is None:
            raise BadInput(
                f"line {node.line}: “{row.name[:60]}” waits for the task with the UID {uid}, "
                "which is not in the file.",
                hint="Take the link out, or the task in.",
            )
        kind = LINKS[1 if (given := whole(node.kid("Type"), 0, 3)) is None else given]
        lag, elapsed = self.lag(node, before, row)
        link = _Link(before.uid, row.uid, kind, lag, elapsed)
        if before is row or before in row.chain() or row in before.chain():
            self.warn(row, f"is linked with “{before.name[:60]}”, which it is part of")
        elif before.summary or row.summary:
            self.wide.append((before, row, link))
        else:
            self.plain.append(link)

    def lag(self, node: Node, before: Row, after: Row) -> tuple[float | int, bool]:
        """(days of the task that waits, whether they are days of the calendar instead)."""
        given = number(node.kid("LinkLag"))
        unit = whole(node.kid("LagFormat"))
        if not given:
            return 0, False
        elapsed = unit in ELAPSED
        if unit in PERCENT:
            self.shares += 1
            days = tidy(float(given) / 100 * float(days_of(before, self.facts) or 0))
        else:
            days = tidy(float(given) / 10 / (1440 if elapsed else day_of(after, self.facts)))
        if not isinstance(days, int):
            self.halves += 1
        return days, elapsed

    def warn(self, row: Row, what: str) -> None:
        self.facts.warnings.append(f"{row.where} {what}: that link was left out.")

    def widen(self) -> None:
        """Links of summaries as links of the tasks in them."""
        soon = [(after, before) for before, after in _inner(self.plain, ("FS", "SS"))]
        late = _inner(self.plain, ("FS", "FF"))
        for before, after, link in self.wide:
            if link.kind in ("SS", "SF") and before.summary:
                self.warn(after, f"is linked with the start of the summary “{before.name[:60]}”")
                continue
            heads = [row.uid for row in _ends(before, late)]
            tails = [row.uid for row in after.leaves()]
            if link.kind in ("FS", "SS"):
                tails = [row.uid for row in _ends(after, soon)]
            if len(self.plain) + len(heads) * len(tails) > MOST:
                raise BadInput(f"{after.where} has links of summaries that come to far too many.")
            self.plain += [
                _Link(head, tail, link.kind, link.lag, link.elapsed)
                for head in heads
                for tail in tails
            ]


def _inner(links: Iterable[_Link], kinds: tuple[str, str]) -> list[tuple[int, int]]:
    """Pairs in which the later one surely begins (or ends) no earlier."""
    return [(link.before, link.after) for link in links if link.kind in kinds and link.lag >= 0]


def _ends(row: Row, ties: Iterable[tuple[int, int]]) -> list[Row]:
    """The tasks of a row that none of its others is beyond; `ties` lead outwards."""
    leaves = list(row.leaves())
    inside = {leaf.uid for leaf in leaves}
    tied = {uid for uid, beyond in ties if uid in inside and beyond in inside}
    return [leaf for leaf in leaves if leaf.uid not in tied] or leaves


def _elsewhere(row: Row, facts: Facts, work: Snapshot) -> list[dict[str, Any]]:
    """Links to tasks of other projects, for a plan that comes back to where they are."""
    found = []
    for text in row.ours.get("after", "").split(", "):
        doc = parse_link(text, lambda id: id if work.get("tasks", id) else None) if text else None
        if doc:
            found.append(doc)
        elif text:
            facts.note("Links to tasks that are not here are left out", row, f" ({text[:40]})")
    return found


def read_links(outline: Outline, facts: Facts, work: Snapshot) -> dict[int, list[dict[str, Any]]]:
    """`depends_on` of every task by its UID; raises BadInput for a link to nowhere."""
    links = _Links(outline, facts)
    for row in outline.rows.values():
        for node in row.node.all("PredecessorLink"):
            links.read(row, node)
    links.widen()
    found: dict[int, list[dict[str, Any]]] = {}
    for row in outline.tasks:
        if others := _elsewhere(row, facts, work):
            found[row.uid] = others
    for link in links.plain:
        doc = {"task": facts.ids[link.before], "type": link.kind, "lag_days": link.lag}
        if link.elapsed:
            doc["elapsed"] = True
        given = found.setdefault(link.after, [])
        if doc not in given:
            given.append(doc)
    _tell(links)
    return found


def _tell(links: _Links) -> None:
    if links.wide:
        links.facts.warnings.append(
            f"Links of summary tasks ({len(links.wide)}) are links of the tasks in them now."
        )
    if links.shares:
        links.facts.warnings.append(
            f"Lags in per cent ({links.shares}) are days now; they do not follow the task before."
        )
    if links.halves:
        links.facts.warnings.append(
            f"Lags with a part of a day ({links.halves}) are kept; planning counts whole days."
        )
