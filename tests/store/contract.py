"""What every store must do. A test class for each store gives `make` and inherits all."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.store.hands import MARA, NOW, commit, create, delete, put, state, update
from worktui.app.ports import Store
from worktui.domain.change import Actor, Change, Edit
from worktui.domain.errors import BadInput, Conflict, Refused
from worktui.domain.snapshot import Snapshot

Make = Callable[[], Store]


class Contract:
    """`store` is a fixture of the class that inherits: an open, empty store."""

    def test_a_new_store_is_empty(self, store: Store) -> None:
        assert store.seq == 0
        assert store.readonly == ""
        assert state(store) == {}
        assert list(store.entries()) == []
        assert store.latest(5) == []
        assert store.entry(1) is None
        assert store.snapshot().get("tasks", "T-1") is None
        assert store.snapshot().count("tasks") == 0

    def test_a_change_is_numbered_logged_and_seen(self, store: Store) -> None:
        entry = commit(store, create("T-1", title="Write"), why="asked for")
        assert entry is not None
        assert (entry.seq, entry.by, entry.through, entry.why) == (1, "mara", "key", "asked for")
        assert entry.ts == "2026-03-04T10:00:00+00:00"
        assert store.seq == 1
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "title": "Write"}
        assert store.entry(1) == entry
        assert list(store.entries()) == [entry]

    def test_documents_come_in_the_order_they_were_made(self, store: Store) -> None:
        for id in ("T-2", "T-10", "T-1"):
            put(store, id, title=id)
        put(store, "T-2", title="again")
        snapshot = store.snapshot()
        assert list(snapshot.ids("tasks")) == ["T-2", "T-10", "T-1"]
        assert [doc["id"] for doc in snapshot.all("tasks")] == ["T-2", "T-10", "T-1"]

    def test_none_takes_a_field_away_and_is_the_same_as_absent(self, store: Store) -> None:
        commit(store, create("T-1", title="a", due=None, notes="n"))
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "title": "a", "notes": "n"}
        commit(store, update("T-1", notes=("n", None), due=(None, "2026-03-06")))
        doc = store.snapshot().get("tasks", "T-1")
        assert doc == {"id": "T-1", "title": "a", "due": "2026-03-06"}

    def test_an_empty_change_writes_nothing(self, store: Store) -> None:
        assert commit(store) is None
        put(store, "T-1", title="a")
        assert commit(store, update("T-1", title=("a", "a"))) is None
        assert store.seq == 1

    def test_different_fields_of_two_people_both_stay(self, store: Store) -> None:
        put(store, "T-1", title="a", due="mon")
        commit(store, update("T-1", title=("a", "b")))
        commit(store, update("T-1", due=("mon", "fri")))
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "title": "b", "due": "fri"}

    def test_the_same_field_changed_differently_is_a_conflict(self, store: Store) -> None:
        put(store, "T-1", title="a", due="mon")
        commit(store, update("T-1", due=("mon", "fri")))
        with pytest.raises(Conflict) as caught:
            commit(store, update("T-1", due=("mon", "sun"), title=("a", "b")))
        (clash,) = caught.value.clashes
        assert (clash.table, clash.id, clash.field) == ("tasks", "T-1", "due")
        assert (clash.seen, clash.theirs, clash.mine, clash.entry) == ("mon", "fri", "sun", 2)
        assert "T-1" in caught.value.message
        assert store.seq == 2
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "title": "a", "due": "fri"}

    def test_the_same_field_changed_alike_is_left_out(self, store: Store) -> None:
        put(store, "T-1", title="a", due="mon")
        commit(store, update("T-1", due=("mon", "fri")))
        entry = commit(store, update("T-1", due=("mon", "fri"), title=("a", "b")))
        assert entry is not None
        assert entry.edits == (update("T-1", title=("a", "b")),)

    def test_true_is_not_one(self, store: Store) -> None:
        put(store, "T-1", flag=1)
        commit(store, update("T-1", flag=(1, True)))
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "flag": True}
        assert (store.snapshot().get("tasks", "T-1") or {})["flag"] is True
        with pytest.raises(Conflict):
            commit(store, update("T-1", flag=(1, 2)))

    def test_making_what_is_there_is_a_conflict(self, store: Store) -> None:
        put(store, "T-1", title="a")
        for title in ("a", "b"):
            with pytest.raises(Conflict) as caught:
                commit(store, create("T-1", title=title))
            assert caught.value.clashes
        assert store.seq == 1

    def test_deleting_what_somebody_changed_is_a_conflict(self, store: Store) -> None:
        put(store, "T-1", title="a")
        put(store, "T-1", title="b")
        with pytest.raises(Conflict):
            commit(store, delete("T-1", {"id": "T-1", "title": "a"}))
        commit(store, delete("T-1", {"id": "T-1", "title": "b"}))
        assert store.snapshot().get("tasks", "T-1") is None
        assert commit(store, delete("T-1", {"id": "T-1", "title": "b"})) is None

    def test_changing_what_was_deleted_is_a_conflict(self, store: Store) -> None:
        put(store, "T-1", title="a")
        commit(store, delete("T-1", {"id": "T-1", "title": "a"}))
        for wanted in ("b", "a", None):
            with pytest.raises(Conflict):
                commit(store, update("T-1", title=("a", wanted)))
        with pytest.raises(Conflict):
            commit(store, update("T-1", due=(None, "fri")))
        assert store.seq == 2

    def test_one_clash_refuses_the_whole_change(self, store: Store) -> None:
        put(store, "T-1", title="a")
        with pytest.raises(Conflict):
            commit(store, create("T-2", title="n"), update("T-1", title=("x", "y")))
        assert state(store) == {"tasks": {"T-1": {"id": "T-1", "title": "a"}}}

    def test_later_edits_of_a_change_see_the_earlier_ones(self, store: Store) -> None:
        commit(
            store,
            create("T-1", title="a"),
            update("T-1", title=("a", "b")),
            create("T-2", title="x"),
            delete("T-2", {"id": "T-2", "title": "x"}),
        )
        assert state(store) == {"tasks": {"T-1": {"id": "T-1", "title": "b"}}}

    def test_edits_turned_round_take_a_change_back(self, store: Store) -> None:
        put(store, "T-1", title="a", tags=["x"])
        before = state(store)
        entry = commit(
            store,
            update("T-1", title=("a", None), tags=(["x"], ["x", "y"])),
            create("P", "projects", name="p"),
        )
        assert entry is not None
        commit(store, *[edit.inverse() for edit in reversed(entry.edits)])
        assert state(store) == before

    def test_a_deleted_document_comes_back_as_it_was(self, store: Store) -> None:
        put(store, "T-1", title="a", tags=["x"], nested={"k": [1, {"z": None}]})
        before = state(store)
        doc = before["tasks"]["T-1"]
        entry = commit(store, delete("T-1", doc))
        assert entry is not None
        commit(store, *[edit.inverse() for edit in entry.edits])
        assert state(store) == before

    def test_an_id_cannot_be_changed(self, store: Store) -> None:
        put(store, "T-1", title="a")
        with pytest.raises(BadInput):
            commit(store, Edit("tasks", "T-1", {"id": "T-1"}, {"id": "T-2"}))

    def test_what_json_cannot_hold_is_refused(self, store: Store) -> None:
        for value in (NOW, {1, 2}, 1 << 70, "\ud800", object()):
            with pytest.raises(BadInput):
                commit(store, create("T-1", value=value))
        assert store.seq == 0

    def test_a_picture_does_not_change(self, store: Store) -> None:
        put(store, "T-1", title="a")
        put(store, "T-2", title="a")
        picture = store.snapshot()
        put(store, "T-1", title="b")
        put(store, "T-3", title="c")
        commit(store, delete("T-2", {"id": "T-2", "title": "a"}), create("N", "projects", n=1))
        assert picture.seq == 2
        assert state(picture) == {
            "tasks": {"T-1": {"id": "T-1", "title": "a"}, "T-2": {"id": "T-2", "title": "a"}}
        }
        assert state(store)["tasks"].keys() == {"T-1", "T-3"}
        assert store.snapshot().seq == 5

    def test_pictures_of_every_moment_stay_apart(self, store: Store) -> None:
        pictures = []
        for n in range(20):
            put(store, "T-1", n=n)
            pictures.append(store.snapshot())
            if n % 3 == 0:
                gc.collect()
        assert [(p.get("tasks", "T-1") or {})["n"] for p in pictures] == list(range(20))
        assert [p.seq for p in pictures] == list(range(1, 21))

    def test_values_are_not_shared_with_the_caller(self, store: Store) -> None:
        tags = ["x"]
        commit(store, create("T-1", tags=tags, pair=(1, 2)))
        tags.append("y")
        assert store.snapshot().get("tasks", "T-1") == {"id": "T-1", "tags": ["x"], "pair": [1, 2]}

    def test_an_error_of_decide_passes_through_and_nothing_is_written(self, store: Store) -> None:
        def decide(_: Snapshot) -> Change:
            raise Refused("The slot is taken.")

        with pytest.raises(Refused):
            store.commit(decide, MARA, ts=NOW)
        assert store.seq == 0
        put(store, "T-1", title="still works")
        assert store.seq == 1

    def test_decide_sees_the_latest_state(self, store: Store) -> None:
        put(store, "T-1", title="a")
        seen: list[tuple[int, str]] = []

        def decide(snapshot: Snapshot) -> Change:
            seen.append((snapshot.seq, (snapshot.get("tasks", "T-1") or {})["title"]))
            return Change(())

        store.commit(decide, MARA, ts=NOW)
        assert seen == [(1, "a")]

    def test_a_key_is_committed_once(self, store: Store) -> None:
        first = put(store, "T-1", key="mail-1", title="a")
        again = put(store, "T-2", key="mail-1", title="b")
        assert first is not None
        assert again == first
        assert first.key == "mail-1"
        assert store.seq == 1
        assert put(store, "T-2", key="mail-2", title="b") is not None

    def test_a_key_of_a_refused_change_may_be_used_again(self, store: Store) -> None:
        put(store, "T-1", title="a")
        with pytest.raises(Conflict):
            commit(store, create("T-1", title="z"), key="k")
        assert commit(store, create("T-2", title="z"), key="k") is not None

    def test_history_is_read_from_both_ends(self, store: Store) -> None:
        made = [put(store, f"T-{n}", n=n) for n in range(1, 31)]
        assert list(store.entries()) == made
        assert list(store.entries(10, 13)) == made[10:13]
        assert list(store.entries(29)) == made[29:]
        assert list(store.entries(30)) == []
        assert list(store.entries(99)) == []
        assert store.latest(3) == made[:-4:-1]
        assert store.latest(2, before=10) == [made[8], made[7]]
        assert store.latest(5, before=2) == [made[0]]
        assert store.latest(5, before=1) == []
        assert store.latest(100) == made[::-1]
        assert store.latest(2, before=99) == made[:-3:-1]
        assert store.latest(0) == []
        assert [store.entry(n) for n in (1, 17, 30, 31, 0, -1)] == [
            made[0], made[16], made[29], None, None, None,
        ]  # fmt: skip

    def test_an_entry_tells_who_and_through_what(self, store: Store) -> None:
        change = Change((create("T-1", title="a"),), "why it was", undoes=7)
        entry = store.commit(lambda _: change, Actor("bot", "agent"), ts=NOW, key="k")
        assert entry is not None
        assert (entry.by, entry.through, entry.undoes, entry.key) == ("bot", "agent", 7, "k")
        assert entry.touched() == {("tasks", "T-1")}
        assert store.entry(1) == entry

    def test_text_of_every_kind_comes_back(self, store: Store) -> None:
        texts = ["", "é\u0301", "\n\r\t\0", "漢字🦊", "a\u2028b", '"\\', "x" * 70_000]
        put(store, "T-1", texts=texts, deep={"a": [{"b": {"c": [None, True, 1.5, -3]}}]})
        doc = store.snapshot().get("tasks", "T-1") or {}
        assert doc["texts"] == texts
        assert doc["deep"] == {"a": [{"b": {"c": [None, True, 1.5, -3]}}]}
        assert store.latest(1)[0].edits[0].after == doc

    def test_threads_that_count_lose_nothing(self, store: Store) -> None:
        put(store, "N", n=0)

        def add_one(_: int) -> None:
            def decide(snapshot: Snapshot) -> Change:
                n = (snapshot.get("tasks", "N") or {})["n"]
                return Change((Edit("tasks", "N", {"n": n}, {"n": n + 1}),))

            for _ in range(25):
                store.commit(decide, MARA, ts=NOW)
                store.poll()
                store.snapshot()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(add_one, range(4)))
        assert (store.snapshot().get("tasks", "N") or {})["n"] == 100
        assert store.seq == 101
        assert list(store.poll()) == []

    def test_blobs_are_kept_by_their_hash(self, store: Store) -> None:
        digest = store.put_blob(b"raw mail")
        assert digest == hashlib.sha256(b"raw mail").hexdigest()
        assert store.put_blob(b"raw mail") == digest
        assert store.get_blob(digest) == b"raw mail"
        assert store.drop_blob(digest) is True
        assert store.get_blob(digest) is None
        assert store.drop_blob(digest) is False
        assert store.get_blob("../../etc/passwd") is None
        assert store.drop_blob("../secret") is False
        assert store.get_blob(store.put_blob(b"")) == b""

    def test_the_secret_stays_the_same(self, store: Store) -> None:
        assert len(store.secret()) == 32
        assert store.secret() == store.secret()

    def test_a_role_is_held_by_one(self, store: Store) -> None:
        with store.lease("outbox") as first:
            assert first is True
            with store.lease("outbox") as second, store.lease("sense:mail/inbox") as other:
                assert second is False
                assert other is True
            with store.lease("outbox") as third:
                assert third is False
        with store.lease("outbox") as after:
            assert after is True
