"""What a mail's sender wrote himself, for `benchmarks.oracle zones`."""

from __future__ import annotations

import email
from email.policy import compat32
from typing import Any

from worktui.engine.zones import own
from worktui.senses.html import html_to_text
from worktui.senses.mailbody import body_of


def _text(raw: str, form: str) -> str:
    if form == "eml":
        return body_of(email.message_from_bytes(raw.encode("utf-8"), policy=compat32)).text
    return html_to_text(raw)[0] if form == "html" else raw.replace("\r\n", "\n")


def answer(data: Any) -> dict[str, Any]:
    """`[{"id", "raw", "format": text|eml|html}]` → `{id: {"own": text}}`."""
    return {one["id"]: {"own": own(_text(one["raw"], one["format"]))} for one in data}
