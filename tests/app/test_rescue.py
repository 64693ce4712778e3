"""Ways out of a small project in trouble: found, tried, applied, refused, and in the inbox."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from benchmarks.sample_rescue import TODAY, troubled
from tests.app.project_stage import NOW as THEN
from tests.app.project_stage import WORK, stage
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.falling import fell
from worktui.app.inbox import Inbox
from worktui.app.outlook import Outlook, outlook
from worktui.app.rescue import apply, helps, tried, ways_out
from worktui.app.rescue_model import WayOut, late_of
from worktui.app.tick import tick
from worktui.domain.actions import parse
from worktui.domain.actions.tasks import UpdateTask
from worktui.domain.actions.workspace import SetAvailability
from worktui.domain.errors import NotFound, Refused
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.plan import plan_of
from worktui.store.memory import MemoryStore

# Beta is due on thu 12 March; ana has ten days of work on it, of which bo could do five


def task(n: int, hours: int, who: str, **more: Any) -> dict[str, Any]:
    return {"id": f"WEB-{n}", "title": f"Work {n}", "status": "todo", "assignee": who,
            "project": "WEB", "estimate_hours": hours, "rank": n * 1024.0, **more}  # fmt: skip


BETA: dict[str, list[dict[str, Any]]] = {
    "milestones": [{"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-12"}],
    "tasks": [
        task(11, 35, "ana", milestone="WEB-M1", eligible=["ana", "bo"]),
        task(12, 35, "ana", milestone="WEB-M1", eligible=["ana", "bo"]),
        task(13, 7, "bo"),
    ],
}


@pytest.fixture
def late(desk: Desk) -> Desk:
    def fill(draft: Draft) -> None:
        for doc in list(draft.all("tasks")):
            draft.delete("tasks", doc["id"])
        for table, docs in BETA.items():
            for doc in docs:
                draft.create(table, doc)

    desk.commit(fill, why="set up")
    return desk


def ways(desk: Desk, seconds: float = 0.2) -> tuple[Outlook, tuple[WayOut, ...]]:
    seen = outlook(desk.snapshot(), desk.now())
    return seen, ways_out(seen, "WEB-M1", seconds=seconds)


def test_a_late_milestone_is_saved_by_giving_a_task_away(late: Desk) -> None:
    _, found = ways(late)
    assert found[0].name == "fewest changes"
    assert found[0].late_before > 0
    assert found[0].late_after == 0
    step = found[0].steps[0]
    assert (step.kind, step.ticked) == ("reassign", True)
    assert "ana → bo" in step.text
    assert step.gain_days == found[0].together


def test_trying_steps_tells_what_applying_them_comes_to(late: Desk) -> None:
    seen, found = ways(late)
    way = found[0]
    with_it, without = tried(seen, way, way.ticked), tried(seen, way, frozenset())
    assert (with_it.day, with_it.late) == (way.after, 0)
    assert (without.day, without.late) == (way.before, way.late_before)
    apply(late, way, way.ticked)
    assert plan_of(late.snapshot(), date(2026, 3, 4)).milestones["WEB-M1"].forecast == way.after


def test_a_plan_is_one_change_with_its_numbers_and_one_undo(late: Desk) -> None:
    before = [dict(doc) for doc in late.snapshot().all("tasks")]
    _, found = ways(late)
    receipt = apply(late, found[0], found[0].ticked)
    assert receipt.entry is not None
    assert "Beta" in receipt.entry.why
    assert "promised 12 Mar" in receipt.entry.why
    late.undo(receipt.entry.seq)
    assert [dict(doc) for doc in late.snapshot().all("tasks")] == before


@pytest.mark.parametrize("fields", [{"assignee": "bo"}, {"estimate_hours": 3}])
def test_a_plan_whose_tasks_moved_is_refused(late: Desk, fields: dict[str, Any]) -> None:
    _, found = ways(late)
    late.do([UpdateTask.of({"task": found[0].steps[0].task, **fields})])
    seq = late.snapshot().seq
    with pytest.raises(Refused, match="changed since"):
        apply(late, found[0], found[0].ticked)
    assert late.snapshot().seq == seq


def test_steps_that_are_not_there_and_none_at_all_are_refused(late: Desk) -> None:
    _, found = ways(late)
    with pytest.raises(NotFound):
        apply(late, found[0], {99})
    with pytest.raises(Refused):
        apply(late, found[0], ())


def test_a_milestone_in_time_needs_no_way_out(late: Desk) -> None:
    late.do([UpdateTask.of({"task": "WEB-12", "assignee": "bo"})])
    seen, found = ways(late)
    assert found == ()
    assert helps(seen, "WEB-M1") == ()
    with pytest.raises(NotFound):
        ways_out(seen, "WEB-M9")


def test_what_would_help_is_said_where_nothing_does(late: Desk) -> None:
    for id in ("WEB-11", "WEB-12"):
        late.do([UpdateTask.of({"task": id, "eligible": ["ana"]})])
    seen, found = ways(late)
    assert found == ()
    said = " | ".join(helps(seen, "WEB-M1"))
    assert "working days more until Beta" in said
    assert "less work" in said
    assert "without WEB-12" in said


def test_last_resorts_are_never_ticked(late: Desk) -> None:
    late.do([UpdateTask.of({"task": "WEB-11", "estimate_hours": 70, "eligible": ["ana"]})])
    _, found = ways(late)
    assert found
    for way in found:
        assert way.late_after > 0
        assert "stays" in way.remains
        last = [step for step in way.steps if step.kind in ("cut", "move", "chase")]
        assert {step.kind for step in last} >= {"move"}
        assert not any(step.ticked for step in last)


def test_whoever_a_blocked_task_waits_for_is_asked_by_a_message_of_its_own(late: Desk) -> None:
    late.do([UpdateTask.of({"task": "WEB-11", "blocked": "the texts of Iva",
                            "contact_email": "iva@novak.example"})])  # fmt: skip
    _, found = ways(late)
    step = next(step for step in found[0].steps if step.kind == "chase")
    assert step.outward
    assert not step.ticked
    with pytest.raises(Refused, match="by itself"):
        apply(late, found[0], {*found[0].ticked, step.n})
    receipt = apply(late, found[0], {step.n})
    assert receipt.effects


def test_a_search_can_be_stopped_and_tells_how_far_it_is(late: Desk) -> None:
    told: list[float] = []
    seen = outlook(late.snapshot(), late.now())
    ways_out(seen, "WEB-M1", seconds=60, stop=lambda: True, progress=lambda n, _w: told.append(n))
    assert told[-1] == 1.0
    assert told == sorted(told)


@pytest.mark.parametrize("seed", [1, 3, 4, 5])
def test_what_is_promised_is_what_the_plan_says_afterwards(seed: int) -> None:
    work = troubled(50, seed)
    seen = _look(work)
    late = [plan for plan in seen.planned.milestones.values() if late_of(plan)]
    assert late
    for plan in late[:1]:
        ways = ways_out(seen, plan.id, seconds=0.5)
        assert ways
        assert all(way.late_after >= ways[-1].late_after for way in ways)
        for way in ways:
            trial = tried(seen, way, way.ticked)
            assert (trial.day, trial.late) == (way.after, way.late_after)
            assert way.after <= way.before


def _look(work: MappingSnapshot) -> Outlook:
    return outlook(work, datetime.combine(TODAY, time(9), UTC))


def _rescues(desk: Desk) -> list[Any]:
    return [doc for doc in desk.snapshot().all("suggestions") if doc.get("origin") == "plan"]


def test_a_milestone_that_falls_behind_comes_to_the_inbox_once(late: Desk) -> None:
    tick(late)
    tick(late)
    (doc,) = _rescues(late)
    assert doc["title"].startswith("Beta is ")
    assert doc["title"].endswith(" late")
    assert [action["type"] for action in doc["actions"]] == ["update_task"]
    assert "promise of 12 Mar" in doc["reason"]
    Inbox(late, lambda *_a, **_k: ()).apply(doc["id"])
    assert (
        outlook(late.snapshot(), late.now()).planned.milestones["WEB-M1"].slack == 0
        or not ways(late)[1]
    )


def test_a_milestone_that_nothing_saves_says_what_would_and_asks_first(late: Desk) -> None:
    for id in ("WEB-11", "WEB-12"):
        late.do([UpdateTask.of({"task": id, "eligible": ["ana"]})])
    tick(late)
    tick(late)
    (doc,) = _rescues(late)
    assert "No change of hands or order helps" in doc["reason"]
    with pytest.raises(Refused, match="your word first"):
        Inbox(late, lambda *_a, **_k: ()).apply(doc["id"])


def test_a_way_out_goes_when_the_milestone_is_in_time_again(late: Desk) -> None:
    tick(late)
    late.do([UpdateTask.of({"task": "WEB-12", "assignee": "bo"})])
    tick(late)
    assert [doc["state"] for doc in _rescues(late)] == ["superseded"]


def test_a_way_out_goes_with_the_last_milestone(late: Desk) -> None:
    tick(late)

    def drop(draft: Draft) -> None:
        for id in ("WEB-11", "WEB-12"):
            draft.update("tasks", id, {"milestone": None})
        draft.delete("milestones", "WEB-M1")

    late.commit(drop, why="set up")
    tick(late)
    assert [doc["state"] for doc in _rescues(late)] == ["superseded"]


def test_a_dismissed_way_out_stays_away(late: Desk, clock: FixedClock) -> None:
    tick(late)
    (doc,) = _rescues(late)
    Inbox(late, lambda *_a, **_k: ()).dismiss(doc["id"])
    clock.at += timedelta(minutes=5)
    tick(late)
    assert [doc["state"] for doc in _rescues(late)] == ["dismissed"]


def _promised(due: str) -> Desk:
    """A project whose Beta is planned for 7 December and promised for this day."""
    beta = {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": due}
    return stage(work={**WORK, "milestones": [beta]})


@pytest.mark.parametrize(("due", "verdict"), [("2026-12-10", "at_risk"), ("2026-12-11", "")])
def test_what_has_fallen_behind_is_the_same_whatever_was_simulated_before(
    due: str, verdict: str
) -> None:
    work = _promised(due).snapshot()
    fresh, asked = Outlook(work, THEN.date()), Outlook(work, THEN.date())
    assert asked.judge_fully().milestones["WEB-M1"].derived == "at_risk"  # by many more samples
    assert fresh.judged.milestones["WEB-M1"].derived == "on_track"  # by none
    for seen in (fresh, asked):
        assert fell(seen, seen.planned.milestones["WEB-M1"]) == verdict


def test_a_milestone_that_only_its_p80_endangers_comes_to_the_inbox_with_a_plan() -> None:
    desk = _promised("2026-12-10")
    tick(desk)
    (doc,) = _rescues(desk)
    assert doc["title"] == "Beta is at risk"
    assert doc["reason"].startswith("P80 of Beta is 11 Dec, due 10 Dec")
    assert [action["type"] for action in doc["actions"]] == ["update_task"]
    tick(desk)
    assert [doc["state"] for doc in _rescues(desk)] == ["proposed"]


def test_somebody_with_only_tasks_gets_none_of_it(desk: Desk) -> None:
    tick(desk)
    assert _rescues(desk) == []


def test_what_is_nobodys_gets_somebody_where_a_milestone_is_at_risk(late: Desk) -> None:
    late.do(
        [
            UpdateTask.of(
                {"task": "WEB-12", "assignee": None, "eligible": ["bo"], "estimate_hours": 42}
            )
        ]
    )
    seen, found = ways(late, 0.2)
    assert seen.judged.milestones["WEB-M1"].derived == "at_risk"
    step = next(step for way in found for step in way.steps if step.task == "WEB-12")
    assert step.text == "Work 12: nobody → bo"
    apply(late, found[0], found[0].ticked)
    assert (late.snapshot().get("tasks", "WEB-12") or {})["assignee"] == "bo"


def test_somebody_who_goes_away_meanwhile_gets_nothing_new(late: Desk) -> None:
    _, found = ways(late)
    late.do([SetAvailability.of({"person": "bo", "from": "2026-03-05", "until": "2026-03-20"})])
    with pytest.raises(Refused, match="bo changed"):
        apply(late, found[0], found[0].ticked)


@pytest.mark.parametrize("seed", [n for n in range(12) if n not in (4, 11)])
def test_applying_comes_to_what_was_promised_in_all_kinds_of_teams(seed: int) -> None:
    """Part time, days off, lags, dates, deadlines, days instead of hours, nobody's work."""
    work = motley(seed)
    seen = outlook(work, NOW)
    found = 0
    for plan in seen.planned.milestones.values():
        for way in ways_out(seen, plan.id, seconds=0.1, sure=False):
            trial = tried(seen, way, way.ticked)
            assert (trial.day, trial.late) == (way.after, way.late_after)
            assert way.after <= way.before
            assert way.late_after <= way.late_before
            assert len([s for s in way.steps if s.ticked]) <= 12 or way.name == "full recovery"
            desk = desk_over(work)
            apply(desk, way, way.ticked)
            after = plan_of(desk.snapshot(), NOW.date()).milestones[plan.id]
            assert after.forecast == way.after
            found += 1
    assert found, "in these teams there is a way out of something"


NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def motley(seed: int) -> MappingSnapshot:
    rng = Random(seed)
    people = {
        name: {"id": name, "name": name, "hours_per_week": rng.choice((20, 30, 40)), "rate": "50"}
        for name in ("ana", "bo", "cy")
    }
    people["bo"]["away"] = [["2026-03-09", "2026-03-13"]]
    tasks = {}
    for n in range(1, 19):
        doc: dict[str, Any] = {
            "id": f"A-{n}", "title": f"Work {n}", "project": "A", "milestone": f"A-M{1 + n // 10}",
            "status": rng.choice(("todo", "todo", "todo", "doing")), "rank": float(n),
            "assignee": rng.choice(("ana", "ana", "bo", "cy", "")),
        }  # fmt: skip
        doc[rng.choice(("estimate_hours", "duration_days"))] = rng.randint(1, 12)
        if rng.random() < 0.5 and n > 1:
            head = {
                "task": f"A-{rng.randrange(1, n)}",
                "type": rng.choice(("FS", "FS", "SS", "FF")),
            }
            doc["depends_on"] = [{**head, "lag_days": rng.choice((0, 0, 1, -1))}]
        if rng.random() < 0.2:
            doc["start"] = f"2026-03-{rng.randint(5, 20):02}"
        if rng.random() < 0.15:
            doc["due"] = f"2026-03-{rng.randint(20, 30)}"
        if rng.random() < 0.15:
            doc["constraint"] = {"type": rng.choice(("SNET", "MSO")), "date": "2026-03-12"}
        if rng.random() < 0.15:
            doc["deadline"] = "2026-03-18"
        if doc["status"] == "doing":
            doc["actual_start"] = "2026-03-02"
        tasks[doc["id"]] = {name: value for name, value in doc.items() if value != ""}
    return MappingSnapshot(
        {
            "settings": {"workspace": {"id": "workspace", "timezone": "UTC", "uid": "w", "holidays": ["2026-03-16"], "working_hours": {"mon-fri": ["09:00-17:00"]}}},
            "people": people,
            "columns": {k: {"id": k, "name": k, "kind": k} for k in ("todo", "doing", "done")},
            "projects": {"A": {"id": "A", "key": "A", "name": "A", "currency": "EUR"}},
            "milestones": {f"A-M{n}": {"id": f"A-M{n}", "project": "A", "name": f"Stage {n}", "due": due} for n, due in ((1, "2026-03-13"), (2, "2026-03-20"))},
            "tasks": tasks,
        },
        seq=1,
    )  # fmt: skip


def desk_over(work: MappingSnapshot) -> Desk:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")

    def fill(draft: Draft) -> None:
        for table in ("settings", "people", "columns", "projects", "milestones", "tasks"):
            for doc in work.all(table):
                draft.create(table, doc)

    desk.commit(fill, why="set up")
    return desk


def test_other_work_that_changed_the_day_meanwhile_is_noticed(desk: Desk) -> None:
    for given in (
        {"type": "create_project", "key": "APP"},
        {"type": "create_milestone", "project": "APP", "name": "Beta", "due": "2026-03-10"},
        {"type": "create_task", "title": "A", "project": "APP", "milestone": "APP-M1",
         "assignee": "ana", "estimate_hours": 35},
        {"type": "create_task", "title": "B", "project": "APP", "milestone": "APP-M1",
         "assignee": "ana", "estimate_hours": 35},
    ):  # fmt: skip
        desk.do([parse(given)])
    way = ways_out(outlook(desk.snapshot(), desk.now()), "APP-M1", seconds=0.3)[0]
    untouched = next(id for id in ("APP-1", "APP-2") if id not in {s.task for s in way.steps})
    desk.do([parse({"type": "update_task", "task": untouched, "estimate_hours": 90})])
    seq = desk.snapshot().seq
    with pytest.raises(Refused, match="would end"):
        apply(desk, way, way.ticked)
    assert desk.snapshot().seq == seq
