"""A program of this machine as carrier: what it reads, and what its end means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.effects.letters import NOW, letter
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.mail import message_of
from worktui.effects.sendmail import SendmailCarrier

MAIL = message_of(letter(), sender="", now=NOW)


def program(folder: Path, script: str) -> str:
    path = folder / "mail program"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}' --quiet"


def test_it_reads_the_recipient_from_the_message_not_from_its_words(tmp_path: Path) -> None:
    command = program(tmp_path, f'echo "$@" > "{tmp_path}/words"; cat > "{tmp_path}/mail"')
    SendmailCarrier(command).send(MAIL)
    assert (tmp_path / "words").read_text() == "--quiet -t -i\n"
    assert b"\nTo: zoe@client.example\n" in (tmp_path / "mail").read_bytes()


@pytest.mark.parametrize(("status", "kind"), [(75, Temporary), (1, Temporary), (67, Permanent)])
def test_its_end_says_whether_another_try_helps(
    tmp_path: Path, status: int, kind: type[Exception]
) -> None:
    command = program(tmp_path, f"echo '/etc/mail.cf: no mara at smtp.home' >&2; exit {status}")
    with pytest.raises(kind, match=f"The mail program ended with {status}: .+") as told:
        SendmailCarrier(command).send(MAIL)
    for own in ("mara", "/etc", "smtp.home", str(tmp_path)):
        assert own not in str(told.value), "what it prints stays on this machine"


def test_a_command_with_a_quote_left_open_is_told_and_not_raised(tmp_path: Path) -> None:
    with pytest.raises(Temporary, match="could not be started"):
        SendmailCarrier(f"'{tmp_path}/never closed").send(MAIL)


def test_a_program_that_is_not_there_or_never_ends_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(Temporary, match="could not be started"):
        SendmailCarrier(str(tmp_path / "nothing")).send(MAIL)
    with pytest.raises(Temporary, match="did not end"):
        SendmailCarrier(program(tmp_path, "exec sleep 5"), timeout=0.2).send(MAIL)
