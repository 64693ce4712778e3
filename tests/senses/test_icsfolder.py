"""A folder of calendar files: what changed, what is gone, what is a message."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from worktui.app.own_calendar import CalendarNews
from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses import icsfolder
from worktui.senses.icsfolder import IcsFolder


def event(uid: str, *, hour: int = 9, more: str = "") -> str:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{more}BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\n"
        f"DTSTART:20260305T{hour:02}0000Z\r\nDTEND:20260305T{hour + 1:02}0000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def looked(sense: IcsFolder, cursor: Mapping[str, Any]) -> tuple[list[Found], Mapping[str, Any]]:
    """What two looks found, and where to go on from."""
    finds = list(sense.look(cursor))
    cursor = finds[-1].cursor if finds else cursor
    more = list(sense.look(cursor))
    return finds + more, more[-1].cursor if more else cursor


def changes(finds: list[Found]) -> tuple[list[str], list[str]]:
    """(names that changed, names that are gone)."""
    news = [f.raw for f in finds if isinstance(f.raw, CalendarNews)]
    return sorted(n for one in news for n in one.changed), [n for one in news for n in one.gone]


def test_all_there_is_is_told_first_then_what_changes_and_goes(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(event("a"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "b.ics").write_text(event("b"))
    (tmp_path / ".c.ics").write_text(event("c"))
    (tmp_path / "note.txt").write_text("no")
    sense = IcsFolder(tmp_path)
    finds, cursor = looked(sense, {})
    assert changes(finds) == (["a.ics", "work/b.ics"], [])
    assert finds[-1].raw.present == {"a.ics", "work/b.ics"}
    assert looked(sense, cursor)[0] == []
    (tmp_path / "a.ics").write_text(event("a", hour=11, more="X:longer\r\n"))
    (tmp_path / "work" / "b.ics").unlink()
    finds, cursor = looked(sense, cursor)
    assert changes(finds) == (["a.ics"], ["work/b.ics"])


def test_after_a_restart_what_went_meanwhile_is_told_by_what_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(event("a"))
    (tmp_path / "b.ics").write_text(event("b"))
    _, cursor = looked(IcsFolder(tmp_path), {})
    (tmp_path / "b.ics").unlink()
    finds, _ = looked(IcsFolder(tmp_path), cursor)
    assert finds[-1].raw.present == {"a.ics"}


def test_a_file_that_still_grows_is_left_until_it_is_still(tmp_path: Path) -> None:
    sense = IcsFolder(tmp_path)
    _, cursor = looked(sense, {})
    half = event("a")
    (tmp_path / "a.ics").write_text(half[:60])
    assert changes(list(sense.look(cursor))) == ([], [])
    (tmp_path / "a.ics").write_text(half)
    assert changes(list(sense.look(cursor))) == ([], [])
    [found, _] = list(sense.look(cursor))
    assert found.raw.changed == {"a.ics": half.encode()}


def test_a_message_goes_to_the_inbox_and_a_published_event_to_the_calendar(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(event("a", more="METHOD:CANCEL\r\n"))
    (tmp_path / "b.ics").write_text(event("b", more="METHOD:PUBLISH\r\n"))
    finds, _ = looked(IcsFolder(tmp_path), {})
    assert [(f.kind, f.name) for f in finds if not isinstance(f.raw, CalendarNews)] == [
        ("ics", "a.ics")
    ]
    assert changes(finds)[0] == ["b.ics"]


def test_one_big_file_is_a_calendar_too(tmp_path: Path) -> None:
    (tmp_path / "all.ics").write_text(event("a") + event("b"))
    finds, _ = looked(IcsFolder(tmp_path / "all.ics"), {})
    assert changes(finds)[0] == ["all.ics"]


def test_many_files_come_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icsfolder, "AT_ONCE", 3)
    for number in range(8):
        (tmp_path / f"{number}.ics").write_text(event(str(number)))
    finds, _ = looked(IcsFolder(tmp_path), {})
    assert [len(f.raw.changed) for f in finds] == [3, 3, 2, 0]
    assert len(finds[-1].raw.present or ()) == 8


def test_a_name_of_any_bytes_is_kept_as_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\xfe.ics")).write_text(event("a"))
    finds, _ = looked(IcsFolder(tmp_path), {})
    [name] = changes(finds)[0]
    name.encode()
    assert finds[0].raw.changed[name] == event("a").encode()


def test_a_missing_folder_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(SenseProblem) as told:
        list(IcsFolder(tmp_path / "none").look({}))
    assert str(tmp_path) not in str(told.value)


def test_a_file_that_cannot_be_read_is_told_and_the_others_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.ics").write_text(event(name))
    real = Path.open

    def refused(self: Path, *args: Any, **named: Any) -> Any:
        if self.name == "b.ics":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **named)

    monkeypatch.setattr(Path, "open", refused)
    sense = IcsFolder(tmp_path)
    finds, cursor = looked(sense, {})
    assert [(found.name, found.why) for found in finds if found.why] == [
        ("b.ics", "It could not be read: permission denied.")
    ]
    assert changes(finds) == (["a.ics", "c.ics"], [])
    assert looked(sense, cursor)[0] == []
