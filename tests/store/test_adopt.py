"""Files that stock TinyDB wrote, or edited since, are taken in as one entry to be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from tests.store.hands import (
    MARA,
    NOW,
    State,
    commit,
    delete,
    edit_with_stock,
    file_store,
    leave,
    opened,
    put,
    state,
    stock,
)
from worktui.domain.change import Change
from worktui.domain.errors import StoreProblem
from worktui.store.file import FileStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "work.json"


def undo_last(store: FileStore) -> None:
    entry = store.latest(1)[0]
    edits = tuple(edit.inverse() for edit in reversed(entry.edits))
    store.commit(lambda _: Change(edits, undoes=entry.seq), MARA, ts=NOW)


def reopened(path: Path) -> State:
    store = opened(path)
    found = state(store)
    store.close()
    return found


def test_a_file_of_stock_tinydb_is_taken_in(path: Path) -> None:
    with TinyDB(path) as db:
        db.insert({"title": "Buy milk", "done": False, "odd": {"x": [1, None]}})
        db.insert({"title": "Call Tom"})
        db.table("places").insert({"city": "Bern"})
        db.table("people").insert({"id": "mara", "name": "Mara"})
    original = path.read_bytes()
    store = file_store(path)
    (first, *_) = store.open()
    assert "TinyDB" in first.text
    assert state(store) == {
        "tasks": {
            "T-1": {"id": "T-1", "title": "Buy milk", "done": False, "odd": {"x": [1, None]}},
            "T-2": {"id": "T-2", "title": "Call Tom"},
        },
        "places": {"#1": {"city": "Bern"}},
        "people": {"mara": {"id": "mara", "name": "Mara"}},
        "counters": {"T": {"id": "T", "n": 2}},
    }
    (entry,) = store.entries()
    assert (entry.seq, entry.through, entry.ts) == (1, "external", NOW.isoformat())
    (kept,) = path.parent.glob("work.json.original-*")
    assert kept.read_bytes() == original
    store.close()
    with TinyDB(path, access_mode="r") as db:
        assert db.tables() >= {"_meta", "tasks", "places", "people"}
        assert db.table("places").get(doc_id=1) == {"city": "Bern"}
        assert db.table("tasks").get(doc_id=2) == {"id": "T-2", "title": "Call Tom"}
    assert reopened(path) == state(store)


def test_the_log_alone_gives_an_adopted_file_back(path: Path) -> None:
    with TinyDB(path) as db:
        db.insert({"title": "Buy milk"})
        db.table("places").insert({"city": "Bern"})
    before = reopened(path)
    path.unlink()
    assert reopened(path) == before
    path.write_bytes(b"{ruined")
    assert reopened(path) == before


def test_adopting_can_be_undone(path: Path) -> None:
    with TinyDB(path) as db:
        db.insert({"title": "Buy milk"})
    store = opened(path)
    undo_last(store)
    assert state(store) == {}
    store.close()
    assert reopened(path) == {}


def test_numbers_as_keys_stay_what_they_were(path: Path) -> None:
    with TinyDB(path) as db:
        db.insert_multiple({"title": str(n)} for n in range(5))
        db.remove(doc_ids=[2, 4])
    store = opened(path)
    put(store, "T-9", title="new")
    store.fold()
    store.close()
    keys = {key: doc["title"] for key, doc in json.loads(path.read_text())["tasks"].items()}
    assert keys == {"1": "0", "3": "2", "5": "4", "6": "new"}


def test_a_default_table_joins_the_tasks(path: Path) -> None:
    path.write_text(
        json.dumps(
            {
                "tasks": {"1": {"id": "T-4", "title": "a"}, "2": {"title": "b"}},
                "_default": {"1": {"title": "c"}, "7": {"id": 12, "title": "d"}},
            }
        )
    )
    store = opened(path)
    assert {id: doc["title"] for id, doc in state(store)["tasks"].items()} == {
        "T-4": "a",
        "T-5": "b",
        "T-6": "c",
        "12": "d",
    }
    store.close()
    assert stock(path) == reopened(path) == state(store)


def test_an_id_that_two_documents_have_is_given_once(path: Path) -> None:
    path.write_text(
        json.dumps({"tasks": {"1": {"id": "X", "n": 1}, "2": {"id": "X", "n": 2}, "3": {"id": ""}}})
    )
    assert reopened(path)["tasks"] == {
        "X": {"id": "X", "n": 1},
        "T-1": {"id": "T-1", "n": 2, "former_id": "X"},
        "T-2": {"id": "T-2", "former_id": ""},
    }


def test_new_ids_go_on_from_the_counter(path: Path) -> None:
    path.write_text(
        json.dumps(
            {
                "_default": {"1": {"title": "a"}},
                "counters": {"1": {"id": "T", "n": 40}},
                "bookings": {"1": {"who": "x"}},
            }
        )
    )
    found = reopened(path)
    assert found["tasks"].keys() == {"T-41"}
    assert found["bookings"].keys() == {"BK-1"}
    assert found["counters"] == {"T": {"id": "T", "n": 41}, "BK": {"id": "BK", "n": 1}}


@pytest.mark.parametrize("content", [b"", b"  \n", b"{}", b'{"_default": {}}'])
def test_a_file_with_nothing_in_it_is_a_new_workspace(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    store = opened(path)
    assert store.seq == 0
    put(store, "T-1", title="a")
    store.close()
    assert reopened(path) == {"tasks": {"T-1": {"id": "T-1", "title": "a"}}}


def test_an_edit_with_stock_tinydb_becomes_one_entry(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a", due="fri")
    put(store, "T-2", title="b")
    put(store, "T-3", title="c")
    store.close()

    def change(db: TinyDB) -> None:
        tasks = db.table("tasks")
        tasks.update({"title": "A", "note": "n"}, where("id") == "T-1")
        tasks.update(lambda doc: doc.pop("due"), where("id") == "T-1")
        tasks.remove(where("id") == "T-2")
        tasks.insert({"title": "from outside"})
        db.table("places").insert({"city": "Bern"})

    edit_with_stock(path, change)
    store = file_store(path)
    notices = store.open()
    assert any("outside" in notice.text for notice in notices)
    assert store.seq == 4
    expected = {
        "tasks": {
            "T-1": {"id": "T-1", "title": "A", "note": "n"},
            "T-3": {"id": "T-3", "title": "c"},
            "T-4": {"id": "T-4", "title": "from outside"},
        },
        "places": {"#1": {"city": "Bern"}},
        "counters": {"T": {"id": "T", "n": 4}},
    }
    assert state(store) == expected
    assert stock(path)["tasks"] == expected["tasks"]
    undo_last(store)
    assert state(store)["tasks"] == {
        "T-1": {"id": "T-1", "title": "a", "due": "fri"},
        "T-2": {"id": "T-2", "title": "b"},
        "T-3": {"id": "T-3", "title": "c"},
    }
    store.close()
    assert opened(path).open() == []


def test_an_edit_is_set_against_the_state_the_file_was_made_from(path: Path) -> None:
    store = opened(path)
    for n in (1, 2, 3):
        put(store, f"T-{n}", title="old", due="2026-03-09")
    store.fold()
    put(store, "T-1", due="tue")  # a tail the snapshot does not know
    put(store, "T-2", title="mine")
    commit(store, delete("T-3", {"id": "T-3", "title": "old", "due": "2026-03-09"}))
    put(store, "T-4", title="new")
    leave(store)  # the process is gone without folding

    def change(db: TinyDB) -> None:
        db.table("tasks").update({"title": "theirs"}, where("id").one_of(["T-1", "T-2"]))
        db.table("tasks").update({"due": "sun"}, where("id") == "T-3")

    edit_with_stock(path, change)
    store = file_store(path)
    text = " ".join(notice.text for notice in store.open())
    assert state(store)["tasks"] == {
        "T-1": {"id": "T-1", "title": "theirs", "due": "tue"},
        "T-2": {"id": "T-2", "title": "mine", "due": "2026-03-09"},
        "T-4": {"id": "T-4", "title": "new"},
    }
    assert "T-2 title" in text
    assert list(path.parent.glob("work.json.edited-*"))


def test_an_edit_while_the_store_is_open_is_taken_in_at_the_fold(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    store.fold()
    put(store, "T-2", title="b")
    edit_with_stock(path, lambda db: db.table("tasks").insert({"title": "outside"}))
    assert store.fold() is True
    titles = {doc["title"] for doc in state(store)["tasks"].values()}
    assert titles == {"a", "b", "outside"}
    assert store.latest(1)[0].through == "external"
    assert stock(path) == state(store)
    assert [entry.through for entry in store.poll()] == ["external"]


def test_dropping_every_table_outside_loses_nothing(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    edit_with_stock(path, lambda db: db.drop_tables())
    assert reopened(path) == {"tasks": {"T-1": {"id": "T-1", "title": "a"}}}


def test_emptying_a_table_outside_can_be_undone(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    store.close()
    edit_with_stock(path, lambda db: db.drop_table("tasks"))
    store = opened(path)
    assert state(store) == {}
    undo_last(store)
    assert state(store) == {"tasks": {"T-1": {"id": "T-1", "title": "a"}}}


def test_a_file_only_written_in_another_layout_adds_no_entry(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="ä", n=1.0)
    store.close()
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))
    store = opened(path)
    assert store.seq == 1
    assert state(store)["tasks"]["T-1"]["title"] == "ä"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[1, 2]", "not a TinyDB file"),
        (b'"text"', "not a TinyDB file"),
        (b'{"a": 1}', "not a table"),
        (b'{"a": {"1": 5}}', "no document"),
        (b'{"worktui": 1, "tasks": []}', "export"),
        (b'{"tasks": {"1": {"title": "a"}}}trailing', "not JSON"),
        (b"\x00\x01\x02\xff", "not JSON"),
        (b"PK\x03\x04", "not JSON"),
        (b'{"tasks": {"1": {"title": "a', "not JSON"),
        (b"[" * 5000, "not JSON"),
    ],
)
def test_what_is_not_a_work_file_is_refused_and_left(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreProblem) as caught:
        file_store(path).open()
    assert caught.value.cause == "corrupt"
    assert "work.json" in caught.value.message
    assert says in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == content
    assert {file.name for file in path.parent.iterdir()} <= {"work.json", "work.json.lock"}


def test_what_does_not_fit_its_field_is_kept_beside_it(path: Path) -> None:
    store = opened(path)
    put(store, "T-1", title="a")
    assert store.fold()
    store.close()
    raw = json.loads(path.read_text("utf-8"))
    (key,) = raw["tasks"]
    raw["tasks"][key]["due"] = ["no", "day"]
    path.write_text(json.dumps(raw), "utf-8")
    again = opened(path)
    task = again.snapshot().get("tasks", "T-1") or {}
    again.close()
    assert "due" not in task
    assert task["former_due"] == ["no", "day"]
