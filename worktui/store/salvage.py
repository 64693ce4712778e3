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


def any_record(rest: bytes, mark: Mark) -> bool:
    """True when bytes that do not follow a mark hold a record behind their first line.

    The first line itself may be an append that was never finished, though it looks whole;
    unless its number shows that a line before it is missing.
    """
    lines = rest.split(b"\n")[:-1]
    if any(rec.parse(line) is not None for line in lines[1:]):
        return True
    first = rec.parse(lines[0]) if lines else None
    return first is not None and first["seq"] > mark.seq + 1


def salvage(rest: bytes, mark: Mark) -> Salvage:
    """Read on after a mark through damage. The unfinished last line is left out."""
    lines = rest.split(b"\n")[:-1]
    result = Salvage()
    seq, crc = mark.seq, mark.crc
    sure = True  # whether `crc` is the checksum that line seq + 1 must follow
    for i, line in enumerate(lines):
        record = rec.parse(line)
        if record is None or record["seq"] <= seq:
            continue
        follows = sure and record["seq"] == seq + 1
        seeds = {crc} if follows else _seeds(lines, i, mark)
        proved = _proved(line, seeds, lines[i + 1] if i + 1 < len(lines) else None)
        if proved is None:
            if follows or record["seq"] > seq + len(lines):
                continue  # the line before is certain and this is not what followed it
            result.unproved += 1
        result.missing += range(seq + 1, record["seq"])
        seq = record["seq"]
        crc, sure = (proved, True) if proved is not None else (0, False)
        result.records.append(record)
    return result


def _seeds(lines: list[bytes], i: int, mark: Mark) -> set[int]:
    """Checksums the line before number i may have."""
    seeds = {mark.crc}
    if i and (said := rec.said_crc(lines[i - 1])) is not None:
        seeds.add(said)
    return seeds


def _proved(line: bytes, seeds: set[int], following: bytes | None) -> int | None:
    """The true checksum of a line that agrees with the line before it, or with the line
    after it when only its own checksum is damaged; None when neither."""
    said = rec.said_crc(line)
    for seed in seeds:
        crc = rec.true_crc(line, seed)
        if crc == said:
            return crc
        if following and rec.true_crc(following, crc) == rec.said_crc(following):
            return crc
    return None
