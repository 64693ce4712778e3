"""`when`: what it must not read, clock changes, habits, notes and limits."""

from __future__ import annotations

import time
from datetime import date, datetime
from datetime import time as clock
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worktui.engine.when import Habits, When, find

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)
HABITS = Habits("Europe/Berlin", "DMY")


def read(text: str, now: datetime = NOW, habits: Habits = HABITS) -> tuple[When, ...]:
    return find(text, now, habits)


def only(text: str, now: datetime = NOW, habits: Habits = HABITS) -> When:
    found = read(text, now, habits)
    assert len(found) == 1, found
    return found[0]


NOTHING = """
You may proceed, she may not.
Maybe we sat there for the fun of it.
The sun shone and they wed in church.
April and June from accounting will join, and August too.
March on with the plan.
bug 1234 is open, ticket 42 too
Call +49 30 1234567 or 1-800-548-9554.
Call me at 0171-5551234.
Version 3.11.7 and v2.4 are out, 10.0.0.12 is down.
It costs 12.50 EUR or $12.99, say €1,200.
See section 4.2, page 3/12, room 14/2.
We answer 24/7.
Two thirds, 1/2 and 3/4 of it.
The ratio is 16:9, not 4:3.
It ended 3-1 and then 4:2.
Order 2024-118, invoice 2026-114, company no. 03052026
API-34, HARB-9 and BK-1 are blocked.
So do it, mar the surface, die casting, am I right?
The second column, first things first, third party.
It is the 2nd floor, 3rd door.
A quarter of the users, half of the tests.
I had a second thought.
Ring 112.
Add 12 apples and 3 pears.
Meet at 5 locations.
Der Mai-Preis ist gut, die Sonne scheint, do it.
Il y a un problème dans le mer.
Son mari est sympa, mon ami.
Él dio la cuenta, una vez más.
A sexta vez, a quarta parte.
https://host.example/a/1/2/3?x=4
"""


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert read(text) == ()


def test_numbers_follow_the_date_order_and_show_the_other_reading() -> None:
    ours = only("on 4/3/2026")
    theirs = only("on 4/3/2026", habits=Habits("Europe/Berlin", "MDY"))
    assert (ours.value, ours.alternatives) == (date(2026, 3, 4), (date(2026, 4, 3),))
    assert (theirs.value, theirs.alternatives) == (date(2026, 4, 3), (date(2026, 3, 4),))
    assert ours.issue == theirs.issue == "ambiguous_date"


def test_numbers_that_fit_one_order_only_are_not_ambiguous() -> None:
    assert only("on 13/3/2026").issue is None
    assert only("on 3/13/2026").value == date(2026, 3, 13)
    assert only("am 4.3.2026").issue is None


def test_a_weekday_beside_a_date_settles_the_order() -> None:
    found = only("Friday 4/3/2026")
    assert (found.value, found.issue) == (date(2026, 4, 3), None)


def test_a_weekday_that_contradicts_its_date_is_an_issue() -> None:
    found = only("Monday, 12 March 2026")
    assert found.value == date(2026, 3, 12)
    assert found.issue == "ambiguous_date"
    assert found.alternatives == (date(2026, 3, 9),)


def test_a_past_day_rolls_on_only_where_no_year_was_said() -> None:
    rolled, said = only("2 March"), only("2 March 2026")
    assert (rolled.value, rolled.past) == (date(2027, 3, 2), False)
    assert rolled.alternatives == (date(2026, 3, 2),)
    assert (said.value, said.past) == (date(2026, 3, 2), True)


def test_next_weekday_is_told_and_shows_the_nearer_one() -> None:
    found = only("next Friday")
    assert found.value == date(2026, 3, 13)
    assert found.alternatives == (date(2026, 3, 6),)
    assert found.assumptions == ("“next Friday” read as Fri 13 March",)


def test_a_small_bare_hour_is_the_afternoon_and_told() -> None:
    found = only("tomorrow at 3")
    assert found.value == datetime(2026, 3, 5, 15, tzinfo=BERLIN)
    assert found.alternatives == (datetime(2026, 3, 5, 3, tzinfo=BERLIN),)
    assert any("15:00" in note for note in found.assumptions)


def test_an_hour_that_has_passed_is_tomorrows() -> None:
    assert only("at 9:15 am").value == datetime(2026, 3, 5, 9, 15, tzinfo=BERLIN)
    assert only("at 11:15 am").value == datetime(2026, 3, 4, 11, 15, tzinfo=BERLIN)


def test_an_hour_that_comes_twice_is_an_issue_with_both_instants() -> None:
    found = only("on 25 October 2026 at 2:30 am")
    assert found.issue == "ambiguous_local_time"
    assert [other.utcoffset() for other in found.alternatives if isinstance(other, datetime)] == [
        ZoneInfo("Europe/Berlin").utcoffset(datetime(2026, 7, 1)),
        ZoneInfo("Europe/Berlin").utcoffset(datetime(2026, 1, 1)),
    ]


def test_an_hour_that_does_not_exist_is_an_issue() -> None:
    found = only("on 29 March 2026 at 2:30 am")
    assert found.issue == "nonexistent_local_time"
    assert [f"{other:%H:%M}" for other in found.alternatives] == ["03:30", "01:30"]
    assert isinstance(found.value, datetime)
    assert f"{found.value:%H:%M}" == "03:30"


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("tomorrow 3pm ET", "America/New_York", 20),
        ("tomorrow 14:00 CET", "Europe/Berlin", 13),
        ("tomorrow 9am GMT", "Etc/UTC", 9),
        ("tomorrow at 10 Lisbon time", "Europe/Lisbon", 10),
        ("demain à 10h heure de Paris", "Europe/Paris", 9),
        ("tomorrow 9am BST", "Etc/GMT-1", 8),
    ],
)
def test_a_zone_in_words_is_the_zone_of_the_time(text: str, zone: str, utc: int) -> None:
    found = only(text)
    assert found.zone == zone
    assert isinstance(found.value, datetime)
    assert found.value.astimezone(ZoneInfo("UTC")) == datetime(
        2026, 3, 5, utc, tzinfo=ZoneInfo("UTC")
    )


def test_french_et_and_cet_are_no_zones() -> None:
    assert [found.zone for found in read("Rendez-vous jeudi à 10h et cet après-midi")] == [
        None,
        None,
    ]


def test_days_are_those_of_the_workspace_not_of_now() -> None:
    late = datetime(2026, 3, 4, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert only("tomorrow", late).value == date(2026, 3, 6)


def test_the_end_of_a_day_is_a_habit() -> None:
    habits = Habits("Europe/Berlin", end_of_day=clock(18, 30))
    assert only("EOD Friday", habits=habits).value == datetime(2026, 3, 6, 18, 30, tzinfo=BERLIN)


def test_working_days_skip_holidays_and_other_week_ends() -> None:
    holiday = Habits("Europe/Berlin", holidays=frozenset({date(2026, 3, 5)}))
    sunday = Habits("Europe/Berlin", working_days=frozenset({6, 0, 1, 2, 3}), week_starts=6)
    assert only("in 2 business days", habits=holiday).value == date(2026, 3, 9)
    assert only("in 2 business days", habits=sunday).value == date(2026, 3, 8)
    assert (only("next week", habits=sunday).start, only("next week", habits=sunday).end) == (
        date(2026, 3, 8),
        date(2026, 3, 12),
    )


def test_stopping_by_is_no_limit_but_being_done_by_is() -> None:
    assert not only("I'll stop by tomorrow").deadline
    assert only("It's done by tomorrow").deadline


def test_due_reaches_over_a_few_words() -> None:
    assert only("Print ads are due to the publisher 07/08/2026.").deadline


def test_what_may_not_happen_before_a_day_is_no_limit() -> None:
    assert not only("not before Tuesday").deadline
    assert not only("nicht vor Montag").deadline
    assert only("before Tuesday").deadline


def test_ten_to_twelve_is_a_range_or_a_number_of_things() -> None:
    assert only("from 10 to 12 tomorrow").kind == "range"
    assert read("we are 10 to 12 people") == ()


def test_days_in_a_list_belong_to_the_same_week() -> None:
    listed = [found.value for found in read("Tue and Wed this week or next Monday or Tuesday")]
    assert listed == [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 9), date(2026, 3, 10)]


def test_several_phrases_keep_their_order_and_their_spans() -> None:
    text = (
        "Moin, geht Donnerstag um 10 Uhr oder am Freitag? Sonst nächste Woche. 30 Minuten reichen."
    )
    found = read(text)
    assert [one.kind for one in found] == ["datetime", "date", "range", "duration"]
    assert all(text[slice(*one.span)] == one.text for one in found)


def test_a_wrapped_line_does_not_part_a_phrase() -> None:
    text = "I looked at it and would like to have the numbers by next\nFriday at the latest please."
    assert only(text).value == date(2026, 3, 13)


def test_two_languages_in_one_text_are_told_apart() -> None:
    text = "Please call me on Monday at 10.\n\nOder passt dir Do. um 14 Uhr besser? Ich bin da."
    values = [found.value for found in read(text)]
    assert values == [
        datetime(2026, 3, 9, 10, tzinfo=BERLIN),
        datetime(2026, 3, 5, 14, tzinfo=BERLIN),
    ]


def test_seconds_are_kept_beside_the_minutes() -> None:
    found = only("cut to 90 seconds")
    assert (found.minutes, found.seconds) == (1, 30)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "1.",
        "1,",
        "a@",
        "12:",
        "1h",
        "Monday and ",
        "twenty ",
        "2 days and ",
        "(",
        "+1",
        "1-1",
        "\n\na",
        "é",
        "bis zum ",
    ],
)
def test_a_long_hostile_text_takes_linear_time(piece: str) -> None:
    read("tomorrow at 5")
    short, long = (piece * 20_000)[:5_000], (piece * 20_000)[:20_000]
    begun = time.process_time()
    read(short)
    middle = time.process_time()
    read(long)
    assert time.process_time() - middle < max(8 * (middle - begun), 0.5)


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    found = read("tomorrow, " * 20_000)
    assert 1_000 < len(found) <= 15_000


words = st.sampled_from(
    """monday friday 3 15 31 31. 12:30 99 / - . , at on by until next last every week days of
    march may um bis uhr le à demain el las mañana até às 2026 30th half past to from between and
    pm ½ 12.03. 3/12 in ago""".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=12))
def test_any_row_of_date_words_is_read_without_an_error(row: list[str]) -> None:
    text = " ".join(row)
    for found in read(text):
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert found.text == text[start:end]
        if found.kind == "datetime":
            assert isinstance(found.value, datetime)
            assert found.value.tzinfo is not None
        if found.kind == "range":
            assert found.start is not None
            assert found.end is not None
            assert found.start <= found.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    read(text)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_no_error(year: int) -> None:
    now = datetime(year, 6, 15, 12, tzinfo=ZoneInfo("UTC"))
    read(
        "in 5 years, 3 years ago, next month, Friday the 13th, Easter, every day",
        now,
        Habits("UTC"),
    )
