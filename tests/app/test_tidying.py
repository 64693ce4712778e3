"""Old done work put away as one change, and how a face was left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.remembered import NAME, Remembered
from worktui.app.tasking import back
from worktui.app.tidying import finished_before, tidy
from worktui.domain.errors import Refused
from worktui.engine.query import parse


def archived(desk: Desk) -> list[str]:
    return [doc["id"] for doc in desk.snapshot().all("tasks") if doc.get("archived")]


def test_done_work_of_some_age_goes_in_one_entry_and_comes_back_by_one_undo(desk: Desk) -> None:
    desk.do([act("move_task", task=id, to="done") for id in ("WEB-1", "WEB-2")])
    desk.do([act("update_task", task="WEB-1", actual_finish="2026-02-20")])
    before = desk.store.seq
    assert tidy(desk, 7) == "1 finished task put away"
    assert archived(desk) == ["WEB-1"]
    assert desk.store.seq == before + 1
    assert (desk.store.entry(before + 1)).why == "1 finished task put away"  # type: ignore[union-attr]
    desk.undo()
    assert archived(desk) == []


def test_the_edge_of_an_age_stays_and_open_work_is_never_put_away(desk: Desk) -> None:
    desk.do([act("move_task", task="WEB-1", to="done")])
    desk.do([act("update_task", task="WEB-1", actual_finish="2026-02-25")])
    assert finished_before(desk.snapshot(), 7, desk.now()) == []
    assert len(finished_before(desk.snapshot(), 6, desk.now())) == 1
    assert finished_before(desk.snapshot(), 6, desk.now(), "OPS") == []
    with pytest.raises(Refused):
        tidy(desk, 7)


def test_a_filter_finds_what_was_put_away_and_it_comes_back(desk: Desk) -> None:
    desk.do([act("archive_task", task="WEB-2")])
    query = parse("is:archived", desk.snapshot(), desk.now(), "ana")
    assert query.names_archived
    assert [doc["id"] for doc in query.pick(list(desk.snapshot().all("tasks")))] == ["WEB-2"]
    tasks = list(desk.snapshot().all("tasks"))
    desk.do(back(tasks))
    assert archived(desk) == []


def test_how_a_workspace_was_left_is_kept_for_each_by_itself(tmp_path: Path) -> None:
    one, other = Remembered(tmp_path, "/a.json"), Remembered(tmp_path, "/b.json")
    assert one.put("board", {"tab": "+WEB"})
    assert not one.put("board", {"tab": "+WEB"})
    one.keep()
    other.put("board", {"tab": ""})
    other.keep()
    assert Remembered(tmp_path, "/a.json").get("board") == {"tab": "+WEB"}


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"/a.json": 3}', '{"/a.json": {"board": []}}', "\x00"]
)
def test_a_file_that_says_nothing_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    assert Remembered(tmp_path, "/a.json").get("board") == {}


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Remembered(tmp_path / "file", "/a.json")
    kept.put("board", {"tab": "x"})
    kept.keep()
    assert kept.get("board") == {"tab": "x"}
    assert Remembered(None, "").get("board") == {}


def test_a_clock_that_is_turned_makes_work_old(desk: Desk) -> None:
    desk.do([act("move_task", task="WEB-1", to="done")])
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(clock.now().replace(month=5))
    assert [doc["id"] for doc in finished_before(desk.snapshot(), 30, desk.now())] == ["WEB-1"]
