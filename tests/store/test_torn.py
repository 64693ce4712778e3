"""The last line of the log, cut, zeroed or overwritten at every byte."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.store.hands import CALM, State, commit, create, leave, opened, put, state

pytestmark = pytest.mark.timeout(900 if os.environ.get("WORKTUI_LONG") else 60)

LONG = bool(os.environ.get("WORKTUI_LONG"))


def laid(folder: Path, number: int) -> tuple[bytes, bytes, bytes, State, State]:
    """Snapshot, log before the last line, that line, and the states before and after it."""
    path = folder / f"{number}.json"
    store = opened(path, CALM)
    put(store, "T-1", title="a")
    if number % 2:
        store.fold()
    put(store, "T-2", title="b")
    before = state(store)
    head = path.with_suffix(".log").read_bytes()
    commit(store, create("T-3", text="é漢🦊"[: number % 4], n=number, more={"k": [number] * 3}))
    after = state(store)
    leave(store)
    return (
        path.read_bytes(),
        head,
        path.with_suffix(".log").read_bytes()[len(head) :],
        before,
        after,
    )


def test_a_last_line_torn_at_every_byte_is_all_or_nothing(folder: Path) -> None:
    rng = Random(3)
    path = folder / "work.json"
    cases = 0
    for number in range(20 if LONG else 6):
        snapshot, head, line, before, after = laid(folder, number)
        for cut in range(len(line) + 1):
            rest = len(line) - cut
            flipped = bytes([line[cut] ^ (1 << rng.randrange(8))]) if rest else b""
            tails = {b"", bytes(rest), rng.randbytes(rest), flipped + line[cut + 1 :]}
            for tail in tails:
                whole = line[:cut] + tail
                for other in folder.glob("work*"):
                    other.unlink() if other.is_file() else None
                path.write_bytes(snapshot)
                path.with_suffix(".log").write_bytes(head + whole)
                store = opened(path, CALM)
                assert state(store) == (after if whole.startswith(line) else before), (cut, tail)
                put(store, "T-9", title="on")
                assert [entry.seq for entry in store.entries()][-1] == store.seq
                leave(store)
                again = opened(path, CALM)
                assert state(again) == state(store)
                leave(again)
                cases += 1
    assert cases >= 3000, cases
