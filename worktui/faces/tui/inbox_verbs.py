"""The verbs on a suggestion, the same in the inbox and in the pane beside other places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from worktui.app import unread
from worktui.app.always import no_rule
from worktui.app.applying import chosen_steps
from worktui.app.desk import Receipt
from worktui.app.inbox import Inbox
from worktui.app.plans.letters import offer_letter
from worktui.app.views.bundle import BundleView, bundle
from worktui.app.views.inbox import inbox
from worktui.app.views.letters import sending
from worktui.app.views.original import StuckView, stuck
from worktui.app.views.steps import StepView
from worktui.domain.change import Doc
from worktui.domain.errors import NotFound
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.paint import cut
from worktui.faces.tui.replies import Replies, show_originals

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_WRITTEN = frozenset({"send_message", "comment_task"})
_LETTERS = frozenset({"offer_slots"})
TOLD = 40
"""Cells of the receipt that are shown; the log has all of it."""


def _nothing_in(*_args: object, **_more: object) -> tuple[()]:
    """Senses where there are none."""
    return ()


class InboxVerbs(Replies):
    """Mixed into what shows a suggestion; needs `shell`, `opened` and `step_key()`."""

    shell: Shell
    opened: BundleView | StuckView | None

    def step_key(self) -> str:
        """The number of the step stood on, "" when there is none."""
        raise NotImplementedError

    def settled(self) -> None:
        """What was opened waits no longer."""

    def turn(self, step: int) -> None:
        """To the next suggestion, or the one before."""
        raise NotImplementedError

    def show_why(self) -> None:
        """Every sign with its weight, or only the sentence."""
        raise NotImplementedError

    @property
    def inbox_here(self) -> Inbox:
        """The app's inbox, or one that decides but takes nothing in."""
        found = self.shell.inbox
        return found if found is not None else Inbox(self.shell.desk, _nothing_in)

    # reading

    def open_view(self, id: str, work: Snapshot) -> BundleView | StuckView | None:
        """The suggestion or the arrival of an id, None when it is gone."""
        if work.get("suggestions", id) is not None:
            here = self.inbox_here
            shown = here.preview(id)
            return bundle(work, id, shown, changed=here.changed(id), now=self.shell.time())
        return stuck(work, id)

    def step(self) -> StepView | None:
        """The step stood on; says why when there is none."""
        view = self.opened
        if isinstance(view, BundleView):
            for step in view.steps:
                if str(step.n) == self.step_key():
                    return step
        self.shell.refuse("There is no step here.")
        return None

    def _action(self, step: StepView) -> Doc:
        id = self.opened.id if self.opened else ""
        doc = self.shell.desk.snapshot().get("suggestions", id) or {}
        for action in doc.get("actions", ()):
            if action["n"] == step.n:
                found: Doc = action
                return found
        raise NotFound(f"Step {step.n} is no longer there.")

    @property
    def leaves(self) -> bool:
        """Whether mail is set up, so that a message really leaves."""
        courier = self.shell.courier
        return bool(courier is not None and courier.leaves)

    # answering

    def answers_here(self) -> str:
        """The message that is open, or those behind the suggestion."""
        return self.opened.id if self.opened is not None else ""

    # deciding

    def verb_inbox_apply(self) -> None:
        """What stays here is done; what would leave is shown first."""
        view = self.opened
        if isinstance(view, StuckView):
            self._queue(partial(unread.task_of, self.shell.desk, view.id), self.applied)
        elif isinstance(view, BundleView) and not view.chosen:
            self.shell.refuse("No step is chosen; space chooses one.")
        elif isinstance(view, BundleView) and view.outward:
            self._show_letters(view)
        elif isinstance(view, BundleView):
            self._queue(partial(self.inbox_here.apply, view.id), self.applied)

    def verb_inbox_send(self) -> None:
        """Only on the message shown: a key held too long must never send what nobody saw."""
        view = self.opened
        if isinstance(view, BundleView) and view.outward:
            self.shell.refuse(f"{self.shell.ink.signs.enter} shows the message; there S sends it.")
        else:
            self.shell.refuse("Nothing in it would leave the house.")

    def _show_letters(self, view: BundleView) -> None:
        from worktui.faces.tui.dialogs.message import MessageDialog

        shell = self.shell
        letters = sending(
            shell.work, view.id, self.inbox_here.preview(view.id), me=shell.me, leaves=self.leaves
        )
        if letters is not None:
            shell.ask(MessageDialog(shell.ink, letters), partial(self._answered, view))

    def _answered(self, view: BundleView, answer: str) -> None:
        if answer == "send":
            job = partial(self.inbox_here.apply, view.id, yes=True)
            self._queue(job, self.applied)
        elif answer == "edit":
            self._edit(view.outward[0], letter=True)

    def applied(self, receipt: Receipt) -> None:
        """Told in the footer; the next one is opened."""
        first, *more = receipt.text.split("; ")
        words = cut(first, TOLD, self.shell.ink.signs.cut)
        words += f" and {len(more)} more" if more else ""
        if receipt.effects:  # first: these seconds are all there is
            words = f"{'leaves in 10 s' if self.leaves else 'written here, not sent'}: {words}"
        words += self._left()
        self.shell.say(words, undo=receipt.entry is not None, sign=self.shell.ink.signs.done)
        self.settled()

    def _left(self) -> str:
        """How many wait still, while one goes through them."""
        left = len(inbox(self.shell.desk.snapshot(), now=self.shell.time()).ids)
        return f"; {left} left" if left else "; that was the last"

    def verb_inbox_always(self) -> None:
        """Ask once, then make the rule and carry this out under it."""
        view = self.opened
        if not isinstance(view, BundleView):
            self.shell.refuse("Only a suggestion can always be done.")
            return
        work = self.shell.desk.snapshot()
        doc = work.get("suggestions", view.id) or {}
        chosen = chosen_steps(doc, None)
        why, hint = no_rule(work, doc, chosen)
        if why:
            self.shell.refuse(f"{why} {hint}")
            return
        from worktui.faces.tui.dialogs import always

        kinds = {action.type for _, action in chosen}
        dialog = always.about(self.shell.ink, view.who, kinds)
        job = partial(self.inbox_here.always, view.id)
        self.shell.ask(dialog, lambda _yes: self._queue(job, self._ruled))

    def _ruled(self, receipt: Receipt) -> None:
        rule = receipt.text.rpartition("; ")[2]
        self.shell.say(f"Done; {rule}", undo=True, sign=self.shell.ink.signs.done)
        self.settled()

    def verb_app_undo(self) -> None:
        """On something that is done: take that back. Else my last change."""
        view = self.opened
        if isinstance(view, BundleView) and not view.waits and view.done is not None:
            from worktui.faces.tui import undoing

            undoing.undo(self.shell, view.done.entry, offer=True)
        else:
            self.shell.perform("app.undo")

    def verb_inbox_dismiss(self) -> None:
        """Nothing shall come of it."""
        view = self.opened
        if isinstance(view, StuckView):
            self._queue(partial(unread.put_aside, self.shell.desk, view.id), self.applied)
        elif view is not None:
            self._queue(partial(self.inbox_here.dismiss, view.id), self.applied)

    def verb_inbox_refuse(self) -> None:
        """Nothing shall come of it, and why: kept with it."""
        view = self.opened
        if not isinstance(view, BundleView):
            self.verb_inbox_dismiss()
            return
        from worktui.faces.tui.dialogs import reasons

        id = view.id
        dialog = reasons.about(self.shell.ink, view.who)
        self.shell.ask(
            dialog, lambda why: self._queue(partial(self.inbox_here.dismiss, id, why), self.applied)
        )

    def verb_inbox_later(self) -> None:
        """Out of sight until a moment."""
        view = self.opened
        if not isinstance(view, BundleView):
            self.shell.refuse("Only a suggestion can come back later.")
            return
        from worktui.faces.tui.dialogs import times

        id = view.id
        self.shell.ask(times.later(self.shell, view.who), lambda value: self._snooze(id, value))

    def _snooze(self, id: str, value: str) -> None:
        job = partial(self.inbox_here.snooze, id, parse_instant(value))
        self._queue(job, self.applied)

    # steps

    def verb_inbox_tick(self) -> None:
        """Choose or leave out the step."""
        step, view = self.step(), self.opened
        if step is not None and view is not None:
            if step.done:
                self.shell.refuse("That step is done.")
                return
            job = partial(self.inbox_here.tick, view.id, step.n, on=not step.ticked)
            self._queue(job, lambda _receipt: None)

    def verb_inbox_edit(self) -> None:
        """Change the step by a line of words."""
        step = self.step()
        if step is not None:
            self._edit(step)

    def _edit(self, step: StepView, *, letter: bool = False) -> None:
        """By a line; a draft over several lines, and so is the text of a letter that is shown."""
        action = self._action(step)
        if action["type"] in _WRITTEN or (letter and action["type"] in _LETTERS):
            from worktui.faces.tui.dialogs.writing import Writing

            draft = f"{self.opened.id if self.opened else ''} {step.n}"
            if action["type"] == "offer_slots":
                action = self._whole(action)
            at = None
            if action.get("answers") and action.get("needs_clarification"):
                from worktui.app.replying import room_to_write

                body, at = room_to_write(str(action.get("body", "")))
                action = {**action, "body": body}
            dialog = Writing(self.shell, step, action, draft=draft, at=at)
            self.shell.ask(dialog, self._setter(step, letter=letter))
            return
        from worktui.faces.tui.dialogs.step import StepDialog

        self.shell.ask(StepDialog(self.shell, step, action), self._setter(step))

    def _whole(self, offer: Doc) -> Doc:
        """An offer with all that its letter says now; `{times}` stands for its times."""
        shell = self.shell
        kind = shell.work.get("event_types", str(offer.get("event_type", ""))) or {}
        kind = {**kind, "minutes": offer.get("minutes") or kind.get("minutes")}
        to, now = str(offer.get("to", "")), shell.time()
        subject, body = offer_letter(shell.work, to, kind, shell.me, now, offer.get("text"))
        return {"subject": subject, "body": body, **offer}

    def verb_inbox_time(self) -> None:
        """Another slot, or another day."""
        step = self.step()
        if step is None:
            return
        if not step.time:
            self.shell.refuse(f"“{step.verb}” has no time to change.")
            return
        from worktui.faces.tui.dialogs import times

        dialog = times.about(self.shell, step, self._action(step))
        change = self._setter(step)
        self.shell.ask(dialog, lambda value: change({step.time: value}))

    def _setter(
        self, step: StepView, *, letter: bool = False
    ) -> Callable[[Mapping[str, Any]], None]:
        """What an answer does: to the suggestion that was open when it was asked. A letter that
        was edited is shown again."""
        id = self.opened.id if self.opened else ""

        def told(receipt: Receipt) -> None:
            self._told(receipt)
            view = self.open_view(id, self.shell.desk.snapshot()) if letter else None
            if isinstance(view, BundleView) and view.outward:
                self._show_letters(view)

        def change(fields: Mapping[str, Any]) -> None:
            if fields:
                self._queue(partial(self.inbox_here.edit, id, step.n, fields), told)

        return change

    def _told(self, receipt: Receipt) -> None:
        self.shell.say(receipt.text, undo=True, sign=self.shell.ink.signs.done)

    # looking

    def verb_inbox_original(self) -> None:
        """The message as it came; of several, the newest first."""
        view = self.opened
        if view is None:
            return
        work = self.shell.work
        ids = [view.id] if work.get("arrivals", view.id) else []
        if isinstance(view, BundleView):
            ids = [source.id for source in reversed(view.sources)]
        if not show_originals(self.shell, ids):
            self.shell.refuse("No message is behind it; the state of the work is.")

    def verb_inbox_why(self) -> None:
        """What spoke for it, each with its weight."""
        self.show_why()

    def verb_inbox_next(self) -> None:
        """The next one."""
        self.turn(1)

    def verb_inbox_previous(self) -> None:
        """The one before."""
        self.turn(-1)

    def _queue(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self.shell.queue(job, then)
