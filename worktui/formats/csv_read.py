"""A table of tasks in: headings as many tools write them, cells checked one by one.

The first row names the columns; those that mean nothing here are told. Separators (comma,
semicolon, tab) and encodings are found out. People, projects and milestones that are not here
yet are made, and told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from worktui.domain.errors import BadInput
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.engine.spoken import Spoken
from worktui.formats.csv_cells import OURS, Cells
from worktui.formats.csv_columns import RECKONED, field_of
from worktui.formats.csv_write import FORMULA
from worktui.formats.keys import free_key, project_key
from worktui.formats.taken import Fit, Taken

MOST = 200_000
"""Rows of a table."""
WIDEST = 1 << 20
"""Characters of a cell."""
Row = tuple[int, Sequence[str]]
"""The line a row begins in, and its cells."""


def read_csv(data: bytes, name: str) -> Fit:
    """Read a table; raises BadInput naming file, line and column."""
    rows = _rows(_decoded(data, name), name)
    columns, warnings = _columns(rows[0], name)

    def fit(work: Snapshot, now: datetime) -> Taken:
        ids = _ids(rows[1:], columns, work, name)
        cells = Cells(work, Spoken.of(Settings.of(work), now), name, ids)
        for line, row in rows[1:]:
            given = {field: bare(row[at]) for at, field in columns.items() if at < len(row)}
            cells.take(line, {f: text for f, text in given.items() if text})
        taken = cells.work_json()
        return Taken(taken, (*warnings, *cells.warnings))

    return fit


def _decoded(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 with its mark, else as Windows writes western languages."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(data, "cp1252", name)


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{name} is not text (at byte {error.start}).", hint="Save it as CSV in UTF-8."
        ) from error


def _rows(text: str, name: str) -> list[Row]:
    """All rows that hold something, the headings first."""
    if "\0" in text:
        raise BadInput(f"{name} is not a table in text.", hint="Save it as CSV in UTF-8.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(WIDEST)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Row] = []
    line = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                found.append((line, cells))
            line = table.line_num + 1
            if len(found) > MOST:
                raise BadInput(f"{name} has more than {MOST:,} rows.")
    except csv.Error as error:
        raise BadInput(f"{name}, line {line}: {error}.", hint="Nothing was taken in.") from error
    if not found:
        raise BadInput(f"{name} is empty.", hint="Its first row names the columns.")
    return found


def _columns(heading: Row, name: str) -> tuple[dict[int, str], list[str]]:
    """The field of each column that means one, and a sentence on the others."""
    line, cells = heading
    columns: dict[int, str] = {}
    strange: list[str] = []
    for at, cell in enumerate(cells):
        field = field_of(cell)
        if field in RECKONED or not cell.strip():
            continue
        if field is None or field in columns.values():
            strange.append(clean_or(cell, "?")[:40])
        else:
            columns[at] = field
    if "title" not in columns.values():
        raise BadInput(
            f"{name}, line {line}: no column is a title; there are "
            f"{', '.join(clean_or(cell, '?')[:30] for cell in cells[:12])}.",
            hint="Call one of them title, task, name or summary.",
        )
    return columns, [f"Not kept: the column {heading}." for heading in strange]


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from reckoning with it."""
    text = cell.strip()
    if text.startswith("'") and text[1:].lstrip(" ").startswith((*FORMULA, "'")):
        return text[1:]
    return text


def _ids(rows: Sequence[Row], columns: dict[int, str], work: Snapshot, name: str) -> dict[str, str]:
    """For each id of the table the one it has here: its own, or a new one of its project."""
    where = {field: at for at, field in columns.items()}
    at = where.get("id")
    found: dict[str, str] = {}
    if at is None:
        return found
    tops: dict[str, int] = {}
    for line, row in rows:
        given = bare(row[at]) if at < len(row) else ""
        if not given:
            continue
        if given in found:
            raise BadInput(
                f"{name}, line {line}: the id {clean_or(given, '?')[:40]} is there twice."
            )
        found[given] = given if OURS.fullmatch(given) else ""
    taken = {id for id in found.values() if id} | {str(id) for id in work.ids("tasks")}
    for _, row in rows:
        given = bare(row[at]) if at < len(row) else ""
        if given and not found[given]:
            prefix = _prefix(row, where.get("project"), work)
            number = tops.get(prefix, _top(prefix, work)) + 1
            while f"{prefix}-{number}" in taken:
                number += 1
            tops[prefix] = number
            found[given] = f"{prefix}-{number}"
    return found


def _prefix(row: Sequence[str], at: int | None, work: Snapshot) -> str:
    name = bare(row[at]) if at is not None and at < len(row) else ""
    if not name:
        return "T"
    for doc in work.all("projects"):
        if name.casefold() in (str(doc["id"]).casefold(), str(doc.get("name", "")).casefold()):
            return str(doc["id"])
    return free_key(project_key(name), work)


def _top(prefix: str, work: Snapshot) -> int:
    counter = work.get("counters", prefix)
    return int(counter["n"]) if counter else 0
