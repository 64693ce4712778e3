"""One table of verbs: everything that keys, palette, help and footer are made from."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from worktui.app.desk import Desk
from worktui.app.verbs import FOOTERS, VERBS, Scene, verb, verbs_of

PLACES = ("today", "board", "inbox", "task", "activity")
NEVER = {"ctrl+j", "ctrl+h", "ctrl+s", "ctrl+q", "ctrl+z"}


def scene(desk: Desk, *ids: str, **more: Any) -> Scene:
    work = desk.snapshot()
    tasks = tuple(work.get("tasks", id) for id in ids)
    return Scene("board", work, tasks, **more)  # type: ignore[arg-type]  # they are there


@pytest.mark.parametrize("place", PLACES)
def test_a_key_means_one_thing_in_a_place(place: str) -> None:
    keys = Counter(key for each in verbs_of(place) for key in each.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_is_one_that_terminals_keep_for_themselves() -> None:
    assert not {key for each in VERBS for key in each.keys} & NEVER


def test_ids_are_unique_and_each_verb_says_what_it_does() -> None:
    ids = [each.id for each in VERBS]
    assert len(set(ids)) == len(ids)
    assert all(each.title and each.reach in ("view", "local", "outward") for each in VERBS)


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_offers_what_is_at_home_there_with_a_word_and_a_key(place: str) -> None:
    for id in FOOTERS[place]:
        each = verb(id)
        assert each.at(place)
        assert each.label
        assert each.key


@pytest.mark.parametrize(
    ("id", "tasks", "why"),
    [
        ("task.done", (), "no task is chosen"),
        ("task.done", ("WEB-1",), ""),
        ("task.start", ("WEB-1",), "it is started already"),
        ("task.start", ("WEB-2",), ""),
        ("task.start", ("WEB-1", "WEB-2"), ""),
        ("task.unblock", ("WEB-2",), "nothing blocks it"),
        ("task.edit", ("WEB-1", "WEB-2"), "several tasks are chosen"),
        ("task.left", ("WEB-2",), "it is in the first column"),
        ("task.left", ("WEB-1",), ""),
        ("inbox.apply", (), "nothing is open"),
        ("work.add", (), ""),
    ],
)
def test_what_is_not_possible_says_why(
    desk: Desk, id: str, tasks: tuple[str, ...], why: str
) -> None:
    assert verb(id).blocked(scene(desk, *tasks)) == why


def test_a_workspace_that_can_only_be_read_blocks_every_change_and_no_look(desk: Desk) -> None:
    facts = frozenset({"message", "entry", "project", "row", "way", "past", "own"})
    facts |= {"lanes", "boards", "filter", "kept", "settings"}
    here = scene(desk, "WEB-2", readonly="it is a copy", facts=facts)
    blocked = {each.id for each in VERBS if each.blocked(here)}
    assert {each.id for each in VERBS if each.reach != "view"} <= blocked
    assert not {each.id for each in VERBS if each.reach == "view"} & blocked
