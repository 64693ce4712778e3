"""A draft: what actions would change, laid over a snapshot, before anything is written.

Plans read through it and write into it, so that a later step sees an earlier one; in the
end it gives one Change. It is also a Snapshot, so that previews can be drawn from it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from worktui.domain.change import Actor, Change, Doc, Edit, Effect
from worktui.domain.errors import NotFound
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

Key = tuple[str, str]
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])")


class Draft:
    """Edits and effects in the making. `now` is the commit's instant, `actor` who acts."""

    def __init__(self, snapshot: Snapshot, *, now: datetime, actor: Actor) -> None:
        self.base = snapshot
        self.now = now
        self.actor = actor
        self.settings = Settings.of(snapshot)
        self.lines: list[str] = []
        """What was done, a plain sentence each, in the order of the actions."""
        self.warnings: list[str] = []
        """What the person should know although it is done."""
        self.made: list[str] = []
        """Ids of what was created, in order."""
        self._now_docs: dict[Key, Doc | None] = {}
        self._seen: dict[Key, dict[str, Any]] = {}

    # reading, as a snapshot

    @property
    def seq(self) -> int:
        return self.base.seq

    def get(self, table: str, id: str) -> Doc | None:
        key = (table, id)
        return self._now_docs[key] if key in self._now_docs else self.base.get(table, id)

    def all(self, table: str) -> Iterable[Doc]:
        mine = {id: doc for (name, id), doc in self._now_docs.items() if name == table}
        if not mine:
            return self.base.all(table)
        return self._overlaid(table, mine)

    def _overlaid(self, table: str, mine: Mapping[str, Doc | None]) -> Iterator[Doc]:
        for doc in self.base.all(table):
            current = mine.get(doc["id"], doc)
            if current is not None:
                yield current
        for id, made in mine.items():
            if made is not None and self.base.get(table, id) is None:
                yield made

    def ids(self, table: str) -> Iterator[str]:
        return (doc["id"] for doc in self.all(table))

    def count(self, table: str) -> int:
        return sum(1 for _ in self.all(table))

    def need(self, table: str, id: str, what: str, hint: str = "") -> Doc:
        """The document, or NotFound naming it."""
        doc = self.get(table, id)
        if doc is None:
            raise NotFound(f"There is no {what} “{id[:80]}” here.", hint=hint)
        return doc

    # writing

    def create(self, table: str, doc: Mapping[str, Any]) -> None:
        """A new document; fields that are None are left out."""
        self._now_docs[(table, doc["id"])] = {k: v for k, v in doc.items() if v is not None}

    def update(
        self, table: str, id: str, fields: Mapping[str, Any], *, seen: Doc | None = None
    ) -> None:
        """Set fields (None takes one away); `seen` holds values the change was based on."""
        doc = dict(self.need(table, id, table))
        for name, value in fields.items():
            if value is None:
                doc.pop(name, None)
            else:
                doc[name] = value
        self._now_docs[(table, id)] = doc
        if seen:
            basis = self._seen.setdefault((table, id), {})
            basis.update({name: seen[name] for name in fields if name in seen})

    def delete(self, table: str, id: str) -> None:
        """Take a document away."""
        self._now_docs[(table, id)] = None

    def next_id(self, prefix: str, table: str) -> str:
        """The next id `PREFIX-n` of a table, never used before."""
        counter = self.get("counters", prefix)
        number = (counter["n"] if counter else 0) + 1
        while self.get(table, f"{prefix}-{number}") is not None:
            number += 1
        self._now_docs[("counters", prefix)] = {"id": prefix, "n": number}
        return f"{prefix}-{number}"

    def effect(self, effect: Effect) -> str:
        """Put something to do outside into the outbox; returns its id there."""
        id = self.next_id("O", "outbox")
        seed = f"{self.settings.uid}|{id}|{effect.kind}|{effect.entity}"
        key = hashlib.sha256(seed.encode()).hexdigest()[:24]
        writer = self.get("people", self.actor.by) or {} if effect.kind == "mail" else {}
        self.create(
            "outbox",
            {
                "id": id,
                "kind": effect.kind,
                "to": effect.to,
                "subject": effect.subject,
                "body": effect.body,
                "ics": dict(effect.ics) if effect.ics else None,
                "entity": effect.entity or None,
                "key": key,
                "message_id": f"<{key}@{_house(writer)}>",
                "sender": writer.get("name"),
                "state": "pending",
                "attempts": 0,
                "created_at": self.now.isoformat(),
                "delay": effect.delay or None,
                "action": effect.action or None,
                **effect.facts,
            },
        )
        return id

    def say(self, sentence: str) -> None:
        """Note what was done."""
        self.lines.append(sentence)

    def warn(self, sentence: str) -> None:
        """Note what to look at."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    # the result

    def change(self, why: str = "", undoes: int | None = None) -> Change:
        """All edits as one change; documents that came out unchanged are left out."""
        edits = tuple(edit for edit in map(self._edit, self._now_docs) if edit is not None)
        return Change(edits, why or "; ".join(self.lines), undoes)

    def _edit(self, key: Key) -> Edit | None:
        table, id = key
        before, after = self.base.get(table, id), self._now_docs[key]
        if before is None:
            return None if after is None else Edit(table, id, None, after)
        if after is None:
            return Edit(table, id, before, None)
        names = [n for n in {**before, **after} if before.get(n) != after.get(n)]
        seen = self._seen.get(key, {})
        names += [n for n in seen if n not in names and seen[n] != after.get(n)]
        if not names:
            return None
        return Edit(
            table,
            id,
            {name: seen.get(name, before.get(name)) for name in names},
            {name: after.get(name) for name in names},
        )


def _house(writer: Doc) -> str:
    """The right side of a Message-ID: the domain of whoever writes, where it is known."""
    domain = str(writer.get("email") or "").rpartition("@")[2].lower()
    return domain if "." in domain and _DOMAIN.fullmatch(domain) else "worktui"
