"""Days told by a number alone, in the languages that write them with an article or a dot."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from worktui.engine.when import Habits, find

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=ZoneInfo("Europe/Vienna"))
HABITS = Habits("Europe/Vienna", "DMY", "17:00", "monday", frozenset(range(5)), frozenset())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Könntest du uns bis zum 12. die Maße durchgeben?", date(2026, 5, 12)),
        ("bis 12. Juni", date(2026, 6, 12)),
        ("bis zum 3. fertig", date(2026, 6, 3)),
        ("Necesitamos el plano hasta el 12", date(2026, 5, 12)),
        ("Precisamos do texto até o dia 12", date(2026, 5, 12)),
        ("Nous en avons besoin jusqu'au 12", date(2026, 5, 12)),
    ],
)
def test_a_limit_with_an_article_is_a_day_and_no_hour(text: str, day: date) -> None:
    assert [when.value for when in find(text, NOW, HABITS)] == [day]


@pytest.mark.parametrize("text", ["bis 12", "until 6", "hasta las 12", "até as 12"])
def test_a_limit_without_one_is_an_hour(text: str) -> None:
    assert [when.kind for when in find(text, NOW, HABITS)] == ["datetime"]


@pytest.mark.parametrize(
    "text",
    [
        "Ich bin vom 12. bis 14. im Urlaub",
        "Estaré fuera del 12 al 14",
        "Je serai absent du 12 au 14",
    ],
)
def test_two_numbers_with_articles_are_days(text: str) -> None:
    spans = [(when.start, when.end) for when in find(text, NOW, HABITS)]
    assert spans == [(date(2026, 5, 12), date(2026, 5, 14))]
