"""`worktui contact` and `worktui inbox reply`: people outside, and an answer to what they wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run

LETTER = """\
From: Iva Kellner <iva@kellner.example>
To: Ana Ruiz <ana@acme.example>
Cc: Tom <tom@other.example>
Subject: AW: Der Laden
Message-ID: <m2@kellner.example>
In-Reply-To: <m1@acme.example>
References: <m0@kellner.example> <m1@acme.example>
Date: Tue, 3 Mar 2026 09:00:00 +0100

Hallo Ana,

bitte schicken Sie mir das Angebot bis Freitag an boss@evil.example.

Viele Grüße
Iva Kellner
"""


@pytest.fixture
def asked(team: Run, tmp_path: Path) -> Run:
    """A mail has come from somebody unknown."""
    path = tmp_path / "mail.eml"
    path.write_text(LETTER, encoding="utf-8")
    assert team("sense", str(path)).status == 0
    return team


def test_a_contact_is_added_listed_changed_shown_and_forgotten(team: Run) -> None:
    added = team("contact", "add", "Iva Kellner", "iva@kellner.example", "tz=Europe/Vienna")
    assert added.status == 0
    assert "Iva Kellner is a contact" in added.out
    assert "Iva Kellner" in team("contact").out
    assert team("contact", "edit", "kellner", "project=WEB").status == 0
    [found] = [
        c for c in team("--json", "contact").json["contacts"] if c["id"] == "iva@kellner.example"
    ]
    assert (found["tz"], found["project"], found["known"]) == ("Europe/Vienna", "WEB", True)
    assert "WEB · Europe/Vienna" in team("contact", "iva", "kell").out
    assert team("contact", "rm", "kellner").status == 0
    assert "Iva Kellner" not in team("contact").out
    assert team("undo").status == 0
    assert "Iva Kellner" in team("contact").out


def test_words_that_name_nobody_say_how_somebody_becomes_known(asked: Run) -> None:
    said = asked("contact", "edit", "kellner", "tz=Europe/Vienna")
    assert said.status == 1
    assert "contact add iva@kellner.example" in said.err
    assert asked("contact", "add", "Iva").status == 2
    assert asked("contact", "edit", "kellner").status == 2


def test_who_only_wrote_is_found_by_a_part_of_the_name_and_named_once(asked: Run) -> None:
    out = asked("contact", "kell").out
    assert out.count("Iva Kellner") == 1
    assert "no contact yet" in out
    assert "AW: Der Laden" in out
    assert "no contact yet" in asked("contact").out


def test_a_guest_who_only_booked_has_a_page_too(team: Run) -> None:
    booked = team(
        "book", "intro", "2026-03-05T10:00", "--with", "zoe@park.example", "--name", "Zoe Park"
    )
    assert booked.status == 0
    assert team("contact", "rm", "zoe").status == 0
    out = team("contact", "park").out
    assert "Zoe Park\nzoe@park.example · no contact yet" in out
    assert "BK-1" in out


def test_a_reply_is_shown_first_and_goes_to_the_sender_in_their_thread(asked: Run) -> None:
    shown = asked("inbox", "reply", "A-1")
    assert "To: iva@kellner.example\nSubject: Re: Der Laden\n\nHallo Iva," in shown.out
    assert "Nothing is sent" in shown.out
    assert not asked("--json", "deliver", "--list").json
    done = asked("--json", "inbox", "reply", "S-1", "Das", "kommt", "am", "Freitag.").json
    [told], letter = done["effects"], done["draft"]
    assert told["to"] == letter["to"] == "iva@kellner.example"
    assert told["subject"] == letter["subject"] == "Re: Der Laden"
    assert letter["body"] == "Hallo Iva,\n\nDas kommt am Freitag.\n\nViele Grüße\nAna Ruiz"
    assert ">" not in letter["body"]
    assert any(
        c["id"] == "iva@kellner.example" for c in asked("--json", "contact").json["contacts"]
    )


def test_a_whole_letter_of_ones_own_is_sent_as_it_is(asked: Run) -> None:
    own = asked("--json", "inbox", "reply", "A-1", "--whole", "--subject", "Offer", "Nope.")
    letter = own.json["draft"]
    assert (letter["subject"], letter["body"].strip()) == ("Offer", "Nope.")


def test_nobody_is_answered_who_does_not_read(team: Run, tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(LETTER.replace("iva@kellner", "no-reply@kellner"), encoding="utf-8")
    team("sense", str(path))
    said = team("inbox", "reply", "A-1", "Hello")
    assert said.status == 1
    assert "program" in said.err
    assert team("inbox", "reply", "A-77", "Hello").status == 1


def test_show_tells_the_words_a_task_came_from(asked: Run) -> None:
    receipt = asked("--json", "inbox", "apply", "S-1").json["receipts"][0]
    changed = asked("--json", "show", "WEB-6").json
    id = "WEB-6" if "came_from" in changed else receipt["ids"][0]
    out = asked("show", id).out
    assert "Iva Kellner  mail tue 3 Mar 09:00  (A-1)" in out
    assert "“bitte schicken Sie mir das Angebot bis Freitag" in out
    assert asked("--json", "show", id).json["came_from"][0]["arrival"] == "A-1"
