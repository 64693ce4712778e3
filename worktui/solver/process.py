"""The solver as the app sees it: a process started for one question and ended with it.

The process is this same Python with the same search path; it is killed when the time is over
or nobody wants the answer any more, and what it had said until then is the answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO

from worktui.engine.levelling.recovery import Recovery, RPlan, worth
from worktui.engine.levelling.recovery_check import faults
from worktui.engine.levelling.recovery_days import ends_of, told
from worktui.engine.levelling.recovery_place import kept
from worktui.solver.wire import News, Order, order_line, read_news

MODULE = "worktui.solver.worker"
LOOK = 0.05
"""Seconds between two looks at the clock and at `stop`."""
_ENDING = 0.25  # seconds kept back from the worker for its own ending and the last words


class CpSat:
    """`app.ports.Solver` by OR-Tools. Holds nothing between two questions."""

    def __init__(self, command: Sequence[str] = ()) -> None:
        """`command` starts another worker that speaks the same lines, for tests."""
        self._command = tuple(command) or (sys.executable, "-m", MODULE)

    def available(self) -> bool:
        """Whether OR-Tools is installed. Imports nothing."""
        return find_spec("ortools") is not None

    def solve(
        self,
        recovery: Recovery,
        *,
        hint: RPlan | None = None,
        seconds: float = 6.0,
        most_changes: int | None = None,
        hands: bool = True,
        seed: int = 0,
        stop: Callable[[], bool] | None = None,
        progress: Callable[[RPlan], None] | None = None,
    ) -> RPlan | None:
        """As `app.ports.Solver.solve`. Raises Unschedulable for tasks that wait in a ring."""
        begun = monotonic()
        recovery, best = _start(recovery, hint, most_changes, hands)
        left = seconds - (monotonic() - begun) - _ENDING
        order = Order(
            recovery, best.starts, best.options, max(left, 0.1), most_changes, hands, seed
        )
        heard = False
        for news in self._asked(order, begun + seconds, stop or (lambda: False)):
            heard = True
            plan = replace(
                told(recovery, news.starts, news.options),
                proven=news.proven,
                seconds=monotonic() - begun,
            )
            if faults(recovery, plan):  # never pass on what cannot be carried out
                continue
            better = worth(recovery, plan) < worth(recovery, best)
            best = plan if better or plan.proven != best.proven else best
            if progress is not None and better:
                progress(best)
        return replace(best, seconds=monotonic() - begun) if heard else None

    def _asked(self, order: Order, until: float, stop: Callable[[], bool]) -> Iterator[News]:
        """What the worker says until it is over, `until` is there or `stop` says so."""
        with _running(self._command) as process:
            if process is None or process.stdin is None or process.stdout is None:
                return
            said: SimpleQueue[str] = SimpleQueue()
            Thread(target=_listen, args=(process.stdout, said), daemon=True).start()
            if not _told(process.stdin, order_line(order)):
                return
            while not stop() and monotonic() < until:
                try:
                    line = said.get(timeout=LOOK)
                except Empty:
                    continue
                news = _understood(line)
                if news is None:
                    return
                yield news
                if news.over:
                    return


@contextmanager
def _running(command: Sequence[str]) -> Iterator[subprocess.Popen[str] | None]:
    """The worker while it is needed; None when it cannot be started."""
    here = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH", "")) if part)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError:
        yield None
        return
    with process:
        try:
            yield process
        finally:
            process.kill()


def _told(pipe: IO[str], line: str) -> bool:
    """Write the order and close the pipe; False when the worker is gone already."""
    try:
        with pipe:
            pipe.write(line)
    except OSError:
        return False
    return True


def _listen(pipe: IO[str], said: SimpleQueue[str]) -> None:
    """Pass the lines on; an empty one is the end."""
    try:
        for line in pipe:
            said.put(line)
    except (OSError, ValueError):  # closed while reading: the worker was ended
        pass
    said.put("")


def _understood(line: str) -> News | None:
    """The news in a line; None at the end of all lines or for anything else."""
    try:
        return read_news(line) if line else None
    except (ValueError, KeyError, TypeError):
        return None


def _start(
    recovery: Recovery, hint: RPlan | None, most: int | None, hands: bool
) -> tuple[Recovery, RPlan]:
    """The problem with room for doing nothing, and the best allowed plan to start from."""
    nothing = kept(recovery)
    last = max(ends_of(recovery, nothing.starts, nothing.options), default=0)
    recovery = replace(recovery, horizon=max(recovery.horizon, last))
    if hint is None:
        return recovery, nothing
    hint = told(recovery, hint.starts, hint.options)
    allowed = (most is None or hint.changes <= most) and (hands or not hint.reassigned)
    if allowed and worth(recovery, hint) < worth(recovery, nothing) and not faults(recovery, hint):
        return recovery, hint
    return recovery, nothing
