"""How ways out are drawn: the milestone's day as it is and as it would be, the steps, what
follows, and where there is nothing what would help."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.phrases import counted
from worktui.app.rescue_model import Tried, WayOut, WayStep
from worktui.app.views.forecast import day_text
from worktui.app.views.ghosts import ghosts
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.ways_out_ghosts import draw

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the milestones in trouble, the one looked at, its plans, and what
    would help where there is none."""

    stones: tuple[str, ...]
    milestone: str
    ways: tuple[WayOut, ...]
    helps: tuple[str, ...]
    p80: int | None


class WaysOutLook(ProjectPane):
    """Draws one plan at a time; a row for each of its steps."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.found: Search | None = None
        self.milestone = ""
        self.plan = 0
        self.ticked: frozenset[int] = frozenset()
        self.trial: Tried | None = None
        self.taken: WayOut | None = None
        """The plan with just what is ticked, once it is worked out."""
        self.p80: int | None = None
        self.telling = False
        """Whether each step says why."""
        self.halt = Event()
        self.share, self.what = 0.0, ""

    @property
    def searching(self) -> bool:
        """Whether plans are still looked for."""
        return self.found is None and self.reckoner.busy

    @property
    def way(self) -> WayOut | None:
        """The plan shown."""
        ways = self.found.ways if self.found else ()
        return ways[self.plan % len(ways)] if ways else None

    # drawing

    def blocks(self, width: int) -> list[Block]:
        way = self.way
        if way is None:
            return [still(self._without(width))]
        found = [still(self._head(width, way))]
        taken = self.taken
        exact = taken is not None and taken.name == way.name and taken.ticked == self.ticked
        found += [self._step(step, width) for step in (taken if exact and taken else way).steps]
        found.append(still(self._after(width, way)))
        room = self.size.height - sum(block.height for block in found) - 1
        outlook, trial = self.outlook, self.trial
        if outlook is not None and trial is not None:
            stepped = {step.task for step in way.steps if step.n in self.ticked}
            view = ghosts(outlook.planned, trial.planned, way.milestone, stepped)
            lines = draw(self.ink, width, view, max(room, 6))
            found.append(still([blank(self.ink, width), *lines]))
        return found

    def _without(self, width: int) -> list[Strip]:
        """Nothing found: not yet, not needed, or not possible."""
        if self.searching:
            share = f" {round(self.share * 100)} %" if self.share else ""
            what = f": {self.what}" if self.what else "…"
            if self.halt.is_set():
                return [self.line(width, [("stopping…", "dim")])]
            return [
                self.line(width, [(f"Looking for ways out{what}{share}", "fg")]),
                self.line(width, [("esc", "title b"), (" shows what is found so far", "dim")]),
            ]
        found = self.found
        if found is None or (not found.stones and not found.helps):
            words = f"Nothing in {self.project} needs a way out: no promise is in danger."
            return [self.line(width, [(words, "fg")])]
        outlook = self.outlook
        stone = outlook.planned.milestones.get(found.milestone) if outlook else None
        lines = []
        if stone is not None:
            lines.append(self.line(width, [(f"No plan saves {stone.name}.", "title b")]))
            if found.helps:
                lines += [blank(self.ink, width), self.line(width, [("What would help", "dim")])]
        for text in found.helps:
            lines += self.said(width, text, sign=(self.ink.signs.dot, "dim"))
        return lines

    def _head(self, width: int, way: WayOut) -> list[Strip]:
        """The milestone's day as it is and as it would be."""
        trial, outlook = self.trial, self.outlook
        today = outlook.planned.model.today if outlook else 0
        day = trial.day if trial else way.after
        late = trial.late if trial else way.late_after
        ok = not late
        left: list[Piece] = [
            (way.title, "title b"),
            (f"  {day_text(way.before, today)} → ", "dim"),
            (f"{self.ink.signs.done if ok else self.ink.signs.late} ", "good" if ok else "late b"),
            (day_text(day, today), "good b" if ok else "late b"),
            (f"  promised {day_text(way.due, today)}", "dim"),
        ]
        ways = self.found.ways if self.found else ()
        right: list[Piece] = [
            (f"plan {self.plan % len(ways) + 1} of {len(ways)}  ", "dim"),
            (way.kinds[0], "fg"),
        ]
        lines = [self.line(width, left, right), self.line(width, self._sure(way, today))]
        stones = self.found.stones if self.found else ()
        if len(stones) > 1 and outlook is not None:
            names = [outlook.planned.milestones[id].name for id in stones if id != way.milestone]
            pieces: list[Piece] = [("l", "title b"), (f" {', '.join(names)}", "dim")]
            lines.append(self.line(width, pieces))
        return [*lines, blank(self.ink, width)] if self.size.height > 12 else lines

    def _sure(self, way: WayOut, today: int) -> list[Piece]:
        """The P80 before and after, and what all of it gains."""
        before = self.found.p80 if self.found else None
        pieces: list[Piece] = [("P80 about ", "dim")]
        after = "…" if self.p80 is None and self.reckoner.busy else day_text(self.p80, today)
        pieces.append((f"{day_text(before, today)} → ", "dim"))
        pieces.append((after, "fg"))
        trial = self.trial
        if self.ticked != way.ticked and trial is not None and trial.late:
            pieces.append((f"   still {counted(trial.late, 'day')} late", "late"))
        if trial is not None and trial.together > 0:
            pieces.append((f"   together -{trial.together} d", "fg"))
        if trial is not None and trial.cost:
            pieces.append((f"   {trial.cost}", "fg"))
        return pieces

    def _step(self, step: WayStep, width: int) -> Block:
        ink, on = self.ink, step.n in self.ticked
        telling = bool(self.telling and step.detail)

        def paint(ground: str) -> list[Strip]:
            title = "title b" if ground == "focus" else "fg" if on else "dim"
            left: list[Piece] = [
                ("[x] " if on else "[ ] ", "fg" if on else "dim"),
                (f"{step.n} ", "dim"),
                (step.text, title),
            ]
            right: list[Piece] = []
            if step.was and step.now and width >= 72:
                right.append((f"{step.was} → {step.now}", "dim"))
            if step.outward:
                right.append((f" {ink.signs.outward}", "accent"))
            gain = f"-{step.gain_days} d" if step.gain_days > 0 else "0 d"
            right.append((gain.rjust(6), "fg" if on else "dim"))
            edge = edge_of(ink, ground, (" ", "fg"))
            lines = [self.drawn(width, left, right, ground=ground, edge=edge)]
            if telling:
                detail: list[Piece] = [("      ", "dim"), (step.detail, "dim")]
                lines.append(self.drawn(width, detail, ground=ground, edge=edge))
            return lines

        return Block(2 if telling else 1, paint, str(step.n), at=2)

    def _after(self, width: int, way: WayOut) -> list[Strip]:
        """What follows; all of it where it is asked why, else what must be known."""
        lines: list[Strip] = []
        trial = self.trial
        for text in trial.others if trial else ():
            lines += self.said(width, text, "late", sign=(self.ink.signs.late, "late b"))
        if way.remains and self.ticked == way.ticked and not (trial and trial.others):
            lines += self.said(width, way.remains, "fg", sign=(self.ink.signs.late, "late b"))
        if self.telling and trial is not None:
            for name, texts in (("follows", trial.follows), ("load", trial.load)):
                for n, text in enumerate(texts):
                    head = name.ljust(9) if not n else " " * 9
                    lines.append(self.line(width, [(head, "dim"), (text, "fg")]))
        return lines
