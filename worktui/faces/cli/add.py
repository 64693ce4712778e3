"""`worktui add`: a line of words and signs becomes a task. Loads nothing it does not need."""

from __future__ import annotations

from worktui.domain.errors import BadInput
from worktui.engine.quickadd import Understood, parse
from worktui.faces.cli.paper import Paper
from worktui.faces.cli.room import Room, receipt_json

_LABELLED = ("start", "after", "milestone", "contact")


def add(room: Room, text: str, *, dry_run: bool = False) -> None:
    """Add a task from a quick-add line, and say what was understood."""
    desk = room.desk(create=not dry_run)
    work = desk.snapshot()
    understood = parse(text, work, desk.now(), desk.me, room.house.tz)
    if not understood.actions:
        doubt = understood.doubts[-1] if understood.doubts else "There is no title."
        raise BadInput(doubt, hint='As in: worktui add "Send quote fri @ana !high #sales".')
    said = {"understood": dict(understood.readback), "doubts": list(understood.doubts)}
    if dry_run:
        room.answer({"entry": None, **said}, readback(room.paper, "", understood))
        return
    receipt = desk.do(understood.actions)
    work = desk.snapshot()
    id = receipt.ids[0]
    text = readback(room.paper, id, understood)
    if receipt.undo and room.paper.styled:
        text += f"\n`{receipt.undo}` takes it back."
    data = receipt_json(receipt, work, id=id, task=dict(work.get("tasks", id) or {}), **said)
    room.answer(data, text)


def readback(paper: Paper, id: str, understood: Understood) -> str:
    """The task read back: title, then what stands around it, then what is unsure."""
    pairs = list(understood.readback)
    lead = f"{id}  " if id else ""
    lines = [f"{lead}{paper.show(pairs[0][1], 'bold')}"]
    facts = [_fact(label, value) for label, value in pairs[1:]]
    if facts:
        lines.append(" " * len(lead) + paper.show("   ".join(facts)))
    lines += [f"{paper.show('?', 'ask')} {paper.show(doubt)}" for doubt in understood.doubts]
    return "\n".join(lines)


def _fact(label: str, value: str) -> str:
    if value == "urgent":
        return "▲ urgent"
    return f"{label} {value}" if label in _LABELLED else value
