"""The Maildir of a workspace without mail: readable by others, private, and never twice."""

from __future__ import annotations

import mailbox
import os
from pathlib import Path

import pytest

from tests.effects.letters import NOW, letter
from worktui.effects.carrier import Temporary
from worktui.effects.mail import message_of
from worktui.effects.maildir import MaildirCarrier

MAIL = message_of(letter(), sender="", now=NOW)


def test_the_standard_library_reads_what_is_written(tmp_path: Path) -> None:
    carrier = MaildirCarrier(tmp_path / "a" / "mail")
    assert carrier.send(MAIL) == "written here, not sent"
    [found] = mailbox.Maildir(tmp_path / "a" / "mail", create=False)
    assert found["Message-ID"] == "<key-o-1@worktui>"
    assert [part.get_content_type() for part in found.walk()][-1] == "application/ics"
    assert list((tmp_path / "a" / "mail" / "tmp").iterdir()) == []


def test_a_message_that_comes_again_is_there_once_read_or_not(tmp_path: Path) -> None:
    carrier = MaildirCarrier(tmp_path / "mail")
    carrier.send(MAIL)
    carrier.send(message_of(letter(attempts=3), sender="", now=NOW))
    [file] = (tmp_path / "mail" / "new").iterdir()
    file.rename(tmp_path / "mail" / "cur" / f"{file.name}:2,S")
    carrier.send(MAIL)
    assert len(mailbox.Maildir(tmp_path / "mail", create=False)) == 1
    carrier.send(message_of(letter("O-2"), sender="", now=NOW))
    assert len(mailbox.Maildir(tmp_path / "mail", create=False)) == 2


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    MaildirCarrier(folder).send(MAIL)
    [file] = (folder / "new").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    for each in (folder, folder / "new", folder / "cur", folder / "tmp"):
        assert each.stat().st_mode & 0o077 == 0


def test_what_an_ended_program_left_in_tmp_is_written_over(tmp_path: Path) -> None:
    carrier = MaildirCarrier(tmp_path)
    carrier.send(MAIL)
    [file] = (tmp_path / "new").iterdir()
    file.rename(tmp_path / "tmp" / file.name)
    (tmp_path / "tmp" / file.name).write_text("half")
    carrier.send(MAIL)
    assert (tmp_path / "new" / file.name).stat().st_size > 1000


def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file is here")
    with pytest.raises(Temporary, match="cannot be written") as told:
        MaildirCarrier(tmp_path / "mail").send(MAIL)
    assert str(tmp_path) not in str(told.value), "the workspace does not learn where it is"


def test_a_link_in_tmp_is_not_followed(tmp_path: Path) -> None:
    carrier = MaildirCarrier(tmp_path)
    carrier.send(MAIL)
    [file] = (tmp_path / "new").iterdir()
    name = file.name
    file.unlink()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    os.symlink(victim, tmp_path / "tmp" / name)
    carrier.send(MAIL)
    assert victim.read_text() == "precious"
