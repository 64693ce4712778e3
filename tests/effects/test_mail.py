"""Mails from outbox documents: one identity, one recipient, nothing injected."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effects.letters import HOST, NOW, event, facts, letter
from worktui.effects.carrier import Permanent
from worktui.effects.mail import message_id, message_of

HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}


def read(doc: dict[str, Any], sender: str = "") -> EmailMessage:
    """A mail as its receiver parses it."""
    sent = message_of(doc, sender=sender, now=NOW)
    found = message_from_bytes(sent.as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_an_invitation_is_text_and_calendar_side_by_side_and_a_file() -> None:
    mail = read(letter())
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/calendar", "application/ics"]
    assert mail.get_content_type() == "multipart/mixed"
    _, calendar, file = [part for part in mail.walk() if not part.is_multipart()]
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert event(calendar.get_payload(decode=True).decode())["METHOD"] == "REQUEST"
    assert file.get_filename() == "invite.ics"
    assert file.get_content() == calendar.get_payload(decode=True)


def test_a_cancellation_says_so_in_every_part() -> None:
    mail = read(letter(ics=facts(method="CANCEL", sequence=1)))
    _, calendar, file = [part for part in mail.walk() if not part.is_multipart()]
    assert calendar["Content-Type"].params["method"] == "CANCEL"
    assert file.get_filename() == "cancel.ics"


def test_a_mail_without_calendar_is_plain_text() -> None:
    mail = read(letter(ics=None, body="Grüße aus Köln\n"))
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content() == "Grüße aus Köln\r\n"


def test_the_identity_stays_whenever_it_is_built() -> None:
    first, later = letter(), letter(attempts=7, last_error="451")
    assert read(first)["Message-ID"] == read(later)["Message-ID"] == "<key-o-1@worktui>"
    assert message_id({"id": "O-9", "key": "a\r\nb c"}, "studio.example") == "<abc@studio.example>"
    assert message_id({"id": "O-9", "key": "k", "message_id": "<x>\r\nBcc: y"}) == "<k@worktui>"


def test_it_leaves_from_the_sender_and_is_answered_to_the_host() -> None:
    mail = read(letter(), sender="bot@studio.example")
    assert mail["From"].addresses[0].addr_spec == "bot@studio.example"
    assert mail["From"].addresses[0].display_name == "Mara Lindt"
    assert mail["Reply-To"].addresses[0].addr_spec == "mara@studio.example"
    own = read(letter())
    assert own["From"].addresses[0].addr_spec == "mara@studio.example"
    assert own["Reply-To"] is None


@pytest.mark.parametrize("name", ["=??Q?=0A0", "=?utf-8?q?x=0ABcc:_evil@x.example?=", "=?=?"])
def test_an_encoded_word_in_a_name_or_subject_cannot_begin_a_header(name: str) -> None:
    mail = read(letter(subject=name, ics=facts(organizer={**HOST, "name": name})))
    assert set(mail.keys()) == HEADERS
    assert mail["From"].addresses[0].addr_spec == "mara@studio.example"
    assert mail["From"].addresses[0].display_name == name.replace("=?", "= ?")


def test_an_answer_stands_in_its_thread() -> None:
    mail = read(letter(in_reply_to="<a.b@client.example>"))
    assert mail["In-Reply-To"] == mail["References"] == "<a.b@client.example>"
    assert read(letter(in_reply_to="<a>\r\nX: y"))["In-Reply-To"] is None


def test_a_domain_in_other_letters_is_sent_in_the_letters_of_mail() -> None:
    assert read(letter(to="zoe@müller.example"))["To"] == "zoe@xn--mller-kva.example"


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("", "no mail address"),
        ("zoe", "not a mail address"),
        ("@client.example", "not a mail address"),
        ("zoe@", "not a mail address"),
        ("zoe@a b.example", "not a mail address"),
        ("a@b.example, c@d.example", "not a mail address"),
        ("a@b.example\r\nBcc: c@d.example", "not a mail address"),
        ("zoë@client.example", "mail cannot carry"),
        ("<a@b.example>", "not a mail address"),
    ],
)
def test_an_address_that_is_none_can_never_be_sent_to(to: str, says: str) -> None:
    with pytest.raises(Permanent, match=says):
        message_of(letter(to=to), sender="", now=NOW)


def test_a_message_without_text_is_not_sent() -> None:
    with pytest.raises(Permanent, match="no text"):
        message_of(letter(body=" \n"), sender="", now=NOW)


def test_a_calendar_part_that_cannot_be_written_is_told_not_crashed_on() -> None:
    with pytest.raises(Permanent, match="is not a time"):
        message_of(letter(ics=facts(start="sometime")), sender="", now=NOW)


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["Hi\r\nBcc: evil@x.example", "a\nb", "=?utf-8?q?x=0ABcc:_y?=", "\x1b[2J", "\x00", "\u2028Bcc: x",
         "x" * 3000, "\ud800", '"><script>', "{manage_link}{booking_link}", "\x85Bcc: x", "."]
    ),
)  # fmt: skip


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_adds_a_header_or_a_recipient(subject: str, name: str, body: str) -> None:
    doc = letter(
        subject=subject, body=f"Hello,\n{body}\nend", ics=facts(organizer={**HOST, "name": name})
    )
    mail = read(doc)
    assert set(mail.keys()) == HEADERS
    assert [each.addr_spec for each in mail["To"].addresses] == ["zoe@client.example"]
    assert [each.addr_spec for each in mail["From"].addresses] == ["mara@studio.example"]
    assert "\n" not in mail["Subject"]
    assert "\x1b" not in mail["Subject"]
    assert mail["Subject"].strip()


def test_a_host_without_an_address_invites_from_the_address_mail_leaves_from() -> None:
    mail = read(letter(ics=facts(organizer={"name": "Mara Lindt"})), sender="team@studio.example")
    _, calendar, _ = [part for part in mail.walk() if not part.is_multipart()]
    assert "mailto:team@studio.example" in calendar.get_payload(decode=True).decode()
