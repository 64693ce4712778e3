"""Laws of the three-way rule."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.change import Doc, Edit
from worktui.domain.errors import Conflict
from worktui.store.adopt import difference, onto
from worktui.store.merge import same, settle
from worktui.store.tables import Tables

values = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 1) | st.sampled_from(["", "a", 0.5, 1.0]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)
fields = st.dictionaries(
    st.sampled_from(["title", "due", "n"]), values.filter(lambda v: v is not None)
)
docs = st.dictionaries(st.sampled_from(["T-1", "T-2", "T-3"]), fields)


def tables_of(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Doc]]:
    return {"tasks": {id: {**doc, "id": id} for id, doc in found.items()}}


def after(start: dict[str, dict[str, Doc]], edits: Any) -> dict[str, dict[str, Doc]]:
    tables = Tables()
    tables.apply(difference({}, start))
    tables.apply(settle(tables.docs, edits))
    return {name: docs for name, docs in tables.docs.items() if docs}


def text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@given(values, values)
def test_same_is_what_json_would_call_the_same(one: Any, other: Any) -> None:
    numbers = [one == 1 and other == 1, not isinstance(one, bool), not isinstance(other, bool)]
    assert same(one, other) == same(other, one)
    assert same(one, one)
    if not all(numbers) and "1.0" not in text([one, other]):
        assert same(one, other) == (text(one) == text(other))


@given(docs, docs)
def test_a_difference_leads_from_one_state_to_the_other_and_back(one: Any, other: Any) -> None:
    start, end = tables_of(one), tables_of(other)
    edits = settle(start, difference(start, end))
    reached = after(start, edits)
    assert text(reached.get("tasks", {})) == text(end["tasks"])
    back = [edit.inverse() for edit in reversed(edits)]
    assert text(after(reached, back).get("tasks", {})) == text(start["tasks"])


def check_clashes(conflict: Conflict, start: Any, now: Any) -> None:
    """Each clash says what is there now, and that it is not what was wanted."""
    assert conflict.clashes
    for clash in conflict.clashes:
        there, was = now["tasks"].get(clash.id, {}), start["tasks"].get(clash.id, {})
        assert same(clash.theirs, there.get(clash.field))
        assert not same(clash.theirs, clash.mine) or not was or not there or not clash.mine


@given(docs, docs, docs)
def test_of_two_changes_to_one_state_the_later_holds_or_names_every_clash(
    base: Any, mine: Any, theirs: Any
) -> None:
    start, now = tables_of(base), tables_of(theirs)
    edits = difference(start, tables_of(mine))
    try:
        settled = settle(now, edits)
    except Conflict as conflict:
        check_clashes(conflict, start, now)
        return
    reached = after(now, settled).get("tasks", {})
    for edit in edits:
        for name, value in (edit.after or {}).items():
            assert same(reached[edit.id].get(name), value)
        if edit.after is None:
            assert edit.id not in reached


@given(docs, docs, docs)
def test_what_was_edited_outside_never_undoes_what_was_changed_here(
    base: Any, outside: Any, here: Any
) -> None:
    start, now = tables_of(base), tables_of(here)
    tables = Tables()
    tables.apply(difference({}, now))
    held, left = onto(tables, difference(start, tables_of(outside)))
    tables.apply(held)
    for id, doc in now["tasks"].items():
        was = start["tasks"].get(id)
        reached = tables.docs["tasks"].get(id)
        for name, value in doc.items():
            if was is None or not same(was.get(name), value):
                assert reached is not None
                assert same(reached.get(name), value)
    assert all(isinstance(name, str) for name in left)


def test_an_edit_that_names_a_field_on_one_side_only_means_absent_on_the_other() -> None:
    start = tables_of({"T-1": {"title": "a"}})
    (edit,) = settle(start, [Edit("tasks", "T-1", {}, {"due": "fri"})])
    assert edit == Edit("tasks", "T-1", {"due": None}, {"due": "fri"})
    with pytest.raises(Conflict):
        settle(start, [Edit("tasks", "T-1", {}, {"title": "b"})])
