"""A house around a desk that stands already: tests, the oracle, an app that runs a command."""

from __future__ import annotations

# ruff: noqa: ARG002  (the shape is that of a house with files)
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from worktui.app.config import Config
from worktui.app.desk import Desk, Receipt
from worktui.app.inbox import Inbox
from worktui.app.ports import Courier, Notice
from worktui.domain.change import Entry
from worktui.domain.errors import Refused
from worktui.domain.snapshot import Snapshot


@dataclass
class GivenHouse:
    """Has no files and no settings of its own; what needs them is refused."""

    given: Desk
    its_inbox: Inbox
    its_courier: Courier | None = None
    tz: str = ""
    config: Any = field(default_factory=Config)
    notices: list[Notice] = field(default_factory=list)

    @property
    def path(self) -> Path:
        raise self._none()

    @property
    def config_file(self) -> Path:
        raise self._none()

    @property
    def secrets_file(self) -> Path:
        raise self._none()

    def exists(self) -> bool:
        return True

    def desk(self, *, create: bool = False, begin: bool = True, me: str = "") -> Desk:
        return self.given.through("cli")

    def begin_as(self, name: str, zone: str) -> Desk:
        return self.given

    def inbox(self, *, create: bool = False) -> Inbox:
        return self.its_inbox

    def courier(self) -> Courier:
        if self.its_courier is None:
            raise self._none()
        return self.its_courier

    def serve(self, **_how: Any) -> None:
        raise self._none()

    def serve_agents(self, name: str) -> None:
        raise self._none()

    def solver(self) -> Any:
        raise self._none()

    def holidays(self, code: str, years: Sequence[int]) -> Sequence[tuple[date, str]]:
        raise self._none()

    def days_off(self, data: bytes, years: Sequence[int]) -> Sequence[tuple[date, str]]:
        raise self._none()

    def is_own(self) -> bool:
        return False

    def left_out(self) -> str:
        return ""

    def senses(self, drop: str = "", *, every: bool | None = None) -> Sequence[Any]:
        return ()

    def reader(self, name: str) -> Callable[[bytes, str], Any] | None:
        raise self._none()

    def formats(self, *, writes: bool) -> str:
        return ""

    def importer(self, name: str) -> Callable[..., Receipt]:
        raise self._none()

    def lay_in(self, name: str) -> Callable[..., None]:
        raise self._none()

    def export(
        self,
        name: str,
        work: Snapshot,
        entries: Iterable[Entry] | None = None,
        *,
        project: str = "",
        chart: str = "",
    ) -> dict[str, Any] | str:
        raise self._none()

    def guess_zone(self) -> str:
        return "UTC"

    def os_user(self) -> str:
        return self.given.me

    def files(self) -> Sequence[Path]:
        raise self._none()

    def network(self) -> str:
        return ""

    def holder(self, name: str) -> str:
        return ""

    def _none(self) -> Refused:
        return Refused("This command needs a workspace in a file.")
