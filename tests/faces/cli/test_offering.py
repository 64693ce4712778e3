"""Booking types and forms by command."""

from __future__ import annotations

import pytest

from tests.faces.cli.conftest import Run
from worktui.app.offering import questions_in
from worktui.app.questions import form_of
from worktui.domain.errors import BadInput
from worktui.domain.snapshot import MappingSnapshot


def test_a_type_is_made_changed_and_listed(team: Run) -> None:
    made = team("type", "Review", "Design", "review", "minutes=60", "hosts=ana,bo",
                "hosts_mode=any", "--json").json  # fmt: skip
    assert made["event_types"][0]["title"] == "Design review"
    assert team("type", "review", "minutes=90", "hidden=yes").status == 0
    assert "90 min · ana, bo (either) · hidden" in team("type").out
    assert team("slots", "review", "--from", "2026-03-05", "--to", "2026-03-05").status == 0
    assert team("type", "review", "hosts=").status == 1
    assert team("type", "review", "hosts=nobody").status == 1
    assert team("type", "review", "minutes=0").status == 1
    assert team("undo").status == 0
    assert "60 min" in team("type").out


def test_a_type_needs_little(team: Run) -> None:
    assert team("type", "coffee").status == 0
    [made] = [row for row in team("type", "--json").json["event_types"] if row["id"] == "coffee"]
    assert (made["title"], made["minutes"], made["hosts"]) == ("Coffee", 30, ["ana"])


def test_a_form_is_made_changed_and_listed(team: Run) -> None:
    asked = "questions=Your name*; Your mail: email*; Topic: Web|Shop; Message: text*"
    assert team("form", "contact", "Write", "to", "us", asked, "event_type=intro").status == 0
    assert "4 questions" in team("form").out
    assert team("form", "contact", "closed=yes").status == 0
    [form] = team("form", "--json").json["forms"]
    assert (form["title"], form["closed"], form["event_type"]) == ("Write to us", True, "intro")
    assert team("form", "contact", "event_type=nope").status == 1
    assert team("form", "../x").status == 1
    out = team("export", "worktui").json
    assert [row["slug"] for row in out["forms"]] == ["contact"]


def test_questions_are_read_from_one_line() -> None:
    found = questions_in("Your name*; Mail*: email; When: date; Topic: Web|Shop*; A; A; News: yes")
    assert [(q["name"], q["kind"], q.get("required", False)) for q in found] == [
        ("name", "line", True),
        ("email", "email", True),
        ("when", "date", False),
        ("topic", "choice", True),
        ("a", "line", False),
        ("a_", "line", False),
        ("news", "yes", False),
    ]
    form = form_of(MappingSnapshot({"forms": {"x": {"id": "x", "questions": found}}}), "x")
    assert form is not None
    assert form.questions[3].choices == ("Web", "Shop")
    for odd in ("", " ; ;", "Name: colour"):
        with pytest.raises(BadInput):
            questions_in(odd)
