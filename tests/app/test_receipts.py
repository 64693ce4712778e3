"""The receipt: counted from the log, undone work left out, proof told from moving by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.app.clone import brought
from tests.app.conftest import NOW, act
from tests.app.test_always import mail, push
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.receipts import Carried, Proof, Tally, tally
from worktui.app.undo import newest
from worktui.app.views.receipt import lasting, receipt, receipt_json, receipt_markdown, span
from worktui.domain.settings import Settings
from worktui.wiring import intake


@pytest.fixture
def box(desk: Desk) -> Inbox:
    return Inbox(desk, intake)


def counted(desk: Desk, since: datetime = NOW, until: datetime | None = None) -> Tally:
    end = until or desk.now() + timedelta(seconds=1)
    return tally(desk.snapshot(), newest(desk.store), since, end)


def test_what_was_carried_edited_dismissed_and_taken_back_is_told_apart(
    box: Inbox, clock: FixedClock
) -> None:
    things = ("quote", "contract", "invoice", "catalogue")
    ids = [
        box.sense(mail(f"m{n}", f"Please send me the {thing} by Friday.")).suggestions[0]["id"]
        for n, thing in enumerate(things)
    ]
    clock.set(NOW + timedelta(minutes=10))
    box.apply(ids[0])
    box.edit(ids[1], 1, {"assignee": "bo"})
    box.apply(ids[1])
    box.dismiss(ids[2])
    box.apply(ids[3])
    box.desk.undo()
    found = counted(box.desk)
    assert (found.arrived, found.suggested, found.waiting) == (4, 4, 1)
    assert [(each.id, each.changed) for each in found.carried] == [(ids[1], True), (ids[0], False)]
    assert (found.dismissed, found.undone, found.changed) == (1, 1, 1)
    assert found.seconds == 600


def test_what_was_done_again_counts_as_done(box: Inbox) -> None:
    (doc,) = box.sense(mail("m1", "Please send me the quote by Friday.")).suggestions
    box.apply(doc["id"])
    box.desk.undo()
    box.desk.redo()
    found = counted(box.desk)
    assert ([each.id for each in found.carried], found.undone) == ([doc["id"]], 0)


def test_only_what_lies_in_the_days_is_counted(box: Inbox, clock: FixedClock) -> None:
    (first,) = box.sense(mail("m1", "Please send me the quote by Friday.")).suggestions
    box.apply(first["id"])
    clock.set(NOW + timedelta(days=1))
    (second,) = box.sense(mail("m2", "Please send me the contract by Friday.")).suggestions
    box.dismiss(second["id"])
    today = counted(box.desk, NOW + timedelta(hours=12))
    assert (today.suggested, today.carried, today.dismissed) == (1, (), 1)
    before = counted(box.desk, NOW, NOW + timedelta(hours=12))
    assert (before.suggested, len(before.carried), before.dismissed) == (1, 1, 0)


def test_a_column_is_proven_by_a_commit_and_not_by_a_hand_nor_by_what_was_brought(
    desk: Desk,
) -> None:
    box = Inbox(desk, intake, own_commits=True)
    assert counted(desk).proof.share is None  # WEB-1 came so
    brought(box, push("Closes WEB-2"))
    desk.do([act("create_task", title="Footer", project="WEB", status="doing")])
    proof = counted(desk).proof
    assert (proof.proven, proof.by_hand, proof.brought) == (1, 1, 1)
    assert proof.share == 0.5
    desk.do([act("move_task", task="WEB-2", to="todo")])
    desk.do([act("move_task", task="WEB-2", to="done")])
    assert counted(desk).proof.share == 0
    desk.undo()
    desk.undo()
    assert counted(desk).proof.share == 0.5


def test_a_suggestion_that_no_message_stands_behind_proves_nothing(desk: Desk) -> None:
    box = Inbox(desk, intake)
    (doc,) = box.sense(push("Closes WEB-2"), "git").suggestions
    desk.commit(lambda draft: draft.update("suggestions", doc["id"], {"arrivals": []}))
    box.apply(doc["id"])
    assert counted(desk).proof.share == 0


def test_the_words_say_numbers_and_the_rule_of_the_share(box: Inbox, clock: FixedClock) -> None:
    clock.set(NOW)
    (doc,) = box.sense(mail("m1", "Please send me the quote by Friday.")).suggestions
    clock.set(NOW + timedelta(hours=3))
    box.always(doc["id"])
    settings, now = Settings.of(box.desk.snapshot()), box.desk.now()
    begin, end = span(settings.today(now), 1, settings, now)
    found = tally(box.desk.snapshot(), newest(box.desk.store), begin, end)
    view = receipt(found, settings, now)
    assert view.title == "wed 4 Mar"
    assert view.sentence == "1 suggestion, 1 is carried out."
    assert view.sooner.value == "3 h"
    assert "moved by hand" in view.rule
    text = receipt_markdown(view)
    assert "| Carried out | 1 | 1 as suggested |" in text
    assert receipt_json(found)["median_minutes"] == 180


def test_a_day_begins_at_midnight_here_over_the_change_of_clocks() -> None:
    settings = Settings(timezone="Europe/Berlin")
    now = datetime.fromisoformat("2026-04-01T10:00:00+02:00")
    begin, end = span(datetime(2026, 3, 29).date(), 1, settings, now)
    assert (end - begin.astimezone(end.tzinfo)).total_seconds() == 86400  # as the wall clock goes
    assert end.timestamp() - begin.timestamp() == 23 * 3600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "under a minute"), (720, "12 min"), (7200, "2 h"), (200_000, "2 d")],
)
def test_a_length_is_told_in_one_unit(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_a_long_list_is_cut_where_it_is_copied_and_no_text_is_read_as_markdown(box: Inbox) -> None:
    for n, thing in enumerate(("quote", "contract", "catalogue [x](y)")):
        doc = box.sense(mail(f"m{n}", f"Please send me the {thing} by Friday.")).suggestions[0]
        box.apply(doc["id"])
    settings, now = Settings.of(box.desk.snapshot()), box.desk.now()
    view = receipt(counted(box.desk), settings, now)
    text = receipt_markdown(view, 1)
    assert text.endswith("- and 2 more")
    assert r"\[x\](y)" in receipt_markdown(view)


def test_the_parts_of_what_was_carried_out_add_up_and_fit_a_narrow_terminal() -> None:
    def one(n: int, rule: str, changed: bool) -> Carried:
        return Carried(f"S-{n}", "done", "ana", rule, n, NOW, 60.0, changed)

    carried = (
        *(one(n, "", False) for n in range(10)),
        *(one(n, "", True) for n in range(10, 30)),
        *(one(n, "R-1", n % 2 == 0) for n in range(30, 70)),
    )
    found = Tally(NOW, NOW + timedelta(days=1), 99, 99, carried, 0, 0, 0, 0, 0, Proof())
    told = receipt_json(found)
    assert told["as_suggested"] + told["changed_first"] + told["by_rule"] == told["carried"] == 70
    view = receipt(found, Settings(), NOW)
    [row] = [figure for figure in view.figures if figure.name == "Carried out"]
    assert (row.value, row.more) == ("70", "10 as suggested, 20 changed, 40 by rule")
    rows = (*view.figures, view.sooner, view.proven)
    columns = [max(len(getattr(each, name)) for each in rows) for name in ("name", "value", "more")]
    assert sum(columns) + 6 <= 80
