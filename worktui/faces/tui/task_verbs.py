"""The verbs on tasks, the same on every place that has tasks under its cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from worktui.app.phrases import listed
from worktui.domain.change import Doc

if TYPE_CHECKING:
    from types import ModuleType

    from worktui.domain.actions.base import Action
    from worktui.faces.tui.place import Shell


def doing() -> ModuleType:
    """What verbs come to; loaded with the first of them, for a quick start."""
    from worktui.app import tasking

    return tasking


class TaskVerbs:
    """Mixed into places; needs `shell` and `chosen()`."""

    shell: Shell

    def chosen(self) -> tuple[Doc, ...]:
        """The tasks acted on."""
        raise NotImplementedError

    def acted(self) -> None:
        """After an act on all that were selected; places may let go of the selection."""

    def act(self, actions: Sequence[Action]) -> None:
        """Do actions, or say that they change nothing."""
        if not actions:
            self.shell.refuse("Nothing would change.")
            return
        if any(action.type == "move_task" for action in actions):
            from worktui.app.doubts import doubts, meant

            if told := doubts(actions, self.shell.work):
                self._ask_first(told, meant(actions))
                return
        self._do(actions)

    def _do(self, actions: Sequence[Action]) -> None:
        self.shell.do(actions, then=lambda _receipt: self.acted())

    def _ask_first(self, told: Sequence[str], actions: Sequence[Action]) -> None:
        """A move that something speaks against: what, and then yes or no."""
        from worktui.faces.tui.dialogs.asking import doubtful

        several = len({str(each.task) for each in actions if hasattr(each, "task")}) > 1
        words = "Move them all the same?" if several else "Move it all the same?"
        self.shell.ask(doubtful(self.shell.ink, words, told), lambda _: self._do(actions))

    def named(self) -> str:
        """What is acted on, in words: `WEB-12`, `WEB-12 and WEB-31`."""
        return listed([task["id"] for task in self.chosen()], 2)

    def verb_task_open(self) -> None:
        """The task's page."""
        self.shell.open_task(self.chosen()[0]["id"])

    def verb_task_start(self) -> None:
        """Into work in hand."""
        self.act(doing().to_kind(self.chosen(), self.shell.work, "doing"))

    def verb_task_done(self) -> None:
        """Into done."""
        self.act(doing().to_kind(self.chosen(), self.shell.work, "done"))

    def verb_task_unblock(self) -> None:
        """Waits for nothing any more."""
        self.act(doing().freed(self.chosen(), self.shell.work))

    def verb_task_remove(self) -> None:
        """Off the board, at once: undo brings it back. Many at once are asked about."""
        tasks = self.chosen()
        if len(tasks) == 1:
            self.act(doing().away(tasks))
            return
        from worktui.faces.tui.dialogs.asking import confirm

        words = f"Take {len(tasks)} tasks away?"
        self.shell.ask(
            confirm(self.shell.ink, words, self.named()), lambda _: self.act(doing().away(tasks))
        )

    def verb_task_restore(self) -> None:
        """Back on the board."""
        self.act(doing().back(self.chosen()))

    def verb_task_copy(self) -> None:
        """The ids into the terminal's clipboard."""
        ids = " ".join(task["id"] for task in self.chosen())
        self.shell.perform(f"copy:{ids}")

    def verb_task_who(self) -> None:
        """Give to a person."""
        self._ask("who", lambda who: doing().set_fields(self.chosen(), assignee=who))

    def verb_task_priority(self) -> None:
        """How urgent."""
        self._ask("priority", lambda value: doing().set_fields(self.chosen(), priority=value))

    def verb_task_project(self) -> None:
        """Into a project."""
        self._ask("project", lambda key: doing().set_fields(self.chosen(), project=key))

    def verb_task_tag(self) -> None:
        """Tags."""
        self._ask("tags", lambda words: doing().tagged(self.chosen(), words))

    def verb_task_when(self) -> None:
        """When due."""
        self._ask("when", lambda day: doing().set_fields(self.chosen(), due=day))

    def verb_task_later(self) -> None:
        """Out of what is next until a day."""
        self._ask("later", lambda day: doing().set_fields(self.chosen(), snoozed_until=day))

    def verb_task_block(self) -> None:
        """Blocked by what."""
        work = self.shell.work
        self._ask("block", lambda by: doing().blocked(self.chosen(), by, work))

    def verb_task_comment(self) -> None:
        """A few words."""
        self._ask("comment", lambda text: doing().comments(self.chosen(), text))

    def verb_task_spent(self) -> None:
        """Time on it: how long, on which day."""
        from worktui.faces.tui.dialogs import spent

        task = self.chosen()[0]
        self.shell.ask(
            spent.asked(self.shell, task), lambda said: self.act(spent.logged(task, said))
        )

    def verb_task_edit(self) -> None:
        """As one quick-add line."""
        from worktui.faces.tui.dialogs.adding import editing

        self.shell.ask(editing(self.shell, self.chosen()[0]), self.act)

    def _ask(self, what: str, make: Callable[[Any], Sequence[Action]]) -> None:
        from worktui.faces.tui.dialogs import asking

        dialog = asking.about(what, self.shell, self.chosen(), self.named())
        self.shell.ask(dialog, lambda value: self.act(make(value)))
