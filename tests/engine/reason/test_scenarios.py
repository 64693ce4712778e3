"""Every scenario is played: what must follow follows, what must not does not, and no more."""

from __future__ import annotations

import pytest

from tests.engine.reason.play_answers import ANSWERS
from tests.engine.reason.play_fifth import FIFTH
from tests.engine.reason.play_fourth import FOURTH
from tests.engine.reason.play_fresh import FRESH
from tests.engine.reason.play_kinds import KINDS
from tests.engine.reason.play_letters import LETTERS
from tests.engine.reason.play_replies import REPLIES
from tests.engine.reason.play_second import SECOND
from tests.engine.reason.play_third import THIRD
from tests.engine.reason.play_threads import THREADS
from tests.engine.reason.play_work import WORK
from tests.engine.reason.stage import Case, faults, play

CASES = [
    *LETTERS,
    *THREADS,
    *WORK,
    *KINDS,
    *FRESH,
    *SECOND,
    *THIRD,
    *FOURTH,
    *FIFTH,
    *ANSWERS,
    *REPLIES,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}-{case.family}")
def test_the_judgement_suggests_what_a_careful_colleague_would(case: Case) -> None:
    suggestions, _ = play(case)
    assert faults(case, suggestions) == []


def test_the_scenarios_cover_all_families_and_five_languages() -> None:
    families = {case.family for case in CASES}
    assert len(CASES) >= 60
    assert {"requests", "several_asks", "dates", "booking", "language", "bulk_fraud", "injection", "not_asked",
            "repository", "calendar", "change", "commitment", "standup", "time_money", "chasing", "blocked",
            "mail_shape", "who", "form", "duplicate"} <= families  # fmt: skip


def test_the_same_arrival_is_judged_the_same_way_each_time() -> None:
    for case in CASES[:12]:
        assert play(case)[0] == play(case)[0]


def test_every_suggestion_says_why_and_how_sure_it_is() -> None:
    for case in CASES:
        for suggestion in play(case)[0]:
            assert suggestion["reason"].endswith(".")
            assert suggestion["title"]
            assert 0 < suggestion["confidence"] < 1
            assert suggestion["band"] in ("high", "likely", "guess")
            assert suggestion["dedupe_key"]


def test_a_headline_fits_a_narrow_inbox() -> None:
    for case in CASES:
        for suggestion in play(case)[0]:
            assert len(suggestion["title"]) <= 34, suggestion["title"]
