"""The candidates in what a model said, also when it was fenced, talked around or cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from worktui.domain.errors import ModelProblem

MOST = 16
"""Candidates of one answer that are looked at."""
TRIES = 20
"""Places at which a list may begin that are tried: each costs time, and one is enough."""
_THOUGHTS = ("</think>", "</thinking>")
"""What ends the thinking aloud of some models; the answer comes after it."""
_LIST = re.compile(r'"candidates"\s*:\s*\[')


def candidates_in(text: str) -> list[dict[str, Any]]:
    """Each object of the list `candidates` that is whole; the one in which an answer was cut is
    left out, since nobody knows what it would have said. Raises ModelProblem when there is no
    such list.
    """
    for end in _THOUGHTS:
        text = text.rpartition(end)[2]
    for place in islice(_places(text), TRIES):
        found = _objects(text, place)
        if found is not None:
            return found[:MOST]
    raise ModelProblem("It did not answer in the form it was asked for.")


def _places(text: str) -> Iterator[int]:
    """Where a list of candidates may begin: after its name, else any list of objects."""
    for hit in _LIST.finditer(text):
        yield hit.end()
    for hit in re.finditer(r"\[\s*(?=\{)", text):
        yield hit.end()


def _objects(text: str, at: int) -> list[dict[str, Any]] | None:
    """The whole objects of a list from `at` on; None when there is not even a beginning."""
    decoder = json.JSONDecoder(parse_constant=_refused)
    found: list[dict[str, Any]] = []
    while True:
        at = _skip(text, at)
        if at >= len(text):
            return found or None
        if text[at] == "]":
            return found
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found or None
        if isinstance(value, dict):
            found.append(value)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
