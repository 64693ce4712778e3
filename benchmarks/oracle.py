"""The program's answers to published cases: `python -m benchmarks.oracle KIND FILE… [--out PATH]`.

`psplib` takes `.sm` files or directories of them, with `--schedules N` and `--seed S`.
One JSON object, `{case id: answer}`, never a verdict. Each kind is a module `oracle_KIND`
with `answer(data)`; a case that raises is answered with its error, and the run goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from worktui.domain.errors import WorktuiError

KINDS = ("network", "earned", "psplib", "when", "text", "slots", "zones", "scenarios")
_LISTS = (("index_cases", "rollup_cases"), ("scenarios",), ("strings",), ("queries",), ("cases",))
"""The lists that hold the cases of a kind; the first that are there are taken."""
Answer = Callable[[Any], dict[str, Any]]


def answers(answer: Answer, data: Any) -> dict[str, Any]:
    """All at once; case by case where one of them raises."""
    try:
        return answer(data)
    except Exception:  # which case it was is found below, one at a time
        pass
    result: dict[str, Any] = {}
    for id, alone in _alone(data):
        try:
            result.update(answer(alone))
        except Exception as error:  # the run goes on, the answer says what broke
            kind = error.kind if isinstance(error, WorktuiError) else type(error).__name__
            result[id] = {"error": {"kind": kind, "message": str(error)}}
    return result


def _alone(data: Any) -> Iterator[tuple[str, Any]]:
    """(id, the data with that case only) for every case."""
    if isinstance(data, list):
        for place, case in enumerate(data):
            name = str(case.get("id", place)) if isinstance(case, dict) else str(place)
            yield name, [{"id": name, **case} if isinstance(case, dict) else case]
        return
    found = ([name for name in names if isinstance(data.get(name), list)] for names in _LISTS)
    names = next(filter(None, found), [])
    for name in names:
        for place, case in enumerate(data[name]):
            yield str(case.get("id", place)), {**data, **dict.fromkeys(names, ()), name: [case]}


def main(argv: list[str] | None = None) -> int:
    """Read the files, print or write the answers."""
    parser = argparse.ArgumentParser("benchmarks.oracle", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--out", help="write the answers there instead of to stdout")
    parser.add_argument("--schedules", type=int, default=1000, help="psplib: plans tried a file")
    parser.add_argument("--seed", type=int, default=0, help="psplib: same seed, same plans")
    parser.add_argument("--workers", type=int, default=0, help="psplib: processes; 0 is all cores")
    given = parser.parse_args(argv)
    if given.kind == "psplib":
        from benchmarks.oracle_psplib import answer_files

        result = answer_files(
            given.files, schedules=given.schedules, seed=given.seed, workers=given.workers
        )
        return _written(result, given.out)
    answer: Answer = import_module(f"benchmarks.oracle_{given.kind}").answer
    result = {}
    for file in given.files:
        try:
            data = json.loads(Path(file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            print(f"{file} cannot be read as JSON: {error}", file=sys.stderr)
            return 1
        result.update(answers(answer, data))
    return _written(result, given.out)


def _written(result: dict[str, Any], out: str | None) -> int:
    text = json.dumps(result, indent=1, default=str)  # ASCII: answers may hold lone surrogates
    if out:
        Path(out).write_text(text + "\n", "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
