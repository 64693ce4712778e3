"""What was changed outside worktui, taken in as one entry that can be undone."""

from __future__ import annotations

from worktui.store import adopt
from worktui.store.loaded import Loaded
from worktui.store.log import Log
from worktui.store.merge import settle
from worktui.store.replay import Nearest, replay
from worktui.store.site import Site, base_record, documents
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Tables


def begin(site: Site, reading: Reading) -> Loaded:
    """A new workspace; a file of stock TinyDB that is there becomes its entry 1."""
    found = adopt.identify(reading.raw, {})
    edits = settle({}, adopt.difference({}, found.docs))
    tables = Tables()
    tables.apply(edits, found.keys)
    records = [base_record(0)]
    if edits:
        records.append(site.adoption(1, edits, reading))
        kept = site.keep(site.layout.path, "original")
        site.say(
            f"{site.layout.name} is a TinyDB file: its {documents(edits)} were taken in as entry "
            f"1, which can be undone. As it was, the file is kept as {kept}."
        )
    return site.begin_log(records, tables)


def take_in(site: Site, reading: Reading, loaded: Loaded, log: Log, nearest: Nearest) -> None:
    """Set an edited file against the state it was made from, and that onto the present one.

    `nearest` has watched `log`; what the file says of its own place counts when it is true.
    """
    if nearest.adopted:
        return
    mark = reading.mark
    seq = mark.seq if mark is not None and log.proves(mark) else nearest.mark.seq
    base = replay(site.io, log, until=seq).tables
    found = adopt.identify(reading.raw, loaded.tables.docs)
    held, left = adopt.onto(loaded.tables, adopt.difference(base.docs, found.docs))
    name = site.layout.name
    if left:
        kept = site.keep(site.layout.path, "edited")
        more = " and more" if len(left) > 5 else ""
        site.warn(
            f"{name} was edited outside worktui, but {', '.join(left[:5])}{more} had been changed "
            f"here since and stayed. The edited file is kept as {kept}."
        )
    if held and site.writable and loaded.log is not None:
        loaded.seq += 1
        loaded.log.append(site.adoption(loaded.seq, held, reading))
        site.warn(
            f"{name} was edited outside worktui: {documents(held)} were taken in as entry "
            f"{loaded.seq}, which can be undone."
        )
    loaded.tables.apply(held, found.keys)
