"""Documents that somebody else wrote: fitted to their fields, with nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from worktui.domain.documents import FIELDS, FORMER, fitted
from worktui.domain.fields import check

STRANGE: tuple[Any, ...] = (
    True, -1, 1e300, 10**400, float("nan"), "", "x", "\x1b[31m\u202e", "\ud800", [], {}, [None],
    [1], ["x"], {"a": {}}, [{"text": 5}], "9999-12-31", "2026-02-30", "x" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("table", list(FIELDS))
def test_every_value_fits_its_field_or_is_kept_under_a_name_of_its_own(table: str) -> None:
    for name, kind in FIELDS[table].items():
        for value in STRANGE:
            doc = fitted(table, {"id": "x", name: value, "mine": value})
            assert doc["mine"] is value
            if name in doc:
                assert check(kind, name, doc[name]) == doc[name]
            else:
                assert doc[FORMER + name] is value


def test_a_document_of_ours_is_left_as_it_is() -> None:
    task = {
        "id": "WEB-1", "title": "Price table", "due": "2026-03-06", "rank": 1024,
        "depends_on": [{"task": "WEB-2", "type": "FS", "lag_days": 0}],
        "checklist": ["a", {"text": "b", "done": True}], "odd": {"kept": [1]},
        "comments": [{"by": "ana", "at": "2026-03-06T10:00:00+01:00", "text": "yes\nno"}],
    }  # fmt: skip
    assert fitted("tasks", task) == task


def test_text_that_would_drive_a_terminal_is_cleaned() -> None:
    assert fitted("tasks", {"id": "T-1", "title": "\x1b[31mPay \u202enow"})["title"] == "Pay now"
