"""Mermaid: bars on their days, marks that mean something, titles that end nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.plans import Json, laid, plans, small
from worktui.domain.errors import BadInput
from worktui.formats.mermaid import export_gantt, export_links

BAR = re.compile(
    r"    [^:\n]+ :(?:crit, )?(?:(?:done|active), )?(?:milestone, )?"
    r"t_\w+, (?:\d{4}-\d\d-\d\d|after t_\w+(?: t_\w+)*), (?:\d{4}-\d\d-\d\d|[\d.]+d)"
)
HEAD = (
    "gantt",
    "    title ",
    "    dateFormat ",
    "    axisFormat ",
    "    excludes ",
    "    section ",
)


def bars(text: str) -> dict[str, str]:
    """What stands after the title of each bar."""
    found = (line.strip().partition(" :") for line in text.splitlines() if " :" in line)
    return {title: rest for title, _, rest in found}


def test_a_bar_lies_on_its_planned_days_the_last_one_included() -> None:
    planned = {"WEB-3": (date(2026, 3, 9), date(2026, 3, 11))}
    assert (
        bars(export_gantt(laid(small()), "WEB", planned))["Test"]
        == "t_WEB_3, 2026-03-09, 2026-03-12"
    )


def test_sections_are_milestones_with_a_diamond_at_their_end() -> None:
    text = export_gantt(laid(small()), "WEB", {"WEB-3": (date(2026, 3, 9), date(2026, 3, 23))})
    assert re.findall(r"section (.*)", text) == ["Tasks", "Beta", "Launch", "Nobody's yet"]
    assert bars(text)["Beta (promised 2026-03-19)"] == "crit, milestone, t_WEB_M1, 2026-03-23, 0d"
    assert text.count("Launch :") == 1  # the gate is the milestone


def test_done_active_and_late_work_is_marked() -> None:
    found = bars(
        export_gantt(laid(small()), "WEB", {"WEB-3": (date(2026, 3, 9), date(2026, 3, 23))})
    )
    assert found["Sketch"].startswith("done, ")
    assert found["Build #60;it#62; #38; more"].startswith("active, ")
    assert found["Test"].startswith("crit, ")  # its deadline is the 18th


def test_work_with_no_time_to_spare_is_critical() -> None:
    days = (date(2026, 3, 9), date(2026, 3, 9))
    planned = {f"WEB-{n}": days for n in range(1, 6)}
    found = bars(export_gantt(laid(small()), "WEB", planned, {"WEB-5": 0, "WEB-3": 4, "WEB-1": -3}))
    assert found["Party"].startswith("crit, ")
    assert not found["Test"].startswith("crit")
    assert not found["Sketch"].startswith("crit")  # it is done


def test_days_off_are_left_out() -> None:
    assert "    excludes saturday, sunday, 2026-04-03, 2026-04-06" in export_gantt(
        laid(small()), "WEB", {}
    )


def test_a_task_without_dates_follows_what_it_waits_for() -> None:
    found = bars(export_gantt(laid(small()), "WEB", {}))
    assert found["Launch"] == "milestone, t_WEB_4, after t_WEB_3, 0d"


def test_a_project_without_any_date_says_so() -> None:
    work = small(tasks=[{"id": "WEB-9", "title": "A", "project": "WEB", "status": "todo"}], time=[], costs=[],
                 baselines=[])  # fmt: skip
    with pytest.raises(BadInput, match="no dates to draw"):
        export_gantt(laid(work), "WEB", {})


def titled(title: str) -> Json:
    work = small()
    work["tasks"][4]["title"] = title
    work["milestones"][1]["name"] = title
    return work


@given(
    st.text(st.sampled_from('a:#;%<>"`\\-, 2{}&'), min_size=1, max_size=20).filter(
        lambda t: "a" in t
    )
)
def test_no_title_breaks_its_line(title: str) -> None:
    for line in export_gantt(laid(titled(title)), "WEB", {}).splitlines():
        assert line.startswith(HEAD) or BAR.fullmatch(line), line


@pytest.mark.parametrize(
    "word", ["title", "section 2", "click here", "gantt", "excludes all", "2026-03-02", "%% a"]
)
def test_a_title_that_is_a_word_of_the_grammar_is_not_taken_for_one(word: str) -> None:
    text = export_gantt(laid(titled(f"{word} x")), "WEB", {})
    assert not re.search(rf"^ +{re.escape(word)} x", text, re.M)


@given(plans())
def test_any_plan_is_a_chart_of_bars(work: Json) -> None:
    work["tasks"][0]["due"] = "2026-03-09"
    for line in export_gantt(laid(work), "WEB", {}).splitlines():
        assert line.startswith(HEAD) or BAR.fullmatch(line), line


def test_links_are_arrows_with_their_type_and_lag() -> None:
    text = export_links(laid(small()), "WEB", {})
    assert text.startswith("flowchart LR\n")
    assert "t_WEB_1 --> t_WEB_2" in text
    assert "t_WEB_2 -->|SS +2d| t_WEB_3" in text
    assert "t_WEB_1 -->|FF -1d| t_WEB_3" in text
    assert "t_WEB_3 -->|+3ed| t_WEB_4" in text
    assert 't_WEB_2["Build #60;it#62; #38; more"]:::doing' in text
