"""What can still be read of a log after a damaged place.

A line proves itself by the checksum of the line before it. After damage that checksum may
be gone; then a line is taken when the line after it agrees with it, or as a last resort
when it has the shape of a record and a number that goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from worktui.store import record as rec
from worktui.store.log import Mark


@dataclass(slots=True)
class Salvage:
    """Records found after damage, in order; the numbers that are missing; and how many
    records could not be proved."""

    records: list[rec.Record] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    unproved: int = 0


def any_record(rest: bytes) -> bool:
    """True when a whole record seems to stand in bytes that do not follow the chain."""
    return any(rec.parse(line) is not None for line in rest.split(b"\n")[:-1])


def salvage(rest: bytes, mark: Mark) -> Salvage:
    """Read on after a mark through damage. The unfinished last line is left out."""
    lines = rest.split(b"\n")[:-1]
    seeds = [_seeds(lines, i, mark) for i in range(len(lines) + 1)]
    result = Salvage()
    seq = mark.seq
    for i, line in enumerate(lines):
        record = rec.parse(line)
        if record is None or record["seq"] <= seq:
            continue
        if not _proved(line, seeds[i], lines[i + 1] if i + 1 < len(lines) else None):
            if record["seq"] > seq + len(lines):
                continue
            result.unproved += 1
        result.missing += range(seq + 1, record["seq"])
        seq = record["seq"]
        result.records.append(record)
    return result


def _seeds(lines: list[bytes], i: int, mark: Mark) -> set[int]:
    """Checksums the line before number i may have."""
    seeds = {mark.crc}
    if i and (said := rec.said_crc(lines[i - 1])) is not None:
        seeds.add(said)
    return seeds


def _proved(line: bytes, seeds: set[int], following: bytes | None) -> bool:
    said = rec.said_crc(line)
    for seed in seeds:
        crc = rec.true_crc(line, seed)
        if crc == said:
            return True
        if following and rec.true_crc(following, crc) == rec.said_crc(following):
            return True
    return False
