"""What a page refuses: a status, a headline, a sentence, and a way on."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from worktui.app.pages import Gone
from worktui.domain.errors import BadInput, Conflict, NotFound, Refused, StoreProblem, WorktuiError


class Refusal(Exception):
    """An answer other than the one asked for. `headers` go out with it."""

    def __init__(
        self,
        status: int,
        text: str = "",
        *,
        title: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.title = title or TITLES.get(status) or HTTPStatus(status).phrase
        self.text = text or TEXTS.get(status, "")
        self.headers = dict(headers or {})


TITLES: Mapping[int, str] = {
    400: "That cannot be read",
    401: "Not accepted",
    403: "Please send it once more",
    404: "Nothing here",
    405: "Not possible here",
    408: "That took too long",
    409: "No longer possible",
    410: "No longer valid",
    413: "Too much at once",
    415: "Not in this form",
    429: "Too many at once",
    500: "Something went wrong",
    503: "Not possible just now",
}
TEXTS: Mapping[int, str] = {
    400: "What was sent is not what this page asks for.",
    401: "This delivery was not accepted.",
    404: "There is no page under this address. Was the whole link copied?",
    405: "This address does not answer to that kind of request.",
    408: "What was sent did not arrive in time.",
    413: "More was sent than is taken here (64 kB at most).",
    415: "This address does not take that kind of content.",
    429: "That was a lot in a short time. Please try again in a few minutes.",
    500: "The fault is ours, and nothing was changed by it.",
    503: "Nothing can be written at the moment. Please try again in a few minutes.",
}


def refusal_of(error: WorktuiError) -> Refusal:
    """A failure of the work as what a visitor is told of it: its sentence only where that
    was written for visitors."""
    if isinstance(error, Gone):
        return Refusal(410, error.message)
    if isinstance(error, NotFound):
        return Refusal(404, error.message)
    if isinstance(error, BadInput):
        return Refusal(400, error.message)
    if isinstance(error, StoreProblem):
        return Refusal(503)
    if isinstance(error, Refused | Conflict):
        return Refusal(409)
    return Refusal(500)
