"""The rules by which a task earns its budget, each a share from 0 to 1.

| method | earns |
|---|---|
| `percent` | what somebody says is done |
| `0/100`, `50/50`, `25/75` … | the first part when it starts, the rest when it is finished |
| `milestones` | the weights of its steps that are done |
| `units` | finished pieces of all pieces |
| `effort` | what was planned by now: work that only accompanies other work |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from worktui.domain.errors import BadInput

_SPLIT = re.compile(r"(\d{1,3})\s*[/:-]\s*(\d{1,3})")
NONE, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known about how far a task is.

    `percent` in hundredths, `steps` (weight, done) each, `units` (done, all), `planned` the
    share that was planned by now. A finished task has started.
    """

    started: bool = False
    finished: bool = False
    percent: Fraction | None = None
    steps: tuple[tuple[Fraction, bool], ...] = ()
    units: tuple[Fraction, Fraction] | None = None
    planned: Fraction = NONE


UNKNOWN = Progress()
"""Nothing is known: not started."""


def earned_share(method: str, at: Progress) -> Fraction:
    """The share of its budget that a task has earned; raises BadInput for an unknown method."""
    name = method.strip().lower().replace(" ", "_")
    if split := _SPLIT.fullmatch(name):
        return _split(int(split[1]), int(split[2]), at)
    rule = _RULES.get(name)
    if rule is None:
        raise BadInput(
            f"“{method[:40]}” is not a rule for what a task has earned.",
            hint=f"Use {', '.join(METHODS)}.",
        )
    return rule(at)


def _split(first: int, last: int, at: Progress) -> Fraction:
    if first + last != 100:
        raise BadInput(f"{first}/{last} does not come to 100.", hint="Write 50/50 or 0/100.")
    if at.finished:
        return ALL
    return Fraction(first, 100) if at.started else NONE


def _percent(at: Progress) -> Fraction:
    if at.finished or at.percent is None:
        return ALL if at.finished else NONE
    return min(max(at.percent / 100, NONE), ALL)


def _milestones(at: Progress) -> Fraction:
    weights = sum((weight for weight, _ in at.steps), NONE)
    if at.finished or not weights:
        return ALL if at.finished else NONE
    return sum((weight for weight, done in at.steps if done), NONE) / weights


def _units(at: Progress) -> Fraction:
    if at.units is None or not at.units[1]:
        return ALL if at.finished else NONE
    return min(max(at.units[0] / at.units[1], NONE), ALL)


def _effort(at: Progress) -> Fraction:
    return at.planned


_RULES: Mapping[str, Callable[[Progress], Fraction]] = {
    "percent": _percent,
    "percent_complete": _percent,
    "physical": _percent,
    "milestones": _milestones,
    "milestone": _milestones,
    "weighted_milestones": _milestones,
    "weighted_milestone": _milestones,
    "units": _units,
    "units_complete": _units,
    "effort": _effort,
    "loe": _effort,
    "level_of_effort": _effort,
}
METHODS = ("percent", "50/50", "0/100", "milestones", "effort")
"""The methods that a project may choose; nothing here counts finished pieces for `units`."""


def chosen(method: str) -> None:
    """Raises BadInput for a method that nobody can choose, with those one can."""
    earned_share(method, UNKNOWN)
    if method.strip().lower().startswith("unit"):
        raise BadInput(
            "Finished pieces of a task are not counted here.", hint=f"Use {', '.join(METHODS)}."
        )
