"""Killed anywhere between a commit and the last note: nothing is lost, nothing contradicts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.killed_worker import KILLED
from tests.end_to_end.servers import Calendars, Hooks, Mailbox

pytestmark = [pytest.mark.needs("radicale"), pytest.mark.needs("aiosmtpd")]
WORKER = Path(__file__).with_name("killed_worker.py")
ROOT = Path(__file__).parents[2]
LATER = "2026-03-04T10:10:00+01:00"
POINTS = [
    ("committed", 1), ("leased", 1),
    *((point, nth) for point in ("taken", "carried", "noting", "noted") for nth in (1, 2, 3)),
]  # fmt: skip


@pytest.fixture
def surroundings(
    calendars: Calendars, mailbox: Mailbox, hooks: Hooks, settings: Callable[[str], None]
) -> tuple[Calendars, Mailbox, Hooks]:
    for event in calendars.events():
        event.delete()
    settings(
        f'[mail]\ncarrier = "smtp"\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
        f'[caldav]\nurl = "{calendars.calendar}"\nuser = "{calendars.user}"\n'
        f"password_command = \"printf '{calendars.password}'\"\n"
        f'[post]\nteam = "{hooks.url}"\nteam_allow_private = "true"\n'
    )
    return calendars, mailbox, hooks


def killed(file: Path, do: str, point: str, nth: int) -> None:
    """The worker until its end at that point."""
    words = [sys.executable, str(WORKER), str(file), do, point, str(nth)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == KILLED, done.stderr.decode()


def ids_of(mailbox: Mailbox) -> list[Any]:
    return [mail["Message-ID"] for mail in mailbox.taken]


def methods_of(mailbox: Mailbox) -> list[str]:
    """METHOD and SEQUENCE of each invitation, in the order they came."""
    found = []
    for mail in mailbox.taken:
        (part,) = (p for p in mail.walk() if p.get_content_type() == "text/calendar")
        lines = part.get_content().splitlines()
        found.append(" ".join(line for line in lines if line.startswith(("METHOD", "SEQUENCE"))))
    return found


@pytest.mark.parametrize(("point", "nth"), POINTS)
def test_a_booking_is_told_though_the_program_is_killed(
    surroundings: tuple[Calendars, Mailbox, Hooks], run: Run, tmp_path: Path, point: str, nth: int
) -> None:
    calendars, mailbox, hooks = surroundings
    killed(tmp_path / "work.json", "book", point, nth)
    run("deliver", "--now", now=LATER)
    work = run("export", "worktui", "--full")
    assert [booking["status"] for booking in work["bookings"]] == ["confirmed"]
    assert [doc["state"] for doc in work["outbox"]] == ["sent"] * 3
    assert 1 <= len(mailbox.taken) <= 2
    assert len(set(ids_of(mailbox))) == 1
    assert set(methods_of(mailbox)) == {"METHOD:REQUEST SEQUENCE:0"}
    assert len(calendars.events()) == 1
    assert 1 <= len(hooks.taken) <= 2
    assert len({headers["webhook-id"] for headers, _ in hooks.taken}) == 1
    assert len(mailbox.taken) + len(hooks.taken) <= 3, "no more than one of them came twice"


@pytest.mark.parametrize(("point", "nth"), [("committed", 1), ("taken", 1), ("carried", 1),
                                            ("carried", 2), ("noting", 2)])  # fmt: skip
def test_a_cancellation_never_comes_before_its_invitation(
    surroundings: tuple[Calendars, Mailbox, Hooks], run: Run, tmp_path: Path, point: str, nth: int
) -> None:
    calendars, mailbox, hooks = surroundings
    mailbox.answers[:] = ["451 later"]
    killed(tmp_path / "work.json", "book", point, nth)
    killed(tmp_path / "work.json", "cancel", point, nth)
    for minutes in ("40", "50", "59"):
        run("deliver", "--now", now=f"2026-03-04T10:{minutes}:00+01:00")
    work = run("export", "worktui", "--full")
    assert [booking["status"] for booking in work["bookings"]] == ["cancelled"]
    assert {doc["state"] for doc in work["outbox"]} == {"sent"}
    told = methods_of(mailbox)
    assert set(told) == {"METHOD:REQUEST SEQUENCE:0", "METHOD:CANCEL SEQUENCE:1"}
    assert told == sorted(told, key=lambda line: line.startswith("METHOD:CANCEL"))
    assert len(set(ids_of(mailbox))) == 2
    assert calendars.events() == []
    words = [body["data"]["text"] for body in hooks.bodies()]
    assert words == sorted(words, key=lambda word: word == "Zoe is off.")
