"""The plan of a project as rows and in words, and what a moved date comes to."""

from __future__ import annotations

from datetime import date

from tests.app.project_stage import NOW, do, stage
from worktui.app.desk import Desk
from worktui.app.outlook import Outlook
from worktui.app.views.chain import chain_view, neighbourhood, stones_of
from worktui.app.views.plan import DONE, REST, detail, held_up, plan_view, shift, why_then


def seen(desk: Desk) -> Outlook:
    return Outlook(desk.snapshot(), NOW.date())


def test_milestones_stand_by_promised_day_and_the_chain_comes_first_in_each() -> None:
    outlook = seen(stage())
    rows = plan_view(outlook, "WEB").rows
    stones = [row for row in rows if row.kind == "stone"]
    assert [row.title for row in stones] == ["Kick-off", "Beta", "Relaunch"]
    for stone in stones:
        inside = [row.chain for row in rows if row.under == stone.key]
        assert inside == sorted(inside, reverse=True)


def test_what_is_done_stands_apart_and_is_closed() -> None:
    view = plan_view(seen(stage()), "WEB")
    assert {row.key for row in view.rows if row.under == DONE} == {"WEB-1", "WEB-2"}
    assert DONE in view.closed


def test_tasks_on_no_way_to_a_milestone_stand_in_a_group_of_their_own() -> None:
    desk = stage()
    do(desk, type="update_task", task="WEB-51", milestone=None)
    view = plan_view(seen(desk), "WEB")
    assert [row.key for row in view.rows if row.under == REST] == ["WEB-51"]
    assert REST in view.closed


def test_each_row_is_of_a_task_of_the_project_and_every_open_task_has_one() -> None:
    outlook = seen(stage())
    keys = [row.key for row in plan_view(outlook, "WEB").rows if row.kind == "task"]
    assert sorted(keys) == sorted(task.id for task in outlook.planned.model.of("WEB"))


def test_dots_of_slack_end_where_the_slack_ends() -> None:
    outlook = seen(stage())
    for row in plan_view(outlook, "WEB").rows:
        if row.kind == "task" and row.slack is not None and row.slack > 0 and row.finish:
            days = outlook.planned.model.tasks[row.key].calendar
            assert days.between(row.finish + 1, row.finish + row.tail + 1) == row.slack


def test_the_words_name_what_a_task_waits_for_and_what_waits_for_it() -> None:
    found = detail(seen(stage()), "WEB-40")
    assert found is not None
    said = dict(found.lines)
    assert said["Waits for"] == "WEB-12 Booking page (bo)"
    assert "WEB-50 Move the data (ana)" in said["Holds up"]
    assert found.title == "WEB-40 Load test"


def test_nobody_and_nothing_are_said_in_words() -> None:
    found = detail(seen(stage()), "WEB-51")
    assert found is not None
    assert found.facts.startswith("nobody")
    assert dict(found.lines)["Waits for"] == "nothing"


def test_a_link_a_person_and_a_day_are_told_apart_as_reasons() -> None:
    desk = stage()
    do(desk, type="update_task", task="WEB-51", start="2026-12-07")
    planned = seen(desk).planned
    assert why_then(planned, "WEB-51") == "a day was set on which it may start"
    assert why_then(planned, "WEB-12") == "it has begun"
    reasons = {why_then(planned, id) for id in ("WEB-31", "WEB-40")}
    assert "WEB-12 Booking page ends before it" in reasons
    assert any(reason.startswith("bo does ") for reason in reasons)


def test_a_driving_task_holds_up_its_milestone_too() -> None:
    planned = seen(stage()).planned
    head = planned.milestones["WEB-M1"].chain[-1]
    assert "Beta" in held_up(planned, head)


def test_a_later_start_tells_how_many_move_and_which_promise_slips() -> None:
    desk = stage()
    before = seen(desk)
    do(desk, type="update_task", task="WEB-40", start="2026-12-14")
    after = seen(desk)
    told = shift(before, after, "WEB-40")
    old, new = (o.planned.milestones["WEB-M1"].forecast for o in (before, after))
    assert old is not None
    assert new is not None
    assert f"Beta slips {new - old} days" in told.text
    assert told.text.startswith(f"{len(told.moved)} other task")
    assert "WEB-40" not in told.moved


def test_a_promise_moved_before_the_forecast_is_said_to_be_late() -> None:
    desk = stage()
    before = seen(desk)
    do(desk, type="update_milestone", milestone="WEB-M2", due="2026-12-01")
    told = shift(before, seen(desk), "WEB-M2")
    assert "Relaunch promised tue 1 Dec, which is late" in told.text


def test_the_most_pressing_chain_comes_first_and_each_of_its_tasks_has_its_reason() -> None:
    outlook = seen(stage())
    view = chain_view(outlook, "WEB")
    assert view is not None
    assert view.milestone == stones_of(outlook, "WEB")[0] == "WEB-M1"
    assert tuple(row.id for row in view.rows) == outlook.planned.milestones["WEB-M1"].chain
    assert all(row.why for row in view.rows)
    assert view.late


def test_a_milestone_that_is_done_has_no_chain_to_look_at() -> None:
    assert "WEB-M0" not in stones_of(seen(stage()), "WEB")


def test_the_neighbourhood_holds_only_what_is_so_many_links_away() -> None:
    outlook = seen(stage())
    near, wide = neighbourhood(outlook, "WEB-12", 1), neighbourhood(outlook, "WEB-12", 2)
    assert near is not None
    assert wide is not None
    assert {node.id for node in near.nodes} == {"WEB-12", "WEB-31", "WEB-40"}
    assert {node.id for node in wide.nodes} == {"WEB-12", "WEB-31", "WEB-40", "WEB-50"}


def test_a_view_of_the_same_facts_is_the_same() -> None:
    desk = stage()
    assert plan_view(seen(desk), "WEB") == plan_view(seen(desk), "WEB")
    assert date.fromordinal(plan_view(seen(desk), "WEB").today) == NOW.date()


def test_a_rate_alone_is_no_wish_to_hear_of_money() -> None:
    from worktui.app.views.answers import answers

    desk = stage()
    desk.commit(lambda draft: draft.update("projects", "WEB", {"budget": None}))
    for table in ("costs", "time", "baselines"):
        ids = list(desk.snapshot().ids(table))
        desk.commit(lambda draft, table=table, ids=ids: [draft.delete(table, id) for id in ids])
    assert answers(seen(desk), "WEB")[1].text == "–"
    do(desk, type="log_cost", project="WEB", day="2026-11-20", amount="120", what="photos")
    assert answers(seen(desk), "WEB")[1].text != "–"
