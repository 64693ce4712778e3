"""Answering a message on screen: written whole, shown as it would leave, sent by `S` alone.

Also how somebody outside is made a contact or changed. Mixed into the places that show messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from worktui.app.desk import Receipt
from worktui.app.views.steps import StepView
from worktui.domain.actions import Action, parse
from worktui.domain.change import Doc
from worktui.faces.tui.paint import cut

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


class Replies:
    """Needs `shell` and `contact_here()`; `answers_here()` is the message that `r` answers."""

    shell: Shell

    def contact_here(self) -> str:
        """The address of the one outside that this is about."""
        raise NotImplementedError

    def answers_here(self) -> str:
        """The id of a message or suggestion, "" where there is none: then it is a new letter."""
        return ""

    def verb_inbox_reply(self) -> None:
        """Answer whoever wrote; where nothing came yet, write to them."""
        from worktui.app.replying import MANNERS, answerable, letter, reply_to

        shell, id = self.shell, self.answers_here()
        if id:
            draft = reply_to(shell.work, answerable(shell.work, id), shell.me).to_doc()
        else:
            to = self.contact_here()
            body = letter(shell.work, to, shell.me, MANNERS["en"])
            draft = {"type": "send_message", "channel": "mail", "to": to, "body": body}
        self._write(draft, draft)

    def _write(self, draft: Doc, now: Doc) -> None:
        """The letter to be written; `draft` is how it began, `now` how it stands."""
        from worktui.app.replying import room_to_write
        from worktui.app.views.contact import contact_name
        from worktui.faces.tui.dialogs.writing import Writing

        to = str(draft["to"])
        name = contact_name(self.shell.work, to)
        verb = "Answer" if draft.get("answers") else "Write to"
        step = StepView(0, verb, name, "", "outward")
        kept = f"letter {draft.get('answers') or to}"
        body, at = room_to_write(str(draft["body"]))
        dialog = Writing(self.shell, step, {**draft, "body": body}, draft=kept, at=at)
        if now is not draft:
            dialog.say(f"{now.get('subject', '')}\n{now['body']}")
        self.shell.ask(dialog, lambda fields: self._written(draft, {**draft, **fields}))

    def _written(self, draft: Doc, now: Doc) -> None:
        """Shown exactly as it would leave."""
        from worktui.app.views.letters import drafted
        from worktui.faces.tui.dialogs.message import MessageDialog

        shell = self.shell
        action = parse({k: v for k, v in now.items() if v not in (None, "")})
        courier = shell.courier
        leaves = bool(courier is not None and courier.leaves)
        view = drafted(shell.work, shell.desk.preview([action]), me=shell.me, leaves=leaves)
        answer = partial(self._answered_letter, draft, now, action)
        shell.ask(MessageDialog(shell.ink, view), answer)

    def _answered_letter(self, draft: Doc, now: Doc, action: Action, answer: str) -> None:
        if answer == "edit":
            self._write(draft, now)
        elif answer == "send":
            self.shell.queue(partial(self.shell.desk.do, [action]), self._letter_sent)

    def _letter_sent(self, receipt: Receipt) -> None:
        courier = self.shell.courier
        leaves = bool(courier is not None and courier.leaves)
        more = "; leaves in 10 s" if leaves else "; written here, not sent"
        words = cut(receipt.text.split("; ")[0], 48, self.shell.ink.signs.cut)
        self.shell.say(words + more, undo=True, sign=self.shell.ink.signs.done)

    def verb_contact_edit(self) -> None:
        """Make a contact of them, or change their name, zone or project."""
        from worktui.faces.tui.dialogs.contacts import contact_line

        email = self.contact_here()
        if not email:
            self.shell.refuse("It is about nobody outside.")
            return
        self.shell.ask(contact_line(self.shell, email), self._set_contact)

    def _set_contact(self, given: Mapping[str, Any]) -> None:
        self.shell.do([parse(given)])


def show_originals(shell: Shell, ids: Iterable[str]) -> bool:
    """Show messages as they came; False where none is there."""
    from worktui.app.views.original import original
    from worktui.faces.tui.dialogs.original import OriginalDialog

    work, store = shell.work, shell.desk.store
    shown = []
    for id in ids:
        blob = str((work.get("arrivals", id) or {}).get("blob") or "")
        found = original(work, id, store.get_blob(blob) if blob else None)
        shown += [found] if found is not None else []
    if shown:
        shell.ask(OriginalDialog(shell.ink, shown), lambda _value: None)
    return bool(shown)
