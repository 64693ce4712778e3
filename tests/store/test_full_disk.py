"""No room: refused with a sentence, nothing lost, and it goes on when there is room again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.hands import opened, state, stock

ROOT = Path(__file__).parents[2]

FILL = """
import resource, signal, sys
from pathlib import Path
from tests.store.hands import opened, put
from worktui.domain.errors import StoreProblem

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, limit = Path(sys.argv[1]), int(sys.argv[2])
store = opened(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
acked = []
for n in range(100_000):
    try:
        put(store, f"T-{n}", text="x" * (n % 97 * 11))
    except StoreProblem as problem:
        assert problem.cause == "full", problem.cause
        assert "full" in problem.message and problem.hint
        break
    acked.append(n)
else:
    raise AssertionError("never full")
assert store.readonly == ""
store.fold(quick=True) if limit > 10_000 else None
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
put(store, "ROOM", title="again")
store.close()
print(len(acked))
"""


@pytest.mark.parametrize("limit", [700, 4_096, 20_001, 65_536, 300_000])
def test_a_file_that_may_not_grow_refuses_and_goes_on_with_room(folder: Path, limit: int) -> None:
    path = folder / "work.json"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    acked = int(done.stdout)
    store = opened(path)
    assert state(store)["tasks"].keys() == {f"T-{n}" for n in range(acked)} | {"ROOM"}
    assert len(list(store.entries())) == acked + 1
    store.fold()
    assert stock(path) == state(store)
