"""The one door of the senses: bytes or JSON of any known kind become arrivals.

Nothing raises on what was sent: a refused input is an arrival that is `failed` or
`quarantined` and says why.  Nothing here writes, sends, or fetches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from worktui.domain.arrival import Arrival
from worktui.domain.errors import BadInput
from worktui.senses.eml import is_mail, read_eml
from worktui.senses.form import read_form
from worktui.senses.gitlog import looks_like_log, read_git
from worktui.senses.ics import read_ics
from worktui.senses.mbox import is_mbox, read_mbox
from worktui.senses.plaintext import read_text
from worktui.senses.raw import BROKEN, SIZE_LIMIT, compact, decoded, encoded, failed, parsed_json
from worktui.senses.webhook import read_webhook

KINDS: Final = ("text", "form", "eml", "mbox", "ics", "git", "webhook")
_BY_NAME: Final = {".eml": "eml", ".mbox": "mbox", ".mbx": "mbox", ".ics": "ics",
                   ".ical": "ics", ".ifb": "ics", ".vcs": "ics"}  # fmt: skip
_MOST_ARRIVALS: Final = 5000
_DEEPEST: Final = 3

Raw = bytes | str | Mapping[str, Any] | list[Any]


@dataclass(frozen=True, slots=True)
class _Given:
    """What comes with an input: the clock, the secrets, the file's name, how deep it lies."""

    now: datetime
    secrets: Mapping[str, str]
    name: str = ""
    depth: int = 0


def read(
    raw: Raw,
    kind: str | None,
    *,
    name: str = "",
    now: datetime,
    secrets: Mapping[str, str] | None = None,
) -> tuple[Arrival, ...]:
    """The arrivals in `raw`, in order, at least one.

    `kind` is one of `KINDS`, None guesses from `name` and content.  `now` is what signatures'
    timestamps are measured against; `secrets` are those of webhooks by source.
    """
    if kind is not None and kind not in KINDS and kind != "batch":
        return (_refused(raw, "text", f"{kind} is not a kind of input."),)
    try:
        return _read(_evened(raw), kind, _Given(now, secrets or {}, name))
    except BadInput as error:
        return (_refused(raw, _stored(kind), str(error)),)
    except BROKEN:  # the last net under foreign parsers: an input never stops the intake
        return (_refused(raw, _stored(kind), "This input is broken and could not be read."),)


def _evened(raw: Raw) -> Raw:
    """Lines that end in CR alone, as terminals paste them, end in LF."""
    if isinstance(raw, bytes):
        return raw if b"\n" in raw else raw.replace(b"\r", b"\n")
    if isinstance(raw, str):
        return raw if "\n" in raw else raw.replace("\r", "\n")
    return raw


def _read(raw: Raw, kind: str | None, given: _Given) -> tuple[Arrival, ...]:
    if isinstance(raw, bytes | str) and len(raw) > SIZE_LIMIT:
        return (_refused(raw, _stored(kind), "This input is larger than 10 MB; it was not read."),)
    if isinstance(raw, bytes | str) and (kind is None or kind in ("form", "git", "webhook")):
        kind, raw = _opened(raw, kind, given.name)
    if isinstance(raw, list):
        return _several(raw, kind, given)
    if isinstance(raw, Mapping):
        return _of_object(raw, kind, given)
    return _of_text(raw, kind or "text")


def _opened(raw: bytes | str, kind: str | None, name: str) -> tuple[str | None, Raw]:
    """Kind and content of a file: JSON parsed where it is JSON."""
    bytes_ = raw if isinstance(raw, bytes) else encoded(raw)
    text = decoded(bytes_) if isinstance(raw, bytes) else raw
    known = kind or _BY_NAME.get(name[name.rfind(".") :].lower() if "." in name else "")
    if kind == "git" and looks_like_log(text):
        return "git", text
    if known in ("form", "git", "webhook") or (known is None and _is_json(text, name)):
        return known, parsed_json(text)
    if known:
        return known, raw
    if is_mbox(bytes_):
        return "mbox", raw
    if text.lstrip("\ufeff\r\n ")[:15].upper().startswith(("BEGIN:VCALENDAR", "BEGIN:VEVENT")):
        return "ics", raw
    if looks_like_log(text):
        return "git", text
    return ("eml" if is_mail(bytes_) else "text"), raw


def _is_json(text: str, name: str) -> bool:
    """By name, or when an object or a list of objects parses."""
    if name.lower().endswith(".json"):
        return True
    if not text.lstrip("\ufeff\r\n\t ").startswith(("{", '[{"', "[\n", "[ {", "[{")):
        return False
    try:
        return isinstance(parsed_json(text), dict | list)
    except BadInput:
        return False


def _several(raw: list[Any], kind: str | None, given: _Given) -> tuple[Arrival, ...]:
    if given.depth >= _DEEPEST or not raw:
        return (_refused(raw, _stored(kind), "There is no arrival in this list."),)
    inner = replace(given, depth=given.depth + 1)
    found: list[Arrival] = []
    for one in raw[:_MOST_ARRIVALS]:
        if isinstance(one, Mapping | list | str):
            found += _safely(one, kind, inner)
        else:
            found.append(_refused(compact(one), _stored(kind), "This entry is not an arrival."))
    return tuple(found)


def _safely(one: Raw, kind: str | None, given: _Given) -> tuple[Arrival, ...]:
    """One entry of a list: a broken one does not hold up the others."""
    try:
        return _read(one, kind, replace(given, name="") if isinstance(one, str) else given)
    except BadInput as error:
        return (_refused(one, _stored(kind), str(error)),)
    except BROKEN:  # as in `read`
        return (_refused(one, _stored(kind), "This entry is broken and could not be read."),)


def _of_object(raw: Mapping[str, Any], kind: str | None, given: _Given) -> tuple[Arrival, ...]:
    # What somebody outside sent as one kind never says of itself that it is another.
    told = raw.get("kind") if kind is None else None
    if told == "batch" and isinstance(raw.get("items"), list):
        return _several(raw["items"], None, given)
    if isinstance(told, str) and told in KINDS and "raw" in raw:
        inner = raw["raw"]
        if not isinstance(inner, Mapping | list | str):
            return (_refused(compact(raw), _stored(told), "The raw input is missing."),)
        return _read(inner, told, replace(given, depth=given.depth + 1))
    match kind or _guessed(raw):
        case "webhook":
            return (read_webhook(_wrapped(raw), given.now, given.secrets),)
        case "git":
            return (read_git(raw),)
        case "form":
            return (read_form(raw),)
        case other:
            why = f"A {other} input must be text, not an object."
            return (_refused(raw, _stored(other), why),)


def _guessed(raw: Mapping[str, Any]) -> str:
    """Which kind an object is, by its keys."""
    if "body" in raw and ("headers" in raw or "source" in raw):
        return "webhook"
    forge = {"repository", "project", "object_kind"} & set(raw)
    if isinstance(raw.get("commits"), list) and not forge:
        return "git"
    if "object_kind" in raw or "repository" in raw or ("sender" in raw and "action" in raw):
        return "webhook"
    if isinstance(raw.get("type"), str) and isinstance(raw.get("data"), Mapping):
        return "webhook"
    return "form"


def _wrapped(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """A bare payload, as a forge's page offers it for copying, as a delivery without headers."""
    if "body" in raw and ("headers" in raw or "source" in raw):
        return raw
    return {"headers": {}, "body": raw}


def _of_text(raw: bytes | str, kind: str) -> tuple[Arrival, ...]:
    bytes_ = raw if isinstance(raw, bytes) else encoded(raw)
    match kind:
        case "eml":
            return (read_eml(bytes_),)
        case "mbox":
            return read_mbox(bytes_)
        case "ics":
            return (read_ics(bytes_),)
        case "git":
            return (read_git(decoded(bytes_) if isinstance(raw, bytes) else raw),)
        case _:
            return (read_text(decoded(raw) if isinstance(raw, bytes) else raw),)


def _stored(kind: str | None) -> str:
    return "eml" if kind == "mbox" else kind if kind in KINDS else "text"


def _refused(raw: Raw, kind: str, why: str) -> Arrival:
    if isinstance(raw, bytes | str):
        return failed(kind, raw if isinstance(raw, bytes) else encoded(raw), why)
    try:
        return failed(kind, compact(raw), why)
    except BROKEN:  # objects that JSON cannot hold
        return failed(kind, repr(type(raw)).encode(), why)
