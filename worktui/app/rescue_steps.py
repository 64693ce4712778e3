"""From changes in numbers to steps: what each does in words, its gain, and its real actions."""

from __future__ import annotations

from datetime import date

from worktui.app.phrases import MONTHS, counted
from worktui.app.rescue_model import StepKind, WayStep
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import AskPerson, SendMessage
from worktui.domain.actions.tasks import UpdateTask
from worktui.domain.actions.workspace import UpdateMilestone
from worktui.domain.snapshot import Snapshot
from worktui.engine.rescue import Found, Scope

Made = tuple[StepKind, str, str, tuple[Action, ...]]
"""(kind, text, detail, actions) of a step."""


def days_words(first: int, last: int) -> str:
    """`9–17 Mar`, `27 Feb–3 Mar`, `9 Mar`: two ordinals, both included."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    if first >= last:
        return f"{end.day} {MONTHS[end.month - 1]}"
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day}–{end.day} {MONTHS[end.month - 1]}"
    return f"{begin.day} {MONTHS[begin.month - 1]}–{end.day} {MONTHS[end.month - 1]}"


def day_words(day: int) -> str:
    """`18 Mar`."""
    return days_words(day, day)


class Steps:
    """Makes the steps of one milestone's plans."""

    def __init__(self, scope: Scope, work: Snapshot) -> None:
        self.scope, self.work, self.grid = scope, work, scope.grid
        self.model = scope.grid.model
        self.stone = self.model.milestones[scope.milestone]
        self.calendar = self.model.calendar_of(self.stone.project)

    def gain(self, found: Found, without: Found) -> int:
        """Working days that the milestone is later in one forecast than in the other."""
        base = self.grid.base
        return self.calendar.between(base + found.score.finish, base + without.score.finish)

    def of(self, found: Found) -> list[WayStep]:
        """A step for every change, those that gain most first."""
        rows = []
        for kind, n in found.changes.each():
            without = self.scope.tried(found.changes.without(kind, n))
            made = self._handed(found, n) if kind == "who" else self._moved(found, n)
            gain = self.gain(found, without)
            spared = without.score.pain - found.score.pain
            rows.append((gain, spared, kind, n, made))
        rows.sort(key=lambda row: (-row[0], -row[1], row[2] != "who", row[3]))
        steps = []
        for place, (gain, spared, _, n, made) in enumerate(rows, 1):
            step_kind, text, detail, actions = made
            if gain <= 0 and spared > 0 and not detail:
                detail = "keeps other promises"
            steps.append(
                WayStep(
                    place,
                    step_kind,
                    self.grid.ids[n],
                    text,
                    detail,
                    gain,
                    actions,
                    True,
                    self._days(self.scope.start, n),
                    self._days(found, n),
                )
            )
        return steps

    def _days(self, found: Found, n: int) -> str:
        base = self.grid.base
        begun = self.grid.begun[n] and found.starts[n] < 0
        return days_words(base if begun else base + found.starts[n], base + found.finishes[n])

    def _handed(self, found: Found, n: int) -> Made:
        grid, task = self.grid, self.grid.tasks[n]
        seat = found.changes.who[n]
        new = grid.people[seat]
        fields: dict[str, object] = {"assignee": new}
        detail = self._why_not(n)
        if grid.begun[n]:
            fields["remaining_hours"] = round(self.scope.work(n, seat) / 60, 2)
            detail = "; ".join(filter(None, ("begun: a day more to hand it over", detail)))
        old = task.person or task.missing or "nobody"
        return "reassign", f"{task.title}: {old} → {new}", detail, (self._set(n, fields),)

    def _why_not(self, n: int) -> str:
        """What keeps its owner from it: days away while it would be done."""
        task, base, start = self.grid.tasks[n], self.grid.base, self.scope.start
        if not task.person:
            return "nobody has it: its days were as if somebody had time for it"
        time = self.model.people[task.person]
        first = base + max(0, start.starts[n])
        off = [
            day
            for day in range(first, base + start.finishes[n] + 1)
            if not time.days.works(day)
            and self.model.calendar.works(day)
            and time.minutes[(day - 1) % 7]  # a day of the week that is never worked is no absence
        ]
        return f"{task.person} is away {days_words(off[0], off[-1])}" if off else ""

    def _moved(self, found: Found, n: int) -> Made:
        grid, task = self.grid, self.grid.tasks[n]
        day = found.changes.floor[n]
        if day < grid.floors[n]:
            text = f"{task.title}: as soon as it can"
            wished = f"its start was set to {day_words(grid.base + grid.floors[n])}"
            return "move", text, wished, (self._set(n, {"start": None}),)
        first = [m for m in self._ahead(found, n) if m != n]
        names = " and ".join(grid.tasks[m].title for m in first[:2])
        text = f"{task.title}: after {names}" if names else f"{task.title}: later"
        start = date.fromordinal(grid.base + day).isoformat()
        slipped = self.calendar.between(
            grid.base + self.scope.start.finishes[n], grid.base + found.finishes[n]
        )
        detail = f"{grid.ids[n]} ends {counted(slipped, 'day')} later" if slipped > 0 else ""
        return "later", text, detail, (self._set(n, {"start": start}),)

    def _ahead(self, found: Found, n: int) -> list[int]:
        """The tasks of the same person that now come before one and did not."""
        seats, was = self.scope.seats(found.changes), self.scope.start
        return sorted(
            (
                m
                for m in self.grid.order
                if seats[m] == seats[n]
                and found.finishes[m] <= found.starts[n]
                and not was.finishes[m] <= was.starts[n]
            ),
            key=lambda m: -found.finishes[m],
        )

    def _set(self, n: int, fields: dict[str, object]) -> Action:
        doc = self.grid.tasks[n].doc
        seen = {name: doc[name] for name in fields if name in doc}
        return UpdateTask.of({"task": self.grid.ids[n], **fields, "seen": seen})

    # last resorts, never ticked to begin with

    def extras(self, found: Found, place: int, late: int) -> list[WayStep]:
        """What else there is: whoever it waits for, scope, and the promised day itself."""
        steps = self._chases(found, place)
        if late > 0:
            steps += self._cuts(found, place + len(steps))
            steps += self._date(found, place + len(steps), late)
        return steps

    def _chases(self, found: Found, place: int) -> list[WayStep]:
        steps: list[WayStep] = []
        for n in self.scope.ancestors:
            task = self.grid.tasks[n]
            waits = str(task.doc.get("waiting_for") or task.blocked or "")
            if waits:
                action, whom = self._ask(n, waits)
                freed = self.scope.tried(found.changes.from_day(n, 0))
                gain = max(0, self.gain(freed, found)) if not self.grid.begun[n] else 0
                detail = f"{self.grid.ids[n]} is blocked: {waits}"
                text = f"{task.title}: ask {whom}"
                steps.append(
                    WayStep(
                        place + len(steps), "chase", task.id, text, detail, gain, (action,), False
                    )
                )
        return steps[:3]

    def _ask(self, n: int, waits: str) -> tuple[Action, str]:
        """Who can unblock a task, and the drafted words."""
        task = self.grid.tasks[n]
        day = f"{self.stone.name} was promised for {day_words(self.stone.due or 0)}"
        address = str(task.doc.get("contact_email") or "")
        question = f"{task.id} {task.title} waits: {waits}. {day}. What is missing, and by when?"
        if address:
            contact = self.work.get("contacts", address) or {}
            name = str(contact.get("name") or address)
            body = f"Hello {name},\n\nwe wait for you with “{task.title}” ({waits}).\n{day}. "
            body += "Could you tell us when we can count on it?\n"
            subject = f"{task.title}: what we wait for"
            message = {"to": address, "channel": "email", "subject": subject, "body": body}
            return SendMessage.of(message), name
        blocker = self.work.get("tasks", waits.split(maxsplit=1)[0] if waits else "")
        who = str((blocker or {}).get("assignee") or task.person or self._lead())
        return AskPerson.of({"who": who, "question": question, "task": task.id}), who

    def _lead(self) -> str:
        project = self.model.projects.get(self.stone.project, {})
        return str(project.get("lead") or next(iter(self.grid.people), "me"))

    def _cuts(self, found: Found, place: int) -> list[WayStep]:
        """The one task whose leaving the milestone gains most; none that others of it wait for."""
        later = self._next_stone()
        best: tuple[int, int] | None = None
        members = [n for n in self.scope.members if not self.grid.done[n]]
        needed = {head for n in self.scope.ancestors for head in self.grid.heads(n)}
        for n in members:
            if n in needed or len(members) < 2:
                continue
            finish = max(found.finishes[m] for m in self.scope.members if m != n)
            base = self.grid.base
            gain = self.calendar.between(base + finish, base + found.score.finish)
            if gain > 0 and (best is None or gain > best[0]):
                best = (gain, n)
        if best is None:
            return []
        gain, n = best
        task = self.grid.tasks[n]
        where = f"to {self.model.milestones[later].name}" if later else "out of it"
        return [
            WayStep(
                place,
                "cut",
                task.id,
                f"{task.title}: {where}",
                f"last resort: {self.stone.name} comes without it",
                gain,
                (self._set(n, {"milestone": later or None}),),
                False,
            )
        ]

    def _next_stone(self) -> str:
        due = self.stone.due or 0
        after = [
            stone
            for stone in self.model.milestones.values()
            if stone.project == self.stone.project and stone.due is not None and stone.due > due
        ]
        return min(after, key=lambda stone: stone.due or 0).id if after else ""

    def _date(self, found: Found, place: int, late: int) -> list[WayStep]:
        day = date.fromordinal(self.grid.base + found.score.finish).isoformat()
        seen = {"due": self.stone.doc.get("due")}
        action = UpdateMilestone.of({"milestone": self.stone.id, "due": day, "seen": seen})
        text = f"{self.stone.name}: promise {day_words(self.grid.base + found.score.finish)}"
        detail = f"last resort: {counted(late, 'day')} later than was promised"
        return [WayStep(place, "move", self.stone.id, text, detail, 0, (action,), False)]
