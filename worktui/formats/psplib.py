"""Single-mode project files of PSPLIB (`.sm`), read as jobs numbered from 0.

The format is that of ProGen (Kolisch, Sprecher and Drexl 1995): sections between lines of
asterisks; job 1 and the last job only mark start and end.
"""

from __future__ import annotations

from collections.abc import Iterator

from worktui.domain.errors import BadInput
from worktui.engine.levelling import Project

_LINKS, _REQUESTS, _AVAILABLE = (
    "PRECEDENCE RELATIONS",
    "REQUESTS/DURATIONS",
    "RESOURCEAVAILABILITIES",
)


def read_sm(text: str, name: str = "the file") -> Project:
    """The project in the text of an `.sm` file. Raises BadInput, naming the job or section."""
    rows: dict[str, list[list[int]]] = {_LINKS: [], _REQUESTS: [], _AVAILABLE: []}
    for section, row in _rows(text):
        rows[section].append(row)
    for section, found in rows.items():
        if not found:
            raise BadInput(f"{name} has no section {section}.", hint="It takes a PSPLIB .sm file.")
    count = len(rows[_REQUESTS])
    successors = _successors(rows[_LINKS], count, name)
    durations, demands = [], []
    for place, (job, mode, duration, *needs) in enumerate(_long_enough(rows[_REQUESTS], 3, name)):
        if job != place + 1 or mode != 1:
            raise _broken(name, job, "its request stands out of order or has several modes")
        durations.append(duration)
        demands.append(tuple(needs))
    return Project(tuple(durations), successors, tuple(demands), tuple(rows[_AVAILABLE][0]))


def _rows(text: str) -> Iterator[tuple[str, list[int]]]:
    """(section, numbers) for every line of numbers in the three sections that matter."""
    section = ""
    for line in text.splitlines():
        head = line.partition(":")[0].strip()
        if head in (_LINKS, _REQUESTS, _AVAILABLE):
            section = head
        elif line.startswith("***"):
            section = ""
        elif section:
            parts = line.split()
            if parts and all(part.isascii() and part.isdigit() for part in parts):
                yield section, [int(part) for part in parts]


def _successors(rows: list[list[int]], count: int, name: str) -> tuple[tuple[int, ...], ...]:
    found = []
    for place, (job, modes, number, *later) in enumerate(_long_enough(rows, 3, name)):
        if job != place + 1 or modes != 1 or number != len(later):
            raise _broken(name, job, "its successors are not as many as it says")
        if bad := [other for other in later if not 1 <= other <= count]:
            raise _broken(name, job, f"it is followed by job {bad[0]}, which is not there")
        found.append(tuple(other - 1 for other in later))
    if len(found) != count:
        raise BadInput(
            f"{name} has links for {len(found)} jobs and requests for {count}.",
            hint="It may have been cut short.",
        )
    return tuple(found)


def _long_enough(rows: list[list[int]], least: int, name: str) -> list[list[int]]:
    for row in rows:
        if len(row) < least:
            raise _broken(name, row[0], "its line is cut short")
    return rows


def _broken(name: str, job: int, why: str) -> BadInput:
    return BadInput(f"{name}, job {job}: {why}.", hint="It takes a single-mode PSPLIB .sm file.")
