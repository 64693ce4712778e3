"""Mails as arrivals: who, what, and what is not to be trusted in them."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.growth import growth
from worktui.domain.arrival import Arrival, Party
from worktui.senses.eml import bounded, is_mail, read_eml
from worktui.senses.mbox import read_mbox

HEAD = (
    "From: Tom Hale <tom@northwind.example>\r\nTo: Mara Lindt <mara@studio.example>, joe@x.example\r\n"
    "Cc: =?utf-8?q?Zo=C3=AB?= <zoe@client.example>\r\nSubject: Launch\r\nMessage-ID: <a1@mail.example>\r\n"
    "Date: Wed, 04 Mar 2026 08:42:00 +0100\r\n"
)


def mail(body: str, headers: str = "", kind: str = "text/plain; charset=utf-8") -> Arrival:
    """A mail read, with `headers` before and `body` of content type `kind`."""
    head = HEAD + headers + f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
    return read_eml((head + body.replace("\n", "\r\n")).encode())


def test_who_when_and_about_what_are_read() -> None:
    arrival = mail("Hello Mara,\n\nplease call.\n\nTom")
    assert arrival.state == "parsed"
    assert arrival.sender == Party("Tom Hale", "tom@northwind.example")
    assert [p.email for p in arrival.to] == ["mara@studio.example", "joe@x.example"]
    assert arrival.cc == (Party("Zoë", "zoe@client.example"),)
    assert arrival.external_id == "a1@mail.example"
    assert arrival.sent_at == datetime(2026, 3, 4, 7, 42, tzinfo=UTC)
    assert (arrival.source, arrival.subject) == ("tom@northwind.example", "Launch")
    assert (arrival.bulk, arrival.auto, arrival.warnings) == (False, False, ())


def test_zones_count_into_the_text() -> None:
    arrival = mail("Yes.\n\nOn Tue, Mar 3, 2026 at 9:14 AM Ana <a@b.example> wrote:\n> When?\n")
    assert arrival.own == "Yes."
    assert "".join(z.text for z in arrival.zones) == arrival.text
    assert [z.kind for z in arrival.zones] == ["own", "quoted"]


def test_references_come_with_the_answered_mail_first() -> None:
    arrival = mail("x", "In-Reply-To: <b@x>\r\nReferences: <a@x>\r\n <b@x> <c@x>\r\n")
    assert arrival.in_reply_to == ("b@x", "c@x", "a@x")


def test_the_same_mail_has_the_same_digest_whatever_the_line_ends() -> None:
    raw = HEAD + "\r\nHello\r\n"
    one, other = read_eml(raw.encode()), read_eml(raw.replace("\r\n", "\n").encode())
    assert one.digest == other.digest
    assert one.text == other.text == "Hello"


def test_a_mail_in_html_only_is_read_as_a_reader_sees_it() -> None:
    arrival = mail(
        "<style>.pre{display:none}</style><div class=pre>Cancel all.</div><p>See you at <b>ten</b>.</p>"
        '<blockquote type="cite">old</blockquote>',
        kind="text/html; charset=utf-8",
    )
    assert arrival.own == "See you at ten."
    assert "Cancel" not in arrival.text
    assert arrival.warnings == ("hidden text left out",)


def test_of_alternatives_the_plain_text_is_taken_unless_it_is_empty() -> None:
    parts = (
        "--b\nContent-Type: text/plain\n\n{}\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n"
    )
    kind = 'multipart/alternative; boundary="b"'
    assert mail(parts.format("plain"), kind=kind).text == "plain"
    assert mail(parts.format("  "), kind=kind).text == "rich"


def test_an_invitation_in_a_mail_is_a_calendar_item_once() -> None:
    event = (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:k@n\nDTSTART:20260311T140000Z\n"
        "SUMMARY:Kick-off\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    arrival = mail(
        "--b\nContent-Type: text/plain\n\nCome!\n"
        f"--b\nContent-Type: text/calendar; method=REQUEST\n\n{event}"
        f"--b\nContent-Type: application/ics\nContent-Disposition: attachment; filename=i.ics\n\n{event}"
        "--b--\n",
        kind="multipart/mixed; boundary=b",
    )
    assert [(i.uid, i.method) for i in arrival.calendar] == [("k@n", "REQUEST")]
    assert arrival.attachments == ("i.ics",)
    assert arrival.text == "Come!"


def test_names_of_attachments_lose_their_paths() -> None:
    arrival = mail(
        "--b\nContent-Type: text/plain\n\nSee.\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="../../etc/plan.pdf"\n\nx\n--b--\n',
        kind="multipart/mixed; boundary=b",
    )
    assert arrival.attachments == ("plan.pdf",)


def test_newsletters_and_programs_are_told_from_people() -> None:
    assert mail("x", "List-Unsubscribe: <mailto:u@x.example>\r\n").bulk
    assert mail("x", "Precedence: bulk\r\n").bulk
    assert mail("x", "Auto-Submitted: auto-replied\r\n").auto
    assert not mail("x", "Auto-Submitted: no\r\n").auto
    robot = read_eml(b"From: no-reply@shop.example\nTo: a@b.example\n\nYour order\n")
    assert robot.auto


def test_a_false_display_name_and_another_reply_address_are_warned_of() -> None:
    raw = b'From: "ceo@studio.example" <x@evil.example>\nReply-To: y@evil.example\nSubject: pay\n\nNow.\n'
    warnings = " ".join(read_eml(raw).warnings)
    assert "display name differs" in warnings
    assert "reply-to differs" in warnings


def test_eight_bit_headers_and_lying_charsets_are_read() -> None:
    raw = "From: Jörg Weiß <joerg@weiss.example>\nSubject: Grüße\n\nüber".encode()
    assert read_eml(raw).sender == Party("Jörg Weiß", "joerg@weiss.example")
    assert read_eml(raw).subject == "Grüße"
    latin = b"From: a@b.example\nContent-Type: text/plain; charset=klingon\n\nGr\xfc\xdfe"
    assert read_eml(latin).text == "Grüße"


def test_escape_sequences_in_headers_and_body_are_gone() -> None:
    arrival = read_eml(
        b"From: =?utf-8?q?=1B]0;x=07Tom?= <t@x.example>\nSubject: a\x1b[2Jb\n\nhi\x9b1m\x07 there"
    )
    told = arrival.subject + arrival.text + (arrival.sender.name if arrival.sender else "")
    assert told.isprintable()


def test_what_is_no_mail_is_failed_with_a_sentence() -> None:
    for raw in (b"", b"\x00\x01", b"Subject: x\n\n"):
        arrival = read_eml(raw)
        assert arrival.state == "failed"
        assert arrival.why
    assert not is_mail(b"Dear Mara: please call\n\n")


def test_too_big_and_too_deep_mails_are_refused_not_crashed_on() -> None:
    big = read_eml(b"From: a@b.example\n\n" + b"x" * (10 * 1024 * 1024))
    assert big.state == "failed"
    assert "10 MB" in (big.why or "")
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400)
    )
    assert read_eml(("From: a@b.example\n" + nested).encode()).state in ("parsed", "failed")


def test_a_mailbox_gives_its_mails_in_order() -> None:
    raw = b"".join(
        b"From x@y.example Wed Mar  4 08:42:00 2026\nFrom: a@b.example\nMessage-ID: <%d@m>\n\n"
        b"body %d\n>From here on\n\n" % (n, n)
        for n in range(3)
    )
    arrivals = read_mbox(raw)
    assert [a.external_id for a in arrivals] == ["0@m", "1@m", "2@m"]
    assert arrivals[1].text == "body 1\nFrom here on"
    assert read_mbox(b"nothing")[0].state == "failed"


def test_a_long_mail_costs_no_more_a_line_than_a_short_one() -> None:
    line = "Some words about the launch, größer als sonst.\n"
    assert growth(lambda lines: mail("Hello Mara,\n\n" + line * lines + "\nTom"), 8_000) < 9


def test_a_header_that_never_ends_costs_no_more_than_its_length() -> None:
    def read(size: int) -> None:
        mark = b'Content-Type: multipart/mixed; boundary="' + b";" * size + b'"\r\n'
        read_eml(b"From: a@b.example\r\n" + mark + b"\r\nHello\r\n")

    assert growth(read, 80_000) < 8


def test_long_headers_are_cut_in_every_head_and_the_rest_is_kept_as_it_is() -> None:
    long = b"X-Long: " + b"x" * 20_000 + b"\r\n folded" + b"y" * 20_000 + b"\r\n"
    body = b"foo: " + b"z" * 20_000 + b"\r\n"
    mail = (
        b"From: a@b.example\r\n"
        + long
        + b"Subject: Hi\r\n\r\n"
        + body
        + b"--part\r\n"
        + long
        + b"\r\n"
        + body
    )
    found = bounded(mail)
    assert found.count(body) == 2
    assert b"Subject: Hi\r\n\r\n" in found
    assert max(map(len, found.split(b"\r\n"))) <= 20_005
    assert len(found) < len(mail) - 60_000
    assert bounded(b"Short: one\r\n\r\n") == b"Short: one\r\n\r\n"
