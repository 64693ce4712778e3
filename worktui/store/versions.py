"""Workspaces of another version: a newer one is only read, an older one is upgraded."""

from __future__ import annotations

from worktui.domain.errors import StoreProblem
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.aside import exists
from worktui.store.io import read_at, write_beside
from worktui.store.loaded import Loaded, take
from worktui.store.log import Log, Walk
from worktui.store.site import Site, base_record
from worktui.store.snapshotfile import Reading
from worktui.store.upgrade import can_upgrade, upgraded


def log_format(site: Site, log: Log) -> int | None:
    """The version in the first record of a log, None when it is not legible."""
    first = next(Walk(site.io, log.fd), None)
    value = first.record.get("format") if first else None
    return value if isinstance(value, int) else None


def newer(site: Site, reading: Reading, log: Log | None, version: int) -> Loaded:
    """A workspace of a newer worktui, as far as it can be read; never written."""
    name, mark = site.layout.name, reading.mark
    came = f"{name} was written by a newer worktui (format {version}; this one knows {rec.FORMAT})"
    if reading.state not in {"good", "edited"} or mark is None:
        raise StoreProblem(f"{came}.", hint="Update worktui to open it.", cause="newer")
    sentence = f"{came}: it can be read but not changed here. Update worktui."
    site.warn(sentence)
    site.writable = False
    tables = snapshotfile.tables_of(reading.raw)
    if log is None or not log.proves(mark):
        return Loaded(tables, None, "", mark.seq, readonly=sentence)
    log.mark = mark
    tail = log.tail()
    take(tables, [line.record for line in tail.lines])
    log.mark = tail.mark
    return Loaded(tables, log, "", tail.mark.seq, readonly=sentence)


def upgrade_log(site: Site, log: Log, version: int) -> Log:
    """Rewrite an older log as this version writes it. Log and snapshot are kept as they were."""
    _need_steps(site, version)
    parts: list[bytes | memoryview] = []
    crc = 0
    walk = Walk(site.io, log.fd)
    for line in walk:
        data, crc = rec.encode(upgraded(line.record, version, site.steps), crc)
        parts.append(data)
    parts.append(read_at(site.io, log.fd, walk.mark.offset, log.size()))
    paths = [site.layout.log, site.layout.path]
    kept = [site.keep(path, f"v{version}") for path in paths if exists(site.io, path)]
    write_beside(site.io, site.layout.log, parts, like=site.io.fstat(log.fd))
    site.say(
        f"{site.layout.name} was upgraded from format {version} to {rec.FORMAT}; as they were, "
        f"its files are kept as {' and '.join(kept)}."
    )
    return Log(site.io, site.layout.log)


def upgrade_snapshot(site: Site, reading: Reading) -> Reading:
    """An older snapshot that has no log any more, its documents as this version has them."""
    version = reading.format
    _need_steps(site, version)
    kept = site.keep(site.layout.path, f"v{version}")
    old = {**base_record(0, base=reading.raw), "format": version}
    reading.raw = upgraded(old, version, site.steps)["base"]
    site.say(
        f"{site.layout.name} was upgraded from format {version} to {rec.FORMAT}; as it was, it "
        f"is kept as {kept}."
    )
    return reading


def _need_steps(site: Site, version: int) -> None:
    name = site.layout.name
    if not can_upgrade(version, site.steps):
        raise site.beyond_use(name, f"has format {version}, which this worktui does not know")
    if not site.writable:
        raise StoreProblem(
            f"{name} has the older format {version} and cannot be upgraded here.",
            hint="Open it once where it can be written.",
            cause="readonly",
        )
