"""A Maildir that something else delivers into: what is new, and what only moved."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses import maildir
from worktui.senses.maildir import CUT, Maildir
from worktui.senses.raw import SIZE_LIMIT

MAIL = b"From: Iva <iva@novak.example>\nMessage-ID: <%d@x>\nSubject: No %d\n\nHello\n"
YEAR = 365 * 86400


@pytest.fixture
def box(tmp_path: Path) -> Path:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    return tmp_path / "Mail"


def deliver(box: Path, number: int, name: str = "", *, old: float = 0, raw: bytes = b"") -> Path:
    """Put a mail there as a deliverer does: written in tmp, moved to new."""
    name = name or f"{number}.host"
    (box / "tmp" / name).write_bytes(raw or MAIL % (number, number))
    if old:
        moment = (box / "tmp" / name).stat().st_mtime - old
        os.utime(box / "tmp" / name, (moment, moment))
    return (box / "tmp" / name).rename(box / "new" / name)


def looked(sense: Maildir, cursor: Mapping[str, Any]) -> tuple[list[str], Mapping[str, Any]]:
    """The names of what was found, and where to go on from."""
    finds: list[Found] = list(sense.look(cursor))
    return [f.name for f in finds if f.raw is not None], finds[-1].cursor if finds else cursor


def test_what_lay_there_before_is_left_and_what_comes_is_taken_once(box: Path) -> None:
    deliver(box, 1)
    sense = Maildir(box)
    names, cursor = looked(sense, {})
    assert names == []
    deliver(box, 2)
    names, cursor = looked(sense, cursor)
    assert names == ["2.host"]
    assert looked(sense, cursor)[0] == []


def test_after_a_restart_it_goes_on_where_it_stopped(box: Path) -> None:
    deliver(box, 1, old=YEAR)
    _, cursor = looked(Maildir(box), {})
    deliver(box, 2)
    names, later = looked(Maildir(box), cursor)
    assert names == ["2.host"]
    deliver(box, 3)
    assert "3.host" in looked(Maildir(box), later)[0]
    assert "1.host" not in looked(Maildir(box), later)[0]


def test_a_folder_that_was_filled_just_now_is_no_flood(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maildir, "_MOST_KNOWN", 5)
    for number in range(20):
        deliver(box, number, old=2)
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    assert looked(sense, cursor)[0] == []
    assert looked(Maildir(box), cursor)[0] == []
    deliver(box, 99)
    assert looked(sense, cursor)[0] == ["99.host"]
    assert looked(Maildir(box), cursor)[0] == ["99.host"]


def test_a_mail_that_is_read_and_flagged_is_no_new_one(box: Path) -> None:
    old = deliver(box, 1, old=YEAR)
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    new = deliver(box, 2)
    _, cursor = looked(sense, cursor)
    new.rename(box / "cur" / "2.host:2,S")
    old.rename(box / "cur" / "1.host:2,SF")
    assert looked(sense, cursor)[0] == []
    assert "1.host" not in looked(Maildir(box), cursor)[0]


def test_a_mail_is_found_although_its_file_has_an_old_date(box: Path) -> None:
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    received = b"Received: from a by b; Mon, 01 Jan 2125 10:00:00 +0000\n"
    deliver(box, 1, old=YEAR, raw=received + MAIL % (1, 1))
    deliver(box, 2, "1999999999.P1.host", old=YEAR)
    assert sorted(looked(Maildir(box), cursor)[0]) == ["1.host", "1999999999.P1.host"]


def test_older_mail_is_taken_from_the_day_that_is_asked_for(box: Path) -> None:
    deliver(box, 1, old=40 * 86400)
    deliver(box, 2)
    since = "2020-01-01T00:00:00+00:00"
    names, cursor = looked(Maildir(box), {"since": since})
    assert sorted(names) == ["1.host", "2.host"]
    assert "looked" in cursor
    names, _ = looked(Maildir(box), {"since": "2999-01-01T00:00:00+00:00"})
    assert names == []


def test_a_look_that_was_left_off_finds_the_rest_again(box: Path) -> None:
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    for number in (1, 2, 3):
        deliver(box, number)
    finds = sense.look(cursor)
    first = next(finds)
    finds.close()
    names, _ = looked(sense, cursor)
    assert sorted(names) == ["1.host", "2.host", "3.host"]
    assert first.name in names


def test_links_pipes_hidden_files_and_what_is_still_written_are_left_alone(box: Path) -> None:
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    (box / "new" / "link").symlink_to("/etc/passwd")
    os.mkfifo(box / "new" / "pipe")
    (box / "new" / ".hidden").write_bytes(MAIL % (1, 1))
    (box / "tmp" / "5.host").write_bytes(MAIL % (5, 5))
    assert looked(sense, cursor)[0] == []


def test_a_name_of_any_bytes_is_noted_as_text(box: Path) -> None:
    odd = os.fsdecode(b"1.\xff\xfe")
    deliver(box, 1, odd)
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    json.dumps(cursor, ensure_ascii=False).encode()
    assert looked(Maildir(box), cursor)[0] == []


def test_of_a_huge_mail_the_beginning_is_read(box: Path) -> None:
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    deliver(box, 1, raw=MAIL % (1, 1) + b"x" * (SIZE_LIMIT + 10))
    [found] = [f for f in sense.look(cursor) if f.raw is not None]
    assert len(found.raw) == CUT


def test_nothing_is_listed_while_nothing_moves(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(box, 1)
    sense = Maildir(box)
    _, cursor = looked(sense, {})
    for _ in range(3):
        looked(sense, cursor)
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail("it was listed again"))
    assert looked(sense, cursor)[0] == []


def test_a_missing_folder_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(SenseProblem) as told:
        list(Maildir(tmp_path / "none").look({}))
    assert str(tmp_path) not in str(told.value)


def test_two_places_have_two_names(tmp_path: Path) -> None:
    assert Maildir(tmp_path / "a").name != Maildir(tmp_path / "b").name
    assert str(tmp_path) not in Maildir(tmp_path / "a").name


def test_a_mail_that_cannot_be_read_is_told_once_and_the_others_come(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sense = Maildir(box)
    cursor = next(iter(sense.look({}))).cursor
    real = os.open

    def refused(path: Any, *args: Any, **named: Any) -> int:
        if "bad" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, *args, **named)

    monkeypatch.setattr(os, "open", refused)
    (box / "new" / "9999999997.bad").write_bytes(b"From: a@b.example\n\none\n")
    (box / "new" / "9999999998.good").write_bytes(b"From: a@b.example\n\ntwo\n")
    finds = [found for found in sense.look(cursor) if found.raw is not None]
    told = {found.name: found.why for found in finds}
    assert told == {
        "9999999997.bad": "It could not be read: permission denied.", "9999999998.good": "",
    }  # fmt: skip
    assert [found for found in sense.look(finds[-1].cursor) if found.raw is not None] == []
