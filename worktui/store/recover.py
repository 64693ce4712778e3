"""Opening a workspace when something is unusual: the rules of recovery, under the lock.

1. Only what follows the last whole record is cut, and only if no record comes after it.
2. A snapshot names its place in the log and the checksum there; both are checked.
3. A snapshot with a wrong checksum was edited: the difference becomes one entry.
4. A foreign file becomes an entry too, so that the log alone can rebuild everything.
5. A log that ends before its snapshot: the snapshot wins, the log is kept aside.
6. A failed append is taken back (in `log.py`).
7. A log that shrank is read again from the snapshot (in `file.py`).
"""

from __future__ import annotations

from worktui.domain.errors import StoreProblem
from worktui.store import adopt, outside, ruined, snapshotfile, versions
from worktui.store import record as rec
from worktui.store.loaded import Loaded, cut_torn, take
from worktui.store.log import Log, Walk
from worktui.store.replay import Nearest, Told, replay
from worktui.store.salvage import any_record
from worktui.store.site import Site
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Tables

_LATE = Reading("missing")
"""Stands for a snapshot that is there but of no use, because the log tells it better."""


def recover(site: Site) -> Loaded:
    """Bring the files in order and read them.

    Raises StoreProblem and OSError; the files then are as they were found.
    """
    reading = snapshotfile.read(site.io, site.layout.path)
    try:
        log = Log(site.io, site.layout.log)
    except FileNotFoundError:
        log = None
    loaded = None
    try:
        loaded = _by_version(site, reading, log)
    finally:
        if log is not None and (loaded is None or loaded.log is not log):
            log.close()
    loaded.notices = site.notices
    loaded.stamp = reading.stamp
    loaded.stale = site.writable
    return loaded


def _by_version(site: Site, reading: Reading, log: Log | None) -> Loaded:
    if log is not None and log.size() == 0:
        site.say(f"{site.layout.log_name} was empty.")
        log = None
    of_log = versions.log_format(site, log) if log is not None else None
    of_file = reading.format if reading.meta else None
    if of_log is not None and reading.state != "good":
        of_file = None  # an edited file is not believed where the log can tell
    version = max((v for v in (of_log, of_file) if v is not None), default=rec.FORMAT)
    if version > rec.FORMAT:
        return versions.newer(site, reading, log, version)
    if log is None:
        return _without_log(site, reading)
    if version < rec.FORMAT and of_log is not None:
        return _upgraded(site, log, version)
    if of_file is not None and of_file < rec.FORMAT:
        reading = _LATE  # its log was upgraded, and tells the same
    return _with_log(site, reading, log)


def _upgraded(site: Site, log: Log, version: int) -> Loaded:
    present = versions.upgrade_log(site, log, version)
    try:
        return _with_log(site, _LATE, present)
    except BaseException:
        present.close()
        raise


def _without_log(site: Site, reading: Reading) -> Loaded:
    name = site.layout.name
    if reading.state == "broken":
        raise site.beyond_use(name, f"{reading.wrong}, and there is no log to rebuild it from")
    if reading.state == "missing" and not site.create:
        raise StoreProblem(
            f"There is no workspace at {site.layout.path}.",
            hint="`worktui demo` shows sample work; `worktui add` begins your own.",
            cause="missing",
        )
    if reading.state in {"missing", "foreign"}:
        return outside.begin(site, reading)
    if reading.format < rec.FORMAT:
        reading = versions.upgrade_snapshot(site, reading)
    mark = reading.mark
    found = adopt.identify(reading.raw, {})
    tables = Tables()
    tables.apply(adopt.difference({}, found.docs), found.keys)
    if reading.state == "edited":
        site.warn(f"{name} was edited outside worktui and has no log; it was taken as it is.")
    site.say(f"{site.layout.log_name} was missing: a new one was begun from {name}.")
    return site.begin_from(tables, mark.seq if mark else 0, [reading.log_id])


def _with_log(site: Site, reading: Reading, log: Log) -> Loaded:
    edited = reading.state in {"edited", "foreign"}
    docs = adopt.identify(reading.raw, {}).docs if edited else {}
    nearest = Nearest(docs, reading.token)
    told = replay(site.io, log, nearest if edited else None)
    if told.header is None or any_record(told.rest, told.mark):
        return ruined.save(site, reading, log, told, nearest)
    if told.rest and site.writable and log.writable:
        site.notices.append(cut_torn(site.io, site.layout, log, told.mark, told.rest))
    log.mark = told.mark
    if reading.state == "good":
        return _late(site, reading, log, told)
    if reading.state == "missing" and reading is not _LATE and told.mark.seq > 0:
        site.say(f"{site.layout.name} was missing; it was rebuilt from the log.")
    if reading.state == "broken":
        ruined.keep_broken(site, reading)
    loaded = Loaded(told.tables, log, told.log_id, told.mark.seq)
    if edited:
        outside.take_in(site, reading, loaded, log, nearest)
    return loaded


def _late(site: Site, reading: Reading, log: Log, told: Told) -> Loaded:
    """A good snapshot beside a log that is whole."""
    mark = reading.mark
    if mark is not None and mark.seq <= told.mark.seq and log.proves(mark):
        tables = snapshotfile.tables_of(reading.raw)
        take(tables, [line.record for line in Walk(site.io, log.fd, mark)])
        return Loaded(tables, log, told.log_id, told.mark.seq)
    if told.goes_on_from(reading):
        return Loaded(told.tables, log, told.log_id, told.mark.seq)
    kept = site.keep(site.layout.log, "damaged")
    site.warn(
        f"{site.layout.log_name} ends before {site.layout.name} or belongs to another; the work "
        f"was taken from {site.layout.name} and a new log begun. The old log is kept as {kept}."
    )
    tables = snapshotfile.tables_of(reading.raw)
    return site.begin_from(tables, mark.seq if mark else 0, [reading.log_id, told.log_id])
