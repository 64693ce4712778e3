"""What would leave the house: each letter as its reader will see it, and what stays here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from worktui.app.desk import Preview
from worktui.app.phrases import full_day
from worktui.app.plans.letters import HOLD_BACK
from worktui.app.sensing import steps
from worktui.app.views.steps import describe
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

FILLED = "(link is filled in)"
_PLACE = re.compile(r"\{(?:manage_link|booking_link)\}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_METHODS: Mapping[str, str] = {"REQUEST": "invitation", "CANCEL": "cancellation"}
_KEPT: Mapping[str, str] = {"REQUEST": "put there", "CANCEL": "taken off"}
_WAYS: Mapping[str, str] = {"mail": "by mail", "webhook": "to a program"}


@dataclass(frozen=True, slots=True)
class LetterView:
    """One message. `how` says by what it travels, `calendar` what its calendar part says."""

    to: str
    address: str
    sender: str
    how: str
    subject: str
    body: str
    calendar: str


@dataclass(frozen=True, slots=True)
class SendingView:
    """All that one decision would bring about. `leaves` is false where no mail is set up."""

    id: str
    letters: tuple[LetterView, ...]
    stays: tuple[str, ...]
    unclear: tuple[str, ...]
    problem: str
    leaves: bool
    wait: int = HOLD_BACK


def sending(
    work: Snapshot, id: str, preview: Preview, *, me: str, leaves: bool
) -> SendingView | None:
    """The letters of a suggestion's chosen steps; None when it is gone."""
    doc = work.get("suggestions", id)
    if doc is None:
        return None
    settings = Settings.of(work)
    linked = settings.public_address.startswith(("https://", "http://"))
    sender = str((work.get("people", me) or {}).get("name", me))
    letters = tuple(_letters(work, preview, sender, settings, linked))
    unclear = [*preview.warnings, *doc.get("assumptions", ())]
    if not linked and any(_PLACE.search(str(each.get("body", ""))) for each in preview.effects):
        unclear.append("No link is in it: this workspace has no public address")
    stays = (*_stays(work, doc, settings), *kept(work, preview.effects))
    return SendingView(id, letters, stays, tuple(unclear), preview.problem, leaves)


def drafted(work: Snapshot, preview: Preview, *, me: str, leaves: bool) -> SendingView:
    """The letters of actions that nobody suggested: a chasing mail, a status to be sent."""
    settings = Settings.of(work)
    sender = str((work.get("people", me) or {}).get("name", me))
    letters = tuple(_letters(work, preview, sender, settings, False))
    stays = tuple(kept(work, preview.effects))
    return SendingView("", letters, stays, preview.warnings, preview.problem, leaves)


def _letters(
    work: Snapshot, preview: Preview, sender: str, settings: Settings, linked: bool
) -> Iterator[LetterView]:
    """What somebody outside reads; events for one's own calendars are no letters."""
    for doc in preview.effects:
        if doc.get("kind") != "calendar":
            yield _letter(work, doc, sender, settings, linked)


def kept(work: Snapshot, effects: Sequence[Doc]) -> Iterator[str]:
    """What is put into colleagues' calendars, a line each."""
    settings = Settings.of(work)
    for doc in effects:
        if doc.get("kind") == "calendar":
            owner = work.get("people", str(doc.get("to"))) or {}
            what = _calendar(doc.get("ics") or {}, settings, _KEPT)
            yield f"Calendar of {owner.get('name') or doc.get('to')}: {what}"


def _letter(work: Snapshot, doc: Doc, sender: str, settings: Settings, linked: bool) -> LetterView:
    kind, address = str(doc.get("kind", "mail")), str(doc.get("to", ""))
    contact = work.get("contacts", address) or {}
    how = _WAYS.get(kind, f"by {kind}")
    if doc.get("in_reply_to"):
        how += ", as a reply"
    if doc.get("next_at"):
        how += f", {_at(str(doc['next_at']), settings)}"
    return LetterView(
        to=str(contact.get("name") or address),
        address=address if contact.get("name") else "",
        sender=sender,
        how=how,
        subject=str(doc.get("subject", "")),
        body=shown_body(str(doc.get("body", "")), linked=linked),
        calendar=_calendar(doc.get("ics") or {}, settings, _METHODS),
    )


def shown_body(body: str, *, linked: bool) -> str:
    """A body as it will read. Links are made at delivery; where there can be none, the
    sentence that speaks of one is left out, as delivery does."""
    lines: list[str] = []
    for line in body.strip("\n").split("\n"):
        if linked or not _PLACE.search(line):
            lines.append(_PLACE.sub(FILLED, line))
            continue
        text = " ".join(part for part in _SENTENCE.split(line) if not _PLACE.search(part))
        if text or not lines or lines[-1]:
            lines.append(text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _at(instant: str, settings: Settings) -> str:
    moment = parse_instant(instant).astimezone(settings.zone)
    return f"{full_day(moment.date())} {moment:%H:%M}"


def _calendar(ics: Doc, settings: Settings, names: Mapping[str, str]) -> str:
    """`invitation: Intro call, thu 26 Nov 14:30 to 15:00`, by the name of its method."""
    start = str(ics.get("start", ""))
    if not start or is_day(start):
        return ""
    name = names.get(str(ics.get("method", "")), "calendar file")
    begin, end = (_local(ics, key, settings) for key in ("start", "end"))
    span = f"{full_day(begin.date())} {begin:%H:%M} to {end:%H:%M}"
    return f"{name}: {ics.get('summary', '')}, {span}"


def _local(ics: Doc, key: str, settings: Settings) -> datetime:
    return parse_instant(str(ics.get(key) or ics["start"])).astimezone(settings.zone)


def _stays(work: Snapshot, doc: Doc, settings: Settings) -> Sequence[str]:
    """The chosen steps that nobody outside sees, a line each."""
    off = {*doc.get("unticked", ()), *doc.get("done", ())}
    lines = []
    for number, action in steps(doc):
        view = describe(action, number, work, settings.timezone)
        if number not in off and not view.leaves:
            words = [f"{view.verb} {view.words}", view.detail]
            lines.append(" · ".join(part for part in words if part))
    return lines
