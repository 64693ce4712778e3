"""Second opinions beside everything else: whoever takes something in never waits for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Event
from typing import Any

from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.opinions import MOST, Opinions
from worktui.app.ports import Asked
from worktui.domain.arrival import Arrival
from worktui.domain.errors import ModelProblem
from worktui.wiring import intake

WORDS = "Somebody with good eyes on page {} until Friday, that would be a relief."
TITLES = ("Proofread the menu", "Check a price list")


class Slow:
    """A model that answers when the test lets it."""

    name, mail = "tiny", True

    def __init__(self, *, fails: Exception | None = None) -> None:
        self.go = Event()
        self.fails = fails
        self.asked: list[str] = []

    def suggest(self, asked: Asked) -> Sequence[Mapping[str, Any]]:
        self.asked.append(asked.text)
        assert self.go.wait(20)
        if self.fails:
            raise self.fails
        quote = asked.text[:-1]
        return [{"type": "create_task", "title": f"{TITLES[len(self.asked) % 2]}",
                 "evidence": quote, "when": "until Friday", "sure": "likely"}]  # fmt: skip


def taken_in(desk: Desk, number: int) -> tuple[str, Arrival]:
    text = WORDS.format(number)
    (doc,) = Inbox(desk, intake).sense(text, "text").arrivals
    ((arrival, _),) = intake(text, "text", name="", now=desk.now())
    return doc["id"], arrival


def test_taking_in_goes_on_while_a_model_thinks(desk: Desk) -> None:
    model = Slow()
    opinions = Opinions(desk, model)
    opinions.later(*taken_in(desk, 1))
    before = desk.snapshot().count("suggestions")
    opinions.later(*taken_in(desk, 2))  # neither the lock nor this thread waits
    rules = desk.snapshot().count("suggestions") - before
    model.go.set()
    made = opinions.wait()
    assert made
    assert desk.snapshot().count("suggestions") == before + len(made) + rules
    assert all((desk.snapshot().get("suggestions", id) or {})["origin"] == "model:tiny"
               for id in made)  # fmt: skip
    assert opinions.wait() == ()
    assert opinions.trouble == ""


def test_after_a_failure_the_heap_is_left_to_the_rules(desk: Desk) -> None:
    model = Slow(fails=ModelProblem("It did not answer in time."))
    opinions = Opinions(desk, model)
    for number in range(5):
        opinions.later(*taken_in(desk, number))
    model.go.set()
    assert opinions.wait() == ()
    assert len(model.asked) == 1
    assert "did not answer" in opinions.trouble


def test_a_model_that_breaks_takes_nothing_with_it(desk: Desk) -> None:
    model = Slow(fails=ZeroDivisionError())
    opinions = Opinions(desk, model)
    model.go.set()
    opinions.later(*taken_in(desk, 1))
    assert opinions.wait() == ()
    assert "ZeroDivisionError" in opinions.trouble


def test_of_a_heap_only_so_many_wait(desk: Desk) -> None:
    model = Slow(fails=ModelProblem("no"))
    opinions = Opinions(desk, model)
    id, arrival = taken_in(desk, 1)
    for _ in range(3 * MOST):
        opinions.later(id, arrival)
    model.go.set()
    assert opinions.wait() == ()
