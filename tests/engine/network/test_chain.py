"""What drives a task, and the chain that leads to it."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.network.made import START, anything
from worktui.engine.network import Driver, Link, Network, Task, chain, compute
from worktui.engine.workdays import Workdays

WEEK = Workdays()


def test_a_chain_leads_from_the_first_task_to_the_head_by_the_links_that_bind() -> None:
    links = [Link("a", "c"), Link("b", "c", lag=1), Link("c", "m")]
    tasks = [Task("a", 2), Task("b", 4), Task("c", 1), Task("m", 0), Task("other", 9)]
    network = Network(START, tasks, links, WEEK)
    found = compute(network)
    assert [(step.task, step.link) for step in chain(found, "m")] == [
        ("b", links[1]),
        ("c", links[2]),
        ("m", None),
    ]
    assert found.drivers["b"] == (Driver("start"),)


def test_each_kind_of_driver_is_told() -> None:
    tasks = [
        Task("done", 2, actual_start=START, actual_finish=START + 1),
        Task("next", 1),
        Task("held", 1, constraint=("MSO", START + 8)),
        Task("later", 1, constraint=("SNET", START + 9)),
        Task("begun", 3, actual_start=START, remaining=1),
    ]
    network = Network(START, tasks, [Link("done", "next")], WEEK, status=START + 2)
    drivers = compute(network).drivers
    assert {id: [one.kind for one in drivers[id]] for id in drivers} == {
        "done": ["actual"],
        "next": ["status"],
        "held": ["constraint"],
        "later": ["constraint"],
        "begun": ["actual"],
    }


@given(st.integers(0, 2**32))
def test_in_every_chain_what_drives_stands_before_what_it_drives(seed: int) -> None:
    network = anything(Random(seed), 9)
    found = compute(network)
    for task in network.tasks:
        steps = chain(found, task.id)
        places = {step.task: place for place, step in enumerate(steps)}
        assert steps[-1].task == task.id
        assert len(places) == len(steps)
        for step in steps:
            assert step.drivers
            if step.link is not None:
                assert places[step.link.before] < places[step.link.after]
