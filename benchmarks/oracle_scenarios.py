"""The oracle for `scenarios`: what the program suggests and does in a described situation.

Each case runs in a fresh store with the clock at its `now`, through the same inbox, desk,
command line and outbox that people use. Answers only, never a verdict.
"""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk, Receipt
from worktui.app.inbox import Inbox
from worktui.app.outbox import deliver
from worktui.app.ports import Store
from worktui.app.tick import tick
from worktui.domain.change import Entry
from worktui.domain.errors import WorktuiError
from worktui.domain.settings import Settings
from worktui.effects.courier import Courier
from worktui.effects.scripted import ScriptedCarrier
from worktui.faces.cli import run_words
from worktui.faces.cli.documents import arrival_json, suggestion_json
from worktui.formats.worktui_json import export, import_into
from worktui.store.memory import MemoryStore
from worktui.wiring import intake

if TYPE_CHECKING:
    from benchmarks.visits import Visits

Json = dict[str, Any]
KEYS = ("id", "key", "slug", "uid", "email")


def answer(data: Json) -> Json:
    """Answers by case id; a case that raises is answered with its error."""
    result: Json = {}
    for case in data["scenarios"]:
        try:
            result[case["id"]] = Scene.of(data, case).play(case["input"])
        except WorktuiError as error:
            result[case["id"]] = {"error": {"kind": error.kind, "message": str(error)}}
        except Exception as error:  # the run goes on, the answer says what broke
            result[case["id"]] = {"error": {"kind": type(error).__name__, "message": str(error)}}
    return result


def changed(workspace: Json, change: Mapping[str, Any]) -> Json:
    """A workspace with `set`, `patch` and `add` carried out."""
    result = copy.deepcopy(workspace)
    result.update(copy.deepcopy(change.get("set") or {}))
    for table, patches in (change.get("patch") or {}).items():
        for id, fields in patches.items():
            for doc in result.get(table, []):
                if any(doc.get(key) == id for key in KEYS):
                    doc.update(copy.deepcopy(fields))
    for table, docs in (change.get("add") or {}).items():
        result.setdefault(table, []).extend(copy.deepcopy(docs))
    return result


class Killed(BaseException):
    """The process ended here, as by SIGKILL: nothing catches it and nothing tidies up."""


class Mortal:
    """A store whose process can be made to die right after its next commit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.dies = self.died = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, *args: Any, **more: Any) -> Entry | None:
        """As the store does; then, if so arranged, never returns."""
        entry = self._store.commit(*args, **more)
        if entry is not None and self.dies:
            self.dies, self.died = False, True
            raise Killed
        return entry


@dataclass
class Scene:
    """One case being played."""

    desk: Desk
    inbox: Inbox
    clock: FixedClock
    carrier: ScriptedCarrier
    visits: Visits | None = None
    out: Json = field(
        default_factory=lambda: {"arrivals": [], "receipts": [], "http": [], "slots": []}
    )

    @classmethod
    def of(cls, data: Json, case: Json) -> Scene:
        """A fresh store with the case's context in it."""
        base = data["base_contexts"][case["context"]]
        overrides = case.get("context_overrides") or {}
        clock = FixedClock(datetime.fromisoformat(overrides.get("now") or base["now"]))
        memory = MemoryStore()
        memory.open()
        store = cast("Store", Mortal(memory))
        desk = Desk(store, clock, "")
        import_into(desk, changed(base["workspace"], overrides))
        desk = Desk(store, clock, Settings.of(store.snapshot()).me, "cli")
        return cls(
            desk,
            Inbox(desk, intake, data.get("hook_secrets") or {}),
            clock,
            ScriptedCarrier([]),
        )

    def play(self, given: Json) -> Json:
        """Run the input and tell how things stand at the end."""
        if given["kind"] == "steps":
            for number, step in enumerate(given["steps"], 1):
                self._step(number, step)
            return self._end()
        items = given["items"] if given["kind"] == "batch" else [given]
        for item in items:
            self._sense(item)
        return {"arrivals": self.out["arrivals"], "suggestions": self._suggestions()}

    def _sense(self, item: Json) -> None:
        sensed = self.inbox.sense(item["raw"], item["kind"])
        self.out["arrivals"] += [arrival_json(doc) for doc in sensed.arrivals]

    def _suggestions(self) -> list[Json]:
        return [suggestion_json(doc) for doc in self.desk.snapshot().all("suggestions")]

    def _end(self) -> Json:
        work = export(self.desk.snapshot())
        outbox = [
            {
                "kind": doc["kind"],
                "to": doc.get("to"),
                "subject": doc.get("subject"),
                "state": doc["state"],
                "attempts": doc.get("attempts", 0),
                "message_id": doc.get("message_id"),
                "ics_method": (doc.get("ics") or {}).get("method"),
                "ics_sequence": (doc.get("ics") or {}).get("sequence"),
                "ics_uid": (doc.get("ics") or {}).get("uid"),
            }
            for doc in self.desk.snapshot().all("outbox")
        ]
        return {
            **self.out,
            "suggestions": self._suggestions(),
            "bookings": work.get("bookings", []),
            "tasks": work.get("tasks", []),
            "outbox": outbox,
        }

    def _step(self, number: int, step: Json) -> None:
        getattr(self, f"_do_{step['do']}")(number, step)

    def _do_sense(self, _number: int, step: Json) -> None:
        self._sense(step)

    def _do_inbox(self, _number: int, _step: Json) -> None:
        tick(self.desk)

    def _do_apply(self, number: int, step: Json) -> None:
        wanted = set(step["match"]["type"].split("|"))
        found = next(
            (
                doc
                for doc in self.desk.snapshot().all("suggestions")
                if doc["state"] != "applied" and wanted & {a["type"] for a in doc["actions"]}
            ),
            None,
        )
        row: Json = {"step": number, "suggestion": found["id"] if found else None, "entry": None}
        try:
            if found is None:
                row |= {"state": "failed", "message": "No suggestion has such an action."}
            else:
                receipt = self._applied(found["id"])
                entry = receipt.entry.seq if receipt.entry else None
                row |= {"state": "applied", "entry": entry, "message": receipt.text}
        except WorktuiError as error:
            row |= {"state": "refused", "message": str(error)}
        self.out["receipts"].append(row)

    def _applied(self, id: str) -> Receipt:
        """Apply a suggestion, also as the last thing that its process does."""
        try:
            return self.inbox.apply(id, yes=True)
        except Killed:
            return Receipt(self.desk.store.entry(self.desk.store.seq), "")
        finally:
            self._start_again()

    def _do_run(self, number: int, step: Json) -> None:
        before = self.desk.store.seq
        told, wrong = io.StringIO(), io.StringIO()
        with redirect_stdout(told), redirect_stderr(wrong):
            try:
                status = run_words([*map(str, step["args"])], self.desk, self.inbox)
            except Killed:
                status = 0  # what was committed stands, though nobody was told
        self._start_again()
        after = self.desk.store.seq
        state = "applied" if status == 0 else "refused" if status in (1, 3) else "failed"
        self.out["receipts"].append(
            {
                "step": number,
                "suggestion": None,
                "state": state,
                "entry": after if after != before else None,
                "message": (told.getvalue() or wrong.getvalue()).strip(),
            }
        )

    def _do_slots(self, _number: int, step: Json) -> None:
        words = ["slots", step["type"], "--json"]
        for name in ("from", "to", "tz"):
            if step.get(name):
                words += [f"--{name}", step[name]]
        told = io.StringIO()
        with redirect_stdout(told):
            run_words(words, self.desk, self.inbox)
        found = json.loads(told.getvalue() or "{}")
        self.out["slots"].append([slot["start"] for slot in found.get("slots", [])])

    def _do_set(self, _number: int, step: Json) -> None:
        if "now" in step:
            self.clock.set(datetime.fromisoformat(step["now"]))
        if "mail" in step:
            self.carrier.answers.extend(step["mail"])
        if any(key in step for key in ("set", "patch", "add")):
            before = export(self.desk.snapshot())
            import_into(self.desk.through("external"), changed(before, step), replace=True)

    def _do_http(self, _number: int, step: Json) -> None:
        self.out["http"] += self._visits().play([step])
        self._start_again()

    def _do_together(self, _number: int, step: Json) -> None:
        self.out["http"] += self._visits().play(step["steps"])
        self._start_again()

    def _visits(self) -> Visits:
        """The pages over this desk; imported only here, since they are an extra."""
        from benchmarks.visits import Visits

        if self.visits is None:
            self.visits = Visits(self.desk, self.inbox)
        return self.visits

    def _do_crash(self, _number: int, _step: Json) -> None:
        """The next commit is the last thing that its process does."""
        cast("Mortal", self.desk.store).dies = True

    def _start_again(self) -> None:
        """After a death: nothing of the old process is left but what it had committed."""
        store = cast("Mortal", self.desk.store)
        if store.died:
            store.died = False
            self.desk = Desk(self.desk.store, self.clock, self.desk.me, "cli")
            self.inbox = Inbox(self.desk, intake, self.inbox.secrets)
            self.visits = None

    def _do_deliver(self, _number: int, _step: Json) -> None:
        deliver(self.desk, Courier(self.carrier), at_once=True)
