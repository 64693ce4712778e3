"""Delivery: order, one identity over all attempts, waits, and the end of patience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.effects.letters import NOW, facts, letter
from worktui.app.config import CalDav, Config, Mail
from worktui.app.ports import Outcome
from worktui.app.secret_file import read_secrets, with_secrets
from worktui.domain.snapshot import MappingSnapshot
from worktui.effects.carrier import Temporary
from worktui.effects.courier import Courier, calendar_of, from_config, password_from, post_of
from worktui.effects.maildir import MaildirCarrier
from worktui.effects.scripted import ScriptedCarrier
from worktui.effects.sendmail import SendmailCarrier
from worktui.effects.smtp import SmtpCarrier
from worktui.engine.retry import PATIENCE

CANCEL = facts(method="CANCEL", sequence=1)


def go(courier: Courier, *docs: Mapping[str, Any], now: datetime = NOW) -> list[Outcome]:
    return list(courier.deliver(docs, now))


def noted(doc: Mapping[str, Any], outcome: Outcome) -> dict[str, Any]:
    """The document with an outcome written into it; None takes a field away."""
    merged = {**doc, **outcome.fields}
    return {name: value for name, value in merged.items() if value is not None}


def test_a_message_that_is_taken_is_sent() -> None:
    carrier = ScriptedCarrier()
    [outcome] = go(Courier(carrier), letter())
    assert outcome.fields["state"] == "sent"
    assert outcome.fields["attempts"] == 1
    assert outcome.told == "O-1 to zoe@client.example is sent"
    assert len(carrier.sent) == 1


def test_451_and_then_250_is_one_message_with_two_attempts() -> None:
    carrier = ScriptedCarrier([451])
    courier, doc = Courier(carrier), letter()
    [first] = go(courier, doc)
    assert first.fields["state"] == "pending"
    assert first.fields["last_error"] == "The mail server answered 451."
    later = datetime.fromisoformat(first.fields["next_at"])
    assert NOW < later <= NOW + timedelta(seconds=5)
    [second] = go(courier, noted(doc, first), now=later)
    assert (second.fields["state"], second.fields["attempts"]) == ("sent", 2)
    assert "last_error" not in noted(noted(doc, first), second)
    assert len({mail["Message-ID"] for mail in carrier.tried}) == 1


def test_550_is_the_end_at_once() -> None:
    [outcome] = go(Courier(ScriptedCarrier([550])), letter())
    assert outcome.fields["state"] == "dead"
    assert "550" in outcome.fields["last_error"]
    assert outcome.fields["next_at"] is None


def test_a_cancellation_never_overtakes_its_invitation() -> None:
    request, cancel = letter(), letter("O-2", ics=CANCEL)
    other = letter("O-3", entity="BK-2")
    carrier = ScriptedCarrier([451])
    outcomes = go(Courier(carrier), request, cancel, other)
    assert [outcome.id for outcome in outcomes] == ["O-1", "O-3"]
    again = go(Courier(carrier), noted(request, outcomes[0]), cancel)
    assert [outcome.id for outcome in again] == ["O-1", "O-2"]
    assert [mail["Message-ID"] for mail in carrier.sent] == [
        "<key-o-3@worktui>", "<key-o-1@worktui>", "<key-o-2@worktui>"
    ]  # fmt: skip


def test_an_invitation_to_what_has_begun_is_not_sent_but_told() -> None:
    carrier = ScriptedCarrier()
    begun = datetime.fromisoformat("2026-03-10T15:00:00+01:00")
    [invited] = go(Courier(carrier), letter(), now=begun)
    assert invited.fields["state"] == "dead"
    assert "had begun" in invited.fields["last_error"]
    [off] = go(Courier(carrier), letter("O-2", ics=CANCEL), now=begun)
    assert off.fields["state"] == "sent"


def test_what_stands_behind_a_dead_message_goes_on() -> None:
    outcomes = go(Courier(ScriptedCarrier([550])), letter(), letter("O-2", ics=CANCEL))
    assert [outcome.fields["state"] for outcome in outcomes] == ["dead", "sent"]


def test_patience_ends_three_days_after_the_first_attempt_not_after_the_writing() -> None:
    carrier = ScriptedCarrier([451] * 1000)
    courier, now = Courier(carrier), NOW + timedelta(days=30)
    doc: dict[str, Any] = letter(ics=CANCEL)
    while doc["state"] == "pending":
        [outcome] = go(courier, doc, now=now)
        doc = noted(doc, outcome)
        now = datetime.fromisoformat(doc["next_at"]) if "next_at" in doc else now
    assert doc["state"] == "dead"
    assert now == NOW + timedelta(days=30) + PATIENCE
    assert doc["attempts"] == len(carrier.tried) > 7
    assert len({mail["Message-ID"] for mail in carrier.tried}) == 1


def test_a_server_that_does_not_answer_is_asked_again() -> None:
    [outcome] = go(Courier(ScriptedCarrier([0])), letter())
    assert outcome.fields["state"] == "pending"


def test_what_nothing_here_can_carry_is_told_at_once() -> None:
    [outcome] = go(Courier(ScriptedCarrier()), letter(kind="webhook"))
    assert outcome.fields["state"] == "dead"
    assert "webhook" in outcome.fields["last_error"]


def test_what_was_sent_is_not_sent_again() -> None:
    carrier = ScriptedCarrier()
    assert go(Courier(carrier), letter(state="sent"), letter("O-2", state="dead")) == []
    assert carrier.tried == []


def test_each_outcome_comes_before_the_next_attempt() -> None:
    carrier = ScriptedCarrier()
    outcomes = Courier(carrier).deliver([letter(), letter("O-2")], NOW)
    assert carrier.tried == []
    assert next(iter(outcomes)).id == "O-1"
    assert len(carrier.tried) == 1


def courier_for(mail: Mail, tmp_path: Path, **settings: str) -> Courier:
    work = MappingSnapshot(
        {
            "settings": {"workspace": {"id": "workspace", "me": "mara", **settings}},
            "people": {"mara": {"id": "mara", "name": "Mara", "email": "mara@studio.example"}},
            "bookings": {"BK-1": {"id": "BK-1", "status": "confirmed"}},
        }
    )
    return from_config(
        Config(mail=mail), beside=tmp_path / "w.json", secret=lambda: b"s" * 32, work=work
    )


def test_without_settings_mail_is_written_beside_the_workspace(tmp_path: Path) -> None:
    courier = courier_for(Mail(), tmp_path)
    assert not courier.leaves
    [outcome] = go(courier, letter())
    folder = tmp_path / "w.json.d" / "mail"
    assert outcome.told == "O-1 to zoe@client.example is written here, not sent"
    assert courier.place("mail") == str(folder)
    assert outcome.fields["via"] == "maildir"
    [file] = (folder / "new").iterdir()
    assert "/b/" not in file.read_text()
    assert "move or cancel" not in file.read_text()


def test_with_a_public_address_the_letter_has_its_link_and_the_outcome_has_not(
    tmp_path: Path,
) -> None:
    courier = courier_for(Mail(), tmp_path, public_address="https://book.studio.example")
    [outcome] = go(courier, letter())
    [file] = (tmp_path / "w.json.d" / "mail" / "new").iterdir()
    assert "https://book.studio.example/b/" in file.read_text().replace("=\n", "")
    assert "/b/" not in f"{outcome.fields}{outcome.told}"


def test_the_settings_name_the_carrier(tmp_path: Path) -> None:
    smtp = courier_for(Mail(carrier="smtp", host="mail.example", user="mara"), tmp_path)
    assert isinstance(smtp.carrier, SmtpCarrier)
    assert smtp.sender == "mara@studio.example"
    assert smtp.leaves
    program = courier_for(Mail(carrier="sendmail", command="msmtp -a work"), tmp_path).carrier
    assert isinstance(program, SendmailCarrier)
    assert program.words == ["msmtp", "-a", "work"]
    folder = courier_for(Mail(folder=str(tmp_path / "elsewhere")), tmp_path).carrier
    assert isinstance(folder, MaildirCarrier)
    assert folder.folder == tmp_path / "elsewhere"


def test_a_password_is_what_a_command_prints() -> None:
    assert password_from("", "printf 'pa ss\\n'")() == "pa ss"
    assert password_from("", "")() == ""
    with pytest.raises(Temporary, match="password"):
        password_from("", "false")()


def test_a_password_that_is_kept_asks_no_command() -> None:
    assert password_from("kept", "false")() == "kept"


def test_addresses_and_keys_of_receivers_may_be_kept_with_the_secrets(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('[post]\nteam = "https://chat.example/x"\nteam_secret = "key"\n')
    path.chmod(0o600)
    config = with_secrets(Config(post={"crm": "https://crm.example/"}), read_secrets(path, {}))
    post = post_of(config)
    assert post is not None
    assert sorted(post.receivers) == ["crm", "team"]
    assert post.receivers["team"].secret == "key"
    assert post_of(Config()) is None


def test_a_calendar_is_written_only_where_the_settings_let_it() -> None:
    given = CalDav(url="https://dav.example/", user="ana")
    assert calendar_of(Config(caldav=given)) is not None
    assert calendar_of(Config(caldav=replace(given, write=False))) is None
    assert calendar_of(Config()) is None


class Broken:
    """Fails in a way that no carrier should."""

    name, leaves, place = "broken", True, ""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def send(self, message: EmailMessage) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return ""


@pytest.mark.parametrize(
    "error",
    [ValueError("s3cret"), OverflowError("s3cret"), AttributeError("s3cret"), OSError("s3cret"),
     UnicodeEncodeError("ascii", "s3cret", 0, 1, "no")],
)  # fmt: skip
def test_what_nobody_foresaw_in_one_message_holds_up_no_other(error: Exception) -> None:
    first, second = Courier(Broken(error)).deliver(
        [letter(), letter("O-2", to="bo@x.example")], NOW
    )
    assert (first.fields["state"], first.fields["attempts"]) == ("pending", 1)
    assert first.fields["next_at"], "it is tried again"
    assert "nobody foresaw" in first.fields["last_error"]
    assert "s3cret" not in f"{first.fields}{first.told}"
    assert second.fields["state"] == "sent"


def test_a_document_that_cannot_be_read_holds_up_no_other() -> None:
    odd = letter(ics={**facts(), "start": "rubbish", "end": "9999-12-31T23:59:59+00:00"})
    first, second = Courier(Broken()).deliver([odd, letter("O-2", to="bo@x.example")], NOW)
    assert first.fields["state"] in ("pending", "dead")
    assert second.fields["state"] == "sent"
