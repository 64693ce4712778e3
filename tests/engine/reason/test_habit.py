"""Habit shifts the order of the inbox, by a day at most, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from worktui.engine.reason.habit import DAY, FEWEST, Decision, Habits, Leaning, standing

ANA, PETR = "ana@client.example", "petr@other.example"
AT = datetime(2026, 5, 6, 9, tzinfo=UTC)


def decided(accepted: int, dismissed: int, source: str = ANA, *types: str) -> list[Decision]:
    kinds = types or ("create_task",)
    return [Decision(source, kinds, n < accepted) for n in range(accepted + dismissed)]


def test_what_is_usually_accepted_stands_a_day_younger_and_says_so() -> None:
    leaning = Habits.of(decided(7, 1)).leaning(ANA, ["create_task"])
    assert standing(AT, leaning) == AT + DAY
    assert leaning.says == "you usually accept these (7 of 8): shown earlier"


def test_what_is_usually_dismissed_stands_a_day_older_and_says_so() -> None:
    leaning = Habits.of(decided(1, 4)).leaning(ANA, ["create_task"])
    assert standing(AT, leaning) == AT - DAY
    assert leaning.says == "you usually dismiss these (4 of 5): shown later"


def test_few_decisions_and_mixed_ones_are_no_habit() -> None:
    assert Habits.of(decided(FEWEST - 1, 0)).leaning(ANA, ["create_task"]) == Leaning()
    mixed = Habits.of(decided(3, 3)).leaning(ANA, ["create_task"])
    assert (mixed.way, mixed.says) == (0, "")


def test_a_source_of_its_own_habit_is_judged_by_it_and_a_new_one_by_everybodys() -> None:
    habits = Habits.of([*decided(9, 0), *decided(0, 5, PETR)])
    assert habits.leaning(ANA, ["create_task"]).way == 1
    assert habits.leaning(PETR, ["create_task"]).way == -1
    assert habits.leaning("new@third.example", ["create_task"]).way == 0  # 9 of 14
    assert habits.leaning(ANA, ["send_message"]) == Leaning()


def test_the_habit_with_everybody_counts_half() -> None:
    leaning = Habits.of(decided(9, 0)).leaning(PETR, ["create_task"])
    assert standing(AT, leaning) == AT + DAY / 2
    assert leaning.says == "you usually accept such steps (9 of 9): shown earlier"


def test_a_bundle_is_as_welcome_as_its_least_welcome_step() -> None:
    habits = Habits.of([*decided(6, 0), *decided(0, 6, ANA, "send_message")])
    assert habits.leaning(ANA, ["create_task", "send_message"]).way == -1


@given(
    st.lists(
        st.tuples(st.sampled_from([ANA, PETR]), st.sampled_from(["a", "b"]), st.booleans()),
        max_size=40,
    )
)
def test_no_history_moves_anything_by_more_than_a_day(rows: list[tuple[str, str, bool]]) -> None:
    habits = Habits.of(Decision(who, (type,), yes) for who, type, yes in rows)
    leaning = habits.leaning(ANA, ["a"])
    assert abs(standing(AT, leaning) - AT) <= timedelta(days=1)
    assert bool(leaning.says) == bool(leaning.way)
    assert 0 <= leaning.accepted <= leaning.decided
