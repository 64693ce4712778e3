"""A server that is down is not silent: what waits, since when, and what was said last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.app.conftest import act
from worktui.app.checkup import checkup
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.outages import outages
from worktui.app.outbox import deliver
from worktui.domain.settings import Settings
from worktui.effects.carrier import Temporary
from worktui.effects.courier import Courier

START = "2026-03-05T14:00:00+01:00"


class Down:
    """A mail server that answers when it is told to."""

    name, leaves, up = "smtp", True, False

    def send(self, _message: object) -> str:
        if not self.up:
            raise Temporary("mail.example:25 could not be reached: connection refused.")
        return "sent"


def said(desk: Desk) -> Iterator[str]:
    yield from (f"{f.level} {f.text}" for f in checkup(desk) if f.what == "outbox")


def test_what_waits_is_told_from_the_first_failed_try_until_it_has_left(
    desk: Desk, clock: FixedClock
) -> None:
    server = Down()
    courier = Courier(server, sender="ana@acme.example")
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=START)])
    assert outages(desk.snapshot(), desk.now()) == ()
    assert list(said(desk)) == ["ok 1 waits."]
    clock.set(clock.now() + timedelta(minutes=1))
    deliver(desk, courier)
    desk.do([act("send_message", to="bo@acme.example", channel="mail", subject="Hi", body="Hello")])
    clock.set(clock.now() + timedelta(minutes=30))
    [down] = outages(desk.snapshot(), desk.now())
    assert (down.kind, down.waiting) == ("mail", 2)
    assert down.notice() == (
        "mail cannot leave; 2 wait: mail.example:25 could not be reached: connection refused"
    )
    since = f"{down.since.astimezone(Settings.of(desk.snapshot()).zone):%H:%M}"
    assert list(said(desk)) == [f"error 2 wait since {since} (mail): {down.why}."]
    server.up = True
    clock.set(clock.now() + timedelta(hours=5))
    deliver(desk, courier)
    assert outages(desk.snapshot(), desk.now()) == ()
    assert list(said(desk)) == ["ok Nothing waits."]
