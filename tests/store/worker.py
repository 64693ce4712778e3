"""A process of its own that commits until it has done its share or is killed.

`python -m tests.store.worker FILE NAME COUNT`: each acknowledged change is said on
standard output, one line at once, before the next begins.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.store.hands import MARA, NOW, opened
from worktui.domain.change import Change, Edit
from worktui.domain.snapshot import Snapshot


def main(file: str, name: str, count: int) -> None:
    store = opened(Path(file), patience=60.0)

    def change(n: int) -> int:
        """A task of its own, and a field of a shared one: its own field or everybody's."""

        def decide(snapshot: Snapshot) -> Change:
            mine = Edit("tasks", f"{name}-{n}", None, {"id": f"{name}-{n}", "n": n})
            shared = snapshot.get("tasks", "SHARED") or {}
            value = [n, name]
            if n % 2:
                both = ({"same": shared.get("same")}, {"same": value})
            else:
                both = ({name: shared.get(name)}, {name: value})
            if not shared:
                return Change((mine, Edit("tasks", "SHARED", None, {"id": "SHARED", **both[1]})))
            return Change((mine, Edit("tasks", "SHARED", *both)))

        entry = store.commit(decide, MARA, ts=NOW, key=f"{name}-{n}")
        assert entry is not None
        return entry.seq

    print("ready", flush=True)
    for n in range(count):
        print(n, change(n), flush=True)
        if n % 50 == 49:
            store.fold()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
