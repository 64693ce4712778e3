"""The inbox as lines: what waits, and one suggestion with its words, reason and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worktui.app.inbox import Inbox
from worktui.app.phrases import age
from worktui.app.sensing import OPEN
from worktui.app.views.bundle import BundleView, bundle
from worktui.app.views.inbox import inbox
from worktui.app.views.letters import kept, shown_body
from worktui.app.views.steps import REACH_WORDS, StepView
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room

_SIGNS = {"message": "“", "commit": "±", "late": "!"}


def arrivals_lines(room: Room, arrivals: Sequence[Doc], suggestions: Sequence[Doc]) -> str:
    """What was taken in, and each suggestion made of it."""
    paper = room.paper
    parts = [_arrival(paper, doc) for doc in arrivals]
    parts += [suggestion_page(room, doc) for doc in suggestions]
    if arrivals and not suggestions:
        notes = [str(note) for doc in arrivals for note in doc.get("notes") or ()]
        parts.append(paper.lines("\n".join(notes) or "Nothing needs to be done about it."))
    return "\n\n".join(parts) if suggestions else "\n".join(parts)


def _arrival(paper: Paper, doc: Doc) -> str:
    if doc.get("duplicate_of"):
        return paper.lines(f"{doc['id']} is {doc['duplicate_of']} once more.")
    line = f"{doc['id']}  {doc.get('kind')} from {doc.get('source') or 'here'}"
    if doc.get("subject"):
        line += f": {doc['subject']}"
    if doc.get("state") in ("failed", "quarantined"):
        return paper.lines(f"{line}\n{doc['state']}: {doc.get('why') or 'not understood'}")
    return paper.lines(line)


def inbox_lines(room: Room, docs: Sequence[Doc], stuck: Sequence[Doc]) -> str:
    """All that waits for a decision."""
    paper, desk = room.paper, room.desk()
    view = inbox(desk.snapshot(), now=desk.now())
    wanted = {doc["id"] for doc in docs}
    rows = [
        [
            Cell(_SIGNS.get(item.sign, ""), "late" if item.sign == "late" else ""),
            Cell(item.id),
            Cell(item.who if item.who != item.what else ""),
            Cell(item.what.removeprefix(f"{item.who}: "), "bold"),
            Cell(age(item.minutes)),
            Cell(item.counts),
        ]
        for item in view.items
        if item.id in wanted
    ]
    shown = {row[1].text for row in rows}
    rows += [
        [Cell(""), Cell(doc["id"]), Cell(str(doc.get("state"))), Cell(str(doc.get("title", ""))),
         Cell(""), Cell("")]
        for doc in docs
        if doc["id"] not in shown
    ]  # fmt: skip
    parts = [paper.table(rows, grow=3, right=(4,))] if rows else []
    parts += [_arrival(paper, doc) for doc in stuck]
    if not parts:
        return "The inbox is empty. `worktui sense FILE` takes in a mail, a form, an invitation."
    if rows:
        parts.append("`worktui inbox show ID` opens one; `worktui inbox apply ID` carries it out.")
    if stuck:
        id = stuck[0]["id"]
        parts.append(
            f"`worktui inbox show {id}` says what could not be read, "
            f"`worktui inbox dismiss {id}` puts it aside."
        )
    return "\n\n".join(parts)


def suggestion_page(room: Room, doc: Doc) -> str:
    """One suggestion: what was written, what should be done, why, and what would leave."""
    desk, paper = room.desk(), room.paper
    desks_inbox: Inbox = room.house.inbox()
    preview = desks_inbox.preview(doc["id"])
    changed = desks_inbox.changed(doc["id"]) if doc.get("state") in OPEN else {}
    view = bundle(desk.snapshot(), doc["id"], preview, changed=changed, now=desk.now())
    if view is None:
        return ""
    why = f": {doc['closed_why']}" if doc.get("closed_why") else ""
    state = "" if view.state == "proposed" else f"  ({view.state}{why})"
    parts = [f"{view.id}  {paper.show(str(doc.get('title', '')), 'bold')}{paper.show(state)}"]
    parts += [paper.lines(line, indent=2) for line in _said(view, str(doc.get("title", "")))]
    parts.append(_steps(paper, view.steps, dict(view.changed)))
    parts += _why(paper, view)
    parts += _done(paper, view)
    if view.problem:
        parts.append(paper.lines(f"! {view.problem}", indent=2))
    parts += [paper.lines(line, indent=2) for line in kept(desk.snapshot(), view.leaves)]
    letters = [doc for doc in view.leaves if doc.get("kind") != "calendar"]
    for letter in letters:
        body = _body(letter, Settings.of(desk.snapshot()))
        head = f"↗ to {letter.get('to')}: {letter.get('subject')}"
        parts.append(paper.lines(head, indent=2) + "\n" + paper.lines(body, indent=6))
    if letters and (unsent := room.unsent()):
        parts.append(paper.lines(unsent, indent=2))
    return "\n".join(parts)


def _said(view: BundleView, title: str) -> list[str]:
    """What each message behind it said, a line each."""
    lines = []
    for source in view.sources:
        who = f"{view.who}, " if view.who != title and len(view.sources) == 1 else ""
        quotes = " … ".join(f"“{quote}”" for quote in source.quotes)
        if quotes or len(view.sources) > 1:
            lines.append(f"{who}{source.told}: {quotes or 'asks the same'}")
    return lines


def _done(paper: Paper, view: BundleView) -> list[str]:
    """What was carried out, by whom, what left, and how it is taken back."""
    done = view.done
    if done is None:
        return []
    lines = [paper.lines(f"✓ {line}", indent=2) for line in done.lines]
    for letter in done.left:
        words = f"to {letter.to}: {letter.subject}, " if letter.to else ""
        lines.append(paper.lines(f"↗ {words}{letter.state}", indent=2))
    lines.append(paper.lines(f"{done.told}; `worktui undo {done.entry}` takes it back", indent=2))
    return lines


def _body(letter: Doc, settings: Settings) -> str:
    """A letter as it would leave."""
    linked = settings.public_address.startswith(("https://", "http://"))
    return shown_body(str(letter.get("body", "")), linked=linked)


def _why(paper: Paper, view: BundleView) -> list[str]:
    lines = []
    if view.reason:
        lines.append(paper.lines(f"why: {view.reason} ({view.band})", indent=2))
    lines += [paper.lines(assumption, indent=2) for assumption in view.assumptions]
    lines += [paper.lines(f"! {warning}", indent=2) for warning in view.warnings]
    return lines


def _steps(paper: Paper, steps: Sequence[StepView], changed: Mapping[int, str]) -> str:
    rows: list[list[Cell]] = []
    for step in steps:
        box = "done" if step.done else "[x]" if step.ticked else "[ ]"
        word = REACH_WORDS.get(step.reach, step.reach)
        reach = f"↗ {word}" if step.leaves else word
        rows.append(
            [Cell(box), Cell(str(step.n)), Cell(step.verb), Cell(step.words, "bold"), Cell(reach)]
        )
        if step.detail:
            rows.append(_beneath(Cell(""), step.detail))
        if step.doubt:
            rows.append(_beneath(Cell("?", "ask"), step.doubt))
        if step.n in changed:
            rows.append(_beneath(Cell("?", "ask"), f"changed since: {changed[step.n]}"))
    return paper.table(rows, grow=3, lead="  ")


def _beneath(sign: Cell, text: str) -> list[Cell]:
    return [Cell(""), Cell(""), sign, Cell(text), Cell("")]
