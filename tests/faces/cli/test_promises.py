"""`worktui promises`: who said what, what became of it, and a person's own word on it."""

from __future__ import annotations

import pytest

from tests.faces.cli.conftest import Run

LATER = "2026-03-09T10:00:00+01:00"


@pytest.fixture
def talked(team: Run) -> Run:
    """Bo and Ana have said something."""
    team("--as", "bo", "comment", "WEB-2", "I'll finish it by friday")
    team("comment", "WEB-1", "I'll send Iva the price table tomorrow")
    return team


def test_it_lists_by_person_with_the_quote_and_the_day(talked: Run) -> None:
    said = talked("promises")
    assert said.status == 0
    assert "2 promises: 2 to come" in said.out
    assert "“I'll finish it by friday”" in said.out
    assert "by fri" in said.out


def test_a_day_gone_by_comes_up_in_list_inbox_and_contact(
    talked: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked("promises")
    monkeypatch.setenv("WORKTUI_NOW", LATER)
    talked("done", "WEB-1")
    out = talked("promises").out
    assert out.index("Bo Lind") < out.index("Ana Ruiz")
    assert "not yet, 3 d over" in out
    assert "done 4 d late" in out
    assert "not yet: “I'll finish it by friday”, said on 4 Mar" in talked("inbox").out
    assert "I'll send Iva the price table tomorrow" in talked("contact", "iva").out
    assert "Bo Lind said on 4 Mar  ! not yet, 3 d over" in talked("show", "WEB-2").out
    assert talked("show", "WEB-2", "--json").json["promises"][0]["state"] == "broken"


def test_json_has_every_field_of_the_format(talked: Run) -> None:
    (doc,) = talked("promises", "--who", "bo", "--json").json["promises"]
    assert (doc["who"], doc["task"], doc["due"], doc["state"]) == (
        "bo", "WEB-2", "2026-03-06", "open",
    )  # fmt: skip
    assert doc["quote"] == "I'll finish it by friday"
    assert {"to", "what", "kind", "arrival", "entry", "said_at", "settled_at", "settled_by"} <= {
        *doc
    }


def test_a_person_has_the_last_word_and_undo_takes_it_back(talked: Run) -> None:
    talked("promises")
    said = talked("promises", "--kept", "pr-1")
    assert said.status == 0, said.err
    assert "kept" in said.out
    assert "kept" in talked("promises", "--who", "bo").out
    talked("undo")
    assert "by fri" in talked("promises", "--who", "bo").out
    talked("promises", "--drop", "PR-1")
    assert "taken back" in talked("promises", "--who", "bo").out


def test_who_nobody_knows_is_refused_with_a_way_out(talked: Run) -> None:
    said = talked("promises", "--who", "nobodyhere")
    assert said.status == 1
    assert "There is no person" in said.err
    said = talked("promises", "--kept", "PR-9")
    assert said.status == 1
    assert "There is no promise" in said.err


def test_without_any_it_says_so(team: Run) -> None:
    assert "No promise is watched." in team("promises").out
    assert "No promise of bo is watched." in team("promises", "--who", "bo").out
