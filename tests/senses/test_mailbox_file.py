"""A mailbox file that grows, is written anew, and is written by others meanwhile."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses import mailbox_file
from worktui.senses.intake import read
from worktui.senses.mailbox_file import MailboxFile

NOW = "2026-03-04T10:00:00+00:00"
LONG_AGO = "2020-01-01T00:00:00+00:00"


def mail(number: int, *, day: int = 4, text: str = "Hello") -> bytes:
    return (
        f"From iva@novak.example Wed Mar  {day} 09:10:00 2126\n"
        f"From: Iva <iva@novak.example>\nMessage-ID: <{number}@x>\nSubject: No {number}\n"
        f"Date: Wed, {day:02} Mar 2126 09:10:00 +0000\n\n{text}\n\n"
    ).encode()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "mbox"
    path.write_bytes(mail(1))
    return path


def add(box: Path, *mails: bytes) -> None:
    with box.open("ab") as file:
        file.write(b"".join(mails))


def looked(sense: MailboxFile, cursor: Mapping[str, Any]) -> tuple[list[int], Mapping[str, Any]]:
    """The numbers of the mails that two looks found, and where to go on from."""
    numbers: list[int] = []
    for _ in range(2):
        finds: list[Found] = list(sense.look(cursor))
        numbers += [
            int(one.subject.split()[-1])
            for f in finds
            if f.raw is not None
            for one in read(f.raw, f.kind, now=None)
        ]  # type: ignore[arg-type]
        cursor = finds[-1].cursor if finds else cursor
    return numbers, cursor


def test_it_begins_at_the_end_and_follows_what_is_added(box: Path) -> None:
    sense = MailboxFile(box)
    numbers, cursor = looked(sense, {})
    assert numbers == []
    add(box, mail(2), mail(3))
    numbers, cursor = looked(sense, cursor)
    assert numbers == [2, 3]
    add(box, mail(4))
    assert looked(MailboxFile(box), cursor)[0] == [4]


def test_a_file_written_anew_is_read_again_without_what_was_there_before_the_watch(
    box: Path,
) -> None:
    box.write_bytes(mail(1, day=4).replace(b"2126", b"1999"))
    _, cursor = looked(MailboxFile(box), {})
    add(box, mail(2), mail(3))
    _, cursor = looked(MailboxFile(box), cursor)
    box.write_bytes(mail(1).replace(b"2126", b"1999") + mail(3) + mail(5))
    assert looked(MailboxFile(box), cursor)[0] == [3, 5]


def test_a_mail_in_the_making_waits_until_it_is_whole(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    whole = mail(2, text="First\n\nSecond")
    add(box, whole[:-9])
    assert [f for f in sense.look(cursor) if f.raw is not None] == []
    add(box, whole[-9:])
    assert [f for f in sense.look(cursor) if f.raw is not None] == []
    [found] = [f for f in sense.look(cursor) if f.raw is not None]
    assert found.raw == whole


def test_lines_that_only_look_like_a_beginning_part_nothing(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    body = "From here on it is easy:\n\nFrom there too\nbut not so\n>From quoted"
    add(box, mail(2, text=body), mail(3))
    assert looked(sense, cursor)[0] == [2, 3]


def test_older_mail_is_taken_from_the_day_that_is_asked_for(box: Path) -> None:
    add(box, mail(2).replace(b"2126", b"1999"))
    numbers, cursor = looked(MailboxFile(box), {"since": LONG_AGO})
    assert numbers == [1]
    add(box, mail(3))
    assert looked(MailboxFile(box), cursor)[0] == [3]


def test_while_a_mail_program_holds_its_lock_file_nothing_is_read(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    add(box, mail(2))
    lock = box.with_name("mbox.lock")
    lock.touch()
    assert looked(sense, cursor)[0] == []
    lock.unlink()
    assert looked(sense, cursor)[0] == [2]


def test_a_forgotten_lock_file_holds_up_nothing(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    add(box, mail(2))
    lock = box.with_name("mbox.lock")
    lock.touch()
    os.utime(lock, (1, 1))
    assert looked(sense, cursor)[0] == [2]


def test_while_another_process_writes_under_a_lock_nothing_is_read(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    add(box, mail(2))
    code = (
        "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(box)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert looked(sense, cursor)[0] == []
        other.communicate()
    assert looked(sense, cursor)[0] == [2]


def test_it_leaves_no_lock_and_changes_nothing(box: Path) -> None:
    before = box.stat()
    looked(MailboxFile(box), {"since": LONG_AGO})
    assert sorted(p.name for p in box.parent.iterdir()) == ["mbox"]
    assert (box.stat().st_mtime_ns, box.stat().st_size) == (before.st_mtime_ns, before.st_size)
    with box.open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_much_mail_is_read_in_parts(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox_file, "BATCH", 300)
    add(box, *(mail(n) for n in range(2, 30)))
    assert looked(MailboxFile(box), {"since": LONG_AGO})[0] == list(range(1, 30))


def test_a_quiet_file_is_not_opened(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    looked(sense, cursor)
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("it was opened"))
    assert looked(sense, cursor)[0] == []


def test_a_missing_file_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(SenseProblem) as told:
        list(MailboxFile(tmp_path / "none").look({}))
    assert str(tmp_path) not in str(told.value)


def test_what_is_added_is_new_whatever_date_it_bears(box: Path) -> None:
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    undated = b"From iva@novak.example\nFrom: iva@novak.example\nSubject: No 7\n\nHello\n\n"
    old = MAIL_OF_LONG_AGO.replace(b"Subject: No 9", b"Subject: No 8")
    with box.open("ab") as file:
        file.write(undated + old)
    found, cursor = looked(sense, cursor)
    assert found == [7, 8]
    assert looked(sense, cursor)[0] == []


def test_a_file_written_anew_in_parts_still_leaves_what_was_there_before(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_file, "BATCH", 100)
    box.write_bytes(MAIL_OF_LONG_AGO * 5)
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    box.write_bytes(MAIL_OF_LONG_AGO * 4)
    finds = list(sense.look(cursor))  # left off after the first part
    assert "anew" in finds[0].cursor
    assert looked(MailboxFile(box), finds[0].cursor)[0] == []


def test_of_a_huge_mail_the_first_megabyte_is_read(
    box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_file, "SIZE_LIMIT", 5_000)
    monkeypatch.setattr(mailbox_file, "CUT", 1_000)
    sense = MailboxFile(box)
    _, cursor = looked(sense, {})
    with box.open("ab") as file:
        file.write(MAIL_OF_LONG_AGO[:-1] + b"words\n" * 2_000 + b"\n")
    list(sense.look(cursor))
    (raw,) = [found.raw for found in sense.look(cursor) if found.raw is not None]
    assert len(raw) == 1_000


MAIL_OF_LONG_AGO = (
    b"From iva@novak.example Wed Nov  4 10:00:00 2020\n"
    b"From: iva@novak.example\nSubject: No 9\nDate: Wed, 4 Nov 2020 10:00:00 +0000\n\nHello\n\n"
)
