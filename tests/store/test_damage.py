"""Files damaged in every way: read, told or refused, never an unnamed error, never silent loss."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.store.hands import CALM, State, file_store, leave, opened, put, state
from worktui.domain.errors import StoreProblem
from worktui.store.file import FileStore

pytestmark = pytest.mark.timeout(900 if os.environ.get("WORKTUI_LONG") else 60)

CASES = 4000 if os.environ.get("WORKTUI_LONG") else 800

NAMES = ("work.json", "work.log")

Damage = Callable[[bytes, Random], bytes]


def flip(data: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << rng.randrange(8))]) + data[place + 1 :]


def cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def zero(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    end = min(len(data), start + rng.randint(1, 200))
    return data[:start] + bytes(end - start) + data[end:]


def drop(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 60) :]


def drop_line(data: bytes, rng: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def double_line(data: bytes, rng: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    place = rng.randrange(len(lines))
    return b"".join(lines[: place + 1] + lines[place:])


def swap_lines(data: bytes, rng: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    place = rng.randrange(max(1, len(lines) - 1))
    lines[place : place + 2] = reversed(lines[place : place + 2])
    return b"".join(lines)


def splice(data: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + rng.randbytes(rng.randint(1, 30)) + data[place:]


def rubbish(data: bytes, rng: Random) -> bytes:
    return rng.randbytes(rng.randint(1, 300))


def empty(data: bytes, rng: Random) -> bytes:
    return b""


def append(data: bytes, rng: Random) -> bytes:
    return data + rng.choice([b"\n", b"}", b"{}\n", b"junk\n", data[-40:], bytes(50)])


DAMAGES: list[Damage] = [
    flip, flip, flip, cut, zero, drop, drop_line, double_line, swap_lines, splice, rubbish,
    empty, append,
]  # fmt: skip


def laid(home: Path) -> State:
    home.mkdir()
    store = opened(home / "work.json", CALM)
    for n in range(12):
        put(store, f"T-{n % 7}", **{f"f{n}": f"value {n}"})
        if n == 6:
            store.fold()
    found = state(store)
    leave(store)
    return found


def states_of_history(home: Path) -> list[State]:
    """The state after each entry: what a log cut at the end of a line honestly tells."""
    (home / "copy").mkdir()
    store = opened(home / "copy" / "work.json", CALM)
    states = [state(store)]
    for n in range(12):
        put(store, f"T-{n % 7}", **{f"f{n}": f"value {n}"})
        states.append(state(store))
    return states


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def test_no_damage_is_silent_and_none_is_an_unnamed_error(folder: Path) -> None:
    home, place = folder / "home", folder / "place"
    right = laid(home)
    younger = states_of_history(folder)
    rng = Random(14)
    counts = {"same": 0, "told": 0, "refused": 0, "younger": 0}
    for number in range(CASES):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(home, place)
        target = place / ("work.log" if number % 2 else "work.json")
        damage = DAMAGES[number // 2 % len(DAMAGES)]
        target.write_bytes(damage(target.read_bytes(), rng))
        damaged = files_of(place)
        outcome = judge(place, right, damaged, younger)
        counts[outcome] += 1
        assert outcome != "silent", (number, damage.__name__, target.name)
    assert sum(counts.values()) == CASES
    print(counts)
    assert counts["same"] + counts["told"] >= 0.9 * CASES, counts
    assert counts["younger"] <= 0.04 * CASES, counts


def recoverable(place: Path, damaged: dict[str, bytes], store: FileStore) -> bool:
    """The damaged file is kept, or what was taken from it can be undone."""
    left = files_of(place)
    copies = [content for name, content in left.items() if "damaged" in name]
    if any(content in copies or not content for content in (damaged[n] for n in NAMES)):
        return True
    torn = left.get("work.log.torn", b"\n")[:-1]
    if torn and damaged["work.log"].endswith(torn):
        return True
    return any(entry.through == "external" for entry in store.latest(20))


def judge(place: Path, right: State, damaged: dict[str, bytes], younger: list[State]) -> str:
    store = file_store(place / "work.json", CALM)
    try:
        notices = store.open()
    except StoreProblem as problem:
        refused = problem
    else:
        refused = None
    if refused is not None:
        leave(store)
        assert refused.hint
        assert "work." in refused.message
        left = files_of(place)
        assert all(left[name] == content for name, content in damaged.items())
        return "refused"
    found = state(store)
    put(store, "AFTER", title="writes")
    store.close()
    again = opened(place / "work.json", CALM)
    assert {**found.get("tasks", {}), "AFTER": {"id": "AFTER", "title": "writes"}} == state(again)[
        "tasks"
    ]
    list(again.entries(again.seq - 1))
    saved = not notices or recoverable(place, damaged, again)
    leave(again)
    if found == right:
        return "same"
    if notices:
        assert saved
        return "told"
    return "younger" if found in younger else "silent"
