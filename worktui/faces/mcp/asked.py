"""A tool whose arguments are looked at first: what is wrong with them is said in words, with the
way out, and a proposal with wrong arguments is answered as any other that is invalid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from pydantic import ValidationError

from worktui.domain.text import clean_or

_MOST = 5
"""So many things that are wrong are told at once."""


class AskedTool(Tool):
    """A tool of ours. `proposes` says that it answers with id, status and why."""

    proposes: bool = False

    async def run(
        self, arguments: dict[str, Any], context: Any, convert_result: bool = False
    ) -> Any:
        """As the tool itself; wrong arguments never reach it."""
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            why = " ".join(_told(error, self.parameters.get("properties") or {}))
            if not self.proposes:
                raise ToolError(f"invalid: {why}") from error
            answer = {"id": None, "status": "invalid", "why": why}
            return self.fn_metadata.convert_result(answer) if convert_result else answer
        return await super().run(arguments, context, convert_result)


def _told(error: ValidationError, known: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each thing that is wrong; nothing of the values that were given."""
    found = error.errors(include_url=False, include_input=False)
    for each in found[:_MOST]:
        loc = each["loc"]
        name = clean_or(str(loc[0]) if loc else "", "?", 40)
        yield _sentence(name, each["type"], each["msg"], each.get("ctx") or {}, known)
    if len(found) > _MOST:
        yield f"And {len(found) - _MOST} more."


def _sentence(name: str, kind: str, said: str, more: Mapping[str, Any], known: Any) -> str:
    if kind == "missing":
        about = str(known.get(name, {}).get("description") or "").rstrip(".")
        return f"`{name}` is missing{f' ({about})' if about else ''}."
    if kind == "extra_forbidden":
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(known)}."
        return f"There is no argument `{name}`. {hint}"
    if kind == "literal_error":
        return f"`{name}` is one of {more.get('expected')}."
    return f"`{name}`: {clean_or(said, 'it cannot be used', 160).rstrip('.')}."
