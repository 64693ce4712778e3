"""Ways out: plans that save a milestone, each step to be ticked, tried at once and applied.

The search runs beside the screen; trying a tick is a forecast of its own, quick enough for the
key that asks for it. What leaves the house is shown first, and only `S` sends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from textual.strip import Strip

from worktui.app.desk import Receipt
from worktui.app.phrases import counted
from worktui.app.rescue import apply, helps, tried, ways_out, why
from worktui.app.rescue_model import Tried, WayOut, WayStep
from worktui.app.verbs import Verb
from worktui.app.views.forecast import day_text, p80_of, troubled
from worktui.app.views.ghosts import ghosts
from worktui.app.views.letters import drafted
from worktui.domain.actions import Action, parse
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cut
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.ways_out_ghosts import draw

if TYPE_CHECKING:
    from worktui.app.outlook import Outlook
    from worktui.faces.tui.shell import Shell

SECONDS, PROVING = 3.0, 6.0
"""So long is looked for ways out."""
TOLD = 60
"""Cells of a receipt that are shown."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the milestones in trouble, the one looked at, its plans, and what
    would help where there is none."""

    stones: tuple[str, ...]
    milestone: str
    ways: tuple[WayOut, ...]
    helps: tuple[str, ...]
    p80: int | None


class WaysOutView(ProjectPane):
    """Shows one plan at a time; a row for each of its steps."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.found: Search | None = None
        self.milestone = ""
        self.plan = 0
        self.ticked: frozenset[int] = frozenset()
        self.trial: Tried | None = None
        self.p80: int | None = None
        self.telling = False
        """Whether each step says why."""
        self.halt = Event()
        self.share, self.what = 0.0, ""
        self._of: tuple[int, object, str] | None = None

    # searching

    def made(self) -> None:
        """Look anew where the work is another than it was looked at."""
        outlook = self.outlook
        if outlook is None:
            return
        of = (outlook.work.seq, outlook.today, self.project)
        cut_short = self.halt.is_set() and not (self.found and self.found.ways)
        if of != self._of or cut_short:
            if self._of is None or self._of[2] != self.project:
                self.milestone = ""
            self._of = of
            self.search()

    def about(self, milestone: str) -> None:
        """Look at this milestone, where it is one in trouble."""
        if self.outlook is None or milestone == self.milestone:
            return
        if milestone in troubled(self.outlook, self.project):
            self.milestone = milestone
            self.search()
            self.rebuild()

    def search(self) -> None:
        """Begin to look for ways out of the milestone, the most pressing one to begin with."""
        outlook = self.outlook
        if outlook is None:
            return
        self.found, self.trial, self.share, self.what = None, None, 0.0, ""
        self.halt = Event()
        about = (outlook, self.project, self.milestone, self.halt)
        self.reckoner.ask(partial(_search, self.shell, *about))

    def progressed(self, share: float, what: str) -> None:
        """How far the search is."""
        self.share, self.what = share, what
        self.rebuild()

    def reckoned(self, value: object) -> None:
        """Plans are there, or the P80 of what is ticked."""
        if isinstance(value, Search):
            self.found, self.milestone = value, value.milestone
            self.take(0)
        else:
            self.p80 = value if isinstance(value, int) else None
            self.rebuild()

    def failed(self, why: str) -> None:
        """The search could not be made."""
        self.found = Search((), "", (), (why,), None)
        self.rebuild()

    @property
    def searching(self) -> bool:
        """Whether plans are still looked for."""
        return self.found is None and self.reckoner.busy

    def back(self) -> bool:
        """Stop looking: what was found so far is shown."""
        if not self.searching or self.halt.is_set():
            return False
        self.halt.set()
        self.rebuild()
        return True

    # plans and their steps

    @property
    def way(self) -> WayOut | None:
        """The plan shown."""
        ways = self.found.ways if self.found else ()
        return ways[self.plan % len(ways)] if ways else None

    def take(self, number: int) -> None:
        """Show another plan, with the ticks it comes with."""
        self.plan, self.key = number, ""
        way = self.way
        self.ticked = way.ticked if way else frozenset()
        self._try()
        self.rebuild(top=True)
        self.post_message(self.Moved(self, self.key))

    def _try(self) -> None:
        """Forecast with what is ticked, at once; its P80 follows from beside the screen."""
        outlook, way = self.outlook, self.way
        if outlook is None or way is None:
            self.trial = None
            return
        self.trial = tried(outlook, way, self.ticked)
        self.p80 = None
        planned = self.trial.planned
        self.reckoner.ask(lambda stop, _tell: p80_of(outlook, planned, way.milestone, stop))

    def step(self) -> WayStep | None:
        """The step stood on."""
        way = self.way
        steps = way.steps if way else ()
        return next((step for step in steps if str(step.n) == self.key), None)

    def chosen(self) -> tuple[str, ...]:
        """The task of the step stood on."""
        step = self.step()
        return (step.task,) if step is not None and step.task else ()

    def facts(self) -> frozenset[str]:
        """`way`: a plan is shown; `ticked`: something of it would be applied."""
        if self.way is None:
            return frozenset()
        return frozenset({"way", "ticked"} if self.ticked else {"way"})

    def label(self, verb: Verb) -> str:
        """`apply 2` for what is ticked."""
        if verb.id in ("way.apply", "project.open") and self.way is not None:
            step = self.step()
            if step is not None and step.outward:
                return "message"
            return f"apply {len(self.ticked)}"
        return verb.label

    def verb_way_tick(self) -> None:
        """Choose the step or leave it out; the forecast follows at once."""
        step = self.step()
        if step is None:
            self.shell.refuse("There is no step here.")
            return
        self.ticked = self.ticked ^ {step.n}
        self._try()
        self.rebuild()
        self.post_message(self.Moved(self, self.key))

    def verb_way_next(self) -> None:
        """The next plan; after the last one the first."""
        ways = self.found.ways if self.found else ()
        if len(ways) < 2:
            self.shell.refuse("There is no other plan." if ways else "There is no plan yet.")
            return
        self.take((self.plan + 1) % len(ways))

    def verb_way_why(self) -> None:
        """Say why each step helps, and what follows from all of them."""
        self.telling = not self.telling
        self.rebuild()

    def action_right(self) -> None:
        """The next milestone in trouble."""
        self._turn(1)

    def action_left(self) -> None:
        """The one before."""
        self._turn(-1)

    def _turn(self, way: int) -> None:
        stones = self.found.stones if self.found else ()
        if len(stones) > 1 and self.milestone in stones:
            self.milestone = stones[(stones.index(self.milestone) + way) % len(stones)]
            self.search()
            self.rebuild()

    # deciding

    def verb_way_apply(self) -> None:
        """What is ticked becomes one change; a message is shown before anything of it leaves."""
        way, step = self.way, self.step()
        if way is None:
            self.shell.refuse("There is no plan to apply.")
            return
        if step is not None and step.outward:
            self._letter(step, step.actions)
            return
        here = frozenset(s.n for s in way.steps if s.n in self.ticked and not s.outward)
        if here:
            day = self.trial.day if self.trial else None
            job = partial(apply, self.shell.desk, way, here, day=day)
            self.shell.queue(job, self._applied)
            return
        letters = [s for s in way.steps if s.n in self.ticked]
        if letters:
            self._letter(letters[0], letters[0].actions)
        else:
            self.shell.refuse("No step is ticked; space ticks one.")

    def _applied(self, receipt: Receipt) -> None:
        first, *more = receipt.text.split("; ")
        words = cut(first, TOLD, self.ink.signs.cut) + (f" and {len(more)} more" if more else "")
        self.shell.say(words, undo=receipt.entry is not None, sign=self.ink.signs.done)

    def _letter(self, step: WayStep, actions: tuple[Action, ...]) -> None:
        """The message as it would leave; only `S` sends it."""
        from worktui.faces.tui.dialogs.message import MessageDialog

        shell = self.shell
        courier = shell.courier
        view = drafted(
            shell.work,
            shell.desk.preview(actions),
            me=shell.me,
            leaves=bool(courier is not None and courier.leaves),
        )
        shell.ask(MessageDialog(self.ink, view), partial(self._answered, step, actions))

    def _answered(self, step: WayStep, actions: tuple[Action, ...], answer: Any) -> None:
        way = self.way
        if answer == "send" and way is not None:
            self.shell.queue(
                partial(self.shell.desk.do, actions, why=why(way, [step])), self._applied
            )
        elif answer == "edit":
            self._edit(step, actions)

    def _edit(self, step: WayStep, actions: tuple[Action, ...]) -> None:
        from worktui.app.views.steps import describe
        from worktui.domain.settings import Settings
        from worktui.faces.tui.dialogs.step import StepDialog

        doc = {"n": 1, **actions[0].to_doc()}
        zone = Settings.of(self.shell.work).timezone
        dialog = StepDialog(self.shell, describe(actions[0], 1, self.shell.work, zone), doc)

        def changed(fields: dict[str, Any]) -> None:
            self._letter(step, (parse({**doc, **fields}), *actions[1:]))

        self.shell.ask(dialog, changed)

    # drawing

    def blocks(self, width: int) -> list[Block]:
        way = self.way
        if way is None:
            return [still(self._without(width))]
        found = [still(self._head(width, way))]
        found += [self._step(step, width) for step in way.steps]
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


def _search(
    shell: Shell, outlook: Outlook, project: str, milestone: str, halt: Event, stop: Any, tell: Any
) -> Search:
    """On a thread of its own: the milestones in trouble, and the ways out of one of them."""
    outlook.simulated()
    stones = troubled(outlook, project)
    if not stones:
        return Search((), "", (), (), None)
    chosen = milestone if milestone in stones else stones[0]
    sure = outlook.simulated()
    p80 = sure.percentile(chosen, 80) if chosen in sure.finishes else None
    solver = shell.solver
    found = ways_out(
        outlook,
        chosen,
        seconds=PROVING if solver is not None else SECONDS,
        solver=solver,
        stop=lambda: bool(stop() or halt.is_set()),
        progress=tell,
    )
    return Search(stones, chosen, found, () if found else helps(outlook, chosen), p80)
