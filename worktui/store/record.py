"""One line of the log: a JSON record and the checksum that chains it to the line before.

`{"c":"<crc32 of e, seeded with the crc of the line before>","e":{"seq":N,…}}\\n`. `seq` comes
first in `e`, so that a number can be read from a line without parsing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from worktui.domain.change import Edit, Entry
from worktui.domain.errors import BadInput

FORMAT = 1
"""Version of log and snapshot that is written here."""

HEAD = b'{"c":"'
BODY = 20
"""Where `e` begins in a line."""

MIDDLE = b'","e":{"seq":'

Record = dict[str, Any]

_PLAIN = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


class Line(NamedTuple):
    """A record that was found whole: its place, checksum and contents."""

    start: int
    end: int
    crc: int
    record: Record


def to_json(value: Any) -> bytes:
    """Compact JSON; raises BadInput for what JSON cannot hold."""
    try:
        return orjson.dumps(value, option=_PLAIN)
    except TypeError as error:
        raise BadInput(f"This cannot be kept as JSON: {error}.") from error


def encode(record: Mapping[str, Any], seed: int) -> tuple[bytes, int]:
    """The line of a record after a line with checksum `seed`, and its own checksum."""
    body = to_json(record)
    crc = crc32(body, seed)
    return b'{"c":"%08x","e":%b}\n' % (crc, body), crc


def body_of(data: bytes) -> Record:
    """The record in an encoded line: the values as everybody else will read them."""
    record: Record = orjson.loads(memoryview(data)[BODY:-2])
    return record


def looks_like_line(line: bytes) -> bool:
    """True for a line with the frame of a record, whatever its checksum."""
    return line[:6] == HEAD and line[14:27] == MIDDLE and line[-1:] == b"}"


def said_crc(line: bytes) -> int | None:
    """The checksum a line gives of itself, None when it is not written as we write it."""
    digits = line[6:14]
    if line[:6] != HEAD or len(digits) != 8 or digits.strip(b"0123456789abcdef"):
        return None
    return int(digits, 16)


def true_crc(line: bytes, seed: int) -> int:
    """The checksum a line (without its newline) should have after `seed`."""
    return crc32(memoryview(line)[BODY:-1], seed)


def said_seq(line: bytes) -> int | None:
    """The number of a line, read from its front without parsing the rest."""
    if not looks_like_line(line):
        return None
    digits = line[27:47].split(b",", 1)[0].split(b"}", 1)[0]
    return int(digits) if digits.isdigit() else None


def parse(line: bytes) -> Record | None:
    """The record in a line (without newline), None when it is not one."""
    if not looks_like_line(line):
        return None
    try:
        record = orjson.loads(memoryview(line)[BODY:-1])
    except orjson.JSONDecodeError:
        return None
    return record if _is_record(record) else None


def decode(line: bytes, seed: int) -> tuple[Record, int] | None:
    """Record and checksum of a line that is whole and follows `seed`, else None."""
    crc = true_crc(line, seed)
    if said_crc(line) != crc:
        return None
    record = parse(line)
    return None if record is None else (record, crc)


def _is_record(record: Any) -> bool:
    if not isinstance(record, dict) or not isinstance(record.get("seq"), int):
        return False
    edits = record.get("edits", [])
    return isinstance(edits, list) and all(map(_is_edit, edits))


def _is_edit(edit: Any) -> bool:
    return (
        isinstance(edit, list)
        and len(edit) == 4
        and isinstance(edit[0], str)
        and isinstance(edit[1], str)
        and (edit[2] is None or isinstance(edit[2], dict))
        and (edit[3] is None or isinstance(edit[3], dict))
    )


def to_record(entry: Entry) -> Record:
    """An entry as it is written; what is empty is left out."""
    record: Record = {
        "seq": entry.seq,
        "ts": entry.ts,
        "by": entry.by,
        "through": entry.through,
        "edits": [[e.table, e.id, e.before, e.after] for e in entry.edits],
        "why": entry.why,
    }
    if entry.undoes is not None:
        record["undoes"] = entry.undoes
    if entry.key is not None:
        record["key"] = entry.key
    if entry.facts:
        record["facts"] = entry.facts
    return record


def to_entry(record: Record) -> Entry:
    """The entry in a record."""
    return Entry(
        seq=record["seq"],
        ts=record.get("ts", ""),
        by=record.get("by", ""),
        through=record.get("through", ""),
        why=record.get("why", ""),
        edits=to_edits(record.get("edits", ())),
        undoes=record.get("undoes"),
        key=record.get("key"),
        facts=record.get("facts") or {},
    )


def to_edits(written: Sequence[Any]) -> tuple[Edit, ...]:
    """Edits from their written form `[table, id, before, after]`."""
    return tuple(Edit(table, id, before, after) for table, id, before, after in written)
