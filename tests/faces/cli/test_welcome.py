"""The first start, and lines on paper of several kinds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run
from worktui.faces.cli import welcome
from worktui.faces.cli.cells import cut, fill, width, wrap
from worktui.faces.cli.paper import Cell, Paper
from worktui.wiring import House, Options


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    now = datetime.fromisoformat("2026-03-04T14:02:00+01:00")
    made = House(Options(file=str(tmp_path / "w.json"), now=now), {"HOME": str(tmp_path)})
    yield made
    made.close()


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    given = iter(lines)
    monkeypatch.setattr("builtins.input", lambda _question: next(given))


def test_an_empty_start_asks_for_a_name_and_a_zone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "what", "n", "Iva Novák", "Mars", "Europe/Prague")
    assert welcome.ask(house) == "begun"
    work = house.desk().snapshot()
    assert house.desk().me == "iva"
    assert work.get("people", "iva") == {"id": "iva", "name": "Iva Novák", "tz": "Europe/Prague"}
    assert (work.get("settings", "workspace") or {})["timezone"] == "Europe/Prague"


@pytest.mark.parametrize("said", ["berlin", "Europe/Berlin", "Berlin"])
def test_a_city_is_enough_of_a_zone(
    house: House, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    answer(monkeypatch, "n", "Iva", said)
    assert welcome.ask(house) == "begun"
    assert (house.desk().snapshot().get("settings", "workspace") or {})["timezone"] == (
        "Europe/Berlin"
    )


def test_the_place_of_the_work_is_told_short(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(house.path.parent))
    answer(monkeypatch, "q")
    welcome.ask(house)
    assert "\n  ~/w.json\n" in capsys.readouterr().out


@pytest.mark.parametrize(("word", "choice"), [("d", "demo"), ("q", "leave"), ("demo", "demo")])
def test_the_demo_or_leaving_starts_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, word: str, choice: str
) -> None:
    answer(monkeypatch, word)
    assert welcome.ask(house) == choice
    assert not house.exists()


def test_text_is_measured_cut_and_wrapped_in_cells() -> None:
    assert width("返事 ok") == 7
    assert width("e\u0301") == 1
    assert cut("返事を書く", 6) == "返事…"
    assert cut("a long title here", 12) == "a long…"
    assert fill("返", 4) == "返  "
    assert all(width(line) <= 10 for line in wrap("one two three four five", 10))


def test_a_table_fits_its_paper_and_grows_only_where_it_may() -> None:
    rows = [[Cell("WEB-1"), Cell("a very long title that does not fit"), Cell("fri")]]
    assert all(width(line) <= 30 for line in Paper(wide=30).table(rows, grow=1).splitlines())
    assert "does not fit" in Paper().table(rows, grow=1)


def test_colour_only_where_it_is_wanted() -> None:
    assert Paper(styled=True, coloured=True).show("late", "late") == "\x1b[31mlate\x1b[0m"
    assert Paper(styled=True).show("late", "late") == "late"
    assert Paper(styled=True).show("x", "bold") == "\x1b[1mx\x1b[0m"
    assert Paper().show("x", "bold") == "x"
    assert Paper.of(io.StringIO(), {"COLUMNS": "40"}).wide == 40
    assert Paper(ascii=True).show("“é” ⊘") == '"?" X'


@pytest.mark.parametrize(("name", "told"), [("Bo Lind", "as @bo"), ("Iva", "changed nothing")])
def test_of_two_who_begin_at_once_the_second_is_told_and_is_in_the_team(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    told: str,
) -> None:
    other = House(house.options, house.env)

    def answers(question: str) -> str:
        if "time zone" in question and not other.exists():
            other.begin_as("Iva Novák", "Europe/Prague")
        return next(given)

    given = iter(["n", name, "Berlin", ""])
    monkeypatch.setattr("builtins.input", answers)
    try:
        assert welcome.ask(house) == "begun"
    finally:
        other.close()
    said = capsys.readouterr().err
    assert "began this workspace a moment ago, for @iva" in said
    assert told in said
    work = house.desk().snapshot()
    assert house.desk().me == name.split(maxsplit=1)[0].lower()
    assert work.get("people", house.desk().me) is not None
    assert (work.get("settings", "workspace") or {})["timezone"] == "Europe/Prague"


@pytest.mark.parametrize(
    "words",
    ["person", "project", "milestone", "type", "form", "calendar", "contact", "people",
     "watch --list", "links", "promises", "rules", "receipt", "log", "inbox", "list", "doctor",
     "export worktui", "settings", "deliver --list", "deliver", "slots", "plan", "workspace"],
)  # fmt: skip
def test_what_only_lists_begins_no_workspace(run: Run, file: Path, words: str) -> None:
    run(*words.split())
    assert not file.exists()
    assert not file.with_name(file.name + ".log").exists()
    assert not file.with_name(file.name + ".d").exists()
