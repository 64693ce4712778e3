"""PSPLIB's `.sm` files: read as they are, or refused with the line that is wrong."""

from __future__ import annotations

import pytest

from worktui.domain.errors import BadInput
from worktui.engine.levelling import check, level
from worktui.formats.psplib import read_sm

SMALL = """\
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  5
RESOURCES
  - renewable                 :  2   R
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          3           2   3   4
   2        1          1           5
   3        1          1           5
   4        1          1           5
   5        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     4       2    1
  4      1     2       0    1
  5      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    3    1
************************************************************************
"""


def test_a_file_is_read_and_levelled() -> None:
    project = read_sm(SMALL, "small.sm")
    assert project.durations == (0, 3, 4, 2, 0)
    assert project.capacities == (3, 1)
    found = level(project, schedules=20)
    assert found.makespan == 7
    assert check(project, found.starts) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  3      1     4       2    1\n", ""),
        (
            "   1        1          3           2   3   4",
            "   1        1          3           2   3   9",
        ),
        ("  2      1     3       2    0", "  2      1     x       2    0"),
        ("    3    1\n", ""),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_sm(SMALL.replace(old, new), "small.sm")
    assert "small.sm" in str(refused.value)
