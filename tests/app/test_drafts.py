"""Words that were typed and not taken: kept on disk for their owner only, gone when taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from worktui.app.drafts import LONGEST, MOST, Drafts, drafts_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return drafts_path(tmp_path / "config.toml", "w1/../../etc", "ana")


def test_what_was_left_is_there_in_the_next_run_and_gone_once_taken(path: Path) -> None:
    Drafts(path)["Add a task"] = "half a thought 北\ud800"
    again = Drafts(path)
    assert "Add a task" in again
    assert again.pop("Add a task").startswith("half a thought 北")
    assert "Add a task" not in Drafts(path)
    assert not path.exists()


def test_the_file_is_its_owners_and_its_name_tells_nothing(path: Path, tmp_path: Path) -> None:
    Drafts(path)["x"] = "y"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.parent.parent == tmp_path
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_held_lasts_when_it_is_saved(path: Path) -> None:
    first = Drafts(path)
    first.hold("notes", "a")
    assert "notes" not in Drafts(path)
    first.save()
    assert Drafts(path)["notes"] == "a"


def test_the_oldest_go_and_what_is_too_long_is_not_written(path: Path) -> None:
    drafts = Drafts(path)
    for number in range(MOST + 3):
        drafts[str(number)] = "x"
    drafts["long"] = "x" * (LONGEST + 1)
    assert "0" not in drafts
    assert "long" in drafts
    assert "long" not in Drafts(path)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1, "b": "c"}'])
def test_a_file_that_is_none_of_ours_does_no_harm(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(content)
    drafts = Drafts(path)
    assert "a" not in drafts
    drafts["d"] = "e"
    assert Drafts(path)["d"] == "e"


def test_where_nothing_can_be_written_words_are_kept_while_it_runs(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    drafts = Drafts(blocked / "drafts" / "x.json")
    drafts["a"] = "b"
    assert drafts.pop("a") == "b"
    assert drafts.pop("a", "") == ""
