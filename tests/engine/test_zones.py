"""Zones of a mail: what counts as written by its sender."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.zone_mails import BODY, HEADER_BLOCKS, INTRODUCTIONS, SIGNATURES, STAYS, WHOLE
from tests.growth import growth
from worktui.engine.zones import own, split

OLDER = "Hello Mara,\n\nwhen do we launch? Please answer by Friday, 14:00.\n\nAna"
MARKED = "\n".join(f"> {line}" for line in OLDER.split("\n"))


def said(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", INTRODUCTIONS)
def test_an_introduction_takes_the_unmarked_message_below_out(name: str) -> None:
    assert said(own(f"{BODY}\n\n{INTRODUCTIONS[name]}\n\n{OLDER}")) == said(BODY)


@pytest.mark.parametrize("name", INTRODUCTIONS)
def test_an_introduction_before_marked_lines_lets_the_answer_below_stand(name: str) -> None:
    if "Betreff" in INTRODUCTIONS[name]:
        return  # a header block takes all below in any case
    assert said(own(f"{INTRODUCTIONS[name]}\n{MARKED}\n\n{BODY}")) == said(BODY)


@pytest.mark.parametrize("name", INTRODUCTIONS)
def test_an_introduction_is_found_right_below_the_text(name: str) -> None:
    assert said(own(f"{BODY}\n{INTRODUCTIONS[name]}\n{MARKED}\n")) == said(BODY)


@pytest.mark.parametrize("name", HEADER_BLOCKS)
def test_a_header_block_takes_all_below_out(name: str) -> None:
    assert said(own(f"{BODY}\n\n{HEADER_BLOCKS[name]}\n\n{OLDER}")) == said(BODY)


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_is_not_what_was_said(name: str) -> None:
    assert said(own(f"{BODY}\n\n{SIGNATURES[name]}\n")) == said(BODY)


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_above_the_quotation_is_out_too(name: str) -> None:
    text = f"{BODY}\n\n{SIGNATURES[name]}\n\n{INTRODUCTIONS['English, Gmail']}\n{MARKED}\n"
    assert said(own(text)) == said(BODY)


@pytest.mark.parametrize("name", WHOLE)
def test_whole_messages_are_read_as_a_person_would(name: str) -> None:
    raw, wanted = WHOLE[name]
    assert said(own(raw)) == said(wanted)


@pytest.mark.parametrize("text", STAYS)
def test_a_sentence_that_only_looks_like_it_stays(text: str) -> None:
    assert said(own(text)) == said(text)


@given(st.text(alphabet=st.sampled_from("aB>:-_\n .@<09wrote\u00a0|*"), max_size=300))
def test_zones_cover_the_text_in_order(text: str) -> None:
    zones = split(text)
    assert "".join(zone.text for zone in zones) == text
    assert [zone.start for zone in zones] == [0, *(zone.end for zone in zones)][: len(zones)]
    assert all(text[zone.start : zone.end] == zone.text for zone in zones)


@pytest.mark.parametrize(
    "line",
    [
        "> ", "\n", "a", "On ", "wrote:\n", "From: a\n", "--\n", "-----\n", "x@y.zz ", "_", "<",
        "On Tue, Mar 3, 2026 at 9:14 AM a <a@b.cc> wrote:\n> x\n\n", "Best regards,\n",
        "unsubscribe\n\n",
        "Sent from my iPhone\n", "gr gr ", "a> b\n", "=\n", "1.1.2026 ", "*" * 90 + "\n", "\u00a0",
        "this e-mail is confidential, delete it, unauthorized\n\n",
    ],
)  # fmt: skip
def test_a_hostile_megabyte_costs_no_more_a_line_than_a_quarter_of_it(line: str) -> None:
    assert growth(lambda lines: split(line * lines), 1_000_000 // len(line)) < 9


LAW = (
    "This e-mail and its attachments are confidential and intended only for the addressee. If "
    "you received it in error, please notify the sender and delete it."
)
WARNING = (
    "CAUTION: This email originated from outside of the organization. Do not click links or open "
    "attachments unless you recognize the sender."
)
LETTER = "Hi Mara,\nplease send the onboarding pack by Friday.\nThanks, Tom"


def test_a_disclaimer_right_below_the_letter_leaves_the_letter_to_its_sender() -> None:
    assert said(own(f"{LETTER}\n{LAW}")).startswith("Hi Mara, please send the onboarding pack")
    assert "confidential" not in own(f"{LETTER}\n{LAW}")


def test_a_wrapped_disclaimer_right_below_the_letter_is_taken_out_whole() -> None:
    wrapped = (
        "Please consider that the information in this message and in all of its\n"
        "attachments is confidential, that it is intended only for the addressee, and\n"
        "that copying is prohibited."
    )
    assert said(own(f"Send the pack by Friday.\n{wrapped}")) == "Send the pack by Friday."


def test_a_warning_right_above_the_letter_leaves_the_letter_to_its_sender() -> None:
    assert "onboarding pack by Friday" in own(f"{WARNING}\n{LETTER}")
    assert "CAUTION" not in own(f"{WARNING}\n{LETTER}")


def test_a_disclaimer_right_above_the_letter_leaves_the_letter_to_its_sender() -> None:
    assert "onboarding pack by Friday" in own(f"{LAW}\n{LETTER}")
    assert "confidential" not in own(f"{LAW}\n{LETTER}")


def test_a_list_footer_right_below_the_letter_leaves_the_letter_to_its_sender() -> None:
    footer = "To unsubscribe from this group, write to list+unsubscribe@lists.example"
    assert "onboarding pack by Friday" in own(f"{LETTER}\n{footer}")
    assert "unsubscribe" not in own(f"{LETTER}\n{footer}")
