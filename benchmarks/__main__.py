"""Speed against what could be done at best: `python -m benchmarks`. One table, one JSON object.

Each room of measurements is a module with `measure(sizes, peers) -> list[Row]`; a row says
what was measured, against what, and the ratio, which is sturdier than milliseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec

from benchmarks.rows import Row, table

ROOMS = {
    "cli": "benchmarks.speed_cli",
    "web": "benchmarks.speed_web",
    "engine": "benchmarks.speed_engine",
    "slots": "benchmarks.speed_slots",
    "store": "benchmarks.speed_store",
    "app": "benchmarks.speed_app",
    "network": "benchmarks.speed_network",
    "rescue": "benchmarks.speed_rescue",
}


def main(argv: list[str] | None = None) -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of tasks: 100,1000")
    parser.add_argument("--only", choices=ROOMS, help="one room of measurements")
    parser.add_argument("--peers", action="store_true", help="also programs of others, if there")
    given = parser.parse_args(argv)
    sizes = [int(size) for size in given.sizes.split(",")]
    rows: list[Row] = []
    for name in [given.only] if given.only else list(ROOMS):
        if find_spec(ROOMS[name]) is None:
            print(f"{name}: nothing to measure yet", file=sys.stderr)
            continue
        rows += import_module(ROOMS[name]).measure(sizes, given.peers)
    print(table(rows))
    print(json.dumps({"rows": [asdict(row) for row in rows]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
