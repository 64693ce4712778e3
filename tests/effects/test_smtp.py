"""SMTP against a real server on loopback: what it gets, and what its answers mean."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.effects.letters import NOW, letter
from worktui.effects.carrier import Permanent, Temporary
from worktui.effects.courier import Courier
from worktui.effects.mail import message_of
from worktui.effects.smtp import SmtpCarrier

MAIL = message_of(letter(), sender="", now=NOW)


class Server:
    """Gives the answers it is told, and keeps what it is sent."""

    def __init__(self) -> None:
        self.to_data: list[str] = []
        self.to_rcpt: list[str] = []
        self.seen: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.to_rcpt:
            return self.to_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.seen.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return self.to_data.pop(0) if self.to_data else "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def allow(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = data.password == b"right"
    return AuthResult(success=right, handled=right)


@pytest.fixture
def server() -> Iterator[tuple[Server, int]]:
    handler, port = Server(), free_port()
    controller = Controller(
        handler, hostname="127.0.0.1", port=port,
        authenticator=allow, auth_require_tls=False, auth_required=False,
    )  # fmt: skip
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()


def carrier(port: int, **more: Any) -> SmtpCarrier:
    return SmtpCarrier("127.0.0.1", port, **{"security": "none", "timeout": 5, **more})


def test_the_server_gets_the_message_for_its_one_recipient(server: tuple[Server, int]) -> None:
    handler, port = server
    carrier(port).send(MAIL)
    assert handler.envelopes == [("mara@studio.example", ["zoe@client.example"])]
    found = message_from_bytes(handler.seen[0], policy=policy.default)
    assert found["Message-ID"] == "<key-o-1@worktui>"
    kinds = [part.get_content_type() for part in found.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/calendar", "application/ics"]


def test_451_then_250_reaches_the_server_twice_under_one_message_id(
    server: tuple[Server, int],
) -> None:
    handler, port = server
    handler.to_data = ["451 try again later"]
    courier, doc = Courier(carrier(port)), letter()
    [first] = courier.deliver([doc], NOW)
    assert first.fields["state"] == "pending"
    assert first.fields["last_error"] == "The mail server answered 451 try again later"
    [second] = courier.deliver([{**doc, **first.fields}], NOW)
    assert (second.fields["state"], second.fields["attempts"]) == ("sent", 2)
    ids = {message_from_bytes(raw)["Message-ID"] for raw in handler.seen}
    assert (len(handler.seen), ids) == (2, {"<key-o-1@worktui>"})


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("450 mailbox busy", Temporary), ("452 full", Temporary), ("421 going down", Temporary),
     ("550 no such user", Permanent), ("553 bad name", Permanent), ("554 no", Permanent)],
)  # fmt: skip
def test_4xx_may_change_and_5xx_will_not(
    server: tuple[Server, int], answer: str, kind: type[Exception]
) -> None:
    handler, port = server
    for place in (handler.to_rcpt, handler.to_data):
        place.append(answer)
        with pytest.raises(kind, match=answer[:3]):
            carrier(port).send(MAIL)
    carrier(port).send(MAIL)


def test_a_server_that_is_not_there_is_asked_again() -> None:
    with pytest.raises(Temporary, match="could not be reached"):
        carrier(free_port()).send(MAIL)


def test_a_server_that_says_nothing_is_left_after_the_time_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(Temporary):
            carrier(silent.getsockname()[1], timeout=0.2).send(MAIL)


def test_a_password_is_asked_for_and_a_wrong_one_is_no_fault_of_the_message(
    server: tuple[Server, int],
) -> None:
    handler, port = server
    carrier(port, user="mara", password=lambda: "right").send(MAIL)
    assert len(handler.seen) == 1
    with pytest.raises(Temporary, match="did not accept the user and password") as caught:
        carrier(port, user="mara", password=lambda: "hunter2").send(MAIL)
    for own in ("hunter2", "mara", "127.0.0.1"):
        assert own not in str(caught.value)


@pytest.mark.parametrize(("user", "password"), [("mara", "pä§word"), ("mära", "right")])
def test_letters_that_the_log_in_cannot_carry_are_told_and_not_quoted(
    server: tuple[Server, int], user: str, password: str
) -> None:
    with pytest.raises(Permanent, match="letters of ASCII only") as told:
        carrier(server[1], user=user, password=lambda: password).send(MAIL)
    assert str(told.value).isascii()


def test_what_fails_names_no_host_user_or_address_of_the_settings(
    server: tuple[Server, int],
) -> None:
    handler, port = server
    handler.to_rcpt = ["450 4.2.0 relay.home.example [127.0.0.1]: mara may not, see /etc/relay/map"]
    with pytest.raises(Temporary) as told:
        carrier(port, user="mara", password=lambda: "right").send(MAIL)
    for own in ("127.0.0.1", "mara", "/etc"):
        assert own not in str(told.value)
    assert "450 4.2.0" in str(told.value), "what it means is kept"
    with pytest.raises(Temporary) as told:
        carrier(free_port()).send(MAIL)
    assert str(told.value) == "The mail server could not be reached: connection refused."
    with pytest.raises(Temporary, match="could not be reached"):
        SmtpCarrier("ho\0st." + "x" * 70 + ".example").send(MAIL)
    assert carrier(port, user="mara").place == f"127.0.0.1:{port} as mara"


def test_nothing_is_sent_in_the_clear_when_tls_was_asked_for(server: tuple[Server, int]) -> None:
    handler, port = server
    for security in ("starttls", "tls"):
        with pytest.raises(Temporary):
            carrier(port, security=security, timeout=1).send(MAIL)
    assert handler.seen == []


def test_what_a_server_says_is_cleaned_before_it_is_kept(server: tuple[Server, int]) -> None:
    handler, port = server
    handler.to_data = ["550 \x1b[2J" + "no " * 200]
    with pytest.raises(Permanent) as caught:
        carrier(port).send(MAIL)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 220
