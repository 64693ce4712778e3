"""The documents as they stand now, with pictures of them that later changes do not alter.

A changed document is a new dict; a table is copied before a change only while a live
picture still shows it. The stock database's integer keys are kept beside, as text.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from worktui.domain.change import Doc, Edit
from worktui.domain.snapshot import MappingSnapshot
from worktui.store.merge import NAMELESS, applied

Docs = dict[str, Doc]
_NOTHING: Mapping[str, Any] = {}


class Picture(MappingSnapshot):
    """A snapshot that can be told to be still looked at."""

    __slots__ = ("__weakref__",)

    def shows(self, name: str, table: Docs) -> bool:
        """True when this very table is in the picture."""
        return self._tables.get(name) is table


class Tables:
    """All tables: `docs[table][id]`, and beside them the key of each document in the file.

    `rows[table]` are the file keys of the first of `docs[table]`, in the same order. They are
    matched with the ids, and documents made since get theirs, only when that is needed: by
    the next snapshot or when a document goes.
    """

    def __init__(
        self,
        docs: Mapping[str, Docs] | None = None,
        rows: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.docs: dict[str, Docs] = dict(docs or {})
        self._rows: dict[str, list[str]] = dict(rows or {})
        self._keys: dict[str, dict[str, str]] = {}
        self._next: dict[str, int] = {}
        self._pictures: weakref.WeakSet[Picture] = weakref.WeakSet()
        self._latest: weakref.ref[Picture] | None = None

    def view(self, seq: int) -> MappingSnapshot:
        """The documents themselves, for a look that ends before the next change."""
        return MappingSnapshot(self.docs, seq)

    def picture(self, seq: int) -> Picture:
        """The documents as they are now, to keep."""
        latest = self._latest() if self._latest else None
        if latest is not None and latest.seq == seq:
            return latest
        picture = Picture(dict(self.docs), seq)
        self._pictures.add(picture)
        self._latest = weakref.ref(picture)
        return picture

    def apply(
        self, edits: Iterable[Edit], wanted: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """Carry out edits that were checked, or that the log says happened.

        `wanted[table][id]` are file keys for new documents, taken where they are free.
        """
        for edit in edits:
            id, table = edit.id, self._own(edit.table)
            now = table.get(id)
            if edit.after is None:
                if now is not None:
                    del self._keys_of(edit.table)[id]
                    del table[id]
                continue
            if now is None:
                if edit.before is not None:
                    continue  # only after damage: the document was in a record that is lost
                key = (wanted or _NOTHING).get(edit.table, _NOTHING).get(id)
                if key is not None or edit.table not in self._rows or id.startswith(NAMELESS):
                    self._keys_of(edit.table)[id] = self._new_key(edit.table, id, key)
            doc = applied(edit, now)
            assert doc is not None
            table[id] = doc

    def _new_key(self, name: str, id: str, wanted: str | None) -> str:
        """The wanted key, or the one a nameless document goes by, or the next number."""
        if wanted is None and id.startswith(NAMELESS):
            wanted = id[1:]
        next_free = self._next.get(name) or self._next_free(name)
        if wanted is not None and wanted.isascii() and wanted.isdigit():
            number = int(wanted)
            if number >= next_free:
                self._next[name] = number + 1
                return str(number)
            if str(number) not in self._keys_of(name).values():
                return str(number)
        self._next[name] = next_free + 1
        return str(next_free)

    def _next_free(self, name: str) -> int:
        return max(map(int, self._keys_of(name).values()), default=0) + 1

    def _keys_of(self, name: str) -> dict[str, str]:
        """The file keys of a table by id; to be asked before a document goes."""
        keys = self._keys.get(name)
        if keys is None:
            rows, docs = self._rows.pop(name, []), self.docs[name]
            keys = self._keys[name] = dict(zip(docs, rows, strict=False))
            for id in islice(docs, len(rows), None):
                keys[id] = self._new_key(name, id, None)
        return keys

    def _own(self, name: str) -> Docs:
        """The table to change: a copy if a live picture shows the present one."""
        table = self.docs.get(name)
        if table is None:
            table = self.docs[name] = {}
        elif self._pictures and any(p.shows(name, table) for p in self._pictures):
            table = self.docs[name] = dict(table)
        return table

    def file_tables(self) -> dict[str, dict[str, Any]]:
        """The tables as the stock database writes them: key → document."""
        return {
            name: dict(zip(self._rows_of(name), docs.values(), strict=True))
            for name, docs in self.docs.items()
        }

    def _rows_of(self, name: str) -> Iterable[str]:
        rows = self._rows.get(name, [])
        return rows if len(rows) == len(self.docs[name]) else self._keys_of(name).values()
