"""What is done on the page of a task: each part of it opened, changed, moved or taken away."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from worktui.app import checklist
from worktui.app.tasking import ticked
from worktui.app.verbs import Verb, verb
from worktui.domain.actions.tasks import UnlinkTasks
from worktui.domain.change import Doc
from worktui.faces.tui.own_editor import may_run_editor
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.task_facts import FACT, HOLDS, PAST, WAITS
from worktui.faces.tui.widgets.task_text import NOTE, STEP, TALK

if TYPE_CHECKING:
    from worktui.domain.actions.base import Action
    from worktui.faces.tui.dialogs.field import Asked
    from worktui.faces.tui.widgets.task_text import TaskText

_AWAY = {STEP: "step away", WAITS: "unlink", HOLDS: "unlink", PAST: "undo it", FACT: "clear"}
_ENTER = {STEP: "tick", NOTE: "write", TALK: "answer", FACT: "change", PAST: "look back"}
_FIXED = frozenset({"time"})
"""Rows among the facts that stand for something else than a field."""


class TaskActs(Walking):
    """Base of the page; needs `task_id`, `words`, `walk` and `to_task`."""

    task_id: str
    words: TaskText
    walk: tuple[str, ...]

    def to_task(self, id: str) -> None:
        """Another task on the same page."""
        raise NotImplementedError

    # what is under the cursor

    def under(self) -> tuple[str, str]:
        """Kind and number, field or id of what the cursor stands on."""
        kind, _, name = self.roll.key.partition(":")
        return kind, name

    def facts(self) -> frozenset[str]:
        """Whether a step is under the cursor, and why no editor may be started."""
        why = may_run_editor(os.environ)
        found = {f"no editor: {why}"} if why else set()
        return frozenset(found | ({"step"} if self.under()[0] == STEP else set()))

    def label(self, each: Verb) -> str:
        """What enter and `d` mean here."""
        kind, name = self.under()
        if each.id == "task.enter":
            return (
                ("open" if name else "add") if kind in (WAITS, HOLDS) else _ENTER.get(kind, "edit")
            )
        return super().label(each)

    def _doc(self) -> Doc:
        return self.chosen()[0]

    def _ask_field(self, asked: Asked) -> None:
        self.shell.ask(asked.dialog, lambda value: self.act(asked.make(value)))

    def _may(self, id: str) -> bool:
        """Whether what a verb does is possible here; else why not is said."""
        why = verb(id).blocked(self.scene())
        if why:
            self.shell.refuse(f"{verb(id).title}: not now, {why}.")
        return not why

    # opening and changing

    def verb_task_original(self) -> None:
        """The messages it came from, the newest first."""
        from worktui.app.views.came_from import came_from
        from worktui.faces.tui.replies import show_originals

        ids = [each.arrival for task in self.chosen() for each in came_from(self.shell.work, task)]
        if not show_originals(self.shell, dict.fromkeys(reversed(ids))):
            self.shell.refuse("It came from no message; somebody here wrote it.")

    def verb_task_enter(self) -> None:
        """A fact, the notes, a link, a step, a change of the past."""
        kind, name = self.under()
        if kind in (WAITS, HOLDS) and name:
            self.shell.open_task(name)
        elif kind == PAST:
            self.shell.look_back(int(name))
        elif self._may("task.edit"):
            self._change(kind, name)

    def _change(self, kind: str, name: str) -> None:
        from worktui.faces.tui.dialogs import field

        if kind == STEP:
            self.act(ticked(self._doc(), int(name)))
        elif kind == NOTE:
            self.verb_task_notes()
        elif kind == TALK:
            self.verb_task_comment()
        elif kind in (WAITS, HOLDS):
            self._ask_field(field.link(self.shell, self._doc(), holds=kind == HOLDS))
        elif kind == FACT and name == "time":
            self.verb_task_spent()
        elif kind == FACT:
            self._ask_field(field.about(name, self.shell, self._doc()))
        else:
            super().verb_task_edit()

    def verb_task_open(self) -> None:
        """As enter."""
        self.verb_task_enter()

    def verb_task_edit(self) -> None:
        """What is under the cursor in other words; on the title the whole task as one line."""
        kind, name = self.under()
        if kind == STEP:
            self._reword(int(name))
        elif kind in (NOTE, FACT):
            self._change(kind, name)
        else:
            super().verb_task_edit()

    def verb_task_remove(self) -> None:
        """A step, a link, a value, a change; on title and text the task itself."""
        kind, name = self.under()
        if kind == STEP:
            self.act(checklist.removed(self._doc(), int(name)))
        elif kind in (WAITS, HOLDS):
            self._unlink(kind, name)
        elif kind == PAST:
            from worktui.faces.tui import undoing

            undoing.undo(self.shell, int(name), offer=True)
        elif kind == FACT:
            self._clear(name)
        elif kind in (NOTE, TALK):
            self.shell.refuse("What is written stays; on the title, d takes the task away.")
        else:
            super().verb_task_remove()

    def _unlink(self, kind: str, name: str) -> None:
        if not name:
            self.shell.refuse("There is no link under the cursor.")
            return
        ends = (self.task_id, name) if kind == WAITS else (name, self.task_id)
        self.act([UnlinkTasks(task=ends[0], after=ends[1])])

    def _clear(self, name: str) -> None:
        from worktui.faces.tui.dialogs import field

        if name in _FIXED:
            self.shell.refuse("Time that was booked by mistake is undone under History.")
        else:
            self.act(field.changed(self._doc(), name, None))

    def verb_task_waits(self) -> None:
        """Wait for another task."""
        self._change(WAITS, "")

    def verb_task_holds(self) -> None:
        """Let another task wait for this one."""
        self._change(HOLDS, "")

    # the checklist

    def verb_task_tick(self) -> None:
        """Tick the step under the cursor, or take the tick away."""
        kind, number = self.under()
        if kind == STEP:
            self.act(ticked(self._doc(), int(number)))
        else:
            self.shell.refuse("There is no step under the cursor.")

    def verb_task_step(self) -> None:
        """Add a step after the one under the cursor, else at the end; alt+enter adds more."""
        from worktui.faces.tui.dialogs.wording import Wording

        kind, number = self.under()
        at = int(number) + 1 if kind == STEP else None
        added = self._adder(at)
        dialog = Wording(
            self.shell,
            title=f"{self.task_id}: a step",
            hint="what is to be done",
            does="add",
            another=added,
        )
        self.shell.ask(dialog, added)

    def _adder(self, at: int | None) -> Callable[[str], None]:
        """Adds steps one after the other from a place on."""
        places = [at]

        def add(text: str) -> None:
            here = places[0]
            number = len(checklist.steps_of(self._doc())) if here is None else here
            places[0] = None if here is None else here + 1
            actions = checklist.added(self._doc(), text, number)
            self.shell.do(actions, then=lambda _receipt: self._stand_on(number))

        return add

    def _stand_on(self, number: int) -> None:
        self.words.stand(f"{STEP}:{number}")

    def _reword(self, number: int) -> None:
        from worktui.faces.tui.dialogs.wording import Wording

        task = self._doc()
        text = str(checklist.steps_of(task)[number].get("text", ""))
        dialog = Wording(self.shell, title=f"{self.task_id}: step {number + 1}", text=text)
        self.shell.ask(dialog, lambda words: self.act(checklist.reworded(task, number, words)))

    def verb_task_step_down(self) -> None:
        """The step a place down."""
        self._shift(1)

    def verb_task_step_up(self) -> None:
        """The step a place up."""
        self._shift(-1)

    def _shift(self, by: int) -> None:
        number = int(self.under()[1])
        actions: Sequence[Action] = checklist.moved(self._doc(), number, by)
        if actions:
            self.shell.do(actions, then=lambda _receipt: self._stand_on(number + by))
        else:
            self.shell.refuse("It stands at the end already.")

    # the notes

    def verb_task_notes(self) -> None:
        """Written over several lines."""
        from worktui.faces.tui.dialogs.notes import Notes, noted

        dialog = Notes(self.shell, self._doc(), line=self.words.note_line())
        self.shell.ask(dialog, lambda pair: self.act(noted(self.task_id, *pair)))

    def verb_task_editor(self) -> None:
        """Written in an editor of one's own; these screens wait for it."""
        from worktui.faces.tui.dialogs.notes import noted
        from worktui.faces.tui.own_editor import edited

        before = str(self._doc().get("notes") or "")
        with self.app.suspend():
            after = edited(before, os.environ)
        if after == before:
            self.shell.refuse("The notes are as they were.")
        else:
            self.act(noted(self.task_id, before, after))

    # walking

    def verb_task_next(self) -> None:
        """The next task of the list it was opened from."""
        self._walk(1)

    def verb_task_previous(self) -> None:
        """The task before."""
        self._walk(-1)

    def _walk(self, step: int) -> None:
        ids = [id for id in self.walk if self.shell.work.get("tasks", id) or id == self.task_id]
        at = ids.index(self.task_id) + step if self.task_id in ids else -1
        if len(ids) < 2:
            self.shell.refuse("It was opened alone; esc goes back.")
        elif 0 <= at < len(ids):
            self.to_task(ids[at])
            self.note([(f"{at + 1} of {len(ids)}", "dim")])
        else:
            self.shell.refuse("That was the last one." if step > 0 else "This is the first one.")
