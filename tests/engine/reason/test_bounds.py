"""How much of an arrival is judged, and that the work for it grows no faster than it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.engine.reason.stage import mail, tables
from tests.engine.reason.teams import ATELIER
from tests.growth import growth
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason import Reading, read
from worktui.engine.reason.reading import MOST_EVENTS, MOST_TEXT
from worktui.engine.reason.sentences import LONGEST, clauses
from worktui.senses.intake import read as sense

NOW = datetime.fromisoformat(ATELIER["now"])
PAUL = "Paul Brandt <paul@brandt.example>"
EVENT = """BEGIN:VEVENT\r
UID:{n}@cal.example\r
SUMMARY:Walk {n}\r
DTSTART:20260601T{hour:02}0000Z\r
DTEND:20260601T{hour:02}3000Z\r
END:VEVENT\r
"""


def judged(body: str) -> Reading:
    raw = mail(PAUL, "vera@atelier.example", "Hello", body, "Wed, 06 May 2026 07:10:00 +0000")[1]
    arrival = sense(raw, "eml", now=NOW, secrets={})[0]
    return read(arrival, MappingSnapshot(tables(ATELIER)), now=NOW, me="vera")


@pytest.mark.parametrize("word", ["monday ", "please send the logo by monday, and call me, "])
def test_a_sentence_without_end_costs_what_its_length_costs(word: str) -> None:
    assert growth(lambda size: judged(word * (size // len(word))), 16_000) < 9


@pytest.mark.parametrize(
    "unit",
    [
        "1. ",
        "12:30 ",
        ":1a",
        "a:\n",
        "to: ",
        "mon 10-11 ",
        "On 1 Jan a wrote:\n",
        "z. b. ",
        "no 3 or ",
        "1",
        "a? 12:30 ",
    ],
)
def test_no_pattern_costs_more_than_its_length(unit: str) -> None:
    assert growth(lambda size: judged((unit * size)[:size]), 60_000) < 12


def test_dots_without_a_space_cost_what_their_length_costs() -> None:
    assert growth(lambda size: judged("." * size + "* a\n"), 20_000) < 12


def test_of_a_book_only_the_beginning_is_judged_and_that_is_said() -> None:
    wish = "Please send me the price list.\n\n"
    reading = judged(wish + "It rained.\n" * MOST_TEXT + "Please paint the door.")
    asked = [a.to_doc().get("title", "") for p in reading.proposals for a in p.actions]
    assert any("price list" in title for title in asked)
    assert not any("door" in title for title in asked)
    assert any("first 20,000 characters" in note for note in reading.notes)


def test_of_a_large_calendar_only_so_many_events_are_judged_and_the_rest_is_told() -> None:
    body = "".join(EVENT.format(n=n, hour=n % 24) for n in range(3))
    raw = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\nMETHOD:PUBLISH\r\n{body}END:VCALENDAR\r\n"
    arrival = sense(raw, "ics", now=NOW, secrets={})[0]
    large = replace(arrival, calendar=arrival.calendar * MOST_EVENTS)
    reading = read(large, MappingSnapshot(tables(ATELIER)), now=NOW, me="vera")
    assert any(f"{MOST_EVENTS} of its {len(large.calendar)} events" in n for n in reading.notes)


def test_a_long_sentence_is_cut_at_spaces_and_keeps_its_places() -> None:
    text = "word " * LONGEST
    arrival = sense(text, "text", now=NOW, secrets={})[0]
    found = clauses(arrival, "en")
    assert max(len(c.text) for c in found) <= LONGEST
    assert all(arrival.text[c.start : c.end] == c.text for c in found)
