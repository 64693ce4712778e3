"""Said and done as frozen values: what each person promised, and what became of it.

Faces show the rows; a standup asks `said_by` for what somebody said since the last time. The
quote is always the words of the one who said it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from worktui.app.phrases import counted, near_day
from worktui.app.promise_words import said_on
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

RECENT = timedelta(days=14)
"""So long what was kept, or taken back, is still told."""
_ORDER = {"broken": 0, "open": 1, "late": 2, "kept": 3, "withdrawn": 4}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise. `who` and `to` are handles or addresses, `name` and `to_name` as people say
    them; `said` is `on 20 Nov`, `due` `by mon` or "", `words` what became of it: `not yet, 2 d
    over`, `kept 19 Nov`, `done 1 d late`, `by mon`, `said anew`. `state` names a sign."""

    id: str
    who: str
    name: str
    to: str
    to_name: str
    quote: str
    said: str
    due: str
    task: str
    title: str
    state: str
    words: str

    @property
    def settled(self) -> bool:
        """Whether nothing is to come of it any more."""
        return self.state in ("kept", "late", "withdrawn")

    @property
    def sign(self) -> str:
        """late, done or "": the sign that stands before it."""
        return {"broken": "late", "kept": "done", "late": "done"}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Teller:
    """One person and what they said, the most pressing first; `words` sums it up."""

    who: str
    name: str
    rows: tuple[PromiseRow, ...]
    words: str


@dataclass(frozen=True, slots=True)
class PromisesView:
    """Everybody who promised something, those who owe first."""

    tellers: tuple[Teller, ...]
    hidden: int = 0
    """Settled long ago, and left out."""

    @property
    def rows(self) -> tuple[PromiseRow, ...]:
        """All rows in order."""
        return tuple(row for teller in self.tellers for row in teller.rows)


def promises_view(
    work: Snapshot, *, now: datetime, who: str = "", everything: bool = False
) -> PromisesView:
    """All promises, or those of one person or contact; `everything` also what is long settled."""
    docs = [doc for doc in work.all("promises") if not who or doc.get("who") == who]
    settings = Settings.of(work)
    shown = [doc for doc in docs if everything or _recent(doc, settings, now)]
    by_who: dict[str, list[Doc]] = {}
    for doc in shown:
        by_who.setdefault(str(doc["who"]), []).append(doc)
    tellers = [_teller(work, id, mine, now) for id, mine in by_who.items()]
    tellers.sort(key=lambda t: (min(_ORDER[r.state] for r in t.rows), t.name))
    return PromisesView(tuple(tellers), len(docs) - len(shown))


def said_by(work: Snapshot, who: str, *, now: datetime, since: datetime) -> tuple[PromiseRow, ...]:
    """What one person said since a moment, or said before and settled or left open since then:
    their word against what happened, for a standup."""
    settings = Settings.of(work)
    docs = [
        doc
        for doc in work.all("promises")
        if doc.get("who") == who
        and doc.get("state") != "withdrawn"
        and (doc.get("state") in ("open", "broken") or _moment(doc, settings) >= since)
    ]
    return _rows(work, docs, now)


def on_task(work: Snapshot, id: str, *, now: datetime) -> tuple[PromiseRow, ...]:
    """What was said about a task."""
    return _rows(work, (doc for doc in work.all("promises") if doc.get("task") == id), now)


def with_contact(work: Snapshot, email: str, *, now: datetime) -> tuple[PromiseRow, ...]:
    """What a contact promised, and what was promised to them."""
    docs = (d for d in work.all("promises") if email in (d.get("who"), d.get("to")))
    return _rows(work, docs, now)


def row_json(doc: Doc) -> dict[str, Any]:
    """A promise as commands print it."""
    names = (
        "id", "who", "to", "quote", "what", "kind", "due", "task", "arrival", "entry", "state",
        "said_at", "settled_at", "settled_by",
    )  # fmt: skip
    return {name: doc.get(name) for name in names}


def _moment(doc: Doc, settings: Settings) -> datetime:
    """When there was news of it last: settled (a bare day at its end), or said."""
    said, settled = parse_instant(doc["said_at"]), str(doc.get("settled_at") or "")
    return max(said, settings.due_instant(settled)) if settled else said


def _recent(doc: Doc, settings: Settings, now: datetime) -> bool:
    return doc.get("state") in ("open", "broken") or _moment(doc, settings) >= now - RECENT


def _teller(work: Snapshot, who: str, docs: Iterable[Doc], now: datetime) -> Teller:
    rows = _rows(work, docs, now)
    count = {state: sum(1 for row in rows if row.state == state) for state in _ORDER}
    said = [
        f"{count['broken']} not yet" if count["broken"] else "",
        f"{count['open']} to come" if count["open"] else "",
        f"{count['late']} late" if count["late"] else "",
        f"{count['kept']} kept" if count["kept"] else "",
    ]
    return Teller(who, rows[0].name, rows, ", ".join(filter(None, said)))


def _rows(work: Snapshot, docs: Iterable[Doc], now: datetime) -> tuple[PromiseRow, ...]:
    settings = Settings.of(work)
    kept = sorted(docs, key=lambda doc: (_ORDER.get(str(doc.get("state")), 9), _when(doc)))
    return tuple(_row(work, doc, settings, now) for doc in kept)


def _when(doc: Doc) -> str:
    return str(doc.get("due") or doc["said_at"])


def _row(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> PromiseRow:
    who, to, due = str(doc["who"]), str(doc.get("to") or ""), str(doc.get("due") or "")
    task = work.get("tasks", str(doc.get("task") or "")) or {}
    state = str(doc.get("state", "open"))
    today = settings.today(now)
    return PromiseRow(
        id=str(doc["id"]),
        who=who,
        name=_name(work, who),
        to=to,
        to_name=_name(work, to),
        quote=str(doc["quote"]),
        said=said_on(work, doc, now),
        due=f"by {near_day(settings.due_day(due), today)}" if due else "",
        task=str(task.get("id", "")),
        title=str(task.get("title", "")),
        state=state if state in _ORDER else "open",
        words=_words(doc, settings, now),
    )


def _name(work: Snapshot, who: str) -> str:
    doc = work.get("people", who) or work.get("contacts", who) or {}
    return str(doc.get("name") or who)


def _words(doc: Doc, settings: Settings, now: datetime) -> str:
    """What became of it."""
    due, state = str(doc.get("due") or ""), doc.get("state")
    today = settings.today(now)
    if state == "broken":
        over = (today - settings.due_day(due)).days if due else 0
        return f"not yet, {over} d over" if over > 0 else "not yet"
    if state in ("kept", "late"):
        at = str(doc.get("settled_at") or "")
        day = settings.due_day(at) if at else today
        over = (day - settings.due_day(due)).days if due else 0
        if state == "late":
            return f"done {over} d late" if over > 0 else "done late"
        return f"kept {near_day(day, today)}"
    if state == "withdrawn":
        return "said anew" if str(doc.get("settled_by") or "").startswith("PR-") else "taken back"
    return f"by {near_day(settings.due_day(due), today)}" if due else "no day said"


def summary(view: PromisesView) -> str:
    """All in a line: `3 promises: 1 not yet, 2 to come`."""
    rows = view.rows
    broken = sum(1 for row in rows if row.state == "broken")
    coming = sum(1 for row in rows if row.state == "open")
    said = [f"{broken} not yet" if broken else "", f"{coming} to come" if coming else ""]
    more = ", ".join(filter(None, said))
    return counted(len(rows), "promise") + (f": {more}" if more else "")
