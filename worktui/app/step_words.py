"""A step changed by words: `due=fri who=bo`, a day alone, or the quick-add line of its task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from worktui.app.field_words import named, stored, typed
from worktui.app.views.steps import TIMES, moment_words
from worktui.domain.actions import ACTIONS, parse
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, WorktuiError
from worktui.domain.fields import is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.quickadd import parse as read_line
from worktui.engine.quickadd_line import as_line
from worktui.engine.spoken import Spoken

TEXTS: Mapping[str, str] = {
    "send_message": "body",
    "comment_task": "text",
    "ask_person": "question",
    "set_reminder": "about",
    "offer_slots": "text",
}
"""The field that plain words become, for actions that are mostly words."""
LINE_END = "¶"
"""Stands for the end of a line where a text is edited in one line."""
_BREAK = re.compile(rf" ?{LINE_END} ?")
_PAIR = re.compile(r"(?:^|(?<=\s))([A-Za-z_]+)=")
_LINES = frozenset({"create_task"})


@dataclass(frozen=True, slots=True)
class StepWords:
    """What the words come to: fields to set (None takes one away), spans of the words that
    were understood, lines to read back, and why not when they cannot be used."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def line_of(action: Doc, work: Snapshot, now: datetime, me: str) -> str:
    """The line to begin with: a task as its quick-add line, else the words of the step."""
    if action.get("type") in _LINES:
        return _as_line(action, work, now, me)
    name = TEXTS.get(str(action.get("type")), "")
    return str(action.get(name, "")).strip().replace("\n", f" {LINE_END} ") if name else ""


def _as_line(action: Doc, work: Snapshot, now: datetime, me: str) -> str:
    """The line that is read as this very task; where the end of the title would be read
    together with the day after it, its last words are kept by a backslash."""
    title = str(action.get("title", ""))
    line = as_line(action, work, now, me)
    rest = as_line({**action, "title": "x"}, work, now, me)[1:]
    words = line.removesuffix(rest).split()
    for count in range(len(words) + 1):
        heard = read_line(line, work, now, me)
        if heard.title == title and heard.fields.get("due") == action.get("due"):
            break
        kept = [f"\\{word.removeprefix(chr(92))}" for word in words[-count - 1 :]]
        line = " ".join([*words[: -count - 1], *kept]) + rest
    return line


def names_of(action: Doc) -> tuple[str, ...]:
    """The fields a step can be given, those it has first."""
    kind = ACTIONS[str(action["type"])]
    known = {**kind.own_kinds(), **(kind.known or {})}
    return tuple(sorted(known, key=lambda name: (name not in action, name)))


def values_of(action: Doc, work: Snapshot, now: datetime) -> tuple[tuple[str, str], ...]:
    """What a step says now, a field and its value in words each; its slots stand elsewhere."""
    spoken = Spoken.of(Settings.of(work), now)
    kinds = _kinds(action)
    return tuple(
        (name, _shown(kinds[name], action[name], spoken))
        for name in names_of(action)
        if name in action
        and name not in ("slots", TEXTS.get(str(action["type"])))
        and kinds[name] not in ("object", "list", "any")
    )


def read_words(text: str, action: Doc, work: Snapshot, now: datetime, me: str) -> StepWords:
    """Read the words. Raises nothing: what cannot be used is told in `problem`."""
    spoken = Spoken.of(Settings.of(work), now)
    try:
        found = _keeping_length(_read(text, action, work, spoken, me), action)
        if found.fields:
            parse({**{k: v for k, v in action.items() if k != "n"}, **found.fields})
    except WorktuiError as error:
        return StepWords(problem=str(error))
    return found


def _read(text: str, action: Doc, work: Snapshot, spoken: Spoken, me: str) -> StepWords:
    kind = str(action["type"])
    if not text.strip():
        return StepWords()
    if _PAIR.search(text):
        return _pairs(text, action, spoken)
    if kind in _LINES:
        return _task(text, action, work, spoken, me)
    name = TIMES.get(kind, "")
    value = spoken.value(text) if name and name != "slots" else None
    if value is not None:
        kept = stored(_kinds(action).get(name, "when"), value, spoken)
        said = moment_words(kept, spoken.tz)
        return StepWords({name: kept}, ((0, len(text)),), ((_words(name), said),))
    if kind in TEXTS:
        said = _BREAK.sub("\n", text.strip())
        return StepWords({TEXTS[kind]: said}, (), ((_words(TEXTS[kind]), text.strip()),))
    names = ", ".join(names_of(action)[:6])
    raise BadInput(f"“{text.strip()[:60]}” is not understood.", hint=f"Write FIELD=VALUE: {names}.")


def _keeping_length(found: StepWords, action: Doc) -> StepWords:
    """An event that begins at another time ends so much later or earlier too."""
    new, old, end = (found.fields.get("start"), action.get("start"), action.get("end"))
    if not new or not old or not end or "end" in found.fields or "type" not in action:
        return found
    if not str(action["type"]).endswith("_event") or is_day(str(old)) or is_day(new):
        return found
    length = parse_instant(str(end)) - parse_instant(str(old))
    moved = (parse_instant(new) + length).isoformat()
    return replace(found, fields={**found.fields, "end": moved})


def _task(text: str, action: Doc, work: Snapshot, spoken: Spoken, me: str) -> StepWords:
    """The whole line says the task anew; what it no longer says is taken away."""
    heard = read_line(text, work, spoken.now, me)
    if not heard.title:
        raise BadInput(heard.doubts[0] if heard.doubts else "There is no title left.")
    sayable = ("assignee", "priority", "tags", "project", "milestone", "estimate_hours", "due")
    gone = {name: None for name in sayable if action.get(name) and name not in heard.fields}
    fields = {"title": heard.title, **gone, **heard.fields}
    spans = tuple((start, end) for start, end, _ in heard.spans)
    return StepWords(fields, spans, heard.readback)


def _pairs(text: str, action: Doc, spoken: Spoken) -> StepWords:
    kinds = _kinds(action)
    fields: dict[str, Any] = {}
    spans: list[tuple[int, int]] = []
    says: list[tuple[str, str]] = []
    places = list(_PAIR.finditer(text))
    for place, after in zip(places, [*places[1:], None], strict=True):
        end = after.start() if after else len(text)
        name = _known(place[1].lower(), kinds, str(action["type"]))
        value = text[place.end() : end].strip()
        fields[name] = typed(kinds[name], name, value, spoken) if value else None
        spans.append((place.start(), place.end() + len(value)))
        says.append((_words(name), _shown(kinds[name], fields[name], spoken)))
    return StepWords(fields, tuple(spans), tuple(says))


def _kinds(action: Doc) -> Mapping[str, str]:
    kind = ACTIONS[str(action["type"])]
    return {**(kind.known or {}), **kind.own_kinds()}


def _known(name: str, kinds: Mapping[str, str], type: str) -> str:
    wanted = named(name, kinds)
    if wanted not in kinds:
        near = get_close_matches(wanted, kinds, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join([*kinds][:8])}."
        raise BadInput(f"{type.replace('_', ' ')} has no field “{name[:40]}”.", hint=hint)
    return wanted


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(kind: str, value: Any, spoken: Spoken) -> str:
    if value is None:
        return "nothing"
    if kind in ("when", "instant", "day"):
        return moment_words(str(value), spoken.tz)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
