"""What a request brings: its body within bounds of size, time, shape and depth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from worktui.faces.web.refusals import Refusal

LARGEST = 64 * 1024
"""Bytes of a body."""
PATIENCE = 10.0
"""Seconds in which a body must have arrived."""
DEEPEST = 32
MOST_FIELDS = 200
DRAINED = 1 << 20
"""So much more is read and dropped, that the sender hears why instead of a broken line."""
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def kind_of(request: Request) -> str:
    """The media type without its parameters, in lower case."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def body_of(request: Request, *, patience: float = PATIENCE) -> bytes:
    """The whole body; refuses one that is too large (413) or too slow (408)."""
    told = request.headers.get("content-length", "")
    too_large = told.isdigit() and int(told) > LARGEST
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                size += len(part)
                if size <= LARGEST and not too_large:
                    parts.append(part)
                elif size > DRAINED:
                    break
    except TimeoutError as error:
        raise Refusal(408, headers={"connection": "close"}) from error
    except ClientDisconnect as error:
        raise Refusal(400, headers={"connection": "close"}) from error
    if too_large or size > LARGEST:
        raise Refusal(413, headers={"connection": "close"})
    return b"".join(parts)


async def fields_of(request: Request, *, patience: float = PATIENCE) -> dict[str, str]:
    """The fields of a sent form; of one named twice the first. Refuses other content (415)."""
    if kind_of(request) != FORM:
        raise Refusal(415, headers={"accept": FORM})
    return fields_in(await body_of(request, patience=patience))


def fields_in(body: bytes) -> dict[str, str]:
    """The fields of an urlencoded body."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:  # UnicodeDecodeError is one, too
        raise Refusal(400) from error
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found


def json_in(body: bytes) -> Any:
    """Strict JSON: UTF-8, no number without end, no key twice, at most so deep."""
    if too_deep(body):
        raise Refusal(400, "This is nested too deeply.")
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "This is not valid JSON.") from error


def too_deep(body: bytes) -> bool:
    """Whether brackets outside of texts are nested deeper than is read here."""
    depth, inside, escaped = 0, False, False
    for byte in body:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands in it twice")
    return found
