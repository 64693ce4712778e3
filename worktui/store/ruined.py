"""A log with a damaged place before its end: what can be read is saved, in a new log."""

from __future__ import annotations

from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.io import read_at
from worktui.store.loaded import Loaded, take
from worktui.store.log import START, Log, Mark
from worktui.store.outside import take_in
from worktui.store.replay import Nearest, Told
from worktui.store.salvage import salvage
from worktui.store.site import Site
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Tables


def save(site: Site, reading: Reading, log: Log, told: Told, nearest: Nearest) -> Loaded:
    """Keep the log aside and begin a new one with all that is left."""
    tables, seq, start = _firm_ground(reading, log, told)
    found = salvage(read_at(site.io, log.fd, start.offset, log.size()), start)
    if told.header is None and tables is told.tables:
        _need_beginning(site, found.records)
    records = [record for record in found.records if record["seq"] > seq]
    missing = [number for number in found.missing if number > seq]
    take(tables, records)
    kept = site.keep(site.layout.log, "damaged")
    if reading.state == "broken":
        keep_broken(site, reading)
    site.warn(_sentence(site.layout.log_name, kept, len(records), missing))
    last = records[-1]["seq"] if records else seq
    loaded = site.begin_from(tables, last, [reading.log_id, told.log_id])
    if reading.state in {"edited", "foreign"}:
        take_in(site, reading, loaded, log, nearest)
    return loaded


def keep_broken(site: Site, reading: Reading) -> None:
    """Keep a snapshot that cannot be read, and tell."""
    kept = site.keep(site.layout.path, "damaged")
    site.warn(
        f"{site.layout.name} {reading.wrong}; it was rebuilt from the log. The damaged file is "
        f"kept as {kept}."
    )


def _firm_ground(reading: Reading, log: Log, told: Told) -> tuple[Tables, int, Mark]:
    """The latest certain state, its number, and the mark to read on from."""
    mark = reading.mark
    if reading.state != "good" or mark is None or told.goes_on_from(reading):
        return told.tables, max(told.mark.seq, 0), told.mark
    tables = snapshotfile.tables_of(reading.raw)
    return tables, mark.seq, mark if log.proves(mark) else START


def _need_beginning(site: Site, records: list[rec.Record]) -> None:
    """Without a legible first line, and no snapshot, the records must begin with entry 1."""
    name = site.layout.log_name
    if not records:
        raise site.beyond_use(name, "is not a log of worktui")
    if records[0]["seq"] > 1:
        raise site.beyond_use(
            name, f"has lost its beginning, and {site.layout.name} cannot be used either"
        )


def _sentence(name: str, kept: str, saved: int, missing: list[int]) -> str:
    lost = ""
    if missing:
        numbers = ", ".join(map(str, missing[:10])) + (" and more" if len(missing) > 10 else "")
        lost = f" Entries that could not be read: {numbers}."
    return (
        f"{name} was damaged; {saved} later entries were saved from behind the damage and a new "
        f"log was begun. The damaged log is kept as {kept}.{lost}"
    )
