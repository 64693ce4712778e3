"""The model as the app's port: asked in the best way its server takes, within one deadline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any

from worktui.app.ports import Asked
from worktui.domain.errors import ModelProblem, WorktuiError
from worktui.domain.text import clean_or
from worktui.model.address import Address, address_of
from worktui.model.answer import NotThisWay, said
from worktui.model.question import WAYS, Way, body
from worktui.model.repair import candidates_in
from worktui.model.wire import Reply, post

LONGEST_WAIT = 3600.0
"""Seconds for which a server's wish to be left alone is heeded, at most."""


class ChatModel:
    """A model behind `POST ADDRESS/chat/completions`.

    `timeout` seconds for all that is asked about one message; `mail` whether it may be shown
    a mailbox. The key is asked for each time and never kept.
    """

    def __init__(
        self,
        address: str,
        name: str,
        *,
        key: Callable[[], str] = str,
        mail: bool = False,
        timeout: float = 20.0,
    ) -> None:
        self._given = address
        self._name = clean_or(name, "model", 60)
        self._model = name
        self._ask_key = key
        self._mail = mail
        self._timeout = timeout
        self._way: Way = WAYS[0]
        self._busy_until = 0.0

    @property
    def name(self) -> str:
        return self._name

    @property
    def mail(self) -> bool:
        return self._mail

    def suggest(self, asked: Asked) -> Sequence[Mapping[str, Any]]:
        """See `worktui.app.ports.Model`."""
        if not self._model.strip():
            raise ModelProblem("model.name is not set.", hint="Name the model to ask there.")
        address = address_of(self._given)
        begun = monotonic()
        if begun < self._busy_until:
            raise ModelProblem("It asked to be left alone for a while.")
        key = self._key()
        until = begun + self._timeout
        last = ModelProblem("It takes none of the ways in which it can be asked.")
        for way in WAYS[WAYS.index(self._way) :]:
            try:
                found = self._asked(address, asked, way, key, until)
            except _TryAnother as another:
                last = another.problem
                continue
            self._way = way
            return found
        raise last

    def _asked(
        self, address: Address, asked: Asked, way: Way, key: str, until: float
    ) -> list[dict[str, Any]]:
        reply = post(address, body(asked, self._model, way), key=key, until=until)
        if reply.status in (429, 503):
            self._busy_until = monotonic() + _wait(reply)
        try:
            text = said(reply)
        except NotThisWay as wrong:
            raise _TryAnother(ModelProblem(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")) from wrong
        try:
            return candidates_in(text)
        except ModelProblem as problem:
            raise _TryAnother(problem) from problem

    def _key(self) -> str:
        """The key, as it can stand in a header. Raises ModelProblem; never says what it is."""
        try:
            key = self._ask_key().strip()
        except WorktuiError as error:
            raise ModelProblem(error.message, hint=error.hint) from error
        if not (key.isascii() and key.isprintable()) and key:
            raise ModelProblem(
                "The model’s key is no key.", hint="It is one line of plain letters."
            )
        return key


class _TryAnother(Exception):
    """This way gave nothing; the next one may."""

    def __init__(self, problem: ModelProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _wait(reply: Reply) -> float:
    """Seconds that a busy server wants to be left alone (RFC 9110, 10.2.3; a date counts as a
    minute)."""
    told = reply.headers.get("retry-after", "").strip()
    seconds = float(told) if told.isascii() and told.isdigit() and len(told) < 9 else 60.0
    return min(seconds, LONGEST_WAIT)
