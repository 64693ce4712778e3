"""What a command works in: the house it was given, how it answers, how it reads time words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from worktui.app.desk import Desk, Receipt
from worktui.app.phrases import counted
from worktui.app.ports import Courier, Notice
from worktui.domain.change import Entry
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.frame import say_json
from worktui.faces.cli.paper import Paper, out


class House(Protocol):
    """What stands behind the command line; wiring builds it."""

    notices: list[Notice]

    @property
    def path(self) -> Path: ...
    @property
    def tz(self) -> str: ...
    @property
    def config(self) -> Any: ...
    @property
    def config_file(self) -> Path: ...
    @property
    def secrets_file(self) -> Path: ...
    def exists(self) -> bool: ...
    def desk(self, *, create: bool = False, begin: bool = True, me: str = "") -> Desk: ...
    def begin_as(self, name: str, zone: str) -> Desk: ...
    def inbox(self, *, create: bool = False) -> Any: ...
    def courier(self) -> Courier: ...
    def serve(
        self,
        *,
        host: str,
        port: int,
        ready: Callable[[str], None],
        quiet: bool = False,
        chores: bool = True,
        allow_root: bool = False,
    ) -> None: ...
    def senses(self, drop: str = "", *, every: bool | None = None) -> Sequence[Any]: ...
    def is_own(self) -> bool: ...
    def left_out(self) -> str: ...
    def reader(self, name: str) -> Callable[[bytes, str], Any] | None: ...
    def formats(self, *, writes: bool) -> str: ...
    def importer(self, name: str) -> Callable[..., Receipt]: ...
    def lay_in(self, name: str) -> Callable[..., None]: ...
    def export(
        self,
        name: str,
        work: Snapshot,
        entries: Iterable[Entry] | None = None,
        *,
        project: str = "",
        chart: str = "",
    ) -> dict[str, Any] | str: ...
    def serve_agents(self, name: str) -> None: ...
    def solver(self) -> Any: ...
    def holidays(self, code: str, years: Sequence[int]) -> Sequence[tuple[date, str]]: ...
    def days_off(self, data: bytes, years: Sequence[int]) -> Sequence[tuple[date, str]]: ...
    def guess_zone(self) -> str: ...
    def os_user(self) -> str: ...
    def files(self) -> Sequence[Path]: ...
    def network(self) -> str: ...
    def holder(self, name: str) -> str: ...


@dataclass(slots=True)
class Room:
    """One command being carried out."""

    house: House
    json: bool = False
    paper: Paper = field(default_factory=out)
    data: Any = None

    def desk(self, *, create: bool = False) -> Desk:
        """The desk; what opening had to do is told on stderr."""
        desk = self.house.desk(create=create)
        self.tell_notices()
        return desk

    def tell_notices(self) -> None:
        """Say what opening or recovery did, once."""
        for notice in self.house.notices:
            sys.stderr.write(Paper.of(sys.stderr).lines(notice.text) + "\n")
        self.house.notices.clear()

    def spoken(self, desk: Desk) -> Spoken:
        """Reads time words for this person, now."""
        return Spoken.of(Settings.of(desk.snapshot()), desk.now(), self.house.tz)

    def unsent(self) -> str:
        """Said before and after whatever cannot reach anybody, "" where mail is set up."""
        if self.house.config.mail.carrier != "maildir":
            return ""
        return "Mail is written here, not sent: `worktui setup` sets up mail."

    def answer(self, data: Any, text: str) -> None:
        """The one answer of a command: JSON when that was asked for, else text."""
        if self.json:
            say_json(data)
        elif text:
            sys.stdout.write(text + "\n")


def receipt_json(receipt: Receipt, work: Snapshot, **more: Any) -> dict[str, Any]:
    """What was committed, each effect and its state, and how to undo."""
    return {
        "entry": receipt.entry.seq if receipt.entry else None,
        "text": receipt.text,
        "ids": list(receipt.ids),
        "effects": [effect_json(work.get("outbox", id) or {"id": id}) for id in receipt.effects],
        "warnings": list(receipt.warnings),
        "undo": receipt.undo or None,
        **more,
    }


def effect_json(doc: Mapping[str, Any]) -> dict[str, Any]:
    """An outbox document as others see it."""
    return {name: doc.get(name) for name in ("id", "kind", "to", "subject", "state", "message_id")}


def receipt_text(room: Room, receipt: Receipt) -> str:
    """What was done, what to look at, what leaves, and how to take it back."""
    paper = room.paper
    said = receipt.text.replace("\n", " ")
    lines = [paper.lines(said[:1].upper() + said[1:])]
    lines += [paper.lines(f"! {warning}") for warning in receipt.warnings]
    if receipt.effects:
        how = room.unsent() or "`worktui deliver` sends."
        count = counted(len(receipt.effects), "message")
        lines.append(paper.lines(f"{count} in the outbox. {how}"))
    if receipt.undo and paper.styled:
        lines.append(f"`{receipt.undo}` takes it back.")
    return "\n".join(lines)
