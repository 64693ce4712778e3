"""The snapshot: a file of the stock TinyDB, with a first table `_meta` of our own.

`{"_meta":{"1":{"crc32":"<of every later byte>","format":1,"log":…,"seq":…,"offset":…,
"prev":…,"crc":…,"seed":…}},"tasks":{"1":{…}}}`: which log it belongs to and the mark there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Literal
from zlib import crc32

import orjson

from worktui.store import record as rec
from worktui.store.aside import Stamp, stamp
from worktui.store.io import Io, read_file, write_beside
from worktui.store.log import Mark
from worktui.store.merge import NAMELESS
from worktui.store.tables import Docs, Tables

META = "_meta"
_ID = itemgetter("id")
PREFIX = b'{"_meta":{"1":{"crc32":"'
_CRC = len(PREFIX)
_REST = _CRC + 8

State = Literal["missing", "good", "edited", "foreign", "broken"]


@dataclass(slots=True)
class Reading:
    """A snapshot file as it was found.

    good: ours, whole. edited: ours, but the checksum is not. foreign: a TinyDB file of
    somebody else. broken: not to be read, `wrong` says why. `crc` is over all bytes.
    """

    state: State
    raw: dict[str, dict[str, Any]] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""
    crc: int = 0
    size: int = 0
    stamp: Stamp | None = None

    @property
    def mark(self) -> Mark | None:
        """Where in the log it stands, None when that is not legible."""
        return mark_of(self.meta)

    @property
    def log_id(self) -> str:
        """The id of the log it was made from."""
        return str(self.meta.get("log", ""))

    @property
    def token(self) -> str:
        """Names the contents of the file."""
        return f"{self.crc:08x}-{self.size}"

    @property
    def format(self) -> int:
        """The version it says it has; 0 when it does not say."""
        value = self.meta.get("format", 0)
        return value if isinstance(value, int) else 0


def read(io: Io, path: str) -> Reading:
    """Read and judge a snapshot file. Raises OSError when it cannot be read at all."""
    before = stamp(io, path)
    data = read_file(io, path)
    if data is None:
        return Reading("missing")
    reading = judge(data)
    reading.stamp = before
    return reading


def judge(data: bytes) -> Reading:
    """What bytes are, as a snapshot."""
    ours = data[:_CRC] == PREFIX and _said(data) == crc32(memoryview(data)[_REST:])
    try:
        raw = orjson.loads(data) if data.strip() else {}
    except orjson.JSONDecodeError as error:
        return Reading("broken", wrong=f"is not JSON: {error}", size=len(data))
    if ours:
        return Reading("good", raw, _meta(raw), size=len(data))
    wrong = _not_tables(raw)
    if wrong:
        return Reading("broken", wrong=wrong, size=len(data))
    meta = _meta(raw)
    return Reading("edited" if meta else "foreign", raw, meta, "", crc32(data), len(data))


def _said(data: bytes) -> int | None:
    digits = data[_CRC:_REST]
    return None if digits.strip(b"0123456789abcdef") else int(digits or b"0", 16)


def _meta(raw: dict[str, Any]) -> dict[str, Any]:
    table = raw.pop(META, None)
    meta = table.get("1") if isinstance(table, dict) else None
    return meta if isinstance(meta, dict) else {}


def _not_tables(raw: Any) -> str:
    """Why JSON is not a TinyDB file, "" when it is one."""
    if not isinstance(raw, dict):
        return "is JSON, but not a TinyDB file"
    if "worktui" in raw:
        return "is a workspace export, not a work file"
    for name, table in raw.items():
        if not isinstance(table, dict):
            return f"is JSON, but not a TinyDB file: “{name[:40]}” is not a table"
        if not all(isinstance(doc, dict) for doc in table.values()):
            return f"is JSON, but not a TinyDB file: “{name[:40]}” holds what is no document"
    return ""


def mark_of(meta: dict[str, Any]) -> Mark | None:
    """The mark in a `_meta` document."""
    try:
        numbers = [meta[name] for name in ("seq", "offset", "prev")]
        crcs = [int(meta[name], 16) for name in ("crc", "seed")]
    except (KeyError, TypeError, ValueError):
        return None
    if not all(type(n) is int and 0 <= n < 1 << 62 for n in numbers):
        return None
    return Mark(numbers[0], numbers[1], crcs[0], numbers[2], crcs[1])


def tables_of(raw: dict[str, dict[str, Any]]) -> Tables:
    """The documents of a good snapshot by their ids; `raw` is used up."""
    docs: dict[str, Docs] = {}
    rows: dict[str, list[str]] = {}
    for name in list(raw):
        table = raw.pop(name)
        try:
            docs[name] = dict(zip(map(_ID, table.values()), table.values(), strict=True))
        except KeyError:
            docs[name] = {nameless(key, doc): doc for key, doc in table.items()}
        rows[name] = list(table)
    return Tables(docs, rows)


def nameless(key: str, doc: dict[str, Any]) -> str:
    """The id of a document; one without (in a table that is not ours) goes by its key."""
    id = doc.get("id")
    return id if isinstance(id, str) else f"{NAMELESS}{key}"


def write(io: Io, path: str, tables: Tables, mark: Mark, log_id: str) -> Stamp:
    """Replace the snapshot. Only under the lock. Raises OSError; the old file then stays."""
    meta = {
        "crc32": "00000000",
        "format": rec.FORMAT,
        "log": log_id,
        "seq": mark.seq,
        "offset": mark.offset,
        "prev": mark.prev,
        "crc": f"{mark.crc:08x}",
        "seed": f"{mark.seed:08x}",
    }
    data = memoryview(orjson.dumps({META: {"1": meta}, **tables.file_tables()}))
    crc = b"%08x" % crc32(data[_REST:])
    try:
        like = io.stat(path)
    except FileNotFoundError:
        like = None
    write_beside(io, path, [data[:_CRC], crc, data[_REST:]], like=like)
    return Stamp.of(io.stat(path))
