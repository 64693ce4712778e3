"""Ways out: plans that save a milestone, each step to be ticked, tried at once and applied.

The search runs beside the screen; trying a tick is a forecast of its own, quick enough for the
key that asks for it. What leaves the house is shown first, and only `S` sends it.
"""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from worktui.app.desk import Receipt
from worktui.app.rescue import apply, chosen, helps, tried, ways_out, why
from worktui.app.rescue_model import WayOut, WayStep
from worktui.app.verbs import Verb
from worktui.app.views.forecast import p80_of, troubled
from worktui.app.views.letters import drafted
from worktui.domain.actions import Action, parse
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import cut
from worktui.faces.tui.project_reckoning import Stop
from worktui.faces.tui.widgets.ways_out_look import Search, WaysOutLook

if TYPE_CHECKING:
    from worktui.app.outlook import Outlook
    from worktui.faces.tui.shell import Shell

SECONDS, PROVING = 3.0, 6.0
"""So long is looked for ways out."""
TOLD = 60
"""Cells of a receipt that are shown."""


class WaysOutView(WaysOutLook):
    """Finds, tries and applies what is drawn."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self._of: tuple[Outlook, str] | None = None

    # searching

    def made(self) -> None:
        """Look anew where the work is another than it was looked at."""
        outlook = self.outlook
        if outlook is None:
            return
        cut_short = self.halt.is_set() and not (self.found and self.found.ways)
        if self._of is None or self._of[1] != self.project:
            self.milestone = ""
        elif not cut_short and _alike(self._of[0], outlook):
            return  # a comment or a kept reading: what is shown, and stood on, stays
        self._of = (outlook, self.project)
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
            if isinstance(value, tuple):
                self.taken, self.p80 = value
            self.rebuild()

    def failed(self, why: str) -> None:
        """The search could not be made."""
        self.found = Search((), "", (), (why,), None)
        self.rebuild()

    def back(self) -> bool:
        """Stop looking: what was found so far is shown."""
        if not self.searching or self.halt.is_set():
            return False
        self.halt.set()
        self.rebuild()
        return True

    # plans and their steps

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
        self.p80 = self.taken = None
        planned = self.trial.planned
        ticked = self.ticked

        def exactly(stop: Stop, _tell: object) -> tuple[WayOut, int | None]:
            taken = chosen(outlook, way, ticked)
            return taken, p80_of(outlook, planned, way.milestone, stop)

        self.reckoner.ask(exactly)

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


def _alike(one: Outlook, other: Outlook) -> bool:
    """Whether the work lies the same in both, so that the same ways lead out."""
    mine, theirs = one.planned, other.planned
    return (
        one.today == other.today
        and mine.tasks == theirs.tasks
        and mine.milestones == theirs.milestones
        and mine.model.tasks == theirs.model.tasks
        and mine.model.people == theirs.model.people
    )


def _search(
    shell: Shell, outlook: Outlook, project: str, milestone: str, halt: Event, stop: Any, tell: Any
) -> Search:
    """On a thread of its own: the milestones in trouble, and the ways out of one of them."""
    outlook.simulated(stop=lambda: bool(stop() or halt.is_set()))
    stones = troubled(outlook, project)
    if not stones:
        return Search((), "", (), (), None)
    about = milestone if milestone in stones else stones[0]
    p80 = p80_of(outlook, outlook.planned, about, lambda: bool(stop() or halt.is_set()))
    solver = shell.solver
    found = ways_out(
        outlook,
        about,
        seconds=PROVING if solver is not None else SECONDS,
        solver=solver,
        stop=lambda: bool(stop() or halt.is_set()),
        progress=tell,
    )
    return Search(stones, about, found, () if found else helps(outlook, about), p80)
