"""Plans for the tests of formats: workspaces laid into a draft, and any plan hypothesis likes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from worktui.app.draft import Draft
from worktui.domain.change import Actor
from worktui.domain.snapshot import MappingSnapshot, Snapshot
from worktui.formats.taken import Fit, lay_foreign
from worktui.formats.worktui_json import export, lay_in

Json = dict[str, Any]
NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")
COLUMNS = [
    {"id": "todo", "name": "To do", "kind": "todo"},
    {"id": "doing", "name": "Doing", "kind": "doing"},
    {"id": "review", "name": "Review", "kind": "doing"},
    {"id": "done", "name": "Done", "kind": "done"},
]
LINKS = ("FS", "SS", "FF", "SF")
MONDAY = date(2026, 3, 2)


def draft(work: Snapshot | None = None) -> Draft:
    """A draft over a workspace, an empty one by default."""
    return Draft(work or MappingSnapshot({}), now=NOW, actor=Actor("ana", "import"))


def laid(work: Mapping[str, Any]) -> Draft:
    """A workspace from its JSON."""
    made = draft()
    lay_in(made, work)
    return made


def taken(fit: Fit, work: Snapshot | None = None) -> Draft:
    """A foreign file in a workspace."""
    made = draft(work)
    lay_foreign(made, fit)
    return made


def plain(work: Snapshot) -> Json:
    """A workspace as JSON with its lists by id, the order of links aside."""
    whole = export(work)
    found: Json = {}
    for name, value in whole.items():
        if name in ("people", "projects", "milestones", "tasks", "columns"):
            value = {doc.get("id", doc.get("key")): doc for doc in value}
        found[name] = value
    for doc in found.get("tasks", {}).values():
        doc.pop("rank", None)
        if "depends_on" in doc:
            doc["depends_on"] = sorted(doc["depends_on"], key=str)
    return found


def small(**more: Any) -> Json:
    """A small plan in which there is something of everything."""
    return {
        "worktui": 1,
        "timezone": "Europe/Berlin",
        "working_hours": {"mon-fri": ["09:00-12:00", "13:00-18:00"]},
        "holidays": ["2026-04-03", "2026-04-06"],
        "people": [
            {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "rate": "80",
             "away": [["2026-03-16", "2026-03-20"]]},
            {"id": "bo", "name": "Bo Lind", "hours_per_week": 20},
        ],
        "columns": COLUMNS,
        "projects": [{"key": "WEB", "name": "Website relaunch", "start": "2026-03-02",
                      "currency": "EUR", "lead": "ana"}],
        "milestones": [
            {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-19"},
            {"id": "WEB-M2", "project": "WEB", "name": "Launch", "due": "2026-04-10"},
            {"id": "WEB-M3", "project": "WEB", "name": "Nobody's yet"},
        ],
        "tasks": [
            {"id": "WEB-1", "title": "Sketch", "status": "done", "assignee": "ana",
             "project": "WEB", "milestone": "WEB-M1", "duration_days": 2, "estimate_hours": 16,
             "actual_start": "2026-03-02", "actual_finish": "2026-03-03"},
            {"id": "WEB-2", "title": "Build <it> & more", "status": "review", "assignee": "bo",
             "project": "WEB", "milestone": "WEB-M1", "estimate_hours": 24, "remaining_hours": 6,
             "actual_start": "2026-03-04", "priority": "high", "tags": ["front", "css"],
             "depends_on": [{"task": "WEB-1", "type": "FS", "lag_days": 0}]},
            {"id": "WEB-3", "title": "Test", "status": "todo", "project": "WEB",
             "milestone": "WEB-M1", "duration_days": 3, "deadline": "2026-03-18",
             "constraint": {"type": "SNET", "date": "2026-03-09"}, "notes": "Twice.\nThen again.",
             "depends_on": [{"task": "WEB-2", "type": "SS", "lag_days": 2},
                            {"task": "WEB-1", "type": "FF", "lag_days": -1}]},
            {"id": "WEB-4", "title": "Launch", "status": "todo", "project": "WEB",
             "milestone": "WEB-M2", "duration_days": 0,
             "depends_on": [{"task": "WEB-3", "type": "FS", "lag_days": 3, "elapsed": True}]},
            {"id": "WEB-5", "title": "Party", "status": "todo", "project": "WEB",
             "due": "2026-04-17", "start": "2026-04-13"},
        ],
        "time": [{"task": "WEB-2", "person": "bo", "day": "2026-03-04", "hours": 4},
                 {"task": "WEB-2", "person": "ana", "day": "2026-03-05", "hours": 1.5}],
        "costs": [{"project": "WEB", "task": "WEB-2", "day": "2026-03-04", "amount": "120.5",
                   "what": "stock photos"}],
        "baselines": [{"project": "WEB", "taken": "2026-03-01", "tasks": [
            {"task": "WEB-1", "start": "2026-03-02", "finish": "2026-03-03", "budget": "1280"},
            {"task": "WEB-2", "start": "2026-03-04", "finish": "2026-03-09"}]}],
        **more,
    }  # fmt: skip


def days(first: date = MONDAY, span: int = 60) -> st.SearchStrategy[str]:
    """Days of some weeks."""
    return st.integers(0, span).map(lambda n: (first + timedelta(days=n)).isoformat())


titles = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()) and any(c.isalnum() for c in text))


@st.composite
def plans(draw: st.DrawFn, kinds: tuple[str, ...] = LINKS, lags: tuple[int, int] = (-3, 5)) -> Json:
    """A project of up to a dozen tasks with links, constraints, progress and people."""
    count = draw(st.integers(1, 12))
    stones = [
        {"id": f"WEB-M{n}", "project": "WEB", "name": f"Gate {n}"} | draw(
            st.fixed_dictionaries({}, optional={"due": days()}))
        for n in range(1, draw(st.integers(0, 3)) + 1)
    ]  # fmt: skip
    tasks = [_task(draw, n, stones, kinds, lags) for n in range(1, count + 1)]
    return small(milestones=stones, tasks=tasks, time=[], costs=[], baselines=[])


def _task(
    draw: st.DrawFn, n: int, stones: list[Json], kinds: tuple[str, ...], lags: tuple[int, int]
) -> Json:
    doc: Json = {"id": f"WEB-{n}", "title": draw(titles), "project": "WEB",
                 "status": draw(st.sampled_from(("todo", "doing", "review", "done")))}  # fmt: skip
    some = st.fixed_dictionaries({}, optional={
        "assignee": st.sampled_from(("ana", "bo")),
        "milestone": st.sampled_from([stone["id"] for stone in stones] or [None]),
        "priority": st.sampled_from(("low", "high", "urgent")),
        "due": days(), "deadline": days(), "start": days(),
        "duration_days": st.integers(0, 9),
        "estimate_hours": st.integers(1, 60),
        "constraint": st.one_of(
            st.just({"type": "ALAP"}),
            st.fixed_dictionaries({"type": st.sampled_from(
                ("SNET", "FNET", "SNLT", "FNLT", "MSO", "MFO")), "date": days()})),
        "tags": st.lists(st.sampled_from(("a", "b", "c-d")), min_size=1, unique=True),
        "calendar": st.sampled_from(("mon-sat", "mon-thu")),
    })  # fmt: skip
    doc |= {name: value for name, value in draw(some).items() if value is not None}
    if doc["status"] != "todo":
        doc["actual_start"] = "2026-03-02"
    if doc["status"] == "done":
        doc["actual_finish"] = draw(days(MONDAY, 4))
    elif doc["status"] != "todo" and draw(st.booleans()):
        doc["remaining_hours"] = draw(st.integers(1, 40))
    if n > 1:
        before = st.integers(1, n - 1).map(lambda m: f"WEB-{m}")
        links = draw(st.lists(st.tuples(before, st.sampled_from(kinds), st.integers(*lags), st.booleans()),
                              max_size=3, unique_by=lambda link: link[:2]))  # fmt: skip
        doc["depends_on"] = [
            {"task": task, "type": kind, "lag_days": lag}
            | ({"elapsed": True} if lag and free else {})
            for task, kind, lag, free in links
        ]
        if not links:
            del doc["depends_on"]
    return doc
