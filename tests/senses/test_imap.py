"""A mailbox on a real mail server: within seconds, once, and without a trace there."""

from __future__ import annotations

import imaplib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.senses.dovecot import PASSWORD, Account, dovecot
from worktui.domain.errors import SenseProblem
from worktui.senses import imap
from worktui.senses.imap import Imap

pytestmark = [pytest.mark.needs("dovecot"), pytest.mark.needs("imap_tools")]


@pytest.fixture(scope="module")
def running() -> Iterator[Account]:
    with dovecot() as account:
        yield account


@pytest.fixture
def server(running: Account, request: pytest.FixtureRequest) -> Account:
    """An account of its own for each test."""
    return replace(running, user=f"iva{abs(hash(request.node.name)) % 10**8}")


def sense(server: Account, *, password: str = PASSWORD, folder: str = "INBOX") -> Imap:
    return Imap(
        "127.0.0.1",
        server.port,
        user=server.user,
        password=lambda: password,
        security="none",
        folder=folder,
    )


def looked(one: Imap, cursor: Mapping[str, Any]) -> tuple[list[str], Mapping[str, Any]]:
    """The subjects of the mails that were found, and where to go on from."""
    finds = list(one.look(cursor))
    raws = [bytes(f.raw) for f in finds if f.raw is not None]
    subjects = [raw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode() for raw in raws]
    return subjects, finds[-1].cursor if finds else cursor


def test_mail_from_now_on_once_and_after_a_restart(server: Account) -> None:
    server.deliver(1, old=True)
    with closing(sense(server)) as one:
        subjects, cursor = looked(one, {})
        assert subjects == []
        server.deliver(2)
        subjects, cursor = looked(one, cursor)
        assert subjects == ["No 2"]
        assert looked(one, cursor)[0] == []
    server.deliver(3)
    server.deliver(4)
    with closing(sense(server)) as other:
        assert looked(other, cursor)[0] == ["No 3", "No 4"]
    assert server.flags() == ["", "", "", ""]


def test_the_server_tells_of_a_mail_within_seconds(server: Account) -> None:
    with closing(sense(server)) as one:
        _, cursor = looked(one, {})
        timer = threading.Timer(0.3, server.deliver, (1,))
        began = time.monotonic()
        timer.start()
        one.wait(30)
        assert time.monotonic() - began < 8
        timer.join()
        assert looked(one, cursor)[0] == ["No 1"]


def test_mail_that_came_before_anybody_listened_is_told_at_once(server: Account) -> None:
    with closing(sense(server)) as one:
        looked(one, {})
        began = time.monotonic()
        one.wait(2)
        assert time.monotonic() - began > 1  # nothing came
        server.deliver(1)
        began = time.monotonic()
        one.wait(30)
        assert time.monotonic() - began < 8


def secured(server: Account, security: str) -> Imap:
    port = server.tls if security == "tls" else server.port
    return Imap("127.0.0.1", port, user=server.user, password=lambda: PASSWORD, security=security)


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_under_tls_mail_comes_within_seconds_too(
    server: Account, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with closing(secured(server, security)) as one:
        _, cursor = looked(one, {})
        timer = threading.Timer(0.3, server.deliver, (1,))
        began = time.monotonic()
        timer.start()
        one.wait(30)
        assert time.monotonic() - began < 8
        timer.join()
        assert looked(one, cursor)[0] == ["No 1"]


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_no_password(
    server: Account, security: str
) -> None:
    one = Imap(
        "127.0.0.1", server.tls if security == "tls" else server.port, user=server.user,
        password=lambda: pytest.fail("it was asked for"), security=security,
    )  # fmt: skip
    with pytest.raises(SenseProblem, match="cannot be trusted") as told:
        list(one.look({}))
    assert told.value.lasting


def test_a_wait_ends_at_once_when_it_is_let_go(server: Account) -> None:
    one = sense(server)
    looked(one, {})
    timer = threading.Timer(0.3, one.close)
    timer.start()
    began = time.monotonic()
    with suppress(SenseProblem):
        one.wait(30)
    assert time.monotonic() - began < 5


def test_renumbered_mails_are_looked_through_from_the_beginning_of_the_watch(
    server: Account,
) -> None:
    server.deliver(1, old=True)
    with closing(sense(server)) as one:
        _, cursor = looked(one, {})
        server.deliver(2)
        _, cursor = looked(one, cursor)
    server.renumber()
    with closing(sense(server)) as other:
        subjects, later = looked(other, cursor)
        assert subjects == ["No 2"]
        assert later["uidvalidity"] != cursor["uidvalidity"]
        assert looked(other, later)[0] == []


def test_older_mail_is_taken_from_the_day_that_is_asked_for(server: Account) -> None:
    server.deliver(1, old=True)
    server.deliver(2)
    with closing(sense(server)) as one:
        subjects, cursor = looked(one, {"since": "2026-03-02T00:00:00+00:00"})
        assert subjects == ["No 2"]
        subjects, cursor = looked(one, {"since": "2026-02-02T00:00:00+00:00"})
        assert subjects == ["No 1", "No 2"]
        assert looked(one, cursor)[0] == []


def test_of_a_huge_mail_only_the_beginning_is_fetched(
    server: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "SIZE_LIMIT", 2000)
    monkeypatch.setattr(imap, "CUT", 500)
    with closing(sense(server)) as one:
        _, cursor = looked(one, {})
        server.deliver(1, "x" * 3000)
        [found] = [f for f in one.look(cursor) if f.raw is not None]
    assert len(found.raw) == 500
    assert b"Subject: No 1" in found.raw


def test_a_connection_that_was_cut_is_made_anew(server: Account) -> None:
    with closing(sense(server)) as one:
        _, cursor = looked(one, {})
        assert one._box is not None
        one._box.client.sock.shutdown(2)
        server.deliver(1)
        with pytest.raises(SenseProblem):
            list(one.look(cursor))
        assert looked(one, cursor)[0] == ["No 1"]


def test_a_wrong_password_is_said_and_lasts(server: Account) -> None:
    with pytest.raises(SenseProblem, match="does not accept") as told:
        list(sense(server, password="wrong").look({}))
    assert told.value.lasting
    assert "wrong" not in str(told.value)
    assert "127.0.0.1" not in str(told.value)


def test_a_folder_that_is_not_there_is_said(server: Account) -> None:
    with pytest.raises(SenseProblem, match="no folder") as told:
        list(sense(server, folder="Nowhere").look({}))
    assert told.value.lasting


def test_a_server_that_is_away_is_a_sentence_and_not_for_ever() -> None:
    one = Imap("127.0.0.1", 1, user="iva", password=lambda: PASSWORD, security="none")
    with pytest.raises(SenseProblem, match="could not be reached") as told:
        list(one.look({}))
    assert not told.value.lasting


def test_trouble_with_tls_and_names_does_not_name_the_server() -> None:
    certificate = ssl.SSLCertVerificationError(1, "mail.secret.example is not it")
    certificate.verify_code = 62
    certificate.verify_message = "certificate is not valid for 'mail.secret.example'"
    for error in (
        certificate,
        ssl.SSLError(1, "[SSL] mail.secret.example"),
        socket.gaierror(-2, "mail.secret.example is not known"),
        imaplib.IMAP4.error("mail.secret.example says no"),
    ):
        assert "secret" not in str(imap._unreached(error))
    assert "for another name" in str(imap._unreached(certificate))


def test_a_mail_that_the_server_refuses_twice_is_told_and_holds_up_no_other() -> None:
    one = Refusing("h", user="iva", password=lambda: PASSWORD)
    cursor = {"uidvalidity": 1, "uid": 0, "since": "2026-01-01T00:00:00+00:00"}
    with pytest.raises(SenseProblem, match="refuses"):
        list(one.look(cursor))
    finds = [(found.name, bool(found.why)) for found in one.look(cursor)]
    assert finds == [("mail 1", True), ("mail 2", False), ("mail 3", False)]


class Refusing(Imap):
    """A mailbox whose server cannot hand out the first of three mails."""

    capabilities = ()

    def _client(self) -> Any:
        return self

    def _numbers(self, client: Any) -> tuple[int, int, int]:
        return 1, 4, 3

    def uid(self, command: str, *words: str) -> tuple[str, list[Any]]:
        told = b'%d (UID %d RFC822.SIZE 10 INTERNALDATE "04-Mar-2026 10:00:00 +0000")'
        if command == "SEARCH":
            return "OK", [b"1 2 3"]
        if "RFC822.SIZE" in words[1]:
            return "OK", [told % (n, n) for n in (1, 2, 3)]
        if words[0] == "1":
            return "NO", [b"[SERVERBUG] Internal error occurred"]
        return "OK", [(b"2 (UID 2 BODY[] {3}", b"abc"), b")"]


CONFIG = """
[imap]
host = "127.0.0.1"
port = {port}
user = "{user}"
password_command = "echo '{password}'"
security = "none"
"""


class Program:
    """`worktui watch --json` in a process of its own."""

    def __init__(self, tmp_path: Path, server: Account) -> None:
        config = tmp_path / "config.toml"
        config.write_text(CONFIG.format(port=server.port, user=server.user, password=PASSWORD))
        self.env = {
            **os.environ,
            "WORKTUI_CONFIG": str(config),
            "HOME": str(tmp_path),
            "LOGNAME": "ana",
        }
        self.workspace = tmp_path / "w.json"  # the program makes it when it begins
        self.words = [sys.executable, "-P", "-m", "worktui", "--file", str(self.workspace)]
        self.running = subprocess.Popen(
            [*self.words, "watch", "--json"],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        assert self.running.stdout is not None
        return self.running.stdout.readline()

    def ends(self, number: signal.Signals) -> int:
        self.running.send_signal(number)
        self.running.communicate(timeout=15)
        return self.running.returncode

    def said(self, *words: str) -> Any:
        words = (*self.words, *words, "--json")
        return json.loads(
            subprocess.run(words, env=self.env, capture_output=True, check=True).stdout
        )

    def listed(self) -> dict[str, Any]:
        senses = self.said("watch", "--list")["senses"]
        return next(dict(one) for one in senses if one["kind"] == "imap")


def _begun(program: Program) -> None:
    """Wait until the sense has noted where it goes on from."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if program.workspace.exists() and program.listed()["looked_at"]:
            return
    raise AssertionError("it never looked")


def test_the_program_takes_mail_in_as_it_comes_and_goes_on_after_it_was_killed(
    server: Account, tmp_path: Path
) -> None:
    first = Program(tmp_path, server)
    _begun(first)
    server.deliver(1, "Can you send the quote by Friday?")
    assert '"A-1"' in first.line()
    assert first.ends(signal.SIGKILL) == -signal.SIGKILL
    server.deliver(2, "Can you send the plan by Friday?")
    second = Program(tmp_path, server)
    assert '"A-2"' in second.line()
    assert second.ends(signal.SIGTERM) == 0
    taken = [e["why"] for e in second.said("log")["entries"] if e["through"] == "sense"]
    assert [why.split()[0] for why in taken] == ["A-2", "A-1"]
    assert server.flags() == ["", ""]
