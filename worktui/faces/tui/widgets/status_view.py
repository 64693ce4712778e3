"""The status page on screen, as those above the work will read it: to copy, write, keep, send."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.strip import Strip

from worktui.app.desk import Receipt
from worktui.app.status import as_markdown, as_text, keep, save, status
from worktui.app.status.page import SCALE, StatusPage, Stone, day_words, stamp_words
from worktui.app.status.saving import file_name
from worktui.app.status.text import coming_text, finished_text, since_title, stone_dates
from worktui.app.views.letters import drafted
from worktui.domain.actions.base import Action
from worktui.domain.actions.meetings import SendMessage
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, still

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class StatusView(ProjectPane):
    """Shows the page; it is made beside the screen, for the moment it was asked for."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.page_: StatusPage | None = None
        self.why = ""

    # making

    def made(self) -> None:
        """The page of this moment; the one before is shown while it is made."""
        outlook = self.outlook
        if outlook is None:
            return
        if self.page_ is not None and self.page_.project != self.project:
            self.page_ = None
        now, project = self.shell.time(), self.project
        self.reckoner.ask(lambda _stop, _tell: status(outlook, project, now))

    def reckoned(self, value: object) -> None:
        """It is made."""
        self.page_ = value if isinstance(value, StatusPage) else None
        self.why = ""
        self.rebuild()

    def failed(self, why: str) -> None:
        """It cannot be made."""
        self.why = why
        self.rebuild()

    def facts(self) -> frozenset[str]:
        """`page`: it can be kept, copied, written, sent."""
        return frozenset({"page"}) if self.page_ is not None else frozenset()

    def _need(self) -> StatusPage | None:
        if self.page_ is None:
            self.shell.refuse("The page is still being made.")
        return self.page_

    # what is done with it

    def verb_status_keep(self) -> None:
        """Keep its facts, so that the next one says what changed since."""
        page = self._need()
        if page is not None:
            self.shell.do([keep(page)])

    def verb_status_copy(self) -> None:
        """The page as Markdown into the clipboard."""
        page = self._need()
        if page is not None:
            self.app.copy_to_clipboard(as_markdown(page))
            self.shell.say(f"The status of {page.project} is copied as Markdown")

    def verb_status_write(self) -> None:
        """Into a file, whose ending names the format."""
        page = self._need()
        if page is None:
            return
        from worktui.faces.tui.dialogs.chooser import Choice, Chooser

        names = [file_name(page, form) for form in ("html", "md", "text", "json")]

        def offer(text: str) -> list[Choice]:
            typed = [Choice(text.strip(), value=text.strip())] if text.strip() else []
            return [*typed, *(Choice(name, value=name) for name in names)]

        dialog = Chooser(
            self.ink, offer, title="Write the status to which file?", does="write",
            hint="a path; .html, .md, .txt or .json",
        )  # fmt: skip
        self.shell.ask(dialog, partial(self._write, page))

    def _write(self, page: StatusPage, path: str) -> None:
        said = self.shell.say
        self.shell.queue(partial(save, page, path), lambda text: said(str(text)))

    def verb_status_send(self) -> None:
        """To somebody, as a message that is shown first; there only `S` sends it."""
        page = self._need()
        if page is None:
            return
        from worktui.faces.tui.dialogs.chooser import Chooser

        dialog = Chooser(
            self.ink,
            self._addresses,
            title="Send the status to whom?",
            does="show the message",
            hint="a name or an address",
        )
        self.shell.ask(dialog, partial(self._letter, page))

    def _addresses(self, text: str) -> Sequence[Any]:
        from worktui.faces.tui.dialogs.chooser import Choice, matching

        work = self.shell.work
        rows = [
            Choice(
                str(doc.get("name") or doc["id"]), value=str(doc["email"]), note=str(doc["email"])
            )
            for table in ("contacts", "people")
            for doc in work.all(table)
            if doc.get("email")
        ]
        found = matching(rows, text.lstrip("@"))
        typed = text.strip()
        if _ADDRESS.fullmatch(typed) and all(row.value != typed for row in found):
            found.insert(0, Choice(typed, value=typed))
        return found

    def _letter(self, page: StatusPage, to: str) -> None:
        """The message exactly as it would leave."""
        action = SendMessage.of(
            {
                "to": to,
                "subject": f"Status of {page.title}, {day_words(page.at.date(), page.at.date())}",
                "body": as_text(page),
                "kind": "status",
            }
        )
        self._shown(action)

    def _shown(self, action: Action) -> None:
        from worktui.faces.tui.dialogs.message import MessageDialog

        shell = self.shell
        courier = shell.courier
        view = drafted(
            shell.work,
            shell.desk.preview([action]),
            me=shell.me,
            leaves=bool(courier is not None and courier.leaves),
        )
        shell.ask(MessageDialog(self.ink, view), partial(self._answered, action))

    def _answered(self, action: Action, answer: str) -> None:
        if answer == "send":
            self.shell.queue(partial(self.shell.desk.do, [action]), self._sent)
        elif answer == "edit":
            self.shell.refuse("A status is told as it stands; change the work, then look again.")

    def _sent(self, receipt: Receipt) -> None:
        courier = self.shell.courier
        leaves = bool(courier is not None and courier.leaves)
        more = "; leaves in 10 s" if leaves else "; written here, not sent"
        self.shell.say(receipt.text + more, undo=True, sign=self.ink.signs.done)

    # drawing

    def blocks(self, width: int) -> list[Block]:
        """Every line of the page; the three answers stand above it already."""
        page = self.page_
        if page is None:
            words = self.why or "making the status page…"
            return [still(self.said(width, words, "dim"))]
        lines = self._top(width, page)
        for title, body in (
            ("Milestones", self._stones(width, page)),
            (since_title(page), self._since(width, page)),
            ("Blocked", self._points(width, page.blocked)),
            ("Fragile", self._points(width, page.fragile)),
            ("Money", self._money(width, page)),
            ("What comes next", self._ahead(width, page)),
            ("Wrong in the plan", self._points(width, page.problems)),
            ("Assumed", self._points(width, page.assumptions, "dim")),
        ):
            made = list(body)
            if made:
                head = self.line(width, [(title, "title b")])
                lines += [head, *made, blank(self.ink, width)]
        return [still([line]) for line in lines]

    def _top(self, width: int, page: StatusPage) -> list[Strip]:
        scale = SCALE.get(page.health, "")
        sign = getattr(self.ink.signs, {"late": "late", "ask": "nobody"}.get(scale, "done"))
        left: list[Piece] = [
            ("Status ", "title b"),
            (f"{sign} ", f"{scale or 'good'} b"),
            (page.words, f"{scale} b" if scale else "fg"),
        ]
        right: list[Piece] = [(f"as of {stamp_words(page.at)}", "dim")]
        return [self.line(width, left, right), blank(self.ink, width)]

    def _stones(self, width: int, page: StatusPage) -> Iterable[Strip]:
        for stone in page.milestones:
            yield from self._stone(width, stone, page)

    def _stone(self, width: int, stone: Stone, page: StatusPage) -> Iterable[Strip]:
        scale = SCALE.get(stone.health, "")
        sign = {"late": self.ink.signs.late, "ask": self.ink.signs.nobody}.get(scale, " ")
        if stone.health == "done":
            sign, scale = self.ink.signs.done, "good"
        left: list[Piece] = [
            (f"{sign} ", f"{scale or 'dim'}"),
            (stone.name, "fg b"),
            (f"  {stone.words}", scale or "fg"),
            (f"  {stone_dates(stone, page)}", "fg"),
        ]
        yield self.line(width, left, [(f"{stone.done}/{stone.tasks}", "dim")])
        for text in (*stone.reasons, *((stone.override,) if stone.override else ())):
            yield from self.said(width, text, "dim", deep=2, sign=(self.ink.signs.dot, "dim"))

    def _since(self, width: int, page: StatusPage) -> Iterable[Strip]:
        signs = self.ink.signs
        marks = {"worse": (signs.late, "late b"), "better": (signs.done, "good")}
        for moved in page.since.changes:
            yield from self.said(width, moved.text, sign=marks.get(moved.kind, (signs.dot, "dim")))
        if finished := finished_text(page):
            yield from self.said(width, finished, sign=(signs.done, "good"))
        if not page.since.changes and not page.since.finished:
            yield self.line(width, [("nothing changed", "dim")])

    def _money(self, width: int, page: StatusPage) -> Iterable[Strip]:
        if page.money.sentence:
            yield from self.said(width, page.money.sentence)
            yield from self._points(width, page.money.reasons, "dim")

    def _ahead(self, width: int, page: StatusPage) -> Iterable[Strip]:
        today = page.at.date()
        for coming in page.ahead:
            day = day_words(coming.day, today).rjust(6)
            yield self.line(width, [(f"{day}  ", "dim"), (coming_text(coming), "fg")])

    def _points(self, width: int, texts: Iterable[str], role: str = "fg") -> Iterable[Strip]:
        for text in texts:
            yield from self.said(width, text, role, sign=(self.ink.signs.dot, "dim"))
