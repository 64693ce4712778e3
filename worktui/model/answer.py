"""What a completion says: the text in which the candidates stand, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from worktui.domain.errors import ModelProblem
from worktui.domain.text import clean_or
from worktui.model.wire import Reply


class NotThisWay(Exception):
    """The server does not take this way of asking; another one may work."""


def said(reply: Reply) -> str:
    """The text of a completion. Raises NotThisWay, or ModelProblem with the server's reason."""
    if reply.status in (400, 404, 415, 422, 501):
        raise NotThisWay(f"it answered {reply.status}: {_why(reply.text)}")
    if 300 <= reply.status < 400:
        raise ModelProblem(
            "It points to another address, which is not followed.",
            hint="Put the address it moved to into `model.address`.",
        )
    if reply.status in (401, 403):
        raise ModelProblem(
            f"It refused the key ({reply.status}).", hint="Look at `model.key_command`."
        )
    if reply.status != 200:
        raise ModelProblem(f"It answered {reply.status}: {_why(reply.text)}.")
    message = _message(reply.text)
    refusal = message.get("refusal")
    if isinstance(refusal, str) and refusal.strip():
        raise ModelProblem(f"It would not answer: {clean_or(refusal, 'no reason', 120)}")
    called = _called(message.get("tool_calls"))
    text = called or _content(message.get("content"))
    if not text.strip():
        raise ModelProblem("Its answer is empty.")
    return text


def _message(text: str) -> Mapping[str, Any]:
    """The first choice's message."""
    try:
        choice = json.loads(text)["choices"][0]
        message = choice["message"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise ModelProblem("What it answered is no chat completion.") from error
    if not isinstance(message, Mapping):
        raise ModelProblem("What it answered is no chat completion.")
    if choice.get("finish_reason") == "content_filter":
        raise ModelProblem("It would not answer: its filter stopped it.")
    return message


def _called(calls: Any) -> str:
    """The arguments of the first tool that was called, "" when none was."""
    try:
        given = calls[0]["function"]["arguments"]
    except (KeyError, IndexError, TypeError):
        return ""
    return given if isinstance(given, str) else json.dumps(given)


def _content(content: Any) -> str:
    """Text, or the texts of content given in parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        texts = (part.get("text") for part in content if isinstance(part, Mapping))
        return "".join(text for text in texts if isinstance(text, str))
    return ""


def _why(text: str) -> str:
    """A server's reason as one clean short line."""
    try:
        error = json.loads(text)["error"]
        text = error["message"] if isinstance(error, Mapping) else error
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return clean_or(text, "no reason", 120).rstrip(".")
