"""The folder to drop files into."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from worktui.domain.errors import SenseProblem
from worktui.senses.dropfolder import DropFolder


def test_a_file_is_finished_when_it_stopped_growing(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path / "drop")
    assert folder.scan() == []
    mail = tmp_path / "drop" / "a.eml"
    mail.write_text("one")
    assert folder.scan() == []
    mail.write_text("one and more")
    assert folder.scan() == []
    assert folder.scan() == [mail]


def test_hidden_unfinished_and_linked_files_are_not_taken(tmp_path: Path) -> None:
    for name in (".a.eml", "b.eml.tmp", "c.part", "d.eml~"):
        (tmp_path / name).write_text("x")
    (tmp_path / "outside").symlink_to("/etc/hostname")
    (tmp_path / "folder").mkdir()
    folder = DropFolder(tmp_path)
    folder.scan()
    assert folder.scan() == []


def test_done_files_move_aside_and_never_over_another(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    kept = []
    for text in ("one", "two", "three"):
        path = tmp_path / "a.eml"
        path.write_text(text)
        kept.append(folder.done(path))
        assert not path.exists()
    assert [p.name for p in kept] == ["a.eml", "a-1.eml", "a-2.eml"]
    assert [p.read_text() for p in kept] == ["one", "two", "three"]
    folder.scan()
    assert folder.scan() == []


def test_on_a_disk_without_links_files_move_aside_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    folder = DropFolder(tmp_path)
    for text in ("one", "two"):
        (tmp_path / "a.eml").write_text(text)
        folder.done(tmp_path / "a.eml")
    kept = {p.name: p.read_text() for p in (tmp_path / "done").iterdir()}
    assert kept == {"a.eml": "one", "a-1.eml": "two"}


def test_what_is_stored_is_put_aside_and_not_before(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    (tmp_path / "a.eml").write_text("one")
    assert list(folder.look({})) == []
    [found] = folder.look({})
    assert (found.raw, found.name) == (b"one", "a.eml")
    assert (tmp_path / "a.eml").exists()
    folder.kept(found)
    folder.kept(found)
    assert not (tmp_path / "a.eml").exists()
    assert list(folder.look({})) == []


def test_a_folder_that_cannot_be_used_is_told_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SenseProblem) as told:
        list(DropFolder(tmp_path / "file").look({}))
    assert str(tmp_path) not in str(told.value)


def test_a_file_that_is_written_anew_while_it_is_taken_in_is_not_put_aside_unread(
    tmp_path: Path,
) -> None:
    folder = DropFolder(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("first")
    list(folder.look({}))
    (found,) = folder.look({})
    (tmp_path / ".new").write_text("other")  # as long as the first
    (tmp_path / ".new").replace(path)
    folder.kept(found)
    assert path.read_text() == "other"
    assert not (tmp_path / "done").exists()
    list(folder.look({}))
    (found,) = folder.look({})
    assert found.raw == b"other"
    folder.kept(found)
    assert (tmp_path / "done" / "a.txt").read_text() == "other"


def test_a_file_that_cannot_be_read_is_told_once_and_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    refuse(monkeypatch, "a.txt")
    folder = DropFolder(tmp_path)
    list(folder.look({}))
    bad, good = folder.look({})
    assert bad.why == "It could not be read: permission denied."
    assert good.raw == b"b.txt"
    folder.kept(bad)
    folder.kept(good)
    assert (tmp_path / "a.txt").exists()
    assert list(folder.look({})) == []
    (tmp_path / "a.txt").chmod(0o640)  # somebody repairs it
    monkeypatch.undo()
    list(folder.look({}))
    assert [found.raw for found in folder.look({})] == [b"a.txt"]


def test_where_nothing_can_be_read_just_now_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("one")
    refuse(monkeypatch, "a.txt", errno.EMFILE)
    folder = DropFolder(tmp_path)
    list(folder.look({}))
    with pytest.raises(SenseProblem, match="too many open files"):
        list(folder.look({}))


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, number: int = errno.EACCES) -> None:
    """Let the opening of a file fail; the tests may run as one whom nothing is refused."""
    real = Path.open

    def refused(self: Path, *args: Any, **named: Any) -> Any:
        if self.name == name:
            raise OSError(number, os.strerror(number))
        return real(self, *args, **named)

    monkeypatch.setattr(Path, "open", refused)
