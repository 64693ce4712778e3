"""Plans for PSPLIB files: `{name: {"makespan", "starts", "schedules", "seed", "seconds"}}`.

`starts` is {job: period}.
The name is that of the file without `.sm`; jobs are numbered from 1, as in the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from worktui.domain.errors import WorktuiError
from worktui.engine.levelling import level
from worktui.formats.psplib import read_sm

FEW = 8  # files for which starting further processes takes longer than it saves


def answer_files(
    files: Sequence[str], *, schedules: int, seed: int, workers: int = 0
) -> dict[str, Any]:
    """The plan of each file; a directory stands for all `.sm` files below it."""
    paths = sorted(_paths(files))
    alone = partial(answer_file, schedules=schedules, seed=seed)
    workers = workers or os.cpu_count() or 1
    if workers == 1 or len(paths) <= FEW:
        return {path.stem: alone(path) for path in paths}
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        answers = pool.map(alone, paths, chunksize=4)
        return dict(zip((path.stem for path in paths), answers, strict=True))


def answer_file(path: Path, *, schedules: int, seed: int) -> dict[str, Any]:
    """The plan of one file, or the error it raised."""
    try:
        project = read_sm(path.read_text("latin-1"), path.name)
        began = process_time()
        plan = level(project, schedules=schedules, seed=seed)
        seconds = process_time() - began
    except (WorktuiError, OSError) as error:
        kind = error.kind if isinstance(error, WorktuiError) else type(error).__name__
        return {"error": {"kind": kind, "message": str(error)}}
    return {
        "makespan": plan.makespan,
        "starts": {str(job): start for job, start in enumerate(plan.starts, 1)},
        "schedules": plan.schedules,
        "seed": plan.seed,
        "seconds": round(seconds, 4),
    }


def _paths(files: Sequence[str]) -> Iterator[Path]:
    for file in map(Path, files):
        if file.is_dir():
            yield from file.rglob("*.sm")
        else:
            yield file
