"""The folder to drop files into."""

from __future__ import annotations

from pathlib import Path

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
