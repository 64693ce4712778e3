"""Fifty who want the same slot at once, through one file: one gets it, the rest are told why."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.app.conftest import NOW, TEAM, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.domain.errors import Refused, WorktuiError
from worktui.store.file import FileStore

START = "2026-03-05T14:00:00+01:00"
FIFTY = """
import contextlib, io, os, sys
from pathlib import Path
from worktui.main import main
file, folder = sys.argv[1], Path(sys.argv[2])
given = ["--file", file, "--now", "2026-03-04T10:00:00+01:00", "--as", "ana"]
with contextlib.redirect_stdout(io.StringIO()):
    main([*given, "slots", "intro"])  # what a command loads is loaded once for all fifty
gate, go = os.pipe()
children = []
for n in range(50):
    child = os.fork()
    if child == 0:
        os.close(go)
        os.read(gate, 1)  # until all are there
        out, wrong = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
            status = main([*given, "book", "intro", "thu", "14:00", "--with", f"c{n}@x.example"])
        (folder / f"{n}.told").write_text(f"{status} {out.getvalue()} {wrong.getvalue()}")
        os._exit(status)
    children.append(child)
os.close(go)
statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
print(statuses.count(0), statuses.count(1), len(statuses))
"""
CLIENT = """
import sys
from datetime import datetime
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.domain.errors import Refused
from worktui.store.file import FileStore
clock = FixedClock(datetime.fromisoformat("2026-03-04T10:00:00+01:00"))
store = FileStore(sys.argv[1], clock=clock)
store.open()
print("ready", flush=True)
sys.stdin.readline()
try:
    Desk(store, clock, "ana").do([parse({"type": "book_slot", "event_type": "intro",
        "invitee": sys.argv[2], "start": "2026-03-05T14:00:00+01:00"})])
    print("won")
except Refused as error:
    print("refused", error.message)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "work.json"
    store = FileStore(path, clock=FixedClock(NOW))
    store.open()

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, FixedClock(NOW), "ana", "sense").commit(fill)
    store.close()
    return path


def _bookings(path: Path) -> list[str]:
    store = FileStore(path, clock=FixedClock(NOW))
    store.open()
    found = [doc["id"] for doc in store.snapshot().all("bookings")]
    letters = store.snapshot().count("outbox")
    store.close()
    assert letters == len(found)
    return found


def test_of_fifty_racing_attempts_one_takes_the_slot(path: Path) -> None:
    outcomes: list[str] = []
    gate = threading.Barrier(50)

    def attempt(number: int) -> None:
        store = FileStore(path, clock=FixedClock(NOW))
        store.open()
        booking = act("book_slot", event_type="intro", invitee=f"c{number}@x.example", start=START)
        gate.wait()
        try:
            Desk(store, FixedClock(NOW), "ana").do([booking])
            outcomes.append("won")
        except Refused as error:
            outcomes.append(error.message)
        except WorktuiError as error:  # anything else is a fault, and the count shows it
            outcomes.append(f"fault: {error}")
        finally:
            store.close()

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("won") == 1
    assert sum("busy" in outcome for outcome in outcomes) == 49
    assert _bookings(path) == ["BK-1"]


def test_of_six_racing_processes_one_takes_the_slot(path: Path) -> None:
    clients = [
        subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(path), f"c{n}@x.example"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(6)
    ]
    for client in clients:
        assert client.stdout is not None
        assert client.stdout.readline() == "ready\n"
    for client in clients:
        assert client.stdin is not None
        client.stdin.write("go\n")
        client.stdin.flush()
    told = [client.communicate(timeout=30)[0].strip() for client in clients]
    assert told.count("won") == 1
    assert sum(line.startswith("refused") and "busy" in line for line in told) == 5
    assert _bookings(path) == ["BK-1"]


def test_of_fifty_racing_programs_one_books_and_the_rest_are_told_why(
    path: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIFTY, str(path), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.split() == ["1", "49", "50"], done.stderr
    told = [(tmp_path / f"{n}.told").read_text() for n in range(50)]
    assert sum("BK-1 is booked" in words for words in told) == 1
    assert sum("busy" in words and "worktui slots intro" in words for words in told) == 49
    assert _bookings(path) == ["BK-1"]
