"""When to try again: waits that grow, the same for the same message, and an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from worktui.engine.retry import PATIENCE, SHORTEST, WAITS, next_try, wait

FIRST = datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_the_full_waits_are_the_agreed_ones() -> None:
    seconds = [full.total_seconds() for full in WAITS]
    assert seconds == [5, 30, 120, 600, 3600, 14_400, 43_200]


@given(st.text(max_size=30), st.integers(1, 40))
def test_a_wait_lies_within_its_full_length_and_is_the_same_each_time(key: str, n: int) -> None:
    found = wait(key, n)
    assert SHORTEST <= found <= max(SHORTEST, WAITS[min(n, len(WAITS)) - 1])
    assert found == wait(key, n)


def test_waits_of_many_messages_are_spread_over_the_whole_length() -> None:
    shares = sorted(wait(f"key-{n}", 5) / WAITS[4] for n in range(400))
    assert shares[0] < 0.05
    assert shares[-1] > 0.95
    assert 0.4 < sum(shares) / len(shares) < 0.6


@given(st.text(min_size=1, max_size=20))
def test_a_message_is_tried_until_patience_ends_and_once_at_its_end(key: str) -> None:
    now, attempts = FIRST, 0
    while True:
        attempts += 1
        moment = next_try(key, attempts, first=FIRST, now=now)
        if moment is None:
            break
        assert now < moment <= FIRST + PATIENCE
        now = moment
    assert now == FIRST + PATIENCE
    assert 8 <= attempts < 400


def test_a_machine_that_slept_still_tries_once_more_in_time() -> None:
    assert next_try("k", 3, first=FIRST, now=FIRST + PATIENCE - timedelta(seconds=1)) is not None
    assert next_try("k", 3, first=FIRST, now=FIRST + timedelta(days=9)) is None


def test_a_wait_the_receiver_asks_for_counts_when_it_is_longer() -> None:
    asked = next_try("k", 1, first=FIRST, now=FIRST, after=timedelta(minutes=20))
    assert asked == FIRST + timedelta(minutes=20)
    assert next_try("k", 1, first=FIRST, now=FIRST, after=timedelta(days=30)) == FIRST + PATIENCE
