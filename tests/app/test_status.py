"""The status page: what it says, what it keeps, what changed, and that no format can be broken."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.app.project_stage import HOSTILE, do, later, stage
from worktui.app.desk import Desk
from worktui.app.outlook import outlook
from worktui.app.status import (
    StatusPage,
    as_document,
    as_html,
    as_markdown,
    as_text,
    keep,
    save,
    status,
)
from worktui.app.status.markdown import shown
from worktui.app.status.page import day_words
from worktui.domain.errors import BadInput, NotFound


def page(desk: Desk, project: str = "WEB") -> StatusPage:
    work = desk.snapshot()
    return status(outlook(work, desk.now()), project, desk.now())


def changes(desk: Desk) -> list[tuple[str, str]]:
    return [(moved.kind, moved.text) for moved in page(desk).since.changes]


# what it says


def test_it_answers_three_questions_and_names_its_moment_and_entry() -> None:
    desk = stage()
    told = page(desk)
    assert [answer.label for answer in told.answers] == ["Schedule", "Budget", "Blocked"]
    assert told.answers[0].text.startswith("Beta")
    assert told.at.isoformat() == "2026-11-23T14:02:00+01:00"
    assert told.entry == desk.snapshot().seq
    assert "Mon 23 Nov 2026, 14:02 (Europe/Berlin)" in as_text(told)


def test_every_milestone_has_health_days_and_reasons_those_done_last() -> None:
    told = page(stage())
    beta, relaunch, start = told.milestones
    assert (beta.name, beta.health, start.health) == ("Beta", "off_track", "done")
    assert beta.due is not None
    assert beta.forecast is not None
    assert beta.p80 is not None
    assert beta.due < beta.forecast <= beta.p80
    assert beta.slack is not None
    assert beta.slack < 0
    assert "WEB-12" in " ".join(beta.reasons)
    assert (beta.done, beta.tasks, relaunch.tasks) == (0, 3, 2)
    assert told.health == "off_track"


def test_two_pages_of_one_moment_are_the_same() -> None:
    desk = stage()
    assert page(desk) == page(desk)


def test_a_word_of_a_person_stands_beside_what_was_derived() -> None:
    desk = stage()
    do(desk, type="override_health", milestone="WEB-M1", health="on_track",
       reason="bo is back tomorrow", until="2026-11-27")  # fmt: skip
    beta = page(desk).milestones[0]
    assert beta.name == "Beta"
    assert (beta.health, beta.derived) == ("on_track", "off_track")
    assert beta.override == "ana calls it on track till 27 Nov: bo is back tomorrow"


def test_what_comes_next_is_in_the_order_of_its_days_and_names_who() -> None:
    ahead = page(stage()).ahead
    days = [coming.day for coming in ahead]
    assert days == sorted(days)
    assert ("is promised", "Beta") in [(c.what, c.text) for c in ahead]
    assert ("WEB-12 Booking page", "bo") in [(c.text, c.who) for c in ahead]


def test_money_is_told_in_words_with_its_figures_and_their_reasons() -> None:
    money = page(stage()).money
    figures = {figure.name: figure for figure in money.figures}
    assert money.currency == "EUR"
    assert figures["bac"].value == "12,000 EUR"
    assert figures["pv"].value == "–"
    assert "baseline" in figures["pv"].note


def test_what_is_assumed_is_said_and_nobodys_task_is_found() -> None:
    told = page(stage())
    assert any("samples" in text for text in told.assumptions)
    assert any("with nobody" in text for text in told.assumptions)


def test_a_project_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="NOPE"):
        page(stage(), "NOPE")


def test_a_project_without_anything_has_a_page_all_the_same() -> None:
    desk = stage()
    do(desk, type="create_project", key="NEW", name="Something new")
    told = page(desk, "NEW")
    assert (told.milestones, told.ahead, told.money.sentence) == ((), (), "")
    for text in (as_text(told), as_markdown(told), as_html(told), json.dumps(as_document(told))):
        assert "Something new" in text


# what changed


def test_the_first_one_tells_what_was_finished_in_the_week_before() -> None:
    since = page(stage()).since
    assert since.kept == ""
    assert since.finished == ("WEB-2 Import (bo)",)
    assert since.changes == ()


def test_a_kept_one_is_a_small_document_and_undone_by_one_undo() -> None:
    desk = stage()
    receipt = desk.do([keep(page(desk))])
    kept = desk.snapshot().get("statuses", receipt.ids[0])
    assert kept is not None
    assert (kept["project"], kept["by"], kept["at"]) == ("WEB", "ana", "2026-11-23T14:02:00+01:00")
    assert kept["facts"]["milestones"]["WEB-M1"]["due"] == "2026-12-04"
    assert "null" not in json.dumps(kept)
    desk.undo()
    assert desk.snapshot().get("statuses", receipt.ids[0]) is None


def test_right_after_keeping_nothing_has_changed() -> None:
    desk = stage()
    desk.do([keep(page(desk))])
    assert changes(desk) == []
    assert page(desk).since.finished == ()
    assert "nothing changed" in as_text(page(desk))


def test_the_next_one_tells_what_got_worse_better_and_new() -> None:
    desk = stage()
    desk.do([keep(page(desk))])
    do(desk, type="update_task", task="WEB-12", remaining_hours=70)
    do(desk, type="update_milestone", milestone="WEB-M2", due="2027-01-15")
    do(desk, type="create_task", title="Cookie text", project="WEB", milestone="WEB-M1")
    do(desk, type="log_cost", project="WEB", day="2026-11-23", amount="500", what="a server")
    found = {text: kind for kind, text in changes(later(desk, "2026-11-23T18:00:00+01:00"))}
    assert any(t.startswith("Beta forecast") and k == "worse" for t, k in found.items())
    assert found["Relaunch is promised for 15 Jan 2027, was 23 Dec"] == "worse"
    assert any(text.startswith("1 task came in: WEB-") for text in found)
    assert "500 EUR spent since" in found


def test_finished_and_gone_tasks_are_named() -> None:
    desk = stage()
    desk.do([keep(page(desk))])
    do(desk, type="move_task", task="WEB-51", to="done")
    do(desk, type="delete_task", task="WEB-40")
    told = page(desk).since
    assert told.finished == ("WEB-51 Footer links",)
    assert "1 task left the project: WEB-40" in [moved.text for moved in told.changes]


def test_a_milestone_that_comes_or_goes_is_news() -> None:
    desk = stage()
    desk.do([keep(page(desk))])
    do(desk, type="create_milestone", project="WEB", name="Closing", due="2027-02-01")
    assert ("news", "Closing is a new milestone, promised for 1 Feb 2027") in changes(desk)


def test_a_kept_one_that_somebody_spoiled_breaks_nothing() -> None:
    desk = stage()
    facts = {"milestones": {"WEB-M1": {"due": 7, "health": 3, "forecast": "soon"}},
             "money": {"currency": "EUR", "ac": "much"}, "open": ["WEB-12"]}  # fmt: skip
    do(desk, type="keep_status", project="WEB", facts=facts)
    assert as_text(page(desk))


def test_only_the_newest_one_of_the_same_project_counts() -> None:
    desk = stage()
    do(desk, type="create_project", key="OPS")
    desk.do([keep(page(desk))])
    second = desk.do([keep(page(later(desk, "2026-11-24T09:00:00+01:00")))])
    desk.do([keep(page(desk, "OPS"))])
    assert page(later(desk, "2026-11-25T09:00:00+01:00")).since.kept == second.ids[0]


# formats


def hostile() -> StatusPage:
    desk = stage()
    do(desk, type="update_task", task="WEB-12", title=HOSTILE)
    do(desk, type="update_task", task="WEB-2", title=HOSTILE)
    do(desk, type="update_milestone", milestone="WEB-M1", name=HOSTILE)
    do(desk, type="update_project", project="WEB", name=HOSTILE)
    return page(desk)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += attrs
        if tag not in ("meta", "line", "polygon"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("line", "polygon"):
            return
        assert self.open.pop() == tag


@pytest.mark.parametrize("bad", [False, True])
def test_html_is_one_closed_file_without_script_link_or_anything_loaded(bad: bool) -> None:
    text = as_html(hostile() if bad else page(stage()))
    tags = _Tags()
    tags.feed(text)
    tags.close()
    assert tags.open == []
    assert not tags.seen & {"script", "a", "img", "link", "iframe", "object", "form", "base", "use"}
    names = {name for name, _ in tags.attributes}
    assert not names & {"src", "href", "style", "srcset"}
    assert not any(name.startswith("on") for name in names)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_hostile_titles_are_only_words_in_html() -> None:
    text = as_html(hostile())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text


def test_hostile_titles_neither_mark_up_nor_link_in_markdown() -> None:
    text = as_markdown(hostile())
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\[[^\]]*\]\(", text)
    assert not re.search(r"(?<!\\)`", text.replace("\\`", ""))
    assert "www." not in text
    assert "@all" not in text
    for line in text.splitlines():
        if line.startswith("|"):
            columns = len(re.findall(r"(?<!\\)\|", line))
            assert columns in (3, 8)


@pytest.mark.parametrize(
    ("given", "harmless"),
    [("# big", "\\# big"), ("- item", "\\- item"), ("1. first", "1\\. first"), ("+ x", "\\+ x"),
     ("<b>", "&lt;b&gt;"), ("a_b*c", "a\\_b\\*c"), ("https://x.example", "https\\://x.example"),
     ("two\nlines", "two lines"), ("\u202eabc", "abc"), ("\x1b[31mred", "red")],
)  # fmt: skip
def test_what_begins_or_ends_something_in_markdown_is_escaped(given: str, harmless: str) -> None:
    assert shown(given) == harmless


def test_text_is_one_line_each_and_drives_no_terminal() -> None:
    desk = stage()
    do(desk, type="update_task", task="WEB-12", title="page\x1b]0;x\x07 \u202eevil")
    text = as_text(page(desk))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_json_is_one_document_with_days_and_nulls() -> None:
    told = page(stage())
    doc = json.loads(json.dumps(as_document(told)))
    assert doc["project"] == "WEB"
    assert doc["at"] == "2026-11-23T14:02:00+01:00"
    assert doc["milestones"][0]["due"] == "2026-12-04"
    assert doc["since"]["status"] is None
    values = {figure["name"]: figure["value"] for figure in doc["money"]["figures"]}
    assert values["pv"] is None


def test_a_file_gets_the_format_of_its_ending(tmp_path: Path) -> None:
    told = page(stage())
    for name, beginning in (("a.html", "<!DOCTYPE"), ("a.md", "# "), ("a.json", "{"), ("a", "Web")):
        save(told, str(tmp_path / name))
        assert (tmp_path / name).read_text("utf-8").startswith(beginning)
    with pytest.raises(BadInput, match="cannot be written"):
        save(told, str(tmp_path / "no" / "such" / "folder.md"))


def test_days_of_another_year_say_their_year() -> None:
    told = page(stage())
    today = told.at.date()
    assert day_words(today.replace(year=2027), today) == "23 Nov 2027"
    assert day_words(today, today) == "23 Nov"
