"""Undo and redo from any place; what would be seen outside is shown first, and only S sends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from worktui.app.desk import Desk, Preview, Receipt

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

Looked = tuple[int, Receipt | None, Preview | None]


def undo(shell: Shell, seq: int | None = None, *, offer: bool = False) -> None:
    """Take an entry back, my last one without a number. `offer` says that `u` undoes that too."""
    desk = shell.desk
    shell.queue(partial(_look, desk, seq, redo=False), partial(_looked, shell, offer))


def redo(shell: Shell) -> None:
    """Do again what I undid last."""
    shell.queue(partial(_look, shell.desk, None, redo=True), partial(_looked, shell, False))


def _look(desk: Desk, seq: int | None, *, redo: bool) -> Looked:
    """Do it where nobody outside sees it; else what they would see."""
    from worktui.app.undo import last_to_redo, last_to_undo
    from worktui.app.undoing import undo_would_send

    if seq is None:
        seq = (last_to_redo if redo else last_to_undo)(desk.store, desk.me)
    shown = undo_would_send(desk, seq)
    return seq, None if shown else desk.undo(seq), shown


def _looked(shell: Shell, offer: bool, found: Looked) -> None:
    seq, receipt, shown = found
    if receipt is not None:
        shell.say(receipt.text, undo=offer, sign=shell.ink.signs.done)
    elif shown is not None:
        from worktui.app.views.letters import drafted
        from worktui.faces.tui.dialogs.message import MessageDialog

        courier = shell.courier
        leaves = bool(courier is not None and courier.leaves)
        view = drafted(shell.work, shown, me=shell.me, leaves=leaves)
        dialog = MessageDialog(shell.ink, view)
        shell.ask(dialog, partial(_answered, shell, seq, leaves))


def _answered(shell: Shell, seq: int, leaves: bool, answer: str) -> None:
    if answer != "send":
        shell.refuse("What undoing sends is made from the booking; it cannot be edited.")
        return
    told = "leaves in 10 s" if leaves else "written here, not sent"

    def done(receipt: Receipt) -> None:
        words = f"{receipt.text}; {told}" if receipt.effects else receipt.text
        shell.say(words, undo=True, sign=shell.ink.signs.done)

    shell.queue(partial(shell.desk.undo, seq, yes=True), done)
